// Everything that the memory store remembers. It lives apart from the store so that a test can open it again, as after a
// crash: rows stay, and so do the claims that the dead process had made.
import type { Alert, AlertEvent } from '../../../bot/core/alert.ts';
import type { KeptDetection } from '../../../bot/core/detection.ts';
import type { Digest } from '../../../bot/core/digest.ts';
import type { Ask } from '../../../bot/core/escalation.ts';
import type { Handover } from '../../../bot/core/handover/handover.ts';
import type { Miss } from '../../../bot/core/miss.ts';
import type { Identity, Person, Severity } from '../../../bot/core/plant.ts';
import type {
  SuppressedCondition,
  SuppressedDetection,
  Suppression,
} from '../../../bot/core/suppression.ts';
import type { Instant } from '../../../bot/core/time.ts';
import type { Trouble } from '../../../bot/core/trouble.ts';
import type { LabelRecord, Message } from '../../../bot/core/view.ts';
import type { ConsolePost } from '../../../bot/ports/notes.ts';
import type { Lane } from '../../../bot/ports/outbox.ts';
import type { CopyState, Picture } from '../../../bot/ports/pictures.ts';
import type { PlantRevision } from '../../../bot/ports/plant.ts';
import type { Arrangement } from '../../../bot/ports/presence.ts';
import type { Quarantined, Token } from '../../../bot/ports/store.ts';

/** A person who left the plant file keeps the key here, to be known again on return. */
export interface PersonRow {
  readonly id: string;
  readonly key: string | null;
  readonly isInPlant: boolean;
  readonly name: string;
  readonly roles: Person['roles'];
  readonly identities: readonly Identity[];
}

export interface LabelRow {
  readonly seq: number;
  readonly label: LabelRecord;
}

export interface DeliveryRow {
  readonly id: string;
  readonly key: string;
  readonly message: string;
  readonly subject: string;
  readonly lane: Lane;
  readonly ask: Ask | null;
  readonly severity: Severity;
  readonly isAsk: boolean;
  state: 'wanted' | 'done' | 'failed';
  /** The alert's revision that shall be shown. */
  wanted: number;
  /** When it may be claimed; while it is claimed, when the lease ends. */
  nextAt: Instant;
  claimedBy: string | null;
  isUnclear: boolean;
  attempts: number;
  wantedAt: Instant;
  triedAt: Instant | null;
}

export interface DigestRow {
  digest: Digest;
  readonly steps: { readonly revision: number; readonly alert: string; readonly at: number }[];
}

export interface ConsoleRow {
  readonly seq: number;
  readonly post: ConsolePost;
}

export interface PictureRow {
  readonly alert: string;
  readonly url: string;
  state: 'wanted' | 'kept' | 'failed';
  sha256: string | null;
  size: number;
  tries: number;
  nextAt: Instant;
  claimedBy: string | null;
  fetchedAt: Instant | null;
  reason: string | null;
}

export interface CopyRow {
  readonly message: string;
  readonly alert: string;
  readonly url: string;
  readonly alt: string;
  readonly isBrought: boolean;
  state: CopyState;
  ref: string | null;
  isDrawn: boolean;
  isOver: boolean;
  isUnclear: boolean;
  tries: number;
  nextAt: Instant;
  claimedBy: string | null;
  reason: string | null;
}

/** With who ended it, and when. */
export type SuppressionRow = Suppression & {
  endedAt: Instant | null;
  endedBy: string | null;
};

export interface CheckInRow {
  readonly id: string;
  readonly person: string;
  readonly area: string | null;
  readonly isAway: boolean;
  readonly from: Instant;
  readonly until: Instant;
  readonly by: string;
  endedAt: Instant | null;
  endedBy: string | null;
}

export interface Tables {
  readonly alerts: Map<string, Alert>;
  readonly digests: Map<string, DigestRow>;
  readonly handovers: Map<string, Handover>;
  readonly joinable: Map<string, string>;
  readonly events: Map<string, (AlertEvent & { readonly id: string })[]>;
  readonly detections: Map<string, KeptDetection>;
  readonly detectionsOf: Map<string, KeptDetection[]>;
  readonly labels: LabelRow[];
  readonly misses: Miss[];
  readonly checkIns: CheckInRow[];
  readonly arrangements: Arrangement[];
  readonly suppressions: SuppressionRow[];
  readonly suppressed: SuppressedDetection[];
  /** By site and key. */
  readonly conditions: Map<string, SuppressedCondition>;
  readonly chains: Set<string>;
  readonly messages: Map<string, Message>;
  readonly deliveries: Map<string, DeliveryRow>;
  readonly deliveryKeys: Set<string>;
  readonly deliveriesOf: Map<string, DeliveryRow[]>;
  readonly people: Map<string, PersonRow>;
  readonly plants: PlantRevision[];
  readonly tokens: Map<string, Token>;
  readonly quarantine: Quarantined[];
  readonly seen: Map<string, Instant>;
  readonly notes: Map<string, string>;
  readonly pictures: PictureRow[];
  readonly files: Map<string, { readonly picture: Picture; keptAt: Instant }>;
  readonly copies: CopyRow[];
  readonly troubles: Map<string, Trouble>;
  readonly posts: Map<string, ConsoleRow>;
  postSeq: number;
}

export function emptyTables(): Tables {
  return {
    alerts: new Map(),
    digests: new Map(),
    handovers: new Map(),
    joinable: new Map(),
    events: new Map(),
    detections: new Map(),
    detectionsOf: new Map(),
    labels: [],
    misses: [],
    checkIns: [],
    arrangements: [],
    suppressions: [],
    suppressed: [],
    conditions: new Map(),
    chains: new Set(),
    messages: new Map(),
    deliveries: new Map(),
    deliveryKeys: new Set(),
    deliveriesOf: new Map(),
    people: new Map(),
    plants: [],
    tokens: new Map(),
    quarantine: [],
    seen: new Map(),
    notes: new Map(),
    pictures: [],
    files: new Map(),
    copies: [],
    troubles: new Map(),
    posts: new Map(),
    postSeq: 0,
  };
}

/** Adds to a list of a map, and makes the list where there is none. */
export function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

export function personOfRow(row: PersonRow): Person {
  const { id, name, roles, identities } = row;
  return { id, key: row.isInPlant ? row.key : null, name, roles, identities };
}
