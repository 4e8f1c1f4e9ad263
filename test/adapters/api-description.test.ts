// The description of the API is held against the API: every route is in it, nothing else is, and its examples are what the
// parsers take.
import { expect, test } from 'vitest';
import { ProblemJson, ResultsJson } from '../../bot/adapters/api/shapes.ts';
import { NewToken } from '../../bot/adapters/api/tokens.ts';
import { apiRoutes } from '../../bot/adapters/api.ts';
import { parseBody } from '../../bot/adapters/detection.ts';
import { type ApiRig, apiRig, type Json, LEAST } from './api-rig.ts';

async function withRig<T>(use: (rig: ApiRig) => Promise<T>): Promise<T> {
  const rig = await apiRig();
  try {
    return await use(rig);
  } finally {
    await rig.close();
  }
}

const described = withRig(async (rig) => (await rig.ask('/openapi.json', { token: null })).json());
const record = (value: Json | undefined): Record<string, Json> => Object(value);

test('every route is described, with its scope, and nothing else is', async () => {
  const document = await described;
  expect(document.openapi).toBe('3.1.0');
  const inDocument = Object.entries(record(document.paths)).flatMap(([path, operations]) =>
    Object.entries(record(operations)).map(([method, operation]) => {
      const scope = /Scope `(\w+)`/.exec(String(operation.summary))?.[1] ?? null;
      const isOpen = JSON.stringify(operation.security) === '[]';
      return { method: method.toUpperCase(), path, scope: isOpen ? null : scope };
    }),
  );
  const routes = await withRig(async (rig) => apiRoutes(rig.deps));
  const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  expect(inDocument.sort(byText)).toEqual(
    routes.map(({ method, path, scope }) => ({ method, path, scope })).sort(byText),
  );
});

test('every reference leads somewhere, and every name is used', async () => {
  const document = await described;
  const referred = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
  const names = Object.keys(record(document.components?.schemas));
  const used = new Set(referred.map((m) => m[1]));
  expect([...used].filter((name) => !names.includes(String(name)))).toEqual([]);
  const inAlertFull = ['Person', 'Alert', 'Event', 'Message', 'KeptDetection', 'Token'];
  expect(names.filter((name) => !used.has(name) && !inAlertFull.includes(name))).toEqual([]);
});

test('every refusal is a problem, and every path parameter is named', async () => {
  const document = await described;
  for (const [path, operations] of Object.entries(record(document.paths))) {
    for (const operation of Object.values(record(operations))) {
      const parameters = (operation.parameters ?? []) as readonly Json[];
      const inPath = parameters.filter((p) => p.in === 'path').map((p) => `{${p.name}}`);
      expect(inPath).toEqual(path.match(/\{\w+\}/g) ?? []);
      for (const [status, answer] of Object.entries(record(operation.responses))) {
        if (Number(status) < 400 || path === '/readyz') continue;
        expect(Object.keys(record(answer.content))).toEqual(['application/problem+json']);
      }
    }
  }
});

test('examples of bodies are what the parsers take', async () => {
  const document = await described;
  const content = record(document.paths?.['/v1/detections']?.post?.requestBody?.content);
  const setting = { site: 'a', now: Date.parse('2026-11-22T12:00:00Z') };
  const parsed = Object.entries(content).flatMap(([type, media]) =>
    Object.values(record(media.examples)).map((example) =>
      parseBody(type, JSON.stringify(example.value), setting),
    ),
  );
  expect(parsed.length).toBe(4);
  for (const arrivals of parsed) {
    expect(Array.isArray(arrivals) && arrivals.every((a) => a.ok)).toBe(true);
  }
  const token = document.paths?.['/v1/tokens']?.post?.requestBody?.content?.['application/json'];
  expect(NewToken.safeParse(token?.examples?.producer?.value).success).toBe(true);
});

test('limits are told', async () => {
  const document = await described;
  const { Detection } = record(document.components?.schemas);
  expect(Detection?.required).toEqual(['source', 'id', 'type', 'asset']);
  expect(Detection?.properties?.id).toMatchObject({ type: 'string', minLength: 1, maxLength: 256 });
  expect(JSON.stringify(Detection?.properties?.confidence)).toContain('"maximum":1');
});

test('answers to producers have the shape that is described', async () => {
  await withRig(async (rig) => {
    ResultsJson.parse((await rig.post([LEAST, LEAST, { ...LEAST, id: 7 }])).json());
    ProblemJson.parse((await rig.post({ ...LEAST, id: 7 })).json());
    ProblemJson.parse((await rig.post('{')).json());
  });
});
