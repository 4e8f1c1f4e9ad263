// Which suppressions a hand-over lists: those that may concern its places, and no other hall's.
import { expect, test } from 'vitest';
import { heldAt } from '../../bot/core/handover/held.ts';
import type { Match } from '../../bot/core/plant.ts';
import { NO_SHIFTS } from '../../bot/core/shifts/on-duty.ts';
import type { Roster } from '../../bot/core/shifts/roster.ts';

function roster(name: string, ...areas: readonly string[]): Roster {
  return { name, areas, anchor: 0, starts: [], turns: [] };
}

const plant = {
  shifts: {
    ...NO_SHIFTS,
    rosters: [roster('hall', 'hall-b', 'line-3/*'), roster('press', 'line-2'), roster('rest')],
  },
};

function holding(match: Match) {
  const kind = 'maintenance' as const;
  return { kind, match, state: null, reason: null, by: null, until: null };
}

function listedAt(match: Match): readonly string[] {
  const held = [holding(match)];
  return ['hall', 'press', 'rest'].filter((name) => heldAt(name, held, plant).length > 0);
}

test.each([
  [{ asset: 'line-3/oven' }, 'hall'],
  [{ asset: 'line-3/*' }, 'hall'],
  [{ asset: 'line-3' }, 'hall rest'],
  [{ area: 'hall-b' }, 'hall'],
  [{ asset: 'line-2/press-1' }, 'press'],
  [{ asset: 'line-20/press-1' }, 'rest'],
  [{ asset: 'line-*' }, 'hall press rest'],
  [{ asset: '*' }, 'hall press rest'],
  [{ type: 'dust' }, 'hall press rest'],
])('%j is listed at %s', (match, names) => {
  expect(listedAt(match)).toEqual(names.split(' '));
});

test('a roster that the plant no longer has lists all of it', () => {
  expect(heldAt('gone', [holding({ asset: 'line-2' })], plant)).toHaveLength(1);
});
