// One decision is written together or not at all; whoever comes second is stale; what was written is read back exactly.
import { describe, expect, test } from 'vitest';
import {
  type Alert,
  type Attention,
  isClosed,
  replay,
  type Work,
} from '../../../bot/core/alert.ts';
import type { Commit } from '../../../bot/ports/store.ts';
import { detection, NOON } from '../../core/world.ts';
import {
  card,
  EMPTY,
  everything,
  type GetRig,
  kept,
  labelOf,
  opened,
  opening,
  type StoreRig,
  stepOf,
  stepped,
} from './samples.ts';

export function commits(rigNow: GetRig): void {
  describe('a commit', () => {
    exactness(rigNow);
    staleness(rigNow);
    keys(rigNow);
    test('takes a thousand detections that open a thousand alerts, and then changes them all', async () => {
      const rig = rigNow();
      const all = Array.from({ length: 1_000 }, (_, i) =>
        opening(rig, {}, { deliveries: [card(`card:${i}`)] }),
      );
      expect(await rig.memory.store.commit(joined(all))).toBe('done');
      const changes = all.map((w) => stepOf(rig, w.alert, { count: 2 }));
      expect(await rig.memory.store.commit({ ...EMPTY, changes })).toBe('done');
      const keysOf = all.map((w) => ({ site: w.alert.site, key: w.alert.key }));
      const found = await rig.memory.store.joinable(keysOf);
      expect(found).toHaveLength(1_000);
      expect(new Set(found.map((a) => `${a.count} ${a.revision}`))).toEqual(new Set(['2 2']));
      expect(
        await rig.memory.store.kept(all.map((w) => w.detections[0]?.detection ?? bad())),
      ).toHaveLength(1_000);
      expect(await rig.memory.outbox.pending()).toBe(1_000);
    });
  });
}

function bad(): never {
  throw new Error('a sample has no detection');
}

function joined(all: readonly Commit[]): Commit {
  return {
    changes: all.flatMap((c) => c.changes),
    detections: all.flatMap((c) => c.detections),
    quarantine: all.flatMap((c) => c.quarantine),
    labels: all.flatMap((c) => c.labels),
  };
}

function exactness(rigNow: GetRig): void {
  const LONG = `"'; DROP TABLE "Alert"; -- \\ %_ \n\t${'🏭漢é\u0301\u202e'.repeat(2_000)}`.slice(
    0,
    10_000,
  );

  test.each([
    ['plain', {}],
    [
      '10,000 characters of everything',
      { title: LONG, asset: LONG, type: LONG, area: LONG, key: LONG },
    ],
    [
      'nothing',
      { title: '', area: '', reasons: [''], extra: { '': null, nested: { a: [1, 'x'] } } },
    ],
    [
      'readings and evidence',
      {
        confidence: null,
        model: null,
        readings: [
          { name: 'depth', value: -0.4, unit: 'mm', limit: 1e-9 },
          { name: 'mode', value: LONG },
        ],
        evidence: [
          { kind: 'image', url: 'https://a.example/x', alt: LONG },
          { kind: 'x', url: '' },
        ],
      },
    ],
    ['a far date', { observedAt: Date.UTC(9999, 11, 31, 23, 59, 59, 999) }],
    ['a date before 1970', { observedAt: Date.UTC(1000, 0, 1) }],
  ])('reads back what was written: %s', async (_, over) => {
    const { memory } = rigNow();
    const wish = opening(rigNow(), over);
    expect(await memory.store.commit(wish)).toBe('done');
    expect(await memory.store.alert(wish.alert.id)).toEqual(wish.alert);
    expect(await memory.store.opening(wish.alert.id)).toEqual(wish.detections[0]);
    const { events } = await memory.store.history(wish.alert.id);
    expect(replay(events)).toEqual(wish.alert);
  });

  test('keeps every field through changes, and the events rebuild the row', async () => {
    const rig = rigNow();
    const first = await opened(rig);
    const full = await stepped(rig, first, everything(first));
    expect(await rig.memory.store.alert(first.id)).toEqual(full);
    const last = await stepped(rig, full, { shelf: null, offer: null, undoable: [], dueAt: null });
    expect(await rig.memory.store.alert(first.id)).toEqual(last);
    const { events } = await rig.memory.store.history(first.id);
    expect(replay(events)).toEqual(last);
    expect(events.map((e) => e.revision)).toEqual([1, 2, 3]);
    expect(await rig.memory.store.events(first.id, 2)).toEqual(events.slice(1));
  });

  test('keeps quarantine, and detections that are only logged', async () => {
    const { memory, ids } = rigNow();
    const logged = kept(detection({ id: 'quiet' }), null);
    const quarantine = [
      { id: ids.next(), at: NOON, source: null, detectionId: null, reason: 'no id', body: '{"ü"' },
    ];
    expect(await memory.store.commit({ ...EMPTY, detections: [logged], quarantine })).toBe('done');
    expect(await memory.store.kept([detection({ id: 'quiet' })])).toEqual([logged]);
    expect(await memory.store.kept([{ source: 'cam-12', id: 'quiet', status: 'cleared' }])).toEqual(
      [],
    );
    expect(await memory.store.kept([])).toEqual([]);
  });
}

function staleness(rigNow: GetRig): void {
  /** Each is stale for one reason, and carries a good new alert that must not be written either. */
  const reasons: Readonly<Record<string, (rig: StoreRig, known: Alert) => Commit>> = {
    'an older revision': (rig, known) => ({
      ...EMPTY,
      changes: [stepOf(rig, { ...known, revision: known.revision - 1 })],
    }),
    'a revision that is not reached yet': (rig, known) => ({
      ...EMPTY,
      changes: [stepOf(rig, { ...known, revision: known.revision + 1 })],
    }),
    'an alert that is not there': (rig, known) => ({
      ...EMPTY,
      changes: [stepOf(rig, { ...known, id: rig.ids.next(), key: 'nowhere' })],
    }),
    'an id that exists': (rig, known) => ({
      ...EMPTY,
      changes: opening(rig).changes.map((c) => ({ ...c, alert: { ...c.alert, id: known.id } })),
    }),
    'a key that another alert holds': (rig, known) => opening(rig, { key: known.key }),
    'a detection that is kept': (_, known) => ({
      ...EMPTY,
      detections: [kept(detection({ id: `frame-${known.id}` }), known)],
    }),
    'one detection twice': (_, known) => ({
      ...EMPTY,
      detections: [kept(detection({ id: 'twin' }), known), kept(detection({ id: 'twin' }), known)],
    }),
    "a second first label of one person's chain": (rig, known) => ({
      ...EMPTY,
      labels: [labelOf(rig, known)],
    }),
    'two labels that follow the same one': (rig, known) => ({
      ...EMPTY,
      labels: ['x', 'y'].map((id) =>
        labelOf(rig, known, { id: id + known.id, supersedes: 'before' }),
      ),
    }),
  };

  test.each(Object.keys(reasons))('is stale, and writes nothing: %s', async (reason) => {
    const rig = rigNow();
    const { store, outbox } = rig.memory;
    const first = await opened(rig, {}, { deliveries: [card('known')] });
    const known = await stepped(rig, first);
    await store.commit({ ...EMPTY, labels: [labelOf(rig, known)] });
    const before = await store.history(known.id);
    const good = opening(rig, {}, { deliveries: [card('new')] });
    const half = stepOf(rig, known, { count: 9 }, { deliveries: [card('more')] });
    const spoilt = reasons[reason]?.(rig, known) ?? EMPTY;
    const touchesKnown = spoilt.changes.some((c) => c.alert.id === known.id);

    const wish = joined([good, ...(touchesKnown ? [] : [{ ...EMPTY, changes: [half] }]), spoilt]);
    expect(await store.commit(wish)).toBe('stale');

    expect(await store.alert(known.id)).toEqual(known);
    expect(await store.history(known.id)).toEqual(before);
    expect(await store.alert(good.alert.id)).toBeNull();
    expect(await store.kept(good.detections.map((d) => d.detection))).toEqual([]);
    expect((await store.alerts({}, 10, null)).items).toHaveLength(1);
    expect(await outbox.pending()).toBe(1);
    // Nothing of it is in the way of the next one.
    expect(await store.commit(good)).toBe('done');
  });

  test('one of two at once is stale: the same revision', async () => {
    const rig = rigNow();
    const alert = await opened(rig);
    const wishes = ['ana', 'ole'].map((owner) => ({
      ...EMPTY,
      changes: [stepOf(rig, alert, { owner })],
    }));
    expect(await inParallel(rig, wishes)).toEqual(['done', 'stale']);
    expect(await rig.memory.store.events(alert.id, 9)).toHaveLength(2);
  });

  test('one of two at once is stale: the same key', async () => {
    const rig = rigNow();
    const wishes = [opening(rig, { key: 'k' }), opening(rig, { key: 'k' })];
    expect(await inParallel(rig, wishes)).toEqual(['done', 'stale']);
    expect(await rig.memory.store.joinable([{ site: 'lyon-2', key: 'k' }])).toHaveLength(1);
  });

  test('one of two at once is stale: the same detection', async () => {
    const rig = rigNow();
    const wishes = [opening(rig, { id: 'x', key: 'a' }), opening(rig, { id: 'x', key: 'b' })];
    expect(await inParallel(rig, wishes)).toEqual(['done', 'stale']);
    expect((await rig.memory.store.alerts({}, 10, null)).items).toHaveLength(1);
  });
}

async function inParallel(rig: StoreRig, wishes: readonly Commit[]): Promise<readonly string[]> {
  return (await Promise.all(wishes.map((w) => rig.memory.store.commit(w)))).toSorted();
}

function keys(rigNow: GetRig): void {
  const keyOf = (a: Alert) => [{ site: a.site, key: a.key }];

  test('lets a new alert take over a key from the one that gives way in the same commit', async () => {
    const rig = rigNow();
    const old = await opened(rig, { key: 'k' });
    const next = opening(rig, { key: 'k' });
    const wish = joined([next, { ...EMPTY, changes: [stepOf(rig, old, { isJoinable: false })] }]);
    expect(await rig.memory.store.commit(wish)).toBe('done');
    const holders = await rig.memory.store.joinable(keyOf(old));
    expect(holders.map((a) => a.id)).toEqual([next.alert.id]);
    const again = stepOf(rig, { ...old, revision: 2 }, { isJoinable: true });
    expect(await rig.memory.store.commit({ ...EMPTY, changes: [again] })).toBe('stale');
  });

  test('tells one site, and one key, from another', async () => {
    const rig = rigNow();
    await opened(rig, { site: 'a', key: 'b\nc' });
    await opened(rig, { site: 'a\nb', key: 'c' });
    expect(await rig.memory.store.joinable([{ site: 'a', key: 'c' }])).toEqual([]);
    expect(await rig.memory.store.joinable([{ site: 'a', key: 'b\nc' }])).toHaveLength(1);
  });

  test('counts as closed what core calls closed, and only open alerts hold their key', async () => {
    const rig = rigNow();
    const { store } = rig.memory;
    const attentions: Attention[] = ['new', 'acknowledged', 'shelved', 'cleared', 'expired'];
    const works: Work[] = ['unowned', 'owned', 'done'];
    for (const attention of attentions) {
      for (const work of works) {
        const alert = await stepped(rig, await opened(rig), { attention, work });
        const state = isClosed(alert) ? 'closed' : 'open';
        const list = await store.alerts({ state }, 100, null);
        expect(list.items.map((a) => a.id)).toContain(alert.id);
        expect(await store.joinable(keyOf(alert))).toHaveLength(isClosed(alert) ? 0 : 1);
      }
    }
    const open = await store.alerts({ state: 'open' }, 100, null);
    const closed = await store.alerts({ state: 'closed' }, 100, null);
    expect([open.items.length, closed.items.length]).toEqual([9, 6]);
  });
}
