// From when until when, as people type it: `06:00` is the next time that a clock at the site shows it, also in the nights in
// which a clock shows an hour twice or not at all.
import {
  DAY,
  type Instant,
  instantOf,
  instantsOf,
  parseClock,
  parseDay,
  parseDuration,
  parseInstant,
  wallAt,
} from '../time.ts';

/** Nobody arranges anything for longer than this, or this far ahead. */
export const SPAN_LIMIT_MS = 31 * DAY;
export const SPAN_AHEAD_MS = 366 * DAY;

export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

export type SpanRead =
  | { readonly ok: true; readonly span: Span }
  /** The text that can't be read. */
  | { readonly ok: false; readonly fault: 'unclear'; readonly typed: string }
  /** Over before it begins, over already, or too long. */
  | { readonly ok: false; readonly fault: 'empty' | 'over' | 'too-long' };

export interface SpanTexts {
  readonly from: string | null;
  readonly until: string | null;
  readonly forSpan: string | null;
}

/** `endOf` is when it ends where nobody says: the end of the shift that it is then. */
export function readSpan(
  typed: SpanTexts,
  now: Instant,
  zone: string,
  endOf: (from: Instant) => Instant,
): SpanRead {
  const from = typed.from === null ? now : readMoment(typed.from, now, zone);
  if (from === null) return { ok: false, fault: 'unclear', typed: typed.from ?? '' };
  const until = untilOf(typed, from, zone, endOf);
  if (until === null) {
    return { ok: false, fault: 'unclear', typed: typed.until ?? typed.forSpan ?? '' };
  }
  if (until <= from) return { ok: false, fault: 'empty' };
  if (until <= now) return { ok: false, fault: 'over' };
  if (until - from > SPAN_LIMIT_MS || from > now + SPAN_AHEAD_MS)
    return { ok: false, fault: 'too-long' };
  return { ok: true, span: { from, until } };
}

function untilOf(
  { until, forSpan }: SpanTexts,
  from: Instant,
  zone: string,
  endOf: (from: Instant) => Instant,
): Instant | null {
  if (until !== null) return readMoment(until, from, zone);
  if (forSpan === null) return endOf(from);
  const ms = parseDuration(forSpan.replaceAll(' ', '').toLowerCase());
  return ms === null ? null : from + ms;
}

const TOMORROW = /^(tomorrow|morgen|mañana|manana|demain) +/;

/**
 * Reads `06:00`, `tomorrow 06:00`, `2026-11-23 06:00` on the site's clock, `2h` (after `after`), `now`, or an ISO instant. A
 * time of the day alone is the first one after `after`. Null when it is none of these.
 */
export function readMoment(text: string, after: Instant, zone: string): Instant | null {
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (typed === 'now') return after;
  const clock = clockOf(typed);
  if (clock !== null) return nextTime(clock, after, zone);
  const { day } = wallAt(after, zone);
  const onNext = TOMORROW.test(typed) ? clockOf(typed.replace(TOMORROW, '')) : null;
  if (onNext !== null) return timeOn(day + 1, onNext, after, zone);
  const [date = '', time = ''] = typed.split(/[ t]/, 2);
  const named = { day: parseDay(date), ms: clockOf(time) };
  if (named.day !== null && named.ms !== null) return timeOn(named.day, named.ms, after, zone);
  const ms = parseDuration(typed.replace(/^in /, '').replaceAll(' ', ''));
  return ms === null ? parseInstant(typed.toUpperCase()) : after + ms;
}

function clockOf(typed: string): number | null {
  return /^\d{1,2}:\d\d$/.test(typed) ? parseClock(typed.padStart(5, '0')) : null;
}

/** The first instant after `after` at which a clock in the zone shows this; where it is jumped over, the jump. */
export function nextTime(ms: number, after: Instant, zone: string): Instant {
  const { day } = wallAt(after, zone);
  // Where the clock is set back over midnight, it may be yesterday once more.
  const times = [day - 1, day, day + 1, day + 2].flatMap((d) => timesOn(d, ms, zone));
  return times.find((at) => at > after) ?? after + DAY;
}

/** On that day; where a clock shows it twice, the first that is still to come. */
function timeOn(day: number, ms: number, after: Instant, zone: string): Instant {
  const times = timesOn(day, ms, zone);
  return times.find((at) => at > after) ?? times[0] ?? instantOf({ day, ms }, zone);
}

function timesOn(day: number, ms: number, zone: string): readonly Instant[] {
  const times = instantsOf({ day, ms }, zone);
  return times.length > 0 ? times : [instantOf({ day, ms }, zone)];
}
