// What gets no card for a while, and what got none. What is in force is read at each arrival, so by a prepared statement: a window
// holds, and ends, at every replica at once.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import {
  SUPPRESSION_KINDS,
  type SuppressedCondition,
  type SuppressedDetection,
  type Suppression,
} from '../bot/core/suppression.ts';
import type { Instant as Moment } from '../bot/core/time.ts';
import type { Commit } from '../bot/ports/store.ts';
import type { JoinKey, SuppressionStore } from '../bot/ports/suppression.ts';
import type { Db } from './database.ts';
import type {
  SuppressedCondition as ConditionRow,
  Suppression as Row,
} from './generated/sqlite/client.ts';
import { type Cells, joinKey, type KeptRow, keptOf, readRow } from './rows.ts';
import { Instant, MaybeInstant, MaybeName, Name } from './shapes.ts';
import { inserter, STALE } from './statements.ts';

const Said: z.ZodType<Suppression> = z.object({
  id: Name.min(1),
  kind: z.enum(SUPPRESSION_KINDS),
  asset: Name.min(1),
  type: MaybeName,
  state: MaybeName,
  reason: MaybeName,
  by: Name,
  at: Instant,
  until: MaybeInstant,
} satisfies Record<keyof Suppression, z.ZodType>);

const Suppressed: z.ZodType<SuppressedDetection> = z.object({
  id: Name.min(1),
  at: Instant,
  source: Name,
  detectionId: Name,
  asset: Name,
  type: Name,
  by: z.enum(['rule', 'maintenance', 'out-of-service']),
  detail: Name,
} satisfies Record<keyof SuppressedDetection, z.ZodType>);

/** Writes a commit's suppressed detections. */
export function suppressedWriter(raw: Database.Database): (commit: Commit) => void {
  const insert = inserter(raw, 'SuppressedDetection');
  return ({ suppressed = [] }) => {
    for (const one of suppressed) insert({ ...Suppressed.parse(one) });
  };
}

/** Ends, begins and shows a commit's suppressed conditions; after its alerts and detections. */
export function conditionWriter(raw: Database.Database): (commit: Commit) => void {
  const insert = inserter(raw, 'SuppressedCondition');
  const known = raw.prepare<[ConditionRow]>(
    `DELETE FROM "SuppressedCondition"
     WHERE "joinKey" = @joinKey AND "source" = @source AND "detectionId" = @detectionId`,
  );
  const older = raw.prepare<[string]>('DELETE FROM "SuppressedCondition" WHERE "joinKey" = ?');
  return ({ detections, conditions }) => {
    for (const one of conditions?.over ?? []) {
      if (known.run(conditionCells(one)).changes !== 1) throw STALE;
    }
    for (const { detection } of detections) older.run(joinKey(detection.site, detection.key));
    for (const one of conditions?.begun ?? []) insert({ ...conditionCells(one) });
  };
}

function conditionCells({ site, key, source, detectionId }: SuppressedCondition): ConditionRow {
  return { joinKey: joinKey(site, key), source, detectionId };
}

export function suppressions(db: Db): SuppressionStore {
  const inForce = db.raw.prepare<{ now: number; limit: number }, Cells<Row>>(
    `SELECT * FROM (SELECT * FROM "Suppression"
     WHERE "endedAt" IS NULL AND ("until" IS NULL OR "until" > @now)
     ORDER BY "at" DESC, "id" DESC LIMIT @limit) ORDER BY "at", "id"`,
  );
  // What is suppressed is never `cleared`.
  const unshown = db.raw.prepare<[number], { readonly n: number }>(
    `SELECT count(*) AS "n" FROM "SuppressedDetection" s LEFT JOIN "Detection" d
     ON d."source" = s."source" AND d."detectionId" = s."detectionId" AND d."status" = 'active'
     WHERE s."at" >= ? AND d."alertId" IS NULL`,
  );
  const { suppression } = db.client;
  const open = (at: Moment) => ({ endedAt: null, OR: [{ until: null }, { until: { gt: at } }] });
  return {
    suppressions: async (now, limit) => inForce.all({ now, limit }).map(saidOf),
    suppress: async (begun) => {
      const { kind, asset, type, at, by, ...rest } = Said.parse(begun);
      await db.transact(async (tx) => {
        if (kind !== 'maintenance') {
          await tx.suppression.updateMany({
            where: { kind, asset, type, ...open(at) },
            data: { endedAt: at, endedBy: by },
          });
        }
        await tx.suppression.create({ data: { ...rest, kind, asset, type, at, by } });
      });
    },
    endSuppression: async ({ kind, asset, type, by, at }) => {
      const where = { kind, asset, ...(type === null ? {} : { type }), ...open(at) };
      return (await suppression.updateMany({ where, data: { endedAt: at, endedBy: by } })).count;
    },
    suppressionChanged: async (since, now) => {
      const isOver = { endedAt: null, until: { gte: since, lte: now } };
      const where = { OR: [{ at: { gte: since } }, { endedAt: { gte: since } }, isOver] };
      return (await suppression.findFirst({ where, select: { id: true } })) !== null;
    },
    suppressedSince: async (from) => unshown.get(from)?.n ?? 0,
    ...conditionReads(db),
  };
}

function saidOf({ endedAt: _, endedBy: __, ...row }: Cells<Row>): Suppression {
  return readRow('Suppression', row.id, Said, () => row);
}

function conditionReads({ raw }: Db): Pick<SuppressionStore, 'conditions' | 'conditionsAfter'> {
  const byKey = raw.prepare<[string], ConditionRow>(
    'SELECT * FROM "SuppressedCondition" WHERE "joinKey" = ?',
  );
  const after = raw.prepare<[string, number], KeptRow>(
    `SELECT d.* FROM "SuppressedCondition" c CROSS JOIN "Detection" d
     ON d."source" = c."source" AND d."detectionId" = c."detectionId" AND d."status" = 'active'
     WHERE c."joinKey" > ? ORDER BY c."joinKey" LIMIT ?`,
  );
  const conditionOf = ({ site, key }: JoinKey): readonly SuppressedCondition[] =>
    byKey
      .all(joinKey(site, key))
      .map(({ source, detectionId }) => ({ site, key, source, detectionId }));
  return {
    conditions: async (keys) => keys.flatMap(conditionOf),
    conditionsAfter: async (last, limit) =>
      after.all(last === null ? '' : joinKey(last.site, last.key), limit).map(keptOf),
  };
}
