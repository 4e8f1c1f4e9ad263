// What core's values look like, for zod: nothing goes into the database or comes out of it unchecked. The types are core's;
// a field that core gains and this file lacks does not compile.
import { z } from 'zod';
import {
  type AlertEvent,
  EVENT_KINDS,
  type Alert as OwnedAlert,
  VERBS,
} from '../bot/core/alert.ts';
import type { KeptDetection, Detection as ReceivedDetection } from '../bot/core/detection.ts';
import type { Digest as KeptDigest } from '../bot/core/digest.ts';
import {
  type Person as KnownPerson,
  type Role as PersonRole,
  PLATFORMS,
  SEVERITIES,
} from '../bot/core/plant.ts';
import {
  type Receipt as Noted,
  RECEIPT_KINDS,
  REFUSALS,
  WAIT_CAUSES,
} from '../bot/core/receipts.ts';
import type { Trouble as MetTrouble } from '../bot/core/trouble.ts';
import type {
  Sighting as CoreSighting,
  LabelRecord,
  Message as SentMessage,
} from '../bot/core/view.ts';
import type { ConsolePost } from '../bot/ports/notes.ts';
import type {
  PictureCopy as CopiedPicture,
  Picture as KeptPicture,
} from '../bot/ports/pictures.ts';
import type { Token as ApiToken } from '../bot/ports/store.ts';
import { Policy } from './policy-shape.ts';

export const Instant = z.int();
export const Name = z.string();
export const MaybeName = Name.nullable();
export const MaybeInstant = Instant.nullable();

export const Severity = z.enum(SEVERITIES);
export const Platform = z.enum(PLATFORMS);
const Role = z.enum(['technician', 'lead', 'admin']) satisfies z.ZodType<PersonRole>;
const Roles = z.array(Role);

const axes = {
  attention: z.enum(['new', 'acknowledged', 'shelved', 'cleared', 'expired']),
  verdict: z.enum(['pending', 'real', 'not_real', 'unsure', 'contested']),
  verdictBy: MaybeName,
  verdictAt: MaybeInstant,
  reason: MaybeName,
  work: z.enum(['unowned', 'owned', 'done']),
  owner: MaybeName,
  ownedAt: MaybeInstant,
  closedBy: MaybeName,
  closedAt: MaybeInstant,
  shelf: z.object({ until: Instant, by: Name, reason: MaybeName }).nullable(),
  offer: z
    .object({
      from: Name,
      to: MaybeName,
      // One name alone: written before a crew could be asked.
      asked: z.union([z.array(Name), Name.transform((one) => [one])]),
      crew: MaybeName.default(null),
    })
    .nullable(),
  answeredAt: MaybeInstant,
  level: z.int(),
  reminders: z.int(),
};

const Undoable = z.object({
  by: Name,
  verb: z.enum(VERBS),
  at: Instant,
  label: MaybeName,
  before: z.object(axes),
  remainingMs: z.number().nullable(),
});

export const AlertFields = z.object({
  ...axes,
  id: Name.min(1),
  key: Name,
  site: Name,
  asset: Name,
  area: MaybeName,
  type: Name,
  title: Name,
  severity: Severity,
  channel: Name,
  policy: Policy,
  openedAt: Instant,
  revision: z.int(),
  levelRevision: z.int(),
  answerRevision: z.int(),
  dueAt: MaybeInstant,
  isExpiryTold: z.boolean(),
  count: z.int(),
  lastObservedAt: Instant,
  isJoinable: z.boolean(),
  undoable: z.array(Undoable),
} satisfies Record<keyof OwnedAlert, z.ZodType>);
export const Alert: z.ZodType<OwnedAlert> = AlertFields;

export const Detail = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

// JSON has no `undefined`: a field that an event did not set is absent.
const Changed = AlertFields.partial() as z.ZodType<Partial<OwnedAlert>>;

export const Event: z.ZodType<AlertEvent> = z.object({
  kind: z.enum(EVENT_KINDS),
  at: Instant,
  by: MaybeName,
  revision: z.int(),
  set: Changed,
  detail: z.record(z.string(), Detail),
} satisfies Record<keyof AlertEvent, z.ZodType>);

const Readings = z.array(
  z.object({
    name: Name,
    value: z.union([z.number(), z.string()]),
    unit: Name.exactOptional(),
    limit: z.number().exactOptional(),
  }),
);

export const Sighting: z.ZodType<CoreSighting> = z.object({
  observedAt: Instant,
  readings: Readings,
});

export const Judged = z.object({
  verdict: z.enum(['real', 'not_real']),
  reason: MaybeName,
});
export type Judged = z.infer<typeof Judged>;

export const Detection: z.ZodType<ReceivedDetection> = z.object({
  source: Name,
  id: Name,
  status: z.enum(['active', 'cleared']),
  type: Name,
  asset: Name,
  site: Name,
  area: MaybeName,
  title: Name,
  severity: Severity,
  confidence: z.number().nullable(),
  model: z.object({ name: Name, version: Name }).nullable(),
  observedAt: Instant,
  key: Name,
  reasons: z.array(Name),
  readings: Readings,
  evidence: z.array(z.object({ kind: Name, url: Name, alt: Name.exactOptional() })),
  extra: z.record(z.string(), z.unknown()),
} satisfies Record<keyof ReceivedDetection, z.ZodType>);

export const Kept: z.ZodType<KeptDetection> = z.object({
  detection: Detection,
  receivedAt: Instant,
  bodyHash: Name,
  alert: MaybeName,
  revision: z.int(),
  stream: z.enum(['action', 'audit']),
  probability: z.number(),
} satisfies Record<keyof KeptDetection, z.ZodType>);

export const Label: z.ZodType<LabelRecord> = z.object({
  id: Name.min(1),
  alert: Name,
  asset: Name,
  type: Name,
  by: Name,
  role: Role,
  platform: Platform,
  verdict: z.enum(['real', 'not_real', 'unsure']),
  isDeciding: z.boolean(),
  reason: MaybeName,
  technicalTruth: z.boolean().nullable(),
  actionable: z.boolean().nullable(),
  strength: z.number(),
  shownAt: MaybeInstant,
  at: Instant,
  revision: z.int(),
  stream: Name,
  probability: z.number(),
  supersedes: MaybeName,
  isWithdrawn: z.boolean(),
} satisfies Record<keyof LabelRecord, z.ZodType>);

export const Receipts: z.ZodType<readonly Noted[]> = z.array(
  z.object({
    at: Instant,
    kind: z.enum(RECEIPT_KINDS),
    reason: z.enum([...WAIT_CAUSES, ...REFUSALS]).exactOptional(),
    ms: z.number().exactOptional(),
    times: z.int().exactOptional(),
  } satisfies Record<keyof Noted, z.ZodType>),
);

export const Digest: z.ZodType<KeptDigest> = z.object({
  id: Name.min(1),
  channel: Name,
  since: Instant,
  endedAt: MaybeInstant,
  revision: z.int(),
  isTaking: z.boolean(),
  size: z.int(),
} satisfies Record<keyof KeptDigest, z.ZodType>);

export const Trouble: z.ZodType<MetTrouble> = z.object({
  id: Name.min(1),
  key: Name.min(1),
  platform: Platform,
  channel: MaybeName,
  person: MaybeName,
  isWide: z.boolean(),
  op: z.enum(['post', 'update']),
  refusal: z.enum(REFUSALS),
  reason: Name,
  since: Instant,
  alert: Name,
} satisfies Record<keyof MetTrouble, z.ZodType>);

export const Message: z.ZodType<SentMessage> = z.object({
  id: Name.min(1),
  subject: z.object({ kind: z.enum(['alert', 'digest', 'handover']), id: Name.min(1) }),
  kind: z.enum(['card', 'digest', 'thread', 'direct']),
  platform: Platform,
  channel: MaybeName,
  person: MaybeName,
  address: MaybeName,
  state: z.enum(['pending', 'sent', 'ambiguous', 'failed']),
  revision: z.int(),
  postedAt: MaybeInstant,
  updatedAt: MaybeInstant,
  receipts: Receipts,
} satisfies Record<keyof SentMessage, z.ZodType>);

export const Person: z.ZodType<KnownPerson> = z.object({
  id: Name.min(1),
  key: MaybeName,
  name: Name,
  roles: Roles,
  identities: z.array(z.object({ platform: Platform, tenant: Name, user: Name })),
} satisfies Record<keyof KnownPerson, z.ZodType>);

export const Token: z.ZodType<ApiToken> = z.object({
  id: Name.min(1),
  name: Name,
  hash: Name,
  scopes: z.array(z.enum(['ingest', 'read', 'admin'])),
  createdAt: Instant,
  expiresAt: MaybeInstant,
  perSecond: z.number().nullable(),
} satisfies Record<keyof ApiToken, z.ZodType>);

export const Post: z.ZodType<ConsolePost> = z.object({
  id: Name.min(1),
  key: Name,
  channel: MaybeName,
  person: MaybeName,
  thread: MaybeName,
  alert: Name,
  summary: Name,
  card: z.record(z.string(), z.unknown()),
  postedAt: Instant,
  updatedAt: Instant,
} satisfies Record<keyof ConsolePost, z.ZodType>);

export const Picture: z.ZodType<KeptPicture> = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  type: z.enum(['image/png', 'image/jpeg', 'image/gif']),
  width: z.int(),
  height: z.int(),
  bytes: z.instanceof(Uint8Array),
} satisfies Record<keyof KeptPicture, z.ZodType>);

export const PictureCopy: z.ZodType<CopiedPicture> = z.object({
  message: Message,
  url: Name,
  alt: Name,
  state: z.enum(['wanted', 'brought', 'shared', 'ready', 'failed']),
  sha256: MaybeName,
  ref: MaybeName,
  isUnclear: z.boolean(),
  tries: z.int(),
} satisfies Record<keyof CopiedPicture, z.ZodType>);
