// A condition that lasts longer than what suppressed it, from a producer that reports its onset and its end and nothing between: it
// is shown once nothing suppresses it any more. ISA-18.2: an alarm that returns from suppression while it is active is annunciated.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import type { Plant } from '../../bot/core/plant.ts';
import { HOUR } from '../../bot/core/time.ts';
import { openStore } from '../../prisma/store.ts';
import { NOON, plant as smallPlant } from '../core/world.ts';
import { type Harness, story } from '../harness.ts';

const ACTIVE = { status: 'active' } as const;
const CLEARED = { status: 'cleared' } as const;

const planned: Partial<Plant> = {
  suppress: [
    {
      match: { asset: 'line-1/*' },
      windows: [{ kind: 'once', from: NOON, until: NOON + HOUR }],
      assetStates: null,
      reason: 'cleaning in place',
    },
    { match: { type: 'vibration' }, windows: null, assetStates: ['stopped'], reason: 'stands' },
    {
      match: { type: 'leak', severity: 'critical' },
      windows: [{ kind: 'once', from: NOON, until: NOON + HOUR }],
      assetStates: null,
      reason: 'pressure test',
    },
  ],
};

/** Sam's word is done, and its answer is beside the point. */
async function says(h: Harness, text: string): Promise<void> {
  await h.type('sam', text);
  expect(h.heard('sam')).not.toMatch(/Nothing of this kind|from 1 min/);
}

story(
  'a condition that began in the window is a card when it ends, and its clock starts then',
  async (h) => {
    expect(await h.detect({ id: '1', ...ACTIVE })).toMatchObject({ status: 'logged' });
    await h.advance('59m');
    h.expectQuiet();
    await h.advance('1m');
    h.expectCard(/Scratch on housing/);
    const alert = await h.alert();
    expect(alert).toMatchObject({ openedAt: NOON + HOUR, count: 1, level: 0 });
    const { events, detections } = await h.memory.store.history(alert.id);
    expect(events.map((e) => e.kind)).toEqual(['opened']);
    expect(detections).toMatchObject([{ detection: { id: '1' }, receivedAt: NOON, revision: 1 }]);
    // Sent again it is the same one, and the next one joins.
    expect(await h.detect({ id: '1', ...ACTIVE })).toMatchObject({
      status: 'duplicate',
      alert: alert.id,
    });
    expect(await h.detect({ id: '2', ...ACTIVE })).toMatchObject({ status: 'joined' });
    await h.advance('9m');
    h.expectQuiet();
    await h.advance('1m');
    h.expectAsked('sam');
    expect(await h.detect({ id: '1', ...CLEARED })).toMatchObject({ status: 'joined' });
    await h.advance('1h');
    expect((await h.memory.store.alerts({}, 9, null)).items).toHaveLength(1);
  },
  { plant: planned },
);

story(
  'what is over by then, what tells of no condition, and what came before the newest is not shown',
  async (h) => {
    await h.detectAll([
      { id: '1', key: 'over', ...ACTIVE },
      { id: '2', key: 'event' },
      { id: '3', key: 'event after', ...ACTIVE },
      { id: '4', key: 'at once', ...ACTIVE },
      { id: '5', key: 'at once', ...CLEARED },
      { id: '6', key: 'back', ...ACTIVE },
      { id: '7', key: 'back', ...CLEARED },
      { id: '8', key: 'back', ...ACTIVE },
    ]);
    await h.advance('10m');
    await h.detectAll([
      { id: '1', key: 'over', ...CLEARED },
      { id: '9', key: 'event after' },
      { id: '8', key: 'back', ...ACTIVE },
    ]);
    await h.advance('3h');
    h.expectCard(/Scratch/);
    const { items } = await h.memory.store.alerts({}, 9, null);
    expect(items.map((a) => a.key)).toEqual(['back']);
    expect((await h.memory.store.opening(items[0]?.id ?? ''))?.detection.id).toBe('8');
    h.skipRest();
  },
  { plant: planned },
);

story('where something else still suppresses it, nothing is shown until that ends', async (h) => {
  await says(h, 'maintenance line-1/* 1h belt');
  await h.detect({ id: '1', ...ACTIVE });
  await h.advance('30m');
  await says(h, 'maintenance line-1/station-12 2h camera');
  await h.advance('119m');
  h.expectQuiet();
  await h.advance('1m');
  h.expectCard(/Scratch/);
});

story('a word ends it: of maintenance, of out of service, of a state', async (h) => {
  await says(h, 'maintenance line-1/* 4h belt');
  await says(h, 'out-of-service line-2/m7 waits for parts');
  await h.detect({ id: '1', ...ACTIVE });
  await h.detect({ id: '2', asset: 'line-2/m7', key: 'm7', ...ACTIVE });
  await h.advance('10m');
  h.expectQuiet();
  await says(h, 'maintenance off line-1/*');
  await h.advance('1s');
  h.expectCard(/station-12/);
  h.expectQuiet();
  await says(h, 'in-service line-2/m7');
  await h.advance('1s');
  h.expectCard(/m7/);
});

story(
  'another state of the asset shows what the one before hid; what the producer says itself stays',
  async (h) => {
    const vibration = { asset: 'line-2/m1', type: 'vibration', ...ACTIVE };
    await says(h, 'state line-2/m1 stopped');
    await h.detectAll([
      { id: '1', key: 'v', ...vibration },
      { id: '2', key: 'told', ...vibration, extra: { assetState: 'stopped' } },
    ]);
    await h.advance('10m');
    h.expectQuiet();
    await says(h, 'state line-2/m1 running');
    await h.advance('1s');
    h.expectCard(/line-2/);
    expect((await h.alert()).key).toBe('v');
  },
  { plant: planned },
);

story(
  'the plant file loses the rule: what it hid is shown',
  async (h) => {
    await h.detect({
      id: '1',
      asset: 'line-2/m1',
      type: 'vibration',
      key: 'v',
      ...ACTIVE,
      extra: { assetState: 'stopped' },
    });
    await h.advance('10m');
    h.expectQuiet();
    const { live } = h.app;
    live.adopt(live.inForce, { ...live.around.plant, suppress: [] }, live.around.people);
    await h.advance('1s');
    h.expectCard(/line-2/);
  },
  { plant: planned },
);

story(
  'critical is shown at once; where a rule names it, when the window ends',
  async (h) => {
    await h.detect({ id: '1', severity: 'critical', key: 'c', ...ACTIVE });
    h.expectCard(/Critical/);
    await h.tap('ana', 'Reject');
    const leak = { asset: 'line-2/m1', type: 'leak', severity: 'critical', key: 'l' } as const;
    expect(await h.detect({ id: '2', ...leak, ...ACTIVE })).toMatchObject({ status: 'logged' });
    await h.advance('59m');
    h.expectQuiet();
    await h.advance('1m');
    h.expectCard(/Critical/);
    expect((await h.memory.store.alerts({}, 9, null)).items).toHaveLength(2);
  },
  { plant: planned },
);

const folder = { now: '' };
story(
  'a process that begins anew in the window shows it, on the file, too',
  async (h) => {
    await h.detect({ id: '1', ...ACTIVE });
    await h.restart();
    await h.advance('59m');
    h.expectQuiet();
    await h.restart();
    await h.advance('1m');
    h.expectCard(/Scratch/);
    const { id } = await h.alert();
    expect((await h.memory.store.opening(id))?.detection.id).toBe('1');
    expect((await h.memory.store.view(id))?.latest.id).toBe('1');
    await h.restart();
    await h.advance('1m');
    h.expectQuiet();
    rmSync(folder.now, { recursive: true, force: true });
  },
  {
    plant: planned,
    memory: async (deps) => {
      folder.now = mkdtempSync(path.join(os.tmpdir(), 'andon-suppressed-'));
      return openStore(`file:${path.join(folder.now, 'andon.db')}`, deps);
    },
  },
);

story(
  'many at once are a flood: ten cards and a digest; more than one round takes come with the next',
  async (h) => {
    await h.detectAll(
      Array.from({ length: 230 }, (_, n) => ({ id: `${n}`, key: `k-${n}`, ...ACTIVE })),
    );
    await h.advance('1h');
    const cards = () => h.chat.messages().filter((m) => m.content.kind === 'alert').length;
    expect(cards()).toBe(10);
    const open = async () => (await h.memory.store.alerts({ state: 'open' }, 500, null)).items;
    expect(await open()).toHaveLength(200);
    await h.advance('1s');
    expect(await open()).toHaveLength(230);
    expect(cards()).toBe(10);
    expect(h.chat.messages().filter((m) => m.content.kind === 'digest')).toHaveLength(6);
    h.skipRest();
  },
  { plant: planned, isStormOn: true },
);

story(
  'what still waits keeps nobody from being seen: each round looks further',
  async (h) => {
    await says(h, 'out-of-service line-1/* rebuilt');
    await h.detectAll(
      Array.from({ length: 200 }, (_, n) => ({ id: `${n}`, key: `a-${n}`, ...ACTIVE })),
    );
    await h.detect({
      id: 'z',
      key: 'z',
      asset: 'line-2/m1',
      type: 'vibration',
      ...ACTIVE,
      extra: { assetState: 'stopped' },
    });
    const { live } = h.app;
    live.adopt(live.inForce, { ...live.around.plant, suppress: [] }, live.around.people);
    await h.advance('1s');
    h.expectQuiet();
    await h.advance('1s');
    h.expectCard(/line-2/);
    await says(h, 'in-service line-1/*');
    await h.advance('1s');
    await h.advance('1s');
    expect((await h.memory.store.alerts({ state: 'open' }, 500, null)).items).toHaveLength(201);
    h.skipRest();
  },
  { plant: planned },
);

story(
  'a closed alert comes back where its route wants that',
  async (h) => {
    h.clock.set(NOON - 60_000);
    await h.detect({ id: '1', ...ACTIVE });
    h.expectCard(/Scratch/);
    expect(await h.detect({ id: '1', ...CLEARED })).toMatchObject({ status: 'joined' });
    await h.advance('5m');
    expect(await h.detect({ id: '2', ...ACTIVE })).toMatchObject({ status: 'logged' });
    await h.advance('1h');
    h.expectAsked(null, /still needs an answer/);
    const { items } = await h.memory.store.alerts({}, 9, null);
    expect(items).toMatchObject([{ attention: 'new', count: 1 }]);
    const { detections } = await h.memory.store.history(items[0]?.id ?? '');
    expect(detections.map((d) => [d.detection.id, d.detection.status])).toEqual([
      ['1', 'active'],
      ['1', 'cleared'],
      ['2', 'active'],
    ]);
  },
  {
    plant: {
      ...planned,
      routes: smallPlant.routes.map((route) => ({ ...route, reopenWithinMs: 2 * HOUR })),
    },
  },
);
