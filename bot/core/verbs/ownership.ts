// Who has the next step: take, resolve.
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
import { mayTake } from '../rights.ts';
import { acknowledge, acknowledgedBy } from './acknowledging.ts';

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

export function closed(alert: Alert): Answer {
  return { code: 'closed', who: alert.closedBy, at: alert.closedAt };
}
