// The log of misses, and the detections that may have seen one.
import { describe, expect, test } from 'vitest';
import type { Miss } from '../../../bot/core/miss.ts';
import { MINUTE } from '../../../bot/core/time.ts';
import { NOON } from '../../core/world.ts';
import { type GetRig, opened } from './samples.ts';

function miss(n: number, over: Partial<Miss> = {}): Miss {
  return {
    id: `miss-${n}`,
    at: NOON + n,
    happenedAt: NOON - n,
    site: 'lyon-2',
    asset: 'line-1/station-12',
    type: 'scratch',
    by: 'person-1',
    platform: 'slack',
    channel: null,
    text: null,
    link: null,
    alert: null,
    ...over,
  };
}

export function misses(rigNow: GetRig): void {
  describe('misses', () => {
    test('are kept as they were written, in their order, page by page', async () => {
      const rig = rigNow();
      const full = miss(2, { channel: 'line-1', text: 'a “leak”', link: 'https://x', alert: 'a1' });
      const all = [miss(1), full, miss(3, { asset: 'line-2' }), miss(4, { type: 'leak' })];
      for (const each of all) await rig.memory.store.addMiss(each);
      await rig.reopen();
      const { store } = rig.memory;
      const first = await store.misses({}, 3, null);
      expect(first.items).toEqual(all.slice(0, 3));
      const second = await store.misses({}, 3, first.next);
      expect(second).toEqual({ items: all.slice(3), next: null });
      expect((await store.misses({ asset: 'line-2' }, 9, null)).items).toEqual([all[2]]);
      expect((await store.misses({ type: 'leak' }, 9, null)).items).toEqual([all[3]]);
      expect((await store.misses({ since: NOON + 3 }, 9, null)).items).toEqual(all.slice(2));
      await expect(store.misses({}, 9, 'nonsense')).rejects.toMatchObject({ code: 'BadCursor' });
    });

    test('are compared with what was observed near them, on that asset, of that type', async () => {
      const rig = rigNow();
      const here = await opened(rig, {});
      const { asset, type } = here;
      const { store } = rig.memory;
      const near = { asset, type, from: here.lastObservedAt, to: here.lastObservedAt + MINUTE };
      expect((await store.seen(near, 9)).map((k) => k.alert)).toEqual([here.id]);
      expect(await store.seen({ ...near, asset: 'another' }, 9)).toEqual([]);
      expect(await store.seen({ ...near, type: 'another' }, 9)).toEqual([]);
      const [from, to] = [here.lastObservedAt + 1, here.lastObservedAt + MINUTE];
      expect(await store.seen({ ...near, from, to }, 9)).toEqual([]);
      expect(await store.seen({ ...near, from: NOON - 9 * MINUTE, to: near.from - 1 }, 9)).toEqual(
        [],
      );
    });
  });
}
