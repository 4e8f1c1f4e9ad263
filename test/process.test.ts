// The bot as a process: it starts, stops cleanly, refuses bad configuration before anything is started, and forgets nothing
// when it is killed at a bad moment.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

const BUILD = path.resolve(import.meta.dirname, '../bot/build.mjs');
const MAIN = path.resolve(import.meta.dirname, '../node_modules/.cache/andon/main.mjs');
const TOKEN = 'a-token-for-this-test';

let folder = '';
let port = 0;
const children: ChildProcess[] = [];

// As `npm start` does.
beforeAll(() => {
  execFileSync(process.execPath, [BUILD]);
});

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'andon-process-'));
  port = await freePort();
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function launch(env: Record<string, string> = {}): ChildProcess & { readonly errors: string[] } {
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      NODE_OPTIONS: process.env.NODE_OPTIONS ?? '',
      PORT: String(port),
      DATABASE_URL: `file:${folder}/andon.db`,
      ANDON_TOKEN: TOKEN,
      // Each alert has its own card, however many come at once.
      ANDON_STORM: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  return Object.assign(child, { errors });
}

/** Resolves with the first line of log that says that it is ready. */
function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    // It goes on reading afterwards: a process whose output nobody reads is a different test.
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const line = text.split('\n').find((l) => l.includes('andon is ready'));
      if (line !== undefined) resolve(line);
    });
    child.once('exit', () => reject(new Error(`it ended before it was ready: ${text}`)));
  });
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const [code] = await once(child, 'exit');
  return code;
}

function api(method: string, route: string, body?: unknown): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${route}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function detection(id: string) {
  return { source: 'cam', id, type: 'scratch', asset: `line-1/${id}` };
}

/** A plant of its own, that nobody administers yet. */
function writePlant(): Record<string, string> {
  const plant = 'apiVersion: andon/v1\nsite: x\nchannels: { floor: { console: floor } }\n';
  writeFileSync(path.join(folder, 'plant.yaml'), plant);
  return { ANDON_PLANT: 'plant.yaml' };
}

// Of the faults in the configuration one is enough here; the others are in test/config.
test('bad configuration is refused with exit code 78 and one clear line', async () => {
  writeFileSync(path.join(folder, 'faulty.yaml'), 'apiVersion: andon/v1\nsite: x\nchanels: {}\n');
  const child = launch({ ANDON_PLANT: 'faulty.yaml' });
  expect(await exitCode(child)).toBe(78);
  const lines = child.errors.join('').trim().split('\n');
  expect(lines).toEqual([expect.stringMatching(/faulty\.yaml:\d+/)]);
}, 60_000);

test('started three times and killed twice: nothing accepted is missing, no card is there twice, and it ends with 0 on SIGTERM', async () => {
  const accepted: string[] = [];
  const env = writePlant();
  for (const [life, sent] of [3, 26].entries()) {
    const child = launch(env);
    expect(JSON.parse(await ready(child))).toMatchObject({ url: `http://127.0.0.1:${port}` });
    // The code for the first admin is said once.
    if (life === 0)
      expect(child.errors.join('')).toMatch(/nobody is admin yet.*claim [0-9a-f]{30}\n$/);
    else expect(child.errors).toEqual([]);
    const posts = Array.from({ length: 30 }, async (_, i) => {
      const id = `life-${life}-${i}`;
      const answer = await api('POST', '/v1/detections', detection(id)).catch(() => null);
      if (answer?.status !== 202) return;
      accepted.push(id);
      if (accepted.length % 30 === sent) child.kill('SIGKILL');
    });
    await Promise.all(posts);
    child.kill('SIGKILL');
    await exitCode(child);
  }
  const child = launch(env);
  await ready(child);
  const alerts = await everyAlertPosted();
  const assets = alerts.map((a) => a.asset);
  for (const id of accepted) expect(assets).toContain(`line-1/${id}`);
  const state = await fetch(`http://127.0.0.1:${port}/console/state?channel=floor`);
  const { posts } = (await state.json()) as { posts: readonly { alert: string }[] };
  const shown = posts.map((p) => p.alert);
  expect(new Set(shown).size).toBe(shown.length);
  expect(alerts.every((a) => a.cards === 1)).toBe(true);
  expect((await api('GET', '/readyz')).status).toBe(200);

  const second = launch({ DATABASE_URL: `file:${folder}/second.db` });
  expect(await exitCode(second)).toBe(78);
  expect(second.errors.join('')).toMatch(/PORT|port/);
  child.kill('SIGTERM');
  expect(await exitCode(child)).toBe(0);
}, 120_000);

/** Every alert with the number of its cards, once all of them are posted. */
async function everyAlertPosted(): Promise<readonly { asset: string; cards: number }[]> {
  const page = await api('GET', '/v1/alerts?limit=200');
  const { alerts } = (await page.json()) as { alerts: readonly { id: string; asset: string }[] };
  const found: { asset: string; cards: number }[] = [];
  for (const { id, asset } of alerts) {
    let cards: readonly { kind: string; state: string }[] = [];
    do {
      const answer = await api('GET', `/v1/alerts/${id}`);
      const { messages } = (await answer.json()) as { messages: typeof cards };
      cards = messages.filter((m) => m.kind === 'card');
    } while (cards.some((c) => c.state === 'pending' || c.state === 'ambiguous'));
    found.push({ asset, cards: cards.length });
  }
  return found;
}
