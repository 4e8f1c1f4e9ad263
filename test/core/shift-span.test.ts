// From when until when, as people type it, on the site's clock; in both nights that are not twenty-four hours long, too.
import { describe, expect, test } from 'vitest';
import { readMoment, readSpan, SPAN_LIMIT_MS } from '../../bot/core/shifts/span.ts';
import { DAY, HOUR, isoText, MINUTE } from '../../bot/core/time.ts';

const PARIS = 'Europe/Paris';

describe('a moment', () => {
  const cases: readonly (readonly [string, string, string | null])[] = [
    ['06:00', '2026-11-22T12:00:00Z', '2026-11-23T05:00:00.000Z'],
    ['6:00', '2026-11-22T12:00:00Z', '2026-11-23T05:00:00.000Z'],
    ['13:00', '2026-11-22T12:00:00Z', '2026-11-23T12:00:00.000Z'],
    ['13:01', '2026-11-22T12:00:00Z', '2026-11-22T12:01:00.000Z'],
    ['tomorrow 06:00', '2026-11-22T12:00:00Z', '2026-11-23T05:00:00.000Z'],
    ['mañana 22:00', '2026-11-22T12:00:00Z', '2026-11-23T21:00:00.000Z'],
    ['2026-11-24 06:00', '2026-11-22T12:00:00Z', '2026-11-24T05:00:00.000Z'],
    ['2026-11-24T06:00', '2026-11-22T12:00:00Z', '2026-11-24T05:00:00.000Z'],
    ['2026-11-24T06:00:00Z', '2026-11-22T12:00:00Z', '2026-11-24T06:00:00.000Z'],
    ['now', '2026-11-22T12:00:00Z', '2026-11-22T12:00:00.000Z'],
    ['2h', '2026-11-22T12:00:00Z', '2026-11-22T14:00:00.000Z'],
    ['in 1h 30m', '2026-11-22T12:00:00Z', '2026-11-22T13:30:00.000Z'],
    // The night that is an hour longer: 02:30 comes twice, and each is the next one in its turn.
    ['02:30', '2026-10-24T22:00:00Z', '2026-10-25T00:30:00.000Z'],
    ['02:30', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00.000Z'],
    ['06:00', '2026-10-24T20:00:00Z', '2026-10-25T05:00:00.000Z'],
    ['2026-10-25 02:30', '2026-10-25T00:45:00Z', '2026-10-25T01:30:00.000Z'],
    // The night that is an hour shorter: 02:30 never comes, so it is when the clock has passed it.
    ['02:30', '2026-03-28T22:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['06:00', '2026-03-28T21:00:00Z', '2026-03-29T04:00:00.000Z'],
    ['', '2026-11-22T12:00:00Z', null],
    ['25:00', '2026-11-22T12:00:00Z', null],
    ['6', '2026-11-22T12:00:00Z', null],
    ['six', '2026-11-22T12:00:00Z', null],
    ['2026-02-31 06:00', '2026-11-22T12:00:00Z', null],
    ['99999h', '2026-11-22T12:00:00Z', null],
  ];
  test.each(cases)('%j after %s', (typed, after, iso) => {
    const at = readMoment(typed, Date.parse(after), PARIS);
    expect(at === null ? null : isoText(at)).toBe(iso);
  });
});

describe('a span', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const endOf = (from: number) => from + 5 * HOUR;
  const read = (typed: { from?: string; until?: string; forSpan?: string }) =>
    readSpan({ from: null, until: null, forSpan: null, ...typed }, now, PARIS, endOf);

  test.each([
    [{}, 0, 5 * HOUR],
    [{ forSpan: '2h' }, 0, 2 * HOUR],
    [{ until: '18:00' }, 0, 5 * HOUR],
    [{ from: '22:00' }, 9 * HOUR, 14 * HOUR],
    [{ from: '22:00', until: '06:00' }, 9 * HOUR, 17 * HOUR],
    [{ from: '22:00', forSpan: '30m' }, 9 * HOUR, 9 * HOUR + 30 * MINUTE],
    [{ from: '2026-11-22 06:00', until: '18:00' }, -7 * HOUR, 5 * HOUR],
  ])('%j', (typed, from, until) => {
    expect(read(typed)).toEqual({ ok: true, span: { from: now + from, until: now + until } });
  });

  test.each([
    [{ until: 'late' }, { fault: 'unclear', typed: 'late' }],
    [
      { from: 'soon', until: '06:00' },
      { fault: 'unclear', typed: 'soon' },
    ],
    [{ forSpan: 'ever' }, { fault: 'unclear', typed: 'ever' }],
    [{ forSpan: '0s' }, { fault: 'empty' }],
    [{ until: '2026-11-22 06:00' }, { fault: 'empty' }],
    [{ from: '2026-11-22 06:00', until: '2026-11-22 07:00' }, { fault: 'over' }],
    [{ until: '2036-11-22 06:00' }, { fault: 'too-long' }],
    [{ from: '2036-11-22 06:00', forSpan: '2h' }, { fault: 'too-long' }],
    [{ forSpan: `${SPAN_LIMIT_MS / DAY + 1}d` }, { fault: 'too-long' }],
  ])('%j is refused', (typed, fault) => {
    expect(read(typed)).toEqual({ ok: false, ...fault });
  });
});
