// The live stream: every browser gets every change once, also what happened while it was away, and a browser that does not
// read is let go.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MAX_BROWSERS } from '../../bot/adapters/console/live.ts';
import type { Place } from '../../bot/ports/chat.ts';
import type { ConsolePost } from '../../bot/ports/notes.ts';
import { makeInner } from '../contracts/chat-rig.ts';
import { alertContent, confirmedContent } from '../contracts/chat-views.ts';
import { ana, type ConsoleRig, consoleRig } from './console-rig.ts';
import { openStream, type Stream } from './console-stream.ts';

const CHANNEL: Place = { channel: 'c-line-1', person: null, thread: null };
const THEIRS: ConsolePost = {
  id: 'theirs',
  key: 'k',
  channel: 'c-line-1',
  person: null,
  thread: null,
  alert: 'a',
  summary: 'From another replica.',
  card: {},
  postedAt: 0,
  updatedAt: 0,
};
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(): Promise<ConsoleRig> {
  const rig = await consoleRig(makeInner().reactions);
  closing.push(rig.close);
  return rig;
}

async function stream(rig: ConsoleRig, query = '', headers = {}): Promise<Stream> {
  const opened = await openStream(`${rig.url}/console/live${query}`, headers);
  closing.push(opened.close);
  return opened;
}

async function post(rig: ConsoleRig, key: string, title = key): Promise<string> {
  const posted = await rig.chat.post(CHANNEL, alertContent({ title }), key);
  return posted.ok ? posted.address : '';
}

describe('the live stream', () => {
  it('brings every change to two browsers at once', async () => {
    const rig = await start();
    const [one, two] = [await stream(rig), await stream(rig)];
    expect([one.status, one.type]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const id = await post(rig, 'a');
    await rig.chat.update(CHANNEL, id, confirmedContent(ana));
    for (const browser of [one, two]) {
      const events = await vi.waitFor(async () => {
        const all = await browser.wait('post', 1);
        expect(JSON.stringify(all.at(-1)?.body)).toContain('resolve');
        return all;
      });
      expect(events.every((e) => (e.body.post as { id: string }).id === id)).toBe(true);
      expect(events.at(-1)?.id).toBe('2');
    }
  });

  it('gives what was missed since the last event id, once and in order, and goes on', async () => {
    const rig = await start();
    await post(rig, 'a');
    const first = await stream(rig, '?since=0');
    const last = (await first.wait('post', 1)).at(-1)?.id ?? '';
    first.close();
    await post(rig, 'b');
    await post(rig, 'c');
    const again = await stream(rig, '?since=0', { 'last-event-id': last });
    await post(rig, 'd');
    const events = await again.wait('post', 3);
    const titles = events.map((e) => JSON.stringify(e.body).match(/: ([b-d])[ ,"]/)?.[1]);
    expect(events.map((e) => e.id)).toEqual(['2', '3', '4']);
    expect(titles).toEqual(['b', 'c', 'd']);
  });

  it('gives a long absence in full, more than one batch of it', async () => {
    const rig = await start();
    for (let n = 1; n <= 250; n += 1) await post(rig, `key ${n}`);
    const events = await (await stream(rig, '?since=0')).wait('post', 250);
    expect(events.map((e) => Number(e.id))).toEqual(Array.from({ length: 250 }, (_, i) => i + 1));
  });

  it('sends only what is new to whoever has seen nothing yet', async () => {
    const rig = await start();
    await post(rig, 'a');
    const browser = await stream(rig);
    await post(rig, 'b');
    expect((await browser.wait('post', 1)).map((e) => e.id)).toEqual(['2']);
  });

  it('tells a browser from another time to read everything anew', async () => {
    const rig = await start();
    await post(rig, 'a');
    const browser = await stream(rig, '?since=999');
    expect((await browser.wait('reset', 1)).map((e) => e.id)).toEqual(['1']);
  });

  it('keeps direct messages from everybody else', async () => {
    const rig = await start();
    const [hers, his] = [await stream(rig, '?person=ana'), await stream(rig, '?person=ben')];
    await rig.chat.post({ channel: null, person: ana, thread: null }, alertContent(), 'direct');
    await post(rig, 'for all');
    await hers.wait('post', 2);
    expect((await his.wait('post', 1)).map((e) => e.id)).toEqual(['2']);
  });

  it('sees what another replica wrote', async () => {
    const rig = await start();
    const browser = await stream(rig);
    await rig.memory.add(THEIRS);
    expect((await browser.wait('post', 1))[0]?.body.post).toMatchObject({ id: 'theirs' });
  });

  it.each(['?since=-1', '?since=abc', '?since=1.5'])('refuses %s', async (query) => {
    const rig = await start();
    expect((await rig.ask(`/console/live${query}`)).status).toBe(400);
  });

  it('ends when the bot stops, so that browsers look for the next one', async () => {
    const rig = await start();
    const browser = await stream(rig);
    await rig.chat.stop();
    await vi.waitFor(() => expect(browser.hasEnded()).toBe(true));
    expect((await rig.ask('/console/live')).status).toBe(503);
  });

  it('takes no more browsers than it can serve', async () => {
    const rig = await start();
    const all = Array.from({ length: MAX_BROWSERS }, () => stream(rig));
    const opened = await Promise.all(all);
    expect(opened.every((s) => s.status === 200)).toBe(true);
    const refused = await rig.ask('/console/live');
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '10']);
    opened[0]?.close();
    await vi.waitFor(async () => expect((await stream(rig)).status).toBe(200));
  });

  it('keeps lines alive with heartbeats, and ends those whose session is over', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const rig = await consoleRig(makeInner().reactions, { password: 'secret' });
    closing.push(rig.close, () => vi.useRealTimers());
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await rig.ask('/console/sign-in', { body: 'password=secret', headers });
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    const browser = await stream(rig, '', { cookie });
    await browser.wait('hello', 1);
    vi.advanceTimersByTime(15_000);
    await browser.wait('beat', 1);
    rig.clock.at += 13 * 3_600_000;
    vi.advanceTimersByTime(15_000);
    await vi.waitFor(() => expect(browser.hasEnded()).toBe(true));
  });

  it('goes at the pace of who reads, and lets go who does not', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    closing.push(() => vi.useRealTimers());
    const rig = await start();
    const reader = await stream(rig);
    const deaf = await deafBrowser(rig);
    const card = { text: 'x'.repeat(25_000) };
    const count = 800;
    for (let n = 1; n <= count; n += 1)
      await rig.memory.add({ ...THEIRS, id: `p${n}`, key: `k${n}`, card });
    vi.advanceTimersByTime(500);
    await reader.wait('post', count);
    for (let beat = 1; beat <= 3; beat += 1) {
      vi.advanceTimersByTime(15_000);
      await reader.wait('beat', beat);
    }
    expect(await deaf.readToEnd()).toBeLessThan(count * 25_000);
    expect(reader.hasEnded()).toBe(false);
    const ids = (await reader.wait('post', count)).map((e) => Number(e.id));
    expect(ids).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  });
});

/** Opens a stream and reads nothing until it is told to; then gives the number of bytes until the end. */
async function deafBrowser(rig: ConsoleRig): Promise<{ readToEnd(): Promise<number> }> {
  const { host, hostname, port } = new URL(rig.url);
  const socket = connect(Number(port), hostname);
  closing.push(() => socket.destroy());
  socket.pause();
  socket.write(`GET /console/live HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await once(socket, 'readable');
  let bytes = 0;
  return {
    readToEnd: async () => {
      socket.on('data', (chunk) => {
        bytes += chunk.length;
      });
      socket.on('error', () => undefined);
      await once(socket, 'close');
      return bytes;
    },
  };
}
