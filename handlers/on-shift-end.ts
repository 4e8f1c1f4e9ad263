// A shift is about to end, or has ended: the card for the next one appears, goes to whoever comes, and climbs when nobody accepts
// it. Each stage is a row's revision, so that replicas and restarts bring exactly one card for each change of shift.
import { climbed, ended, type Handover, handoverDue } from '../bot/core/handover/handover.ts';
import { itemsOf } from '../bot/core/handover/items.ts';
import { sayingsOf } from '../bot/core/handover/saying.ts';
import type { Saying } from '../bot/core/saying.ts';
import type { Roster } from '../bot/core/shifts/roster.ts';
import type { Deps } from './deps.ts';
import { listedOn } from './handovers.ts';

/** How many hand-overs one round brings further. */
export const HANDOVER_BATCH = 50;

/** Begins what is to be handed over and brings further what is due; resolves with how many. */
export async function onShiftEnd(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  let changes = 0;
  for (const roster of deps.around.plant.shifts.rosters) {
    if (await begin(roster, now, deps)) changes += 1;
  }
  for (const handover of await deps.store.handoversDue(now, HANDOVER_BATCH)) {
    const over = ended(handover, now);
    const isDone =
      over === null
        ? await write(climbed(handover, now, deps.around), handover.revision, deps)
        : await commit(over, handover.revision, [], deps);
    if (isDone) changes += 1;
  }
  if (changes > 0) deps.wake();
  return changes;
}

async function begin(roster: Roster, now: number, deps: Deps): Promise<boolean> {
  const due = handoverDue(roster, now, deps.around);
  if (due === null) return false;
  if ((await deps.store.handoverAt(due.roster, due.changesAt)) !== null) return false;
  return write({ id: deps.ids.next(), ...due, items: [] }, null, deps);
}

/** False when another replica was faster. */
async function write(decided: Handover, expected: number | null, deps: Deps): Promise<boolean> {
  const { alerts } = await listedOn(decided.roster, deps);
  const handover = { ...decided, items: itemsOf(alerts) };
  const deliveries = sayingsOf(handover, deps.around);
  if (!(await commit(handover, expected, deliveries, deps))) return false;
  deps.meter.count('andon_handovers_total', { stage: handover.stage });
  const { roster, stage, id } = handover;
  if (stage === 'late' || stage === 'climbed') {
    deps.log.warn('nobody has accepted a hand-over', { handover: id, roster, stage });
  }
  return true;
}

async function commit(
  handover: Handover,
  expected: number | null,
  deliveries: readonly Saying[],
  { store }: Deps,
): Promise<boolean> {
  const handovers = [{ handover, expected, deliveries }];
  const rest = { changes: [], detections: [], quarantine: [], labels: [] };
  return (await store.commit({ ...rest, handovers })) === 'done';
}
