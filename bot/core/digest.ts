// One card that stands for many alerts while a channel is flooded: which alert goes where, and what a digest is. Nothing is
// dropped: an alert on a digest has its own state, owner and due time like any other.
import type { Alert } from './alert.ts';
import type { Saying } from './saying.ts';
import { arrived, type Flood, floodEndsAt, settled } from './storm.ts';
import type { Instant } from './time.ts';

export interface Digest {
  readonly id: string;
  /** The plant's name of the channel. */
  readonly channel: string;
  readonly since: Instant;
  /** When the flood was over; null = it goes on. */
  readonly endedAt: Instant | null;
  /** One more with each alert that is added, and with each change of an alert that stands on it. */
  readonly revision: number;
  /** Further alerts of the flood go here; at most one digest of a channel takes them. */
  readonly isTaking: boolean;
  /** How many alerts were ever added. */
  readonly size: number;
}

/** A digest with its alerts as they are now, in the order in which they were added. */
export interface DigestView {
  readonly digest: Digest;
  readonly alerts: readonly Alert[];
  /** The names of owners. */
  readonly names: ReadonlyMap<string, string>;
}

/** What a commit does to a digest. */
export interface DigestChange {
  /** As it shall be, but for its revision: memory counts that. */
  readonly digest: Digest;
  /** Null = the digest is new; else the revision it was decided on. */
  readonly expected: number | null;
  /** Alerts to be added, in order. */
  readonly added: readonly string[];
  readonly deliveries: readonly Saying[];
}

/** As many as a message lists line by line on every platform; the next alert begins another digest. */
export const DIGEST_SIZE = 40;

/** What can be done with all alerts of an asset at once; `open` gives each a card of its own. */
export const BULK_VERBS = ['confirm', 'reject', 'take', 'shelve', 'open'] as const;
export type BulkVerb = (typeof BULK_VERBS)[number];

/** What is known of a channel when an alert opens there. */
export interface Weather {
  readonly flood: Flood;
  /** The digest that takes further alerts. */
  readonly digest: Digest | null;
}

/** The weather from what memory keeps: the latest openings, and the digest of a flood that was going on. */
export function weatherOf(
  recent: readonly Instant[],
  digest: Digest | null,
  now: Instant,
): Weather {
  const since = digest?.since ?? null;
  const flood = settled({ recent: [...recent].sort((a, b) => a - b), since }, now);
  return { flood, digest: flood.since === null ? null : digest };
}

/** The weather after one more alert has opened, and whether that one belongs on a digest. */
export function weatherAfter(
  weather: Weather,
  alert: Pick<Alert, 'severity'>,
  now: Instant,
): { readonly weather: Weather; readonly isOnDigest: boolean } {
  const flood = arrived(weather.flood, now);
  const isFlood = flood.since !== null;
  return {
    weather: { flood, digest: isFlood ? weather.digest : null },
    // What is critical is never one of many.
    isOnDigest: isFlood && alert.severity !== 'critical',
  };
}

/** When a flood that a digest stands for is over if nothing further opens in the channel. */
export function digestEndsAt(digest: Digest, recent: readonly Instant[]): Instant {
  const sorted = [...recent].sort((a, b) => a - b);
  return floodEndsAt({ recent: sorted, since: digest.since }) ?? digest.since;
}
