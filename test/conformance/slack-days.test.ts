// Bad days that only Slack has, with a whole bot in front of Slack on the wire: each ends in the right card, nothing is lost or
// said twice, and the admin is told once, not for each alert.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SlackRoom } from '../fakes/slack-api.ts';
import { type Floor, openFloor } from './floor.ts';
import { type SlackStand, slackStand } from './slack-stand.ts';

const LINE_1 = 'C0LINE0001';
const FLOOR = 'C0FLOOR001';
const POST = 'chat.postMessage';

let stand: SlackStand;
let floor: Floor;

beforeEach(async () => {
  stand = await slackStand('http');
  floor = await openFloor(stand, (usual) => ({
    routes: [
      { match: { asset: 'floor/*' }, channel: 'floor', policy: 'standard' },
      ...(usual.routes as object[]),
    ],
  }));
});
afterEach(() => floor.close());

async function many(count: number, name: string, asset = 'line-1/station-12'): Promise<void> {
  for (let n = 0; n < count; n += 1)
    await floor.detect({ key: `${name}-${n}`, title: `${name} ${n}`, asset });
}

/** Slack's clock goes with the bot's. */
async function advance(duration: string): Promise<void> {
  await floor.advance(duration);
  stand.slack.world.clock = floor.clock.now() * 1_000;
}

function room(id: string, change: Partial<SlackRoom>): void {
  const found = stand.slack.world.rooms.get(id);
  if (found !== undefined) stand.slack.world.rooms.set(id, { ...found, ...change });
}

/** What the admin was told of places, oldest first. */
async function told(): Promise<readonly string[]> {
  const all = await stand.direct('ada');
  return all.map((m) => m.text).filter((text) => /can(’t)? be reached/.test(text));
}

function calls(method: string, channel: string): number {
  return stand.slack.calls.filter((c) => c.method === method && c.args.channel === channel).length;
}

async function titles(channel: 'line-1' | 'floor'): Promise<readonly string[]> {
  const cards = (await stand.top(channel)).filter((m) => m.buttons.length > 0);
  return cards.map((m) => /: (\w+ \d+)/.exec(m.text)?.[1] ?? '');
}

describe('a place that refuses the bot', () => {
  const ways: readonly [string, (isOn: boolean) => void, RegExp][] = [
    ['thrown out', (isOn) => room(LINE_1, { hasBot: !isOn }), /not a member/],
    ['archived', (isOn) => room(LINE_1, { isArchived: isOn }), /archived/],
    [
      'deleted',
      (isOn) => room(LINE_1, { team: isOn ? 'T0GONE0001' : 'T0OURS0001' }),
      /no such channel/,
    ],
  ];
  test.each(ways)(
    '%s: the lead is asked directly, the admin is told once',
    async (_, refuse, why) => {
      refuse(true);
      await many(5, 'scratch');
      await floor.advance('1s');
      expect(await told()).toEqual([expect.stringMatching(why)]);
      // The lead has a card of each, and one tap answers.
      const cards = (await stand.direct('sam')).filter((m) => m.buttons.length > 0);
      expect(cards).toHaveLength(5);
      const [card] = cards;
      if (card === undefined) throw new Error('no card');
      await floor.tap('sam', 'confirm', card);
      const [after] = (await stand.direct('sam')).filter((m) => m.address === card.address);
      expect(after?.text).toMatch(/Confirmed.*Sam Supervisor/);

      refuse(false);
      await many(3, 'dent');
      // What is still open gets the card that it never had there.
      const missed = [0, 1, 2, 3, 4].map((n) => `scratch ${n}`);
      expect([...(await titles('line-1'))].sort()).toEqual([
        'dent 0',
        'dent 1',
        'dent 2',
        ...missed,
      ]);
      expect((await told()).slice(1)).toEqual([expect.stringMatching(/can be reached again/)]);
    },
  );

  test('thrown out with cards standing: the next change after the return is the newest state', async () => {
    await floor.detect();
    room(LINE_1, { hasBot: false });
    const { id } = await floor.alert();
    await floor.type('ana', `take ${id}`);
    await floor.type('ana', `confirm ${id}`);
    expect(await told()).toHaveLength(1);
    expect(await floor.events()).not.toContain('unreachable');
    room(LINE_1, { hasBot: true });
    await floor.type('ana', `resolve ${id}`);
    expect((await floor.card()).text).toMatch(/Resolved/);
    expect(await told()).toHaveLength(2);
  });

  test('a person whose account is off: the others are told, and the alert climbs on', async () => {
    stand.slack.world.users.set(stand.userOf('sam'), {
      team: 'T0OURS0001',
      name: 'sam',
      isOff: true,
    });
    room(LINE_1, { hasBot: false });
    await many(3, 'scratch');
    await floor.advance('2s');
    expect(await told()).toEqual([
      expect.stringMatching(/channel line-1/),
      expect.stringMatching(/Sam Supervisor.*can’t be written to/),
    ]);
    expect(await floor.alert()).toMatchObject({ level: 2, attention: 'new' });
    expect(await titles('floor')).toEqual(['scratch 0', 'scratch 1', 'scratch 2']);
  });
});

test('a token that is revoked: everything waits, climbs by its clock, and is said once it is mended', async () => {
  stand.slack.fail({ kind: 'error', code: 'token_revoked', isLasting: true });
  await many(3, 'scratch');
  await advance('11m');
  expect(stand.slack.world.messages).toEqual([]);
  expect((await floor.store.troubles()).map((t) => [t.isWide, t.refusal])).toEqual([
    [true, 'credentials'],
  ]);
  expect(await floor.alert()).toMatchObject({ level: 1 });
  stand.slack.mend();
  await advance('2m');
  // Questions follow their cards.
  await advance('5s');
  expect(await titles('line-1')).toEqual(['scratch 0', 'scratch 1', 'scratch 2']);
  for (const card of await stand.top('line-1')) {
    expect(card.text).toMatch(/Climbed/);
    const thread = await stand.thread('line-1', card.address);
    expect(thread.filter((m) => /Nobody has answered/.test(m.text))).toHaveLength(1);
  }
  expect(await told()).toHaveLength(2);
  expect(await floor.store.troubles()).toEqual([]);
});

test('Slack is down for an hour: all of it after, in order, once, and as it is by then', async () => {
  stand.slack.fail({ kind: 'status', status: 503, isLasting: true });
  await many(4, 'scratch');
  for (let n = 0; n < 12; n += 1) await advance('5m');
  const { id } = await floor.alert();
  // Meanwhile somebody answers by another way, and the clock went on.
  expect((await floor.alert()).level).toBe(2);
  await floor.type('ana', `confirm ${id}`);
  stand.slack.mend();
  for (let n = 0; n < 3; n += 1) await advance('1m');
  expect([...(await titles('line-1'))].sort()).toEqual([
    'scratch 0',
    'scratch 1',
    'scratch 2',
    'scratch 3',
  ]);
  const keys = stand.slack.world.messages.map((m) => JSON.stringify(m.metadata));
  expect(new Set(keys).size).toBe(keys.length);
  const newest = await stand.top('line-1');
  expect(newest.filter((m) => /Confirmed/.test(m.text))).toHaveLength(1);
  expect(newest.every((m) => /Shown late/.test(m.text))).toBe(true);
  expect(await told()).toEqual([]);
});

test('a storm of 429 on one channel: the other goes on, nothing is dropped, no call before its time', async () => {
  const limit = () =>
    stand.slack.fail({ method: POST, channel: LINE_1, kind: 'limited', retryAfterS: 300 });
  for (let n = 0; n < 3; n += 1) limit();
  await many(4, 'scratch');
  await many(3, 'dent', 'floor/press');
  expect(await titles('floor')).toEqual(['dent 0', 'dent 1', 'dent 2']);
  expect([calls(POST, LINE_1), calls(POST, FLOOR)]).toEqual([1, 3]);
  await floor.advance('4m');
  expect(calls(POST, LINE_1)).toBe(1);
  // Neither does a process that starts meanwhile and was told nothing itself.
  await floor.restart();
  await many(1, 'late');
  expect(calls(POST, LINE_1)).toBe(1);
  await floor.advance('2m');
  expect(calls(POST, LINE_1)).toBe(2);
  await floor.advance('6m');
  expect(calls(POST, LINE_1)).toBe(3);
  await floor.advance('6m');
  expect(await titles('line-1')).toEqual([
    'scratch 0',
    'scratch 1',
    'scratch 2',
    'scratch 3',
    'late 0',
  ]);
  const [first] = await stand.top('line-1');
  expect(first?.text).toMatch(/Shown late.*asked for a pause/);
  expect(await told()).toEqual([]);
});

test('somebody deletes the card: it stands once, as it is now, and questions go under the new one', async () => {
  const id = await floor.detect();
  const before = await floor.card();
  stand.remove(before);
  await floor.type('ana', `take ${id}`);
  const after = await floor.card();
  expect(after.address).not.toBe(before.address);
  expect(await titles('line-1')).toHaveLength(1);
  expect(after.text).toMatch(/Ana Ruiz/);
  await floor.advance('61m');
  expect((await stand.thread('line-1', after.address)).map((m) => m.text).join()).toMatch(
    /Still on it/,
  );
});

test('a card that Slack finds too much keeps its buttons, and they work', async () => {
  for (let n = 0; n < 2; n += 1)
    stand.slack.fail({ method: POST, kind: 'error', code: 'msg_blocks_too_long' });
  await floor.detect({
    reasons: ['3rd hit on this station'],
    evidence: [{ kind: 'image', url: 'https://cdn.example.com/frame.png', alt: 'Scratch' }],
  });
  const card = await floor.card();
  expect(card.text).not.toMatch(/3rd hit/);
  expect(card.buttons.map((b) => b.verb).slice(0, 3)).toEqual(['confirm', 'reject', 'escalate']);
  await floor.tap('ana', 'confirm');
  expect((await floor.card()).text).toMatch(/Confirmed.*Ana Ruiz/);
  expect(await told()).toEqual([]);
});
