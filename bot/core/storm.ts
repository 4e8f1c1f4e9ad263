// When there is too much: a flood in a channel (ISA-18.2: more than 10 in 10 minutes, until fewer than 5), an alert that
// chatters, one that nobody ends. Each exists twice: over a list of times for the numbers, and one arrival at a time for
// handlers, whose small state can be kept and rebuilt.
import { HOUR, type Instant, MINUTE, SECOND } from './time.ts';

export const FLOOD_WINDOW_MS = 10 * MINUTE;
/** A flood starts above this many in a window, and ends below that many. */
export const FLOOD_ABOVE = 10;
export const FLOOD_BELOW = 5;

/** A clock that was set back by more than a window leaves times that never were; they are forgotten. */
const AHEAD_LIMIT_MS = FLOOD_WINDOW_MS;

/** What is kept of one channel: enough to tell when a flood starts and when it ends. */
export interface Flood {
  /** The latest arrivals, oldest first, at most FLOOD_ABOVE + 1: earlier ones decide nothing. */
  readonly recent: readonly Instant[];
  /** When it started; null = there is none. */
  readonly since: Instant | null;
}

export const CALM: Flood = { recent: [], since: null };

/** One more arrival. What is over is over before it counts. */
export function arrived(flood: Flood, at: Instant): Flood {
  const { recent, since } = settled(flood, at);
  const next = [...recent, at].sort((a, b) => a - b).slice(-(FLOOD_ABOVE + 1));
  const isFlood = within(next, at) > FLOOD_ABOVE;
  return { recent: next, since: since ?? (isFlood ? at : null) };
}

/** The same channel at a later time without a further arrival: a flood that has run out is over. */
export function settled(flood: Flood, now: Instant): Flood {
  const recent = flood.recent.filter((at) => at - now <= AHEAD_LIMIT_MS);
  const endsAt = floodEndsAt({ recent, since: flood.since });
  const isOver = recent.length < FLOOD_BELOW || (endsAt !== null && endsAt <= now);
  return { recent, since: isOver ? null : flood.since };
}

/** When this flood ends if nothing further arrives; null = there is none. */
export function floodEndsAt({ recent, since }: Flood): Instant | null {
  if (since === null) return null;
  const deciding = recent.at(-FLOOD_BELOW);
  return deciding === undefined ? since : deciding + FLOOD_WINDOW_MS;
}

function within(times: readonly Instant[], now: Instant): number {
  return times.filter((at) => at > now - FLOOD_WINDOW_MS).length;
}

/** Buckets [start, end) of one flood. */
export interface FloodEpisode {
  readonly start: number;
  readonly end: number;
}

export interface FloodFigures {
  readonly episodes: readonly FloodEpisode[];
  /** The share of all buckets that lie in a flood, and of those with more than FLOOD_ABOVE; null without buckets. */
  readonly shareInFlood: number | null;
  readonly shareAbove: number | null;
  readonly max: number;
  readonly mean: number | null;
}

/** Floods over counts in windows of ten minutes that follow each other, the empty ones among them. */
export function floods(counts: readonly number[]): FloodFigures {
  const episodes: FloodEpisode[] = [];
  let start: number | null = null;
  counts.forEach((count, bucket) => {
    if (start === null && count > FLOOD_ABOVE) start = bucket;
    if (start !== null && count < FLOOD_BELOW) {
      episodes.push({ start, end: bucket });
      start = null;
    }
  });
  if (start !== null) episodes.push({ start, end: counts.length });
  const n = counts.length;
  const inFlood = episodes.reduce((sum, e) => sum + e.end - e.start, 0);
  const above = counts.filter((c) => c > FLOOD_ABOVE).length;
  return {
    episodes,
    shareInFlood: n === 0 ? null : inFlood / n,
    shareAbove: n === 0 ? null : above / n,
    max: counts.reduce((a, b) => Math.max(a, b), 0),
    mean: n === 0 ? null : counts.reduce((a, b) => a + b, 0) / n,
  };
}

/** From this index on an alert chatters: about three times in a minute. */
export const CHATTER_LIMIT = 0.05;

/** What is kept of one alert's arrivals. */
export interface Chatter {
  readonly last: Instant | null;
  readonly gaps: number;
  /** Sum of 1/r over the gaps, r in seconds. */
  readonly sum: number;
}

export const SILENT: Chatter = { last: null, gaps: 0, sum: 0 };

/** One more arrival; a gap below a second counts as one, and so does one that a clock made negative. */
export function heard({ last, gaps, sum }: Chatter, at: Instant): Chatter {
  if (last === null) return { last: at, gaps, sum };
  const seconds = Math.max(1, (at - last) / SECOND);
  return { last: at, gaps: gaps + 1, sum: sum + 1 / seconds };
}

/**
 * Kondaveeti's chatter index ψ = Σ P(r) / r, r the seconds between two arrivals of the same alert and P(r) the share of gaps
 * that are so long. Zero when there is no gap. Kondaveeti et al. (2013).
 */
export function chatterIndex({ gaps, sum }: Chatter): number {
  return gaps === 0 ? 0 : sum / gaps;
}

export function chatterOf(times: readonly Instant[]): number {
  return chatterIndex([...times].sort((a, b) => a - b).reduce(heard, SILENT));
}

/** Open for longer than this is stale. */
export const STALE_MS = 24 * HOUR;

export function isStale(openedAt: Instant, closedAt: Instant | null, now: Instant): boolean {
  return closedAt === null && now - openedAt > STALE_MS;
}
