// The machine's clock was set back: what was timed before would be asked about later by all that it was ahead. Timers are elapsed
// time, so such a wait begins anew. How much of it had passed nobody can know any more; to ask late beats to ask never.
import { type Alert, type AlertEvent, isClosed } from './alert.ts';
import { type Decision, record, unchanged } from './decision.ts';
import { type Instant, MINUTE } from './time.ts';

/** What is this far in the future was written by a clock that ran ahead; below it, clocks of several machines may differ. */
export const AHEAD_MS = 2 * MINUTE;

/** `events`: its latest, oldest first. Null where its time is right, and on the shelf: that ends at the hour that people were told. */
export function retime(
  alert: Alert,
  events: readonly Pick<AlertEvent, 'at' | 'set'>[],
  now: Instant,
): Decision | null {
  const { dueAt, shelf } = alert;
  if (isClosed(alert) || dueAt === null || shelf !== null) return null;
  const timedAt = events.findLast((e) => e.set.dueAt !== undefined)?.at ?? now;
  if (timedAt <= now + AHEAD_MS) return null;
  return record(unchanged(alert, null), {
    kind: 'retimed',
    at: now,
    by: null,
    set: { dueAt: now + Math.max(0, dueAt - timedAt) },
    detail: { aheadMs: timedAt - now },
  });
}
