// The outbox's side of memory: who may deliver what next, and how each attempt ended. A claim is a lease written into
// `nextAt`, so a claim that nobody finished becomes free by itself; had it been a post, nobody knows whether it happened.
import { z } from 'zod';
import type { Instant } from '../bot/core/time.ts';
import type { Message } from '../bot/core/view.ts';
import type { Delivery, DeliveryResult, Outbox } from '../bot/ports/outbox.ts';
import type { Db, Tx } from './database.ts';
import type { Prisma, Delivery as Row } from './generated/sqlite/client.ts';
import { laneKey, laneOf } from './lane.ts';
import { instant, messageOf, parseOrNull, readRow } from './rows.ts';
import { Ask, Severity } from './shapes.ts';

const Checked = z.object({
  id: z.string(),
  key: z.string(),
  ask: Ask.nullable(),
  severity: Severity,
  op: z.enum(['post', 'update']),
  isUnclear: z.boolean(),
  attempts: z.int(),
  wantedAt: z.int(),
  triedAt: z.int().nullable(),
});

type Claim = Parameters<Outbox['claim']>[0];

export function outbox(db: Db): Outbox {
  const { delivery } = db.client;
  return {
    lanes: async (now) => {
      const groups = await delivery.groupBy({
        by: ['lane'],
        where: { state: 'wanted', nextAt: { lte: now } },
      });
      return groups.map((g) => laneOf(g.lane));
    },
    claim: async (wish) => {
      // Asked far more often than there is anything to claim: a read does not wait for writers.
      const first = await delivery.findFirst({ where: claimable(wish), select: { id: true } });
      return first === null ? [] : db.transact((tx) => claim(tx, wish));
    },
    finish: (id, instance, result) => db.transact((tx) => finish(tx, id, instance, result)),
    release: (now) => db.transact((tx) => release(tx, now)),
    nextAt: async () => {
      const row = await delivery.findFirst({
        where: { state: 'wanted' },
        orderBy: { nextAt: 'asc' },
        select: { nextAt: true },
      });
      return row === null ? null : instant(row.nextAt);
    },
    pending: () => delivery.count({ where: { state: 'wanted' } }),
  };
}

/** The time stands negated so that SQLite walks the lane in its order, not everything that is wanted by time. */
function claimable({ lane, op, now }: Claim): Prisma.DeliveryWhereInput {
  return { state: 'wanted', lane: laneKey(lane), op, NOT: { nextAt: { gt: now } } };
}

async function claim(tx: Tx, wish: Claim): Promise<readonly Delivery[]> {
  const found = await tx.delivery.findMany({
    where: claimable(wish),
    orderBy: [{ rank: 'asc' }, { alertId: 'asc' }, { id: 'asc' }],
    take: wish.limit,
    select: { id: true, messageId: true, claimedBy: true, isUnclear: true },
  });
  if (found.length === 0) return [];
  if (wish.op === 'post') {
    await markUnclear(
      tx,
      found.filter((r) => r.claimedBy !== null),
    );
    const fresh = found.filter((r) => r.claimedBy === null && !r.isUnclear);
    await tx.delivery.updateMany({ where: within(fresh), data: { triedAt: wish.now } });
  }
  await tx.delivery.updateMany({
    where: within(found),
    data: { claimedBy: wish.instance, nextAt: wish.leaseUntil },
  });
  const rows = await tx.delivery.findMany({
    where: within(found),
    orderBy: [{ rank: 'asc' }, { alertId: 'asc' }, { id: 'asc' }],
  });
  const messages = await tx.message.findMany({
    where: { id: { in: rows.map((r) => r.messageId) } },
  });
  const messageFor = new Map(messages.map((m) => [m.id, messageOf(m)]));
  return rows.flatMap((row) => {
    const message = messageFor.get(row.messageId);
    return message === undefined ? [] : [deliveryOf(row, message)];
  });
}

function within(rows: readonly { readonly id: string }[]): { id: { in: string[] } } {
  return { id: { in: rows.map((r) => r.id) } };
}

/** Whoever was posting these is gone. */
async function markUnclear(
  tx: Tx,
  rows: readonly { readonly id: string; readonly messageId: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.delivery.updateMany({ where: within(rows), data: { isUnclear: true } });
  await tx.message.updateMany({
    where: { id: { in: rows.map((r) => r.messageId) } },
    data: { state: 'ambiguous' },
  });
}

function deliveryOf(row: Row, message: Message): Delivery {
  const checked = readRow('Delivery', row.id, Checked, () => ({
    ...row,
    ask: parseOrNull(row.ask),
    wantedAt: instant(row.wantedAt),
    triedAt: row.isUnclear ? instant(row.triedAt) : null,
  }));
  return { ...checked, message };
}

async function release(tx: Tx, now: Instant): Promise<number> {
  const claimed = { state: 'wanted', claimedBy: { not: null } };
  const posts = await tx.delivery.findMany({
    where: { ...claimed, op: 'post' },
    select: { id: true, messageId: true },
  });
  await markUnclear(tx, posts);
  const { count } = await tx.delivery.updateMany({
    where: claimed,
    data: { claimedBy: null, nextAt: now },
  });
  return count;
}

/** Whoever lost the lease may say what they like: the new holder's word counts. */
async function finish(tx: Tx, id: string, instance: string, result: DeliveryResult): Promise<void> {
  const row = await tx.delivery.findUnique({ where: { id } });
  if (row === null || row.claimedBy !== instance) return;
  const where = { id: row.messageId };
  const stored = await tx.message.findUniqueOrThrow({ where });
  const { delivery, message } = outcomeOf(row, messageOf(stored), result);
  await tx.delivery.updateMany({ where: { id }, data: { ...delivery, claimedBy: null } });
  if (message !== null) await tx.message.updateMany({ where, data: message });
}

interface Outcome {
  readonly delivery: Prisma.DeliveryUpdateManyMutationInput;
  readonly message: Prisma.MessageUpdateManyMutationInput | null;
}

function outcomeOf(row: Row, message: Message, result: DeliveryResult): Outcome {
  switch (result.kind) {
    case 'sent':
      return sent(row, message, result);
    case 'later':
      return { delivery: retry(row, result, result.isFailure), message: null };
    case 'unclear': {
      // An update that may have happened is simply done again.
      const isUnclear = message.address === null;
      return {
        delivery: { ...retry(row, result, true), isUnclear },
        message: isUnclear ? { state: 'ambiguous' } : null,
      };
    }
    case 'post-again':
      return {
        delivery: { ...retry(row, result, true), op: 'post', isUnclear: false, triedAt: null },
        message: {
          address: null,
          state: 'pending',
          revision: 0,
          postedAt: null,
          updatedAt: null,
        },
      };
    case 'failed':
      return {
        delivery: { state: 'failed', reason: result.reason },
        message: { state: 'failed' },
      };
  }
}

function sent(
  row: Row,
  message: Message,
  { address, shown, at }: Extract<DeliveryResult, { kind: 'sent' }>,
): Outcome {
  // A message to people is said once; a card is done when it shows what is wanted by now.
  const isDone = !row.isCard || shown >= row.wanted;
  const next = isDone ? { state: 'done' } : { nextAt: at, wantedAt: at };
  const time = message.address === null ? { postedAt: at } : { updatedAt: at };
  return {
    delivery: {
      ...next,
      op: 'update',
      attempts: 0,
      isUnclear: false,
      triedAt: null,
      reason: null,
    },
    message: { address, revision: shown, state: 'sent', ...time },
  };
}

function retry(
  row: Row,
  { nextAt, reason }: { readonly nextAt: Instant; readonly reason: string },
  isFailure: boolean,
): Prisma.DeliveryUpdateManyMutationInput {
  return { nextAt, reason, attempts: row.attempts + (isFailure ? 1 : 0) };
}
