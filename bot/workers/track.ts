// How long a lane's posts, or a platform's updates, must keep still, and what for. What stands behind something that must wait
// waits as well without ever being tried; from here it is known for how long, and why. Values only; the outbox acts on them.
import type { Receipt, WaitCause } from '../core/receipts.ts';
import { type Instant, SECOND } from '../core/time.ts';
import type { Lane } from '../ports/outbox.ts';

export interface Track {
  /** The earliest next start. */
  readonly notBefore: Instant;
  /** When it had to keep still, oldest first. */
  readonly stills: readonly Still[];
}

export interface Still {
  readonly from: Instant;
  readonly until: Instant;
  readonly cause: WaitCause;
}

export const FREE: Track = { notBefore: 0, stills: [] };

/** A storm alternates between few causes; what is forgotten is the oldest, and nothing is made up for it. */
const STILLS_LIMIT = 16;
/** Two of one cause with less than this between them are one: the loop looks again a little late. */
const SEAM_MS = SECOND;
/** A shorter wait is no news. */
const TELLING_MS = SECOND;

/** One lane's posts, or one lane's updates. */
export function trackOf(lane: Lane, op: 'post' | 'update'): string {
  return `${op} ${lane.platform} ${lane.channel ?? ''} ${lane.person ?? ''}`;
}

/** All updates of a platform. */
export function sharedTrack(lane: Lane): string {
  return `updates ${lane.platform}`;
}

export function keptStill(track: Track, still: Still): Track {
  if (still.until <= still.from) return track;
  const notBefore = Math.max(track.notBefore, still.until);
  const last = track.stills.at(-1);
  const isOne = last?.cause === still.cause && still.from - last.until <= SEAM_MS;
  const stills =
    isOne && last !== undefined
      ? [...track.stills.slice(0, -1), { ...last, until: Math.max(last.until, still.until) }]
      : [...track.stills, still];
  return { notBefore, stills: stills.slice(-STILLS_LIMIT) };
}

/** What somebody had to wait for here, who was ready at `since` and is served at `now`. */
export function waitedIn({ stills }: Track, since: Instant, now: Instant): readonly Receipt[] {
  let told = since;
  return stills.flatMap(({ from, until, cause }): Receipt[] => {
    const at = Math.max(from, told);
    const ms = Math.min(until, now) - at;
    told = Math.max(told, until);
    return ms < TELLING_MS ? [] : [{ at, kind: 'delayed', reason: cause, ms }];
  });
}
