// The rules in force over HTTP: for admins, as YAML, with the revision that they are.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOON } from '../core/world.ts';
import { type ApiRig, apiRig, expectProblem } from './api-rig.ts';

let rig: ApiRig;
beforeEach(async () => {
  rig = await apiRig();
});
afterEach(() => rig.close());

test('the newest rules, as a plant file', async () => {
  await rig.h.memory.store.addPlantRevision({
    number: 2,
    at: NOON,
    by: null,
    cause: 'file',
    changes: [],
    overlay: [],
    dropped: [],
    text: '# Lyon\nsite: lyon-2\n',
    fileHash: 'f00d',
    parent: null,
  });
  const answer = await rig.ask('/v1/plant');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/yaml');
  expect(answer.headers.get('etag')).toBe('"2"');
  expect(answer.text).toBe('# Lyon\nsite: lyon-2\n');
});

test('only for admins', async () => {
  expectProblem(await rig.ask('/v1/plant', { token: null }), 401);
  const token = await rig.token(['read', 'ingest']);
  expectProblem(await rig.ask('/v1/plant', { token }), 403);
});
