// The outbox: order, leases, unclear posts, and cards that go on being wanted while their alert moves on.
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../bot/core/alert.ts';
import type { Delivery, DeliveryResult, Lane } from '../../../bot/ports/outbox.ts';
import type { NewDelivery } from '../../../bot/ports/store.ts';
import { NOON } from '../../core/world.ts';
import { card, type GetRig, opened, type StoreRig, stepped } from './samples.ts';

const LANE: Lane = { platform: 'slack', channel: 'line-1', person: null };
const LEASE = 30;

export function deliveries(rigNow: GetRig): void {
  describe('the outbox', () => {
    claims(rigNow);
    leases(rigNow);
    outcomes(rigNow);
    refreshing(rigNow);
  });
}

function claim(
  rig: StoreRig,
  now: number,
  over: { lane?: Lane; op?: 'post' | 'update'; instance?: string; limit?: number } = {},
): Promise<readonly Delivery[]> {
  const leaseUntil = now + LEASE;
  const wish = { lane: LANE, op: 'post', now, leaseUntil, instance: 'me', limit: 10 } as const;
  return rig.memory.outbox.claim({ ...wish, ...over });
}

async function claimOne(
  rig: StoreRig,
  now: number,
  op: 'post' | 'update' = 'post',
  instance = 'me',
): Promise<Delivery> {
  const [delivery, ...others] = await claim(rig, now, { op, instance });
  if (delivery === undefined || others.length > 0) throw new Error('not exactly one to claim');
  return delivery;
}

function sent(shown: number, at: number, address = '17.1'): DeliveryResult {
  return { kind: 'sent', address, shown, at };
}

async function finish(rig: StoreRig, id: string, result: DeliveryResult, by = 'me'): Promise<void> {
  await rig.memory.outbox.finish(id, by, result);
}

async function withCard(rig: StoreRig, ...more: readonly NewDelivery[]): Promise<Alert> {
  const key = `card:${rig.ids.next()}`;
  return opened(rig, {}, { deliveries: [card(key), ...more] });
}

async function posted(rig: StoreRig): Promise<Alert> {
  const alert = await withCard(rig);
  const { id } = await claimOne(rig, NOON);
  await finish(rig, id, sent(1, NOON + 1));
  return alert;
}

async function messageOf(rig: StoreRig, alert: Alert) {
  const [message] = await rig.memory.store.messages(alert.id);
  return message;
}

function claims(rigNow: GetRig): void {
  test('gives whole deliveries', async () => {
    const rig = rigNow();
    const ask = { reason: 'step', people: ['p'], copyTo: null } as const;
    const told = card('ask:1', { kind: 'thread', ask, severity: 'low' });
    const alert = await opened(rig, {}, { deliveries: [told] });
    const { message, ...delivery } = await claimOne(rig, NOON);
    expect(delivery).toEqual({
      id: expect.any(String),
      key: 'ask:1',
      ask,
      severity: 'low',
      op: 'post',
      isUnclear: false,
      attempts: 0,
      wantedAt: NOON,
      triedAt: null,
    });
    expect(message).toEqual(await messageOf(rig, alert));
    expect(message).toMatchObject({ kind: 'thread', state: 'pending', revision: 0, address: null });
  });

  test('puts who is asked and what is critical first, then severity, then opening', async () => {
    const rig = rigNow();
    const wishes: readonly [string, Partial<NewDelivery>][] = [
      ['low', { severity: 'low' }],
      ['high 1', {}],
      ['medium', { severity: 'medium' }],
      ['ask, low', { kind: 'thread', severity: 'low' }],
      ['high 2', {}],
      ['critical 1', { severity: 'critical' }],
      ['ask, high', { kind: 'thread' }],
      ['critical 2', { severity: 'critical' }],
    ];
    for (const [key, over] of wishes) await opened(rig, {}, { deliveries: [card(key, over)] });
    const order = [
      'critical 1',
      'critical 2',
      'ask, high',
      'ask, low',
      'high 1',
      'high 2',
      'medium',
      'low',
    ];
    const first = await claim(rig, NOON, { limit: 3 });
    const rest = await claim(rig, NOON);
    expect([...first, ...rest].map((d) => d.key)).toEqual(order);
  });

  test('keeps lanes apart, and names those that have something to do', async () => {
    const rig = rigNow();
    const { outbox } = rig.memory;
    expect([await outbox.lanes(NOON), await outbox.nextAt(), await outbox.pending()]).toEqual([
      [],
      null,
      0,
    ]);
    const direct: Lane = { platform: 'teams', channel: null, person: 'p1' };
    await withCard(
      rig,
      card('floor', { channel: 'floor' }),
      card('p1', { kind: 'direct', ...direct }),
    );
    const lanes = [LANE, { ...LANE, channel: 'floor' }, direct];
    expect(await outbox.lanes(NOON - 1)).toEqual([]);
    expect(await outbox.lanes(NOON)).toHaveLength(3);
    expect(await outbox.lanes(NOON)).toEqual(expect.arrayContaining(lanes));
    expect((await claim(rig, NOON, { lane: direct })).map((d) => d.key)).toEqual(['p1']);
    expect(await outbox.lanes(NOON)).not.toContainEqual(direct);
    expect(await claim(rig, NOON, { op: 'update' })).toEqual([]);
    expect(await outbox.pending()).toBe(3);
    expect(await outbox.nextAt()).toBe(NOON);
  });

  test('ignores a second delivery with the same key, for ever', async () => {
    const rig = rigNow();
    const alert = await opened(rig, {}, { deliveries: [card('once'), card('once')] });
    await finish(rig, (await claimOne(rig, NOON)).id, sent(1, NOON));
    await stepped(rig, alert, {}, { deliveries: [card('once')], refreshCards: false });
    expect(await rig.memory.store.messages(alert.id)).toHaveLength(1);
    expect(await rig.memory.outbox.pending()).toBe(0);
  });
}

function leases(rigNow: GetRig): void {
  test('gives a delivery to one of many who ask at once', async () => {
    const rig = rigNow();
    for (let i = 0; i < 5; i += 1) await withCard(rig);
    const names = Array.from({ length: 8 }, (_, i) => `i${i}`);
    const got = await Promise.all(
      names.map((instance) => claim(rig, NOON, { instance, limit: 2 })),
    );
    const ids = got.flat().map((d) => d.id);
    expect([ids.length, new Set(ids).size]).toEqual([5, 5]);
  });

  test('gives a post whose lease ran out to the next one, as unclear', async () => {
    const rig = rigNow();
    const alert = await withCard(rig);
    const first = await claimOne(rig, NOON, 'post', 'one');
    expect(await claim(rig, NOON + LEASE - 1)).toEqual([]);
    expect(await rig.memory.outbox.nextAt()).toBe(NOON + LEASE);
    const second = await claimOne(rig, NOON + LEASE, 'post', 'two');
    expect(second).toMatchObject({ id: first.id, isUnclear: true, triedAt: NOON, wantedAt: NOON });
    expect((await messageOf(rig, alert))?.state).toBe('ambiguous');
    // The first one is late: the second one's word counts.
    await finish(rig, first.id, { kind: 'failed', at: NOON, reason: 'late' }, 'one');
    await finish(rig, second.id, sent(1, NOON + 40, 'a'), 'two');
    await finish(rig, first.id, sent(1, NOON + 41, 'b'), 'one');
    expect(await messageOf(rig, alert)).toMatchObject({
      state: 'sent',
      address: 'a',
      postedAt: NOON + 40,
    });
  });

  test('does not call an update unclear when its lease ran out', async () => {
    const rig = rigNow();
    await stepped(rig, await posted(rig));
    await claimOne(rig, NOON + 2, 'update', 'one');
    const second = await claimOne(rig, NOON + 2 + LEASE, 'update', 'two');
    expect([second.isUnclear, second.triedAt, second.message.state]).toEqual([false, null, 'sent']);
  });

  test('frees at a start what the last process had claimed', async () => {
    const rig = rigNow();
    const alert = await posted(rig);
    await stepped(rig, alert);
    await withCard(rig);
    await withCard(rig);
    await claimOne(rig, NOON + 2, 'update');
    await claim(rig, NOON + 2, { limit: 1 });
    await rig.reopen();
    expect(await rig.memory.outbox.release(NOON + 3)).toBe(2);
    expect(await rig.memory.outbox.release(NOON + 3)).toBe(0);
    const posts = await claim(rig, NOON + 3);
    expect(posts.map((d) => [d.isUnclear, d.triedAt])).toEqual([
      [true, NOON + 2],
      [false, null],
    ]);
    expect((await claimOne(rig, NOON + 3, 'update')).isUnclear).toBe(false);
  });
}

function outcomes(rigNow: GetRig): void {
  test('remembers where and when it was posted and updated', async () => {
    const rig = rigNow();
    const alert = await posted(rig);
    const message = { address: '17.1', state: 'sent', revision: 1, postedAt: NOON + 1 };
    expect(await messageOf(rig, alert)).toMatchObject({ ...message, updatedAt: null });
    expect((await rig.memory.store.messageAt('slack', '17.1'))?.alert).toBe(alert.id);
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

function refreshing(rigNow: GetRig): void {
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
