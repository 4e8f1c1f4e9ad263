// Pictures: wished for by cards, fetched once, kept within a limit, and how far each has come on each card.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../bot/core/alert.ts';
import { MINUTE, SECOND } from '../../../bot/core/time.ts';
import type {
  FetchOutcome,
  Picture,
  PictureCopy,
  PictureWish,
} from '../../../bot/ports/pictures.ts';
import { NOON } from '../../core/world.ts';
import { claimOne, finish, messageOf, posted, sent, withCard } from './claiming.ts';
import { type GetRig, type StoreRig, stepped } from './samples.ts';

const LIMITS = { freshMs: MINUTE, perAlert: 2, keptBytes: 100 };
const URL_1 = 'http://cam-1.plant.local/1.png';
const URL_2 = 'http://cam-1.plant.local/2.png';
const SOON = NOON + 30 * SECOND;

function picture(size: number, fill = size): Picture {
  const bytes = Buffer.alloc(size, fill);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, type: 'image/png', width: 4, height: 3, bytes };
}

async function wishOn(rig: StoreRig, over: Partial<PictureWish> = {}): Promise<PictureWish> {
  const alert = await withCard(rig);
  const message = await cardOf(rig, alert);
  return { message, alert: alert.id, url: URL_1, alt: 'Housing', isBrought: true, ...over };
}

async function cardOf(rig: StoreRig, alert: Alert): Promise<string> {
  const message = await messageOf(rig, alert);
  if (message === undefined) throw new Error('no card');
  return message.id;
}

function want(rig: StoreRig, wish: PictureWish, now = NOON) {
  return rig.memory.pictures.want(wish, now, LIMITS);
}

function claimFetch(rig: StoreRig, now = NOON, instance = 'one') {
  return rig.memory.pictures.claimFetch({ now, leaseUntil: now + MINUTE, instance }, LIMITS);
}

function fetched(rig: StoreRig, outcome: FetchOutcome, url = URL_1, instance = 'one') {
  return rig.memory.pictures.finishFetch(url, instance, outcome, LIMITS);
}

function claimCopies(rig: StoreRig, now = NOON, instance = 'one', limit = 10) {
  return rig.memory.pictures.claimCopies({ now, leaseUntil: now + MINUTE, instance, limit });
}

async function keep(rig: StoreRig, kept: Picture, at = NOON, url = URL_1): Promise<void> {
  expect(await claimFetch(rig, at)).toMatchObject({ url });
  await fetched(rig, { kind: 'kept', picture: kept, at }, url);
}

function change(copy: PictureCopy, over: Partial<PictureCopy> & { nextAt?: number } = {}) {
  const { state, ref, tries } = { ...copy, ...over };
  return { state, ref, tries, nextAt: over.nextAt ?? NOON, reason: null, isDrawn: false };
}

export function pictures(rigNow: GetRig): void {
  describe('pictures', () => {
    wishes(rigNow);
    fetching(rigNow);
    copies(rigNow);
    drawing(rigNow);
  });
}

function wishes(rigNow: GetRig): void {
  test('a wish is kept once, and what is known of it is told', async () => {
    const rig = rigNow();
    const wish = await wishOn(rig);
    expect(await rig.memory.pictures.nextAt()).toBeNull();
    expect(await want(rig, wish)).toEqual({ kind: 'coming' });
    expect(await want(rig, wish)).toEqual({ kind: 'coming' });
    expect([...(await rig.memory.store.pictures(wish.alert))]).toEqual([
      [URL_1, { kind: 'coming' }],
    ]);
    expect((await rig.memory.store.view(wish.alert))?.pictures?.size).toBe(1);
    expect(await rig.memory.pictures.nextAt()).toBe(NOON);
    expect(await claimFetch(rig)).toEqual({ url: URL_1, tries: 0 });
    expect(await claimFetch(rig)).toBeNull();
  });

  test('an alert has its share, and no more', async () => {
    const rig = rigNow();
    const wish = await wishOn(rig);
    await want(rig, wish);
    await want(rig, { ...wish, url: URL_2 });
    expect(await want(rig, { ...wish, url: `${URL_2}?3` })).toBeNull();
    expect(await want(rig, { ...wish, url: URL_2 })).toEqual({ kind: 'coming' });
  });

  test('one from the same address that is fresh is taken as it is; an old one is not', async () => {
    const rig = rigNow();
    await want(rig, await wishOn(rig));
    const kept = picture(10);
    await keep(rig, kept);
    const { sha256 } = kept;
    const shown = await wishOn(rig, { isBrought: false });
    expect(await want(rig, shown, SOON)).toEqual({ kind: 'kept', sha256, size: 10, ref: null });
    expect(await want(rig, await wishOn(rig), NOON + 2 * MINUTE)).toEqual({ kind: 'coming' });
    expect(await claimFetch(rig, NOON + 2 * MINUTE)).toMatchObject({ url: URL_1 });
  });
}

function fetching(rigNow: GetRig): void {
  test('one address is fetched once for all alerts that want it, and every card goes on', async () => {
    const rig = rigNow();
    const [brought, shown] = [await wishOn(rig), await wishOn(rig, { isBrought: false })];
    await want(rig, brought);
    await want(rig, shown);
    const kept = picture(10);
    await keep(rig, kept);
    expect(await claimFetch(rig)).toBeNull();
    expect(await rig.memory.pictures.picture(kept.sha256)).toEqual(kept);
    const state = { kind: 'kept', sha256: kept.sha256, size: 10, ref: null };
    for (const { alert } of [brought, shown])
      expect((await rig.memory.store.pictures(alert)).get(URL_1)).toEqual(state);
    expect(await want(rig, brought)).toEqual({ kind: 'coming' });
    expect(await want(rig, shown)).toEqual(state);
    const claimed = await claimCopies(rig);
    expect(claimed.map((c) => [c.message.id, c.state, c.sha256])).toEqual([
      [brought.message, 'wanted', kept.sha256],
      [shown.message, 'ready', kept.sha256],
    ]);
  });

  test('what was wanted while it was fetched is not fetched again', async () => {
    const rig = rigNow();
    await want(rig, await wishOn(rig));
    await claimFetch(rig);
    const late = await wishOn(rig);
    await want(rig, late);
    await fetched(rig, { kind: 'kept', picture: picture(10), at: NOON });
    expect(await claimFetch(rig, SOON)).toBeNull();
    expect((await rig.memory.store.pictures(late.alert)).get(URL_1)).toMatchObject({
      kind: 'kept',
    });
  });

  test('a fetch that failed is tried again when it is time, and ends for good', async () => {
    const rig = rigNow();
    const wish = await wishOn(rig);
    await want(rig, wish);
    await claimFetch(rig);
    await fetched(rig, { kind: 'later', nextAt: SOON, reason: 'status 500' });
    expect(await claimFetch(rig)).toBeNull();
    expect(await claimFetch(rig, SOON)).toEqual({ url: URL_1, tries: 1 });
    await fetched(rig, { kind: 'failed', at: SOON, reason: 'no picture' });
    const failed = { kind: 'failed', reason: 'no picture', sha256: null };
    expect(await want(rig, wish)).toEqual(failed);
    expect((await rig.memory.store.pictures(wish.alert)).get(URL_1)).toEqual(failed);
    expect(await claimFetch(rig, SOON)).toBeNull();
    expect(await claimCopies(rig, SOON)).toMatchObject([{ state: 'failed' }]);
  });

  test('a claim runs out, and whoever lost it is not heard', async () => {
    const rig = rigNow();
    const wish = await wishOn(rig);
    await want(rig, wish);
    await claimFetch(rig, NOON, 'one');
    expect(await claimFetch(rig, NOON + MINUTE, 'two')).toMatchObject({ url: URL_1 });
    await fetched(rig, { kind: 'failed', at: NOON, reason: 'late' }, URL_1, 'one');
    expect(await want(rig, wish)).toEqual({ kind: 'coming' });
    await rig.memory.pictures.release(NOON + MINUTE);
    expect(await claimFetch(rig, NOON + MINUTE, 'three')).toMatchObject({ url: URL_1 });
  });

  test('the oldest bytes go when there are too many; what a platform was given stays there', async () => {
    const rig = rigNow();
    const shown = await wishOn(rig, { isBrought: false });
    const brought = await wishOn(rig);
    await want(rig, shown);
    await want(rig, brought);
    const first = picture(60);
    await keep(rig, first);
    const copy = (await claimCopies(rig)).find((c) => c.message.id === brought.message);
    if (copy === undefined) throw new Error('no copy');
    const ready = change(copy, { state: 'ready', ref: 'F1' });
    await rig.memory.pictures.finishCopy(brought.message, URL_1, 'one', ready);
    await want(rig, { ...(await wishOn(rig)), url: URL_2 });
    await keep(rig, picture(61), SOON, URL_2);
    expect(await rig.memory.pictures.picture(first.sha256)).toBeNull();
    const lost = { kind: 'failed', sha256: first.sha256 };
    expect((await rig.memory.store.pictures(shown.alert)).get(URL_1)).toMatchObject(lost);
    expect(await want(rig, shown)).toMatchObject(lost);
    expect(await want(rig, brought)).toMatchObject({ kind: 'kept', ref: 'F1' });
    // Not to be had from itself any more.
    expect(await want(rig, await wishOn(rig), SOON)).toEqual({ kind: 'coming' });
  });
}

function copies(rigNow: GetRig): void {
  test('a copy is claimed, goes on step by step, and comes back when it is time', async () => {
    const rig = rigNow();
    const wish = await wishOn(rig);
    await want(rig, wish);
    expect(await claimCopies(rig)).toEqual([]);
    const kept = picture(10);
    await keep(rig, kept);
    const [copy] = await claimCopies(rig);
    if (copy === undefined) throw new Error('no copy');
    const message = (await rig.memory.store.messages(wish.alert))[0];
    expect(copy).toEqual({
      ...{ message, url: URL_1, alt: 'Housing', state: 'wanted', sha256: kept.sha256 },
      ...{ ref: null, isUnclear: false, tries: 0 },
    });
    expect(await claimCopies(rig, NOON, 'two')).toEqual([]);
    const brought = change(copy, { state: 'brought', ref: 'F1', tries: 1, nextAt: SOON });
    await rig.memory.pictures.finishCopy(wish.message, URL_1, 'one', brought);
    expect(await rig.memory.pictures.nextAt()).toBe(SOON);
    expect(await claimCopies(rig, SOON - 1)).toEqual([]);
    const next = { state: 'brought', ref: 'F1', tries: 1, isUnclear: false };
    expect(await claimCopies(rig, SOON)).toMatchObject([next]);
  });

  test('whoever had it may have done it: it comes back as unclear', async () => {
    const rig = rigNow();
    const wish = await wishOn(rig);
    await want(rig, wish);
    await keep(rig, picture(10));
    const [copy] = await claimCopies(rig);
    if (copy === undefined) throw new Error('no copy');
    expect(await claimCopies(rig, NOON + MINUTE, 'two')).toMatchObject([{ isUnclear: true }]);
    await rig.memory.pictures.finishCopy(wish.message, URL_1, 'one', change(copy, { ref: 'F1' }));
    await rig.memory.pictures.release(NOON + MINUTE);
    const claimed = await claimCopies(rig, NOON + MINUTE, 'three');
    expect(claimed).toMatchObject([{ isUnclear: true, ref: null }]);
  });
}

function drawing(rigNow: GetRig): void {
  async function ready(rig: StoreRig): Promise<PictureWish> {
    const wish = await wishOn(rig, { isBrought: false });
    await want(rig, wish);
    await keep(rig, picture(10));
    return wish;
  }

  test('a card is done with it once it shows it so', async () => {
    const rig = rigNow();
    const { message } = await ready(rig);
    await rig.memory.pictures.drawn(message, URL_1, 'failed');
    expect(await claimCopies(rig)).toMatchObject([{ state: 'ready' }]);
    await rig.memory.pictures.drawn(message, URL_1, 'ready');
    expect(await rig.memory.pictures.nextAt()).toBeNull();
    expect(await claimCopies(rig, NOON + MINUTE)).toEqual([]);
  });

  test('a platform that will not take it is asked again, and then no more', async () => {
    const rig = rigNow();
    const wish = await ready(rig);
    await rig.memory.pictures.drawn(wish.message, URL_1, 'ready');
    await rig.memory.pictures.notTaken(wish.message, URL_1, SOON, 1);
    expect(await claimCopies(rig)).toEqual([]);
    expect(await claimCopies(rig, SOON)).toMatchObject([{ state: 'ready', tries: 1 }]);
    await rig.memory.pictures.notTaken(wish.message, URL_1, SOON, 1);
    expect(await want(rig, wish)).toMatchObject({ kind: 'failed' });
    expect(await claimCopies(rig, SOON)).toMatchObject([{ state: 'failed' }]);
  });

  test('a card that stands is drawn again without a new revision, once for each time it is asked', async () => {
    const rig = rigNow();
    const unposted = await withCard(rig);
    await rig.memory.outbox.redraw(await cardOf(rig, unposted), NOON);
    const { id: first } = await claimOne(rig, NOON);
    await finish(rig, first, sent(1, NOON));
    const alert = await posted(rig);
    const id = await cardOf(rig, alert);
    expect(await rig.memory.outbox.pending()).toBe(0);
    await rig.memory.outbox.redraw(id, SOON);
    await rig.memory.outbox.redraw(id, SOON);
    const delivery = await claimOne(rig, SOON, 'update');
    await finish(rig, delivery.id, sent(1, SOON));
    expect(await rig.memory.outbox.pending()).toBe(0);
    // Whatever is said of it, its alert's own changes are not forgotten.
    await stepped(rig, alert);
    await rig.memory.outbox.redraw(id, SOON);
    expect(await rig.memory.outbox.pending()).toBe(1);
  });
}
