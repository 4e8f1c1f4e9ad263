// What was answered is there after kill -9 at any moment, and nothing is there by half.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { replay } from '../../bot/core/alert.ts';
import { openStore } from '../../prisma/store.ts';
import { NOON } from '../core/world.ts';
import { countingIds, fakeClock } from '../harness.ts';

const WRITER = path.join(import.meta.dirname, 'writer.ts');

/** Lets two writers work on one file until enough was answered, and kills them in the middle of it. */
async function killedWhileWriting(
  url: string,
  enough: number,
): Promise<ReadonlyMap<string, number>> {
  const answered = new Map<string, number>();
  const writers = ['one', 'two'].map(() =>
    spawn(process.execPath, ['--import', 'tsx', WRITER, url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  await Promise.all(
    writers.map(
      (writer) =>
        new Promise<void>((resolve) => {
          let text = '';
          writer.stdout.on('data', (bytes: Buffer) => {
            text += bytes.toString();
            const lines = text.split('\n');
            text = lines.pop() ?? '';
            for (const [id = '', revision] of lines.map((l) => l.split(' '))) {
              answered.set(id, Number(revision));
            }
            if (answered.size >= enough) for (const w of writers) w.kill('SIGKILL');
          });
          writer.once('close', () => resolve());
        }),
    ),
  );
  return answered;
}

test('every acknowledged commit of two killed processes is kept, whole', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'andon-crash-'));
  const url = `file:${path.join(folder, 'andon.db')}`;
  const answered = await killedWhileWriting(url, 120);
  expect(answered.size).toBeGreaterThanOrEqual(120);

  const { store, outbox, close } = await openStore(url, {
    clock: fakeClock(NOON),
    ids: countingIds(),
  });
  for (const [id, revision] of answered) {
    const row = await store.alert(id);
    expect(row?.revision ?? 0).toBeGreaterThanOrEqual(revision);
  }
  const { items } = await store.alerts({}, 10_000, null);
  for (const row of items) {
    const { events, detections, messages } = await store.history(row.id);
    expect(replay(events)).toEqual(row);
    expect([detections.length, messages.length]).toEqual([1, 1]);
  }
  expect(await outbox.pending()).toBe(items.length);
  await close();
  rmSync(folder, { recursive: true, force: true });
});
