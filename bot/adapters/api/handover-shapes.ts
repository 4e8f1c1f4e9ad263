// What GET /v1/handovers answers with, as zod: the type of its JSON and the schema of its description.
import { z } from 'zod';
import { HANDOVER_STAGES } from '../../core/handover/handover.ts';
import { HANDOVER_GROUPS } from '../../core/handover/items.ts';
import { SEVERITIES } from '../../core/plant.ts';
import { PersonJson } from './shapes.ts';

const Time = z.string().meta({ format: 'date-time' });
const Text = z.string();

export const HandoverJson = z.strictObject({
  id: Text,
  roster: Text,
  areas: z.array(Text).describe('The areas and assets of the roster, now; empty = everything.'),
  from: Time.describe('When the shift that hands over began.'),
  changesAt: Time.describe('When it gives way to the next one.'),
  until: Time.describe('When the next one ends.'),
  outgoing: z
    .array(PersonJson)
    .describe('Who has the shift that hands over, by the rules in force.'),
  incoming: z.array(PersonJson).describe('Who has the next one, by the rules in force.'),
  stage: z
    .enum(HANDOVER_STAGES)
    .describe(
      '`prepared`: with the outgoing lead; `offered`: waits for the incoming one; `late`: every lead who is on was ' +
        'asked; `climbed`: the admins were; `accepted`.',
    ),
  dueAt: Time.nullable().describe('When the next stage is taken by itself.'),
  signedBy: PersonJson.nullable(),
  signedAt: Time.nullable(),
  acceptedBy: PersonJson.nullable(),
  acceptedAt: Time.nullable(),
  moved: z.number().int().nonnegative().describe('Alerts that went over to whoever accepted.'),
  items: z
    .array(
      z.strictObject({
        alert: Text,
        severity: z.enum(SEVERITIES),
        group: z.enum(HANDOVER_GROUPS),
        owner: PersonJson.nullable(),
        shelvedUntil: Time.nullable(),
        movedFrom: PersonJson.nullable().describe('Whose it was, where it changed hands with it.'),
      }),
    )
    .describe('What is listed, newest first, as of `changedAt`.'),
  notes: z
    .array(
      z.strictObject({
        number: z.number().int().positive().describe('Stays the same for ever.'),
        at: Time,
        by: PersonJson,
        text: Text,
        signed: z.boolean().describe('Whether the signature covers it.'),
        droppedAt: Time.nullable().describe('Taken back then: no card shows it since.'),
        droppedBy: PersonJson.nullable(),
      }),
    )
    .describe('Oldest first, with those that were taken back.'),
  steps: z
    .array(
      z.strictObject({ at: Time, stage: z.enum(HANDOVER_STAGES), people: z.array(PersonJson) }),
    )
    .describe('Each stage, when it was reached and who was asked then; nobody = their channel.'),
  changedAt: Time,
  revision: z.number().int().nonnegative(),
});
export type HandoverJson = z.infer<typeof HandoverJson>;

export const HandoverPageJson = z.strictObject({
  handovers: z.array(HandoverJson),
  next: Text.nullable().describe('The `cursor` of the next page; null at the end.'),
});
