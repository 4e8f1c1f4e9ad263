// Hand-overs: one for each change of shift, guarded by their revision, written together with the alerts that change owner.
import { expect, test } from 'vitest';
import type { Handover } from '../../../bot/core/handover/handover.ts';
import { ana } from '../../core/world.ts';
import { EMPTY, type GetRig, opened, type StoreRig } from './samples.ts';

export function handoverOf(over: Partial<Handover> = {}): Handover {
  return {
    id: 'h1',
    roster: 'floor',
    from: 0,
    changesAt: 1_000,
    until: 2_000,
    stage: 'prepared',
    dueAt: 1_000,
    signedBy: null,
    signedAt: null,
    acceptedBy: null,
    acceptedAt: null,
    moved: 0,
    notes: [],
    steps: [{ at: 900, stage: 'prepared', people: [ana.id] }],
    items: [],
    changedAt: 900,
    revision: 1,
    ...over,
  };
}

const CARD = {
  key: 'handover:h1',
  kind: 'card',
  platform: 'slack',
  channel: null,
  person: ana.id,
  ask: null,
  severity: 'high',
} as const;

function write({ memory }: StoreRig, of: Handover, expected: number | null) {
  const handovers = [{ handover: of, expected, deliveries: [CARD] }];
  return memory.store.commit({ ...EMPTY, handovers });
}

export function handovers(rigNow: GetRig): void {
  test('a change of shift has one, and whoever was slower tries again', async () => {
    const rig = rigNow();
    expect(await write(rig, handoverOf(), null)).toBe('done');
    expect(await write(rig, handoverOf(), null)).toBe('stale');
    expect(await write(rig, handoverOf({ id: 'h2' }), null)).toBe('stale');
    expect(await write(rig, handoverOf({ id: 'h3', roster: 'yard' }), null)).toBe('done');
    const next = handoverOf({ stage: 'offered', revision: 2 });
    expect(await write(rig, next, 1)).toBe('done');
    expect(await write(rig, next, 1)).toBe('stale');
    expect((await rig.memory.store.handover('h1'))?.stage).toBe('offered');
    expect(await rig.memory.store.handover('h2')).toBeNull();
  });

  test('is read back whole, also by a new process', async () => {
    const rig = rigNow();
    const full = handoverOf({
      signedBy: ana.id,
      signedAt: 950,
      acceptedBy: ana.id,
      acceptedAt: 1_100,
      stage: 'accepted',
      dueAt: null,
      moved: 3,
      notes: [
        {
          at: 940,
          by: ana.id,
          text: 'warm “bearing”',
          revision: 2,
          isAfterSigning: false,
          droppedBy: null,
          droppedAt: null,
        },
        {
          at: 960,
          by: ana.id,
          text: 'cold',
          revision: 4,
          isAfterSigning: true,
          droppedBy: 'id-ole',
          droppedAt: 970,
        },
      ],
      items: [
        {
          alert: 'a1',
          severity: 'high',
          group: 'shelved',
          owner: ana.id,
          shelvedUntil: 1_800,
          movedFrom: 'id-ole',
        },
      ],
    });
    await write(rig, full, null);
    await rig.reopen();
    const { store } = rig.memory;
    expect(await store.handover('h1')).toEqual(full);
    expect(await store.handoverAt('floor', 1_000)).toEqual(full);
    expect(await store.handoverAt('floor', 1_001)).toBeNull();
  });

  test('is due until it has no further stage, and listed newest first', async () => {
    const rig = rigNow();
    const { store } = rig.memory;
    await write(rig, handoverOf(), null);
    await write(rig, handoverOf({ id: 'h2', roster: 'yard', dueAt: 500 }), null);
    await write(rig, handoverOf({ id: 'h3', changesAt: 2_000, dueAt: null }), null);
    expect((await store.handoversDue(1_000, 5)).map((h) => h.id)).toEqual(['h2', 'h1']);
    expect((await store.handoversDue(999, 5)).map((h) => h.id)).toEqual(['h2']);
    const first = await store.handovers({}, 2, null);
    expect(first.items.map((h) => h.id)).toEqual(['h3', 'h2']);
    const second = await store.handovers({}, 2, first.next);
    expect(second).toMatchObject({ items: [{ id: 'h1' }], next: null });
    const floor = await store.handovers({ roster: 'floor', since: 1_500 }, 5, null);
    expect(floor.items.map((h) => h.id)).toEqual(['h3']);
    await write(
      rig,
      handoverOf({ id: 'h4', changesAt: 3_000, acceptedAt: 1_500, dueAt: null }),
      null,
    );
    const open = async (openAt: number) =>
      (await store.handovers({ openAt }, 5, null)).items.map((h) => h.id);
    expect([await open(1_999), await open(2_000)]).toEqual([['h3', 'h2', 'h1'], []]);
    await expect(store.handovers({}, 5, 'x')).rejects.toMatchObject({ code: 'BadCursor' });
  });

  test('goes with its alerts or not at all, and its card is a message of its own', async () => {
    const rig = rigNow();
    const { store } = rig.memory;
    const alert = await opened(rig);
    const change = { alert, expected: 99, events: [], labels: [], deliveries: [] };
    const handovers = [{ handover: handoverOf(), expected: null, deliveries: [CARD] }];
    const changes = [{ ...change, refreshCards: false }];
    expect(await store.commit({ ...EMPTY, changes, handovers })).toBe('stale');
    expect(await store.handover('h1')).toBeNull();
    await write(rig, handoverOf(), null);
    const lane = { platform: 'slack', channel: null, person: ana.id } as const;
    const wish = { now: 9e15, leaseUntil: 9e15, instance: 'i', limit: 5 };
    const claimed = await rig.memory.outbox.claim({ lane, op: 'post', ...wish });
    expect(claimed.map((d) => d.message.subject)).toEqual([{ kind: 'handover', id: 'h1' }]);
  });
}
