// Who has the next step: take, resolve, shelve.
import { type Alert, isClosed } from '../alert.ts';
import type { Answer } from '../answer.ts';
import {
  ask,
  type Decision,
  nextRevision,
  noteOf,
  pushUndo,
  type Request,
  record,
  type Situation,
  unchanged,
} from '../decision.ts';
import { awaitsSecond } from '../escalation.ts';
import { isHighlyManaged, mayTake } from '../rights.ts';
import { rosterFor, shiftAt } from '../shifts/roster.ts';
import { HOUR, type Instant } from '../time.ts';
import { acknowledge, acknowledgedBy } from './acknowledging.ts';

/** How long a tap shelves where there are no shifts, and the longest that anybody may. */
export const SHELVE_DEFAULT_MS = 8 * HOUR;
export const SHELVE_LIMIT_MS = 12 * HOUR;

export function take(alert: Alert, request: Request, situation: Situation): Decision {
  if (isClosed(alert)) return unchanged(alert, closed(alert));
  const { id } = request.by;
  const isKnown = alert.attention === 'acknowledged' || alert.attention === 'cleared';
  if (alert.owner === id && (isKnown || awaitsSecond(alert))) {
    return unchanged(alert, { code: 'already-yours', at: alert.ownedAt ?? situation.now });
  }
  if (alert.owner !== null && !mayTake(request.by, alert)) {
    if (awaitsSecond(alert)) return acknowledge(alert, request, situation);
    return unchanged(alert, { code: 'owned-by', who: alert.owner });
  }
  const taken = record(unchanged(alert, null), {
    kind: 'taken',
    at: situation.now,
    by: id,
    set: {
      ...ownedBy(alert, id, situation),
      answeredAt: alert.answeredAt ?? situation.now,
      answerRevision: nextRevision(alert),
      ...pushUndo(alert, request, situation.now, null),
    },
    detail: noteOf(request),
  });
  return alert.owner !== null && alert.owner !== id
    ? ask(taken, { reason: 'taken-from-you', people: [alert.owner], copyTo: null })
    : taken;
}

/** Owned, acknowledged, and the idle clock runs. An alert that its source cleared stays cleared. */
export function ownedBy(alert: Alert, owner: string, situation: Situation): Partial<Alert> {
  return {
    work: 'owned',
    owner,
    ownedAt: situation.now,
    shelf: null,
    offer: null,
    ...acknowledgedBy(alert, owner, situation.now),
  };
}

export function resolve(alert: Alert, request: Request, situation: Situation): Decision {
  if (isClosed(alert)) return unchanged(alert, closed(alert));
  const { now } = situation;
  return record(unchanged(alert, null), {
    kind: 'resolved',
    at: now,
    by: request.by.id,
    set: {
      work: 'done',
      owner: alert.owner ?? request.by.id,
      ownedAt: alert.ownedAt ?? now,
      attention: alert.attention === 'cleared' ? 'cleared' : 'acknowledged',
      closedBy: request.by.id,
      closedAt: now,
      shelf: null,
      offer: null,
      reminders: 0,
      answeredAt: alert.answeredAt ?? now,
      answerRevision: nextRevision(alert),
      dueAt: null,
      isJoinable: false,
      ...pushUndo(alert, request, now, null),
    },
    detail: noteOf(request),
  });
}

/** Puts it aside for a while; it comes back by itself, and stays with its owner. */
export function shelve(alert: Alert, request: Request, situation: Situation): Decision {
  if (isClosed(alert)) return unchanged(alert, closed(alert));
  if (isHighlyManaged(alert.type, situation.around.plant)) {
    return unchanged(alert, { code: 'highly-managed' });
  }
  const { now } = situation;
  const forMs = request.forMs ?? shelfEnd(alert, situation) - now;
  if (forMs <= 0 || forMs > SHELVE_LIMIT_MS) {
    return unchanged(alert, { code: 'shelve-range', hours: SHELVE_LIMIT_MS / HOUR });
  }
  if (alert.shelf !== null && request.forMs === null) {
    return unchanged(alert, {
      code: 'shelved-already',
      who: alert.shelf.by,
      until: alert.shelf.until,
    });
  }
  const until = now + forMs;
  return record(unchanged(alert, null), {
    kind: 'shelved',
    at: now,
    by: request.by.id,
    set: {
      attention: 'shelved',
      shelf: { until, by: request.by.id, reason: request.text },
      dueAt: until,
      reminders: 0,
      answeredAt: alert.answeredAt ?? now,
      answerRevision: nextRevision(alert),
      ...pushUndo(alert, request, now, null),
    },
    detail: { ...noteOf(request), until },
  });
}

/** Where nobody says how long: to the end of the shift where the alert belongs to one. */
function shelfEnd(alert: Alert, { now, around }: Situation): Instant {
  const { shifts, timezone } = around.plant;
  const roster = rosterFor(alert, shifts.rosters);
  if (roster === null) return now + SHELVE_DEFAULT_MS;
  return Math.min(shiftAt(roster, now, timezone).until, now + SHELVE_LIMIT_MS);
}

export function closed(alert: Alert): Answer {
  return { code: 'closed', who: alert.closedBy, at: alert.closedAt };
}
