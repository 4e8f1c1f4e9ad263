// What memory must promise about misses: an append-only log, and the detections that may have seen one after all. Types only.
import type { KeptDetection } from '../core/detection.ts';
import type { Miss } from '../core/miss.ts';
import type { Instant } from '../core/time.ts';
import type { Page } from './store.ts';

export interface MissFilter {
  /** Recorded then or later. */
  readonly since?: Instant;
  readonly asset?: string;
  readonly type?: string;
}

export interface MissStore {
  addMiss(miss: Miss): Promise<void>;
  /** In the order in which they were recorded; people who were erased keep their id. Unknown cursors throw `BadCursor`. */
  misses(filter: MissFilter, limit: number, cursor: string | null): Promise<Page<Miss>>;
  /** Active detections of this type on this asset that were observed in the span, at most `limit`, in no order. */
  seen(
    of: {
      readonly asset: string;
      readonly type: string;
      readonly from: Instant;
      readonly to: Instant;
    },
    limit: number,
  ): Promise<readonly KeptDetection[]>;
}
