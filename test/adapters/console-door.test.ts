// The console's door: who is let in, what bad requests get, and that no browser misses a change. Over real HTTP, with requests
// that no browser would send.
import { afterEach, describe, expect, it } from 'vitest';
import type { Place } from '../../bot/ports/chat.ts';
import { type Inner, makeInner } from '../contracts/chat-rig.ts';
import { alertContent, alertOf } from '../contracts/chat-views.ts';
import { type Answer, ana, type ConsoleRig, consoleRig, type RigOptions } from './console-rig.ts';

const CHANNEL: Place = { channel: 'c-line-1', person: null, thread: null };
const VALUE = { v: 1, a: alertOf().id, r: 1 };
const TAP = { person: 'ana', verb: 'confirm', value: VALUE, post: 'p1' };
const COMMAND = { person: 'ana', text: 'open', channel: 'c-line-1' };
const OPEN_RIGS: ConsoleRig[] = [];

afterEach(async () => {
  for (const rig of OPEN_RIGS.splice(0)) await rig.close();
});

async function start(options: RigOptions = {}): Promise<ConsoleRig & { inner: Inner }> {
  const inner = makeInner();
  const rig = await consoleRig(inner.reactions, options);
  OPEN_RIGS.push(rig);
  return { ...rig, inner };
}

function postsOf(answer: Answer): readonly { id: string; summary: string }[] {
  return (answer.json as { posts: { id: string; summary: string }[] }).posts;
}

describe('the page', () => {
  it('is sent with a policy that allows no foreign script, and every file that it names is there', async () => {
    const rig = await start();
    const page = await rig.ask('/');
    expect(page.status).toBe(200);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(page.text).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style=|https?:\/\//);
    const named = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((m) => m[1] ?? '');
    expect(named.length).toBeGreaterThan(5);
    for (const file of named) {
      const { status, headers } = await rig.ask(file);
      expect([file, status, headers['x-content-type-options']]).toEqual([file, 200, 'nosniff']);
    }
  });

  it('is not sent again while it has not changed', async () => {
    const rig = await start();
    const first = await rig.ask('/console/console.js');
    expect(first.headers['content-type']).toMatch(/^text\/javascript/);
    const headers = { 'if-none-match': String(first.headers.etag) };
    const second = await rig.ask('/console/console.js', { headers });
    expect([second.status, second.text]).toEqual([304, '']);
  });

  it('owns its own paths and no others', async () => {
    const { chat } = await start();
    const owns = (method: string, path: string) => chat.door?.owns(method, path);
    expect(owns('GET', '/')).toBe(true);
    expect(owns('GET', '/console/state')).toBe(true);
    expect(owns('POST', '/')).toBe(false);
    for (const path of ['/v1/alerts', '/console/nothing', '/console/../x', '/consolex'])
      expect(owns('GET', path), path).toBe(false);
  });

  it('says which method a path knows', async () => {
    const rig = await start();
    const wrong = await rig.ask('/console/tap');
    expect([wrong.status, wrong.headers.allow]).toEqual([405, 'POST']);
  });
});

describe('the state', () => {
  it('names channels of the console only, people without their ids, and posts newest first', async () => {
    const rig = await start();
    for (const n of [1, 2, 3])
      await rig.chat.post(CHANNEL, alertContent({ title: `No ${n}` }), `${n}`);
    const answer = await rig.ask('/console/state?channel=c-line-1');
    const { json, text } = answer;
    expect(json).toMatchObject({
      site: 'lyon-2',
      hasPassword: false,
      channels: [
        { name: 'line-1', address: 'c-line-1' },
        { name: 'floor', address: 'c-floor' },
      ],
      people: [
        { key: 'ana', name: 'Ana Ruiz', roles: ['technician'] },
        { key: 'ben', name: 'Ben Ode', roles: ['lead'] },
      ],
      seq: 3,
      older: null,
    });
    expect(postsOf(answer).map((p) => p.summary.match(/No \d/)?.[0])).toEqual([
      'No 3',
      'No 2',
      'No 1',
    ]);
    expect(text).not.toContain('U0ANA0001');
    expect(text).not.toContain(ana.id);
  });

  it('gives older posts by pages, and with a reply the card that it hangs from', async () => {
    const rig = await start();
    const first = await rig.chat.post(CHANNEL, alertContent(), 'first');
    const thread = first.ok ? first.address : '';
    for (let n = 1; n <= 45; n += 1) await rig.chat.post(CHANNEL, alertContent(), `${n}`);
    await rig.chat.post({ ...CHANNEL, thread }, alertContent(), 'reply');
    const newest = await rig.ask('/console/state?channel=c-line-1');
    const ids = (answer: typeof newest) => postsOf(answer).map((p) => p.id);
    expect(ids(newest)).toHaveLength(41);
    expect(ids(newest)).toContain(thread);
    const older = await rig.ask(`/console/state?channel=c-line-1&before=${newest.json?.older}`);
    expect(ids(older)).toHaveLength(7);
    expect(older.json?.older).toBeNull();
    expect(new Set([...ids(newest), ...ids(older)]).size).toBe(47);
  });

  it('gives direct messages for one person only', async () => {
    const rig = await start();
    await rig.chat.post({ channel: null, person: ana, thread: null }, alertContent(), 'direct');
    const count = async (query: string) => postsOf(await rig.ask(`/console/state?${query}`)).length;
    expect(await count('person=ana')).toBe(1);
    expect(await count('person=ben')).toBe(0);
    expect(await count('channel=c-line-1')).toBe(0);
  });

  it('does not know foreign channels and people', async () => {
    const rig = await start();
    for (const query of ['channel=C0ELSE0001', 'person=nobody'])
      expect((await rig.ask(`/console/state?${query}`)).status, query).toBe(400);
  });
});

describe('what is pressed and typed', () => {
  it('goes inwards with its sender, and is answered', async () => {
    const rig = await start();
    rig.inner.told = { answer: { code: 'nothing-to-undo' }, names: new Map() };
    const answer = await rig.ask('/console/tap', { body: TAP });
    expect(answer.status).toBe(200);
    expect(answer.json?.toast).toMatch(/\w+ \w+/);
    expect(rig.inner.taps).toMatchObject([
      {
        sender: {
          platform: 'console',
          tenant: '',
          users: ['ana'],
          name: 'Ana Ruiz',
          locale: 'en',
        },
        message: 'p1',
      },
    ]);
  });

  it('reads a reason that was picked in the card', async () => {
    const rig = await start();
    const body = { ...TAP, verb: 'reason', value: { ...VALUE, reason: 'R-WHERE' } };
    expect((await rig.ask('/console/tap', { body })).json).toEqual({ toast: null });
    expect(rig.inner.taps).toMatchObject([{ button: { verb: 'reason', code: 'R-WHERE' } }]);
    const note = { ...body, verb: 'note', value: { ...body.value, note: 'Bearing is warm' } };
    expect((await rig.ask('/console/tap', { body: note })).json).toEqual({ toast: null });
    expect(rig.inner.taps.at(-1)).toMatchObject({
      button: { verb: 'note', code: null },
      text: 'Bearing is warm',
    });
    const value = { v: 1, h: 'handover-1', r: 3, note: 'The pump is loud' };
    const passing = { ...TAP, verb: 'handover:note', value };
    expect((await rig.ask('/console/tap', { body: passing })).json).toEqual({ toast: null });
    expect(rig.inner.handovers).toMatchObject([
      { button: { verb: 'note', handover: 'handover-1', seen: 3 }, text: 'The pump is loud' },
    ]);
  });

  it.each([
    ['an unknown person', '/console/tap', { ...TAP, person: 'mallory' }, 403],
    ['nobody', '/console/tap', { ...TAP, person: '' }, 400],
    ['an unknown verb', '/console/tap', { ...TAP, verb: 'explode' }, 400],
    ['a value of another shape', '/console/tap', { ...TAP, value: { v: 2 } }, 400],
    ['no value', '/console/tap', { ...TAP, value: undefined }, 400],
    ['a post that is no text', '/console/tap', { ...TAP, post: 7 }, 400],
    ['an array', '/console/tap', [TAP], 400],
    ['text that is not JSON', '/console/tap', '{"person":', 400],
    ['an unknown person’s command', '/console/command', { ...COMMAND, person: 'mallory' }, 403],
    ['an unknown channel', '/console/command', { ...COMMAND, channel: 'c-moon' }, 400],
    ['an empty command', '/console/command', { ...COMMAND, text: '  ' }, 400],
    ['an endless command', '/console/command', { ...COMMAND, text: 'x'.repeat(2_001) }, 400],
    ['a body over the limit', '/console/tap', { ...TAP, more: 'x'.repeat(40_000) }, 413],
  ])('refuses %s in words', async (_what, path, body, status) => {
    const rig = await start();
    const answer = await rig.ask(path, { body });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json?.detail).toMatch(/\w+ \w+/);
    expect([rig.inner.taps, rig.inner.calls]).toEqual([[], []]);
  });

  it.each([
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  ])('takes plain JSON only, not %o', async (headers) => {
    const rig = await start();
    const answer = await rig.ask('/console/tap', { body: TAP, headers });
    expect(answer.status).toBe(415);
    expect(rig.inner.taps).toEqual([]);
  });
});

describe('without a password', () => {
  it.each(['localhost:3000', '127.0.0.1', '127.4.5.6:80', '[::1]:3000'])(
    'answers to %s',
    async (host) => {
      const rig = await start();
      expect((await rig.ask('/', { headers: { host } })).status).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'localhost.evil.example:3000',
    '127.0.0.1.evil.example',
    '192.168.1.7:3000',
  ])('does not answer to the name %s', async (host) => {
    const rig = await start();
    for (const path of ['/', '/console/state', '/console/live', '/console/console.js'])
      expect((await rig.ask(path, { headers: { host } })).status, path).toBe(421);
    expect((await rig.ask('/console/tap', { body: TAP, headers: { host } })).status).toBe(421);
    expect(rig.inner.taps).toEqual([]);
  });

  it.each([{ 'x-forwarded-for': '203.0.113.9' }, { forwarded: 'for=203.0.113.9' }])(
    'lets nobody in through a proxy (%o)',
    async (headers) => {
      const rig = await start();
      const answer = await rig.ask('/console/state', { headers });
      expect(answer.status).toBe(403);
      expect(answer.json?.detail).toContain('ANDON_CONSOLE_PASSWORD');
    },
  );

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses what another page sends (%o)', async (headers) => {
    const rig = await start();
    for (const path of ['/console/tap', '/console/command']) {
      const answer = await rig.ask(path, {
        body: path === '/console/tap' ? TAP : COMMAND,
        headers,
      });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    expect([rig.inner.taps, rig.inner.calls]).toEqual([[], []]);
  });

  it('takes what its own page sends', async () => {
    const rig = await start();
    const headers = { origin: rig.url, 'sec-fetch-site': 'same-origin' };
    expect((await rig.ask('/console/tap', { body: TAP, headers })).status).toBe(200);
  });

  it('may be opened by a link from elsewhere', async () => {
    const rig = await start();
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect((await rig.ask('/', { headers })).status).toBe(200);
    const frame = { ...headers, 'sec-fetch-dest': 'iframe' };
    expect((await rig.ask('/', { headers: frame })).status).toBe(403);
  });
});
