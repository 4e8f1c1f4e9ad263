// Lists, endings, due times and what is shown of one alert.
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../bot/core/alert.ts';
import type { AlertFilter } from '../../../bot/ports/store.ts';
import { ana, detection, NOON, plant, sam } from '../../core/world.ts';
import {
  card,
  EMPTY,
  type GetRig,
  kept,
  opened,
  opening,
  type StoreRig,
  stepOf,
  stepped,
} from './samples.ts';

export function reads(rigNow: GetRig): void {
  describe('lists', () => lists(rigNow));
  describe('unattended alerts', () => unattended(rigNow));
  describe('alerts of a time to come', () => alertsAfter(rigNow));
  describe('the alert closed last', () => closedLast(rigNow));
  describe('one alert', () => oneAlert(rigNow));
  describe('a restart', () => restart(rigNow));
}

export const GARBAGE_CURSORS = [
  '',
  ' ',
  'x',
  'null',
  '%00',
  '../..',
  'MQ',
  'MQ==',
  'YWxlcnRzOg',
  'bGFiZWxzOg',
  'bGFiZWxzOi0x',
  'bGFiZWxzOjFlOQ',
  Buffer.from('other:1').toString('base64url'),
  `${Buffer.from('alerts:a').toString('base64url')}=`,
  `${Buffer.from('labels:1').toString('base64url')}\n`,
  'é'.repeat(5_000),
];

function unattended(rigNow: GetRig): void {
  test('are those long overdue, and those that nobody owns and no clock runs for', async () => {
    const rig = rigNow();
    const late = await stepped(rig, await opened(rig), { dueAt: NOON - 1 });
    const lost = await stepped(rig, await opened(rig), { dueAt: null });
    await stepped(rig, await opened(rig), { dueAt: NOON });
    await stepped(rig, await opened(rig), { dueAt: null, work: 'owned', owner: ana.id });
    await stepped(rig, await opened(rig), { dueAt: null, work: 'done' });
    const found = await rig.memory.store.unattended(NOON, 10);
    expect(found.map((a) => a.id)).toEqual([late.id, lost.id]);
    expect(await rig.memory.store.unattended(NOON, 1)).toHaveLength(1);
  });
}

function alertsAfter(rigNow: GetRig): void {
  test('are those with an event later than a time, each once', async () => {
    const rig = rigNow();
    const { store } = rig.memory;
    const [early, late] = [await opened(rig), await opened(rig)];
    const happened = (alert: Alert, at: number) => {
      const { events } = stepOf(rig, alert);
      return stepped(rig, alert, {}, { events: events.map((e) => ({ ...e, at })) });
    };
    await happened(late, NOON + 2);
    await happened(early, NOON + 1);
    expect(await store.alertsAfter(NOON, 10)).toEqual([early.id, late.id]);
    expect(await store.alertsAfter(NOON, 1)).toEqual([early.id]);
    expect(await store.alertsAfter(NOON + 1, 10)).toEqual([late.id]);
    expect(await store.alertsAfter(NOON + 2, 10)).toEqual([]);
  });
}

function closedLast(rigNow: GetRig): void {
  test('is the one of its key that closed last, and only from a time on', async () => {
    const rig = rigNow();
    const of = { site: 'lyon-2', key: 'k' };
    const close = async (at: number) =>
      stepped(rig, await opened(rig, { key: 'k' }), {
        work: 'done',
        closedAt: at,
        isJoinable: false,
      });
    const later = await close(NOON + 2);
    await close(NOON + 1);
    await opened(rig, { key: 'k' });
    const { store } = rig.memory;
    expect((await store.closedLast(of, NOON))?.id).toBe(later.id);
    expect((await store.closedLast(of, NOON + 2))?.id).toBe(later.id);
    expect(await store.closedLast(of, NOON + 3)).toBeNull();
    expect(await store.closedLast({ ...of, site: 'other' }, NOON)).toBeNull();
  });
}

function lists(rigNow: GetRig): void {
  const allIds = async (rig: StoreRig, filter: AlertFilter = {}): Promise<readonly string[]> =>
    (await rig.memory.store.alerts(filter, 100, null)).items.map((a) => a.id);

  test('give the newest first, page by page, and stay put while alerts come in', async () => {
    const rig = rigNow();
    const ids: string[] = [];
    for (let i = 0; i < 7; i += 1) ids.unshift((await opened(rig)).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await rig.memory.store.alerts({}, 3, cursor);
      seen.push(...page.items.map((a) => a.id));
      cursor = page.next;
      await opened(rig);
    } while (cursor !== null);
    expect(seen).toEqual(ids);
  });

  test('end exactly at a full page', async () => {
    const rig = rigNow();
    for (let i = 0; i < 4; i += 1) await opened(rig);
    const first = await rig.memory.store.alerts({}, 2, null);
    const second = await rig.memory.store.alerts({}, 2, first.next);
    expect([second.items.length, second.next]).toEqual([2, null]);
    expect((await rig.memory.store.alerts({ asset: 'none' }, 2, null)).next).toBeNull();
  });

  test('filter by channel, asset, owner and state, together too', async () => {
    const rig = rigNow();
    const mine = await stepped(rig, await opened(rig, { asset: 'a' }), { owner: ana.id });
    const other = await stepped(rig, await opened(rig, { asset: 'a' }), { channel: 'floor' });
    const done = await stepped(rig, await opened(rig, { asset: 'A' }), { work: 'done' });
    expect(await allIds(rig, { asset: 'a' })).toEqual([other.id, mine.id]);
    expect(await allIds(rig, { channel: 'line-1' })).toEqual([done.id, mine.id]);
    expect(await allIds(rig, { owner: ana.id })).toEqual([mine.id]);
    expect(await allIds(rig, { state: 'closed' })).toEqual([done.id]);
    expect(await allIds(rig, { state: 'open', channel: 'line-1', asset: 'a' })).toEqual([mine.id]);
  });

  test.each(GARBAGE_CURSORS)('refuse a cursor that no page gave: %j', async (cursor) => {
    const { store } = rigNow().memory;
    await expect(store.alerts({}, 10, cursor)).rejects.toMatchObject({ code: 'BadCursor' });
    await expect(store.labels({}, 10, cursor)).rejects.toMatchObject({ code: 'BadCursor' });
  });

  test('refuse the cursor of another list', async () => {
    const rig = rigNow();
    await opened(rig);
    await opened(rig);
    const { next } = await rig.memory.store.alerts({}, 1, null);
    await expect(rig.memory.store.labels({}, 1, next)).rejects.toMatchObject({ code: 'BadCursor' });
  });

  test('find ids by their ending, newest first', async () => {
    const rig = rigNow();
    const { store } = rig.memory;
    const made = ['0000-aabb', '1111-aabb', '2222-xabb', '3333-AABB', '4444-a%b_'];
    for (const id of made) {
      const { alert, ...wish } = opening(rig);
      const changes = wish.changes.map((c) => ({ ...c, alert: { ...alert, id } }));
      await store.commit({ ...EMPTY, changes });
    }
    const ending = async (end: string, limit = 10): Promise<readonly string[]> =>
      (await store.alertsEndingWith(end, limit)).map((a) => a.id);
    expect(await ending('aabb')).toEqual(['1111-aabb', '0000-aabb']);
    expect(await ending('abb')).toEqual(['2222-xabb', '1111-aabb', '0000-aabb']);
    expect(await ending('abb', 2)).toEqual(['2222-xabb', '1111-aabb']);
    expect(await ending('0000-aabb')).toEqual(['0000-aabb']);
    expect(await ending('x0000-aabb')).toEqual([]);
    expect(await ending('%')).toEqual([]);
    expect(await ending('a%b_')).toEqual(['4444-a%b_']);
  });

  test('give what is due, the longest overdue first', async () => {
    const rig = rigNow();
    const due = async (now: number, limit = 10): Promise<readonly string[]> =>
      (await rig.memory.store.due(now, limit)).map((a) => a.id);
    const b = await stepped(rig, await opened(rig), { dueAt: NOON + 20 });
    const a = await stepped(rig, await opened(rig), { dueAt: NOON + 10 });
    const c = await stepped(rig, await opened(rig), { dueAt: NOON + 20 });
    await stepped(rig, await opened(rig), { dueAt: null });
    await stepped(rig, await opened(rig), { dueAt: NOON, work: 'done' });
    expect(await due(NOON + 9)).toEqual([]);
    expect(await due(NOON + 10)).toEqual([a.id]);
    expect(await due(NOON + 99)).toEqual([a.id, b.id, c.id]);
    expect(await due(NOON + 99, 2)).toEqual([a.id, b.id]);
  });
}

function oneAlert(rigNow: GetRig): void {
  test('is shown with its opening and latest detection, and everybody it names', async () => {
    const rig = rigNow();
    const { store } = rig.memory;
    const [first, , lead] = await store.syncPeople(plant);
    const alert = await opened(rig, { id: 'first' });
    const seen = { ...detection({ id: 'second', title: 'again' }), key: alert.key };
    const over = detection({ id: 'second', status: 'cleared', key: alert.key });
    const change = stepOf(rig, alert, {
      owner: first?.id ?? null,
      verdictBy: lead?.id ?? null,
      shelf: { until: NOON, by: 'nobody-known', reason: null },
    });
    const joins = [kept(seen, change.alert), kept(over, change.alert)];
    await store.commit({ ...EMPTY, changes: [change], detections: joins });
    const view = await store.view(alert.id);
    expect(view?.alert).toEqual(change.alert);
    expect(view?.opening.id).toBe('first');
    // What only says "it is over" shows nothing of its own.
    expect(view?.latest).toEqual(seen);
    expect([...(view?.people.values() ?? [])].map((p) => p.name).sort()).toEqual([
      ana.name,
      sam.name,
    ]);
    const { detections } = await store.history(alert.id);
    expect(detections.map((d) => [d.detection.id, d.detection.status, d.revision])).toEqual([
      ['first', 'active', 1],
      ['second', 'active', 2],
      ['second', 'cleared', 2],
    ]);
  });

  test('that is not known is null or empty, never an error', async () => {
    const { store } = rigNow().memory;
    expect(await store.alert('none')).toBeNull();
    expect(await store.view('none')).toBeNull();
    expect(await store.opening('none')).toBeNull();
    expect(await store.messages('none')).toEqual([]);
    expect(await store.messageAt('slack', 'none')).toBeNull();
    expect(await store.labelsOf('none')).toEqual([]);
    const nothing = { events: [], detections: [], messages: [], labels: [] };
    expect(await store.history('none')).toEqual(nothing);
  });

  test('has its messages in the order of their promise, and is found by an address', async () => {
    const rig = rigNow();
    const copies = [card('a'), card('b', { platform: 'console', channel: 'floor' })];
    const alert = await opened(rig, {}, { deliveries: copies });
    const messages = await rig.memory.store.messages(alert.id);
    expect(messages.map((m) => [m.platform, m.channel, m.state])).toEqual([
      ['slack', 'line-1', 'pending'],
      ['console', 'floor', 'pending'],
    ]);
    expect(await rig.memory.store.messageAt('slack', 'null')).toBeNull();
  });
}

function restart(rigNow: GetRig): void {
  test('keeps everything that was answered', async () => {
    const rig = rigNow();
    const { store, outbox, notebook } = rig.memory;
    const alert = await opened(rig, {}, { deliveries: [card('a')] });
    const history = await store.history(alert.id);
    const secret = await store.secret('key', 'made');
    const people = await store.syncPeople(plant);
    await notebook.write('place', 'there');
    await store.once('seen', NOON + 1);
    const [lane] = await outbox.lanes(NOON);
    const wish = {
      op: 'post',
      now: NOON,
      leaseUntil: NOON + 9,
      instance: 'old',
      limit: 1,
    } as const;
    if (lane !== undefined) await outbox.claim({ lane, ...wish });

    await rig.reopen();
    const after = rig.memory;
    expect(await after.store.history(alert.id)).toEqual(history);
    expect(await after.store.alert(alert.id)).toEqual(alert);
    expect(await after.store.secret('key', 'other')).toBe(secret);
    expect(await after.store.syncPeople(plant)).toEqual(people);
    expect(await after.notebook.read('place')).toBe('there');
    expect(await after.store.once('seen', NOON + 1)).toBe(false);
    expect(await after.outbox.release(NOON + 1)).toBe(1);
    expect((await after.store.messages(alert.id)).map((m) => m.state)).toEqual(['ambiguous']);
  });
}
