// The label log: append-only, stable, each record with the detections it covers; and the rows that the numbers come from.
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../bot/core/alert.ts';
import { record, unchanged } from '../../../bot/core/decision.ts';
import type { Model } from '../../../bot/core/detection.ts';
import { MINUTE } from '../../../bot/core/time.ts';
import type { LabelRecord } from '../../../bot/core/view.ts';
import type { LabelFilter } from '../../../bot/ports/store.ts';
import { detection, NOON, plant } from '../../core/world.ts';
import {
  changeOf,
  EMPTY,
  type GetRig,
  kept,
  labelOf,
  opened,
  type StoreRig,
  stepOf,
  stepped,
} from './samples.ts';

const V1: Model = { name: 'scratch', version: '1' };
const V2: Model = { name: 'scratch', version: '2' };
const DENT: Model = { name: 'dent', version: '1' };

export function labels(rigNow: GetRig): void {
  describe('the label log', () => log(rigNow));
  describe('the rows for the numbers', () => numbers(rigNow));
}

async function add(rig: StoreRig, ...records: readonly LabelRecord[]): Promise<void> {
  expect(await rig.memory.store.commit({ ...EMPTY, labels: records })).toBe('done');
}

async function logIds(rig: StoreRig, filter: LabelFilter = {}): Promise<readonly string[]> {
  return (await rig.memory.store.labels(filter, 100, null)).items.map((l) => l.label.id);
}

/** One more detection joins: the alert's next revision. */
async function join(rig: StoreRig, alert: Alert, model: Model | null): Promise<Alert> {
  const change = stepOf(rig, alert, { count: alert.count + 1 });
  const seen = detection({ id: rig.ids.next(), model });
  const wish = { ...EMPTY, changes: [change], detections: [kept(seen, change.alert)] };
  expect(await rig.memory.store.commit(wish)).toBe('done');
  return change.alert;
}

function log(rigNow: GetRig): void {
  test('keeps every field, with the person and what was covered', async () => {
    const rig = rigNow();
    const [person] = await rig.memory.store.syncPeople(plant);
    const alert = await opened(rig);
    const label = labelOf(rig, alert, {
      by: person?.id ?? '',
      role: 'admin',
      platform: 'console',
      verdict: 'unsure',
      isDeciding: false,
      reason: 'R-NONE',
      technicalTruth: null,
      actionable: false,
      strength: 3,
      shownAt: NOON - 1,
      stream: 'audit',
      probability: 0.1,
    });
    await add(rig, label);
    const opening = await rig.memory.store.opening(alert.id);
    const { items } = await rig.memory.store.labels({}, 10, null);
    expect(items.map(({ seq: _, ...line }) => line)).toEqual([
      {
        label,
        person: { id: person?.id, key: 'ana', name: 'Ana Ruiz' },
        detections: [opening?.detection],
      },
    ]);
    expect(await rig.memory.store.labelsOf(alert.id)).toEqual([label]);
    expect((await rig.memory.store.history(alert.id)).labels).toEqual(items);
  });

  test('covers the detections that had joined at the revision that was judged, or before', async () => {
    const rig = rigNow();
    const one = await opened(rig, { id: 'd1' });
    const two = await join(rig, one, V1);
    const three = await join(rig, two, V1);
    await add(
      rig,
      labelOf(rig, one, { by: 'p1' }),
      labelOf(rig, two, { by: 'p2' }),
      labelOf(rig, three, { by: 'p3' }),
      labelOf(rig, one, { by: 'p0', revision: 0 }),
    );
    const { items } = await rig.memory.store.labels({}, 10, null);
    expect(items.map((l) => l.detections.length)).toEqual([1, 2, 3, 0]);
    expect(items[0]?.detections[0]?.id).toBe('d1');
  });

  test('tells what is in force: neither superseded nor withdrawn', async () => {
    const rig = rigNow();
    const alert = await opened(rig);
    const first = labelOf(rig, alert);
    const reason = labelOf(rig, alert, { supersedes: first.id, reason: 'C-INSP' });
    const other = labelOf(rig, alert, { by: 'id-ole' });
    await add(rig, first, other);
    await add(rig, reason);
    expect(await logIds(rig)).toEqual([first.id, other.id, reason.id]);
    expect(await logIds(rig, { live: true })).toEqual([other.id, reason.id]);
    expect(await logIds(rig, { live: false })).toEqual([first.id]);
    const undo = labelOf(rig, alert, { supersedes: reason.id, isWithdrawn: true });
    await add(rig, undo);
    expect(await logIds(rig, { live: true })).toEqual([other.id]);
    const anew = labelOf(rig, alert, { supersedes: undo.id });
    await add(rig, anew);
    expect(await logIds(rig, { live: true })).toEqual([other.id, anew.id]);
  });

  test('filters by time, and by the models that a label covers', async () => {
    const rig = rigNow();
    const one = await opened(rig, { model: V1 });
    const two = await join(rig, one, DENT);
    const early = labelOf(rig, one, { by: 'p1', at: NOON });
    const late = labelOf(rig, two, { by: 'p2', at: NOON + 5 });
    const none = labelOf(rig, await opened(rig, { model: null }), { at: NOON + 6 });
    await add(rig, early, late, none);
    expect(await logIds(rig, { model: 'scratch' })).toEqual([early.id, late.id]);
    expect(await logIds(rig, { model: 'dent' })).toEqual([late.id]);
    expect(await logIds(rig, { model: 'Dent' })).toEqual([]);
    expect(await logIds(rig, { since: NOON + 5 })).toEqual([late.id, none.id]);
    expect(await logIds(rig, { since: NOON + 6, model: 'dent' })).toEqual([]);
  });

  test.each([{}, { model: 'dent' }])(
    'is paged without gap or repetition while it grows: %j',
    async (filter) => {
      const rig = rigNow();
      const ids: string[] = [];
      for (let i = 0; i < 11; i += 1) {
        const one = await opened(rig, { model: V1 });
        const two = await join(rig, one, DENT);
        // Every other label does not cover the second model, though its alert has it.
        const label = labelOf(rig, i % 2 === 0 ? two : one);
        await add(rig, label);
        if (filter.model === undefined || i % 2 === 0) ids.push(label.id);
      }
      const seen: string[] = [];
      let cursor: string | null = null;
      for (let round = 0; round < 20 && (round === 0 || cursor !== null); round += 1) {
        const page = await rig.memory.store.labels(filter, 2, cursor);
        expect(page.items.length).toBeLessThanOrEqual(2);
        seen.push(...page.items.map((l) => l.label.id));
        cursor = page.next;
        if (round === 1) {
          const late = labelOf(rig, await opened(rig, { model: DENT }));
          await add(rig, late);
          ids.push(late.id);
        }
      }
      expect(seen).toEqual(ids);
    },
  );

  test('names no stranger by a key, and somebody unknown by nothing', async () => {
    const rig = rigNow();
    const { store } = rig.memory;
    const sender = { platform: 'slack', tenant: 'T1', users: ['U9'], name: 'Zed' } as const;
    const stranger = await store.personOf(sender);
    const alert = await opened(rig);
    await add(rig, labelOf(rig, alert, { by: stranger.id }), labelOf(rig, alert, { by: 'gone' }));
    const { items } = await store.labels({}, 10, null);
    expect(items.map((l) => l.person)).toEqual([
      { id: stranger.id, key: null, name: 'Zed' },
      { id: 'gone', key: null, name: '' },
    ]);
  });
}

function numbers(rigNow: GetRig): void {
  test('say what the deciding label in force says, and the models that it covers', async () => {
    const rig = rigNow();
    const one = await opened(rig, { model: V1 });
    const two = await join(rig, one, V1);
    const three = await join(rig, await join(rig, two, null), V2);
    const old = labelOf(rig, one, {
      verdict: 'not_real',
      technicalTruth: false,
      actionable: false,
    });
    const deciding = labelOf(rig, two, { supersedes: old.id, strength: 2 });
    const second = labelOf(rig, three, { by: 'id-ole', isDeciding: false, verdict: 'not_real' });
    await add(rig, old, deciding, second);
    expect(await rig.memory.store.kpiAlerts({})).toEqual([
      {
        id: one.id,
        asset: 'line-1/station-12',
        type: 'surface-scratch',
        channel: 'line-1',
        openedAt: NOON,
        closedAt: null,
        answeredAt: null,
        isPutAside: false,
        verdict: 'pending',
        verdictAt: null,
        work: 'unowned',
        level: 0,
        isClimbedByItself: false,
        targetMs: 10 * MINUTE,
        carriedBy: null,
        chatter: expect.closeTo(1, 6),
        stream: 'action',
        probability: 1,
        label: { verdict: 'real', technicalTruth: true, actionable: true, strength: 2 },
        models: [V1],
      },
    ]);
    await add(rig, labelOf(rig, two, { supersedes: deciding.id, isWithdrawn: true }));
    const [row] = await rig.memory.store.kpiAlerts({});
    expect([row?.label, row?.models]).toEqual([null, [V1, V2]]);
  });

  test('know what climbed by itself, who carried it, and what chatters', async () => {
    const rig = rigNow();
    const climb = { kind: 'escalated' as const, at: NOON, detail: {} };
    const steps = async (by: string | null) => {
      const alert = await opened(rig);
      const decision = record(unchanged(alert, null), { ...climb, by, set: { level: 1 } });
      const change = changeOf(rig, decision, alert.revision);
      expect(await rig.memory.store.commit({ ...EMPTY, changes: [change] })).toBe('done');
      return decision.alert;
    };
    const alone = await steps(null);
    await steps('id-ana');
    await stepped(rig, alone, { owner: 'id-ana', work: 'owned', verdict: 'real', verdictAt: 7 });
    await stepped(rig, await opened(rig), { closedBy: 'id-sam', work: 'done', closedAt: 9 });
    await join(rig, await opened(rig), null);
    const rows = await rig.memory.store.kpiAlerts({});
    expect(rows.map((r) => [r.isClimbedByItself, r.carriedBy, r.verdictAt, r.chatter])).toEqual([
      [true, 'id-ana', 7, null],
      [false, null, null, null],
      [false, 'id-sam', null, null],
      [false, null, null, null],
    ]);
  });

  test('know which answer was to shelve it, and not one that was taken back', async () => {
    const rig = rigNow();
    const shelve = { kind: 'shelved' as const, by: 'id-ana', detail: {} };
    for (const set of [{ answeredAt: NOON + 5 }, { answeredAt: NOON + 4 }, { answeredAt: null }]) {
      const alert = await opened(rig);
      const decision = record(unchanged(alert, null), { ...shelve, at: NOON + 5, set });
      const change = changeOf(rig, decision, alert.revision);
      expect(await rig.memory.store.commit({ ...EMPTY, changes: [change] })).toBe('done');
    }
    const rows = await rig.memory.store.kpiAlerts({});
    expect(rows.map((r) => r.isPutAside)).toEqual([true, false, false]);
  });

  test('come from the alerts and the models that are asked for', async () => {
    const rig = rigNow();
    const { store } = rig.memory;
    const a = await opened(rig, { model: V1, asset: 'a', type: 't' });
    rig.clock.set(NOON + 10);
    const b = await join(rig, await opened(rig, { model: V2, asset: 'b' }), DENT);
    const c = await opened(rig, { model: null, asset: 'a' });
    const ids = async (filter: Parameters<typeof store.kpiAlerts>[0]): Promise<readonly string[]> =>
      (await store.kpiAlerts(filter)).map((row) => row.id);
    expect(await ids({})).toEqual([a.id, b.id, c.id]);
    expect(await ids({ asset: 'a' })).toEqual([a.id, c.id]);
    expect(await ids({ type: 't' })).toEqual([a.id]);
    expect(await ids({ channel: 'floor' })).toEqual([]);
    expect(await ids({ from: NOON + 10 })).toEqual([b.id, c.id]);
    expect(await ids({ to: NOON + 10 })).toEqual([a.id]);
    expect(await ids({ model: 'scratch' })).toEqual([a.id, b.id]);
    // One model must be both: dent has no version 2.
    expect(await ids({ model: 'dent', version: '2' })).toEqual([]);
    expect((await store.kpiAlerts({ model: 'scratch' })).map((row) => row.models)).toEqual([
      [V1],
      [V2],
    ]);
    await add(rig, labelOf(rig, b, { revision: 1 }));
    expect(await ids({ model: 'dent' })).toEqual([]);
  });
}
