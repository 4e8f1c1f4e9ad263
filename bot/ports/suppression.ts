// What memory must promise about suppression: who said what of which asset, and which detections got no card for it. Nothing is
// taken out: what ended stays as the record of who said it and who ended it. Types only.
import type { Suppression, SuppressionEnd } from '../core/suppression.ts';
import type { Instant } from '../core/time.ts';

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
  /** How many detections got no card, from then on. */
  suppressedSince(from: Instant): Promise<number>;
}
