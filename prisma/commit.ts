// The hot path: one decision, or a thousand detections, written together or not at all. Prepared statements on a connection
// of their own, under the lock that every write of this process holds; synchronous inside, so nothing comes in between.
import type Database from 'better-sqlite3';
import type { Alert } from '../bot/core/alert.ts';
import type { KeptDetection } from '../bot/core/detection.ts';
import type { Change, Commit, CommitOutcome } from '../bot/ports/store.ts';
import type { Db, Deps } from './database.ts';
import { digestWriter } from './digests.ts';
import type { Detection as DetectionRow } from './generated/sqlite/client.ts';
import { handoverWriter } from './handovers.ts';
import { promiser } from './promises.ts';
import {
  alertCells,
  type Cells,
  detectionCells,
  eventCells,
  labelCells,
  quarantineCells,
  troubleCells,
} from './rows.ts';
import { inserter, type Row, STALE } from './statements.ts';
import { conditionWriter, suppressedWriter } from './suppressions.ts';

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
  const promises = promiser(raw, deps);
  const digests = digestWriter(raw, promises);
  const handovers = handoverWriter(raw, promises);
  const suppressed = suppressedWriter(raw);
  const conditions = conditionWriter(raw);
  const event = inserter(raw, 'Event');
  const detection = inserter(raw, 'Detection');
  const place = raw.prepare<[Cells<DetectionRow>]>(
    `UPDATE "Detection" SET "alertId" = @alertId, "revision" = @revision, "isOpening" = @isOpening
     WHERE "source" = @source AND "detectionId" = @detectionId AND "status" = @status`,
  );
  const quarantine = inserter(raw, 'Quarantine');
  const label = inserter(raw, 'Label');
  const begin = inserter(raw, 'Trouble');
  const end = raw.prepare<[string]>('DELETE FROM "Trouble" WHERE "id" = ?');
  const supersede = raw.prepare<[string]>('UPDATE "Label" SET "isLive" = 0 WHERE "id" = ?');

  return (commit) => {
    alerts(commit.changes);
    for (const change of commit.changes) {
      for (const e of change.events) event(eventCells(change.alert.id, e));
      const { alert, refreshCards } = change;
      const subject = { kind: 'alert', id: alert.id } as const;
      if (refreshCards && !isNew(change)) promises.refresh(alert.id, alert.revision);
      for (const wish of change.deliveries) promises.promise(subject, alert.revision, wish);
    }
    digests(commit);
    handovers(commit);
    const opened = new Set(commit.changes.filter(isNew).map((c) => c.alert.id));
    // An alert's first detection is the one that opened it.
    const cellsOf = (kept: KeptDetection) =>
      detectionCells(kept, kept.alert !== null && opened.delete(kept.alert));
    for (const kept of commit.detections) detection(cellsOf(kept));
    for (const kept of commit.conditions?.shown ?? []) place.run(cellsOf(kept));
    suppressed(commit);
    conditions(commit);
    for (const l of [...commit.changes.flatMap((c) => c.labels), ...commit.labels]) {
      label(labelCells(l));
      if (l.supersedes !== null) supersede.run(l.supersedes);
    }
    for (const q of commit.quarantine) quarantine(quarantineCells(q));
    for (const trouble of commit.troubles?.begun ?? []) begin(troubleCells(trouble));
    for (const id of commit.troubles?.over ?? []) if (end.run(id).changes !== 1) throw STALE;
  };
}

function isNew(change: Change): boolean {
  return change.expected === null;
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
