// A shift goes home and another takes on what it owned: the owner changes, and nothing else. What was shelved, judged or asked
// stays as it is; who comes has the whole idle time before they are reminded. It can't be undone: whoever left is gone.
import { type Alert, isClosed, type PersonId } from '../alert.ts';
import { type Decision, record, unchanged } from '../decision.ts';
import { idleDueAt } from '../escalation.ts';
import type { Instant } from '../time.ts';

export interface Relief {
  readonly now: Instant;
  /** Who accepted the hand-over, and owns it from now on. */
  readonly by: PersonId;
  readonly leavers: readonly PersonId[];
  readonly handover: string;
}

/** Null when it is nobody's who leaves. */
export function relieve(alert: Alert, relief: Relief): Decision | null {
  const { owner } = alert;
  const { now, by } = relief;
  if (isClosed(alert) || owner === null || owner === by) return null;
  if (!relief.leavers.includes(owner)) return null;
  const isIdle = alert.attention === 'acknowledged' || alert.attention === 'cleared';
  return record(unchanged(alert, null), {
    kind: 'handed-over',
    at: now,
    by,
    set: {
      owner: by,
      ownedAt: now,
      offer: null,
      undoable: [],
      ...(isIdle ? { reminders: 0, dueAt: idleDueAt(alert, now) } : {}),
    },
    detail: { from: owner, to: by, handover: relief.handover },
  });
}
