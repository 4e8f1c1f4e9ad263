// Instants, durations and their text. The only arithmetic on time in the product. Nobody here asks a clock:
// the present is always an argument.

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
