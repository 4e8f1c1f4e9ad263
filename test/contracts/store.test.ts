// Both stores keep the same contract.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe } from 'vitest';
import type { Memory } from '../../bot/ports/store.ts';
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
  // Opening takes longer than most tests, so they share a file, and each finds it empty.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'andon-store-'));
  const file = path.join(folder, 'andon.db');
  const deps = { clock: fakeClock(NOON), ids: countingIds() };
  const open: { memory: Memory | null } = { memory: null };

  async function reopen(): Promise<void> {
    await open.memory?.close();
    open.memory = await openStore(`file:${file}`, deps);
  }
  afterAll(async () => {
    await open.memory?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  storeContract('SQLite', async () => {
    if (open.memory === null) await reopen();
    empty(file);
    deps.clock.set(NOON);
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

/** Takes every row out of every table of the product. */
function empty(file: string): void {
  const db = new Database(file);
  db.pragma('foreign_keys = OFF');
  const names = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .all()
    .map((t) => t.name)
    .filter((name) => name !== '_prisma_migrations');
  db.transaction(() => {
    for (const name of names) db.exec(`DELETE FROM "${name}"`);
  })();
  db.close();
}
