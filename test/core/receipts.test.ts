// What is kept of a copy's history, and what a card says of its own lateness: case by case.
import { describe, expect, test } from 'vitest';
import {
  LATE_SHOWN_MS,
  lateBy,
  lateness,
  noted,
  RECEIPTS_LIMIT,
  type Receipt,
  timesOf,
  UPDATES_KEPT,
} from '../../bot/core/receipts.ts';
import { MINUTE, SECOND } from '../../bot/core/time.ts';

const AT = 1_000_000;
const queued: Receipt = { at: AT, kind: 'queued' };

function waited(seconds: number, reason: NonNullable<Receipt['reason']>, from = 0): Receipt {
  return { at: AT + from * SECOND, kind: 'delayed', reason, ms: seconds * SECOND };
}

function shown(after: number, kind: Receipt['kind'] = 'posted'): Receipt {
  return { at: AT + after * SECOND, kind, ms: after * SECOND };
}

describe('the list', () => {
  test('an hour of the same waiting is one step that began when it began', () => {
    const hour = Array.from({ length: 60 }, (_, i) => waited(60, 'unavailable', 60 * i));
    expect(noted([queued], ...hour)).toEqual([queued, waited(3_600, 'unavailable')]);
  });

  test('waiting for something else is another step', () => {
    const both = [waited(2, 'pace'), waited(3, 'asked-to-wait', 2)];
    expect(noted([queued], ...both)).toEqual([queued, ...both]);
  });

  test('the same refusal again is counted', () => {
    const failed = (at: number): Receipt => ({ at, kind: 'failed', reason: 'archived' });
    expect(noted([queued], failed(1), failed(2), failed(3))).toEqual([
      queued,
      { ...failed(3), times: 3 },
    ]);
  });

  test('keeps the beginning and the latest updates, and counts all of them', () => {
    const updates = Array.from({ length: 100 }, (_, i) => shown(i + 2, 'updated'));
    const all = noted([queued, shown(1)], ...updates);
    expect(all.slice(0, 2)).toEqual([queued, shown(1)]);
    expect(all.at(-1)).toEqual(updates.at(-1));
    expect(all).toHaveLength(2 + UPDATES_KEPT);
    expect(all.slice(2).reduce((sum, r) => sum + timesOf(r), 0)).toBe(100);
  });

  test('is never longer than its limit, and never loses when it was promised and first shown', () => {
    const wild = Array.from({ length: 200 }, (_, i): Receipt[] => [
      { at: AT + i, kind: 'unclear', ms: 5 },
      waited(1, i % 2 === 0 ? 'pace' : 'unavailable', i),
    ]).flat();
    const before = noted([queued], ...wild);
    expect([before.length, before[0]]).toEqual([RECEIPTS_LIMIT, queued]);
    const after = noted([queued, shown(1)], ...wild);
    expect([after.length, after[0], after[1]]).toEqual([RECEIPTS_LIMIT, queued, shown(1)]);
  });
});

describe('lateness', () => {
  const cases: readonly (readonly [string, readonly Receipt[], unknown])[] = [
    ['in time', [queued, shown(1)], null],
    ['ten seconds are in time', [queued, waited(10, 'pace'), shown(10)], null],
    ['more than ten', [queued, waited(11, 'pace'), shown(11)], { ms: 11_000, cause: 'pace' }],
    [
      'the longest cause is named, the sum is told',
      [queued, waited(30, 'asked-to-wait'), waited(8, 'pace', 30), shown(38)],
      { ms: 38_000, cause: 'asked-to-wait' },
    ],
    ['a bot that stood still is not the platform’s fault', [queued, shown(3_600)], null],
    ['nor is waiting for another card', [queued, waited(60, 'order'), shown(60)], null],
    ['not posted yet', [queued, waited(20, 'unavailable')], { ms: 20_000, cause: 'unavailable' }],
    [
      'an unclear post that had to be made again',
      [queued, { at: AT, kind: 'unclear', ms: 30_000 }, shown(30, 'posted-again')],
      { ms: 30_000, cause: 'unavailable' },
    ],
    [
      'what was found had arrived when it became unclear',
      [
        queued,
        { at: AT, kind: 'unclear', ms: 5_000 },
        waited(60, 'asked-to-wait'),
        shown(65, 'found'),
      ],
      null,
    ],
    [
      'later waits are another matter',
      [queued, shown(1), waited(60, 'asked-to-wait', 2), shown(62, 'updated')],
      null,
    ],
    ['nothing known', [], null],
  ];
  test.each(cases)('%s', (_, receipts, late) => {
    expect(lateness(receipts)).toEqual(late);
  });

  test('is told on what is drawn in the next minutes, and then no more', () => {
    const late = [queued, waited(14, 'asked-to-wait'), shown(14)];
    const shownAt = AT + 14 * SECOND;
    expect(lateBy(late, shownAt + LATE_SHOWN_MS - 1)).toEqual({
      ms: 14_000,
      cause: 'asked-to-wait',
    });
    expect(lateBy(late, shownAt + LATE_SHOWN_MS)).toBeNull();
    expect(lateBy(late.slice(0, 2), shownAt + 60 * MINUTE)).not.toBeNull();
  });
});
