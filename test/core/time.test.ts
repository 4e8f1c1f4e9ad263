// Wall clocks and instants, in both nights of the year that are not twenty-four hours long, and around them.
import { describe, expect, test } from 'vitest';
import {
  clockText,
  DAY,
  type Day,
  dayText,
  HOUR,
  instantOf,
  instantsOf,
  isoText,
  isZone,
  parseClock,
  parseDay,
  startOfDay,
  type WallTime,
  wallAt,
} from '../../bot/core/time.ts';

function wall(text: string): WallTime {
  const [day = '', clock = ''] = text.split('T');
  return { day: parseDay(day) ?? Number.NaN, ms: parseClock(clock) ?? Number.NaN };
}

function utc(text: string): number {
  return Date.parse(text);
}

// Vector `dst`.
test.each([
  ['Europe/Berlin', '2026-03-28T22:00', '2026-03-29T06:00', '21:00Z', '04:00Z', 7],
  ['Europe/Berlin', '2026-10-24T22:00', '2026-10-25T06:00', '20:00Z', '05:00Z', 9],
  ['America/Chicago', '2026-03-07T19:00', '2026-03-08T07:00', '01:00Z', '12:00Z', 11],
  ['America/Chicago', '2026-10-31T19:00', '2026-11-01T07:00', '00:00Z', '13:00Z', 13],
  ['Asia/Kolkata', '2026-03-28T22:00', '2026-03-29T06:00', '16:30Z', '00:30Z', 8],
  ['Australia/Sydney', '2026-04-04T22:00', '2026-04-05T06:00', '11:00Z', '20:00Z', 9],
])('in %s from %s to %s', (zone, from, until, fromUtc, untilUtc, hours) => {
  const start = instantOf(wall(from), zone);
  const end = instantOf(wall(until), zone);
  expect(isoText(start).slice(11, 16)).toBe(fromUtc.slice(0, 5));
  expect(isoText(end).slice(11, 16)).toBe(untilUtc.slice(0, 5));
  expect((end - start) / HOUR).toBe(hours);
});

describe('vector `dst_ambiguous`', () => {
  test('half past two comes twice in the long night; the first is meant', () => {
    const twice = wall('2026-10-25T02:30');
    expect(instantsOf(twice, 'Europe/Berlin').map(isoText)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ]);
    expect(isoText(instantOf(twice, 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z');
  });

  test('half past two never comes in the short night; the jump is meant', () => {
    const never = wall('2026-03-29T02:30');
    expect(instantsOf(never, 'Europe/Berlin')).toEqual([]);
    expect(isoText(instantOf(never, 'Europe/Berlin'))).toBe('2026-03-29T01:00:00.000Z');
  });
});

test.each([
  // Midnight does not exist here on that day: the clock jumps from 23:59:59 to 01:00.
  ['Africa/Cairo', '2026-04-24T00:00', '2026-04-23T22:00:00.000Z'],
  // Half an hour only.
  ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30:00.000Z'],
  // A whole day was left out.
  ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00:00.000Z'],
])('what %s jumps over at %s is the moment of the jump', (zone, text, at) => {
  expect(instantsOf(wall(text), zone)).toEqual([]);
  expect(isoText(instantOf(wall(text), zone))).toBe(at);
});

test.each(['UTC', 'Europe/Paris', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia'])(
  'in %s what the wall shows is read back all through a year, and later on it is never earlier',
  (zone) => {
    let before = Number.NEGATIVE_INFINITY;
    const first = (parseDay('2026-01-01') as Day) * DAY;
    for (let shown = first; shown < first + 365 * DAY; shown += 19 * HOUR) {
      const day = Math.floor(shown / DAY);
      const wall = { day, ms: shown - day * DAY };
      const at = instantOf(wall, zone);
      expect(at).toBeGreaterThan(before);
      if (instantsOf(wall, zone).length > 0) expect(wallAt(at, zone)).toEqual(wall);
      before = at;
    }
  },
);

test('a day begins at its midnight, also in the long night', () => {
  const noon = utc('2026-10-25T11:00:00Z');
  expect(isoText(startOfDay(noon, 'Europe/Berlin'))).toBe('2026-10-24T22:00:00.000Z');
  expect(startOfDay(utc('2026-10-24T22:00:00Z'), 'Europe/Berlin')).toBe(utc('2026-10-24T22:00Z'));
});

test('milliseconds and times before 1970 are kept', () => {
  const at = utc('1969-07-20T20:17:40.123Z');
  expect(wallAt(at, 'UTC')).toEqual({ day: -165, ms: at + 165 * DAY });
});

test.each([
  ['2026-01-05', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['2026-13-01', false],
  ['2026-1-5', false],
  ['tomorrow', false],
])('%s is a day: %s', (text, isDay) => {
  const day = parseDay(text);
  expect(day === null ? null : dayText(day)).toBe(isDay ? text : null);
});

test.each([
  ['06:00', 6 * HOUR],
  ['23:30', 23.5 * HOUR],
  ['24:00', null],
  ['6:00', null],
  ['06:60', null],
])('%s on the clock is %s', (text, ms) => {
  expect(parseClock(text)).toBe(ms);
  if (ms !== null) expect(clockText(ms)).toBe(text);
});

test.each([
  ['Europe/Paris', true],
  ['Mars/Base', false],
  ['', false],
])('%s is a zone: %s', (zone, isKnown) => expect(isZone(zone)).toBe(isKnown));
