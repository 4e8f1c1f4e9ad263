// Fetching, as memory sees it: one address at a time for every alert that wants it, and the bytes that come back, kept within
// a limit. When a fetch is over, every card that waited for it goes on, with the picture or without.
import type {
  Claim,
  CopyState,
  FetchOutcome,
  FetchWish,
  PictureLimits,
} from '../bot/ports/pictures.ts';
import type { Tx } from './database.ts';
import type * as tables from './generated/sqlite/client.ts';
import * as shapes from './shapes.ts';

export async function claimFetch(
  tx: Tx,
  claim: Claim,
  limits: PictureLimits,
): Promise<FetchWish | null> {
  const { now, leaseUntil, instance } = claim;
  for (;;) {
    const due = { state: 'wanted', nextAt: { lte: now } };
    const next = await tx.picture.findFirst({ where: due, orderBy: { nextAt: 'asc' } });
    if (next === null) return null;
    const { url, tries } = next;
    await tx.picture.updateMany({
      where: { ...due, url },
      data: { claimedBy: instance, nextAt: leaseUntil },
    });
    // Fetched for another alert since it was wanted: nothing need be asked again.
    const fresh = await freshOne(tx, url, now, limits);
    if (fresh === null) return { url, tries };
    await settle(tx, url, instance, keptAs(fresh), now);
  }
}

export async function finishFetch(
  tx: Tx,
  url: string,
  instance: string,
  outcome: FetchOutcome,
  limits: PictureLimits,
): Promise<void> {
  switch (outcome.kind) {
    case 'kept': {
      const { picture, at } = outcome;
      const { sha256, type, width, height, bytes } = shapes.Picture.parse(picture);
      const size = bytes.length;
      const file = { type, width, height, size, bytes: Uint8Array.from(bytes), keptAt: at };
      await tx.pictureFile.upsert({
        where: { sha256 },
        create: { sha256, ...file },
        update: { keptAt: at },
      });
      await settle(tx, url, instance, keptAs({ sha256, size, fetchedAt: BigInt(at) }), at);
      return letGo(tx, sha256, limits);
    }
    case 'later': {
      const { nextAt, reason } = outcome;
      const again = { nextAt, reason, claimedBy: null, tries: { increment: 1 } };
      await tx.picture.updateMany({ where: { url, claimedBy: instance }, data: again });
      return;
    }
    case 'failed': {
      const { at, reason } = outcome;
      return settle(tx, url, instance, { state: 'failed', reason, claimedBy: null }, at);
    }
  }
}

/** The fetch is over: every card that waited for it goes on. */
async function settle(
  tx: Tx,
  url: string,
  claimedBy: string,
  data: Pick<tables.Picture, 'state' | 'reason' | 'claimedBy'> & Partial<tables.Picture>,
  at: number,
): Promise<void> {
  const mine = await tx.picture.findMany({ where: { url, claimedBy }, select: { alertId: true } });
  await tx.picture.updateMany({ where: { url, claimedBy }, data });
  const alertId = { in: mine.map((p) => p.alertId) };
  for (const isBrought of [true, false]) {
    await tx.pictureCopy.updateMany({
      where: { url, alertId, state: 'coming', isBrought },
      data: {
        state: stateFor(data.state, isBrought),
        reason: data.reason,
        isOver: false,
        nextAt: at,
      },
    });
  }
}

/** The oldest bytes go when there are too many; what a chat platform was given stays there. */
async function letGo(tx: Tx, newest: string, { keptBytes }: PictureLimits): Promise<void> {
  const all = await tx.pictureFile.aggregate({ _sum: { size: true } });
  let excess = (all._sum.size ?? 0) - keptBytes;
  while (excess > 0) {
    const oldest = await tx.pictureFile.findFirst({
      where: { sha256: { not: newest } },
      orderBy: [{ keptAt: 'asc' }, { sha256: 'asc' }],
      select: { sha256: true, size: true },
    });
    if (oldest === null) return;
    const { sha256, size } = oldest;
    const gone = { state: 'failed', reason: 'it is no longer kept' };
    const losers = await tx.picture.findMany({ where: { sha256 } });
    for (const { alertId, url } of losers) {
      const where = { alertId, url, OR: [{ isBrought: false }, { state: 'wanted' }] };
      await tx.pictureCopy.updateMany({ where, data: { ...gone, isDrawn: true, isOver: true } });
    }
    await tx.picture.updateMany({ where: { sha256 }, data: gone });
    await tx.pictureFile.delete({ where: { sha256 } });
    excess -= size;
  }
}

/** A picture from that address that is as good as one fetched now. */
export async function freshOne(tx: Tx, url: string, now: number, { freshMs }: PictureLimits) {
  const kept = await tx.picture.findFirst({
    where: { url, state: 'kept', fetchedAt: { gte: now - freshMs } },
    orderBy: { fetchedAt: 'desc' },
  });
  const file =
    kept?.sha256 == null ? null : await tx.pictureFile.count({ where: { sha256: kept.sha256 } });
  return file === 1 ? kept : null;
}

export function keptAs({
  sha256,
  size,
  fetchedAt,
}: Pick<tables.Picture, 'sha256' | 'size' | 'fetchedAt'>) {
  return { state: 'kept', sha256, size, fetchedAt, reason: null, claimedBy: null };
}

/** Where a card stands once its picture is there, or will not come. */
export function stateFor(picture: string, isBrought: boolean): CopyState {
  if (picture === 'wanted') return 'coming';
  if (picture === 'failed') return 'failed';
  return isBrought ? 'wanted' : 'ready';
}
