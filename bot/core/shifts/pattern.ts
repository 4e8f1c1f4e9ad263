// Who works when, as a string of one letter a day that repeats: `DDNN----` is two days, two nights, four off. Crews follow
// the same string some days apart. The check goes through the whole cycle, so what it passes holds on every day to come.

/** A day off in a cycle; as a shift of the site, hours in which nobody is planned. */
export const OFF = '-';

/** The longest cycle, and the longest time after which crews with cycles of their own must be where they began. */
export const MAX_CYCLE_DAYS = 366;
export const MAX_ROTATION_DAYS = 3_660;

/** One crew's way through the calendar: on the anchor's day it is at `offset` of its cycle. */
export interface Turn {
  readonly cycle: string;
  readonly offset: number;
}

/** The well-known patterns; each turn is one crew's, in the order in which a plant names its crews. */
export const PATTERNS: Readonly<Record<string, readonly Turn[]>> = {
  dupont: turns('NNNN---DDD-NNN---DDDD-------', 0, 7, 14, 21),
  panama: turns('DD--DDD--DD---NN--NNN--NN---', 0, 7, 14, 21),
  // Two crews by day; two more, where there are any, by night.
  pitman: [...turns('DD--DDD--DD---', 0, 7), ...turns('NN--NNN--NN---', 0, 7)],
  continental: turns('DDEENNN--DDEEENN--DDDEENN---', 0, 7, 14, 21),
  '4-on-4-off': turns('DDDD----NNNN----', 0, 4, 8, 12),
  ddnn: turns('DDNN----', 0, 2, 4, 6),
};

function turns(cycle: string, ...offsets: readonly number[]): readonly Turn[] {
  return offsets.map((offset) => ({ cycle, offset }));
}

/** Capital letters for shifts and `-` for a day off; at least one day of work. */
export function isCycle(text: string): boolean {
  return text.length <= MAX_CYCLE_DAYS && /^[A-Z-]*[A-Z][A-Z-]*$/.test(text);
}

/** The shift of a crew, `days` after the anchor (before it: negative). */
export function letterOn(turn: Turn, days: number): string {
  const { cycle, offset } = turn;
  const at = (((days + offset) % cycle.length) + cycle.length) % cycle.length;
  return cycle[at] ?? OFF;
}

/** A shift on a day of the rotation (0 = the anchor's) for which there is nobody. */
export interface Uncovered {
  readonly day: number;
  readonly letter: string;
}

/** Days until every crew is where it began; null when that takes longer than MAX_ROTATION_DAYS. */
export function rotationDays(all: readonly Turn[]): number | null {
  let days = 1;
  for (const { cycle } of all) {
    days = (days / divisor(days, cycle.length)) * cycle.length;
    if (days > MAX_ROTATION_DAYS) return null;
  }
  return days;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** Every shift of the rotation for which no turn is on, in order; each `letter` must be covered on each day. */
export function uncovered(
  all: readonly Turn[],
  letters: readonly string[],
  days: number,
): readonly Uncovered[] {
  const found: Uncovered[] = [];
  for (let day = 0; day < days; day += 1) {
    const on = new Set(all.map((turn) => letterOn(turn, day)));
    for (const letter of letters) if (!on.has(letter)) found.push({ day, letter });
  }
  return found;
}
