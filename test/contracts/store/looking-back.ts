// What a card looks back on: how the alerts before this one turned out, and what its own detections measured.
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../bot/core/alert.ts';
import { PAST_LIMIT, RECENT_LIMIT } from '../../../bot/core/view.ts';
import { detection, NOON } from '../../core/world.ts';
import { EMPTY, type GetRig, kept, opened, stepOf, stepped } from './samples.ts';

export function lookingBack(rigNow: GetRig): void {
  describe('the past of a kind of alert', () => past(rigNow));
  describe('the trend of an alert', () => trend(rigNow));
}

function past(rigNow: GetRig): void {
  /** One alert a minute from now on, judged or not. */
  const judged = async (verdicts: readonly Alert['verdict'][], over: Partial<Alert> = {}) => {
    const rig = rigNow();
    for (const verdict of verdicts) {
      await stepped(rig, await opened(rig), { verdict, ...over });
      rig.clock.set(rig.clock.now() + 60_000);
    }
  };
  const of = async (alert: Alert) => (await rigNow().memory.store.view(alert.id))?.past;

  test('counts the alerts before it that were judged, and leaves out doubt and silence', async () => {
    const rig = rigNow();
    await judged(['real', 'not_real', 'unsure', 'real', 'contested', 'pending']);
    const alert = await opened(rig);
    await judged(['not_real', 'not_real']);
    expect(await of(alert)).toEqual({ judged: 3, real: 2 });
    // Its own verdict is no part of its past.
    await stepped(rig, alert, { verdict: 'not_real' });
    expect(await of(alert)).toEqual({ judged: 3, real: 2 });
  });

  test('is of the same site, asset and type only', async () => {
    const rig = rigNow();
    for (const over of [{ site: 'other' }, { asset: 'other' }, { type: 'other' }]) {
      await stepped(rig, await opened(rig, over), { verdict: 'real' });
    }
    rig.clock.set(NOON + 60_000);
    expect(await of(await opened(rig))).toEqual({ judged: 0, real: 0 });
    expect(await of(await opened(rig, { type: 'other' }))).toEqual({ judged: 1, real: 1 });
  });

  test('is the latest of them, whatever they were', async () => {
    await judged([...Array<'real'>(4).fill('real'), ...Array<'not_real'>(7).fill('not_real')]);
    expect(await of(await opened(rigNow()))).toEqual({ judged: PAST_LIMIT, real: 3 });
  });

  test('a reason knows better than the verdict whether it was there', async () => {
    await judged(['not_real', 'not_real'], { reason: 'R-KNOWN' });
    await judged(['not_real'], { reason: 'R-NONE' });
    await judged(['not_real'], { reason: 'R-SENSOR' });
    expect(await of(await opened(rigNow()))).toEqual({ judged: 3, real: 2 });
  });
}

function trend(rigNow: GetRig): void {
  const joined = async (values: readonly number[]) => {
    const rig = rigNow();
    let alert = await opened(rig, {
      id: 'first',
      readings: [{ name: 'temperature', value: 1, unit: '°C', limit: 80 }],
    });
    const { id, key } = alert;
    for (const [n, value] of values.entries()) {
      const observedAt = NOON + n + 1;
      const readings = [{ name: 'temperature', value }];
      const seen = detection({ id: `d${n}`, key, observedAt, readings });
      const change = stepOf(rig, alert, { count: n + 2 });
      await rig.memory.store.commit({
        ...EMPTY,
        changes: [change],
        detections: [kept(seen, change.alert)],
      });
      alert = change.alert;
    }
    const over = detection({ id: 'first', status: 'cleared', key, readings: [] });
    const change = stepOf(rig, alert, { count: 0 });
    await rig.memory.store.commit({
      ...EMPTY,
      changes: [change],
      detections: [kept(over, change.alert)],
    });
    return (await rig.memory.store.view(id))?.recent ?? [];
  };

  test('is nothing while there is one detection', async () => {
    expect(await joined([])).toEqual([]);
  });

  test('is what was measured, in order, without what only says that it is over', async () => {
    expect(await joined([2, 3])).toEqual([
      {
        observedAt: NOON,
        readings: [{ name: 'temperature', value: 1, unit: '°C', limit: 80 }],
      },
      { observedAt: NOON + 1, readings: [{ name: 'temperature', value: 2 }] },
      { observedAt: NOON + 2, readings: [{ name: 'temperature', value: 3 }] },
    ]);
  });

  test('is the latest few of many', async () => {
    const recent = await joined(Array.from({ length: RECENT_LIMIT + 5 }, (_, n) => n));
    expect(recent.map((s) => s.readings[0]?.value)).toEqual(
      Array.from({ length: RECENT_LIMIT }, (_, n) => n + 5),
    );
  });
}
