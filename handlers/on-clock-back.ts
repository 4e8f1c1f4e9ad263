// The clock was set back: alerts that were timed before wait anew, from now on. Decided on each row as it is, guarded by its
// revision, so that several replicas that notice it do it once.
import { AHEAD_MS, retime } from '../bot/core/retiming.ts';
import { written } from './change.ts';
import type { Deps } from './deps.ts';

/** Alerts that one look sets right; the next one goes on. */
const AT_ONCE = 200;
/** Events of one alert that are looked through for the one that timed it. */
const EVENTS_LIMIT = 50;

export async function onClockBack(deps: Deps): Promise<void> {
  const ids = await deps.store.alertsAfter(deps.clock.now() + AHEAD_MS, AT_ONCE);
  let retimed = 0;
  for (const id of ids) if (await timeAnew(id, deps)) retimed += 1;
  if (retimed === 0) return;
  deps.log.warn('the clock was set back: what waited waits anew', { alerts: retimed });
  deps.wake();
}

async function timeAnew(id: string, deps: Deps): Promise<boolean> {
  const [alert, events] = await Promise.all([
    deps.store.alert(id),
    deps.store.events(id, EVENTS_LIMIT),
  ]);
  if (alert === null) return false;
  const decision = retime(alert, events, deps.clock.now());
  return decision !== null && written(decision, alert, deps);
}
