// Both stores keep the same contract.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openStore } from '../../prisma/store.ts';
import { NOON } from '../core/world.ts';
import { memoryStore } from '../fakes/store.ts';
import { countingIds, fakeClock } from '../harness.ts';
import { storeContract } from './store.ts';

storeContract('memory', async () => {
  const deps = { clock: fakeClock(NOON), ids: countingIds() };
  const first = memoryStore(deps);
  const rig = {
    ...deps,
    memory: first,
    reopen: async () => {
      rig.memory = memoryStore(deps, first.tables);
    },
    close: async () => {},
  };
  return rig;
});

describe('on one file', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'andon-store-'));
  const file = path.join(folder, 'andon.db');
  const open: { memory: Memory | null } = { memory: null };
  afterAll(async () => {
    await open.memory?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  storeContract('SQLite', async () => {
    // Opening takes longer than a test, so they share the file and each finds it empty.
    const time = fakeClock(NOON);
    const deps = { clock: time, ids: countingIds() };
    await open.memory?.close();
    wipe(file);
    const reopen = async (): Promise<void> => {
      await open.memory?.close();
      open.memory = await openStore(`file:${file}`, deps);
    };
    await reopen();
    return {
      ...deps,
      get memory() {
        if (open.memory === null) throw new Error('the store is closed');
        return open.memory;
      },
      reopen,
      close: async () => {},
    };
  });
});
