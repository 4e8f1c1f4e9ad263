// Writes of one moment share a transaction: the disk is asked once for all of them, and each stands or falls alone.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLock } from '../../prisma/sqlite-adapter.ts';
import { TOGETHER_MAX, togetherWriter, type Write } from '../../prisma/together.ts';

let folder: string;
let raw: Database.Database;
/** Another process, which sees what is committed. */
let other: Database.Database;
let write: Write;
let begun: number;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'andon-together-'));
  begun = 0;
  const verbose = (sql: unknown): void => {
    if (String(sql).startsWith('BEGIN')) begun += 1;
  };
  raw = new Database(path.join(folder, 'a.db'), { verbose });
  raw.exec('PRAGMA journal_mode=WAL; CREATE TABLE t (n INTEGER PRIMARY KEY)');
  other = new Database(path.join(folder, 'a.db'), { timeout: 0 });
  write = togetherWriter(raw, createLock());
});
afterEach(() => {
  raw.close();
  other.close();
  rmSync(folder, { recursive: true, force: true });
});

function add(n: number): () => number {
  return () => Number(raw.prepare('INSERT INTO t VALUES (?)').run(n).lastInsertRowid);
}

function kept(): readonly unknown[] {
  return other.prepare('SELECT n FROM t ORDER BY n').pluck().all();
}

test('writes of one moment are one transaction, in their order, each with its own answer', async () => {
  expect(await Promise.all([1, 2, 3].map((n) => write(add(n))))).toEqual([1, 2, 3]);
  expect(begun).toBe(1);
});

test('whoever is answered is on the disk', async () => {
  const seen = [1, 2, 3].map((n) => write(add(n)).then(() => kept().includes(n)));
  expect(await Promise.all(seen)).toEqual([true, true, true]);
});

test('one that fails takes back its own part alone', async () => {
  const failing = write(() => {
    add(2)();
    throw new Error('no');
  });
  const all = await Promise.allSettled([write(add(1)), failing, write(add(1)), write(add(3))]);
  expect(all.map((o) => o.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(kept()).toEqual([1, 3]);
});

test('when the transaction of all can not begin or is given up, all are told', async () => {
  other.exec('BEGIN IMMEDIATE');
  raw.pragma('busy_timeout = 0');
  const busy = await Promise.allSettled([1, 2].map((n) => write(add(n))));
  expect(busy.map((o) => o.status)).toEqual(['rejected', 'rejected']);
  other.exec('ROLLBACK');
  // As SQLite does by itself when the disk is full.
  const givenUp = write(() => {
    raw.exec('ROLLBACK');
    throw new Error('disk full');
  });
  const lost = await Promise.allSettled([write(add(1)), givenUp, write(add(2))]);
  expect(lost.map((o) => o.status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(kept()).toEqual([]);
  expect(await write(add(4))).toBe(4);
});

test('one transaction takes so many; the rest follows', async () => {
  const all = Array.from({ length: 2 * TOGETHER_MAX + 1 }, (_, n) => write(add(n)));
  await Promise.all(all);
  expect(begun).toBe(3);
  expect(kept()).toHaveLength(all.length);
});
