// Time came: every alert whose due time has passed takes its next step, by the same path as a tap. A timer is a row, so a
// restart forgets none; two callers at once are told apart by the revision.
import { decideDue } from '../bot/core/due.ts';
import { changeOf } from './change.ts';
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
  if (due.length > 0) await deps.keepPresence();
  let taken = 0;
  for (const alert of due) {
    const decision = decideDue(alert, now, deps.around);
    if (decision === null) continue;
    const digest = await deps.store.digestOf(alert.id);
    const change = changeOf(decision, alert.revision, [], deps, digest);
    if (change === null) continue;
    const commit = { changes: [change], detections: [], quarantine: [], labels: [] };
    if ((await deps.store.commit(commit)) === 'stale') continue;
    taken += 1;
    tally(decision, deps);
  }
  if (taken + (await endFloods(deps)) > 0) deps.wake();
  return taken;
}
