// The states of the rules, and people who are to be found in them later.
import { describe, expect, test } from 'vitest';
import type { PlantRevision } from '../../../bot/ports/plant.ts';
import { NOON, plant } from '../../core/world.ts';
import type { GetRig } from './samples.ts';

function revision(number: number, over: Partial<PlantRevision> = {}): PlantRevision {
  return {
    number,
    at: NOON + number,
    by: null,
    cause: 'start',
    changes: [],
    overlay: [],
    dropped: [],
    text: `site: lyon-${number}\n`,
    fileHash: 'f00d',
    parent: null,
    ...over,
  };
}

export function plants(rigNow: GetRig): void {
  describe('the states of the rules', () => {
    test('are kept as they were written, newest first', async () => {
      const rig = rigNow();
      const changes: PlantRevision['changes'] = [
        { kind: 'set', path: ['people', 'zoë', 'roles'], was: null, value: ['lead'] },
        { kind: 'route-added', route: { match: { asset: 'line-1/*' }, channel: 'line-1' } },
        { kind: 'route-moved', route: { match: {} }, by: -1 },
        { kind: 'route-removed', route: null },
      ];
      const second = revision(2, { by: 'p1', cause: 'command', changes, parent: 1 });
      const third = revision(3, { cause: 'file', overlay: changes, dropped: changes });
      for (const each of [revision(1), second, third]) {
        expect(await rig.memory.store.addPlantRevision(each)).toBe('done');
      }
      await rig.reopen();
      const { store } = rig.memory;
      expect(await store.plantRevisions(2)).toEqual([third, second]);
      expect(await store.plantRevision(2)).toEqual(second);
      expect(await store.plantRevision(9)).toBeNull();
    });

    test('have one number each: of two at once one is told', async () => {
      const { store } = rigNow().memory;
      expect(await store.plantRevisions(5)).toEqual([]);
      const both = [revision(1, { by: 'p1' }), revision(1, { by: 'p2' })];
      const outcomes = await Promise.all(both.map((r) => store.addPlantRevision(r)));
      expect([...outcomes].sort()).toEqual(['done', 'stale']);
      expect(await store.plantRevisions(5)).toHaveLength(1);
    });
  });

  describe('strangers', () => {
    const from = (user: string, name: string) => {
      return { platform: 'slack', tenant: 'T1', users: [user], name } as const;
    };

    test('are those who acted and are not in the plant, the latest first', async () => {
      const { store } = rigNow().memory;
      const first = await store.personOf(from('U1', 'Zoe'));
      const second = await store.personOf(from('U2', 'Max'));
      expect(await store.strangers(5)).toEqual([second, first]);
      expect(await store.strangers(1)).toEqual([second]);
    });

    test('keep their id when they are added to the plant', async () => {
      const { store } = rigNow().memory;
      const before = await store.personOf(from('U1', 'Zoe'));
      const zoe = {
        key: 'zoe',
        name: 'Zoe Kern',
        roles: ['technician'],
        identities: [{ platform: 'slack', tenant: '', user: 'U1' }],
      } as const;
      const [after] = await store.syncPeople({ ...plant, people: [zoe] });
      expect(after).toMatchObject({ id: before.id, key: 'zoe', name: 'Zoe Kern' });
      expect(await store.personOf(from('U1', 'Zoe'))).toMatchObject({ id: before.id, key: 'zoe' });
      expect(await store.strangers(5)).toEqual([]);
    });
  });
}
