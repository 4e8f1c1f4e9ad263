// Who may load a kept picture: whoever may see the console, and whoever holds a link that we made. Over real HTTP.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { evidence, LINK_DAYS } from '../../bot/adapters/evidence.ts';
import { type Listening, listen } from '../../bot/adapters/http.ts';
import { PICTURE_MAX_BYTES, pictureLink } from '../../bot/adapters/teams/outgoing.ts';
import { DAY } from '../../bot/core/time.ts';
import type { PictureMemory } from '../../bot/ports/pictures.ts';
import { makeInner } from '../contracts/chat-rig.ts';
import { NOON } from '../core/world.ts';
import { pictureOf } from '../fakes/camera.ts';
import { fakeClock, listLog } from '../harness.ts';
import { type ConsoleRig, consoleRig, type RigOptions } from './console-rig.ts';

const PICTURE = pictureOf(9);
const { sha256 } = PICTURE;
const PUBLIC = 'https://andon.example.com';
const ALERT = 'alert-1';
const LIMITS = { freshMs: 1, perAlert: 1, keptBytes: 1_000 };

/** As if a card had wanted it and it had been fetched. */
async function keep(pictures: PictureMemory): Promise<void> {
  const wish = { message: 'm', alert: ALERT, url: 'http://cam-1/1.png', alt: '', isBrought: false };
  await pictures.want(wish, NOON, LIMITS);
  await pictures.claimFetch({ now: NOON, leaseUntil: NOON + 9, instance: 'one' }, LIMITS);
  const kept = { kind: 'kept', picture: PICTURE, at: NOON } as const;
  await pictures.finishFetch(wish.url, 'one', kept, LIMITS);
}

describe('a link', () => {
  const clock = fakeClock(NOON);
  const pictures = { picture: async (name: string) => (name === sha256 ? PICTURE : null) };
  const made = evidence({ publicUrl: PUBLIC, key: 'key-1' }, { pictures, clock });
  let server: Listening;

  beforeEach(async () => {
    clock.set(NOON);
    const doors = made.door === null ? [] : [made.door];
    server = await listen({ host: '127.0.0.1', port: 0, doors, log: listLog([]) });
  });
  afterEach(() => server.close());

  const pathOf = (link: string | null): string => (link ?? '').slice(PUBLIC.length);
  const load = (path: string, init: RequestInit = {}) => fetch(server.url + path, init);

  it('leads to the picture, which no browser takes for anything else', async () => {
    const answer = await load(pathOf(made.linkTo(sha256)));
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PICTURE.bytes);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      etag: `"${sha256}"`,
    });
    const headers = { 'if-none-match': `"${sha256}"` };
    expect((await load(pathOf(made.linkTo(sha256)), { headers })).status).toBe(304);
    const head = await load(pathOf(made.linkTo(sha256)), { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('stays the same all day, so that a card drawn again does not change', () => {
    const first = made.linkTo(sha256);
    clock.set(NOON + 11 * 60 * 60 * 1_000);
    expect(made.linkTo(sha256)).toBe(first);
    clock.set(NOON + DAY);
    expect(made.linkTo(sha256)).not.toBe(first);
  });

  it('ends', async () => {
    const path = pathOf(made.linkTo(sha256));
    clock.set(NOON + LINK_DAYS * DAY);
    expect((await load(path)).status).toBe(200);
    clock.set(NOON + (LINK_DAYS + 1) * DAY);
    expect((await load(path)).status).toBe(404);
  });

  it('of anybody else leads nowhere, and nobody learns why', async () => {
    const path = pathOf(made.linkTo(sha256));
    const other = evidence({ publicUrl: PUBLIC, key: 'key-2' }, { pictures, clock });
    const [, , , ticket = ''] = path.split('/');
    const [day = '', signature = ''] = ticket.split('.');
    const forged = [
      pathOf(other.linkTo(sha256)),
      pathOf(made.linkTo('ab'.repeat(32))),
      path.replace(sha256, 'cd'.repeat(32)),
      path.replace(`/${day}.`, `/${Number(day) + 1}.`),
      path.replace(signature, `${'A'.repeat(42)}a`),
    ];
    const answers = await Promise.all(forged.map((p) => load(p)));
    const seen = await Promise.all(answers.map(async (a) => [a.status, await a.text()]));
    expect(new Set(seen.map((s) => JSON.stringify(s))).size).toBe(1);
    expect(seen[0]?.[0]).toBe(404);
    expect((await load(path.replace(`/${day}.`, `/0${day}.`))).status).toBe(404);
  });

  test.each([
    'http://andon.example.com',
    'https://andon.plant.local',
    'https://10.0.4.1',
    'https://nas',
  ])('is not made where the internet can’t come: %s', (publicUrl) => {
    const none = evidence({ publicUrl, key: 'key-1' }, { pictures, clock });
    expect(none.door).toBeNull();
    expect(none.linkTo(sha256)).toBeNull();
  });

  it('is given to Teams for small pictures only', () => {
    const kept = { kind: 'kept', sha256, size: PICTURE_MAX_BYTES, ref: null } as const;
    const linkTo = pictureLink(made.linkTo);
    expect(linkTo(kept)).toBe(made.linkTo(sha256));
    expect(linkTo({ ...kept, size: PICTURE_MAX_BYTES + 1 })).toBeNull();
  });
});

describe('the console', () => {
  const open: ConsoleRig[] = [];
  afterEach(async () => {
    for (const rig of open.splice(0)) await rig.close();
  });
  async function start(options: RigOptions = {}): Promise<ConsoleRig> {
    const rig = await consoleRig(makeInner().reactions, options);
    open.push(rig);
    await keep(rig.pictures);
    return rig;
  }
  const PATH = `/evidence/${sha256}`;

  it('shows it to this machine, and its policy lets the page draw it', async () => {
    const rig = await start();
    const answer = await rig.ask(PATH);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': expect.stringContaining('private'),
    });
    const page = await rig.ask('/');
    expect(page.headers['content-security-policy']).toContain("img-src 'self'");
  });

  it('shows it to nobody who may not see the console', async () => {
    const rig = await start();
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await rig.ask(PATH, { headers: foreign })).status).toBe(403);
    expect((await rig.ask(PATH, { headers: { host: 'evil.example' } })).status).toBe(421);
    const locked = await start({ isLoopback: false, password: 'a-long-password' });
    expect((await locked.ask(PATH)).status).toBe(401);
  });

  it('knows no other picture, and no other way to ask', async () => {
    const rig = await start();
    expect((await rig.ask(`/evidence/${'ab'.repeat(32)}`)).status).toBe(404);
    expect((await rig.ask(PATH, { method: 'POST', body: {} })).status).toBe(405);
    for (const path of ['/evidence/', '/evidence/../etc', `/evidence/${sha256.toUpperCase()}`])
      expect((await rig.ask(path)).status).toBe(404);
  });
});
