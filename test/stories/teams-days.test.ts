// A whole bot on a bad day of Teams, on the wire: each ends in the right card, once, and whoever must act is told once.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Floor, openFloor } from '../conformance/floor.ts';
import type { Seen } from '../conformance/stand.ts';
import { teamsStand } from '../conformance/teams-stand.ts';
import type { TeamsServer } from '../fakes/teams-server.ts';

let floor: Floor;
let teams: TeamsServer;
beforeEach(async () => {
  const stand = await teamsStand();
  teams = stand.teams;
  floor = await openFloor(stand, ({ routes }) => ({
    routes: [{ match: { asset: 'floor/*' }, channel: 'floor' }, ...(routes as readonly object[])],
  }));
});
afterEach(() => floor.close());

const AT_FLOOR = { asset: 'floor/press-2', key: 'floor' };

async function only(channel: 'line-1' | 'floor' = 'line-1'): Promise<Seen> {
  const cards = await floor.stand.top(channel);
  expect(cards).toHaveLength(1);
  const [card] = cards;
  if (card === undefined) throw new Error('no card');
  return card;
}

async function pass(minutes: number): Promise<void> {
  for (let n = 0; n < minutes; n += 1) await floor.advance('1m');
}

/** What was said to the admin about places that nothing can be brought to. */
async function news(): Promise<readonly string[]> {
  const said = await floor.stand.direct('ada');
  return said.map((m) => m.text).filter((t) => /line-1 \(Teams\)/i.test(t));
}

test('Teams answers 502 for minutes: the card stands once, and shows the newest state', async () => {
  await floor.detect();
  const before = await only();
  void teams.fail({ of: 'call', kind: 'status', status: 502, times: 4 });
  expect((await floor.tap('ana', 'confirm', before)).status).toBe(200);
  await floor.detect({ key: 'second', title: 'Dent' });
  await pass(6);
  const cards = await floor.stand.top('line-1');
  expect(cards.map((c) => /Dent/.test(c.text))).toEqual([false, true]);
  expect(cards[0]?.text).toContain('Ana');
});

test('limited again and again in one channel: it waits as asked, and the other channel does not', async () => {
  await floor.detect();
  await floor.detect(AT_FLOOR);
  void teams.fail({
    of: 'call',
    kind: 'status',
    status: 429,
    retryAfter: '5',
    in: teams.channel,
    times: 3,
  });
  const [line, press] = [await floor.card(), await floor.card('floor')];
  await floor.tap('ana', 'confirm', line);
  await floor.tap('ana', 'confirm', press);
  expect((await only('floor')).text).toContain('Ana');
  const limited = () => teams.calls.filter((c) => c.status === 429).length;
  expect(limited()).toBe(1);
  await floor.advance('4s');
  expect(limited()).toBe(1);
  for (let n = 0; n < 4; n += 1) await floor.advance('5s');
  expect(limited()).toBe(3);
  expect((await only()).text).toContain('Ana');
});

test('the service moves in mid-flight: taps, updates and new cards go on', async () => {
  await floor.detect();
  teams.move();
  await floor.tap('ana', 'confirm');
  expect((await only()).text).toContain('Ana');
  await floor.detect({ key: 'second' });
  expect(await floor.stand.top('line-1')).toHaveLength(2);
});

test('the app is taken away from the team: the admin hears of the place once, the lead is asked directly', async () => {
  await floor.detect();
  floor.stand.shut('line-1');
  await floor.type('ana', 'mine');
  for (let n = 0; n < 5; n += 1) await floor.detect({ key: `k-${n}`, title: `Fault ${n}` });
  await floor.advance('2s');
  expect(await news()).toHaveLength(1);
  expect((await floor.stand.direct('sam')).length).toBeGreaterThanOrEqual(5);
  await pass(30);
  expect(await news()).toHaveLength(1);
  teams.world.shut.clear();
  await floor.detect({ key: 'back' });
  // It is well again, which is said once too.
  expect(await news()).toHaveLength(2);
});

test('somebody deletes the card: it comes again with the next change, once', async () => {
  await floor.detect();
  floor.stand.remove(await floor.card());
  await floor.type('ana', `take ${(await floor.alert()).id}`);
  await pass(2);
  expect((await only()).text).toContain('Ana');
});

test('a detection with the longest texts there are is shown within the budget', async () => {
  const long = '🚨 Überhitzung am *Hauptgetriebe* <at>alle</at> '.repeat(40);
  await floor.detect({
    title: long,
    asset: `floor/${long}`,
    reasons: Array.from({ length: 50 }, () => long),
    readings: Array.from({ length: 50 }, () => ({ name: long, value: 1, unit: long, limit: 0.5 })),
    evidence: [{ kind: 'image', url: `https://a.example.com/${'x'.repeat(1_900)}.png`, alt: long }],
  });
  const { address } = await only('floor');
  const activity = JSON.stringify(teams.message(address)?.activity);
  expect(Buffer.byteLength(activity)).toBeLessThan(29 * 1_024);
});

test('a tap on a card two revisions old is judged by the row as it is', async () => {
  await floor.detect();
  const old = await only();
  await floor.tap('ana', 'take');
  await floor.tap('ole', 'cant-tell');
  await floor.tap('sam', 'confirm', old);
  expect(await floor.alert()).toMatchObject({ verdict: 'real', work: 'owned' });
  await floor.tap('ole', 'escalate', old);
  await floor.hears('ole', /./);
  expect((await floor.alert()).level).toBe(0);
  expect((await only()).text).toContain('Sam');
});

test('a hundred taps in a second: all are answered, one decides, the card is updated a few times', async () => {
  await floor.detect();
  const card = await only();
  const who = ['ana', 'ole', 'sam', 'ada', 'mia'] as const;
  const before = teams.calls.length;
  const sent = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      floor.stand.press(
        who[n % who.length] ?? 'ana',
        card,
        (n % who.length) % 2 === 0 ? 'confirm' : 'reject',
      ),
    ),
  );
  expect(sent.every((s) => s.status === 200)).toBe(true);
  await floor.settle();
  const kinds = await floor.events();
  expect(kinds.filter((k) => k === 'confirmed' || k === 'rejected')).toHaveLength(1);
  const updates = teams.calls.slice(before).filter((c) => c.operation === 'update');
  expect(updates.length).toBeLessThanOrEqual(5);
  expect((await only()).text).toMatch(/Confirmed|Rejected/);
});

test('a lost answer leaves two cards: a tap on the one that nobody knows works and removes it', async () => {
  floor.stand.fail('lost-answer');
  await floor.detect();
  await floor.advance('31s');
  const [orphan, known] = await floor.stand.top('line-1');
  expect(known).toBeDefined();
  await floor.tap('ana', 'confirm', orphan);
  await expect.poll(async () => (await floor.stand.top('line-1')).length).toBe(1);
  await floor.settle();
  expect((await only()).address).toBe(known?.address);
  expect((await only()).text).toContain('Ana');
});
