// GET /v1/handovers: what each shift left to the next, as the API shows it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HandoverPageJson } from '../../bot/adapters/api/handover-shapes.ts';
import type { Plant } from '../../bot/core/plant.ts';
import { richPlant } from '../core/rich-plant.ts';
import { plant as smallPlant } from '../core/world.ts';
import { type ApiRig, apiRig, expectProblem } from './api-rig.ts';

/** Noon of the tests is 13:00 here; Sam and Ana hand over to Ole at 18:00, whose shift nobody leads. */
const plant: Partial<Plant> = {
  ...richPlant,
  routes: smallPlant.routes,
  shifts: { ...richPlant.shifts, calendar: [] },
};

let rig: ApiRig;
beforeEach(async () => {
  rig = await apiRig({}, plant);
});
afterEach(() => rig.close());

async function read(query = '') {
  const answer = await rig.ask(`/v1/handovers${query}`);
  expect(answer.status).toBe(200);
  return HandoverPageJson.parse(answer.json());
}

/** Until the card for Sam stands, at twenty to six. */
async function preparing(): Promise<void> {
  await rig.h.advance('4h');
  await rig.h.advance('40m');
}

test('nothing was handed over yet', async () => {
  expect(await read()).toEqual({ handovers: [], next: null });
});

test('what is listed, noted, signed and asked; times in UTC, people by name', async () => {
  const { h } = rig;
  await h.advance('4h');
  const first = await h.detect({ id: 'one', key: 'one' });
  await h.tap('ana', 'Take');
  await h.advance('40m');
  await h.type('sam', 'handover note station 12 runs warm');
  await h.type('sam', 'handover sign');
  const [handover, ...more] = (await read()).handovers;
  expect(more).toEqual([]);
  const sam = { key: 'sam', name: 'Sam Supervisor' };
  expect(handover).toMatchObject({
    roster: 'floor',
    areas: [],
    from: '2026-11-22T05:00:00.000Z',
    changesAt: '2026-11-22T17:00:00.000Z',
    until: '2026-11-23T05:00:00.000Z',
    outgoing: [sam, { key: 'ana' }],
    incoming: [{ key: 'ole' }],
    stage: 'prepared',
    dueAt: '2026-11-22T17:00:00.000Z',
    signedBy: sam,
    acceptedBy: null,
    moved: 0,
    items: [{ alert: first.alert, group: 'owned', owner: { key: 'ana' }, movedFrom: null }],
    notes: [{ number: 1, by: sam, text: 'station 12 runs warm', signed: true, droppedAt: null }],
    steps: [{ at: '2026-11-22T16:40:00.000Z', stage: 'prepared', people: [sam] }],
  });
});

test('every note with its number: what was signed, what came later, and what was taken back, by whom', async () => {
  const { h } = rig;
  await preparing();
  for (const text of ['note oven 3 is off', 'note station 12 runs warm', 'drop 1', 'sign'])
    await h.type('sam', `handover ${text}`);
  await h.type('ana', 'handover note the fitter comes at 19:00');
  await h.type('sam', 'handover drop 3');
  const [handover] = (await read()).handovers;
  const sam = { key: 'sam', name: 'Sam Supervisor' };
  const dropped = { signed: false, droppedAt: '2026-11-22T16:40:00.000Z', droppedBy: sam };
  expect(handover?.notes).toMatchObject([
    { number: 1, by: sam, text: 'oven 3 is off', ...dropped },
    { number: 2, by: sam, signed: true, droppedAt: null, droppedBy: null },
    { number: 3, by: { key: 'ana' }, text: 'the fitter comes at 19:00', ...dropped },
  ]);
});

test('once accepted it says what went over, and stays as it was then', async () => {
  const { h } = rig;
  const one = await h.detect({ id: 'one', key: 'one' });
  await h.tap('ana', 'Take');
  const two = await h.detect({ id: 'two', key: 'two', asset: 'line-1/station-13' });
  await h.tap('ole', 'Take');
  await preparing();
  await h.advance('20m');
  await h.type('ole', 'handover accept');
  await h.type('ole', `resolve ${one.alert}`);
  await h.advance('1h');
  const [handover] = (await read()).handovers;
  expect(handover).toMatchObject({
    stage: 'accepted',
    acceptedBy: { key: 'ole', name: 'Ole Berg' },
    acceptedAt: '2026-11-22T17:00:00.000Z',
    moved: 1,
    items: [
      { alert: two.alert, owner: { key: 'ole' }, movedFrom: null },
      { alert: one.alert, owner: { key: 'ole' }, movedFrom: { key: 'ana' } },
    ],
  });
});

test('newest first, page by page, of one roster and since a day', async () => {
  await preparing();
  await rig.h.advance('12h');
  const all = await read();
  expect(all.handovers.map((h) => h.changesAt)).toEqual([
    '2026-11-23T05:00:00.000Z',
    '2026-11-22T17:00:00.000Z',
  ]);
  const first = await read('?limit=1');
  expect(first.handovers).toEqual(all.handovers.slice(0, 1));
  const second = await read(`?limit=1&cursor=${first.next}`);
  expect(second).toEqual({ handovers: all.handovers.slice(1), next: null });
  expect((await read('?since=2026-11-23')).handovers).toHaveLength(1);
  expect((await read('?roster=floor')).handovers).toHaveLength(2);
  expect((await read('?roster=yard')).handovers).toEqual([]);
});

test('wrong questions are refused, and who may not read', async () => {
  expectProblem(await rig.ask('/v1/handovers?stage=late'), 400, ['stage']);
  expectProblem(await rig.ask('/v1/handovers?cursor=x'), 400, ['cursor']);
  expectProblem(await rig.ask('/v1/handovers?limit=0'), 400, ['limit']);
  expectProblem(await rig.ask('/v1/handovers?limit=201'), 400, ['limit']);
  expectProblem(await rig.ask('/v1/handovers?since=yesterday'), 400, ['since']);
  expectProblem(await rig.ask('/v1/handovers?roster=a&roster=b'), 400, ['roster']);
  expectProblem(await rig.ask('/v1/handovers', { token: null }), 401);
  expectProblem(await rig.ask('/v1/handovers', { token: await rig.token(['ingest']) }), 403);
});
