// The numbers against published values (R's binom.confint as carried by statsmodels; Freireich's 6-MP trial) and worked
// examples, and the honesty rules: nothing counts as wrong because nobody answered.
import { describe, expect, test } from 'vitest';
import { sample } from '../../bot/core/feedback.ts';
import { precision, proportion, wilson } from '../../bot/core/kpi/precision.ts';
import { kpis } from '../../bot/core/kpi/report.ts';
import { judged, row } from './kpi-rows.ts';
import { NOON } from './world.ts';

function times<T>(n: number, make: () => T): readonly T[] {
  return Array.from({ length: n }, make);
}

test.each([
  [18, 20, 0.698966, 0.972134],
  [4, 20, 0.080658, 0.416017],
  [190, 200, 0.910422, 0.972617],
  [186, 200, 0.885945, 0.957848],
  [45, 50, 0.786398, 0.956524],
  [9, 10, 0.59585, 0.982124],
  [30, 30, 0.886487, 1],
  [0, 30, 0, 0.113513],
  [1, 1, 0.206549, 1],
  [120, 200, 0.530837, 0.665394],
])('Wilson 95 %% of %i in %i is %f to %f', (x, n, low, high) => {
  const [a, b] = wilson(x, n);
  expect(a).toBeCloseTo(low, 6);
  expect(b).toBeCloseTo(high, 6);
});

test('no label is no evidence, never 0 or 100 per cent', () => {
  expect(proportion(0, 0)).toEqual({ n: 0, x: 0, value: null, wilson: null, evidence: 'none' });
  expect(proportion(4, 4).evidence).toBe('weak');
  expect(proportion(5, 5).evidence).toBe('enough');
});

describe('precision', () => {
  test('leaves out silence, contested alerts and labels that say nothing of the model', () => {
    const rows = [
      judged(true),
      judged(false),
      judged(null),
      judged(true, { verdict: 'contested' }),
      row(),
    ];
    expect(precision(rows).technical).toMatchObject({ x: 1, n: 2 });
  });

  test('weights by the share of each stream that was shown and answered', () => {
    const stratum = (stream: string, shown: number, answered: number, real: number) => [
      ...times(real, () => judged(true, { stream })),
      ...times(answered - real, () => judged(false, { stream })),
      ...times(shown - answered, () => row({ stream })),
    ];
    const rows = [
      ...stratum('high', 400, 40, 38),
      ...stratum('middle', 200, 100, 80),
      ...stratum('low', 100, 100, 40),
    ];
    const { technical, weighted } = precision(rows);
    expect(technical.value).toBeCloseTo(0.658333, 6);
    expect(weighted.value).toBeCloseTo(0.828571, 6);
    expect(weighted.n).toBeCloseTo(108.888889, 6);
    expect(weighted.wilson?.[0]).toBeCloseTo(0.746908, 6);
    expect(weighted.wilson?.[1]).toBeCloseTo(0.887842, 6);
  });

  test('counts an alert once for each model and version that it covers', () => {
    const models = [
      { name: 'scratch', version: '4.2' },
      { name: 'vibration', version: '1.0' },
    ];
    const { models: byModel, precision: all } = kpis(
      [judged(true, { models }), judged(false), judged(true, { models: [] })],
      NOON,
    );
    expect(all.technical).toMatchObject({ x: 3, n: 4 });
    expect(byModel).toMatchObject([
      { model: 'scratch', version: '4.2', technical: { x: 1, n: 2 } },
      { model: 'vibration', version: '1.0', technical: { x: 1, n: 1 } },
    ]);
  });
});

test('a tenth of the detections is drawn for audit; everything that is shown has probability 1', () => {
  expect(sample(0.0999)).toEqual({ stream: 'audit', probability: 1 });
  expect(sample(0.1)).toEqual({ stream: 'action', probability: 1 });
});
