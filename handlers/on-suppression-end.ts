// Nothing suppresses a condition any more, whether its window ended, somebody ended it or the plant file changed: if its producer
// has not said that it is over, it is shown now, as if it had arrived now. Looked for once a second on what memory keeps, so a
// restart forgets none; of two replicas the one that commits first shows it.
import type { KeptDetection } from '../bot/core/detection.ts';
import {
  SUPPRESSIONS_LIMIT,
  type SuppressedCondition,
  suppressing,
} from '../bot/core/suppression.ts';
import { loadBatch } from './arrivals.ts';
import type { Deps } from './deps.ts';
import { finished, place } from './placing.ts';

/** How many suppressed conditions one round looks at. */
export const CONDITION_BATCH = 200;

/** Looks at all that wait, a part of them each time; a look resolves with how many are shown now. */
export function suppressionWatch(deps: Deps): { readonly look: () => Promise<number> } {
  let after: KeptDetection['detection'] | null = null;
  return {
    look: async () => {
      const waiting = await deps.store.conditionsAfter(after, CONDITION_BATCH);
      const last = waiting.at(-1)?.detection ?? null;
      const shown = last === null ? 0 : await show(waiting, deps);
      // What could not be committed is looked at again in the next round.
      if (shown !== null) after = waiting.length < CONDITION_BATCH ? null : last;
      return shown ?? 0;
    },
  };
}

/** Null when somebody else was faster. */
async function show(waiting: readonly KeptDetection[], deps: Deps): Promise<number | null> {
  const now = deps.clock.now();
  const said = await deps.store.suppressions(now, SUPPRESSIONS_LIMIT);
  const over = waiting.filter(
    ({ detection }) => suppressing(detection, deps.around.plant, said, now) === null,
  );
  if (over.length === 0) return 0;
  const batch = await loadBatch(
    over.map((kept) => kept.detection),
    deps,
  );
  const shown = over.map((kept) => {
    const { alert } = place(kept.detection, batch, deps, () => null);
    return { ...kept, alert: alert?.id ?? null, revision: alert?.revision ?? 0 };
  });
  const outcome = await deps.store.commit({
    changes: [...batch.touched.values()].map((touched) => finished(touched, deps)),
    detections: [],
    quarantine: [],
    labels: [],
    digests: batch.storms.changes(),
    conditions: { begun: [], over: over.map(conditionOf), shown },
  });
  if (outcome === 'stale') return null;
  deps.log.info('conditions outlasted what suppressed them', { conditions: shown.length });
  deps.wake();
  return shown.length;
}

function conditionOf({ detection }: KeptDetection): SuppressedCondition {
  const { site, key, source, id: detectionId } = detection;
  return { site, key, source, detectionId };
}
