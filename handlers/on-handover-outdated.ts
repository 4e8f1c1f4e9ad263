// What a hand-over lists, or who it is for, has changed while it waits for its acceptance: its cards are drawn again, and whoever
// took a place meanwhile gets one. It compares what was listed with what is, instead of listening to changes, so that a restart or another replica forgets none; many changes make one drawing.
import { latecomers } from '../bot/core/handover/handover.ts';
import { itemsOf, redrawn } from '../bot/core/handover/items.ts';
import { sayingsOf } from '../bot/core/handover/saying.ts';
import { SECOND } from '../bot/core/time.ts';
import type { Deps } from './deps.ts';
import { listedOn, openNow } from './handovers.ts';

/** How often it is looked. */
const LOOK_EVERY_MS = 2 * SECOND;
/** Hand-overs that wait at once, at most: two for each roster. */
export const OPEN_HANDOVERS = 200;

export interface HandoverWatch {
  /** Looks if it is time to; resolves with how many are drawn again. */
  look(): Promise<number>;
}

export function handoverWatch(deps: Deps): HandoverWatch {
  let nextAt = 0;
  return {
    look: async () => {
      const now = deps.clock.now();
      // A clock that was set back must not keep it from looking.
      if (now < nextAt && nextAt - now <= LOOK_EVERY_MS) return 0;
      nextAt = now + LOOK_EVERY_MS;
      const { items: open } = await deps.store.handovers({ openAt: now }, OPEN_HANDOVERS, null);
      if (open.length === 0) return 0;
      const page = await openNow(deps);
      let drawn = 0;
      for (const before of open) {
        const { alerts } = await listedOn(before.roster, deps, page);
        const people = latecomers(before, now, deps.around);
        const isOutdated =
          people.length > 0 || (await deps.store.suppressionChanged(before.changedAt, now));
        const drawing = redrawn(before, itemsOf(alerts), now, isOutdated);
        if (drawing === null) continue;
        const step = { at: now, stage: drawing.stage, people };
        const handover =
          people.length === 0 ? drawing : { ...drawing, steps: [...drawing.steps, step] };
        const deliveries = people.length === 0 ? [] : sayingsOf(handover, deps.around);
        const handovers = [{ handover, expected: before.revision, deliveries }];
        const commit = { changes: [], detections: [], quarantine: [], labels: [], handovers };
        if ((await deps.store.commit(commit)) === 'done') drawn += 1;
      }
      if (drawn > 0) deps.wake();
      return drawn;
    },
  };
}
