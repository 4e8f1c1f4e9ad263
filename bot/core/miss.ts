// A miss: something real that no model reported and a person did. It is ground truth of its own and never becomes an alert.
// Here: when it happened, as people write that, and whether Andon had seen it after all.
import type { PersonId } from './alert.ts';
import type { KeptDetection } from './detection.ts';
import type { Platform } from './plant.ts';
import {
  clockText,
  DAY,
  dayText,
  type Instant,
  instantOf,
  instantsOf,
  MINUTE,
  parseClock,
  parseDay,
  parseDuration,
  parseInstant,
  wallAt,
} from './time.ts';

export interface Miss {
  readonly id: string;
  readonly at: Instant;
  /** When it happened, by the person's word. */
  readonly happenedAt: Instant;
  readonly site: string;
  readonly asset: string;
  readonly type: string;
  readonly by: PersonId;
  readonly platform: Platform;
  /** The plant's name of the channel it was reported in; null elsewhere. */
  readonly channel: string | null;
  /** The message that it was reported from, if any, and where that stands. */
  readonly text: string | null;
  readonly link: string | null;
  /** The alert of the detection that had seen it; null when none had. */
  readonly alert: string | null;
}

/** A detection of the same type on the same asset counts as having seen it when it is not further away than this. */
export const SEEN_WITHIN_MS = 30 * MINUTE;
/** Longer names, texts and links are cut, or are none. */
export const MISS_LIMITS = { asset: 256, type: 128, when: 40, text: 2_000, link: 1_000 } as const;
/** A clock that is a little ahead of ours is not in the future. */
const AHEAD_MS = MINUTE;

/**
 * Reads `10m ago` (also `10 min ago`, `vor 2 Stunden`), `14:20` (the last time a clock at the site showed it),
 * `2026-11-22 14:20` on the site's clock, or an ISO instant. Nothing and `now` are now. Null when it is none of these, or in
 * the future.
 */
export function readWhen(text: string, now: Instant, zone: string): Instant | null {
  const typed = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const at = instantIn(typed, now, zone);
  return at === null || at > now + AHEAD_MS ? null : Math.min(at, now);
}

function instantIn(typed: string, now: Instant, zone: string): Instant | null {
  if (typed === '' || typed === 'now') return now;
  const span = typed.replace(/^(vor|hace|il y a) /, '').replace(/ ago$/, '');
  const agoMs = parseDuration(shortUnits(span).replaceAll(' ', ''));
  if (agoMs !== null) return now - agoMs;
  const clock = parseClock(typed.padStart(5, '0'));
  if (clock !== null) return lastTime(clock, now, zone);
  const [day = '', time = ''] = typed.split(/[ t]/, 2);
  const wall = { day: parseDay(day), ms: parseClock(time.replace(/^(\d\d:\d\d):\d\d$/, '$1')) };
  if (wall.day !== null && wall.ms !== null) return instantOf({ day: wall.day, ms: wall.ms }, zone);
  return parseInstant(typed.toUpperCase());
}

/** `10 min`, `2 hours`, `3 Tagen` as `10m`, `2h`, `3d`: people write units out. */
function shortUnits(span: string): string {
  const short = UNITS.reduce(
    (text, [unit, words]) => text.replace(words, (_all, n: string) => `${n}${unit}`),
    span,
  );
  return short.replace(/(?<=[smhd]) (and|und|y|et) (?=\d)/g, '');
}

const UNITS: readonly (readonly [string, RegExp])[] = [
  ['s', /(\d) ?(?:secs?|seconds?|sekunden?|segundos?|secondes?)(?=$| )/g],
  ['m', /(\d) ?(?:mins?|minutes?|minuten?|minutos?)(?=$| )/g],
  ['h', /(\d) ?(?:hrs?|hours?|stunden?|std|horas?|heures?)(?=$| )/g],
  ['d', /(\d) ?(?:days?|tag(?:e|en)?|d[ií]as?|jours?)(?=$| )/g],
];

/** The latest instant, not in the future, at which a clock in the zone showed this. */
function lastTime(ms: number, now: Instant, zone: string): Instant | null {
  const { day } = wallAt(now, zone);
  const shown = [day, day - 1, day - 2].flatMap((d) => instantsOf({ day: d, ms }, zone));
  const past = shown.filter((at) => at <= now + AHEAD_MS);
  return past.length === 0 ? null : Math.max(...past);
}

/** The time as somebody at the site would write it, so that `readWhen` reads it back. */
export function whenText(at: Instant, now: Instant, zone: string): string {
  const { day, ms } = wallAt(at, zone);
  const clock = clockText(ms);
  return now - at < DAY && lastTime(ms - (ms % MINUTE), now, zone) === at - (at % MINUTE)
    ? clock
    : `${dayText(day)} ${clock}`;
}

export interface MissGuess {
  readonly asset: string;
  readonly type: string;
  readonly when: string;
}

/** What a message may be about, to begin a form with: names that look like an asset and a type, and a time of the day. */
export function guessMiss(text: string, saidAt: Instant, now: Instant, zone: string): MissGuess {
  const words = text.split(/\s+/).map((w) => w.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
  const asset = words.find((w) => /^[\p{L}\p{N}._-]+(\/[\p{L}\p{N}._-]+)+$/u.test(w)) ?? '';
  const type = words.find((w) => w !== asset && /^\p{Ll}+(-[\p{Ll}\p{N}]+)+$/u.test(w)) ?? '';
  const clock = words.find((w) => parseClock(w.padStart(5, '0')) !== null);
  const when = clock ?? whenText(saidAt, now, zone);
  return { asset: asset.slice(0, MISS_LIMITS.asset), type: type.slice(0, MISS_LIMITS.type), when };
}

/** The detection that is nearest in time, if one is near enough. */
export function seenBy(kept: readonly KeptDetection[], happenedAt: Instant): KeptDetection | null {
  const distance = (k: KeptDetection): number => Math.abs(k.detection.observedAt - happenedAt);
  const [nearest] = kept
    .filter((k) => distance(k) <= SEEN_WITHIN_MS)
    .sort((a, b) => distance(a) - distance(b));
  return nearest ?? null;
}
