// What gets no card for a while: the latest word about an asset holds, windows stand beside each other, and what ended stays out.
import { expect, test } from 'vitest';
import type { Detection } from '../../../bot/core/detection.ts';
import type {
  SuppressedCondition,
  SuppressedDetection,
  Suppression,
} from '../../../bot/core/suppression.ts';
import { HOUR } from '../../../bot/core/time.ts';
import { detection, NOON } from '../../core/world.ts';
import { EMPTY, type GetRig, kept, opening } from './samples.ts';

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

  test('a suppressed condition waits until it is over, or until a newer detection of its key comes', async () => {
    const rig = rigNow();
    const { store } = rig.memory;
    const seen = ['b', 'a', 'c'].map((key) => detection({ id: `f-${key}`, key }));
    const begun = seen.map(conditionOf);
    const detections = seen.map((one) => kept(one, null));
    const conditions = { begun, over: [], shown: [] };
    expect(await store.commit({ ...EMPTY, detections, conditions })).toBe('done');
    await rig.reopen();
    const now = rig.memory.store;
    const keys = async (...given: Parameters<typeof now.conditionsAfter>) =>
      (await now.conditionsAfter(...given)).map((k) => k.detection.key);
    expect(await keys(null, LIMIT)).toEqual(['a', 'b', 'c']);
    expect(await keys(null, 2)).toEqual(['a', 'b']);
    expect(await keys(detection({ key: 'a' }), 1)).toEqual(['b']);
    expect((await now.conditionsAfter(null, 1))[0]).toEqual(detections[1]);
    expect(await now.conditions([...seen.slice(0, 1), detection({ key: 'other' })])).toEqual(
      begun.slice(0, 1),
    );
    // Whatever is newer of its key ends it; of another site it is another key.
    const newer = detection({ id: 'f-2', key: 'b', status: 'cleared' });
    const elsewhere = detection({ id: 'f-3', key: 'a', site: 'north' });
    const later = [kept(newer, null), kept(elsewhere, null)];
    expect(await now.commit({ ...EMPTY, detections: later })).toBe('done');
    expect(await keys(null, LIMIT)).toEqual(['a', 'c']);
    // And may be one itself.
    const again = detection({ id: 'f-4', key: 'c' });
    const renewed = { begun: [conditionOf(again)], over: begun.slice(2), shown: [] };
    const wish = { ...EMPTY, detections: [kept(again, null)], conditions: renewed };
    expect(await now.commit(wish)).toBe('done');
    expect((await now.conditionsAfter(null, LIMIT)).map((k) => k.detection.id)).toEqual([
      'f-a',
      'f-4',
    ]);
  });

  test('a suppressed condition is shown once: its detection opens the alert, later ones join behind it', async () => {
    const rig = rigNow();
    const { store } = rig.memory;
    const { alert, changes, detections } = opening(rig, { id: 'f-1', key: 'k' });
    const [{ detection: seen } = kept(detection(), null)] = detections;
    const logged = kept(seen, null, { stream: 'audit' });
    const condition = conditionOf(seen);
    const conditions = { begun: [condition], over: [], shown: [] };
    const { source, asset, type } = seen;
    const suppressed = [
      {
        ...{ id: 'd1', at: NOON, source, detectionId: seen.id, asset, type },
        ...({ by: 'rule', detail: 'suppress.0: cleaning' } as const),
      },
    ];
    await store.commit({ ...EMPTY, detections: [logged], suppressed, conditions });
    expect(await store.suppressedSince(0)).toBe(1);
    const shown = [{ ...logged, alert: alert.id, revision: alert.revision }];
    const wish = { ...EMPTY, changes, conditions: { begun: [], over: [condition], shown } };
    const other = { ...condition, detectionId: 'f-0' };
    const wrong = { ...wish, conditions: { ...wish.conditions, over: [other] } };
    expect(await store.commit(wrong)).toBe('stale');
    expect(await store.kept([seen])).toEqual([logged]);
    expect(await store.commit(wish)).toBe('done');
    expect(await store.commit({ ...wish, changes: [] })).toBe('stale');
    await rig.reopen();
    const now = rig.memory.store;
    expect(await now.kept([seen])).toEqual(shown);
    expect(await now.opening(alert.id)).toEqual(shown[0]);
    expect((await now.view(alert.id))?.opening).toEqual(seen);
    expect(await now.kpiAlerts({})).toMatchObject([{ stream: 'audit' }]);
    expect((await now.history(alert.id)).detections).toEqual(shown);
    expect(await now.conditionsAfter(null, LIMIT)).toEqual([]);
    expect(await now.conditions([seen])).toEqual([]);
    expect(await now.suppressedSince(0)).toBe(0);
  });
}

function conditionOf(of: Detection): SuppressedCondition {
  return { site: of.site, key: of.key, source: of.source, detectionId: of.id };
}
