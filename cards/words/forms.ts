// Forms that several languages share: durations in the two largest units that count.
import { DAY, HOUR, MINUTE, SECOND } from '../../bot/core/time.ts';

export interface UnitWords {
  readonly second: string;
  readonly minute: string;
  readonly hour: string;
  readonly day: string;
}

/** `47 s`, `1 min`, `2 h 5 min`, `3 d 4 h`: rounded down, so nobody is told a wait that has not passed. */
export function durationIn(units: UnitWords): (ms: number) => string {
  return (ms) => {
    const span = Math.max(0, ms);
    if (span < MINUTE) return `${Math.floor(span / SECOND)} ${units.second}`;
    if (span < HOUR) return `${Math.floor(span / MINUTE)} ${units.minute}`;
    const [big, small, unit, part] =
      span < DAY ? [HOUR, MINUTE, units.hour, units.minute] : [DAY, HOUR, units.day, units.hour];
    const rest = Math.floor((span % big) / small);
    const whole = `${Math.floor(span / big)} ${unit}`;
    return rest === 0 ? whole : `${whole} ${rest} ${part}`;
  };
}
