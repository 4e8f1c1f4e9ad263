// Opening and using the file: what can't be used is one clear sentence, a damaged row names itself, and transactions of
// one process neither lose nor see what is not theirs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../prisma/database.ts';
import { openStore } from '../../prisma/store.ts';
import { handoverOf } from '../contracts/store/handovers.ts';
import { card, EMPTY, labelOf, opened, opening } from '../contracts/store/samples.ts';
import { NOON } from '../core/world.ts';
import { countingIds, fakeClock } from '../harness.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'andon-database-'));
  file = path.join(folder, 'andon.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('DATABASE_URL', () => {
  const refusal = async (url: string): Promise<string> => {
    const deps = { clock: fakeClock(NOON), ids: countingIds() };
    const error: unknown = await openStore(url, deps).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'DATABASE_UNUSABLE' });
    const sentence = error instanceof Error ? error.message : '';
    expect(sentence).toMatch(/^DATABASE_URL\b.*\w/);
    expect(sentence).not.toContain('\n');
    return sentence;
  };

  test.each([
    ['', /must name a file/],
    ['file:', /must name a file/],
    ['file::memory:', /must name a file/],
    ['mysql://root:secret@db/andon', /must name a file/],
    ['postgresql://andon:secret@db/andon', /PostgreSQL is not supported yet/],
    ['./data/andon.db', /must name a file/],
  ])('%j is refused', async (url, why) => {
    const sentence = await refusal(url);
    expect(sentence).toMatch(why);
    expect(sentence).not.toContain('secret');
  });

  test('a folder, a folder that can not be made and a file of something else are refused', async () => {
    mkdirSync(path.join(folder, 'dir.db'));
    writeFileSync(path.join(folder, 'text'), 'This is no database. '.repeat(100));
    expect(await refusal(`file:${folder}/dir.db`)).toContain('dir.db');
    expect(await refusal(`file:${folder}/text/andon.db`)).toContain('text');
    expect(await refusal(`file:${folder}/text`)).toContain('not a database');
  });

  test('the folder is made, and the address may carry options or three slashes', async () => {
    const deps = { clock: fakeClock(NOON), ids: countingIds() };
    const deep = path.join(folder, 'a/b/andon.db');
    const first = await openStore(`file:${deep}?connection_limit=1`, deps);
    await first.notebook.write('x', '1');
    await first.close();
    const second = await openStore(`file://${deep}`, deps);
    expect(await second.notebook.read('x')).toBe('1');
    await second.close();
  });
});

describe('rows', () => {
  test.each([
    ['Alert', 'policy', '{', 'view'],
    ['Alert', 'attention', 'asleep', 'alert'],
    ['Alert', 'undoable', '[{"by":1}]', 'due'],
    ['Event', 'set', '{"work":"lost"}', 'history'],
    ['Event', 'kind', 'imagined', 'events'],
    ['Detection', 'payload', 'null', 'opening'],
    ['Label', 'verdict', 'maybe', 'labels'],
    ['Message', 'state', 'lost', 'messages'],
  ])('a damaged %s.%s is named, not read', async (table, column, damage, read) => {
    const deps = { clock: fakeClock(NOON), ids: countingIds() };
    const memory = await openStore(`file:${file}`, deps);
    const rig = { ...deps, memory, reopen: async () => {}, close: memory.close };
    const { store } = memory;
    const alert = await opened(rig, {}, { deliveries: [card('a')] });
    await store.commit({ ...EMPTY, labels: [labelOf(rig, alert)] });
    const raw = new Database(file);
    raw.prepare(`UPDATE "${table}" SET "${column}" = ?`).run(damage);
    raw.close();
    const reads: Readonly<Record<string, () => Promise<unknown>>> = {
      view: () => store.view(alert.id),
      alert: () => store.alert(alert.id),
      due: () => store.due(NOON * 2, 10),
      history: () => store.history(alert.id),
      events: () => store.events(alert.id, 10),
      opening: () => store.opening(alert.id),
      labels: () => store.labels({}, 10, null),
      messages: () => store.messages(alert.id),
    };
    await expect(reads[read]?.()).rejects.toMatchObject({
      code: 'CORRUPT_ROW',
      message: expect.stringMatching(new RegExp(`the row \\S+ of the table ${table} is damaged`)),
    });
    await memory.close();
  });

  test('an offer from before a crew could be asked is read as what it was: one person was asked', async () => {
    const deps = { clock: fakeClock(NOON), ids: countingIds() };
    const memory = await openStore(`file:${file}`, deps);
    const rig = { ...deps, memory, reopen: async () => {}, close: memory.close };
    const { id } = await opened(rig);
    const before = { from: 'id-ana', to: 'id-ole', asked: 'id-ole' };
    const raw = new Database(file);
    raw.prepare('UPDATE "Alert" SET "offer" = ?').run(JSON.stringify(before));
    raw.prepare('UPDATE "Event" SET "set" = ?').run(JSON.stringify({ offer: before }));
    raw.close();
    const offer = { ...before, asked: ['id-ole'], crew: null };
    expect((await memory.store.alert(id))?.offer).toEqual(offer);
    expect((await memory.store.events(id, 1))[0]?.set).toEqual({ offer });
    await memory.close();
  });

  test('notes from before one could be taken back keep their place, and what was signed was signed', async () => {
    const deps = { clock: fakeClock(NOON), ids: countingIds() };
    const memory = await openStore(`file:${file}`, deps);
    const { id, ...rest } = handoverOf({ signedBy: 'id-sam', signedAt: 950, revision: 3 });
    const wish = { handover: { id, ...rest }, expected: null, deliveries: [] };
    await memory.store.commit({ ...EMPTY, handovers: [wish] });
    const before = [940, 960].map((at) => ({ at, by: 'id-ana', text: `at ${at}` }));
    const raw = new Database(file);
    raw.prepare('UPDATE "Handover" SET "notes" = ?').run(JSON.stringify(before));
    const fresh = { revision: 0, droppedBy: null, droppedAt: null };
    const [first, second] = before;
    const read = await memory.store.handover(id);
    expect(read?.notes).toEqual([
      { ...first, ...fresh, isAfterSigning: false },
      { ...second, ...fresh, isAfterSigning: true },
    ]);
    if (read === null) throw new Error('no hand-over');
    const next = { ...read, revision: 4 };
    const again = { handover: next, expected: 3, deliveries: [] };
    expect(await memory.store.commit({ ...EMPTY, handovers: [again] })).toBe('done');
    expect(await memory.store.handover(id)).toEqual(next);
    for (const damage of [
      '{',
      '{}',
      '[{"at":1}]',
      '[{"at":1,"by":"a","text":"b","revision":"x"}]',
    ]) {
      raw.prepare('UPDATE "Handover" SET "notes" = ?').run(damage);
      const reading = memory.store.handover(id);
      await expect(reading, damage).rejects.toMatchObject({ code: 'CORRUPT_ROW' });
    }
    raw.close();
    await memory.close();
  });

  test('what could not be read back is not written', async () => {
    const deps = { clock: fakeClock(NOON), ids: countingIds() };
    const memory = await openStore(`file:${file}`, deps);
    const rig = { ...deps, memory, reopen: async () => {}, close: memory.close };
    const good = opening(rig);
    const bad = opening(rig, { observedAt: Number.NaN });
    const changes = [...good.changes, ...bad.changes];
    const wish = memory.store.commit({ ...EMPTY, changes });
    await expect(wish).rejects.toMatchObject({ code: 'CORRUPT_ROW' });
    expect(await memory.store.alert(good.alert.id)).toBeNull();
    expect(await memory.store.commit(good)).toBe('done');
    await memory.close();
  });
});

describe('transactions of one process', () => {
  test('a write beside one that rolls back stays, and nobody sees what was rolled back', async () => {
    const db = await openDatabase(`file:${file}`);
    const note = (name: string) => ({ data: { name, value: '' } });
    const beside: { write: Promise<unknown> | null } = { write: null };
    const rolledBack = db.transact(async (tx) => {
      await tx.note.create(note('inside'));
      beside.write = db.client.note.create(note('beside')).then();
      expect(await db.client.note.count()).toBe(0);
      throw new Error('changed my mind');
    });
    await expect(rolledBack).rejects.toThrow('changed my mind');
    await beside.write;
    expect((await db.client.note.findMany()).map((n) => n.name)).toEqual(['beside']);
    await db.close();
  });

  test('commits, Prisma transactions and single writes queue: none is lost, none is busy', async () => {
    const deps = { clock: fakeClock(NOON), ids: countingIds() };
    const memory = await openStore(`file:${file}`, deps);
    const rig = { ...deps, memory, reopen: async () => {}, close: memory.close };
    const { store, notebook, consoleMemory } = memory;
    const post = {
      channel: 'floor',
      person: null,
      thread: null,
      alert: 'a',
      summary: '',
      card: {},
    };
    const times = { postedAt: NOON, updatedAt: NOON };
    const writes = Array.from({ length: 20 }, (_, i) => [
      store.commit(opening(rig)),
      notebook.write(`n${i}`, 'x'),
      consoleMemory.add({ id: `p${i}`, key: `k${i}`, ...post, ...times }),
    ]);
    await Promise.all(writes.flat());
    expect((await store.alerts({}, 100, null)).items).toHaveLength(20);
    expect(await consoleMemory.seq()).toBe(20);
    await memory.close();
  });

  test('every connection that writes is durable: WAL with synchronous FULL', async () => {
    const db = await openDatabase(`file:${file}`);
    expect(db.raw.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.raw.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.raw.pragma('foreign_keys', { simple: true })).toBe(1);
    const [row] = await db.transact(
      (tx) => tx.$queryRaw<{ synchronous: bigint }[]>`PRAGMA synchronous`,
    );
    expect(Number(row?.synchronous)).toBe(2);
    await db.close();
  });
});
