// Migrations at start-up: one of many starts applies them, the Prisma CLI agrees with the result, and a database that is not
// what it should be is refused with a sentence before anything is touched.
import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrateSqlite } from '../../prisma/migrate.ts';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../..');
const MIGRATIONS = path.join(ROOT, 'prisma/sqlite/migrations');

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'andon-migrate-'));
  file = path.join(folder, 'andon.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function names(): readonly string[] {
  return readdirSync(MIGRATIONS).filter((n) => /^\d/.test(n));
}

function query(sql: string): readonly unknown[] {
  const db = new Database(file);
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}

function execute(sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

/** A copy of the migrations that a test may change. */
function copied(): string {
  const copy = path.join(folder, 'migrations');
  cpSync(MIGRATIONS, copy, { recursive: true });
  return copy;
}

function addMigration(to: string, name: string, sql: string): void {
  mkdirSync(path.join(to, name));
  writeFileSync(path.join(to, name, 'migration.sql'), sql);
}

describe('the Prisma CLI', () => {
  const cli = (...args: readonly string[]) =>
    run(process.execPath, [path.join(ROOT, 'prisma/cli.mjs'), ...args], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: `file:${file}` },
    });

  test('finds no difference between the migrations and the models', {
    timeout: 60_000,
  }, async () => {
    const diff = ['--from-migrations', 'prisma/sqlite/migrations', '--to-schema', 'prisma/sqlite'];
    const { stdout } = await cli('migrate', 'diff', ...diff, '--exit-code');
    expect(stdout).toContain('No difference detected');
  });

  test('takes what was applied at start-up for its own work', { timeout: 60_000 }, async () => {
    migrateSqlite(file, MIGRATIONS);
    const { stdout } = await cli('migrate', 'status');
    expect(stdout).toContain('up to date');
  });
});

describe('the migrator', () => {
  test('applies each migration once', () => {
    expect(migrateSqlite(file, MIGRATIONS)).toEqual(names());
    expect(migrateSqlite(file, MIGRATIONS)).toEqual([]);
    expect(query('SELECT migration_name AS name FROM _prisma_migrations')).toHaveLength(
      names().length,
    );
  });

  test('lets many processes start at once on a new file', { timeout: 60_000 }, async () => {
    const child = path.join(import.meta.dirname, 'migrator.ts');
    const start = () =>
      run(process.execPath, ['--import', 'tsx', child, file, MIGRATIONS], { cwd: ROOT });
    await Promise.all([start(), start(), start()]);
    expect(query('SELECT migration_name AS name FROM _prisma_migrations')).toEqual(
      names().map((name) => ({ name })),
    );
  });

  test('takes an older file further, and keeps its rows', () => {
    const migrations = copied();
    migrateSqlite(file, migrations);
    execute(`INSERT INTO "Note" VALUES ('a', '1')`);
    addMigration(migrations, '29990101000000_more', 'ALTER TABLE "Note" ADD COLUMN "more" TEXT;');
    expect(migrateSqlite(file, migrations)).toEqual(['29990101000000_more']);
    expect(query('SELECT * FROM "Note"')).toEqual([{ name: 'a', value: '1', more: null }]);
  });

  test('leaves no trace of a migration that fails in its middle', () => {
    const migrations = copied();
    migrateSqlite(file, migrations);
    addMigration(
      migrations,
      '29990101000000_bad',
      'CREATE TABLE "Half" (a TEXT); SELECT nonsense;',
    );
    expect(() => migrateSqlite(file, migrations)).toThrow(/nonsense/);
    expect(query(`SELECT name FROM sqlite_master WHERE name = 'Half'`)).toEqual([]);
    expect(migrateSqlite(file, MIGRATIONS)).toEqual([]);
  });
});

describe('a database that is refused', () => {
  const refuses = (migrations: string, why: RegExp): void => {
    const before = readFileSync(file);
    const attempt = () => migrateSqlite(file, migrations);
    expect(attempt).toThrow(expect.objectContaining({ code: 'DATABASE_UNUSABLE' }));
    expect(attempt).toThrow(why);
    expect(attempt).toThrow(/^DATABASE_URL: /);
    expect(readFileSync(file).equals(before)).toBe(true);
  };

  test('was migrated by a file that was edited since', () => {
    const migrations = copied();
    migrateSqlite(file, migrations);
    const sql = path.join(migrations, names()[0] ?? '', 'migration.sql');
    writeFileSync(sql, `${readFileSync(sql, 'utf8')}-- one more thought\n`);
    refuses(migrations, /_init was changed after it was applied/);
  });

  test('was made by a newer version', () => {
    const migrations = copied();
    addMigration(migrations, '29990101000000_future', 'SELECT 1;');
    migrateSqlite(file, migrations);
    refuses(MIGRATIONS, /29990101000000_future is not known here/);
  });

  test('was left by a migration that failed', () => {
    migrateSqlite(file, MIGRATIONS);
    execute('UPDATE _prisma_migrations SET finished_at = NULL');
    refuses(MIGRATIONS, /failed earlier/);
  });

  test('belongs to another program', () => {
    execute('PRAGMA journal_mode = WAL; CREATE TABLE theirs (a TEXT)');
    refuses(MIGRATIONS, /another program/);
  });
});
