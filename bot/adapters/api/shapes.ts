// What the API answers with, as zod: the types of its JSON and the schemas of its description are made from this, so that
// they can't say different things. Nothing here reads a row.
import { z } from 'zod';
import { EVENT_KINDS } from '../../core/alert.ts';
import { PLATFORMS, SEVERITIES } from '../../core/plant.ts';
import { RECEIPT_KINDS, REFUSALS, WAIT_CAUSES } from '../../core/receipts.ts';

const Time = z.string().meta({ format: 'date-time' });
const Text = z.string();
const Count = z.number().int().nonnegative();

/** `key` is null for people who are not in the plant file. */
export const PersonJson = z.strictObject({ id: Text, key: Text.nullable(), name: Text });
export type PersonJson = z.infer<typeof PersonJson>;

export const AlertJson = z.strictObject({
  id: Text,
  key: Text,
  site: Text,
  asset: Text,
  area: Text.nullable(),
  type: Text,
  severity: z.enum(SEVERITIES),
  title: Text,
  openedAt: Time,
  closedAt: Time.nullable(),
  revision: Count,
  attention: z.enum(['new', 'acknowledged', 'shelved', 'cleared', 'expired']),
  verdict: z.enum(['pending', 'real', 'not_real', 'unsure', 'contested']),
  work: z.enum(['unowned', 'owned', 'done']),
  owner: PersonJson.nullable(),
  level: Count.describe('Index of the last step that was taken.'),
  dueAt: Time.nullable().describe('When the next step is taken by itself.'),
  channel: Text,
  count: Count.describe('Active detections.'),
  phase: z.enum(['closed', 'shelved', 'escalated', 'owned', 'open']),
});
export type AlertJson = z.infer<typeof AlertJson>;

/** Further members depend on the kind. */
export const EventJson = z.looseObject({
  at: Time,
  kind: z.enum(EVENT_KINDS),
  by: PersonJson.nullable(),
  revision: Count,
});
export type EventJson = z.infer<typeof EventJson>;

export const ReceiptJson = z.strictObject({
  at: Time,
  kind: z.enum(RECEIPT_KINDS),
  reason: z
    .enum([...WAIT_CAUSES, ...REFUSALS])
    .optional()
    .describe('What it waited for, or why it was refused.'),
  ms: z
    .number()
    .optional()
    .describe('How long it had to wait, or how long after it was wanted it was shown.'),
  times: Count.optional().describe('How many steps this one stands for; left out = one.'),
});
export type ReceiptJson = z.infer<typeof ReceiptJson>;

export const MessageJson = z.strictObject({
  kind: z.enum(['card', 'digest', 'thread', 'direct']),
  platform: z.enum(PLATFORMS),
  channel: Text.nullable().describe("The plant's name of the channel; null for a direct message."),
  person: PersonJson.nullable().describe('Whom a direct message is for.'),
  address: Text.nullable(),
  state: z.enum(['pending', 'sent', 'ambiguous', 'failed']),
  revision: Count.describe("The alert's revision that it shows."),
  postedAt: Time.nullable(),
  updatedAt: Time.nullable(),
  receipts: z.array(ReceiptJson).describe('What became of it, oldest first.'),
});
export type MessageJson = z.infer<typeof MessageJson>;

const ModelJson = z.strictObject({ name: Text, version: Text });

export const KeptDetectionJson = z.strictObject({
  source: Text,
  id: Text,
  status: z.enum(['active', 'cleared']),
  type: Text,
  asset: Text,
  site: Text,
  area: Text.nullable(),
  key: Text,
  title: Text,
  severity: z.enum(SEVERITIES),
  confidence: z.number().nullable(),
  model: ModelJson.nullable(),
  observedAt: Time,
  receivedAt: Time,
  reasons: z.array(Text),
  readings: z.array(
    z.strictObject({
      name: Text,
      value: z.union([z.number(), Text]),
      unit: Text.optional(),
      limit: z.number().optional(),
    }),
  ),
  evidence: z.array(
    z.strictObject({
      kind: Text,
      url: Text,
      alt: Text.optional(),
      sha256: Text.optional().describe(
        'Of the bytes, where Andon itself fetched the picture; the console shows it at /evidence/{sha256}.',
      ),
    }),
  ),
  extra: z.record(Text, z.unknown()),
  stream: z.enum(['action', 'audit']),
  probability: z.number(),
  revision: Count.describe("The alert's revision at which it joined."),
});
export type KeptDetectionJson = z.infer<typeof KeptDetectionJson>;

export const LabelJson = z.strictObject({
  id: Text,
  alert: Text,
  asset: Text,
  type: Text,
  verdict: z.enum(['real', 'not_real', 'unsure']),
  deciding: z.boolean(),
  reason: Text.nullable(),
  technicalTruth: z.boolean().nullable(),
  actionable: z.boolean().nullable(),
  strength: z.number(),
  by: z.strictObject({
    ...PersonJson.shape,
    role: z.enum(['technician', 'lead', 'admin']),
    platform: z.enum(PLATFORMS),
  }),
  shownAt: Time.nullable(),
  at: Time,
  revision: Count.describe('The revision of the card that was judged.'),
  stream: Text,
  probability: z.number(),
  supersedes: Text.optional(),
  withdrawn: z.literal(true).optional(),
  detections: z.array(
    z.strictObject({
      source: Text,
      id: Text,
      confidence: z.number().nullable(),
      observedAt: Time,
      model: ModelJson.nullable(),
    }),
  ),
});
export type LabelJson = z.infer<typeof LabelJson>;

export const MissJson = z.strictObject({
  id: Text,
  at: Time,
  happenedAt: Time.describe('By the word of whoever reported it.'),
  site: Text,
  asset: Text,
  type: Text,
  by: PersonJson,
  platform: z.enum(PLATFORMS),
  channel: Text.nullable().describe("The plant's name of the channel; null elsewhere."),
  text: Text.nullable().describe('The message that it was reported from.'),
  link: Text.nullable(),
  alert: Text.nullable().describe('The alert of a detection that had seen it after all.'),
});
export type MissJson = z.infer<typeof MissJson>;

export const MissPageJson = z.strictObject({
  misses: z.array(MissJson),
  next: Text.nullable().describe('The `cursor` of the next page; null at the end.'),
});

export const AlertPageJson = z.strictObject({
  alerts: z.array(AlertJson),
  next: Text.nullable().describe('The `cursor` of the next page; null at the end.'),
});

export const AlertFullJson = z.strictObject({
  ...AlertJson.shape,
  events: z.array(EventJson),
  detections: z.array(KeptDetectionJson),
  messages: z.array(MessageJson),
  labels: z.array(LabelJson),
});

export const ResultJson = z.strictObject({
  source: Text.nullable(),
  id: Text.nullable(),
  status: z.enum(['opened', 'joined', 'duplicate', 'logged', 'rejected']),
  alert: Text.optional(),
  error: Text.optional(),
  detail: Text.optional(),
});
export const ResultsJson = z.strictObject({ results: z.array(ResultJson) });

export const ProblemJson = z.looseObject({
  type: Text,
  title: Text,
  status: z.number().int(),
  detail: Text,
  errors: z.array(z.strictObject({ path: Text, message: Text })).optional(),
  results: z.array(ResultJson).optional(),
});

const Interval = z.tuple([z.number(), z.number()]).nullable().describe('Wilson, two-sided 95 %.');
const Evidence = z.enum(['none', 'weak', 'enough']);
const Share = z.strictObject({
  n: z.number(),
  x: z.number(),
  value: z.number().nullable(),
  wilson: Interval,
  evidence: Evidence,
});
const Precision = {
  technical: Share,
  actionable: Share,
  weighted: Share.omit({ x: true }),
};
const Figure = z.number().nullable();
const Durations = {
  medianSeconds: Figure.describe('Kaplan–Meier: what has not ended yet is counted as such.'),
  p90Seconds: Figure,
};
/** Loose: more numbers may come. */
export const KpisJson = z.looseObject({
  precision: z.looseObject(Precision),
  models: z.array(z.looseObject({ model: Text, version: Text, ...Precision })),
  response: z.looseObject({
    answered: Share,
    ...Durations,
    meanSeconds: Figure.describe('Restricted mean, up to four times the median target.'),
    withinTarget: Figure.describe('Answered before the next step was due; Kaplan–Meier.'),
    open: Count,
    climbed: Share,
    climbedByItself: Share,
    resolution: z.looseObject({ ...Durations, resolved: Share }),
  }),
  coverage: z.looseObject({ alerts: Count, labelled: Share, contested: Count }),
  load: z.array(
    z.looseObject({
      channel: Text,
      alerts: Count,
      perDay: z.number(),
      perHour: z.number(),
      perTenMinutes: z.number(),
      maxInTenMinutes: Count,
      shareAboveTen: z.number(),
      shareInFlood: z.number(),
      floods: Count,
      grade: z.enum(['acceptable', 'manageable', 'too-much']).describe('After ISA-18.2.'),
    }),
  ),
  fairness: z.looseObject({ people: Count, jain: Figure, gini: Figure, maxOverMean: Figure }),
  trouble: z.looseObject({ chattering: Count, stale: Count }),
  badActors: z.looseObject({
    top: z.array(z.looseObject({ asset: Text, type: Text, alerts: Count, share: z.number() })),
    share: Figure,
  }),
});

export const TokenJson = z.strictObject({
  id: Text,
  name: Text,
  scopes: z.array(z.enum(['ingest', 'read', 'admin'])),
  createdAt: Time,
  expiresAt: Time.nullable(),
  perSecond: z.number().nullable(),
});
export type TokenJson = z.infer<typeof TokenJson>;
export const TokensJson = z.strictObject({ tokens: z.array(TokenJson) });
export const NewTokenJson = z.strictObject({
  id: Text,
  token: Text.describe('The secret, shown this once.'),
});

export const HealthJson = z.strictObject({ status: z.literal('ok') });
export const ReadinessJson = z.strictObject({
  status: z.enum(['ready', 'degraded', 'down']),
  problems: z.array(Text),
});
