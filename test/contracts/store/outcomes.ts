// How an attempt ends, and cards that go on being wanted while their alert moves on.
import { expect, test } from 'vitest';
import type { Alert } from '../../../bot/core/alert.ts';
import { RECEIPTS_LIMIT, timesOf, type WaitCause } from '../../../bot/core/receipts.ts';
import { NOON } from '../../core/world.ts';
import {
  claim,
  claimOne,
  finish,
  LANE,
  LEASE,
  messageOf,
  posted,
  sent,
  withCard,
} from './claiming.ts';
import { card, type GetRig, type StoreRig, stepped } from './samples.ts';

export function receipts(rigNow: GetRig): void {
  const kindsOf = async (rig: StoreRig, alert: Alert) =>
    (await messageOf(rig, alert))?.receipts.map((r) => r.kind);

  test('keeps what became of a message, together with how the attempt ended', async () => {
    const rig = rigNow();
    const alert = await withCard(rig);
    expect((await messageOf(rig, alert))?.receipts).toEqual([{ at: NOON, kind: 'queued' }]);
    const wait = { kind: 'later', nextAt: NOON + 9, reason: '429', isFailure: false } as const;
    const delayed = { at: NOON, kind: 'delayed', reason: 'asked-to-wait', ms: 9 } as const;
    await finish(rig, (await claimOne(rig, NOON)).id, wait, 'me', [delayed]);
    const shown = { at: NOON + 9, kind: 'posted', ms: 9 } as const;
    await finish(rig, (await claimOne(rig, NOON + 9)).id, sent(1, NOON + 9), 'me', [shown]);
    const kept = [{ at: NOON, kind: 'queued' }, delayed, shown];
    expect((await messageOf(rig, alert))?.receipts).toEqual(kept);
    expect((await rig.memory.store.history(alert.id)).messages[0]?.receipts).toEqual(kept);
    await rig.reopen();
    expect((await messageOf(rig, alert))?.receipts).toEqual(kept);
  });

  test('names what a platform made wait, as long as that holds', async () => {
    const rig = rigNow();
    const { outbox } = rig.memory;
    await withCard(rig, card('second'), card('third'), card('fourth'));
    const [first, second, third, fourth] = await claim(rig, NOON);
    const later = (nextAt: number) =>
      ({ kind: 'later', nextAt, reason: 'why', isFailure: false }) as const;
    const because = (reason: WaitCause) => [{ at: NOON, kind: 'delayed', reason, ms: 9 }] as const;
    await finish(rig, first?.id ?? '', later(NOON + 9), 'me', because('asked-to-wait'));
    await finish(rig, second?.id ?? '', later(NOON + 7), 'me', because('unavailable'));
    await finish(rig, third?.id ?? '', later(NOON + 5), 'me', because('order'));
    const unclear = { kind: 'unclear', nextAt: NOON + 5, reason: 'why' } as const;
    await finish(rig, fourth?.id ?? '', unclear, 'me', [{ at: NOON, kind: 'unclear', ms: 5 }]);
    const waiting = { lane: LANE, op: 'post' };
    const longest = { ...waiting, until: NOON + 9, cause: 'asked-to-wait' };
    const next = { ...waiting, until: NOON + 7, cause: 'unavailable' };
    expect(await outbox.waiting(NOON, 10)).toEqual([longest, next]);
    expect(await outbox.waiting(NOON, 1)).toEqual([longest]);
    expect(await outbox.waiting(NOON + 7, 10)).toEqual([longest]);
    expect(await outbox.waiting(NOON + 9, 10)).toEqual([]);
  });

  test('keeps a short list, however often a card changes', async () => {
    const rig = rigNow();
    let alert = await posted(rig);
    for (let n = 2; n < 42; n += 1) {
      alert = await stepped(rig, alert);
      const { id } = await claimOne(rig, NOON + n, 'update');
      await finish(rig, id, sent(n, NOON + n), 'me', [{ at: NOON + n, kind: 'updated' }]);
    }
    const all = (await messageOf(rig, alert))?.receipts ?? [];
    expect(all.length).toBeLessThanOrEqual(RECEIPTS_LIMIT);
    expect(all.reduce((sum, r) => sum + (r.kind === 'updated' ? timesOf(r) : 0), 0)).toBe(40);
  });

  test('notes that nobody knows what a process did that is gone, and not what a latecomer says', async () => {
    const rig = rigNow();
    const alert = await withCard(rig);
    const lost = await claimOne(rig, NOON, 'post', 'one');
    await claimOne(rig, NOON + LEASE, 'post', 'two');
    await finish(rig, lost.id, sent(1, NOON + 31), 'one', [{ at: NOON + 31, kind: 'posted' }]);
    expect(await kindsOf(rig, alert)).toEqual(['queued', 'unclear']);
    await rig.memory.outbox.release(NOON + 40);
    expect(await kindsOf(rig, alert)).toEqual(['queued', 'unclear', 'unclear']);
  });
}

export function outcomes(rigNow: GetRig): void {
  test('remembers where and when it was posted and updated', async () => {
    const rig = rigNow();
    const alert = await posted(rig);
    const message = { address: '17.1', state: 'sent', revision: 1, postedAt: NOON + 1 };
    expect(await messageOf(rig, alert)).toMatchObject({ ...message, updatedAt: null });
    expect((await rig.memory.store.messageAt('slack', '17.1'))?.subject.id).toBe(alert.id);
    expect(await rig.memory.outbox.pending()).toBe(0);
    await stepped(rig, alert);
    await finish(rig, (await claimOne(rig, NOON + 5, 'update')).id, sent(2, NOON + 6));
    expect(await messageOf(rig, alert)).toMatchObject({
      ...message,
      revision: 2,
      updatedAt: NOON + 6,
    });
  });

  test('tries again later, and counts failures until it succeeds', async () => {
    const rig = rigNow();
    await withCard(rig);
    const later = { kind: 'later', reason: 'why', isFailure: true } as const;
    await finish(rig, (await claimOne(rig, NOON)).id, { ...later, nextAt: NOON + 7 });
    expect(await rig.memory.outbox.nextAt()).toBe(NOON + 7);
    expect(await claim(rig, NOON + 6)).toEqual([]);
    const second = await claimOne(rig, NOON + 7);
    expect([second.attempts, second.isUnclear]).toEqual([1, false]);
    await finish(rig, second.id, { ...later, nextAt: NOON + 8, isFailure: false });
    const third = await claimOne(rig, NOON + 8);
    expect(third.attempts).toBe(1);
    // Known not to be posted: the next one looks from its own beginning.
    await rig.memory.outbox.release(NOON + 9);
    expect((await claimOne(rig, NOON + 9)).triedAt).toBe(NOON + 8);
  });

  test('keeps an unclear post unclear, with the time of its first attempt, until it is settled', async () => {
    const rig = rigNow();
    const alert = await withCard(rig);
    const unclear = { kind: 'unclear', reason: 'timeout' } as const;
    await finish(rig, (await claimOne(rig, NOON)).id, { ...unclear, nextAt: NOON + 5 });
    expect((await messageOf(rig, alert))?.state).toBe('ambiguous');
    const look = await claimOne(rig, NOON + 5);
    expect(look).toMatchObject({ isUnclear: true, triedAt: NOON, attempts: 1, op: 'post' });
    const wait = {
      kind: 'later',
      nextAt: NOON + 6,
      reason: 'asked to wait',
      isFailure: false,
    } as const;
    await finish(rig, look.id, wait);
    const again = await claimOne(rig, NOON + 6);
    expect(again).toMatchObject({ isUnclear: true, triedAt: NOON });
    // Found, showing nobody knows what: it is wanted still, as an update.
    await finish(rig, again.id, sent(0, NOON + 7));
    expect(await messageOf(rig, alert)).toMatchObject({ state: 'sent', revision: 0 });
    const update = await claimOne(rig, NOON + 7, 'update');
    expect(update).toMatchObject({ isUnclear: false, triedAt: null, attempts: 0 });
    await finish(rig, update.id, sent(1, NOON + 8));
    expect(await rig.memory.outbox.pending()).toBe(0);
  });

  test('posts again what the platform has lost', async () => {
    const rig = rigNow();
    const alert = await stepped(rig, await posted(rig));
    const lost = { kind: 'post-again', nextAt: NOON + 9, reason: 'deleted' } as const;
    await finish(rig, (await claimOne(rig, NOON + 2, 'update')).id, lost);
    const gone = { address: null, state: 'pending', revision: 0, postedAt: null };
    expect(await messageOf(rig, alert)).toMatchObject(gone);
    expect(await rig.memory.store.messageAt('slack', '17.1')).toBeNull();
    const post = await claimOne(rig, NOON + 9);
    expect(post).toMatchObject({ op: 'post', isUnclear: false, triedAt: null });
    await finish(rig, post.id, sent(2, NOON + 10, '17.2'));
    expect(await messageOf(rig, alert)).toMatchObject({ address: '17.2', postedAt: NOON + 10 });
  });
}

export function refreshing(rigNow: GetRig): void {
  const failed = { kind: 'failed', at: NOON, reason: 'refused' } as const;

  test('wants a card again when its alert changes, and a message to people never', async () => {
    const rig = rigNow();
    const alert = await withCard(rig, card('ask', { kind: 'thread' }));
    const both = await claim(rig, NOON);
    for (const d of both) await finish(rig, d.id, sent(0, NOON, d.key));
    expect(await rig.memory.outbox.pending()).toBe(1);
    await finish(rig, (await claimOne(rig, NOON, 'update')).id, sent(1, NOON));
    expect(await rig.memory.outbox.pending()).toBe(0);
    rig.clock.set(NOON + 50);
    const next = await stepped(rig, alert);
    const update = await claimOne(rig, NOON + 50, 'update');
    expect([update.message.kind, update.wantedAt, update.attempts]).toEqual(['card', NOON + 50, 0]);
    await finish(rig, update.id, sent(2, NOON + 51));
    await stepped(rig, next, {}, { refreshCards: false });
    expect(await rig.memory.outbox.pending()).toBe(0);
  });

  test('keeps a card wanted that changed while it was being posted', async () => {
    const rig = rigNow();
    const alert = await withCard(rig);
    const { id } = await claimOne(rig, NOON);
    await stepped(rig, alert);
    expect(await claim(rig, NOON)).toEqual([]);
    await finish(rig, id, sent(1, NOON + 1));
    const update = await claimOne(rig, NOON + 1, 'update');
    await finish(rig, update.id, sent(2, NOON + 2));
    expect(await rig.memory.outbox.pending()).toBe(0);
  });

  test('gives each card its turn, also beside one that changes all the time', async () => {
    const rig = rigNow();
    const [hot, cold] = [await posted(rig), await posted(rig)];
    rig.clock.set(NOON + 10);
    let next = await stepped(rig, hot);
    rig.clock.set(NOON + 11);
    await stepped(rig, cold);
    const [first, ...others] = await claim(rig, NOON + 12, { op: 'update', limit: 1 });
    expect([first?.message.subject.id, others.length]).toEqual([hot.id, 0]);
    rig.clock.set(NOON + 13);
    next = await stepped(rig, next);
    await finish(rig, first?.id ?? '', sent(2, NOON + 14));
    const turns = await claim(rig, NOON + 15, { op: 'update' });
    expect(turns.map((d) => d.message.subject.id)).toEqual([cold.id, hot.id]);
  });

  test('does not hurry what the platform asked to wait for', async () => {
    const rig = rigNow();
    const alert = await withCard(rig);
    const wait = { kind: 'later', nextAt: NOON + 30, reason: '429', isFailure: false } as const;
    await finish(rig, (await claimOne(rig, NOON)).id, wait);
    rig.clock.set(NOON + 10);
    await stepped(rig, alert);
    expect(await rig.memory.outbox.nextAt()).toBe(NOON + 30);
    expect((await claimOne(rig, NOON + 30)).wantedAt).toBe(NOON);
  });

  test('does not revive a copy that failed before it was ever posted', async () => {
    const rig = rigNow();
    const alert = await withCard(rig);
    await finish(rig, (await claimOne(rig, NOON)).id, failed);
    expect((await messageOf(rig, alert))?.state).toBe('failed');
    await stepped(rig, alert);
    expect((await messageOf(rig, alert))?.state).toBe('failed');
    expect(await rig.memory.outbox.pending()).toBe(0);
  });

  test('tries a posted copy again that failed to be updated', async () => {
    const rig = rigNow();
    const first = await stepped(rig, await posted(rig));
    await finish(rig, (await claimOne(rig, NOON + 2, 'update')).id, failed);
    expect((await messageOf(rig, first))?.state).toBe('failed');
    expect(await rig.memory.outbox.pending()).toBe(0);
    const second = await stepped(rig, first);
    expect((await messageOf(rig, second))?.state).toBe('sent');
    expect((await claimOne(rig, NOON + 2, 'update')).message.address).toBe('17.1');
  });
}
