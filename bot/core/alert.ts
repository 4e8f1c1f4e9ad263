// One alert: what people see and own. Three axes (attention, verdict, work), never one status; it changes only by events
// that carry the fields they set, so replaying them rebuilds the row. The rules of change are in decide.ts.
import type { Policy, Severity } from './plant.ts';
import type { Instant } from './time.ts';

export type PersonId = string;

export type Attention = 'new' | 'acknowledged' | 'shelved' | 'cleared' | 'expired';
export type Verdict = 'pending' | 'real' | 'not_real' | 'unsure' | 'contested';
export type Work = 'unowned' | 'owned' | 'done';
export type Phase = 'open' | 'owned' | 'escalated' | 'shelved' | 'closed';

export const VERBS = [
  'confirm',
  'reject',
  'escalate',
  'take',
  'resolve',
  'undo',
  'shelve',
  'cant-tell',
  'disagree',
  'hand-over',
  'accept',
  'decline',
  'note',
  'reason',
] as const;
export type Verb = (typeof VERBS)[number];

export interface Shelf {
  readonly until: Instant;
  readonly by: PersonId;
  readonly reason: string | null;
}

/** A hand-over that waits for an answer. */
export interface Offer {
  readonly from: PersonId;
  /** Who shall own it; null = whoever of a crew or a group says yes first. */
  readonly to: PersonId | null;
  /** Who may answer: whom it is offered to, or the owner whom somebody asks for it. Whoever of several said no is gone. */
  readonly asked: readonly PersonId[];
  readonly crew: string | null;
}

/** The fields that an undo puts back. */
export interface Axes {
  readonly attention: Attention;
  readonly verdict: Verdict;
  readonly verdictBy: PersonId | null;
  readonly verdictAt: Instant | null;
  readonly reason: string | null;
  readonly work: Work;
  readonly owner: PersonId | null;
  readonly ownedAt: Instant | null;
  readonly closedBy: PersonId | null;
  readonly closedAt: Instant | null;
  readonly shelf: Shelf | null;
  readonly offer: Offer | null;
  readonly answeredAt: Instant | null;
  readonly level: number;
  readonly reminders: number;
}

/** A tap that changed the state and can be undone while nothing later stands upon it. */
export interface Undoable {
  readonly by: PersonId;
  readonly verb: Verb;
  readonly at: Instant;
  readonly label: string | null;
  readonly before: Axes;
  /** Milliseconds that were left until `dueAt`; null when no time was due. */
  readonly remainingMs: number | null;
}

export interface Alert extends Axes {
  readonly id: string;
  readonly key: string;
  readonly site: string;
  readonly asset: string;
  readonly area: string | null;
  readonly type: string;
  readonly title: string;
  readonly severity: Severity;
  /** The plant's name of the channel it belongs to. */
  readonly channel: string;
  /** The steps it was opened with; a later plant file does not change them. */
  readonly policy: Policy;
  readonly openedAt: Instant;
  /** One more with each change. */
  readonly revision: number;
  /** The revision at which `level` last changed, and the one at which somebody last answered. */
  readonly levelRevision: number;
  readonly answerRevision: number;
  /** When the next step is taken by itself; null when closed. */
  readonly dueAt: Instant | null;
  /** Admins were told that everybody was asked and nobody answered. */
  readonly isExpiryTold: boolean;
  /** Active detections; 0 once the source says that it is over. */
  readonly count: number;
  /** The latest `observedAt` of its detections. */
  readonly lastObservedAt: Instant;
  /** New detections with this key join here; at most one alert for each key is joinable. */
  readonly isJoinable: boolean;
  /** The newest last; at most UNDO_LIMIT. */
  readonly undoable: readonly Undoable[];
}

export const UNDO_LIMIT = 8;

export const EVENT_KINDS = [
  'opened',
  'joined',
  'acknowledged',
  'confirmed',
  'rejected',
  'escalated',
  'asked',
  'unreachable',
  'reminded',
  'taken',
  'handed-over',
  'declined',
  'resolved',
  'shelved',
  'unshelved',
  'cleared',
  'expired',
  'undone',
  'reason',
  'note',
  'cant-tell',
  'disagreed',
  'adjudicated',
  'suppressed',
  'retimed',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** A plain value for an event's details. */
export type Detail = string | number | boolean | null | readonly string[];

/** Our record of one change. `set` holds every field that changed, and nothing else. */
export interface AlertEvent {
  readonly kind: EventKind;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly revision: number;
  readonly set: Partial<Alert>;
  readonly detail: Readonly<Record<string, Detail>>;
}

/** Applies one event. Events in order, applied to nothing, rebuild the alert. */
export function evolve(alert: Alert, event: AlertEvent): Alert {
  return { ...alert, ...event.set, revision: event.revision };
}

/** Rebuilds an alert from its events; the first must be `opened`, which sets every field. */
export function replay(events: readonly AlertEvent[]): Alert {
  const [first, ...rest] = events;
  if (first?.kind !== 'opened') throw new Error('an alert begins with the event `opened`');
  return rest.reduce(evolve, { ...(first.set as Alert), revision: first.revision });
}

/** Closed: rejected, resolved, or cleared by the source while nobody owned it. A confirmation never closes. */
export function isClosed(alert: Alert): boolean {
  return alert.work === 'done' || (alert.attention === 'cleared' && alert.work === 'unowned');
}

/** A verdict is still wanted: nobody judged, or nobody could. */
export function wantsVerdict(alert: Alert): boolean {
  return alert.verdict === 'pending' || alert.verdict === 'unsure';
}

/** One word for lists: the first that holds of closed, shelved, escalated, owned, open. */
export function phaseOf(alert: Alert): Phase {
  if (isClosed(alert)) return 'closed';
  if (alert.attention === 'shelved') return 'shelved';
  if (alert.level > 0 && alert.attention !== 'acknowledged') return 'escalated';
  return alert.work === 'owned' ? 'owned' : 'open';
}
