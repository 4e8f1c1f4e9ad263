// The benchmark's numbers: nearest-rank percentiles, and a wish that is met or missed in plain words.
import { expect, test } from 'vitest';
import { percentile, rate, table, times } from './figures.ts';

test.each([
  [[1], 0.5, 1],
  [[3, 1, 2], 0.5, 2],
  [[4, 3, 2, 1], 0.5, 2],
  [Array.from({ length: 100 }, (_, i) => i + 1), 0.99, 99],
  [Array.from({ length: 200 }, (_, i) => i + 1), 0.99, 198],
])('the nearest rank of %j at %f', (values, share, expected) => {
  expect(percentile(values, share)).toBe(expected);
});

test('nothing measured is no number', () => {
  expect(percentile([], 0.5)).toBeNaN();
});

test('a table says what was wanted and whether it was met', () => {
  const rows = [
    times('tap → answer', [1, 2, 150], { of: 'p99', belowMs: 100 }),
    times('tap → card', [10, 20, 400], { of: 'p50', belowMs: 300 }),
    rate('arrays', 500, 250, []),
  ];
  expect(table(rows).split('\n')).toEqual([
    'tap → answer  p50 2.0 ms     p99 150 ms     n 3            wanted p99 < 100 ms: MISSED',
    'tap → card    p50 20 ms      p99 400 ms     n 3            wanted p50 < 300 ms: met',
    'arrays        2000/s         n 500',
  ]);
});
