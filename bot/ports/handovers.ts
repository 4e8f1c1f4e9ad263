// What memory must promise about hand-overs: one for each change of shift, however many look at the clock. They are written by
// commits, so that ownership passes in the same transaction. Types only.
import type { Handover } from '../core/handover/handover.ts';
import type { Instant } from '../core/time.ts';
import type { Page } from './store.ts';

export interface HandoverFilter {
  readonly roster?: string;
  /** Of changes of shift then or later. */
  readonly since?: Instant;
  /** Not accepted, and the shift that it is for has not ended by then. */
  readonly openAt?: Instant;
}

export interface HandoverStore {
  handover(id: string): Promise<Handover | null>;
  handoverAt(roster: string, changesAt: Instant): Promise<Handover | null>;
  /** Those whose next stage is due, longest overdue first. */
  handoversDue(now: Instant, limit: number): Promise<readonly Handover[]>;
  /** Newest first. A cursor that no page gave throws `BadCursor`. */
  handovers(filter: HandoverFilter, limit: number, cursor: string | null): Promise<Page<Handover>>;
}
