// Digests in SQLite: written with the alerts that they stand for, in one transaction, and read back whole. Each revision is
// one alert at one revision, so that a tap on a digest can be held to what was shown there.
import type Database from 'better-sqlite3';
import type { Digest } from '../bot/core/digest.ts';
import type { Commit, Store } from '../bot/ports/store.ts';
import type { Db } from './database.ts';
import type * as tables from './generated/sqlite/client.ts';
import { peopleReads } from './people-reads.ts';
import type { Promises } from './promises.ts';
import { alertOf, type Cells, instant, readRow } from './rows.ts';
import * as shapes from './shapes.ts';
import { inserter, STALE } from './statements.ts';

type Row = Cells<tables.Digest>;
type AlertRow = Cells<tables.Alert>;

/** Writes a commit's digests, after its alerts. */
export function digestWriter(raw: Database.Database, promises: Promises): (commit: Commit) => void {
  const insert = inserter(raw, 'Digest');
  const step = inserter(raw, 'DigestStep');
  const byId = raw.prepare<[string], Row>('SELECT * FROM "Digest" WHERE "id" = ?');
  const write = raw.prepare<[number, number | null, number, string | null, string]>(
    `UPDATE "Digest" SET "revision" = ?, "endedAt" = ?, "size" = ?, "takingFor" = ? WHERE "id" = ?`,
  );
  const standing = raw.prepare<[string], { digestId: string }>(
    'SELECT DISTINCT "digestId" FROM "DigestStep" WHERE "alertId" = ?',
  );

  function row(id: string): Row {
    const found = byId.get(id);
    if (found === undefined) throw STALE;
    return found;
  }

  /** One revision more for each of these alerts, or one for a change of the digest alone. */
  function advance(id: string, shown: readonly (readonly [alert: string, at: number])[]): void {
    let { revision, endedAt, size, takingFor } = row(id);
    if (shown.length === 0) revision += 1;
    for (const [alertId, alertRevision] of shown) {
      revision += 1;
      step({ digestId: id, revision, alertId, alertRevision });
    }
    write.run(revision, endedAt, size, takingFor, id);
    promises.refresh(id, revision);
  }

  return (commit) => {
    const changes = commit.digests ?? [];
    const revisions = new Map(commit.changes.map((c) => [c.alert.id, c.alert.revision]));
    for (const { digest, expected, added } of changes) {
      const { id, channel, since, endedAt, size, isTaking } = digest;
      const takingFor = isTaking ? channel : null;
      if (expected === null) {
        insert({ id, channel, since, endedAt, revision: 0, size, takingFor });
      } else {
        const now = row(id);
        if (now.size !== expected) throw STALE;
        write.run(now.revision, endedAt, size, takingFor, id);
      }
      advance(
        id,
        added.map((alert) => [alert, revisions.get(alert) ?? 1]),
      );
    }
    for (const { alert, expected, refreshCards } of commit.changes) {
      if (expected === null || !refreshCards) continue;
      for (const { digestId } of standing.all(alert.id)) {
        advance(digestId, [[alert.id, alert.revision]]);
      }
    }
    for (const { digest, deliveries } of changes) {
      const { revision } = row(digest.id);
      const subject = { kind: 'digest', id: digest.id } as const;
      for (const wish of deliveries) promises.promise(subject, revision, wish);
    }
  };
}

type DigestReads = Pick<Store, 'storm' | 'digest' | 'digestOf' | 'digestShown' | 'floods'>;

export function digestReads(db: Db): DigestReads {
  const { client, raw } = db;
  const known = peopleReads(db);
  const openings = raw.prepare<[string, number], { openedAt: number }>(
    'SELECT "openedAt" FROM "Alert" WHERE "channel" = ? ORDER BY "id" DESC LIMIT ?',
  );
  const taking = raw.prepare<[string], Row>('SELECT * FROM "Digest" WHERE "takingFor" = ?');
  const alerts = raw.prepare<[string], AlertRow>(
    `SELECT a.* FROM "Alert" a JOIN
       (SELECT "alertId", min("revision") AS "first" FROM "DigestStep"
        WHERE "digestId" = ? GROUP BY "alertId") s
     ON s."alertId" = a."id" ORDER BY s."first"`,
  );
  const of = raw.prepare<[string], { digestId: string }>(
    'SELECT "digestId" FROM "DigestStep" WHERE "alertId" = ? LIMIT 1',
  );
  return {
    storm: async (channel, limit) => {
      const row = taking.get(channel);
      return {
        recent: openings.all(channel, limit).map((r) => r.openedAt),
        digest: row === undefined ? null : digestOf(row),
      };
    },
    digest: async (id) => {
      const row = await client.digest.findUnique({ where: { id } });
      if (row === null) return null;
      const standing = alerts.all(id).map(alertOf);
      const owners = new Set(standing.flatMap((a) => (a.owner === null ? [] : [a.owner])));
      const people = known.people([...owners]);
      return {
        digest: digestOf(row),
        alerts: standing,
        names: new Map(people.map((p) => [p.id, p.name])),
      };
    },
    digestOf: async (alert) => of.get(alert)?.digestId ?? null,
    digestShown: async (id, at) => {
      const steps = await client.digestStep.findMany({
        where: { digestId: id, revision: { lte: at } },
        orderBy: { revision: 'asc' },
      });
      return new Map(steps.map((s) => [s.alertId, s.alertRevision]));
    },
    floods: async () => {
      const rows = await client.digest.findMany({
        where: { endedAt: null },
        orderBy: { id: 'asc' },
      });
      return rows.map(digestOf);
    },
  };
}

function digestOf(row: tables.Digest | Row): Digest {
  return readRow('Digest', row.id, shapes.Digest, () => ({
    ...row,
    since: instant(row.since),
    endedAt: instant(row.endedAt),
    isTaking: row.takingFor !== null,
  }));
}
