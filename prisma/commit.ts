// The hot path: one decision, or a thousand detections, written together or not at all. Prepared statements on a connection
// of their own, under the lock that every write of this process holds; synchronous inside, so nothing comes in between.
import type Database from 'better-sqlite3';
import type { Alert } from '../bot/core/alert.ts';
import { SEVERITIES } from '../bot/core/plant.ts';
import type { Change, Commit, CommitOutcome, NewDelivery } from '../bot/ports/store.ts';
import type { Db, Deps } from './database.ts';
import type * as tables from './generated/sqlite/client.ts';
import { laneKey } from './lane.ts';
import {
  alertCells,
  type Cells,
  detectionCells,
  eventCells,
  jsonOrNull,
  labelCells,
  messageCells,
  quarantineCells,
} from './rows.ts';

type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

/** Thrown inside the transaction to undo it; never leaves this file. */
const STALE = Symbol('stale');

/** A constraint that another commit satisfied first. Primary keys count: an alert's id is new or it is not. */
const TAKEN = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'];

/** Prepares every statement once and gives the function that commits. */
export function committer(db: Db, deps: Deps): (commit: Commit) => Promise<CommitOutcome> {
  const write = writerOf(db.raw, deps);
  return async (commit) => {
    try {
      await db.write(() => write(commit));
      return 'done';
    } catch (error) {
      if (error === STALE || isTaken(error)) return 'stale';
      throw error;
    }
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && TAKEN.includes(String(error.code));
}

function writerOf(raw: Database.Database, deps: Deps): (commit: Commit) => void {
  const alerts = alertWriter(raw);
  const deliveries = deliveryWriter(raw, deps);
  const event = inserter(raw, 'Event');
  const detection = inserter(raw, 'Detection');
  const quarantine = inserter(raw, 'Quarantine');
  const label = inserter(raw, 'Label');
  const supersede = raw.prepare<[string]>('UPDATE "Label" SET "isLive" = 0 WHERE "id" = ?');

  return (commit) => {
    alerts(commit.changes);
    for (const change of commit.changes) {
      for (const e of change.events) event(eventCells(change.alert.id, e));
      deliveries(change);
    }
    const opened = new Set(commit.changes.filter(isNew).map((c) => c.alert.id));
    for (const kept of commit.detections) {
      // An alert's first detection is the one that opened it.
      const isOpening = kept.alert !== null && opened.delete(kept.alert);
      detection(detectionCells(kept, isOpening));
    }
    for (const l of [...commit.changes.flatMap((c) => c.labels), ...commit.labels]) {
      label(labelCells(l));
      if (l.supersedes !== null) supersede.run(l.supersedes);
    }
    for (const q of commit.quarantine) quarantine(quarantineCells(q));
  };
}

function isNew(change: Change): boolean {
  return change.expected === null;
}

/** Inserts rows of one table. The statement is made from the first row: every row has every column. */
function inserter(raw: Database.Database, table: string): (row: Row) => void {
  let statement: Database.Statement<[Row]> | null = null;
  return (row) => {
    const names = Object.keys(row);
    // Bound by name: two rows with the same fields may hold them in another order.
    statement ??= raw.prepare<[Row]>(
      `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')})
       VALUES (${names.map((name) => `@${name}`).join(', ')})`,
    );
    statement.run(row);
  };
}

/** Writes alerts guarded by their revision. All keys are let go first, so that one alert may take over from another. */
function alertWriter(raw: Database.Database): (changes: readonly Change[]) => void {
  const insert = inserter(raw, 'Alert');
  const release = raw.prepare<[string, number]>(
    'UPDATE "Alert" SET "joinKey" = NULL WHERE "id" = ? AND "revision" = ?',
  );
  let update: Database.Statement<[Row]> | null = null;

  function replace(alert: Alert, expected: number): void {
    const cells: Row = alertCells(alert);
    const names = Object.keys(cells).filter((name) => name !== 'id');
    update ??= raw.prepare<[Row]>(
      `UPDATE "Alert" SET ${names.map((name) => `"${name}" = @${name}`).join(', ')}
       WHERE "id" = @id AND "revision" = @expected`,
    );
    const done = update.run({ ...cells, expected });
    if (done.changes !== 1) throw STALE;
  }

  return (changes) => {
    for (const { alert, expected } of changes) {
      if (expected !== null && release.run(alert.id, expected).changes !== 1) throw STALE;
    }
    for (const { alert, expected } of changes) {
      if (expected === null) insert(alertCells(alert));
      else replace(alert, expected);
    }
  };
}

/** Card copies that exist are wanted at the new revision; what is new to say becomes a message and its delivery. */
function deliveryWriter(raw: Database.Database, deps: Deps): (change: Change) => void {
  const message = inserter(raw, 'Message');
  const delivery = inserter(raw, 'Delivery');
  const known = raw.prepare<[string]>('SELECT 1 FROM "Delivery" WHERE "key" = ?');
  // A copy that failed before it was ever posted stays failed; one that is claimed stays claimed.
  const refresh = raw.prepare<[number, number, number, string]>(
    `UPDATE "Delivery" SET
       "wanted" = ?,
       "nextAt" = CASE WHEN "state" = 'wanted' THEN "nextAt" ELSE ? END,
       "wantedAt" = CASE WHEN "state" = 'wanted' THEN "wantedAt" ELSE ? END,
       "attempts" = CASE WHEN "state" = 'wanted' THEN "attempts" ELSE 0 END,
       "state" = 'wanted'
     WHERE "subjectId" = ? AND "isCard" = 1 AND ("state" <> 'failed' OR "op" = 'update')`,
  );
  const revive = raw.prepare<[string]>(
    `UPDATE "Message" SET "state" = 'sent'
     WHERE "subjectId" = ? AND "kind" = 'card' AND "state" = 'failed' AND "address" IS NOT NULL`,
  );

  return ({ alert, deliveries, refreshCards, expected }) => {
    const now = deps.clock.now();
    if (refreshCards && expected !== null) {
      refresh.run(alert.revision, now, now, alert.id);
      revive.run(alert.id);
    }
    for (const wish of deliveries) {
      if (known.get(wish.key) !== undefined) continue;
      const messageId = deps.ids.next();
      message(messageCells(newMessage(messageId, alert, wish, now)));
      delivery(deliveryCells(deps.ids.next(), messageId, alert, wish, now));
    }
  };
}

function newMessage(id: string, alert: Alert, wish: NewDelivery, now: number) {
  const { kind, platform, channel, person } = wish;
  return {
    id,
    subject: { kind: 'alert', id: alert.id },
    kind,
    platform,
    channel,
    person,
    address: null,
    state: 'pending',
    revision: 0,
    postedAt: null,
    updatedAt: null,
    receipts: [{ at: now, kind: 'queued' }],
  } as const;
}

function deliveryCells(
  id: string,
  messageId: string,
  alert: Alert,
  wish: NewDelivery,
  now: number,
): Cells<tables.Delivery> {
  return {
    id,
    key: wish.key,
    messageId,
    subjectId: alert.id,
    lane: laneKey(wish),
    op: 'post',
    rank: rankOf(wish),
    isCard: wish.kind === 'card' ? 1 : 0,
    ask: jsonOrNull(wish.ask),
    severity: wish.severity,
    state: 'wanted',
    wanted: alert.revision,
    nextAt: now,
    claimedBy: null,
    isUnclear: 0,
    attempts: 0,
    wantedAt: now,
    triedAt: null,
    reason: null,
  };
}

/** Whoever is asked, and what is critical, goes before the rest, news after it; then by severity. Smaller is sooner. */
function rankOf(wish: NewDelivery): number {
  const isAsk = wish.kind === 'thread' || wish.kind === 'direct';
  const mildness = SEVERITIES.length - 1 - SEVERITIES.indexOf(wish.severity);
  if (wish.ask?.reason === 'news') return 2 * SEVERITIES.length + mildness;
  return isAsk || wish.severity === 'critical' ? mildness : SEVERITIES.length + mildness;
}
