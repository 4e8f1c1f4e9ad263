// The API on a real socket in front of a whole bot in memory, so that what it shows was made by the real rules. Tests may
// put another ingest or readiness in its place.
import { expect } from 'vitest';
import { tokenHash } from '../../bot/adapters/api/access.ts';
import { type ApiDeps, apiDoor } from '../../bot/adapters/api.ts';
import { listen } from '../../bot/adapters/http.ts';
import { hmacSeal, promMeter } from '../../bot/adapters/system.ts';
import type { Plant } from '../../bot/core/plant.ts';
import type { Scope } from '../../bot/ports/store.ts';
import { countingIds, type Harness, harness, listLog } from '../harness.ts';

export const BOOTSTRAP = 'andon_bootstrap-of-the-tests';

export const LEAST = { source: 'cam-12', id: 'f-1', type: 'scratch', asset: 'line-1/station-12' };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; throws when it is none. */
  json(): Json;
}

export type Json = { readonly [member: string]: Json } & readonly Json[] &
  (string | number | boolean | null);

export interface Ask {
  readonly method?: string;
  /** Null = without. Default: the bootstrap token. */
  readonly token?: string | null;
  readonly type?: string;
  readonly headers?: Record<string, string>;
  /** Text and bytes go as they are, anything else as JSON. */
  readonly body?: unknown;
}

export interface ApiRig {
  readonly url: string;
  readonly h: Harness;
  readonly deps: ApiDeps;
  readonly logged: string[];
  ask(path: string, ask?: Ask): Promise<Answer>;
  post(body: unknown, ask?: Ask): Promise<Answer>;
  /** A new token's secret. */
  token(scopes: readonly Scope[], more?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

export async function apiRig(
  over: Partial<ApiDeps> = {},
  plant: Partial<Plant> = {},
): Promise<ApiRig> {
  const h = await harness({ plant });
  const logged: string[] = [];
  const log = listLog(logged);
  const ids = countingIds();
  const deps: ApiDeps = {
    ingest: (arrivals) => h.app.ingest(arrivals),
    store: h.memory.store,
    meter: promMeter(),
    clock: h.clock,
    log,
    ids,
    site: 'lyon-2',
    bootstrapHash: tokenHash(BOOTSTRAP),
    readiness: async () => ({ status: 'ready', problems: [] }),
    around: () => h.app.live.around,
    seal: hmacSeal('seal-key-1'),
    ...over,
  };
  const server = await listen({ host: '127.0.0.1', port: 0, doors: [apiDoor(deps)], log });

  async function ask(path: string, how: Ask = {}): Promise<Answer> {
    const { token = BOOTSTRAP, type, body, method = body === undefined ? 'GET' : 'POST' } = how;
    const isRaw = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
    const response = await fetch(server.url + path, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(type === undefined ? {} : { 'content-type': type }),
        ...how.headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    const { status, headers } = response;
    return { status, headers, text, json: () => JSON.parse(text) };
  }

  return {
    url: server.url,
    h,
    deps,
    logged,
    ask,
    post: (body, how = {}) => ask('/v1/detections', { type: 'application/json', body, ...how }),
    token: async (scopes, more = {}) => {
      const body = { name: 'of a test', scopes, ...more };
      const made = await ask('/v1/tokens', { type: 'application/json', body });
      expect(made.status).toBe(201);
      return String(made.json().token);
    },
    close: async () => {
      await server.close();
      await h.memory.close();
    },
  };
}

/** Looks at a refusal: its status, its form, and the paths it names. */
export function expectProblem(answer: Answer, status: number, paths?: readonly string[]): Json {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = answer.json();
  expect(problem).toMatchObject({ type: 'about:blank', status });
  expect(answer.status).toBe(status);
  expect(String(problem.title)).not.toBe('');
  expect(String(problem.detail)).toMatch(/^[A-Z].*[.!]$/);
  if (paths !== undefined) {
    const errors = (problem.errors ?? []) as readonly Json[];
    expect(errors.map((e) => e.path)).toEqual(paths);
    for (const error of errors) expect(String(error.message)).not.toBe('');
  }
  return problem;
}
