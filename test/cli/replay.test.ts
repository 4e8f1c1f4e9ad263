// Replaying a file: every line answered, on good and on bad days, against a server on a real socket.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replay } from '../../bot/cli/replay.ts';
import { MAX_LINE_BYTES } from '../../bot/cli/replay-lines.ts';
import { type Outcome, type Replay, replayFile } from '../../bot/cli/replay-run.ts';
import { type BotServer, botServer, TOKEN } from './bot-server.ts';

const NOW = Date.parse('2026-11-22T12:00:00.000Z');

let folder = '';
let server: BotServer;
let waits: number[] = [];
/** Waiting moves this clock, and takes no time. */
let now = NOW;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'andon-replay-'));
  server = await botServer();
  waits = [];
  now = NOW;
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

function fileOf(content: string | Buffer): string {
  const path = join(folder, 'feed.jsonl');
  writeFileSync(path, content);
  return path;
}

function line(n: number, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ source: 's', id: `d-${n}`, type: 't', asset: 'a', ...more });
}

function lines(n: number): string {
  return `${Array.from({ length: n }, (_, i) => line(i)).join('\n')}\n`;
}

function replayed(content: string | Buffer, more: Partial<Replay> = {}): Promise<Outcome> {
  const wait = async (ms: number) => {
    waits.push(ms);
    now += ms;
  };
  return replayFile({
    file: fileOf(content),
    bot: { url: server.url, token: TOKEN, wait },
    rate: null,
    isAsOfNow: false,
    now: () => now,
    progress: () => undefined,
    ...more,
  });
}

function ids(): readonly unknown[] {
  return server.batches.flat().map((d) => (d as { id: unknown }).id);
}

describe('good days', () => {
  test('every line is answered, in order, in batches of 100', async () => {
    const outcome = await replayed(lines(250));
    expect(outcome).toMatchObject({ answered: 250, unansweredCount: 0, stopped: null });
    expect([...outcome.counts]).toEqual([['opened', 250]]);
    expect(server.batches.map((b) => b.length)).toEqual([100, 100, 50]);
    expect(ids()).toEqual(Array.from({ length: 250 }, (_, i) => `d-${i}`));
    expect(waits).toEqual([]);
  });

  test('answers are counted by status', async () => {
    const text = [line(1), line(2, { asset: 'hot' }), line(1), '{"source":"s"}', '42'].join('\n');
    const outcome = await replayed(text);
    expect(Object.fromEntries(outcome.counts)).toEqual({
      opened: 1,
      joined: 1,
      duplicate: 1,
      rejected: 2,
    });
    expect(outcome.rejected).toEqual([
      { line: 4, reason: 'id: is missing' },
      { line: 5, reason: 'id: is missing' },
    ]);
    expect(outcome.unansweredCount).toBe(0);
  });

  test('lines that the bot rejects altogether are answered lines', async () => {
    const outcome = await replayed('{}\n{}\n');
    expect(outcome).toMatchObject({ answered: 2, unansweredCount: 0, stopped: null });
  });

  test('lines are sent as they stand: no digit is lost', async () => {
    const odd = '{"source":"s","id":"x","confidence":1.0,"n":12345678901234567890123}';
    await replayed(`${odd}\n`);
    expect(server.texts).toEqual([`[${odd}]`]);
  });

  test.each([
    ['an empty file', '', 0],
    ['blank lines', '\n  \n\r\n', 0],
    ['a last line without line feed', `${line(1)}\n${line(2)}`, 2],
    ['lines of Windows', `${line(1)}\r\n${line(2)}\r\n`, 2],
    ['a byte order mark', `\u{feff}${line(1)}\n`, 1],
    ['separators inside of JSON', `${line(1, { title: 'a\u{2028}b\u{85}c' })}\n${line(2)}\n`, 2],
  ])('%s', async (_, text, answered) => {
    const outcome = await replayed(text);
    expect(outcome).toMatchObject({ answered, unansweredCount: 0, stopped: null });
    expect(ids()).toHaveLength(answered);
  });

  test('text of many bytes survives the borders of chunks', async () => {
    const title = 'größer ☂ '.repeat(50);
    const text = Array.from({ length: 300 }, (_, i) => line(i, { title })).join('\n');
    expect((await replayed(text)).answered).toBe(300);
    expect(server.batches.flat().every((d) => (d as { title: string }).title === title)).toBe(true);
  });

  test('large lines make small batches', async () => {
    const text = Array.from({ length: 5 }, (_, i) => line(i, { pad: 'x'.repeat(200_000) }));
    expect((await replayed(text.join('\n'))).answered).toBe(5);
    expect(server.batches.map((b) => b.length)).toEqual([2, 2, 1]);
  });
});

describe('times', () => {
  test('--as-of now moves every time, so that the latest is now', async () => {
    await replayed(
      [
        line(1, { observedAt: '2013-12-02T21:25:00Z' }),
        line(2, { observedAt: '2013-12-02T23:30:00+01:00' }),
        line(3, { observedAt: 'yesterday' }),
        line(4),
      ].join('\n'),
      { isAsOfNow: true },
    );
    expect(server.batches.flat().map((d) => (d as { observedAt?: string }).observedAt)).toEqual([
      '2026-11-22T10:55:00.000Z',
      '2026-11-22T12:00:00.000Z',
      'yesterday',
      undefined,
    ]);
  });

  test('without times there is nothing to move', async () => {
    const outcome = await replayed(`${line(1)}\n`, { isAsOfNow: true });
    expect(outcome.answered).toBe(1);
    expect(server.texts).toEqual([`[${line(1)}]`]);
  });

  test('--rate keeps the pace: 2 a second is one each half second', async () => {
    await replayed(lines(4), { rate: 2 });
    expect(server.batches.map((b) => b.length)).toEqual([1, 1, 1, 1]);
    expect(waits).toEqual([500, 500, 500]);
  });

  test('--rate 200 is batches of 20, ten a second', async () => {
    await replayed(lines(60), { rate: 200 });
    expect(server.batches.map((b) => b.length)).toEqual([20, 20, 20]);
    expect(waits).toEqual([100, 100]);
  });

  test('time lost on the bot is not made up for in a burst', async () => {
    server.next({ status: 429, headers: { 'retry-after': '5' } });
    await replayed(lines(3), { rate: 1 });
    // 5 s were asked for; by then the second was due, and the third a second after it.
    expect(waits).toEqual([5_000, 1_000]);
  });
});

describe('bad days', () => {
  test('429 is waited out as long as asked', async () => {
    server.next(
      { status: 429, headers: { 'retry-after': '3' } },
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 429 },
    );
    expect(await replayed(lines(2))).toMatchObject({ answered: 2, stopped: null });
    expect(waits).toEqual([3_000, 7_000, 1_000]);
  });

  test('no wait is longer than a minute, and patience ends', async () => {
    const always = { status: 429, headers: { 'retry-after': '86400' } };
    server.next(...Array.from({ length: 61 }, () => always));
    const outcome = await replayed(lines(2));
    expect(outcome.stopped).toMatchObject({ line: 1 });
    expect(outcome.stopped?.reason).toContain('asked to wait 60 times');
    expect(Math.max(...waits)).toBe(60_000);
  });

  test('a dropped connection is tried again, and nothing is lost or doubled', async () => {
    server.next('drop-before', 'drop-after');
    const outcome = await replayed(lines(2));
    expect(Object.fromEntries(outcome.counts)).toEqual({ duplicate: 2 });
    expect(outcome.unansweredCount).toBe(0);
    expect(waits).toEqual([250, 500]);
  });

  test('5xx is tried again after what it asks for', async () => {
    server.next({ status: 503, headers: { 'retry-after': '2' } }, { status: 500 });
    expect(await replayed(lines(1))).toMatchObject({ answered: 1, stopped: null });
    expect(waits).toEqual([2_000, 500]);
  });

  test('a bot that keeps failing is given up on with its words', async () => {
    const failing = { status: 503, body: '{"detail":"The disk is full."}' };
    server.next(...Array.from({ length: 8 }, () => failing));
    const outcome = await replayed(lines(150));
    expect(outcome).toMatchObject({ answered: 0 });
    expect(outcome.stopped?.reason).toContain('503: The disk is full.');
    expect(server.texts).toHaveLength(8);
  });

  test('a bot that goes away in the middle is waited for, then named, with the line', async () => {
    const post = replayed(lines(250), {
      bot: {
        url: server.url,
        token: TOKEN,
        wait: async (ms) => {
          waits.push(ms);
        },
      },
    });
    server.next({ status: 429 }, ...Array.from({ length: 40 }, () => 'drop-before' as const));
    const outcome = await post;
    expect(outcome.stopped?.line).toBe(1);
    expect(outcome.stopped?.reason).toMatch(/does not answer .*Is the bot running there\?/);
    expect(waits).toEqual([1_000, 250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  test('a bot that was never there is told soon', async () => {
    const { url } = server;
    await server.close();
    const outcome = await replayed(lines(2), {
      bot: { url, token: TOKEN, wait: async (ms) => void waits.push(ms) },
    });
    expect(outcome.stopped?.reason).toContain(`${url} does not answer (ECONNREFUSED)`);
    expect(waits).toEqual([250, 500, 1_000]);
    server = await botServer();
  });

  test('a wrong token ends it at once', async () => {
    const outcome = await replayed(lines(150), {
      bot: { url: server.url, token: 'wrong', wait: async () => undefined },
    });
    expect(outcome.stopped?.reason).toContain('ANDON_TOKEN is not the token');
    expect(outcome.stopped?.reason).not.toContain('wrong');
    expect(server.texts).toHaveLength(1);
  });

  test.each([
    [403, 'may not bring detections in'],
    [404, 'that is not how a bot answers'],
    [302, 'that is not how a bot answers'],
    [200, 'that is not how a bot answers'],
    [202, 'that is not how a bot answers'],
  ])('%s ends it with a sentence', async (status, sentence) => {
    server.next({ status, headers: { location: 'http://127.0.0.1:1/' }, body: 'hello' });
    const outcome = await replayed(lines(2));
    expect(outcome.stopped?.reason).toContain(sentence);
    expect(server.texts).toHaveLength(1);
  });

  test('garbage is told with its line, and the rest is sent', async () => {
    const text = `${line(1)}\n{"source":\n\nnot json\n${line(2)}\n`;
    const outcome = await replayed(text);
    expect(outcome).toMatchObject({ answered: 2, unansweredCount: 2, stopped: null });
    expect(outcome.unanswered).toEqual([
      { line: 2, reason: 'is no JSON' },
      { line: 4, reason: 'is no JSON' },
    ]);
  });

  test('bytes that are no text, and a line without end, are told too', async () => {
    const text = Buffer.concat([
      Buffer.from(`${line(1)}\n"`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`"\n${'x'.repeat(3 * MAX_LINE_BYTES)}\n${line(2)}\n`),
    ]);
    const outcome = await replayed(text);
    expect(outcome.unanswered).toEqual([
      { line: 2, reason: 'is not UTF-8' },
      { line: 3, reason: 'is longer than 1 MiB' },
    ]);
    expect(ids()).toEqual(['d-1', 'd-2']);
  });

  test('a batch that is refused as a whole is halved until the line at fault stands alone', async () => {
    const refused = { status: 413, body: '{"title":"Content Too Large"}' };
    server.next(refused, refused, refused);
    const outcome = await replayed(lines(4));
    expect(outcome).toMatchObject({ answered: 3, unansweredCount: 1, stopped: null });
    expect(outcome.unanswered).toEqual([
      { line: 1, reason: 'refused with 413: Content Too Large' },
    ]);
    expect(ids()).toEqual(['d-1', 'd-2', 'd-3']);
  });

  test('fewer results than lines is no answer', async () => {
    server.next({ status: 202, body: '{"results":[{"status":"opened"}]}' });
    const outcome = await replayed(lines(2));
    expect(outcome.answered).toBe(2);
    expect(server.texts).toHaveLength(3);
  });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(args: readonly string[], env: Record<string, string>): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await replay(args, {
    env,
    cwd: folder,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

describe('the command', () => {
  const env = () => ({ PUBLIC_URL: server.url, ANDON_TOKEN: TOKEN });

  test('sums up, and ends with 0 when every line was answered', async () => {
    const file = fileOf(`${lines(3)}{}\n`);
    const { code, out, err } = await run([file, '--rate', '1000', '--as-of', 'now'], env());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      `${file}: 4 lines answered: opened 3, joined 0, duplicate 0, logged 0, rejected 1\n  line 4 rejected: id: is missing\n`,
    );
  });

  test('ends with 1 when a line was not answered', async () => {
    const { code, err } = await run([fileOf(`${line(1)}\nx\n`)], env());
    expect({ code, err }).toEqual({ code: 1, err: '  line 2 not answered: is no JSON\n' });
  });

  test('a wrong token is a sentence', async () => {
    const { code, err } = await run([fileOf(lines(1))], { ...env(), ANDON_TOKEN: 'not-this-one' });
    expect(code).toBe(1);
    expect(err).toBe(
      `replay: stopped at line 1: ANDON_TOKEN is not the token of the bot at ${server.url}.\n`,
    );
  });

  test.each([
    ['no file', [], {}, 64, 'a file is missing'],
    ['two files', ['a', 'b'], {}, 64, 'one file at a time'],
    ['an unknown option', ['a', '--fast'], {}, 64, '--fast'],
    ['a rate of nothing', ['a', '--rate', '0'], {}, 64, '--rate is a number'],
    ['another time', ['a', '--as-of', 'then'], {}, 64, '--as-of knows only: now'],
    ['no token', ['a'], {}, 78, 'ANDON_TOKEN is not set'],
    ['a wrong address', ['a'], { ANDON_TOKEN: TOKEN, PUBLIC_URL: 'x' }, 78, 'PUBLIC_URL must be'],
    ['a missing file', ['no.jsonl'], { ANDON_TOKEN: TOKEN }, 66, 'there is no file no.jsonl'],
    ['a folder', ['.'], { ANDON_TOKEN: TOKEN }, 66, '. is not a file'],
  ] as const)('%s', async (_, args, more, expected, sentence) => {
    const { code, err } = await run(args, more);
    expect(code).toBe(expected);
    expect(err).toContain(sentence);
  });

  test('runs as a process of its own', () => {
    const { PATH = '', NODE_OPTIONS = '' } = process.env;
    const args = ['--import', 'tsx', 'bot/cli/replay.ts'];
    const { status, stderr } = spawnSync(process.execPath, args, { env: { PATH, NODE_OPTIONS } });
    expect(status).toBe(64);
    expect(String(stderr)).toMatch(/^replay: a file is missing\nusage: /);
  });
});
