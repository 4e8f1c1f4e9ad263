// What the API shows of a day on the floor: alerts with their events, messages and labels, the label log in its three
// formats, the numbers, pages and wrong questions. The day itself is played by the real bot in memory.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { csvLines } from '../../bot/adapters/api/csv.ts';
import { eventJson } from '../../bot/adapters/api/faces.ts';
import {
  AlertFullJson,
  AlertPageJson,
  KpisJson,
  LabelJson,
  TokensJson,
} from '../../bot/adapters/api/shapes.ts';
import { pictureOf } from '../fakes/camera.ts';
import { type Answer, type ApiRig, apiRig, expectProblem, type Json, LEAST } from './api-rig.ts';

let rig: ApiRig;
beforeEach(async () => {
  rig = await apiRig();
});
afterEach(() => rig.close());

const SCRATCH = {
  ...LEAST,
  severity: 'high',
  confidence: 0.93,
  model: { name: 'scratch', version: '4.2' },
  observedAt: '2026-11-22T11:59:00Z',
  evidence: [{ kind: 'image', url: 'https://example.com/a.jpg', alt: 'A housing' }],
  lot: 7,
};

async function detect(over: Record<string, unknown> = {}): Promise<string> {
  const answer = await rig.post({ ...SCRATCH, ...over });
  await rig.h.settle();
  return String(answer.json().results?.[0]?.alert);
}

async function alertOf(id: string): Promise<Json> {
  return (await rig.ask(`/v1/alerts/${id}`)).json();
}

const lines = (answer: Answer): Json[] =>
  answer.text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('an alert', () => {
  test('with a picture that was fetched names the hash of its bytes', async () => {
    await rig.close();
    rig = await apiRig({}, { evidence: { hosts: ['cam-*.plant.local'], maxBytes: 5_000_000 } });
    const url = 'http://cam-12.plant.local/1.png';
    rig.h.camera.show(url, pictureOf(3));
    const id = await detect({ evidence: [{ kind: 'image', url, alt: 'A housing' }] });
    await rig.h.advance('5s');
    const { detections } = AlertFullJson.parse(await alertOf(id));
    const { sha256 } = pictureOf(3);
    expect(detections[0]?.evidence).toEqual([{ kind: 'image', url, alt: 'A housing', sha256 }]);
  });

  test('as it opens', async () => {
    const id = await detect();
    const alert = await alertOf(id);
    expect(alert).toMatchObject({
      id,
      key: 'lyon-2/line-1/station-12/scratch',
      site: 'lyon-2',
      asset: 'line-1/station-12',
      type: 'scratch',
      severity: 'high',
      title: 'Scratch on line-1/station-12',
      openedAt: '2026-11-22T12:00:00.000Z',
      attention: 'new',
      verdict: 'pending',
      work: 'unowned',
      owner: null,
      level: 0,
      dueAt: '2026-11-22T12:10:00.000Z',
      channel: 'line-1',
      count: 1,
      phase: 'open',
      labels: [],
    });
    expect(alert.detections).toMatchObject([
      {
        source: 'cam-12',
        id: 'f-1',
        observedAt: '2026-11-22T11:59:00.000Z',
        receivedAt: '2026-11-22T12:00:00.000Z',
        probability: 1,
        extra: { lot: 7 },
      },
    ]);
    expect(alert.messages).toMatchObject([
      { kind: 'card', platform: 'slack', channel: 'line-1', state: 'sent', person: null },
    ]);
    expect(alert.messages?.[0]?.address).toBe(rig.h.card().address);
    const kinds = alert.messages?.[0]?.receipts?.map((r) => r.kind) ?? [];
    expect(kinds.slice(0, 2)).toEqual(['queued', 'posted']);
    expect(alert.events?.[0]).toMatchObject({
      kind: 'opened',
      at: '2026-11-22T12:00:00.000Z',
      by: null,
      revision: alert.revision,
    });
  });

  test('that Ana confirmed names her, and carries her label', async () => {
    const id = await detect();
    await rig.h.tap('ana', 'Confirm');
    const alert = await alertOf(id);
    const ana = { id: expect.any(String), key: 'ana', name: 'Ana Ruiz' };
    expect(alert).toMatchObject({ verdict: 'real', work: 'owned', phase: 'owned', owner: ana });
    expect(alert.events?.find((e) => e.kind === 'confirmed')).toMatchObject({ by: ana });
    expect(alert.labels).toMatchObject([{ verdict: 'real', by: ana }]);
    const page = (await rig.ask('/v1/alerts')).json();
    expect(page.alerts).toMatchObject([{ id, owner: ana }]);
  });

  test('whatever happens to it, has the shape that is described', async () => {
    const id = await detect();
    await rig.h.tap('ana', 'Confirm');
    await rig.h.tap('ana', 'Undo');
    await rig.h.advance('45m');
    await rig.h.tap('sam', 'Reject');
    await rig.h.tap('sam', 'reason:R-NONE');
    await detect({ id: 'f-2', type: 'dent', severity: null, model: null, confidence: null });
    AlertFullJson.parse(await alertOf(id));
    AlertPageJson.parse((await rig.ask('/v1/alerts')).json());
    KpisJson.parse((await rig.ask('/v1/kpis')).json());
    TokensJson.parse((await rig.ask('/v1/tokens')).json());
    const labels = lines(await rig.ask('/v1/labels'));
    for (const label of labels) LabelJson.parse(label);
    expect(labels.length).toBeGreaterThanOrEqual(4);
  });

  test('has events whose details can not pose as something else', () => {
    const detail = { at: 'never', kind: 'note', by: 'me', revision: -1, text: 'kept' };
    const event = { kind: 'joined', at: 0, by: null, revision: 3, set: {}, detail } as const;
    expect(eventJson(event, new Map())).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      kind: 'joined',
      by: null,
      revision: 3,
      text: 'kept',
    });
  });

  test('that nobody knows', async () => {
    expectProblem(await rig.ask('/v1/alerts/0199'), 404);
  });
});

describe('lists of alerts', () => {
  test('newest first, page by page', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      ids.unshift(await detect({ id: `f-${i}`, asset: `line-1/s-${i}` }));
      rig.h.clock.set(rig.h.clock.now() + 1_000);
    }
    const seen: unknown[] = [];
    let cursor = '';
    let pages = 0;
    do {
      const page = (
        await rig.ask(`/v1/alerts?limit=2&cursor=${encodeURIComponent(cursor)}`)
      ).json();
      seen.push(...(page.alerts ?? []).map((a) => a.id));
      cursor = page.next === null ? '' : String(page.next);
      pages += 1;
    } while (cursor !== '' && pages < 9);
    expect([pages, seen]).toEqual([3, ids]);
  });

  test('by state, channel, asset and owner', async () => {
    const open = await detect({ id: 'a', asset: 'press-1' });
    await rig.h.tap('ana', 'Confirm');
    rig.h.clock.set(rig.h.clock.now() + 1_000);
    const closed = await detect({ id: 'b', asset: 'press-2' });
    await rig.h.tap('sam', 'Reject');
    const ids = async (query: string): Promise<unknown> =>
      (await rig.ask(`/v1/alerts?${query}`)).json().alerts?.map((a) => a.id);
    const ana = (await alertOf(open)).owner?.id;
    expect(await ids('')).toEqual([closed, open]);
    expect(await ids('state=open&channel=&asset=&owner=&cursor=&limit=')).toEqual([open]);
    expect(await ids('state=closed')).toEqual([closed]);
    expect(await ids('channel=line-1')).toEqual([closed, open]);
    expect(await ids('channel=floor')).toEqual([]);
    expect(await ids('asset=press-2')).toEqual([closed]);
    expect(await ids('owner=ana')).toEqual([open]);
    expect(await ids(`owner=${ana}`)).toEqual([open]);
    expect(await ids('owner=nobody')).toEqual([]);
  });

  test('people are looked up once for a page', async () => {
    for (let i = 0; i < 3; i += 1) {
      await detect({ id: `f-${i}`, asset: `s-${i}` });
      await rig.h.tap(i === 0 ? 'sam' : 'ana', 'Confirm');
    }
    const lookups: (readonly string[])[] = [];
    const { store } = rig.deps;
    const people: typeof store.people = (ids) => {
      lookups.push(ids);
      return store.people(ids);
    };
    const other = await apiRig({ store: { ...store, people } });
    const page = (await other.ask('/v1/alerts')).json();
    expect(page.alerts?.map((a) => a.owner?.key)).toEqual(['ana', 'ana', 'sam']);
    expect(lookups.map((ids) => ids.length)).toEqual([2]);
    await other.close();
  });
});

test.each<[string, string[]]>([
  ['/v1/alerts?state=all', ['state']],
  ['/v1/alerts?limit=0', ['limit']],
  ['/v1/alerts?limit=201', ['limit']],
  ['/v1/alerts?limit=ten', ['limit']],
  ['/v1/alerts?limit=1.5', ['limit']],
  ['/v1/alerts?limit=1&limit=2', ['limit']],
  ['/v1/alerts?cursor=made-up', ['cursor']],
  ['/v1/alerts?sate=open', ['sate']],
  ['/v1/alerts?state=x&limit=y', ['state', 'limit']],
  [`/v1/alerts?asset=${'x'.repeat(601)}`, ['asset']],
  ['/v1/labels?format=xml', ['format']],
  ['/v1/labels?live=yes', ['live']],
  ['/v1/labels?since=yesterday', ['since']],
  ['/v1/labels?since=2026-02-30', ['since']],
  ['/v1/labels?cursor=%00', ['cursor']],
  ['/v1/labels?limit=1001', ['limit']],
  ['/v1/kpis?from=2026-11-22T10:00:00', ['from']],
  ['/v1/kpis?from=2026-11-22&to=2026-11-21', ['to']],
])('%s is asked wrongly', async (path, paths) => {
  expectProblem(await rig.ask(path), 400, paths);
});

describe('the label log', () => {
  /** A confirm with a reason, a second opinion, an undo. */
  async function day(): Promise<string> {
    const id = await detect();
    await rig.h.tap('ana', 'Confirm');
    rig.h.clock.set(rig.h.clock.now() + 60_000);
    await rig.h.tap('ana', 'reason:C-INSP');
    return id;
  }

  test('as JSON lines', async () => {
    const id = await day();
    const answer = await rig.ask('/v1/labels');
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    const [first, second, ...rest] = lines(answer);
    expect(rest).toEqual([]);
    expect(first).toEqual({
      id: expect.any(String),
      alert: id,
      asset: 'line-1/station-12',
      type: 'scratch',
      verdict: 'real',
      deciding: true,
      reason: null,
      technicalTruth: true,
      actionable: true,
      strength: 1,
      by: {
        id: expect.any(String),
        key: 'ana',
        name: 'Ana Ruiz',
        role: 'technician',
        platform: 'slack',
      },
      shownAt: '2026-11-22T12:00:00.000Z',
      at: '2026-11-22T12:00:00.000Z',
      revision: 1,
      stream: expect.stringMatching(/^(action|audit)$/),
      probability: 1,
      detections: [
        {
          source: 'cam-12',
          id: 'f-1',
          confidence: 0.93,
          observedAt: '2026-11-22T11:59:00.000Z',
          model: { name: 'scratch', version: '4.2' },
        },
      ],
    });
    expect(second).toMatchObject({ reason: 'C-INSP', supersedes: first?.id, strength: 3 });
  });

  test('those in force, those since, those of a model', async () => {
    await day();
    const count = async (query: string): Promise<number> =>
      lines(await rig.ask(`/v1/labels?${query}`)).length;
    expect(await count('live=true')).toBe(1);
    expect(await count('live=false')).toBe(2);
    expect(await count('since=2026-11-22T12:00:30Z')).toBe(1);
    expect(await count('since=2026-11-22T13:00:30+01:00')).toBe(1);
    expect(await count('since=2026-11-23')).toBe(0);
    expect(await count('model=scratch')).toBe(2);
    expect(await count('model=other')).toBe(0);
  });

  test('an undo is withdrawn', async () => {
    await detect();
    await rig.h.tap('ana', 'Confirm');
    await rig.h.tap('ana', 'Undo');
    expect(lines(await rig.ask('/v1/labels')).at(-1)).toMatchObject({ withdrawn: true });
    expect(lines(await rig.ask('/v1/labels?live=true'))).toEqual([]);
  });

  test.each(['jsonl', 'csv', 'label-studio'])('page by page as %s', async (format) => {
    await day();
    const first = await rig.ask(`/v1/labels?format=${format}&live=false&limit=1`);
    const link = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect(link).toContain(`format=${format}`);
    const { pathname, search } = new URL(link, rig.url);
    const second = await rig.ask(pathname + search);
    expect(second.status).toBe(200);
    expect(second.headers.get('link')).toBeNull();
    expect(first.text).not.toContain('C-INSP');
    expect(second.text).toContain('C-INSP');
  });

  test('as CSV', async () => {
    const id = await day();
    const answer = await rig.ask('/v1/labels?format=csv&live=true');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    const [header, row, end, ...rest] = answer.text.split('\r\n');
    expect(header).toBe(
      'id,alert,asset,type,verdict,deciding,technical_truth,actionable,reason,strength,person,role,' +
        'platform,shown_at,at,revision,stream,probability,source,detection,confidence,observed_at,' +
        'model,version',
    );
    expect(row).toMatch(
      new RegExp(
        `^[^,]+,${id},line-1/station-12,scratch,real,true,true,true,C-INSP,3,ana,technician,slack,[^,]+,` +
          '2026-11-22T12:01:00.000Z,\\d+,(action|audit),1,cam-12,f-1,0.93,2026-11-22T11:59:00.000Z,scratch,4.2$',
      ),
    );
    expect([end, rest]).toEqual(['', []]);
  });

  test('CSV has a row for each detection, quotes what needs it, and alters nothing', async () => {
    await day();
    const [label] = lines(await rig.ask('/v1/labels?live=true'));
    const whole = LabelJson.parse(label);
    const odd = {
      ...whole,
      asset: 'a, "b"\r\nc',
      type: '=1+1',
      technicalTruth: null,
      by: { ...whole.by, key: null },
      detections: [
        { source: 's', id: ' lead', confidence: null, observedAt: 't', model: null },
        { source: 's', id: 'é', confidence: 0, observedAt: 't', model: null },
      ],
    };
    const [, first, second, ...rest] = [...csvLines([odd])];
    expect(first).toContain(',"a, ""b""\r\nc",=1+1,real,true,,true,');
    expect(first).toMatch(/,s," lead",,t,,\r\n$/);
    expect(first).toContain(`,${whole.by.id},technician,`);
    expect(second).toMatch(/,s,é,0,t,,\r\n$/);
    expect(rest).toEqual([]);
    expect([...csvLines([{ ...whole, detections: [] }])][1]).toMatch(/,1,,,,,,\r\n$/);
  });

  test('as Label Studio tasks: one for each alert, with what is in force', async () => {
    const id = await day();
    const answer = await rig.ask('/v1/labels?format=label-studio');
    expect(answer.headers.get('content-type')).toBe('application/json');
    const choice = (name: string, value: string) => ({
      from_name: name,
      to_name: 'detection',
      type: 'choices',
      value: { choices: [value] },
    });
    expect(answer.json()).toMatchObject([
      {
        data: { alert: id, image: 'https://example.com/a.jpg', asset: 'line-1/station-12' },
        annotations: [
          {
            created_at: '2026-11-22T12:01:00.000Z',
            was_cancelled: false,
            lead_time: 60,
            result: [choice('verdict', 'real'), choice('reason', 'C-INSP')],
            meta: { person: 'ana', strength: 3 },
          },
        ],
        predictions: [
          { model_version: 'scratch 4.2', score: 0.93, result: [choice('verdict', 'real')] },
        ],
      },
    ]);
    const all = (await rig.ask('/v1/labels?format=label-studio&live=false')).json();
    expect(all[0]?.annotations?.length).toBe(2);
  });
});

describe('the numbers', () => {
  test('of nothing are null, not zero', async () => {
    const { precision } = (await rig.ask('/v1/kpis')).json();
    const nothing = { n: 0, x: 0, value: null, wilson: null, evidence: 'none' };
    expect(precision?.technical).toEqual(nothing);
  });

  test('of a selection', async () => {
    await detect({ id: 'a', asset: 's-1' });
    await rig.h.tap('ana', 'Confirm');
    rig.h.clock.set(rig.h.clock.now() + 3_600_000);
    await detect({ id: 'b', asset: 's-2' });
    await rig.h.tap('ana', 'Reject');
    const technical = async (query: string): Promise<unknown> => {
      const technical = (await rig.ask(`/v1/kpis?${query}`)).json().precision?.technical;
      return [technical?.n, technical?.x];
    };
    expect(await technical('')).toEqual([2, 1]);
    expect(await technical('asset=s-1')).toEqual([1, 1]);
    expect(await technical('type=dent')).toEqual([0, 0]);
    expect(await technical('model=scratch&version=4.2')).toEqual([2, 1]);
    expect(await technical('model=scratch&version=5')).toEqual([0, 0]);
    expect(await technical('channel=floor')).toEqual([0, 0]);
    expect(await technical('from=2026-11-22T12:30:00Z')).toEqual([1, 0]);
    expect(await technical('to=2026-11-22T13:30:00%2B01:00')).toEqual([1, 1]);
  });
});
