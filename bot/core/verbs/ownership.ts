// Who has the next step: take, resolve, shelve, and the hand-over that the other accepts or declines.
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
import type { Person } from '../plant.ts';
import { mayTake } from '../rights.ts';
import { rosterFor, shiftAt } from '../shifts/roster.ts';
import { HOUR, type Instant } from '../time.ts';
import { acknowledge, acknowledgedBy } from './acknowledging.ts';
import { climb, lateClimb } from './climbing.ts';

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
function ownedBy(alert: Alert, owner: string, situation: Situation): Partial<Alert> {
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

/** The owner offers it to somebody, or somebody asks the owner for it. Until an answer, the owner stays owner. */
export function handOver(alert: Alert, request: Request, situation: Situation): Decision {
  if (isClosed(alert)) return unchanged(alert, closed(alert));
  if (alert.owner === null) return unchanged(alert, { code: 'nobody-owns' });
  const isOwner = alert.owner === request.by.id;
  const to = isOwner ? findPerson(request, situation) : request.by;
  if (to === null || to.id === alert.owner) {
    return unchanged(alert, { code: 'unknown-person', name: request.code ?? '' });
  }
  const asked = isOwner ? to.id : alert.owner;
  const offered = record(unchanged(alert, { code: 'hand-over-asked', who: asked }), {
    kind: 'asked',
    at: situation.now,
    by: request.by.id,
    set: { offer: { from: alert.owner, to: to.id, asked } },
    detail: { ...noteOf(request), handOverTo: to.id, people: [asked] },
  });
  return ask(offered, { reason: 'hand-over', people: [asked], copyTo: null });
}

function findPerson(request: Request, situation: Situation): Person | null {
  const wanted = request.code ?? '';
  return situation.around.people.find((p) => p.key === wanted || p.id === wanted) ?? null;
}

export function accept(alert: Alert, request: Request, situation: Situation): Decision {
  const { offer } = alert;
  if (isClosed(alert)) return unchanged(alert, closed(alert));
  if (offer?.asked !== request.by.id) return unchanged(alert, { code: 'no-offer' });
  return record(unchanged(alert, null), {
    kind: 'handed-over',
    at: situation.now,
    by: request.by.id,
    set: {
      ...ownedBy(alert, offer.to, situation),
      answeredAt: alert.answeredAt ?? situation.now,
      answerRevision: nextRevision(alert),
      ...pushUndo(alert, request, situation.now, null),
    },
    detail: { ...noteOf(request), from: offer.from, to: offer.to },
  });
}

/**
 * No to a hand-over: whoever was offered it passes it on, so the next step is taken at once; an owner who was asked simply keeps
 * it. Without an offer it is "I can't take it", said to an alert that waits for somebody: the next step, too.
 */
export function decline(alert: Alert, request: Request, situation: Situation): Decision {
  const { offer } = alert;
  if (isClosed(alert)) return unchanged(alert, closed(alert));
  if (offer === null && isWaiting(alert)) return cannotTake(alert, request, situation);
  if (offer?.asked !== request.by.id) return unchanged(alert, { code: 'no-offer' });
  const declined = record(unchanged(alert, null), {
    kind: 'declined',
    at: situation.now,
    by: request.by.id,
    set: { offer: null },
    detail: { ...noteOf(request), from: offer.from, to: offer.to },
  });
  return offer.asked === offer.to ? passOn(declined, situation) : declined;
}

/** Nobody has it, and somebody is asked. */
function isWaiting({ attention, work }: Alert): boolean {
  return work === 'unowned' && (attention === 'new' || attention === 'expired');
}

function cannotTake(alert: Alert, request: Request, situation: Situation): Decision {
  const late = lateClimb(alert, request);
  if (late !== null) return unchanged(alert, late);
  const declined = record(unchanged(alert, null), {
    kind: 'declined',
    at: situation.now,
    by: request.by.id,
    detail: { ...noteOf(request), level: alert.level },
  });
  return passOn(declined, situation);
}

function passOn(declined: Decision, { now, around }: Situation): Decision {
  const { undoable } = declined.alert;
  return climb(declined, { now, from: now, by: null, around, undoable, detail: {} });
}

function closed(alert: Alert): Answer {
  return { code: 'closed', who: alert.closedBy, at: alert.closedAt };
}
