// Digests: added to and ended, guarded, counted on with each alert that changes, and shown among the alert's messages.
import { expect, test } from 'vitest';
import type { Alert } from '../../../bot/core/alert.ts';
import type { Digest, DigestChange } from '../../../bot/core/digest.ts';
import type { CommitOutcome } from '../../../bot/ports/store.ts';
import { ana } from '../../core/world.ts';
import { EMPTY, type GetRig, opening, type StoreRig, stepped } from './samples.ts';

function digestNamed(id: string, over: Partial<Digest> = {}): Digest {
  const still = { channel: 'line-1', since: 1, endedAt: null, revision: 0 };
  return { id, ...still, isTaking: true, size: 1, ...over };
}

/** Opens an alert that stands on the digest. */
async function openedOn(
  rig: StoreRig,
  digest: Digest,
  expected: number | null,
): Promise<{ readonly alert: Alert; readonly outcome: CommitOutcome }> {
  const { alert, ...commit } = opening(rig);
  const change: DigestChange = {
    digest,
    expected,
    added: [alert.id],
    deliveries: [
      {
        key: `digest:${digest.id}`,
        kind: 'digest',
        platform: 'slack',
        channel: 'line-1',
        person: null,
        ask: null,
        severity: 'high',
        digest: digest.id,
      },
    ],
  };
  const outcome = await rig.memory.store.commit({ ...commit, digests: [change] });
  return { alert, outcome };
}

export function digests(rigNow: GetRig): void {
  test('stand for their alerts, at the revision that was shown', async () => {
    const rig = rigNow();
    const { store } = rig.memory;
    const first = (await openedOn(rig, digestNamed('d1'), null)).alert;
    const second = (await openedOn(rig, digestNamed('d1', { size: 2 }), 1)).alert;
    const owned = await stepped(rig, first, { owner: ana.id, work: 'owned' });

    const view = await store.digest('d1');
    expect(view?.digest).toMatchObject({ channel: 'line-1', size: 2, revision: 3 });
    expect(view?.alerts.map((a) => [a.id, a.revision])).toEqual([
      [first.id, owned.revision],
      [second.id, 1],
    ]);
    expect([...(await store.digestShown('d1', 2))]).toEqual([
      [first.id, 1],
      [second.id, 1],
    ]);
    expect((await store.digestShown('d1', 3)).get(first.id)).toBe(owned.revision);
    expect(await store.digestOf(second.id)).toBe('d1');
    const [message] = await store.messages(second.id);
    expect(message).toMatchObject({ kind: 'digest', subject: { kind: 'digest', id: 'd1' } });
    const lane = { platform: 'slack', channel: 'line-1', person: null } as const;
    const wish = { now: 9e15, leaseUntil: 9e15, instance: 'i', limit: 5 };
    expect(await rig.memory.outbox.claim({ lane, op: 'post', ...wish })).toHaveLength(1);
  });

  test('of a channel only one takes alerts, and whoever was slower tries again', async () => {
    const rig = rigNow();
    expect((await openedOn(rig, digestNamed('d1'), null)).outcome).toBe('done');
    expect((await openedOn(rig, digestNamed('d2'), null)).outcome).toBe('stale');
    expect((await openedOn(rig, digestNamed('d1', { size: 2 }), null)).outcome).toBe('stale');
    expect((await openedOn(rig, digestNamed('d1', { size: 3 }), 2)).outcome).toBe('stale');
    expect((await openedOn(rig, digestNamed('d3', { channel: 'floor' }), null)).outcome).toBe(
      'done',
    );
    expect((await rig.memory.store.storm('line-1', 5)).digest?.id).toBe('d1');
  });

  test('that ended takes no more, and makes room for the next', async () => {
    const rig = rigNow();
    const { store } = rig.memory;
    await openedOn(rig, digestNamed('d1'), null);
    expect((await store.floods()).map((d) => d.id)).toEqual(['d1']);
    const digest = digestNamed('d1', { endedAt: 7, isTaking: false });
    const ending = { digest, expected: 1, added: [], deliveries: [] };
    expect(await store.commit({ ...EMPTY, digests: [ending] })).toBe('done');
    expect(await store.floods()).toEqual([]);
    expect(await store.storm('line-1', 5)).toMatchObject({ digest: null });
    expect((await openedOn(rig, digestNamed('d2'), null)).outcome).toBe('done');
    await rig.reopen();
    expect((await rig.memory.store.digest('d1'))?.digest).toMatchObject({
      endedAt: 7,
      revision: 2,
    });
    expect(await rig.memory.store.digest('d9')).toBeNull();
  });
}
