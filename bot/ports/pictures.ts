// What the bot must be promised about pictures from the plant's own network: somebody who fetches them, and memory that keeps
// them within a limit and knows how far each has come on each card. Types only.
import type { Instant } from '../core/time.ts';
import type { Message, PictureState } from '../core/view.ts';

export type PictureType = 'image/png' | 'image/jpeg' | 'image/gif';

export interface Picture {
  /** Of its bytes, in hex: its name, and the proof that it is what was fetched. */
  readonly sha256: string;
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

export type Fetched =
  | { readonly ok: true; readonly picture: Picture }
  /** `isFinal`: trying again changes nothing. The reason is for the operator. */
  | { readonly ok: false; readonly isFinal: boolean; readonly reason: string };

/** Fetches from the hosts that the plant lists, and from nowhere else. Never throws, never takes longer than its limit. */
export type PictureSource = (url: string) => Promise<Fetched>;

/** How far a picture has come on one card. */
export type CopyState =
  /** Not fetched yet. */
  | 'coming'
  /** It is kept; the platform does not have it yet. */
  | 'wanted'
  /** The platform has the bytes (`ref`), and nobody sees them. */
  | 'brought'
  /** Everybody in the place may see it; the platform may still be preparing it. */
  | 'shared'
  | 'ready'
  | 'failed';

/** One picture on one card: what the worker claims. */
export interface PictureCopy {
  readonly message: Message;
  readonly url: string;
  readonly alt: string;
  readonly state: Exclude<CopyState, 'coming'>;
  readonly sha256: string | null;
  readonly ref: string | null;
  /** An earlier holder of the claim may have done what comes next. */
  readonly isUnclear: boolean;
  /** Tries in this state. */
  readonly tries: number;
}

export interface CopyChange {
  readonly state: Exclude<CopyState, 'coming'>;
  readonly ref: string | null;
  readonly tries: number;
  readonly nextAt: Instant;
  /** Why it failed; null = as before. */
  readonly reason: string | null;
  /** Whether the card needs no further drawing for it. */
  readonly isDrawn: boolean;
}

export interface PictureWish {
  readonly message: string;
  readonly alert: string;
  readonly url: string;
  readonly alt: string;
  /** The platform shows only what it keeps itself: the bytes must be brought there first. */
  readonly isBrought: boolean;
}

export interface FetchWish {
  readonly url: string;
  /** Fetches of it that failed. */
  readonly tries: number;
}

export type FetchOutcome =
  | { readonly kind: 'kept'; readonly picture: Picture; readonly at: Instant }
  | { readonly kind: 'later'; readonly nextAt: Instant; readonly reason: string }
  | { readonly kind: 'failed'; readonly at: Instant; readonly reason: string };

export interface Claim {
  readonly now: Instant;
  readonly leaseUntil: Instant;
  readonly instance: string;
}

export interface PictureLimits {
  /** What was fetched from the same address within this time is taken as it is. */
  readonly freshMs: number;
  readonly perAlert: number;
  /** Of all bytes that are kept; the oldest are let go. */
  readonly keptBytes: number;
}

export interface PictureMemory {
  /**
   * Wants a picture on a card, and tells how far it has come there. The same again changes nothing. Null when the alert has
   * had its share of pictures.
   */
  want(wish: PictureWish, now: Instant, limits: PictureLimits): Promise<PictureState | null>;
  /** One address that is to be fetched, for all alerts that want it. */
  claimFetch(claim: Claim, limits: PictureLimits): Promise<FetchWish | null>;
  /** Every card that wants it goes on: with the picture, or without. */
  finishFetch(
    url: string,
    instance: string,
    outcome: FetchOutcome,
    limits: PictureLimits,
  ): Promise<void>;
  /** Cards with something to do: bytes to bring, to share, to look after, or a card to be drawn again. */
  claimCopies(claim: Claim & { readonly limit: number }): Promise<readonly PictureCopy[]>;
  finishCopy(message: string, url: string, instance: string, change: CopyChange): Promise<void>;
  /** The card shows it so by now; it need not be drawn again for it. */
  drawn(message: string, url: string, state: 'ready' | 'failed'): Promise<void>;
  /** The platform did not take it on a card: it is tried again at `nextAt`, at most `triesMax` times. */
  notTaken(message: string, url: string, nextAt: Instant, triesMax: number): Promise<void>;
  /** Null when it was never kept, or is no longer. */
  picture(sha256: string): Promise<Picture | null>;
  /** At start, on a database that only this process uses: what the last process had claimed is free again. */
  release(now: Instant): Promise<void>;
  /** When there is something to do next; null when nothing waits. */
  nextAt(): Promise<Instant | null>;
}
