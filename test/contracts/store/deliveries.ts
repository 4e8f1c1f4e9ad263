// The outbox: order, leases, unclear posts, and cards that go on being wanted while their alert moves on.
import { describe, expect, test } from 'vitest';
import type { Ask } from '../../../bot/core/escalation.ts';
import type { Lane } from '../../../bot/ports/outbox.ts';
import type { NewDelivery } from '../../../bot/ports/store.ts';
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
import { outcomes, receipts, refreshing } from './outcomes.ts';
import { card, type GetRig, opened, stepped } from './samples.ts';
import { troubles } from './troubles.ts';

export function deliveries(rigNow: GetRig): void {
  describe('the outbox', () => {
    claims(rigNow);
    leases(rigNow);
    outcomes(rigNow);
    refreshing(rigNow);
    receipts(rigNow);
    troubles(rigNow);
  });
}

/** News of every kind wait for all cards: nobody is asked by them. */
const NEWS: Ask = {
  reason: 'news',
  people: [],
  copyTo: null,
  news: { kind: 'shelved', by: 'p', at: NOON, detail: { until: NOON } },
};

const AGAIN: Ask = { reason: 'again', people: ['p'], copyTo: null };

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

  test('puts who is asked and what is critical first, then severity, then opening, then who is asked again, news last', async () => {
    const rig = rigNow();
    const wishes: readonly [string, Partial<NewDelivery>][] = [
      ['news, critical', { kind: 'thread', ask: NEWS, severity: 'critical' }],
      ['again, critical', { kind: 'thread', ask: AGAIN, severity: 'critical' }],
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
      'again, critical',
      'news, critical',
    ];
    const first = await claim(rig, NOON, { limit: 3 });
    const rest = await claim(rig, NOON);
    expect([...first, ...rest].map((d) => d.key)).toEqual(order);
  });

  test('asks the same again only once while it waits to be said', async () => {
    const rig = rigNow();
    const again = (key: string, ask = AGAIN) => card(key, { kind: 'thread', ask });
    let alert = await opened(rig, {}, { deliveries: [again('1')] });
    const others = { ...AGAIN, people: ['q'] };
    alert = await stepped(rig, alert, {}, { deliveries: [again('2'), again('3', others)] });
    const [first, second, ...more] = await claim(rig, NOON);
    expect([first?.key, second?.key, more]).toEqual(['1', '3', []]);
    await finish(rig, first?.id ?? '', sent(1, NOON));
    alert = await stepped(rig, alert, {}, { deliveries: [again('4')] });
    expect((await claim(rig, NOON)).map((d) => d.key)).toEqual(['4']);
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

  test('a clock that was set back: what waited is free, what is claimed is free after its lease', async () => {
    const rig = rigNow();
    const { outbox } = rig.memory;
    await withCard(rig);
    await withCard(rig);
    const [now, back] = [NOON + 2 * LEASE, NOON - 60 * LEASE];
    const [waiting] = await claim(rig, now, { limit: 1, instance: 'one' });
    const later = { kind: 'later', nextAt: now + LEASE, reason: '429', isFailure: true } as const;
    await outbox.finish(waiting?.id ?? '', 'one', later, []);
    const [held] = await claim(rig, now, { limit: 1, instance: 'one' });
    expect(await claim(rig, back)).toEqual([]);
    await outbox.rewind(now, back, back + LEASE);
    expect(await claim(rig, back)).toEqual([]);
    await outbox.rewind(0, back, back + LEASE);
    const [freed, ...others] = await claim(rig, back, { limit: 5, instance: 'two' });
    expect([freed?.id, freed?.wantedAt, others]).toEqual([waiting?.id, back, []]);
    const after = await claim(rig, back + LEASE, { limit: 5, instance: 'three' });
    expect(after.map((d) => d.id).sort()).toEqual([waiting?.id, held?.id].sort());
    // What may have been posted is looked for from then on.
    expect(after.map((d) => d.triedAt)).toEqual([back, back]);
    // What is to come in its own time is left as it is.
    await outbox.rewind(0, back + LEASE, back + 9 * LEASE);
    expect((await outbox.nextAt()) ?? 0).toBeLessThanOrEqual(back + 2 * LEASE);
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
