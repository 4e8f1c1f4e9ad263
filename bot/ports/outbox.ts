// What memory must promise to the outbox: claims with a lease, and how an attempt ended. Types only.
import type { PersonId } from '../core/alert.ts';
import type { Ask } from '../core/escalation.ts';
import type { Platform, Severity } from '../core/plant.ts';
import type { Receipt, WaitCause } from '../core/receipts.ts';
import type { Instant } from '../core/time.ts';
import type { Message } from '../core/view.ts';

export interface Lane {
  readonly platform: Platform;
  readonly channel: string | null;
  readonly person: PersonId | null;
}

export interface Delivery {
  readonly id: string;
  readonly key: string;
  readonly message: Message;
  readonly ask: Ask | null;
  readonly severity: Severity;
  /** `post` until the message has an address. */
  readonly op: 'post' | 'update';
  /** An earlier attempt may have posted: look before posting again. */
  readonly isUnclear: boolean;
  /** Attempts that failed since it last succeeded. */
  readonly attempts: number;
  /** When it was first wanted, and when the first attempt of an unclear post began. */
  readonly wantedAt: Instant;
  readonly triedAt: Instant | null;
}

export type DeliveryResult =
  | {
      readonly kind: 'sent';
      readonly address: string;
      readonly shown: number;
      readonly at: Instant;
    }
  | {
      readonly kind: 'later';
      readonly nextAt: Instant;
      readonly reason: string;
      readonly isFailure: boolean;
    }
  | { readonly kind: 'unclear'; readonly nextAt: Instant; readonly reason: string }
  | { readonly kind: 'post-again'; readonly nextAt: Instant; readonly reason: string }
  | { readonly kind: 'failed'; readonly at: Instant; readonly reason: string };

export interface Waiting {
  readonly lane: Lane;
  readonly op: 'post' | 'update';
  readonly until: Instant;
  readonly cause: WaitCause;
}

export interface Outbox {
  /** Lanes that have something to do at `now`. */
  lanes(now: Instant): Promise<readonly Lane[]>;
  /**
   * Claims up to `limit` deliveries of one lane and one operation for `instance`, until `leaseUntil`. Order of posts: asks and
   * critical first, then by severity and by opening, then who is asked again, and news; of updates: as they were wanted, so that
   * each has its turn. A claim whose lease ran out while posting comes back as unclear.
   */
  claim(wish: {
    readonly lane: Lane;
    readonly op: 'post' | 'update';
    readonly now: Instant;
    readonly leaseUntil: Instant;
    readonly instance: string;
    readonly limit: number;
  }): Promise<readonly Delivery[]>;
  /**
   * Records an attempt, and what its message shall remember of it, in one. When the alert moved on meanwhile the delivery
   * stays wanted.
   */
  finish(
    delivery: string,
    instance: string,
    result: DeliveryResult,
    receipts: readonly Receipt[],
  ): Promise<void>;
  /** Draws a card again although its alert did not change. One that waits to be drawn, or never stood, is left as it is. */
  redraw(message: string, now: Instant): Promise<void>;
  /** At start, on a database that only this process uses: what the last process had claimed is free again, posts as unclear. */
  release(now: Instant): Promise<number>;
  /**
   * The clock was set back: of what was wanted after `since` nothing waits for a time of the old clock, or was tried at one. What is
   * claimed stays so for no longer than `leaseUntil`.
   */
  rewind(since: Instant, now: Instant, leaseUntil: Instant): Promise<void>;
  /**
   * What a platform asked to wait for, or could not take, and how long that still holds: the process that heard it may be gone.
   * The longest first, at most `limit`.
   */
  waiting(now: Instant, limit: number): Promise<readonly Waiting[]>;
  /** The earliest time at which something may be claimed; null when nothing is wanted. */
  nextAt(): Promise<Instant | null>;
  pending(): Promise<number>;
}
