// Pictures from the plant's network: which alert wants which, the bytes within a limit, and how far each has come on each card.
// Claims are leases as in outbox.ts. Through Prisma: pictures are few, and each takes the network far longer.
import type { PictureState } from '../bot/core/view.ts';
import type {
  Claim,
  CopyState,
  PictureCopy,
  PictureLimits,
  PictureMemory,
  PictureWish,
} from '../bot/ports/pictures.ts';
import type { Db, Tx } from './database.ts';
import type * as tables from './generated/sqlite/client.ts';
import { claimFetch, finishFetch, freshOne, keptAs, stateFor } from './picture-fetches.ts';
import { instant, messageOf, readRow } from './rows.ts';
import * as shapes from './shapes.ts';

/** A card that has just been drawn with its picture is not drawn again before this. */
const FIRST_DRAWING_MS = 10_000;

export function pictures(db: Db): PictureMemory {
  const { client } = db;
  return {
    want: async (wish, now, limits) => {
      const { message: messageId, url } = wish;
      const known = await client.pictureCopy.findUnique({
        where: { messageId_url: { messageId, url } },
      });
      // Nearly always: a card is drawn far more often than a picture is new to it.
      if (known !== null) return onCard(known, await pictureOf(client, known));
      return db.transact((tx) => want(tx, wish, now, limits));
    },
    claimFetch: (claim, limits) => db.transact((tx) => claimFetch(tx, claim, limits)),
    finishFetch: (url, instance, outcome, limits) =>
      db.transact((tx) => finishFetch(tx, url, instance, outcome, limits)),
    claimCopies: (claim) => db.transact((tx) => claimCopies(tx, claim)),
    finishCopy: async (messageId, url, claimedBy, change) => {
      const { reason, ...rest } = change;
      const { state, isDrawn } = rest;
      const isOver = isDrawn && (state === 'ready' || state === 'failed');
      await client.pictureCopy.updateMany({
        where: { messageId, url, claimedBy },
        data: {
          ...rest,
          ...(reason === null ? {} : { reason }),
          ...{ isOver, isUnclear: false, claimedBy: null },
        },
      });
    },
    drawn: async (messageId, url, state) => {
      await client.pictureCopy.updateMany({
        where: { messageId, url, state },
        data: { isDrawn: true, isOver: true, claimedBy: null },
      });
    },
    notTaken: (messageId, url, nextAt, triesMax) =>
      db.transact(async (tx) => {
        const where = { messageId_url: { messageId, url } };
        const copy = await tx.pictureCopy.findUnique({ where });
        if (copy === null) return;
        const tries = copy.tries + 1;
        const state: CopyState = tries > triesMax ? 'failed' : 'ready';
        const reason = 'the platform would not show it';
        const again = { isDrawn: false, isOver: false, claimedBy: null, nextAt };
        await tx.pictureCopy.update({ where, data: { ...again, state, tries, reason } });
      }),
    picture: async (sha256) => {
      const row = await client.pictureFile.findUnique({ where: { sha256 } });
      return row === null
        ? null
        : readRow('PictureFile', sha256, shapes.Picture, () => ({
            ...row,
            bytes: Buffer.from(row.bytes),
          }));
    },
    release: (now) =>
      db.transact(async (tx) => {
        const where = { claimedBy: { not: null } };
        const free = { claimedBy: null, nextAt: now };
        await tx.picture.updateMany({ where, data: free });
        await tx.pictureCopy.updateMany({ where, data: { ...free, isUnclear: true } });
      }),
    nextAt: async () => {
      const [fetch, copy] = await Promise.all([
        client.picture.findFirst({ where: { state: 'wanted' }, orderBy: { nextAt: 'asc' } }),
        client.pictureCopy.findFirst({ where: { isOver: false }, orderBy: { nextAt: 'asc' } }),
      ]);
      const times = [fetch, copy].flatMap((row) => (row === null ? [] : Number(row.nextAt)));
      return times.length === 0 ? null : Math.min(...times);
    },
  };
}

async function want(
  tx: Tx,
  wish: PictureWish,
  now: number,
  limits: PictureLimits,
): Promise<PictureState | null> {
  const { message: messageId, alert: alertId, url, alt, isBrought } = wish;
  // Another replica may have been faster between the look and this.
  const copy = await tx.pictureCopy.findUnique({ where: { messageId_url: { messageId, url } } });
  if (copy !== null) return onCard(copy, await pictureOf(tx, copy));
  const known = await tx.picture.findUnique({ where: { alertId_url: { alertId, url } } });
  if (known === null) {
    const share = await tx.picture.count({ where: { alertId } });
    if (share >= limits.perAlert) return null;
  }
  const picture = known ?? (await wanted(tx, alertId, url, now, limits));
  const state = stateFor(picture.state, isBrought);
  // A card that is being drawn right now shows what is kept; only if that fails it is drawn again.
  const nextAt = state === 'ready' || state === 'failed' ? now + FIRST_DRAWING_MS : now;
  const added = await tx.pictureCopy.create({
    data: {
      ...{ messageId, url, alertId, alt, state, isBrought, nextAt },
      ...{ ref: null, isDrawn: false, isOver: state === 'coming', isUnclear: false, tries: 0 },
      reason: picture.reason,
    },
  });
  return onCard(added, picture);
}

async function wanted(tx: Tx, alertId: string, url: string, now: number, limits: PictureLimits) {
  const fresh = await freshOne(tx, url, now, limits);
  const data = { alertId, url, tries: 0, nextAt: now };
  return tx.picture.create({
    data: fresh === null ? { ...data, state: 'wanted' } : { ...data, ...keptAs(fresh) },
  });
}

function pictureOf(
  client: Pick<Tx, 'picture'>,
  { alertId, url }: Pick<tables.PictureCopy, 'alertId' | 'url'>,
) {
  return client.picture.findUnique({ where: { alertId_url: { alertId, url } } });
}

function onCard(copy: tables.PictureCopy, picture: tables.Picture | null): PictureState {
  const { state, ref, reason } = copy;
  const sha256 = picture?.sha256 ?? null;
  if (state === 'ready' && picture !== null && sha256 !== null)
    return { kind: 'kept', sha256, size: picture.size, ref };
  return state === 'failed' ? { kind: 'failed', reason: reason ?? '', sha256 } : { kind: 'coming' };
}

/** How a picture stands, whatever card it is on. */
export function pictureStateOf(
  picture: Pick<tables.Picture, 'state' | 'sha256' | 'size' | 'reason'>,
): PictureState {
  const { state, sha256, size, reason } = picture;
  if (state === 'kept' && sha256 !== null) return { kind: 'kept', sha256, size, ref: null };
  return state === 'failed' ? { kind: 'failed', reason: reason ?? '', sha256 } : { kind: 'coming' };
}

async function claimCopies(
  tx: Tx,
  { now, leaseUntil, instance, limit }: Claim & { readonly limit: number },
): Promise<readonly PictureCopy[]> {
  const rows = await tx.pictureCopy.findMany({
    where: { isOver: false, nextAt: { lte: now } },
    orderBy: [{ nextAt: 'asc' }, { messageId: 'asc' }],
    take: limit,
  });
  const copies: PictureCopy[] = [];
  for (const row of rows) {
    const { messageId, url } = row;
    // A holder that is gone may have done it.
    const isUnclear = row.isUnclear || row.claimedBy !== null;
    await tx.pictureCopy.update({
      where: { messageId_url: { messageId, url } },
      data: { claimedBy: instance, nextAt: leaseUntil, isUnclear },
    });
    const message = await tx.message.findUniqueOrThrow({ where: { id: messageId } });
    const sha256 = (await pictureOf(tx, row))?.sha256 ?? null;
    copies.push(
      readRow('PictureCopy', messageId, shapes.PictureCopy, () => ({
        ...row,
        message: messageOf(message),
        sha256,
        isUnclear,
        nextAt: instant(row.nextAt),
      })),
    );
  }
  return copies;
}
