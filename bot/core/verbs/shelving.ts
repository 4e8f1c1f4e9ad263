// Aside for a while: an alert is shelved by one tap, and whoever wants says for how long and why with a second one. It comes back
// by itself, stays with its owner, and nobody shelves for longer than half a day at a time.
import { type Alert, isClosed, type Shelf } from '../alert.ts';
import {
  type Decision,
  nextRevision,
  noteOf,
  pushUndo,
  type Request,
  record,
  type Situation,
  unchanged,
} from '../decision.ts';
import { isHighlyManaged } from '../rights.ts';
import { rosterFor, shiftAt } from '../shifts/roster.ts';
import { HOUR, type Instant, MINUTE, parseDuration } from '../time.ts';
import { closed } from './ownership.ts';

/** How long a tap shelves where there are no shifts, and the longest that anybody may. */
export const SHELVE_DEFAULT_MS = 8 * HOUR;
export const SHELVE_LIMIT_MS = 12 * HOUR;

/** What the card of a shelved alert offers instead, in hours. */
export const SHELVE_HOURS: readonly number[] = [1, 2, 4, 8, 12];

/** Why it is put aside. It says nothing about the model, so it is no label. */
export const SHELF_REASONS = ['S-PARTS', 'S-PLAN', 'S-WATCH', 'S-SENSOR', 'S-NUISANCE'] as const;
export type ShelfReason = (typeof SHELF_REASONS)[number];

export function isShelfReason(code: string | null): code is ShelfReason {
  return SHELF_REASONS.some((known) => known === code);
}

/** Two ends this close to each other are one tap that came twice. */
const SAME_END_MS = MINUTE;

/** Once more with another duration it is moved, from now; the reason stays unless a new one comes. */
export function shelve(alert: Alert, request: Request, situation: Situation): Decision {
  if (isClosed(alert)) return unchanged(alert, closed(alert));
  if (isHighlyManaged(alert.type, situation.around.plant)) {
    return unchanged(alert, { code: 'highly-managed' });
  }
  const { now } = situation;
  const { shelf } = alert;
  const asked = askedMs(request);
  if (shelf !== null && asked === null) return unchanged(alert, already(shelf));
  const forMs = asked ?? shelfEnd(alert, situation) - now;
  if (forMs <= 0 || forMs > SHELVE_LIMIT_MS) {
    return unchanged(alert, { code: 'shelve-range', hours: SHELVE_LIMIT_MS / HOUR });
  }
  const until = now + forMs;
  const isSame = shelf !== null && Math.abs(until - shelf.until) < SAME_END_MS;
  if (isSame && request.text === null) return unchanged(alert, already(shelf));
  return record(unchanged(alert, null), {
    kind: 'shelved',
    at: now,
    by: request.by.id,
    set: {
      attention: 'shelved',
      shelf: { until, by: request.by.id, reason: request.text ?? shelf?.reason ?? null },
      dueAt: until,
      reminders: 0,
      answeredAt: alert.answeredAt ?? now,
      answerRevision: nextRevision(alert),
      ...pushUndo(alert, request, now, null),
    },
    detail: { ...noteOf(request), until },
  });
}

/** An optional second tap, like the reason for a verdict; a later one replaces it. Who shelved it and until when stay. */
export function giveShelfReason(alert: Alert, request: Request, situation: Situation): Decision {
  const { code: reason, by } = request;
  const { shelf } = alert;
  if (isClosed(alert)) return unchanged(alert, closed(alert));
  if (shelf === null) return unchanged(alert, { code: 'not-shelved' });
  if (shelf.reason === reason) return unchanged(alert, already(shelf));
  return record(unchanged(alert, null), {
    kind: 'reason',
    at: situation.now,
    by: by.id,
    set: { shelf: { ...shelf, reason } },
    detail: { reason },
  });
}

function already({ by, until }: Shelf): Decision['answer'] {
  return { code: 'shelved-already', who: by, until };
}

/** A button's code or a command's duration, in milliseconds; null = nobody says how long. What is no duration is out of range. */
function askedMs({ code, forMs }: Request): number | null {
  return code === null ? forMs : (parseDuration(code) ?? 0);
}

/** Where nobody says how long: to the end of the shift where the alert belongs to one. */
function shelfEnd(alert: Alert, { now, around }: Situation): Instant {
  const { shifts, timezone } = around.plant;
  const roster = rosterFor(alert, shifts.rosters);
  if (roster === null) return now + SHELVE_DEFAULT_MS;
  return Math.min(shiftAt(roster, now, timezone).until, now + SHELVE_LIMIT_MS);
}
