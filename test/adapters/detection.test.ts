// The shape at every producer's door: what is read, what is filled in, what is refused and under which path. No server here.
import { describe, expect, test } from 'vitest';
import { DETECTION_LIMITS } from '../../bot/adapters/detection/shape.ts';
import { mediaOf, parseBody } from '../../bot/adapters/detection.ts';
import type { Detection } from '../../bot/core/detection.ts';
import { DAY } from '../../bot/core/time.ts';
import type { Arrival } from '../../bot/ports/producer.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const SETTING = { site: 'lyon-2', now: NOW };
const JSON_TYPE = 'application/json';
const EVENT_TYPE = 'application/cloudevents+json';
const BATCH_TYPE = 'application/cloudevents-batch+json';

const LEAST = { source: 'cam-12', id: 'f-1', type: 'surface-scratch', asset: 'line-1/station-12' };

function event(data: object): object {
  const { type, asset, ...identity } = LEAST;
  return { specversion: '1.0', ...identity, type, subject: asset, data };
}

function read(body: unknown, type = JSON_TYPE): readonly Arrival[] {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const parsed = parseBody(type, text, SETTING);
  if ('status' in parsed) throw new Error(`${parsed.status} ${parsed.detail}`);
  return parsed;
}

function good(body: unknown, type = JSON_TYPE): Detection {
  const [arrival] = read(body, type);
  if (arrival?.ok !== true) throw new Error(JSON.stringify(arrival));
  return arrival.detection;
}

function paths(body: unknown, type = JSON_TYPE): readonly string[] {
  return read(body, type).flatMap((a) => (a.ok ? [] : a.errors.map((e) => e.path)));
}

describe('what is filled in', () => {
  test('the least that a producer may send', () => {
    expect(good(LEAST)).toEqual({
      ...LEAST,
      status: 'active',
      site: 'lyon-2',
      area: null,
      title: 'Surface scratch on line-1/station-12',
      severity: 'medium',
      confidence: null,
      model: null,
      observedAt: NOW,
      key: 'lyon-2/line-1/station-12/surface-scratch',
      reasons: [],
      readings: [],
      evidence: [],
      extra: {},
    });
  });

  test.each([
    ['says nothing', LEAST, JSON_TYPE, false],
    ['says null', { ...LEAST, status: null }, JSON_TYPE, false],
    ['says active', { ...LEAST, status: 'active' }, JSON_TYPE, true],
    ['says cleared', { ...LEAST, status: 'cleared' }, JSON_TYPE, true],
    ['says it in its data', event({ status: 'active' }), EVENT_TYPE, true],
    ['says nothing in its data', event({}), EVENT_TYPE, false],
  ])('whoever %s of the status tells of a condition, or of an event', (_, body, type, is) => {
    expect(read(body, type)).toMatchObject([{ ok: true, isCondition: is }]);
  });

  test('everything that a producer may send comes through as it is', () => {
    const full = {
      ...LEAST,
      title: 'Scratch on housing',
      severity: 'high',
      confidence: 0.93,
      model: { name: 'scratch', version: '4.2' },
      site: 'lyon-3',
      area: 'hall-b',
      key: 'mine',
      status: 'cleared',
      reasons: ['3rd hit'],
      readings: [
        { name: 'depth', value: 0.4, unit: 'mm', limit: 0.2 },
        { name: 'state', value: 'open' },
      ],
      evidence: [{ kind: 'image', url: 'https://example.com/a.jpg', alt: 'A housing' }],
    };
    const observedAt = '2026-11-22T12:20:00+02:00';
    expect(good({ ...full, observedAt })).toEqual({
      ...full,
      observedAt: Date.parse(observedAt),
      extra: {},
    });
  });

  test('null is the same as left out, where a field may be left out', () => {
    const nulls = Object.fromEntries(
      ['title', 'severity', 'confidence', 'model', 'observedAt', 'site', 'area', 'key', 'status']
        .concat(['reasons', 'readings', 'evidence'])
        .map((field) => [field, null]),
    );
    expect(good({ ...LEAST, ...nulls })).toEqual(good(LEAST));
  });

  test('the key of a detection that names its site', () => {
    expect(good({ ...LEAST, site: 'b' }).key).toBe('b/line-1/station-12/surface-scratch');
  });

  test('unknown fields are kept as they came', () => {
    const extra = { batch: 7, operator: { shift: 'B', notes: ['x', null] } };
    expect(good({ ...LEAST, ...extra }).extra).toEqual(extra);
  });

  test.each([
    ['an hour ahead', 3_600_000, 3_600_000],
    ['exactly a day ahead', DAY, DAY],
    ['further ahead counts as now', DAY + 1_000, 0],
    ['long ago', -4_000 * DAY, -4_000 * DAY],
  ])('observed %s', (_, offset, kept) => {
    const observedAt = new Date(NOW + offset).toISOString();
    expect(good({ ...LEAST, observedAt }).observedAt).toBe(NOW + kept);
  });

  test('control characters in prose become spaces; the body keeps what was sent', () => {
    const sent = {
      ...LEAST,
      title: '\u0000Scratch\non\u2028it\u0007',
      reasons: ['a\tb', '\u0001'],
    };
    const [arrival] = read(sent);
    expect(arrival).toMatchObject({
      ok: true,
      body: JSON.stringify(sent),
      detection: { title: 'Scratch on it', reasons: ['a b'] },
    });
  });

  test('NUL and half a surrogate pair do not reach the database by an unknown field', () => {
    const { extra } = good(`${JSON.stringify(LEAST).slice(0, -1)},"note":"a\\u0000b\\ud800c"}`);
    expect(extra).toEqual({ note: 'a b c' });
  });

  test('the same detection has the same body alone and in a list, however it is spaced', () => {
    const [alone] = read(JSON.stringify(LEAST, null, 3));
    const [listed] = read([LEAST]);
    expect(alone?.body).toBe(listed?.body);
  });
});

describe('what is refused, and where', () => {
  const long = (n: number) => 'x'.repeat(n + 1);
  test.each<[string, Record<string, unknown>, string[]]>([
    ['no source', { source: undefined }, ['source']],
    [
      'nothing',
      { source: undefined, id: undefined, type: undefined, asset: undefined },
      ['source', 'id', 'type', 'asset'],
    ],
    ['a number as id', { id: 7 }, ['id']],
    ['an empty id', { id: '' }, ['id']],
    ['a blank asset', { asset: '  ' }, ['asset']],
    ['a control character in an id', { id: 'a\u0000b' }, ['id']],
    ['a line break in a source', { source: 'a\nb' }, ['source']],
    ['half a surrogate pair in a key', { key: '\ud800' }, ['key']],
    ['a long source', { source: long(DETECTION_LIMITS.source) }, ['source']],
    ['a long id', { id: long(DETECTION_LIMITS.id) }, ['id']],
    ['a long title', { title: long(DETECTION_LIMITS.title) }, ['title']],
    ['an unknown severity', { severity: 'HIGH' }, ['severity']],
    ['a confidence above one', { confidence: 1.01 }, ['confidence']],
    ['a negative confidence', { confidence: -0.1 }, ['confidence']],
    ['a confidence as text', { confidence: '0.9' }, ['confidence']],
    ['a model as text', { model: 'scratch' }, ['model']],
    ['a model without version', { model: { name: 'scratch' } }, ['model.version']],
    ['a version as number', { model: { name: 'scratch', version: 4 } }, ['model.version']],
    ['a time without offset', { observedAt: '2026-11-22T10:20:00' }, ['observedAt']],
    ['a day that is none', { observedAt: '2026-02-30T10:20:00Z' }, ['observedAt']],
    ['a time as number', { observedAt: 1_700_000_000 }, ['observedAt']],
    ['a time before 1970', { observedAt: '1969-12-31T23:59:59Z' }, ['observedAt']],
    ['an unknown status', { status: 'closed' }, ['status']],
    ['reasons as text', { reasons: 'because' }, ['reasons']],
    ['a number among the reasons', { reasons: ['a', 2] }, ['reasons.1']],
    ['too many reasons', { reasons: Array(DETECTION_LIMITS.reasons + 1).fill('a') }, ['reasons']],
    ['a reading without name', { readings: [{ value: 1 }] }, ['readings.0.name']],
    ['a reading without value', { readings: [{ name: 'a' }] }, ['readings.0.value']],
    ['a limit as text', { readings: [{ name: 'a', value: 1, limit: '2' }] }, ['readings.0.limit']],
    [
      'a script as evidence',
      { evidence: [{ kind: 'image', url: 'javascript:alert(1)' }] },
      ['evidence.0.url'],
    ],
    ['a broken address', { evidence: [{ kind: 'image', url: 'https://' }] }, ['evidence.0.url']],
    ['too many unknown bytes', { blob: long(DETECTION_LIMITS.extraBytes) }, ['extra']],
  ])('%s', (_, change, expected) => {
    expect(paths({ ...LEAST, ...change })).toEqual(expected);
    expect(paths([LEAST, { ...LEAST, ...change }])).toEqual(expected.map((path) => `1.${path}`));
  });

  test('a number that is none in JSON', () => {
    expect(paths(`${JSON.stringify(LEAST).slice(0, -1)},"confidence":1e999}`)).toEqual([
      'confidence',
    ]);
  });

  test.each([
    ['a text', '"detection"'],
    ['a number', '7'],
    ['null', 'null'],
  ])('%s alone', (_, text) => {
    expect(paths(text)).toEqual(['']);
    expect(paths(`[${text}]`)).toEqual(['0']);
  });

  test('exactly 8 KiB of unknown fields are kept', () => {
    const room = DETECTION_LIMITS.extraBytes - JSON.stringify({ blob: '' }).length;
    expect(paths({ ...LEAST, blob: 'x'.repeat(room) })).toEqual([]);
    expect(paths({ ...LEAST, blob: 'x'.repeat(room + 1) })).toEqual(['extra']);
    expect(paths({ ...LEAST, blob: 'é'.repeat(room / 2 + 1) })).toEqual(['extra']);
  });

  test('sentences say what would be right', () => {
    const sent = { ...LEAST, id: undefined, confidence: 2, severity: 'bad', model: 7 };
    const [arrival] = read(sent);
    expect(arrival?.ok === false && arrival.errors).toEqual([
      { path: 'id', message: 'is required' },
      { path: 'severity', message: 'must be low or medium or high or critical' },
      { path: 'confidence', message: 'must be at most 1' },
      { path: 'model', message: 'must be an object' },
    ]);
  });

  test('a refused item keeps its body and what can be told of its identity', () => {
    const sent = { ...LEAST, id: 7, confidence: 2 };
    expect(read(sent)[0]).toMatchObject({ source: 'cam-12', id: null, body: JSON.stringify(sent) });
  });

  test('neighbours of a bad item are good', () => {
    expect(read([LEAST, { ...LEAST, confidence: 9 }, LEAST]).map((a) => a.ok)).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('hostile bodies', () => {
  test('__proto__ pollutes nothing, and stands in for nothing', () => {
    const inner = JSON.stringify(LEAST);
    expect(paths(`{"__proto__":${inner}}`)).toEqual(['source', 'id', 'type', 'asset']);
    const { extra } = good(
      `${inner.slice(0, -1)},"__proto__":{"polluted":1},"deep":{"__proto__":{"polluted":1}},"constructor":{"prototype":{"polluted":1}}}`,
    );
    expect(Object.getPrototypeOf(extra)).toBe(Object.prototype);
    expect(JSON.stringify(extra)).toBe('{"deep":{},"constructor":{"prototype":{"polluted":1}}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test.each([30, 5_000, 200_000])('nested %i levels deep', (levels) => {
    const deep = `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const item = `${JSON.stringify(LEAST).slice(0, -1)},"deep":${deep}}`;
    expect(paths(item)).toEqual(['']);
    expect(read(`[${item}, ${JSON.stringify(LEAST)}]`).map((a) => a.ok)).toEqual([false, true]);
  });

  test('faults of one item are limited', () => {
    const readings = Array(50).fill({});
    expect(paths({ ...LEAST, readings }).length).toBe(DETECTION_LIMITS.faults);
  });

  test.each<[string, string, string, number]>([
    ['no JSON', JSON_TYPE, '{"source":', 400],
    ['nothing', JSON_TYPE, '', 400],
    ['an empty list', JSON_TYPE, '[]', 400],
    ['too many items', JSON_TYPE, JSON.stringify(Array(DETECTION_LIMITS.items + 1).fill(0)), 413],
    ['a batch as one event', EVENT_TYPE, '[]', 400],
    ['one event as a batch', BATCH_TYPE, '{}', 400],
    ['another type', 'text/plain', '{}', 415],
  ])('%s', (_, type, text, status) => {
    expect(parseBody(type, text, SETTING)).toMatchObject({ status });
  });

  test('1,000 items are read', () => {
    expect(read(Array(DETECTION_LIMITS.items).fill(LEAST)).length).toBe(1_000);
  });
});

describe('CloudEvents', () => {
  const EVENT = {
    specversion: '1.0',
    source: '/presses/7',
    id: 'c-1',
    type: 'overheating',
    subject: 'line-2/press-7',
    time: '2026-11-22T10:20:00Z',
  };

  test('the envelope stands in for what data leaves out', () => {
    expect(good({ ...EVENT, data: { severity: 'critical' } }, EVENT_TYPE)).toMatchObject({
      source: '/presses/7',
      id: 'c-1',
      type: 'overheating',
      asset: 'line-2/press-7',
      severity: 'critical',
      observedAt: Date.parse(EVENT.time),
    });
    expect(good(EVENT, EVENT_TYPE).asset).toBe('line-2/press-7');
  });

  test('data wins, but for the identity', () => {
    const data = {
      source: 'other',
      id: 'other',
      type: 'scratch',
      asset: 'line-9',
      observedAt: '2026-11-22T09:00:00Z',
    };
    expect(good({ ...EVENT, data }, EVENT_TYPE)).toMatchObject({
      ...data,
      source: '/presses/7',
      id: 'c-1',
      observedAt: Date.parse(data.observedAt),
      extra: {},
    });
  });

  test('extension attributes are unknown fields, and never known ones', () => {
    const event = { ...EVENT, traceparent: '00-1', severity: 'critical', data: { lot: 3 } };
    expect(good(event, EVENT_TYPE)).toMatchObject({
      severity: 'medium',
      extra: { traceparent: '00-1', lot: 3 },
    });
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['another version', { specversion: '0.3' }, ['specversion']],
    ['no type at all', { type: undefined }, ['type']],
    ['no asset at all', { subject: undefined }, ['subject']],
    ['a bad time', { time: 'yesterday' }, ['time']],
    ['a bad field in data', { data: { confidence: 2 } }, ['data.confidence']],
    ['a bad asset in data', { data: { asset: '' } }, ['data.asset']],
    ['data as text', { data: 'hot' }, ['data']],
    ['data as bytes', { data_base64: 'e30=' }, ['data_base64']],
    ['data of another type', { datacontenttype: 'text/xml' }, ['datacontenttype']],
    ['no id', { id: undefined }, ['id']],
  ])('%s', (_, change, expected) => {
    expect(paths({ ...EVENT, ...change }, EVENT_TYPE)).toEqual(expected);
    expect(paths([EVENT, { ...EVENT, ...change }], BATCH_TYPE)).toEqual(
      expected.map((path) => `1.${path}`),
    );
  });

  test('JSON types with a suffix or a charset are JSON', () => {
    for (const datacontenttype of [
      'application/vnd.acme+json',
      'application/json; charset=utf-8',
    ]) {
      expect(good({ ...EVENT, datacontenttype }, EVENT_TYPE).id).toBe('c-1');
    }
  });
});

test.each([
  ['application/json', 'detection'],
  ['Application/JSON; charset=UTF-8', 'detection'],
  ['application/json;charset="utf-8"', 'detection'],
  ['application/json; charset=latin1', null],
  ['application/cloudevents+json', 'cloud-event'],
  ['application/cloudevents-batch+json; charset=utf-8', 'cloud-event-batch'],
  ['application/x-ndjson', null],
  ['constructor', null],
  ['', null],
])('content type %s announces %s', (type, media) => {
  expect(mediaOf(type)).toBe(media);
});
