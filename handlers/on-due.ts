// Time came: every alert whose due time has passed takes its next step, by the same path as a tap. A timer is a row, so a
// restart forgets none; two callers at once are told apart by the revision.
import type { Alert } from '../bot/core/alert.ts';
import { decideDue } from '../bot/core/due.ts';
import type { Instant } from '../bot/core/time.ts';
import { written } from './change.ts';
import type { Deps } from './deps.ts';
import { endFloods } from './storms.ts';
import { tally } from './tally.ts';

/** How many due alerts one round takes. */
export const DUE_BATCH = 200;

/** Takes every step that is due; resolves with how many. One that fails is tried again in the next round. */
export async function onDue(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  const due = await deps.store.due(now, DUE_BATCH);
  // Whoever came or went a moment ago may have said so elsewhere.
  if (due.length > 0) await deps.keepPresence().catch((error: unknown) => failed(error, {}, deps));
  let taken = 0;
  for (const alert of due) {
    // One alert that can't be decided must not keep the clocks of all others from running.
    if (
      await takeStep(alert, now, deps).catch((e: unknown) => failed(e, { alert: alert.id }, deps))
    )
      taken += 1;
  }
  if (taken + (await endFloods(deps)) > 0) deps.wake();
  return taken;
}

async function takeStep(alert: Alert, now: Instant, deps: Deps): Promise<boolean> {
  const decision = decideDue(alert, now, deps.around);
  if (decision === null) return false;
  if (!(await written(decision, alert, deps))) return false;
  tally(decision, deps);
  return true;
}

function failed(error: unknown, facts: Record<string, unknown>, deps: Deps): false {
  deps.log.error('a due step failed and is tried again', { ...facts, error: String(error) });
  return false;
}
