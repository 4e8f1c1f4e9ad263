// Writes that wait at the same moment become one transaction: a commit waits for the disk, and that is nearly all that a write
// costs. Each write stands or falls alone, as it would by itself, and each is answered only when all of them are on the disk.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { Lock } from './sqlite-adapter.ts';

export type Write = <T>(work: () => T) => Promise<T>;

/** Writes in one transaction; the rest takes the next one. */
export const TOGETHER_MAX = 64;

/** One write, done or failed; `settle` answers whoever waits for it. */
interface Waiting {
  /** Runs it; what it threw is kept for its own answer, and thrown on. */
  run(): void;
  settle(): void;
  fail(error: unknown): void;
}

/** `work` is synchronous, so nothing of this process comes in between. */
export function togetherWriter(raw: Database.Database, lock: Lock): Write {
  const queue: Waiting[] = [];

  async function writeNext(): Promise<void> {
    // Whoever is about to write as well comes along: they are already in this turn of the loop.
    await nextTurn();
    const group = queue.splice(0, TOGETHER_MAX);
    if (queue.length > 0) void lock.run(writeNext);
    try {
      commit(raw, group);
    } catch (error) {
      for (const each of group) each.fail(error);
      return;
    }
    for (const each of group) each.settle();
  }

  return (work) =>
    new Promise((resolve, reject) => {
      queue.push(waiting(work, resolve, reject));
      if (queue.length === 1) void lock.run(writeNext);
    });
}

function waiting<T>(
  work: () => T,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Waiting {
  let settle: () => void = () => {};
  return {
    run() {
      try {
        const value = work();
        settle = () => resolve(value);
      } catch (error) {
        settle = () => reject(error);
        throw error;
      }
    },
    settle: () => settle(),
    fail: reject,
  };
}

/** Throws when nothing of it was written. */
function commit(raw: Database.Database, group: readonly Waiting[]): void {
  raw
    .transaction(() => {
      for (const each of group) alone(raw, each);
    })
    .immediate();
}

/** Within the transaction of all; what fails takes back its own part alone. */
function alone(raw: Database.Database, each: Waiting): void {
  try {
    raw.transaction(() => each.run())();
  } catch (error) {
    // SQLite gave the whole transaction up, as when the disk is full.
    if (!raw.inTransaction) throw error;
  }
}
