// What one commit of arrivals starts from and grows into: what is kept already, the alerts that may be joined or brought back, what
// people said of assets, and the floods that are on.
import type { Alert } from '../bot/core/alert.ts';
import type { Decision } from '../bot/core/decision.ts';
import type { Detection, KeptDetection } from '../bot/core/detection.ts';
import { routeOf } from '../bot/core/routing.ts';
import {
  SUPPRESSIONS_LIMIT,
  type SuppressedCondition,
  type SuppressedDetection,
  type Suppression,
} from '../bot/core/suppression.ts';
import type { Quarantined } from '../bot/ports/store.ts';
import type { ConditionChange } from '../bot/ports/suppression.ts';
import type { Deps } from './deps.ts';
import { type Storms, stormsIn } from './storms.ts';

/** One commit in the making. */
export interface Batch {
  /** What is kept already, by identity; grows with the batch itself. */
  readonly kept: Map<string, KeptDetection>;
  /** The joinable alert of each key as it is now. */
  readonly joinable: Map<string, Alert>;
  /** The closed alert that a detection of this key may bring back. */
  readonly closed: Map<string, Alert>;
  readonly touched: Map<string, Touched>;
  readonly storms: Storms;
  readonly detections: KeptDetection[];
  /** What people said of assets, as of now. */
  readonly said: readonly Suppression[];
  readonly suppressed: SuppressedDetection[];
  /** The suppressed conditions of its keys that are known, and by key those that begin with it. */
  readonly known: readonly SuppressedCondition[];
  readonly begun: Map<string, SuppressedCondition>;
  readonly quarantine: Quarantined[];
}

export interface Touched {
  readonly expected: number | null;
  decision: Decision;
  /** It has no card of its own: it stands on its channel's digest. */
  readonly isOnDigest: boolean;
}

export async function loadBatch(good: readonly Detection[], deps: Deps): Promise<Batch> {
  const now = deps.clock.now();
  const keys = [...new Map(good.map((d) => [joinKey(d), d])).values()];
  // Conditions before alerts: one that is shown between the two makes the commit stale.
  const [said, known, kept, joinable] = await Promise.all([
    deps.store.suppressions(now, SUPPRESSIONS_LIMIT),
    deps.store.conditions(keys),
    deps.store.kept(good),
    deps.store.joinable(keys),
  ]);
  return {
    kept: new Map(kept.map((k) => [identity(k.detection), k])),
    joinable: new Map(joinable.map((a) => [joinKey(a), a])),
    closed: await closedOf(good, deps),
    storms: await stormsIn(
      good.map((d) => routeOf(d, deps.around.plant, now).channel),
      deps,
    ),
    touched: new Map(),
    said,
    suppressed: [],
    known,
    begun: new Map(),
    detections: [],
    quarantine: [],
  };
}

/** Whatever is new of a key ends the condition of before; what is sent again does not. */
export function conditionsOf({ detections, known, begun }: Batch): ConditionChange {
  const keys = new Set(detections.map((kept) => joinKey(kept.detection)));
  const over = known.filter((condition) => keys.has(joinKey(condition)));
  return { begun: [...begun.values()], over, shown: [] };
}

/** Only where a route wants it is the past looked at. */
async function closedOf(detections: readonly Detection[], deps: Deps): Promise<Map<string, Alert>> {
  const now = deps.clock.now();
  const found = new Map<string, Alert>();
  for (const detection of new Map(detections.map((d) => [joinKey(d), d])).values()) {
    const { reopenWithinMs } = routeOf(detection, deps.around.plant, deps.clock.now());
    if (reopenWithinMs === null) continue;
    const alert = await deps.store.closedLast(detection, now - reopenWithinMs);
    if (alert !== null) found.set(joinKey(detection), alert);
  }
  return found;
}

export function identity(d: Pick<Detection, 'source' | 'id' | 'status'>): string {
  return `${d.source}\n${d.id}\n${d.status}`;
}

export function joinKey(of: { readonly site: string; readonly key: string }): string {
  return `${of.site}\n${of.key}`;
}
