// Floods with hysteresis, chatter and staleness, against the vectors and one arrival at a time.
import { describe, expect, test } from 'vitest';
import {
  arrived,
  CALM,
  CHATTER_LIMIT,
  chatterOf,
  type Flood,
  floodEndsAt,
  floods,
  isStale,
  settled,
} from '../../bot/core/storm.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../bot/core/time.ts';
import { NOON } from './world.ts';

test('vector `flood_10min_buckets`', () => {
  const counts = [1, 0, 2, 1, 3, 12, 15, 11, 6, 5, 4, 2, 1, 0, 1, 11, 9, 3, 1, 0, 1, 2, 0, 1];
  const found = floods(counts);
  expect(found.episodes).toEqual([
    { start: 5, end: 10 },
    { start: 15, end: 17 },
  ]);
  expect((found.shareInFlood ?? 0) * 100).toBeCloseTo(29.167, 3);
  expect((found.shareAbove ?? 0) * 100).toBeCloseTo(16.667, 3);
  expect(found.max).toBe(15);
  expect(found.mean).toBeCloseTo(3.8333, 4);
});

test.each([
  ['nothing', [], []],
  ['exactly ten is no flood', [10, 10], []],
  ['exactly five does not end it', [11, 5, 5, 4], [[0, 3]]],
  ['one that has not ended', [0, 11, 7], [[1, 3]]],
  [
    'two that touch a calm window',
    [11, 4, 11],
    [
      [0, 1],
      [2, 3],
    ],
  ],
])('floods over windows: %s', (_, counts, episodes) => {
  expect(floods(counts).episodes).toEqual(episodes.map(([start, end]) => ({ start, end })));
});

test('no windows, no shares', () => {
  expect(floods([])).toMatchObject({ shareInFlood: null, shareAbove: null, max: 0, mean: null });
});

/** So many arrivals, a second apart. */
function burst(flood: Flood, from: number, n: number): Flood {
  let now = flood;
  for (let i = 0; i < n; i += 1) now = arrived(now, from + i * SECOND);
  return now;
}

describe('one arrival at a time', () => {
  test('the eleventh in ten minutes starts a flood', () => {
    expect(burst(CALM, NOON, 10).since).toBeNull();
    expect(burst(CALM, NOON, 11).since).toBe(NOON + 10 * SECOND);
  });

  test('eleven in more than ten minutes do not', () => {
    let flood = CALM;
    for (let i = 0; i < 100; i += 1) flood = arrived(flood, NOON + i * MINUTE);
    expect(flood.since).toBeNull();
    expect(flood.recent).toHaveLength(11);
  });

  test('it ends when fewer than five are left in the window, and not before', () => {
    const flood = burst(CALM, NOON, 30);
    const endsAt = NOON + 25 * SECOND + 10 * MINUTE;
    expect(floodEndsAt(flood)).toBe(endsAt);
    expect(settled(flood, endsAt - 1).since).toBe(NOON + 10 * SECOND);
    expect(settled(flood, endsAt).since).toBeNull();
  });

  test('seven in each window keep it going; they would not have started it', () => {
    let flood = burst(CALM, NOON, 11);
    for (let i = 1; i < 60; i += 1) flood = arrived(flood, NOON + i * 85 * SECOND);
    expect(flood.since).toBe(NOON + 10 * SECOND);
    flood = arrived(flood, NOON + 3 * HOUR);
    expect(flood.since).toBeNull();
  });

  test('what comes out of order counts where it belongs', () => {
    const late = arrived(burst(CALM, NOON, 11), NOON + 3 * SECOND + 1);
    expect(late.recent).toEqual([...late.recent].sort((a, b) => a - b));
    expect(late.since).toBe(NOON + 10 * SECOND);
  });

  test('a clock that was an hour ahead leaves no flood of an hour', () => {
    const ahead = burst(CALM, NOON + HOUR, 11);
    expect(ahead.since).not.toBeNull();
    expect(settled(ahead, NOON)).toEqual({ recent: [], since: null });
  });
});

// Vector `chatter_index`.
test.each([
  [[0, 20, 40, 60], 0.05],
  [[0, 5, 10, 600, 605, 4200], 0.120395],
  [[0, 1800, 5400], 0.000417],
  [[0], 0],
  [[], 0],
  [[0, 0.1, 0.2], 1],
])('arrivals at %s s chatter %f', (seconds, psi) => {
  expect(chatterOf(seconds.map((s) => NOON + s * SECOND))).toBeCloseTo(psi, 6);
});

test('three in a minute is the limit', () => {
  const times = [0, 20, 40, 60].map((s) => s * SECOND);
  expect(chatterOf(times)).toBeGreaterThanOrEqual(CHATTER_LIMIT);
});

test('open for more than a day is stale; closed never is', () => {
  expect(isStale(NOON, null, NOON + DAY)).toBe(false);
  expect(isStale(NOON, null, NOON + DAY + 1)).toBe(true);
  expect(isStale(NOON, NOON + 9 * DAY, NOON + 9 * DAY)).toBe(false);
});
