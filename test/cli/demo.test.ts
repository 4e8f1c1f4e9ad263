// The demo: an hour that is the same for each seed and fits the example plant, and a bot that starts, is told it, and stops.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { demo } from '../../bot/cli/demo.ts';
import { DEMO_MINUTES, demoAfterwards, demoFeed } from '../../bot/cli/demo-feed.ts';
import type { Detection } from '../../bot/core/detection.ts';
import { routeOf } from '../../bot/core/routing.ts';
import { readPlantFile } from '../../config/plant.ts';

function keyOf(d: { asset: string; type: string }): string {
  return `${d.asset} ${d.type}`;
}

describe('the hour', () => {
  const feed = demoFeed(1, 'run');

  test('is the same for the same seed, and another for another', () => {
    expect(demoFeed(1, 'run')).toEqual(feed);
    expect(demoFeed(2, 'run')).not.toEqual(feed);
  });

  test('fills an hour on four lines with five models, in order', () => {
    const minutes = feed.map((m) => m.minute);
    expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
    expect(minutes[0]).toBeLessThan(2);
    expect(minutes.at(-1)).toBeGreaterThan(DEMO_MINUTES - 10);
    expect(minutes.at(-1)).toBeLessThanOrEqual(DEMO_MINUTES);
    expect(new Set(feed.map((m) => m.detection.asset.split('/')[0])).size).toBe(4);
    expect(new Set(feed.map((m) => m.detection.model.name)).size).toBe(5);
    expect(new Set(feed.map((m) => m.detection.severity)).size).toBe(4);
    expect(feed.length).toBeGreaterThan(35);
  });

  test.each([1, 2, 3, 4, 5])('has good detections only (seed %i)', (seed) => {
    const told = demoFeed(seed, 'run').map((m) => m.detection);
    expect(new Set(told.map((d) => `${d.source} ${d.id}`)).size).toBe(told.length);
    for (const { confidence, reasons, readings } of told) {
      expect(confidence).toBeGreaterThan(0.5);
      expect(confidence).toBeLessThan(1);
      expect(reasons.length).toBeGreaterThan(0);
      expect(readings.every((r) => Number.isFinite(r.value) && r.value !== r.limit)).toBe(true);
    }
  });

  test('has problems that are seen again, and some that pass by themselves', () => {
    const seen = new Map<string, number>();
    let over = 0;
    for (const { detection } of feed) {
      const key = keyOf(detection);
      if (detection.status === 'cleared') {
        expect(seen.get(key)).toBeGreaterThan(0);
        over += 1;
      } else seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect(over).toBeGreaterThan(2);
    expect([...seen.values()].filter((n) => n > 1).length).toBeGreaterThan(5);
  });

  test('reaches every channel that the example plant has for it', () => {
    const read = readPlantFile('config/plant.example.yaml');
    if (!read.ok) throw new Error('the example plant is faulty');
    const channels = feed.map(({ detection }) => {
      const { site } = read.plant;
      const rest = { site, key: keyOf(detection), observedAt: 0, evidence: [], extra: {} };
      const arrived: Detection = { ...detection, ...rest, status: detection.status ?? 'active' };
      return routeOf(arrived, read.plant, 0).channel;
    });
    expect([...new Set(channels)].sort()).toEqual([
      'line-1',
      'line-2',
      'line-3',
      'line-4',
      'safety',
    ]);
  });

  test('goes on after the hour, slowly, with ids of its own', () => {
    const ids = new Set(feed.map((m) => m.detection.id));
    let before = DEMO_MINUTES;
    let n = 0;
    for (const { minute, detection } of demoAfterwards(1, 'run')) {
      expect(minute).toBeGreaterThan(before);
      expect(ids.has(detection.id)).toBe(false);
      ids.add(detection.id);
      before = minute;
      n += 1;
      if (n === 200) break;
    }
    expect(before / n).toBeGreaterThan(5);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function start(env: Record<string, string>, args: readonly string[]): ChildProcess {
  const { PATH = '', NODE_OPTIONS = '' } = process.env;
  return spawn(process.execPath, ['--import', 'tsx', 'bot/cli/demo.ts', ...args], {
    env: { PATH, NODE_OPTIONS, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function openAlerts(url: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/v1/alerts`, { headers }).catch(() => null);
  if (response?.status !== 200) return 0;
  const { alerts } = (await response.json()) as { alerts: unknown[] };
  return alerts.length;
}

test('the demo starts a bot, tells it the hour, and stops without a trace', {
  timeout: 90_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'andon-demo-test-'));
  const port = await freePort();
  const token = 'token-of-the-demo';
  const env = { PORT: String(port), ANDON_TOKEN: token, TMPDIR: folder };
  const child = start(env, ['--speed', '3000']);
  let out = '';
  const over = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      out += String(chunk);
      if (out.includes('The hour is over')) resolve();
    });
  });
  const gone = once(child, 'close');
  try {
    await Promise.race([over, gone]);
    expect(out).toContain(`Andon is running with the example plant: http://127.0.0.1:${port}/`);
    expect(out).toContain('The hour is over');
    expect(await openAlerts(`http://127.0.0.1:${port}`, token)).toBeGreaterThan(8);
  } finally {
    child.kill('SIGTERM');
  }
  expect(await gone).toEqual([0, null]);
  expect(readdirSync(folder).filter((name) => name.startsWith('andon-demo-'))).toEqual([]);
  rmSync(folder, { recursive: true });
});

test('a bot that refuses to start ends the demo with its code', { timeout: 60_000 }, async () => {
  const { PATH = '', NODE_OPTIONS = '' } = process.env;
  const env = { PATH, NODE_OPTIONS, LOG_LEVEL: 'loud', PORT: String(await freePort()) };
  const silent = { out: () => undefined, err: () => undefined };
  expect(await demo([], { env, cwd: '.', ...silent })).toBe(78);
});

test.each([['--speed', 'fast'], ['--speed', '0'], ['--seed', '1.5'], ['--loud'], ['hour']])(
  'wrong use gets the usage: %s %s',
  async (...args) => {
    let err = '';
    const terminal = {
      env: {},
      cwd: '.',
      out: () => undefined,
      err: (text: string) => (err = text),
    };
    expect(await demo(args, terminal)).toBe(64);
    expect(err).toMatch(/^usage: npm run demo/);
  },
);
