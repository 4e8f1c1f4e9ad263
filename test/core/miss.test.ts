// Misses: when something happened, as people write it; what a message may be about; and whether Andon had seen it after all.
import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../bot/core/command.ts';
import { guessMiss, readWhen, SEEN_WITHIN_MS, seenBy, whenText } from '../../bot/core/miss.ts';
import { DAY, HOUR, isoText, MINUTE, SECOND } from '../../bot/core/time.ts';
import { detection } from './world.ts';

const ZONE = 'Europe/Paris';
/** 15:30 on the wall in Paris. */
const NOW = Date.UTC(2026, 10, 22, 14, 30);

describe('when it happened', () => {
  const read: readonly (readonly [string, string | null])[] = [
    ['', '2026-11-22T14:30:00.000Z'],
    ['now', '2026-11-22T14:30:00.000Z'],
    ['10m ago', '2026-11-22T14:20:00.000Z'],
    ['10m', '2026-11-22T14:20:00.000Z'],
    ['1h30m ago', '2026-11-22T13:00:00.000Z'],
    ['1h 30m ago', '2026-11-22T13:00:00.000Z'],
    ['vor 10m', '2026-11-22T14:20:00.000Z'],
    ['hace 10m', '2026-11-22T14:20:00.000Z'],
    ['il y a 10m', '2026-11-22T14:20:00.000Z'],
    ['10 min ago', '2026-11-22T14:20:00.000Z'],
    ['10 minutes ago', '2026-11-22T14:20:00.000Z'],
    ['1 hour and 10 mins ago', '2026-11-22T13:20:00.000Z'],
    ['vor 2 Stunden', '2026-11-22T12:30:00.000Z'],
    ['hace 1 hora', '2026-11-22T13:30:00.000Z'],
    ['hace 2 días', '2026-11-20T14:30:00.000Z'],
    ['il y a 10 minutes', '2026-11-22T14:20:00.000Z'],
    ['10 miles ago', null],
    ['14:20', '2026-11-22T13:20:00.000Z'],
    ['9:05', '2026-11-22T08:05:00.000Z'],
    ['15:30', '2026-11-22T14:30:00.000Z'],
    // Later than now on the clock: it was yesterday.
    ['23:15', '2026-11-21T22:15:00.000Z'],
    ['2026-11-22 14:20', '2026-11-22T13:20:00.000Z'],
    ['2026-11-22T14:20', '2026-11-22T13:20:00.000Z'],
    ['2026-11-22T14:20:30', '2026-11-22T13:20:00.000Z'],
    ['2026-07-01 14:20', '2026-07-01T12:20:00.000Z'],
    ['2026-11-22T14:20:00Z', '2026-11-22T14:20:00.000Z'],
    ['2026-11-22T14:20:00+01:00', '2026-11-22T13:20:00.000Z'],
    // A clock that is a little ahead is not in the future.
    ['2026-11-22T14:30:40Z', '2026-11-22T14:30:00.000Z'],
    ['2026-11-22T14:32:00Z', null],
    ['2027-01-01 10:00', null],
    ['2026-02-31 10:00', null],
    ['25:00', null],
    ['400d ago', null],
    ['-10m', null],
    ['yesterday', null],
    ['10', null],
    ['2026-11-22', null],
    ['x'.repeat(10_000), null],
  ];
  test.each(read)('%j', (text, at) => {
    const found = readWhen(text, NOW, ZONE);
    expect(found === null ? null : isoText(found)).toBe(at);
  });

  test('a time that the clock showed twice is the later one, and one that it jumped over is none', () => {
    const autumn = Date.UTC(2026, 9, 25, 8, 0);
    expect(readWhen('02:30', autumn, ZONE)).toBe(Date.UTC(2026, 9, 25, 1, 30));
    const spring = Date.UTC(2026, 2, 29, 8, 0);
    expect(readWhen('02:30', spring, ZONE)).toBe(Date.UTC(2026, 2, 28, 1, 30));
  });

  test('what is written is read back to the minute', () => {
    for (const agoMs of [0, MINUTE, 59 * MINUTE, 23 * HOUR, DAY, 40 * DAY, 200 * DAY]) {
      const at = NOW - agoMs + 17 * SECOND;
      const text = whenText(Math.min(at, NOW), NOW, ZONE);
      const back = readWhen(text, NOW, ZONE) ?? 0;
      expect(Math.abs(back - Math.min(at, NOW)), text).toBeLessThan(MINUTE);
    }
  });
});

describe('what a message is about', () => {
  const guesses: readonly (readonly [string, object])[] = [
    [
      'Scratch again on line-1/station-12 at 14:20, surface-scratch I think',
      { asset: 'line-1/station-12', type: 'surface-scratch', when: '14:20' },
    ],
    ['look at that!', { asset: '', type: '', when: '15:10' }],
    ['', { asset: '', type: '', when: '15:10' }],
    ['https://plant.example/a/b 9:05', { asset: '', type: '', when: '9:05' }],
    ['(line-3/zone-b): leak', { asset: 'line-3/zone-b', type: '', when: '15:10' }],
  ];
  test.each(guesses)('%j', (text, guess) => {
    expect(guessMiss(text, NOW - 20 * MINUTE, NOW, ZONE)).toEqual(guess);
  });
});

test('of the detections near enough, the nearest had seen it', () => {
  const kept = (id: string, offsetMs: number) => ({
    detection: { ...detection({ id }), observedAt: NOW + offsetMs },
    receivedAt: NOW,
    bodyHash: '',
    alert: 'a',
    revision: 1,
    stream: 'action' as const,
    probability: 1,
  });
  const near = [kept('far', SEEN_WITHIN_MS), kept('near', -MINUTE), kept('later', 2 * MINUTE)];
  expect(seenBy(near, NOW)?.detection.id).toBe('near');
  expect(seenBy([kept('edge', -SEEN_WITHIN_MS)], NOW)?.detection.id).toBe('edge');
  expect(seenBy([kept('beyond', SEEN_WITHIN_MS + 1)], NOW)).toBeNull();
  expect(seenBy([], NOW)).toBeNull();
});

test.each([
  ['miss line-1/station-12 scratch', 'line-1/station-12', 'scratch', ''],
  ['miss line-1/station-12 scratch 10m ago', 'line-1/station-12', 'scratch', '10m ago'],
  ['miss "Line 1, press 4" “oil leak” 14:20', 'Line 1, press 4', 'oil leak', '14:20'],
  ['miss a" b', 'a"', 'b', ''],
])('%j', (text, asset, type, when) => {
  expect(parseCommand(text)).toEqual({ kind: 'miss', asset, type, when });
});

test.each(['miss', 'miss line-1', 'miss "line 1"'])(
  '%j is answered with what is possible',
  (text) => {
    expect(parseCommand(text)).toMatchObject({ kind: 'help', word: 'miss' });
  },
);
