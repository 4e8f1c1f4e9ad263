// What gets no card for a while: the latest word about an asset holds, windows stand beside each other, and what ended stays out.
import { expect, test } from 'vitest';
import type { SuppressedDetection, Suppression } from '../../../bot/core/suppression.ts';
import { HOUR } from '../../../bot/core/time.ts';
import { NOON } from '../../core/world.ts';
import { EMPTY, type GetRig } from './samples.ts';

const LIMIT = 100;

function said(n: number, over: Partial<Suppression> = {}): Suppression {
  return {
    id: `s-${n}`,
    kind: 'maintenance',
    asset: 'press-4',
    type: null,
    state: null,
    reason: 'new gearbox “left”',
    by: 'sam',
    at: NOON + n,
    until: NOON + HOUR,
    ...over,
  };
}

const OUT = { kind: 'out-of-service', until: null } as const;

export function suppressions(rigNow: GetRig): void {
  test('is read back whole until it ends by itself, also by a new process', async () => {
    const rig = rigNow();
    const out = said(1, { ...OUT, type: 'vibration' });
    await rig.memory.store.suppress(said(2));
    await rig.memory.store.suppress(out);
    await rig.reopen();
    const { store } = rig.memory;
    expect(await store.suppressions(NOON + HOUR - 1, LIMIT)).toEqual([out, said(2)]);
    expect(await store.suppressions(NOON + HOUR - 1, 1)).toEqual([said(2)]);
    expect(await store.suppressions(NOON + HOUR, LIMIT)).toEqual([out]);
  });

  test('windows stand beside each other; one word ends them all, once', async () => {
    const { store } = rigNow().memory;
    await store.suppress(said(1));
    await store.suppress(said(2, { until: NOON + 2 * HOUR }));
    await store.suppress(said(3, { asset: 'press-5' }));
    await store.suppress(said(4, { type: 'vibration' }));
    const end = {
      kind: 'maintenance',
      asset: 'press-4',
      type: null,
      by: 'ada',
      at: NOON + 9,
    } as const;
    await store.suppress(said(5, OUT));
    expect(await store.endSuppression({ ...end, type: 'vibration' })).toBe(1);
    expect(await store.endSuppression(end)).toBe(2);
    expect(await store.endSuppression(end)).toBe(0);
    const left = await store.suppressions(NOON + 9, LIMIT);
    expect(left.map((s) => s.id)).toEqual(['s-3', 's-5']);
    expect(await store.endSuppression({ ...end, asset: 'press-5' })).toBe(1);
    await store.suppress(said(6, { type: 'vibration' }));
    expect(await store.endSuppression(end)).toBe(1);
  });

  test('what is over already can not be ended', async () => {
    const { store } = rigNow().memory;
    await store.suppress(said(1));
    const end = { kind: 'maintenance', asset: 'press-4', type: null, by: 'ada' } as const;
    expect(await store.endSuppression({ ...end, at: NOON + HOUR })).toBe(0);
  });

  test('a state, and being out of service, take the place of what was said so before', async () => {
    const { store } = rigNow().memory;
    await store.suppress(said(1, { kind: 'state', state: 'stopped' }));
    await store.suppress(said(2, { kind: 'state', state: 'running', reason: null }));
    await store.suppress(said(3, OUT));
    await store.suppress(said(4, { ...OUT, reason: 'waits for parts' }));
    await store.suppress(said(5, { ...OUT, type: 'vibration' }));
    const left = await store.suppressions(NOON + 9, LIMIT);
    expect(left.map((s) => s.id)).toEqual(['s-2', 's-4', 's-5']);
  });

  test('whether anything began or ended since', async () => {
    const { store } = rigNow().memory;
    const changed = (since: number, now = NOON + 50) => store.suppressionChanged(since, now);
    expect(await changed(0)).toBe(false);
    await store.suppress(said(10));
    await store.suppress(said(10, { id: 's-11', asset: 'press-5' }));
    expect([await changed(NOON + 10), await changed(NOON + 11)]).toEqual([true, false]);
    // By itself.
    expect(await changed(NOON + 11, NOON + HOUR)).toBe(true);
    expect(await changed(NOON + HOUR + 1, NOON + 2 * HOUR)).toBe(false);
    const end = { kind: 'maintenance', asset: 'press-5', type: null, by: 'ada' } as const;
    await store.endSuppression({ ...end, at: NOON + 20 });
    expect([await changed(NOON + 20), await changed(NOON + 21)]).toEqual([true, false]);
  });

  test('detections that got no card are counted from a moment on', async () => {
    const rig = rigNow();
    const one: SuppressedDetection = {
      ...{ id: 'd1', at: NOON, source: 'cam', detectionId: 'f1', asset: 'press-4' },
      ...({ type: 'vibration', by: 'rule', detail: 'suppress.0: cleaning' } as const),
    };
    const suppressed = [one, { ...one, id: 'd2', at: NOON + 5 }];
    expect(await rig.memory.store.commit({ ...EMPTY, suppressed })).toBe('done');
    await rig.reopen();
    const { store } = rig.memory;
    expect(await store.suppressedSince(NOON)).toBe(2);
    expect(await store.suppressedSince(NOON + 1)).toBe(1);
    expect(await store.suppressedSince(NOON + 6)).toBe(0);
  });
}
