// Who is there, and what people arranged: the latest word about somebody holds, and what is over is not read.
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../../bot/core/time.ts';
import type { Arrangement, PresenceWord } from '../../../bot/ports/presence.ts';
import { NOON } from '../../core/world.ts';
import type { GetRig } from './samples.ts';

const LIMIT = 100;
const NOTHING = { checkIns: [], overrides: [] };

function word(n: number, over: Partial<PresenceWord> = {}): PresenceWord {
  return {
    person: 'ana',
    by: 'ana',
    at: NOON + n,
    until: NOON + 8 * HOUR,
    state: 'here',
    areas: [null],
    ids: [`said-${n}`, `said-${n}b`],
    ...over,
  };
}

const cover: Arrangement = {
  kind: 'cover',
  id: 'cover-1',
  at: NOON + 2,
  by: 'bo',
  from: NOON,
  until: NOON + HOUR,
  person: 'bo',
  insteadOf: 'ana',
};

const crew: Arrangement = {
  kind: 'crew',
  id: 'crew-1',
  at: NOON + 1,
  by: 'sam',
  from: NOON + HOUR,
  until: NOON + 2 * HOUR,
  roster: 'floor',
  crew: 'blue',
};

export function presence(rigNow: GetRig): void {
  describe('who is there', () => {
    test('is what was said last of each, in the order in which people came', async () => {
      const rig = rigNow();
      expect(await rig.memory.store.presence(NOON, LIMIT)).toEqual(NOTHING);
      await rig.memory.store.sayPresence(word(1));
      await rig.memory.store.sayPresence(word(2, { person: 'bo', areas: ['hall-b'] }));
      await rig.memory.store.sayPresence(word(3, { areas: ['hall-b', 'hall-c'], by: 'sam' }));
      await rig.reopen();
      const until = NOON + 8 * HOUR;
      expect(await rig.memory.store.presence(NOON + 3, LIMIT)).toEqual({
        checkIns: [
          { person: 'bo', area: 'hall-b', from: NOON + 2, until },
          { person: 'ana', area: 'hall-b', from: NOON + 3, until },
          { person: 'ana', area: 'hall-c', from: NOON + 3, until },
        ],
        overrides: [],
      });
      expect(await rig.memory.store.presence(until, LIMIT)).toEqual(NOTHING);
    });

    test('whoever went is away until they come back, or until it is over', async () => {
      const { store } = rigNow().memory;
      await store.sayPresence(word(1));
      await store.sayPresence(word(2, { state: 'away', areas: [], by: 'sam' }));
      const [at, until] = [NOON + 2, NOON + 8 * HOUR];
      const away = { kind: 'away', id: 'said-2', at, by: 'sam', from: at, until, person: 'ana' };
      expect(await store.presence(at, LIMIT)).toEqual({ checkIns: [], overrides: [away] });
      await store.sayPresence(word(3, { state: 'neither', areas: [] }));
      expect(await store.presence(at, LIMIT)).toEqual(NOTHING);
      await store.sayPresence(word(4, { state: 'away', areas: [] }));
      await store.sayPresence(word(5));
      const { checkIns, overrides } = await store.presence(at, LIMIT);
      expect([checkIns.length, overrides.length]).toEqual([1, 0]);
    });

    test('what was arranged is read until it is over, in the order in which it was', async () => {
      const rig = rigNow();
      await rig.memory.store.addArrangement(cover);
      await rig.memory.store.addArrangement(crew);
      await rig.reopen();
      const { store } = rig.memory;
      expect((await store.presence(NOON, LIMIT)).overrides).toEqual([crew, cover]);
      expect((await store.presence(NOON, 1)).overrides).toEqual([cover]);
      expect((await store.presence(NOON + HOUR, LIMIT)).overrides).toEqual([crew]);
      expect(await store.presence(NOON + 2 * HOUR, LIMIT)).toEqual(NOTHING);
      const nobody = { ...cover, id: 'cover-2', insteadOf: null };
      await store.addArrangement(nobody);
      expect((await store.presence(NOON, LIMIT)).overrides).toContainEqual(nobody);
    });
  });
}
