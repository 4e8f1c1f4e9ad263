// Turns a decision into what the store writes: events with ids, labels with their provenance, and everything to be said.
import type { Alert } from '../bot/core/alert.ts';
import type { Decision } from '../bot/core/decision.ts';
import type { KeptDetection } from '../bot/core/detection.ts';
import type { Label } from '../bot/core/feedback.ts';
import { newsOf } from '../bot/core/news.ts';
import type { Person, Platform } from '../bot/core/plant.ts';
import { roleOf } from '../bot/core/rights.ts';
import { sayings } from '../bot/core/saying.ts';
import type { Instant } from '../bot/core/time.ts';
import type { LabelRecord } from '../bot/core/view.ts';
import type { Change } from '../bot/ports/store.ts';
import type { Deps } from './deps.ts';

/** The change that a decision makes to an existing alert; null when it makes none. */
export function changeOf(
  decision: Decision,
  expected: number,
  labels: readonly LabelRecord[],
  deps: Deps,
  digest: string | null,
): Change | null {
  if (decision.events.length === 0) return null;
  const standing = digest === null ? null : { digest, at: deps.clock.now() };
  return {
    alert: decision.alert,
    expected,
    events: decision.events.map((event) => ({ ...event, id: deps.ids.next() })),
    labels,
    deliveries: [
      ...sayings(decision.asks, decision.alert, deps.around, standing),
      // One thread under a digest is no place to tell what became of each of many.
      ...(standing === null ? newsOf(decision.events, decision.alert, deps.around) : []),
    ],
    refreshCards: true,
  };
}

/** Writes what nobody pressed for: a due step, a time set right. False when it changes nothing, or the alert moved on meanwhile. */
export async function written(decision: Decision, before: Alert, deps: Deps): Promise<boolean> {
  const digest = await deps.store.digestOf(before.id);
  const change = changeOf(decision, before.revision, [], deps, digest);
  if (change === null) return false;
  const commit = { changes: [change], detections: [], quarantine: [], labels: [] };
  return (await deps.store.commit(commit)) !== 'stale';
}

/** Where and when a verdict was given. */
export interface Provenance {
  readonly person: Person;
  readonly platform: Platform;
  /** When the card that was judged appeared there; null for commands. */
  readonly shownAt: Instant | null;
  readonly opening: KeptDetection;
}

/** Labels with person, role, place and the sampling of the opening detection. */
export function labelRecords(
  labels: readonly Label[],
  alert: Alert,
  from: Provenance,
): readonly LabelRecord[] {
  return labels.map((label) => ({
    ...label,
    alert: alert.id,
    asset: alert.asset,
    type: alert.type,
    role: roleOf(from.person),
    platform: from.platform,
    shownAt: from.shownAt,
    stream: from.opening.stream,
    probability: from.opening.probability,
  }));
}
