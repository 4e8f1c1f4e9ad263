// Applies prisma/sqlite/migrations when the product starts, in the format of `prisma migrate deploy`, so the CLI and this
// accept each other's work. Several processes may start at once on one file: they queue, and one applies.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { storeFault } from './fault.ts';

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hex. */
  readonly checksum: string;
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: unknown;
  readonly rolled_back_at: unknown;
}

/** How long a start waits for another one that migrates. */
const WAIT_MS = 30_000;

const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/** Brings the file up to date and gives the names of what was applied. Throws `DATABASE_UNUSABLE`; then nothing changed. */
export function migrateSqlite(file: string, folder: string): readonly string[] {
  const migrations = readMigrations(folder);
  const db = new Database(file, { timeout: WAIT_MS });
  try {
    db.pragma('journal_mode = WAL');
    // Table rebuilds need this off, and it can't be changed inside a transaction.
    db.pragma('foreign_keys = OFF');
    const apply = db.transaction(() => applyAll(db, migrations));
    return apply.immediate();
  } finally {
    db.close();
  }
}

function applyAll(db: Database.Database, migrations: readonly Migration[]): readonly string[] {
  assertOurs(db);
  db.exec(MIGRATIONS_TABLE);
  const rows = db
    .prepare<[], Applied>(
      'SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations',
    )
    .all();
  const left = pending(migrations, rows);
  for (const { name, sql, checksum } of left) {
    db.exec(sql);
    db.prepare(
      `INSERT INTO _prisma_migrations
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES (?, ?, ?, ?, ?, 1)`,
    ).run(randomUUID(), checksum, name, Date.now(), Date.now());
  }
  const broken = db.pragma('foreign_key_check');
  if (Array.isArray(broken) && broken.length > 0) {
    throw unusable(`its migrations leave ${broken.length} broken references`);
  }
  return left.map((m) => m.name);
}

/** A file with tables but without our list of migrations belongs to another program. */
function assertOurs(db: Database.Database): void {
  const names = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all()
    .map((t) => t.name);
  if (names.length > 0 && !names.includes('_prisma_migrations')) {
    throw unusable('the file holds the database of another program');
  }
}

function readMigrations(folder: string): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const bytes = readFileSync(path.join(folder, name, 'migration.sql'));
      const checksum = createHash('sha256').update(bytes).digest('hex');
      return { name, sql: bytes.toString('utf8'), checksum };
    });
}

function pending(migrations: readonly Migration[], rows: readonly Applied[]): readonly Migration[] {
  const live = rows.filter((r) => r.rolled_back_at === null);
  for (const row of live) {
    const name = row.migration_name;
    const known = migrations.find((m) => m.name === name);
    if (row.finished_at === null) {
      throw unusable(
        `migration ${name} failed earlier; mend it, then: npm run db -- migrate resolve`,
      );
    }
    if (known === undefined) {
      throw unusable(`migration ${name} is not known here; was it made by a newer Andon?`);
    }
    if (known.checksum !== row.checksum) {
      throw unusable(`migration ${name} was changed after it was applied`);
    }
  }
  return migrations.filter((m) => !live.some((r) => r.migration_name === m.name));
}

function unusable(why: string): Error {
  return storeFault('DATABASE_UNUSABLE', `DATABASE_URL: the database can't be used: ${why}.`);
}
