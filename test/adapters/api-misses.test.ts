// GET /v1/misses: what people reported, as the API shows it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MissPageJson } from '../../bot/adapters/api/shapes.ts';
import { type ApiRig, apiRig, expectProblem } from './api-rig.ts';

let rig: ApiRig;
beforeEach(async () => {
  rig = await apiRig();
});
afterEach(() => rig.close());

async function read(query = '') {
  const answer = await rig.ask(`/v1/misses${query}`);
  expect(answer.status).toBe(200);
  return MissPageJson.parse(answer.json());
}

test('nothing was missed', async () => {
  expect(await read()).toEqual({ misses: [], next: null });
});

test('each miss with who reported it, and page by page', async () => {
  await rig.h.type('ana', 'miss line-1/station-7 oil-leak 10m ago');
  await rig.h.type('ole', 'miss line-1/station-8 oil-leak');
  const all = await read();
  expect(all.misses).toMatchObject([
    {
      asset: 'line-1/station-7',
      type: 'oil-leak',
      channel: 'line-1',
      by: { key: 'ana', name: 'Ana Ruiz' },
    },
    { asset: 'line-1/station-8', by: { key: 'ole' } },
  ]);
  const first = await read('?limit=1');
  expect(first.misses).toEqual(all.misses.slice(0, 1));
  const second = await read(`?limit=1&cursor=${first.next}`);
  expect(second).toEqual({ misses: all.misses.slice(1), next: null });
  expect((await read('?asset=line-1/station-8')).misses).toHaveLength(1);
  expect((await read('?type=other')).misses).toEqual([]);
});

test('wrong questions are refused', async () => {
  expectProblem(await rig.ask('/v1/misses?kind=x'), 400, ['kind']);
  expectProblem(await rig.ask('/v1/misses?cursor=x'), 400, ['cursor']);
});
