// The building blocks of the plant file's shape, each with the sentence for a value that does not fit.
import { z } from 'zod';
import { matchesGlob } from '../bot/core/glob.ts';
import { SEVERITIES } from '../bot/core/plant.ts';
import { parseClock, parseDay, parseDuration } from '../bot/core/time.ts';

export const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;

type Said = (issue: { readonly input?: unknown }) => string;

/** A sentence for a wrong value; a value that is not there is simply missing. */
export function say(sentence: string): Said {
  return (issue) => (issue.input === undefined ? 'is missing' : sentence);
}

/** A map with exactly these keys. */
export function section<T extends z.ZodRawShape>(shape: T) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `is not a key here; known are ${known}`
        : say(`must be a map of ${known}`)(issue),
  });
}

/** A part of the file that may be left out, also by leaving its key empty. */
export function optionalMap<T extends z.ZodType>(value: T, what: string) {
  const error = say(`must be a map of ${what}, by name`);
  return z.record(z.string(), value, { error }).nullish();
}

export function atMost(limit: number, what: string) {
  return z.refine<Record<string, unknown> | null | undefined>(
    (map) => Object.keys(map ?? {}).length <= limit,
    `has more than ${limit} ${what}`,
  );
}

export function text(sentence: string, pattern: RegExp) {
  const error: Said = ({ input }) =>
    typeof input === 'number' ? `${sentence}; a number needs quotes` : say(sentence)({ input });
  return z.string({ error }).regex(pattern, { error: sentence });
}

/** Milliseconds; at least `leastMs`. */
export function duration(leastMs: number) {
  const sentence = 'must be a duration such as 30s, 10m, 4h or 1h30m';
  return z.string({ error: say(sentence) }).transform((given, context) => {
    const ms = parseDuration(given);
    if (ms !== null && ms >= leastMs) return ms;
    context.addIssue(ms === null ? `${sentence}, at most a year` : 'must be at least 1s');
    return z.NEVER;
  });
}

export const Words = text('must be text of 1 to 100 characters', /^(?=.*\S)[^\p{Cc}]{1,100}$/u);
export const Glob = text('must be text in which * stands for anything', /^[^\p{Cc}]{1,200}$/u);

/** What routes and rules ask of a detection. */
export const Match = section({
  asset: Glob.optional(),
  type: Glob.optional(),
  site: Glob.optional(),
  area: Glob.optional(),
  model: Glob.optional(),
  severity: Glob.refine(
    (glob) => SEVERITIES.some((s) => matchesGlob(s, glob)),
    `matches none of ${SEVERITIES.join(', ')}`,
  ).optional(),
  shift: Glob.optional(),
});

/** A day of the calendar, as days since 1970. */
export const CalendarDay = read('must be a day such as 2026-01-05', parseDay);

/** A time on the wall, as milliseconds since midnight. */
export const Clock = read('must be a time of day such as "06:00"', parseClock);

/** Text that means a number. */
function read(sentence: string, parse: (text: string) => number | null) {
  return z.string({ error: say(sentence) }).transform((given, context) => {
    const value = parse(given);
    if (value !== null) return value;
    context.addIssue(sentence);
    return z.NEVER;
  });
}
