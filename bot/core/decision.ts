// The result of a rule, as data: the alert as it shall be, the events that make it so, the labels to keep, who is asked,
// and what the person is told. Rules only build these; handlers write them.
import {
  type Alert,
  type AlertEvent,
  type Axes,
  type Detail,
  type EventKind,
  evolve,
  type PersonId,
  UNDO_LIMIT,
  type Verb,
} from './alert.ts';
import type { Answer } from './answer.ts';
import type { Ask, Surroundings } from './escalation.ts';
import type { Label } from './feedback.ts';
import type { Person, Platform } from './plant.ts';
import type { Instant } from './time.ts';

export interface Decision {
  readonly alert: Alert;
  readonly events: readonly AlertEvent[];
  readonly labels: readonly Label[];
  readonly asks: readonly Ask[];
  /** What only the person is told; null when the card says it. */
  readonly answer: Answer | null;
}

/** What somebody wants. `seen` is the revision of the card they looked at; null for commands, which see the present. */
export interface Request {
  readonly verb: Verb;
  readonly by: Person;
  readonly seen: number | null;
  /** A reason's code, or whom a hand-over is for. */
  readonly code: string | null;
  /** Free text of a command, kept on the event. */
  readonly text: string | null;
  /** Addresses of pictures that come with a note. */
  readonly pictures?: readonly string[];
  /** The message that a note was written in. */
  readonly message?: { readonly platform: Platform; readonly address: string } | null;
  /** How long to shelve, in milliseconds; null = the default. */
  readonly forMs: number | null;
}

/** What a rule may know besides the alert. */
export interface Situation {
  readonly now: Instant;
  readonly around: Surroundings;
  /** Every label record of this alert, oldest first. */
  readonly labels: readonly Label[];
  /** Two fresh ids for label records: an undo may need a second one. */
  readonly labelIds: readonly [string, string];
  /** A newer alert with the same key is open. */
  readonly isKeyTaken: boolean;
}

/** A decision that changes nothing. */
export function unchanged(alert: Alert, answer: Answer | null): Decision {
  return { alert, events: [], labels: [], asks: [], answer };
}

/** Adds one event that sets `set`. Each event is one revision. */
export function record(
  decision: Decision,
  event: {
    readonly kind: EventKind;
    readonly at: Instant;
    readonly by: PersonId | null;
    readonly set?: Partial<Alert>;
    readonly detail?: Readonly<Record<string, Detail>>;
  },
): Decision {
  const full: AlertEvent = {
    kind: event.kind,
    at: event.at,
    by: event.by,
    revision: decision.alert.revision + 1,
    set: event.set ?? {},
    detail: event.detail ?? {},
  };
  return {
    ...decision,
    alert: evolve(decision.alert, full),
    events: [...decision.events, full],
  };
}

export function ask(decision: Decision, ...asks: readonly Ask[]): Decision {
  return { ...decision, asks: [...decision.asks, ...asks] };
}

/** The revision that the next event will have. */
export function nextRevision(alert: Alert): number {
  return alert.revision + 1;
}

/** The stack of undoable taps with this tap on top. */
export function pushUndo(
  alert: Alert,
  request: Request,
  now: Instant,
  label: string | null,
): Pick<Alert, 'undoable'> {
  const entry = {
    by: request.by.id,
    verb: request.verb,
    at: now,
    label,
    before: axesOf(alert),
    remainingMs: alert.dueAt === null ? null : Math.max(0, alert.dueAt - now),
  };
  return { undoable: [...alert.undoable, entry].slice(-UNDO_LIMIT) };
}

function axesOf(alert: Alert): Axes {
  const { attention, verdict, verdictBy, verdictAt, reason, work, owner, ownedAt } = alert;
  const { closedBy, closedAt, shelf, offer, answeredAt, level, reminders } = alert;
  return {
    attention,
    verdict,
    verdictBy,
    verdictAt,
    reason,
    work,
    owner,
    ownedAt,
    closedBy,
    closedAt,
    shelf,
    offer,
    answeredAt,
    level,
    reminders,
  };
}

/** The note of a command, as an event's detail. */
export function noteOf(request: Request): Readonly<Record<string, Detail>> {
  return request.text === null ? {} : { note: request.text };
}
