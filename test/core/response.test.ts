// How fast, how much, how evenly: the named vectors, and what must not be counted.
import { describe, expect, test } from 'vitest';
import { fairness } from '../../bot/core/kpi/fairness.ts';
import { badActors, load } from '../../bot/core/kpi/load.ts';
import { kpis } from '../../bot/core/kpi/report.ts';
import { response } from '../../bot/core/kpi/response.ts';
import {
  meanMs,
  medianMs,
  quantileMs,
  survival,
  waitingAfter,
} from '../../bot/core/kpi/survival.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../bot/core/time.ts';
import { judged, row } from './kpi-rows.ts';
import { NOON } from './world.ts';

describe('vector `km_time_to_ack`', () => {
  const minutes = [2, 3, 5, 7, 9, 12, 15, 20, 30, 45];
  const answered = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1];
  const curve = survival(minutes.map((ms, i) => ({ ms, isAnswered: answered[i] === 1 })));

  test.each([
    [2, 10, 0.9, 0.094868],
    [3, 9, 0.8, 0.126491],
    [7, 7, 0.685714, 0.151494],
    [9, 6, 0.571429, 0.163775],
    [15, 4, 0.428571, 0.174338],
    [20, 3, 0.285714, 0.164662],
    [45, 1, 0, null],
  ])('after %i minutes', (ms, atRisk, waiting, se) => {
    const point = curve.find((p) => p.ms === ms);
    expect(point).toMatchObject({ atRisk, answered: 1 });
    expect(point?.waiting).toBeCloseTo(waiting, 6);
    if (se === null) expect(point?.se).toBeNull();
    else expect(point?.se).toBeCloseTo(se, 6);
  });

  test('median, restricted mean and attainment', () => {
    expect(curve).toHaveLength(7);
    expect(quantileMs(curve, 0.5)).toBe(15);
    expect(meanMs(curve, 30)).toBeCloseTo(15.9, 6);
    expect(1 - waitingAfter(curve, 15)).toBeCloseTo(0.571429, 6);
    expect(waitingAfter(curve, 1)).toBe(1);
  });

  test('the same from alerts with a target of fifteen minutes', () => {
    const rows = minutes.map((m, i) =>
      answered[i] === 1
        ? row({ answeredAt: NOON + m * MINUTE, targetMs: 15 * MINUTE })
        : row({ closedAt: NOON + m * MINUTE, targetMs: 15 * MINUTE }),
    );
    const figures = response(rows, NOON + DAY);
    expect(figures).toMatchObject({ medianSeconds: 15 * 60, open: 7, answered: { x: 7, n: 10 } });
    expect(figures.withinTarget).toBeCloseTo(0.571429, 6);
    expect(figures.p90Seconds).toBe(45 * 60);
  });
});

test('what was shelved before anybody answered is censored there, and yet somebody has seen it', () => {
  const rows = [2, 4, 6].map((m) =>
    row({ answeredAt: NOON + m * MINUTE, closedAt: NOON + DAY, isPutAside: m === 4 }),
  );
  const figures = response(rows, NOON + DAY);
  expect(figures).toMatchObject({ answered: { x: 3, n: 3 }, medianSeconds: 6 * 60 });
});

test('vector `km_freireich_6mp`', () => {
  const weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
  const relapsed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];
  const trial = weeks.map((ms, i) => ({ ms, isAnswered: relapsed[i] === 1 }));
  expect(medianMs(trial)).toBe(23);
  const expected = [
    [6, 0.857143],
    [7, 0.806723],
    [10, 0.752941],
    [13, 0.690196],
    [16, 0.627451],
    [22, 0.537815],
    [23, 0.448179],
  ] as const;
  const curve = survival(trial);
  expect(curve.map((p) => p.ms)).toEqual(expected.map(([ms]) => ms));
  curve.forEach((p, i) => {
    expect(p.waiting).toBeCloseTo(expected[i]?.[1] ?? Number.NaN, 6);
  });
});

describe('response', () => {
  test('has no median when more than half still wait, and none without alerts', () => {
    expect(response([row(), row(), judged(true)], NOON + 5 * MINUTE)).toMatchObject({
      medianSeconds: null,
      open: 3,
      answered: { x: 1, n: 3 },
    });
    const none = { medianSeconds: null, p90Seconds: null };
    expect(response([], NOON)).toMatchObject({
      ...none,
      meanSeconds: null,
      withinTarget: null,
      resolution: { ...none, resolved: { n: 0 } },
    });
  });

  test('measures each alert by its own target', () => {
    const urgent = row({ targetMs: MINUTE, answeredAt: NOON + 90 * SECOND });
    const patient = row({ targetMs: HOUR, answeredAt: NOON + 50 * MINUTE });
    expect(response([urgent, patient], NOON + HOUR).withinTarget).toBeCloseTo(0.5, 6);
  });

  test('tells what climbed by itself from what somebody sent up', () => {
    const rows = [row({ level: 1, isClimbedByItself: true }), row({ level: 1 }), row()];
    expect(response(rows, NOON)).toMatchObject({
      climbed: { x: 2, n: 3 },
      climbedByItself: { x: 1, n: 3 },
    });
  });

  test('counts resolution from "real" to done; what its source ended was only watched', () => {
    const real = { verdict: 'real', verdictAt: NOON } as const;
    const rows = [
      row({ ...real, work: 'done', closedAt: NOON + 10 * MINUTE }),
      row({ ...real, work: 'owned', closedAt: null }),
      row({ ...real, work: 'unowned', closedAt: NOON + 5 * MINUTE }),
      judged(false, { verdictAt: NOON, work: 'done', closedAt: NOON + MINUTE }),
    ];
    expect(response(rows, NOON + HOUR).resolution).toMatchObject({
      medianSeconds: 600,
      p90Seconds: null,
      resolved: { x: 1, n: 3 },
    });
  });
});

describe('vector `fairness`', () => {
  test('of twelve, nine, seven and two', () => {
    const found = fairness([12, 9, 7, 2]);
    expect(found.jain).toBeCloseTo(0.809353, 6);
    expect(found.gini).toBeCloseTo(0.266667, 6);
    expect(found.maxOverMean).toBeCloseTo(1.6, 6);
  });

  test.each([
    [[], null, null],
    [[0, 0], null, null],
    [[3], 1, 0],
    [[5, 5, 5], 1, 0],
  ])('of %j', (loads, jain, gini) => {
    expect(fairness(loads)).toMatchObject({ jain, gini });
  });
});

describe('load', () => {
  const at = (minutes: number, channel = 'line-1') =>
    row({ openedAt: NOON + minutes * MINUTE, channel });
  const fill = (n: number, minutes: number) => Array.from({ length: n }, () => at(minutes));

  test('counts the empty windows too', () => {
    const [line, floor] = load([...fill(12, 3), at(25), at(1, 'floor')], {
      from: NOON,
      to: NOON + HOUR,
    });
    expect(line).toMatchObject({
      channel: 'line-1',
      alerts: 13,
      perHour: 13,
      perDay: 312,
      maxInTenMinutes: 12,
      floods: 1,
      grade: 'too-much',
    });
    expect(line?.perTenMinutes).toBeCloseTo(13 / 6, 6);
    expect(line?.shareAboveTen).toBeCloseTo(1 / 6, 6);
    expect(line?.shareInFlood).toBeCloseTo(1 / 6, 6);
    expect(floor).toMatchObject({ channel: 'floor', alerts: 1, perHour: 1, grade: 'acceptable' });
  });

  test.each([
    [6, 'acceptable'],
    [7, 'manageable'],
    [12, 'manageable'],
    [13, 'too-much'],
  ])('%i in an hour are %s', (n, grade) => {
    const rows = Array.from({ length: n }, (_, i) => at((i * 60) / n));
    expect(load(rows, { from: NOON, to: NOON + HOUR })[0]?.grade).toBe(grade);
  });

  test('few alerts that all come at once are not acceptable', () => {
    expect(load(fill(11, 5), { from: NOON, to: NOON + DAY / 4 })[0]).toMatchObject({
      grade: 'manageable',
      floods: 1,
    });
  });

  test('a span of nothing, of a century, and one that ends before it begins', () => {
    expect(load([], { from: 0, to: NOON })).toEqual([]);
    expect(load([at(0)], { from: NOON, to: NOON })[0]?.alerts).toBe(1);
    expect(load([at(0)], { from: 0, to: NOON + HOUR })[0]?.perDay).toBeCloseTo(1 / 366, 4);
    expect(load([at(0)], { from: NOON + DAY, to: NOON })).toEqual([]);
  });
});

test('the top ten and what they send', () => {
  const rows = Array.from({ length: 12 }, (_, i) =>
    Array.from({ length: i + 1 }, () => row({ asset: `a${i}`, type: 't' })),
  ).flat();
  const found = badActors(rows);
  expect(found.top).toHaveLength(10);
  expect(found.top[0]).toMatchObject({ asset: 'a11', type: 't', alerts: 12 });
  expect(found.share).toBeCloseTo(75 / 78, 6);
  expect(badActors([])).toEqual({ top: [], share: null });
});

test('the report counts troubles and loads of people, and names nobody', () => {
  const rows = [
    row({ chatter: 0.05, carriedBy: 'id-ana' }),
    row({ chatter: 0.049, carriedBy: 'id-ana' }),
    row({ openedAt: NOON - 2 * DAY, carriedBy: 'id-ole' }),
    row({ openedAt: NOON - 2 * DAY, closedAt: NOON - DAY }),
  ];
  const found = kpis(rows, NOON);
  expect(found.trouble).toEqual({ chattering: 1, stale: 1 });
  expect(found.fairness).toMatchObject({ people: 2 });
  expect(found.fairness.jain).toBeCloseTo(0.9, 6);
  expect(JSON.stringify(found)).not.toContain('id-ana');
});
