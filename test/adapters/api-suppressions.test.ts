// GET /v1/suppressions: what gets no card now, as the API shows it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SuppressionsJson } from '../../bot/adapters/api/suppressions.ts';
import { HOUR, isoText } from '../../bot/core/time.ts';
import { NOON } from '../core/world.ts';
import { type ApiRig, apiRig, expectProblem } from './api-rig.ts';

const CLEANING = {
  match: { asset: 'line-4/*', type: 'low-flow' },
  windows: [{ kind: 'once' as const, from: NOON - HOUR, until: NOON + HOUR }],
  assetStates: null,
  reason: 'no flow while the line is cleaned',
};

let rig: ApiRig;
beforeEach(async () => {
  rig = await apiRig({}, { suppress: [CLEANING] });
});
afterEach(() => rig.close());

async function read() {
  const answer = await rig.ask('/v1/suppressions');
  expect(answer.status).toBe(200);
  return SuppressionsJson.parse(answer.json()).suppressions;
}

test('what people said, then rules whose time it is; what is over is gone', async () => {
  await rig.h.type('sam', 'maintenance line-1/press-7 2h new gearbox');
  await rig.h.type('ada', 'out-of-service line-2/* type=dust WO 4711');
  const rule = {
    kind: 'rule',
    match: CLEANING.match,
    state: null,
    reason: CLEANING.reason,
    by: null,
    until: isoText(NOON + HOUR),
  };
  const broken = {
    kind: 'out-of-service',
    match: { asset: 'line-2/*', type: 'dust' },
    reason: 'WO 4711',
    by: { key: 'ada', name: 'Ada Admin' },
    until: null,
  };
  const gearbox = {
    kind: 'maintenance',
    match: { asset: 'line-1/press-7' },
    reason: 'new gearbox',
    by: { key: 'sam' },
    until: isoText(NOON + 2 * HOUR),
  };
  expect(await read()).toMatchObject([gearbox, broken, rule]);
  await rig.h.advance('3h');
  expect(await read()).toMatchObject([broken]);
});

test('wrong questions are refused', async () => {
  expectProblem(await rig.ask('/v1/suppressions?kind=x'), 400, ['kind']);
  expectProblem(await rig.ask('/v1/suppressions', { token: null }), 401);
});
