// Instants, durations, and what the clock on a site's wall shows. The only arithmetic on time in the product. Nobody here
// asks a clock: the present is always an argument. Timers are elapsed time; shifts and days are wall time.

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const UNIT_MS: Readonly<Record<string, number>> = {
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: DAY,
};

/** The longest duration anybody may ask for; beyond it a typing error is likelier than a wish. */
export const MAX_DURATION_MS = 366 * DAY;

/** Reads `2s`, `10m`, `4h`, `1d` or sums such as `1h30m`. Null when the text is not a duration, or is too long. */
export function parseDuration(text: string): number | null {
  const parts = [...text.trim().matchAll(/(\d{1,9})([smhd])/g)];
  if (parts.length === 0 || parts.map((p) => p[0]).join('') !== text.trim()) return null;
  const ms = parts.reduce((sum, p) => sum + Number(p[1]) * (UNIT_MS[p[2] ?? ''] ?? Number.NaN), 0);
  return Number.isFinite(ms) && ms <= MAX_DURATION_MS ? ms : null;
}

/** The shortest exact text that `parseDuration` reads back, for example `1h30m`. Whole seconds. */
export function durationText(ms: number): string {
  let rest = Math.round(ms / SECOND) * SECOND;
  let text = '';
  for (const unit of ['d', 'h', 'm', 's']) {
    const size = UNIT_MS[unit] ?? SECOND;
    const n = Math.floor(rest / size);
    if (n > 0) text += `${n}${unit}`;
    rest -= n * size;
  }
  return text || '0s';
}

/** ISO 8601 in UTC with milliseconds. */
export function isoText(at: Instant): string {
  return new Date(at).toISOString();
}

/** Reads an ISO 8601 instant that names its offset. Null when it does not, or is not a date. */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/i.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** Days since 1970-01-01 in the calendar: a name for a day, not an instant. */
export type Day = number;

/** What a clock on a wall shows. */
export interface WallTime {
  readonly day: Day;
  /** Milliseconds since 00:00 as the clock shows them, below 24 hours. */
  readonly ms: number;
}

/** Whether the zone is known here, such as `Europe/Paris`. */
export function isZone(zone: string): boolean {
  try {
    return faceOf(zone).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** What the wall clock of a zone shows at an instant. */
export function wallAt(at: Instant, zone: string): WallTime {
  const shown = at + offsetAt(at, zone);
  const day = Math.floor(shown / DAY);
  return { day, ms: shown - day * DAY };
}

/** Every instant at which the wall shows this: one, two in the night that is longer, none where the clock jumps over it. */
export function instantsOf(wall: WallTime, zone: string): readonly Instant[] {
  const shown = wall.day * DAY + wall.ms;
  const [early, late] = nearbyOffsets(shown, zone);
  if (early === late) return [shown - early];
  const found = [shown - early, shown - late].filter((at) => at + offsetAt(at, zone) === shown);
  return [...new Set(found)].sort((a, b) => a - b);
}

/**
 * The first instant at which the wall shows this, or has jumped past it. So later on the wall is never earlier in time, and
 * shifts that follow each other on the wall neither overlap nor leave a gap.
 */
export function instantOf(wall: WallTime, zone: string): Instant {
  const [first] = instantsOf(wall, zone);
  if (first !== undefined) return first;
  const shown = wall.day * DAY + wall.ms;
  const [before, after] = nearbyOffsets(shown, zone);
  // The jump lies between the two readings; each step halves the span in which it is.
  let low = shown - Math.max(before, after);
  let high = shown - Math.min(before, after);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle + offsetAt(middle, zone) > shown) high = middle;
    else low = middle;
  }
  return high;
}

/** The offsets a day before and a day after, read as UTC: no zone changes its clock twice within that. */
function nearbyOffsets(shown: number, zone: string): readonly [number, number] {
  return [offsetAt(shown - DAY, zone), offsetAt(shown + DAY, zone)];
}

/** Midnight that began the day in which the site is at this instant. */
export function startOfDay(at: Instant, zone: string): Instant {
  return instantOf({ day: wallAt(at, zone).day, ms: 0 }, zone);
}

/** Reads `2026-01-05`. Null when it is no day of the calendar. */
export function parseDay(text: string): Day | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  const day = Math.floor(at / DAY);
  // JavaScript takes the 31st of a shorter month for the 1st of the next.
  return Number.isNaN(at) || dayText(day) !== text ? null : day;
}

export function dayText(day: Day): string {
  return isoText(day * DAY).slice(0, 10);
}

/** Reads `06:00` as milliseconds since midnight. Null when no clock shows it. */
export function parseClock(text: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return found === null ? null : Number(found[1]) * HOUR + Number(found[2]) * MINUTE;
}

export function clockText(ms: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(ms / HOUR))}:${two(Math.floor((ms % HOUR) / MINUTE))}`;
}

/** Since 1972 every zone has changed its clock at a full minute of UTC, so one answer serves each minute. */
const STEADY_SPAN = MINUTE;
const MOST_KNOWN = 20_000;
const offsets = new Map<string, Map<number, number>>();

/** Milliseconds by which the wall is ahead of UTC. */
function offsetAt(at: Instant, zone: string): number {
  const span = Math.floor(at / STEADY_SPAN);
  const known = offsets.get(zone) ?? new Map<number, number>();
  const found = known.get(span);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const offset = askedOffset(span * STEADY_SPAN, zone);
  offsets.set(zone, known.set(span, offset));
  return offset;
}

/** `at` in whole seconds. */
function askedOffset(at: Instant, zone: string): number {
  const parts = faceOf(zone).formatToParts(at);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - at;
}

/** Making a formatter costs a thousand times its use; there are only as many as there are zones. */
const faces = new Map<string, Intl.DateTimeFormat>();

function faceOf(timeZone: string): Intl.DateTimeFormat {
  const known = faces.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  faces.set(timeZone, made);
  return made;
}
