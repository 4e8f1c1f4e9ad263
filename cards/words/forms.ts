// Forms that several languages share. Durations are written in the two largest units that count.
import type { Language } from '../../bot/core/plant.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../bot/core/time.ts';
import { input, type Line, type Moment, ours, say } from '../line.ts';

export interface UnitWords {
  readonly second: string;
  readonly minute: string;
  readonly hour: string;
  readonly day: string;
}

/** `47 s`, `1 min`, `4 min 12 s`, `2 h 5 min`, `3 d 4 h`: rounded down, so nobody is told a wait that has not passed. */
export function durationIn(units: UnitWords): (ms: number) => string {
  const ladder = [
    { ms: DAY, unit: units.day },
    { ms: HOUR, unit: units.hour },
    { ms: MINUTE, unit: units.minute },
    { ms: SECOND, unit: units.second },
  ];
  return (ms) => {
    const span = Math.max(0, ms);
    const from = ladder.findIndex((rung) => span >= rung.ms);
    const [big, small] = from < 0 ? ladder.slice(-1) : ladder.slice(from, from + 2);
    if (big === undefined) return '';
    const whole = `${Math.floor(span / big.ms)} ${big.unit}`;
    const rest = small === undefined ? 0 : Math.floor((span % big.ms) / small.ms);
    return rest === 0 ? whole : `${whole} ${rest} ${small?.unit}`;
  };
}

/**
 * A preposition for the hour. `at 10:20`, but `22 Nov, 10:20`: none fits “22 Nov”, “today” and “tomorrow” alike, and some
 * platforms write those.
 */
export function timed(hour: string, day = ''): (at: Moment) => Line {
  return (at) => say`${ours(at.form === 'time' ? hour : day)}${at}`;
}

/** `a, b, c`: short, and the same in every language. */
export function listText(texts: readonly string[]): string {
  return texts.join(', ');
}

/** Rounded up to the finest unit that is written, for “within …”. */
export function roundedUp(ms: number): number {
  const step = ms < HOUR ? SECOND : ms < DAY ? MINUTE : HOUR;
  return Math.ceil(ms / step) * step;
}

/** The words of a note, how many photos came with it, or both. */
export function noted(text: string | null, pictures: number, photos: string): Line {
  if (text === null) return [ours(photos)];
  return pictures === 0 ? [input(text)] : [input(text), ours(` (${photos})`)];
}

/** `a, b and c` in the language's way. */
export function listIn(language: Language): (items: readonly string[]) => string {
  const format = new Intl.ListFormat(language, { type: 'conjunction' });
  return (items) => format.format(items);
}
