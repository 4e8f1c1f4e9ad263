// What a policy looks like in an alert's row, for zod: the steps that the alert was opened with, whatever the file says now.
import { z } from 'zod';
import { type Policy as AlertPolicy, SEVERITIES } from '../bot/core/plant.ts';

const Name = z.string();

const StepTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel') }),
  z.object({ kind: z.literal('lead') }),
  z.object({ kind: z.literal('shift-lead') }),
  z.object({ kind: z.literal('crew'), crew: Name.nullable() }),
  z.object({ kind: z.literal('person'), key: Name }),
  z.object({ kind: z.literal('other-channel'), channel: Name }),
]);

export const Policy: z.ZodType<AlertPolicy> = z.object({
  name: Name,
  steps: z.array(
    z.object({
      to: StepTarget,
      afterMs: z.number(),
      repeat: z.exactOptional(z.object({ times: z.int(), everyMs: z.number() })),
      needsTwo: z.exactOptional(z.literal(true)),
    }),
  ),
  expireMs: z.number(),
  idleMs: z.number(),
  quiet: z.exactOptional(
    z.object({
      severities: z.array(z.enum(SEVERITIES)),
      fromMs: z.number(),
      untilMs: z.number(),
      zone: Name,
    }),
  ),
});
