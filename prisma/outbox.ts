// The outbox's side of memory: who may deliver what next, and how each attempt ended. A claim is a lease written into
// `nextAt`, so a claim that nobody finished becomes free by itself; had it been a post, nobody knows whether it happened.
// Prepared statements, as in commit.ts: through Prisma a delivery cost 12 ms of processor time, mostly here.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { noted, type Receipt, waitOf } from '../bot/core/receipts.ts';
import type { Instant } from '../bot/core/time.ts';
import type { Delivery, DeliveryResult, Outbox } from '../bot/ports/outbox.ts';
import { Ask } from './ask-shape.ts';
import type { Db } from './database.ts';
import type * as tables from './generated/sqlite/client.ts';
import { laneKey, laneOf } from './lane.ts';
import { type Cells, messageOf, parseOrNull, readRow } from './rows.ts';
import { Receipts, Severity } from './shapes.ts';

type Row = Cells<tables.Delivery>;
type MessageRow = Cells<tables.Message>;
type WaitingRow = Pick<Row, 'lane' | 'nextAt' | 'messageId'> &
  Pick<MessageRow, 'receipts'> & { readonly op: 'post' | 'update' };
type Claim = Parameters<Outbox['claim']>[0];

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

export function outbox(db: Db): Outbox {
  const said = statements(db.raw);
  return {
    lanes: async (now) => said.lanes.all(now).map((row) => laneOf(row.lane)),
    // Asked far more often than there is anything to claim: a read does not wait for writers.
    claim: async (wish) =>
      claimable(said, wish).length === 0 ? [] : db.write(() => claim(said, wish)),
    finish: (id, instance, result, receipts) =>
      db.write(() => finish(said, id, instance, result, receipts)),
    redraw: async (message, now) => {
      await db.write(() => said.redraw.run(now, now, message));
    },
    release: (now) =>
      db.write(() => {
        for (const row of said.claimed.all()) if (row.op === 'post') markUnclear(said, row, now);
        return said.release.run(now).changes;
      }),
    rewind: async (since, now, leaseUntil) => {
      await db.write(() => said.rewind.run(now, leaseUntil, now, now, now, since));
    },
    waiting: async (now, limit) =>
      said.waiting.all(now, limit).flatMap(({ lane, op, nextAt, messageId, receipts }) => {
        const cause = waitOf(readRow('Message', messageId, Receipts, () => JSON.parse(receipts)));
        return cause === null ? [] : [{ lane: laneOf(lane), op, until: nextAt, cause }];
      }),
    nextAt: async () => said.nextAt.get()?.nextAt ?? null,
    pending: async () => said.pending.get()?.count ?? 0,
  };
}

type Statements = ReturnType<typeof statements>;

function statements(raw: Database.Database) {
  return {
    lanes: raw.prepare<[number], { lane: string }>(
      `SELECT DISTINCT "lane" FROM "Delivery" WHERE "state" = 'wanted' AND "nextAt" <= ?`,
    ),
    nextAt: raw.prepare<[], { nextAt: number }>(
      `SELECT "nextAt" FROM "Delivery" WHERE "state" = 'wanted' ORDER BY "nextAt" LIMIT 1`,
    ),
    pending: raw.prepare<[], { count: number }>(
      `SELECT count(*) AS "count" FROM "Delivery" WHERE "state" = 'wanted'`,
    ),
    // The plus makes SQLite walk the lane in its order, not everything that is wanted by time.
    posts: raw.prepare<[string, number, number], Row>(
      `SELECT * FROM "Delivery"
       WHERE "state" = 'wanted' AND "lane" = ? AND "op" = 'post' AND +"nextAt" <= ?
       ORDER BY "rank", "subjectId", "id" LIMIT ?`,
    ),
    // A card that changes all the time must not keep the others from ever showing what was tapped.
    updates: raw.prepare<[string, number, number], Row>(
      `SELECT * FROM "Delivery"
       WHERE "state" = 'wanted' AND "lane" = ? AND "op" = 'update' AND +"nextAt" <= ?
       ORDER BY "wantedAt", "rank", "subjectId", "id" LIMIT ?`,
    ),
    claim: raw.prepare<[string, number, number | null, string]>(
      `UPDATE "Delivery" SET "claimedBy" = ?, "nextAt" = ?, "triedAt" = ? WHERE "id" = ?`,
    ),
    claimed: raw.prepare<[], Row>(
      `SELECT * FROM "Delivery" WHERE "state" = 'wanted' AND "claimedBy" IS NOT NULL`,
    ),
    release: raw.prepare<[number]>(
      `UPDATE "Delivery" SET "claimedBy" = NULL, "nextAt" = ?
       WHERE "state" = 'wanted' AND "claimedBy" IS NOT NULL`,
    ),
    rewind: raw.prepare<[number, number, number, number, number, number]>(
      `UPDATE "Delivery"
       SET "nextAt" = min("nextAt", CASE WHEN "claimedBy" IS NULL THEN ? ELSE ? END),
         "wantedAt" = min("wantedAt", ?), "triedAt" = min("triedAt", ?)
       WHERE "state" = 'wanted' AND "nextAt" > ? AND "wantedAt" > ?`,
    ),
    redraw: raw.prepare<[number, number, string]>(
      `UPDATE "Delivery" SET "state" = 'wanted', "nextAt" = ?, "wantedAt" = ?, "attempts" = 0
       WHERE "messageId" = ? AND "isCard" = 1 AND "op" = 'update' AND "state" = 'done'`,
    ),
    // An unclear post waits for itself alone; what is claimed waits for whoever holds it.
    waiting: raw.prepare<[number, number], WaitingRow>(
      `SELECT d."lane", d."op", d."nextAt", d."messageId", m."receipts"
       FROM "Delivery" d JOIN "Message" m ON m."id" = d."messageId"
       WHERE d."state" = 'wanted' AND d."nextAt" > ? AND d."claimedBy" IS NULL AND d."isUnclear" = 0
       ORDER BY d."nextAt" DESC LIMIT ?`,
    ),
    unclear: raw.prepare<[string]>(`UPDATE "Delivery" SET "isUnclear" = 1 WHERE "id" = ?`),
    ambiguous: raw.prepare<[string, string]>(
      `UPDATE "Message" SET "state" = 'ambiguous', "receipts" = ? WHERE "id" = ?`,
    ),
    delivery: raw.prepare<[string], Row>(`SELECT * FROM "Delivery" WHERE "id" = ?`),
    message: raw.prepare<[string], MessageRow>(`SELECT * FROM "Message" WHERE "id" = ?`),
    finish: raw.prepare<[Row]>(
      `UPDATE "Delivery" SET "op" = @op, "state" = @state, "nextAt" = @nextAt, "claimedBy" = NULL,
         "isUnclear" = @isUnclear, "attempts" = @attempts, "wantedAt" = @wantedAt,
         "triedAt" = @triedAt, "reason" = @reason
       WHERE "id" = @id`,
    ),
    show: raw.prepare<[MessageRow]>(
      `UPDATE "Message" SET "address" = @address, "state" = @state, "revision" = @revision,
         "postedAt" = @postedAt, "updatedAt" = @updatedAt, "receipts" = @receipts
       WHERE "id" = @id`,
    ),
  };
}

function claimable(said: Statements, { lane, op, now, limit }: Claim): readonly Row[] {
  return said[op === 'post' ? 'posts' : 'updates'].all(laneKey(lane), now, limit);
}

function claim(said: Statements, wish: Claim): readonly Delivery[] {
  return claimable(said, wish).map((row) => {
    const isPost = wish.op === 'post';
    const isLost = isPost && row.claimedBy !== null;
    if (isLost) markUnclear(said, row, wish.now);
    const isUnclear = row.isUnclear === 1 || isLost;
    const triedAt = isPost && !isUnclear ? wish.now : row.triedAt;
    said.claim.run(wish.instance, wish.leaseUntil, triedAt, row.id);
    return deliveryOf(row, messageRow(said, row), isUnclear);
  });
}

/** Whoever was posting this is gone. */
function markUnclear(said: Statements, row: Row, now: Instant): void {
  said.unclear.run(row.id);
  const receipts = notedIn(messageRow(said, row), [{ at: now, kind: 'unclear' }]);
  said.ambiguous.run(receipts, row.messageId);
}

/** The message's receipts with what happened next, as they are kept. */
function notedIn(message: MessageRow, next: readonly Receipt[]): string {
  if (next.length === 0) return message.receipts;
  const before = readRow('Message', message.id, Receipts, () => JSON.parse(message.receipts));
  return JSON.stringify(noted(before, ...next));
}

function messageRow(said: Statements, row: Row): MessageRow {
  const message = said.message.get(row.messageId);
  if (message === undefined) throw new Error(`the delivery ${row.id} has no message`);
  return message;
}

function deliveryOf(row: Row, message: MessageRow, isUnclear: boolean): Delivery {
  const checked = readRow('Delivery', row.id, Checked, () => ({
    ...row,
    ask: parseOrNull(row.ask),
    isUnclear,
    triedAt: isUnclear ? row.triedAt : null,
  }));
  return { ...checked, message: messageOf(message) };
}

/** Whoever lost the lease may say what they like: the new holder's word counts. */
function finish(
  said: Statements,
  id: string,
  instance: string,
  result: DeliveryResult,
  next: readonly Receipt[],
): void {
  const row = said.delivery.get(id);
  if (row === undefined || row.claimedBy !== instance) return;
  const shown = messageRow(said, row);
  const { delivery, message } = outcomeOf(row, shown, result);
  said.finish.run({ ...row, ...delivery });
  said.show.run({ ...shown, ...message, receipts: notedIn(shown, next) });
}

/** What an attempt changes. */
interface Outcome {
  readonly delivery: Partial<Row>;
  readonly message: Partial<MessageRow>;
}

function outcomeOf(row: Row, message: MessageRow, result: DeliveryResult): Outcome {
  switch (result.kind) {
    case 'sent':
      return sent(row, message, result);
    case 'later':
      return { delivery: retry(row, result, result.isFailure), message: {} };
    case 'unclear':
      // An update that may have happened is simply done again.
      return message.address === null
        ? {
            delivery: { ...retry(row, result, true), isUnclear: 1 },
            message: { state: 'ambiguous' },
          }
        : { delivery: retry(row, result, true), message: {} };
    case 'post-again':
      return {
        delivery: { ...retry(row, result, true), op: 'post', isUnclear: 0, triedAt: null },
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
  message: MessageRow,
  { address, shown, at }: Extract<DeliveryResult, { kind: 'sent' }>,
): Outcome {
  // A message to people is said once; a card is done when it shows what is wanted by now.
  const isDone = row.isCard === 0 || shown >= row.wanted;
  const next = isDone ? { state: 'done' } : { nextAt: at, wantedAt: at };
  const time = message.address === null ? { postedAt: at } : { updatedAt: at };
  return {
    delivery: { ...next, op: 'update', attempts: 0, isUnclear: 0, triedAt: null, reason: null },
    message: { address, revision: shown, state: 'sent', ...time },
  };
}

function retry(
  row: Row,
  { nextAt, reason }: { readonly nextAt: Instant; readonly reason: string },
  isFailure: boolean,
): Partial<Row> {
  return { nextAt, reason, attempts: row.attempts + (isFailure ? 1 : 0) };
}
