// What happens when nobody does anything: the alert climbs, expires and is asked again; an idle owner is reminded and then
// passed by; what was shelved comes back. However late the clock calls, each due time acts once.
import { type Alert, isClosed } from './alert.ts';
import { ask, type Decision, record, unchanged } from './decision.ts';
import {
  hasRepeats,
  idleDueAt,
  lastLevel,
  type Surroundings,
  stepDueAt,
  toAdmins,
} from './escalation.ts';
import { type Instant, MINUTE } from './time.ts';
import { askAgain, type Climb, climb } from './verbs/climbing.ts';

/** Up to this lateness the next due time is counted from when this one was due; after a longer stop, from now. */
export const ON_TIME_MS = MINUTE;

/** Null when nothing is due. */
export function decideDue(alert: Alert, now: Instant, around: Surroundings): Decision | null {
  if (isClosed(alert) || alert.dueAt === null || alert.dueAt > now) return null;
  const how: Climb = {
    now,
    from: now - alert.dueAt <= ON_TIME_MS ? alert.dueAt : now,
    by: null,
    around,
    undoable: alert.undoable,
    detail: {},
  };
  const start = unchanged(alert, null);
  if (alert.shelf !== null) return unshelve(start, how);
  if (alert.attention === 'expired') {
    return askAgain(start, how, { dueAt: idleDueAt(alert, how.from) });
  }
  const isIdle = alert.work === 'owned' && alert.attention !== 'new';
  if (isIdle && alert.reminders === 0 && alert.owner !== null)
    return remind(start, how, alert.owner);
  if (alert.attention === 'new' && hasRepeats(alert)) return repeat(start, how);
  const isAtEnd = alert.level >= lastLevel(alert.policy);
  return isAtEnd && alert.attention === 'new' ? expire(start, how) : climb(start, how);
}

/** The same people once more; the next step keeps its time. */
function repeat(start: Decision, how: Climb): Decision {
  const { alert } = start;
  const reminders = alert.reminders + 1;
  const dueAt = stepDueAt(alert, alert.level, reminders, how.from);
  return askAgain(start, how, { reminders, dueAt });
}

function unshelve(start: Decision, how: Climb): Decision {
  const { alert } = start;
  const isOwned = alert.work === 'owned';
  const back = record(start, {
    kind: 'unshelved',
    at: how.now,
    by: null,
    set: {
      shelf: null,
      attention: isOwned ? 'acknowledged' : 'new',
      dueAt: isOwned ? idleDueAt(alert, how.from) : stepDueAt(alert, alert.level, 0, how.from),
    },
  });
  return isOwned ? back : askAgain(back, how, {});
}

function remind(start: Decision, how: Climb, owner: string): Decision {
  const { alert } = start;
  const reminded = record(start, {
    kind: 'reminded',
    at: how.now,
    by: null,
    set: { reminders: 1, dueAt: idleDueAt(alert, how.from) },
    detail: { people: [owner] },
  });
  return ask(reminded, { reason: 'idle', people: [owner], copyTo: null });
}

/** Everybody was asked. It stays open, the last step is asked again every `idle`, and admins are told once. */
function expire(start: Decision, how: Climb): Decision {
  const { alert } = start;
  const expired = record(start, {
    kind: 'expired',
    at: how.now,
    by: null,
    set: {
      attention: 'expired',
      isExpiryTold: true,
      dueAt: idleDueAt(alert, how.from),
    },
  });
  return alert.isExpiryTold
    ? expired
    : ask(expired, ...toAdmins({ reason: 'expired-admins' }, how.around));
}
