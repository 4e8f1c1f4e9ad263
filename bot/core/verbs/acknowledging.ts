// When climbing stops: one person's acknowledgment, or that of a second one where the step wants two. Whoever comes second
// takes nothing from the owner.
import type { Alert, PersonId } from '../alert.ts';
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
import { idleDueAt, suffices } from '../escalation.ts';
import type { Instant } from '../time.ts';

/** What an acknowledgment sets: climbing stops and the idle clock runs, or (where two are needed) both wait for the second. */
export function acknowledgedBy(alert: Alert, by: PersonId, now: Instant): Partial<Alert> {
  if (!suffices(alert, by)) return {};
  return {
    // An alert that its source cleared stays cleared.
    attention: alert.attention === 'cleared' ? 'cleared' : 'acknowledged',
    reminders: 0,
    dueAt: idleDueAt(alert, now),
  };
}

/** The second person's acknowledgment of what somebody else owns. */
export function acknowledge(alert: Alert, request: Request, situation: Situation): Decision {
  const { now } = situation;
  return record(unchanged(alert, null), {
    kind: 'acknowledged',
    at: now,
    by: request.by.id,
    set: {
      ...acknowledgedBy(alert, request.by.id, now),
      answerRevision: nextRevision(alert),
      ...pushUndo(alert, request, now, null),
    },
    detail: noteOf(request),
  });
}
