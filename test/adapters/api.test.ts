// The API's doorstep on a real socket: who may come in, how fast, with what body. What stands behind it is a real bot in
// memory; where a failure is wanted, a scripted one.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accessCheck, tokenHash } from '../../bot/adapters/api/access.ts';
import { BODY_LIMIT_BYTES } from '../../bot/adapters/api/body.ts';
import type { Arrival, ArrivalResult } from '../../bot/ports/producer.ts';
import type { Token } from '../../bot/ports/store.ts';
import { type ApiRig, apiRig, BOOTSTRAP, expectProblem, LEAST } from './api-rig.ts';
import { wire } from './wire.ts';

let rig: ApiRig;
beforeEach(async () => {
  rig = await apiRig();
});
afterEach(() => rig.close());

/** Puts another rig in the place of this test's. */
async function rigWith(over: Parameters<typeof apiRig>[0]): Promise<ApiRig> {
  await rig.close();
  rig = await apiRig(over);
  return rig;
}

describe('the token', () => {
  test.each<[string, Record<string, string>, string]>([
    ['none', {}, 'Bearer realm="andon"'],
    ['another scheme', { authorization: `Basic ${BOOTSTRAP}` }, 'Bearer realm="andon"'],
    ['an empty one', { authorization: 'Bearer ' }, 'Bearer realm="andon"'],
    [
      'a wrong one',
      { authorization: 'Bearer nobody' },
      'Bearer realm="andon", error="invalid_token"',
    ],
    [
      'a longer one',
      { authorization: `Bearer ${BOOTSTRAP}x` },
      'Bearer realm="andon", error="invalid_token"',
    ],
    ['an endless one', { authorization: `Bearer ${'x'.repeat(600)}` }, 'Bearer realm="andon"'],
  ])('%s is 401 with a challenge', async (_, headers, challenge) => {
    const answer = await rig.ask('/v1/alerts', { token: null, headers });
    expectProblem(answer, 401);
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
  });

  test('the scheme is read in any case', async () => {
    const headers = { authorization: `bearer  ${BOOTSTRAP}` };
    expect((await rig.ask('/v1/alerts', { token: null, headers })).status).toBe(200);
  });

  test('is asked for before anything else is looked at', async () => {
    expectProblem(await rig.post('no json', { token: null, type: 'text/plain' }), 401);
    expectProblem(await rig.ask('/v1/alerts/unknown', { token: null }), 401);
  });

  const ROUTES = [
    ['POST', '/v1/detections', 'ingest'],
    ['GET', '/v1/alerts', 'read'],
    ['GET', '/v1/alerts/x', 'read'],
    ['GET', '/v1/labels', 'read'],
    ['GET', '/v1/kpis', 'read'],
    ['POST', '/v1/tokens', 'admin'],
    ['GET', '/v1/tokens', 'admin'],
    ['DELETE', '/v1/tokens/x', 'admin'],
  ] as const;
  test.each(ROUTES)(
    '%s %s asks for the scope %s, and for no other',
    async (method, path, scope) => {
      const with_ = await rig.token([scope]);
      const others = (['ingest', 'read', 'admin'] as const).filter((s) => s !== scope);
      const without = await rig.token(others);
      const refused = await rig.ask(path, { method, token: without });
      expectProblem(refused, 403);
      expect(refused.headers.get('www-authenticate')).toContain(`scope="${scope}"`);
      expect([401, 403]).not.toContain((await rig.ask(path, { method, token: with_ })).status);
    },
  );

  test('that is expired is 401 from that moment on', async () => {
    const expiresAt = new Date(rig.h.clock.now() + 60_000).toISOString();
    const token = await rig.token(['read'], { expiresAt });
    expect((await rig.ask('/v1/alerts', { token })).status).toBe(200);
    rig.h.clock.set(rig.h.clock.now() + 60_000);
    expectProblem(await rig.ask('/v1/alerts', { token }), 401);
  });

  test('that was withdrawn is out at once', async () => {
    const token = await rig.token(['read']);
    const listed = (await rig.ask('/v1/tokens')).json().tokens?.[0];
    expect((await rig.ask('/v1/alerts', { token })).status).toBe(200);
    const gone = await rig.ask(`/v1/tokens/${listed?.id}`, { method: 'DELETE' });
    expect([gone.status, gone.text]).toEqual([204, '']);
    expectProblem(await rig.ask('/v1/alerts', { token }), 401);
    expectProblem(await rig.ask(`/v1/tokens/${listed?.id}`, { method: 'DELETE' }), 404);
  });

  test('is read afresh for each caller; those who come together share a reading', async () => {
    const readings: ((tokens: readonly Token[]) => void)[] = [];
    const tokens = () => new Promise<readonly Token[]>((resolve) => void readings.push(resolve));
    const check = accessCheck({ store: { tokens }, clock: rig.h.clock, bootstrapHash: '' });
    const late: Token = {
      id: 't-1',
      name: 'made while somebody else was read',
      hash: tokenHash('late'),
      scopes: ['read'],
      createdAt: 0,
      expiresAt: null,
      perSecond: null,
    };
    const early = check('Bearer early', 'read');
    const others = ['late', 'late', 'nobody'].map((t) => check(`Bearer ${t}`, 'read'));
    expect(readings.length).toBe(1);
    readings[0]?.([]);
    expect((await early).ok).toBe(false);
    await expect.poll(() => readings.length).toBe(2);
    readings[1]?.([late]);
    expect((await Promise.all(others)).map((a) => a.ok)).toEqual([true, true, false]);
    expect(readings.length).toBe(2);
  });
});

describe('tokens', () => {
  test('show their secret once, and are kept as a hash', async () => {
    const secret = await rig.token(['ingest', 'ingest', 'read'], { perSecond: 5 });
    expect(secret).toMatch(/^andon_[\w-]{43}$/);
    const listed = await rig.ask('/v1/tokens');
    expect(listed.json().tokens).toEqual([
      {
        id: expect.any(String),
        name: 'of a test',
        scopes: ['ingest', 'read'],
        createdAt: '2026-11-22T12:00:00.000Z',
        expiresAt: null,
        perSecond: 5,
      },
    ]);
    expect(listed.text).not.toContain(secret);
    expect(JSON.stringify(await rig.deps.store.tokens())).not.toContain(secret);
    expect(rig.logged.join()).not.toContain(secret);
  });

  test.each<[string, unknown, string[]]>([
    ['no JSON', '{', ['']],
    ['a list', [], ['']],
    ['nothing', {}, ['name', 'scopes']],
    ['no scope', { name: 'a', scopes: [] }, ['scopes']],
    ['an unknown scope', { name: 'a', scopes: ['read', 'root'] }, ['scopes.1']],
    ['a blank name', { name: ' ', scopes: ['read'] }, ['name']],
    [
      'a past end',
      { name: 'a', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' },
      ['expiresAt'],
    ],
    [
      'an end without offset',
      { name: 'a', scopes: ['read'], expiresAt: '2030-01-01' },
      ['expiresAt'],
    ],
    ['no pace at all', { name: 'a', scopes: ['read'], perSecond: 0 }, ['perSecond']],
    ['a pace as text', { name: 'a', scopes: ['read'], perSecond: '5' }, ['perSecond']],
    ['a misspelt field', { name: 'a', scopes: ['read'], expires: '2030-01-01' }, ['expires']],
  ])('%s', async (_, body, paths) => {
    expectProblem(await rig.ask('/v1/tokens', { type: 'application/json', body }), 400, paths);
    expect((await rig.ask('/v1/tokens')).json().tokens).toEqual([]);
  });

  test('of another content type', async () => {
    const body = { name: 'a', scopes: ['read'] };
    expectProblem(await rig.ask('/v1/tokens', { type: 'text/plain', body }), 415);
  });
});

describe('detections', () => {
  test('are answered one by one, in order', async () => {
    const more = { ...LEAST, id: 'f-2' };
    const first = await rig.post([LEAST, more, LEAST, { ...LEAST, id: 'f-3', confidence: 2 }]);
    expect(first.status).toBe(202);
    const { results } = first.json();
    const alert = results?.[0]?.alert;
    expect(results).toEqual([
      { source: 'cam-12', id: 'f-1', status: 'opened', alert },
      { source: 'cam-12', id: 'f-2', status: 'joined', alert },
      { source: 'cam-12', id: 'f-1', status: 'duplicate', alert },
      { source: 'cam-12', id: 'f-3', status: 'rejected', error: '3.confidence: must be at most 1' },
    ]);
    const again = await rig.post(more);
    expect(again.json().results).toEqual([
      { source: 'cam-12', id: 'f-2', status: 'duplicate', alert },
    ]);
    const text = await rig.deps.meter.text();
    expect(text).toContain('andon_detections_total{status="duplicate"} 2');
    expect(text).toContain('andon_detections_total{status="rejected"} 1');
    expect(text).toContain('andon_ingest_seconds_count 2');
  });

  test('none of which is good are a 400 that names each place', async () => {
    const one = expectProblem(await rig.post({ ...LEAST, confidence: 2 }), 400, ['confidence']);
    expect(one.results).toMatchObject([{ source: 'cam-12', id: 'f-1', status: 'rejected' }]);
    const two = [
      { ...LEAST, id: '' },
      { ...LEAST, severity: 'bad', confidence: 'x' },
    ];
    const paths = ['0.id', '1.severity', '1.confidence'];
    const problem = expectProblem(await rig.post(two), 400, paths);
    expect(problem.results?.map((r) => r.status)).toEqual(['rejected', 'rejected']);
  });

  test('as a CloudEvent, and as a batch of them', async () => {
    const event = { specversion: '1.0', source: '/p', id: 'e1', type: 'hot', subject: 'press-7' };
    const one = await rig.post(event, { type: 'application/cloudevents+json; charset=utf-8' });
    expect([one.status, one.json().results?.[0]?.status]).toEqual([202, 'opened']);
    const batch = [event, { ...event, id: 'e2' }, { ...event, id: 'e3', data: { confidence: 3 } }];
    const several = await rig.post(batch, { type: 'application/cloudevents-batch+json' });
    expect(several.json().results?.map((r) => r.status)).toEqual([
      'duplicate',
      'joined',
      'rejected',
    ]);
  });

  test.each<[string, string | Uint8Array, Record<string, string>, number, string[]?]>([
    ['no content type', '{}', { 'content-type': '' }, 415],
    ['another content type', '{}', { 'content-type': 'text/plain' }, 415],
    ['another charset', '{}', { 'content-type': 'application/json; charset=latin1' }, 415],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a compressed body', '{}', { 'content-encoding': 'gzip' }, 415],
    ['a body that says it is not compressed', '{}', { 'content-encoding': 'identity' }, 415],
    ['no JSON', '{"source":', {}, 400, ['']],
    ['an empty body', '', {}, 400, ['']],
    ['an empty list', '[]', {}, 400, ['']],
    ['a text', '"hello"', {}, 400, ['']],
    ['a list of lists', '[[]]', {}, 400, ['0']],
    [
      'bytes that are not UTF-8',
      Buffer.from(JSON.stringify({ ...LEAST, id: '\u00ff' }), 'latin1'),
      {},
      400,
      [''],
    ],
    ['endless nesting', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, {}, 400, ['0']],
    ['too many items', JSON.stringify(Array(1_001).fill(LEAST)), {}, 413],
    ['a body over 1 MiB', 'x'.repeat(BODY_LIMIT_BYTES + 1), {}, 413],
    ['a body far over 1 MiB', 'x'.repeat(3 * BODY_LIMIT_BYTES), {}, 413],
  ])('%s', async (_, body, headers, status, paths) => {
    const answer = await rig.post(body, { headers });
    expectProblem(answer, status, paths);
    expect((await rig.ask('/v1/alerts')).json().alerts).toEqual([]);
    expect(rig.logged).toEqual([]);
  });

  test('exactly 1 MiB and exactly 1,000 items are taken', async () => {
    const pad = ' '.repeat(BODY_LIMIT_BYTES - JSON.stringify(LEAST).length);
    expect((await rig.post(JSON.stringify(LEAST) + pad)).status).toBe(202);
    const many = Array.from({ length: 1_000 }, (_, i) => ({ ...LEAST, id: `n-${i}` }));
    const answer = await rig.post(many);
    expect(answer.json().results?.length).toBe(1_000);
  });

  test('that can not be kept are 503, and may be sent again', async () => {
    await rigWith({ ingest: () => Promise.reject(new Error('disk full at /secret/path')) });
    const answer = await rig.post(LEAST);
    expectProblem(answer, 503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.text).not.toContain('disk');
    expect(rig.logged.join()).toContain('disk full');
  });

  test('that are well-formed and yet rejected carry the reason', async () => {
    const ingest = async (all: readonly Arrival[]): Promise<readonly ArrivalResult[]> =>
      all.map(() => ({ source: 'cam-12', id: 'f-1', status: 'rejected', error: 'not today' }));
    await rigWith({ ingest });
    const problem = expectProblem(await rig.post([LEAST, LEAST]), 400, ['0', '1']);
    expect(problem.errors?.[1]).toEqual({ path: '1', message: 'not today' });
  });

  test('are answered only when they are durable, and do not hold up others', async () => {
    const commits: (() => void)[] = [];
    const ingest = (all: readonly Arrival[]) =>
      new Promise<readonly ArrivalResult[]>((resolve) => {
        commits.push(() => resolve(all.map(() => ({ source: 's', id: 'i', status: 'opened' }))));
      });
    await rigWith({ ingest });
    let isAnswered = false;
    const posted = rig.post(LEAST).then((answer) => {
      isAnswered = true;
      return answer;
    });
    await expect.poll(() => commits.length).toBe(1);
    expect((await rig.ask('/healthz')).status).toBe(200);
    expect(isAnswered).toBe(false);
    commits[0]?.();
    expect((await posted).status).toBe(202);
  });
});

describe("a producer's limit", () => {
  test('is 429 with the seconds to wait, and ends by waiting', async () => {
    const token = await rig.token(['ingest', 'read'], { perSecond: 2 });
    const statuses: number[] = [];
    for (const id of ['a', 'b', 'c']) {
      statuses.push((await rig.post({ ...LEAST, id }, { token })).status);
    }
    expect(statuses).toEqual([202, 202, 429]);
    const refused = await rig.post({ ...LEAST, id: 'c' }, { token });
    expectProblem(refused, 429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await rig.ask('/v1/alerts', { token })).status).toBe(200);
    expect((await rig.post({ ...LEAST, id: 'd' })).status).toBe(202);
    rig.h.clock.set(rig.h.clock.now() + 500);
    expect((await rig.post({ ...LEAST, id: 'c' }, { token })).status).toBe(202);
  });

  test('counts detections: a list is let in whole, and paid for by waiting', async () => {
    const token = await rig.token(['ingest'], { perSecond: 10 });
    const many = Array.from({ length: 50 }, (_, i) => ({ ...LEAST, id: `n-${i}` }));
    expect((await rig.post(many, { token })).status).toBe(202);
    const refused = await rig.post(LEAST, { token });
    expect(refused.headers.get('retry-after')).toBe('5');
    rig.h.clock.set(rig.h.clock.now() + 5_000);
    expect((await rig.post(LEAST, { token })).status).toBe(202);
  });

  test('below one a second', async () => {
    const token = await rig.token(['ingest'], { perSecond: 0.1 });
    expect((await rig.post(LEAST, { token })).status).toBe(202);
    expect((await rig.post(LEAST, { token })).headers.get('retry-after')).toBe('10');
  });
});

describe('bodies that come strangely', () => {
  const head = (length: number | 'chunked', more = '') =>
    `POST /v1/detections HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${BOOTSTRAP}\r\n` +
    `Content-Type: application/json\r\n${more}${
      length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`
    }\r\n\r\n`;
  const body = JSON.stringify({ ...LEAST, title: 'Kratzer am Gehäuse' });

  test('byte by byte, also inside a character', async () => {
    const caller = await wire(rig.url);
    const bytes = Buffer.from(body);
    caller.send(head('chunked'));
    for (const byte of bytes) caller.send(Buffer.from([0x31, 13, 10, byte, 13, 10]));
    caller.send('0\r\n\r\n');
    expect(await caller.received(/"opened"/)).toContain('202 Accepted');
    expect((await rig.h.alert()).title).toBe('Kratzer am Gehäuse');
    caller.socket.destroy();
  });

  test('chunks without end: refused, and the connection ends', async () => {
    const caller = await wire(rig.url);
    caller.send(head('chunked'));
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
    for (let i = 0; i < 9; i += 1) caller.send(chunk);
    const answer = await caller.ended();
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('a length that is announced too large is refused before it comes', async () => {
    const caller = await wire(rig.url);
    caller.send(head(50_000_000));
    expect(await caller.ended()).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('after 100-continue, and refused instead of it', async () => {
    const caller = await wire(rig.url);
    caller.send(head(Buffer.byteLength(body), 'Expect: 100-continue\r\n'));
    await caller.received(/100 Continue/);
    caller.send(body);
    await caller.received(/"opened"/);
    caller.socket.destroy();
    const other = await wire(rig.url);
    other.send(head(BODY_LIMIT_BYTES + 1, 'Expect: 100-continue\r\n'));
    expect(await other.ended()).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('two on one connection at once', async () => {
    const caller = await wire(rig.url);
    const length = Buffer.byteLength(body);
    caller.send(head(length) + body + head(length) + body);
    const answers = await caller.received(/"duplicate"/);
    expect(answers.indexOf('"opened"')).toBeLessThan(answers.indexOf('"duplicate"'));
    caller.socket.destroy();
  });

  test('a caller that leaves in the middle leaves nothing behind', async () => {
    const caller = await wire(rig.url);
    caller.send(`${head(Buffer.byteLength(body))}${body.slice(0, 20)}`);
    await expect.poll(() => caller.socket.bytesWritten).toBeGreaterThan(20);
    caller.socket.resetAndDestroy();
    expect((await rig.post({ ...LEAST, id: 'after' })).status).toBe(202);
    expect((await rig.deps.store.alerts({}, 10, null)).items.length).toBe(1);
    expect(rig.logged).toEqual([]);
  });

  test('a refused body does not spoil the next request on the connection', async () => {
    const caller = await wire(rig.url);
    const bad = 'x'.repeat(100_000);
    caller.send(
      `POST /v1/detections HTTP/1.1\r\nHost: a\r\nContent-Length: ${bad.length}\r\n\r\n${bad}`,
    );
    await caller.received(/401 Unauthorized/);
    caller.send(head(Buffer.byteLength(body)) + body);
    await caller.received(/"opened"/);
    caller.socket.destroy();
  });
});

describe('for operators', () => {
  test('health needs no token', async () => {
    const answer = await rig.ask('/healthz', { token: null });
    expect([answer.status, answer.json()]).toEqual([200, { status: 'ok' }]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    ['ready', 200, []],
    ['degraded', 200, ['slack: not reachable']],
    ['down', 503, ['the database can not be written']],
  ] as const)('readiness %s is %d', async (status, code, problems) => {
    await rigWith({ readiness: async () => ({ status, problems }) });
    const answer = await rig.ask('/readyz', { token: null });
    expect([answer.status, answer.json()]).toEqual([code, { status, problems }]);
  });

  test('readiness that can not be told is down', async () => {
    await rigWith({ readiness: () => Promise.reject(new Error('secret')) });
    const answer = await rig.ask('/readyz', { token: null });
    expect([answer.status, answer.json().status]).toEqual([503, 'down']);
    expect(answer.text).not.toContain('secret');
  });

  test('metrics are Prometheus text', async () => {
    await rig.post(LEAST);
    const answer = await rig.ask('/metrics', { token: null });
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.text).toContain('andon_detections_total{status="opened"} 1');
    for (const name of ['andon_taps_total', 'andon_deliveries_total', 'andon_outbox_pending']) {
      expect(answer.text).toContain(`# TYPE ${name} `);
    }
  });
});

describe('paths and methods', () => {
  test.each([
    ['/v1', 404],
    ['/v1/alerts/', 404],
    ['/v1/alerts/a/b', 404],
    ['/v1/alerts/%zz', 404],
    ['/v1/alerts/%00', 404],
    [`/v1/alerts/${'x'.repeat(200)}`, 404],
    ['/v2/alerts', 404],
  ])('GET %s is %d', async (path, status) => {
    expectProblem(await rig.ask(path), status);
  });

  test.each([
    ['DELETE', '/v1/alerts', 'GET, HEAD'],
    ['GET', '/v1/detections', 'POST'],
    ['PUT', '/v1/tokens', 'GET, HEAD, POST'],
    ['POST', '/healthz', 'GET, HEAD'],
  ])('%s %s is 405 and allows %s', async (method, path, allow) => {
    const answer = await rig.ask(path, { method });
    expectProblem(answer, 405);
    expect(answer.headers.get('allow')).toBe(allow);
  });

  test.each(['/healthz', '/readyz', '/metrics', '/openapi.json', '/v1/alerts', '/v1/labels'])(
    'HEAD %s is GET without its body',
    async (path) => {
      const [get, head] = [await rig.ask(path), await rig.ask(path, { method: 'HEAD' })];
      expect([head.status, head.text]).toEqual([get.status, '']);
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    },
  );
});
