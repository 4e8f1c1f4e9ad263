// What fails on one side must not stop the clocks on the other: a row that can't be read costs its own step, and no other's.
import { expect } from 'vitest';
import type { Memory } from '../../bot/ports/store.ts';
import { memoryStore } from '../fakes/store.ts';
import { type HarnessOptions, story } from '../harness.ts';

const broken = { presence: false, digestOf: '' };

const options: HarnessOptions = {
  isFailing: true,
  memory: async (deps): Promise<Memory> => {
    const memory = memoryStore(deps);
    const store: Memory['store'] = {
      ...memory.store,
      presence: async (...of) => {
        if (broken.presence) throw new Error('a damaged row');
        return memory.store.presence(...of);
      },
      digestOf: async (alert) => {
        if (alert === broken.digestOf) throw new Error('a damaged row');
        return memory.store.digestOf(alert);
      },
    };
    return { ...memory, store };
  },
};

story(
  'an alert whose row is damaged, and presence that can not be read, hold up nobody else',
  async (h) => {
    const { alert: first = '' } = await h.detect({ id: 'd1', key: 'k1' });
    h.expectCard('Scratch');
    await h.advance('1s');
    const { alert: second = '' } = await h.detect({ id: 'd2', key: 'k2' });
    h.expectCard('Scratch');
    Object.assign(broken, { presence: true, digestOf: first });
    h.clock.set(h.clock.now() + 10 * 60_000);
    await h.app.onDue();
    await h.settle();
    h.expectAsked('sam');
    expect(await h.memory.store.alert(first)).toMatchObject({ level: 0 });
    expect(await h.memory.store.alert(second)).toMatchObject({ level: 1 });
    // Mended, it is taken in the next second.
    Object.assign(broken, { presence: false, digestOf: '' });
    await h.app.onDue();
    await h.settle();
    h.expectAsked('sam');
    expect(await h.memory.store.alert(first)).toMatchObject({ level: 1 });
  },
  options,
);
