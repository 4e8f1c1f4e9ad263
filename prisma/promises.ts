// What is promised to be said, written inside the transaction that decides it: a message, and the delivery that brings it
// there. What stands already is wanted at its subject's new revision.
import type Database from 'better-sqlite3';
import { SEVERITIES } from '../bot/core/plant.ts';
import type { Subject } from '../bot/core/view.ts';
import type { NewDelivery } from '../bot/ports/store.ts';
import type { Deps } from './database.ts';
import type * as tables from './generated/sqlite/client.ts';
import { laneKey } from './lane.ts';
import { type Cells, jsonOrNull, messageCells } from './rows.ts';
import { inserter } from './statements.ts';

export interface Promises {
  /** Every copy that stands shall show this revision of its subject. */
  refresh(subject: string, revision: number): void;
  /** Says it once: a key that is known changes nothing, nor does asking the same again that still waits to be said. */
  promise(subject: Subject, revision: number, wish: NewDelivery): void;
}

export function promiser(raw: Database.Database, deps: Deps): Promises {
  const message = inserter(raw, 'Message');
  const delivery = inserter(raw, 'Delivery');
  const known = raw.prepare<[string]>('SELECT 1 FROM "Delivery" WHERE "key" = ?');
  const asking = raw.prepare<[string, string, string | null]>(
    `SELECT 1 FROM "Delivery" WHERE "subjectId" = ? AND "lane" = ? AND "ask" = ?
       AND "state" = 'wanted' AND "op" = 'post' AND "claimedBy" IS NULL LIMIT 1`,
  );
  const isWaiting = (subject: string, wish: NewDelivery): boolean =>
    wish.ask?.reason === 'again' &&
    asking.get(subject, laneKey(wish), jsonOrNull(wish.ask)) !== undefined;
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
     WHERE "subjectId" = ? AND "kind" IN ('card', 'digest') AND "state" = 'failed'
       AND "address" IS NOT NULL`,
  );
  return {
    refresh: (subject, revision) => {
      const now = deps.clock.now();
      refresh.run(revision, now, now, subject);
      revive.run(subject);
    },
    promise: (subject, revision, wish) => {
      const about: Subject =
        wish.digest === undefined ? subject : { kind: 'digest', id: wish.digest };
      if (known.get(wish.key) !== undefined || isWaiting(about.id, wish)) return;
      const messageId = deps.ids.next();
      const now = deps.clock.now();
      message(messageCells(newMessage(messageId, about, wish, now)));
      const row = deliveryCells(deps.ids.next(), messageId, about, wish, now);
      delivery({ ...row, wanted: revision });
    },
  };
}

function newMessage(id: string, subject: Subject, wish: NewDelivery, now: number) {
  const { kind, platform, channel, person } = wish;
  return {
    id,
    subject,
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
  subject: Subject,
  wish: NewDelivery,
  now: number,
): Cells<tables.Delivery> {
  return {
    id,
    key: wish.key,
    messageId,
    subjectId: subject.id,
    lane: laneKey(wish),
    op: 'post',
    rank: rankOf(wish),
    isCard: wish.kind === 'card' || wish.kind === 'digest' ? 1 : 0,
    ask: jsonOrNull(wish.ask),
    severity: wish.severity,
    state: 'wanted',
    wanted: 0,
    nextAt: now,
    claimedBy: null,
    isUnclear: 0,
    attempts: 0,
    wantedAt: now,
    triedAt: null,
    reason: null,
  };
}

/**
 * Whoever is asked, and what is critical, goes before the rest; then by severity. Who is asked again waits for all cards, and news
 * for both. Smaller is sooner.
 */
function rankOf(wish: NewDelivery): number {
  const isAsk = wish.kind === 'thread' || wish.kind === 'direct';
  const mildness = SEVERITIES.length - 1 - SEVERITIES.indexOf(wish.severity);
  if (wish.ask?.reason === 'news') return 3 * SEVERITIES.length + mildness;
  if (wish.ask?.reason === 'again') return 2 * SEVERITIES.length + mildness;
  return isAsk || wish.severity === 'critical' ? mildness : SEVERITIES.length + mildness;
}
