// The small bars and the sentences beside them: when there is a trend at all, where it begins and ends, and that no number a
// producer may send breaks it.
import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../bot/core/time.ts';
import type { Sighting } from '../../bot/core/view.ts';
import { alertModel } from '../../cards/alert/model.ts';
import { arrivalTrend, readingTrend } from '../../cards/alert/trend.ts';
import { plainText } from '../../cards/line.ts';
import { numberText } from '../../cards/number.ts';
import { openedAt, setting, viewOf, views } from './fixtures.ts';

function measured(...values: readonly (number | string)[]): readonly Sighting[] {
  return values.map((value, n) => ({
    observedAt: openedAt + n * MINUTE,
    readings: [{ name: 't', value, unit: '°C' }],
  }));
}

describe('a reading', () => {
  const cases: readonly (readonly [string, readonly (number | string)[], string | null])[] = [
    ['rises', [1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇'],
    ['falls', [3, 2, 1], '▇▄▁'],
    ['too few', [1, 2], null],
    ['never changes', [5, 5, 5], null],
    ['comes back to where it was', [5, 9, 5], null],
    ['words between are left out', [1, 'open', 2, 3], '▁▄▇'],
    ['negative', [-10, -5, 0], '▁▄▇'],
    ['as large as numbers go', [-Number.MAX_VALUE, 0, Number.MAX_VALUE], '▁▄▇'],
    ['as small', [0, 1e-300, 3e-300], '▁▃▇'],
    ['many keep their ends', Array.from({ length: 24 }, (_, n) => n), '▁▂▃▄▄▅▆▇'],
  ];
  test.each(cases)('%s', (_name, values, bars) => {
    const trend = readingTrend(measured(...values), 't', '°C');
    expect(trend?.bars ?? null).toBe(bars);
    if (trend !== null) expect([trend.from, trend.to]).toEqual([values[0], values.at(-1)]);
  });

  test('of another name or in another unit is another one', () => {
    expect(readingTrend(measured(1, 2, 3), 'u', '°C')).toBeNull();
    expect(readingTrend(measured(1, 2, 3), 't', '°F')).toBeNull();
    expect(readingTrend(measured(1, 2, 3), 't', undefined)).toBeNull();
  });
});

describe('arrivals', () => {
  const at = (...minutes: readonly number[]): readonly Sighting[] =>
    minutes.map((m) => ({ observedAt: openedAt + m * MINUTE, readings: [] }));
  const cases: readonly (readonly [string, readonly number[], string | null])[] = [
    ['faster and faster', [0, 5, 8, 9, 9.5, 10], 'faster'],
    ['ever slower', [0, 0.5, 1, 2, 5, 10], 'slower'],
    ['evenly', [0, 1, 2, 3, 4, 5, 6, 7], null],
    ['too few', [0, 9, 10], null],
    ['all at once', [3, 3, 3, 3, 3, 3, 3], null],
    ['out of order', [10, 0, 9.5, 5, 9, 8], 'faster'],
  ];
  test.each(cases)('%s', (_name, minutes, tempo) => {
    expect(arrivalTrend(at(...minutes))?.tempo ?? null).toBe(tempo);
  });
});

test('the card tells it in words, and shows no trend that ends elsewhere', () => {
  const model = alertModel(views['with-trend'], setting);
  expect(model.readings.map((r) => r.trend?.from)).toEqual(['71', undefined, undefined]);
  expect(model.summary).toContain('temperature rose from 71 to 92 °C.');
  const [reading] = model.readings;
  expect(model.summary).not.toContain(reading?.trend?.bars);
  const cooled = { ...views['with-trend'], latest: { ...views['with-trend'].latest } };
  const readings = [{ name: 'temperature', value: 90, unit: '°C', limit: 80 }];
  const other = alertModel({ ...cooled, latest: { ...cooled.latest, readings } }, setting);
  expect(other.readings[0]?.trend).toBeNull();
});

describe('how alerts of its kind turned out', () => {
  const said: readonly (readonly [number, number, string | null])[] = [
    [0, 0, null],
    [2, 2, null],
    [2, 3, 'On this asset 2 of the last 3 were real'],
    [1, 8, 'On this asset 1 of the last 8 was real'],
    [10, 10, 'On this asset all of the last 10 were real'],
    [0, 5, 'On this asset none of the last 5 was real'],
  ];
  test.each(said)('%i of %i', (real, judged, sentence) => {
    const { past } = alertModel(viewOf({ past: { judged, real } }), setting);
    expect(past === null ? null : plainText(past, setting)).toBe(sentence);
  });
});

test.each([
  [7.9, '7.9', '7,9'],
  [0.00012345, '0.0001235', '0,0001235'],
  [1234.5678, '1235', '1235'],
  [123456789, '123456789', '123456789'],
  [1e300, '1e+300', '1e+300'],
  [-0.5, '-0.5', '-0,5'],
])('the number %d', (value, english, german) => {
  expect(numberText(value, 'en')).toBe(english);
  expect(numberText(value, 'de')).toBe(german);
});
