// Which detections get no card: by what people said, and by rules whose time or state it is. What is critical is never hidden by
// accident, and windows on the wall pass the nights in which the clock changes.
import { describe, expect, test } from 'vitest';
import type { Plant } from '../../bot/core/plant.ts';
import {
  heldNow,
  type Suppression,
  type SuppressRule,
  type SuppressWindow,
  suppressing,
  windowUntil,
} from '../../bot/core/suppression.ts';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import { detection, NOON, plant } from './world.ts';

const ZONE = 'Europe/Paris';

function withRules(...rules: readonly Partial<SuppressRule>[]): Plant {
  const base = { match: {}, windows: null, assetStates: null, reason: 'planned' };
  return { ...plant, suppress: rules.map((r) => ({ ...base, ...r })) };
}

function said(over: Partial<Suppression> = {}): Suppression {
  return {
    ...{ id: 's1', kind: 'maintenance', asset: 'line-1/*', type: null, state: null },
    ...{ reason: 'new gearbox', by: 'sam', at: NOON, until: NOON + HOUR },
    ...over,
  };
}

const weekly = (days: readonly number[], from: number, until: number) => {
  return { kind: 'weekly', days, fromMs: from * HOUR, untilMs: until * HOUR } as const;
};

/** NOON is a Sunday, 13:00 on the wall. */
const OPEN = weekly([6], 12, 14);

describe('by what people said', () => {
  test.each([
    ['maintenance of the asset', said(), 'maintenance of line-1/*: new gearbox'],
    [
      'of one type there',
      said({ type: 'surface-*' }),
      'maintenance of line-1/* (surface-*): new gearbox',
    ],
    [
      'out of service',
      said({ kind: 'out-of-service', until: null }),
      'out-of-service of line-1/*: new gearbox',
    ],
    ['another asset', said({ asset: 'line-2/*' }), undefined],
    ['another type', said({ type: 'vibration' }), undefined],
    ['a state hides nothing by itself', said({ kind: 'state', state: 'stopped' }), undefined],
  ])('%s', (_, word, detail) => {
    expect(suppressing(detection(), plant, [word], NOON)?.detail).toBe(detail);
  });

  test('what is critical comes through', () => {
    expect(suppressing(detection({ severity: 'critical' }), plant, [said()], NOON)).toBeNull();
  });
});

test('what is highly managed is hidden by the plant file alone', () => {
  const managed = { ...withRules({ windows: [OPEN] }), highlyManaged: ['surface-*'] };
  expect(suppressing(detection(), { ...managed, suppress: [] }, [said()], NOON)).toBeNull();
  expect(suppressing(detection(), managed, [said()], NOON)?.by).toBe('rule');
});

describe('by rule', () => {
  test.each([
    ['its time', { windows: [OPEN] }, {}, 'suppress.0: planned'],
    ['not its time', { windows: [weekly([5], 12, 14)] }, {}, undefined],
    ['not its asset', { windows: [OPEN], match: { asset: 'line-2/*' } }, {}, undefined],
    [
      'its state',
      { assetStates: ['stopped'] },
      { extra: { assetState: ' Stopped ' } },
      'suppress.0: planned',
    ],
    [
      'another state',
      { assetStates: ['stopped'] },
      { extra: { assetState: 'running' } },
      undefined,
    ],
    ['no state', { assetStates: ['stopped'] }, {}, undefined],
    ['a state that is no text', { assetStates: ['1'] }, { extra: { assetState: 1 } }, undefined],
    [
      'its state, not its time',
      { assetStates: ['stopped'], windows: [weekly([0], 0, 0)] },
      { extra: { assetState: 'stopped' } },
      undefined,
    ],
    ['critical', { windows: [OPEN] }, { severity: 'critical' }, undefined],
    [
      'critical by a pattern',
      { windows: [OPEN], match: { severity: '*' } },
      { severity: 'critical' },
      undefined,
    ],
    [
      'critical by name',
      { windows: [OPEN], match: { severity: 'critical' } },
      { severity: 'critical' },
      'suppress.0: planned',
    ],
  ] as const)('%s', (_, rule, over, detail) => {
    expect(suppressing(detection(over), withRules(rule), [], NOON)?.detail).toBe(detail);
  });

  test('the state that somebody said last counts where the producer says none', () => {
    const rules = withRules({ assetStates: ['stopped'] });
    const stopped = said({ kind: 'state', state: 'stopped' });
    const running = said({ kind: 'state', state: 'running', asset: 'line-1/station-12' });
    expect(suppressing(detection(), rules, [stopped], NOON)?.by).toBe('rule');
    expect(suppressing(detection(), rules, [stopped, running], NOON)).toBeNull();
    const told = detection({ extra: { assetState: 'running' } });
    expect(suppressing(told, rules, [stopped], NOON)).toBeNull();
  });

  test('the first that holds is named, by its place in the file', () => {
    const rules = withRules(
      { windows: [weekly([0], 0, 0)] },
      { windows: [OPEN], reason: 'cleaning' },
    );
    expect(suppressing(detection(), rules, [], NOON)?.detail).toBe('suppress.1: cleaning');
  });
});

describe('windows', () => {
  test('over midnight belong to the day on which they begin', () => {
    const night = weekly([5], 22, 6);
    const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour - 1);
    expect(windowUntil(night, ZONE, at(21, 21))).toBeNull();
    expect(windowUntil(night, ZONE, at(21, 22))).toBe(at(22, 6));
    expect(windowUntil(night, ZONE, at(22, 5))).toBe(at(22, 6));
    expect(windowUntil(night, ZONE, at(22, 6))).toBeNull();
    expect(windowUntil(night, ZONE, at(22, 23))).toBeNull();
  });

  test('of whole days last as long as the day', () => {
    // 25 October 2026 is a Sunday of 25 hours, 29 March one of 23.
    const sunday = weekly([6], 0, 0);
    const autumn = Date.UTC(2026, 9, 24, 22);
    expect(windowUntil(sunday, ZONE, autumn)).toBe(autumn + 25 * HOUR);
    const spring = Date.UTC(2026, 2, 28, 23);
    expect(windowUntil(sunday, ZONE, spring)).toBe(spring + 23 * HOUR);
  });

  test('in an hour that the clock shows twice are open once, and in one that it leaves out not at all', () => {
    const half: SuppressWindow = { ...weekly([6], 2, 0), untilMs: 2.5 * HOUR };
    const autumn = Date.UTC(2026, 9, 25, 0);
    expect(windowUntil(half, ZONE, autumn)).toBe(autumn + 30 * MINUTE);
    expect(windowUntil(half, ZONE, autumn + 30 * MINUTE)).toBeNull();
    // 02:10 again.
    expect(windowUntil(half, ZONE, autumn + 70 * MINUTE)).toBeNull();
    const spring = Date.UTC(2026, 2, 29, 1);
    for (const minutes of [-1, 0, 10, 29, 30, 61]) {
      expect(windowUntil(half, ZONE, spring + minutes * MINUTE)).toBeNull();
    }
    // Over the change it is an hour shorter, and ends when the wall says so.
    expect(windowUntil(weekly([6], 1, 4), ZONE, spring)).toBe(spring + HOUR);
  });

  test('with dates, and several at once end with the last', () => {
    const once = { kind: 'once', from: NOON, until: NOON + HOUR } as const;
    expect(windowUntil(once, ZONE, NOON - 1)).toBeNull();
    expect(windowUntil(once, ZONE, NOON + HOUR)).toBeNull();
    const [held] = heldNow(withRules({ windows: [once, { ...once, until: NOON + 9 }] }), [], NOON);
    expect(held?.until).toBe(NOON + HOUR);
  });
});

test('what is in force: what people said, then the rules whose time or known state it is', () => {
  const rules = withRules(
    { windows: [OPEN], match: { asset: 'line-3/*' } },
    { windows: [weekly([0], 1, 2)] },
    { assetStates: ['stopped', 'cleaning'], reason: 'stands' },
  );
  const stopped = said({ kind: 'state', state: 'cleaning', reason: null });
  expect(heldNow(rules, [], NOON)).toEqual([
    {
      kind: 'rule',
      match: { asset: 'line-3/*' },
      state: null,
      reason: 'planned',
      by: null,
      until: NOON + HOUR,
    },
  ]);
  expect(heldNow(rules, [stopped, said()], NOON).map((h) => [h.kind, h.state, h.until])).toEqual([
    ['state', 'cleaning', NOON + HOUR],
    ['maintenance', null, NOON + HOUR],
    ['rule', null, NOON + HOUR],
    ['rule', 'stopped, cleaning', null],
  ]);
});
