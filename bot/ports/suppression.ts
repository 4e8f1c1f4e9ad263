// What memory must promise about suppression: who said what of which asset, and which detections got no card for it. Nothing is
// taken out: what ended stays as the record of who said it and who ended it. Types only.
import type { KeptDetection } from '../core/detection.ts';
import type { SuppressedCondition, Suppression, SuppressionEnd } from '../core/suppression.ts';
import type { Instant } from '../core/time.ts';

export interface JoinKey {
  readonly site: string;
  readonly key: string;
}

/** What becomes of suppressed conditions with a commit. Each detection that it writes ends the one of its key before. */
export interface ConditionChange {
  /** Their detections are written by the same commit. */
  readonly begun: readonly SuppressedCondition[];
  /** Those that were known when this was decided; one that is not there any more makes the commit stale. */
  readonly over: readonly SuppressedCondition[];
  /** Detections that are kept already and have an alert only now. */
  readonly shown: readonly KeptDetection[];
}

export interface SuppressionStore {
  /** What is in force at `now`, in the order in which it was said, at most `limit`, the latest. */
  suppressions(now: Instant, limit: number): Promise<readonly Suppression[]>;
  /**
   * Keeps what was said. A state, and being out of service, take the place of what was said so of the same asset and type, in
   * one transaction; windows of maintenance stand beside each other.
   */
  suppress(begun: Suppression): Promise<void>;
  /** Ends what is in force of this kind and exactly this asset; resolves with how many that were. */
  endSuppression(end: SuppressionEnd): Promise<number>;
  /** Whether anything began, or ended, at `since` or later. */
  suppressionChanged(since: Instant, now: Instant): Promise<boolean>;
  /** How many detections got no card, from then on; those that got one since, when what suppressed them ended, are left out. */
  suppressedSince(from: Instant): Promise<number>;
  /** The suppressed conditions of these keys, at most one each. */
  conditions(keys: readonly JoinKey[]): Promise<readonly SuppressedCondition[]>;
  /** The detections of suppressed conditions in a stable order of keys, those after `after`; null = from the start. */
  conditionsAfter(after: JoinKey | null, limit: number): Promise<readonly KeptDetection[]>;
}
