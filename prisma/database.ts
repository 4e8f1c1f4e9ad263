// Opens the SQLite file: makes its folder, applies migrations, connects. Two ways in share one lock: Prisma for nearly
// everything, and prepared statements for two hot paths: commit.ts, where Prisma took 4 s for 1,000 detections, and outbox.ts.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { Clock, Ids } from '../bot/ports/system.ts';
import { isStoreFault, storeFault } from './fault.ts';
import { Prisma, PrismaClient } from './generated/sqlite/client.ts';
import { migrateSqlite } from './migrate.ts';
import { BUSY_TIMEOUT_MS, createLock, sqliteAdapter, WRITER_PRAGMAS } from './sqlite-adapter.ts';
import { togetherWriter, type Write } from './together.ts';

export interface Deps {
  readonly clock: Clock;
  readonly ids: Ids;
}

export type Tx = Prisma.TransactionClient;

export interface Db {
  readonly client: PrismaClient;
  /** For prepared statements. Reads at any time; writes only inside `write`. */
  readonly raw: Database.Database;
  /** Runs prepared statements as one transaction, in turn with every other write of this process; see together.ts. */
  readonly write: Write;
  /** Runs as one transaction; again when another process was in the way. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** How long a transaction may wait for its turn, and may take. */
const TRANSACTION_LIMITS = { maxWait: 20_000, timeout: 20_000 };
const TRANSACTION_ATTEMPTS = 3;

const MIGRATIONS = path.join(path.dirname(fileURLToPath(import.meta.url)), 'sqlite', 'migrations');

/** Throws `DATABASE_UNUSABLE` with one sentence that names DATABASE_URL. */
export async function openDatabase(databaseUrl: string): Promise<Db> {
  const file = fileOf(databaseUrl);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    migrateSqlite(file, MIGRATIONS);
    return await connect(file);
  } catch (error) {
    if (isStoreFault(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw storeFault(
      'DATABASE_UNUSABLE',
      `DATABASE_URL: the SQLite file ${file} can't be used: ${reason}`,
      error,
    );
  }
}

/** The absolute path. Never repeats an address that may hold a password. */
function fileOf(databaseUrl: string): string {
  if (/^postgres(ql)?:/.test(databaseUrl)) {
    throw storeFault(
      'DATABASE_UNUSABLE',
      'DATABASE_URL: PostgreSQL is not supported yet; use a file such as file:./data/andon.db.',
    );
  }
  const name = databaseUrl.replace(/^file:(\/\/(?=\/))?/, '').replace(/\?.*$/, '');
  if (!databaseUrl.startsWith('file:') || name === '' || name === ':memory:') {
    throw storeFault(
      'DATABASE_UNUSABLE',
      'DATABASE_URL must name a file, such as file:./data/andon.db.',
    );
  }
  return path.resolve(name);
}

async function connect(file: string): Promise<Db> {
  const lock = createLock();
  const client = new PrismaClient({
    adapter: sqliteAdapter(file, lock),
    transactionOptions: TRANSACTION_LIMITS,
  });
  await client.$connect();
  const raw = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  raw.exec(WRITER_PRAGMAS);
  return {
    client,
    raw,
    write: togetherWriter(raw, lock),
    transact: (work) => transact(client, work),
    close: async () => {
      await lock.run(() => raw.close());
      await client.$disconnect();
    },
  };
}

async function transact<T>(client: PrismaClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.$transaction(work);
    } catch (error) {
      if (!isBusy(error) || attempt === TRANSACTION_ATTEMPTS) throw error;
    }
  }
}

function isBusy(error: unknown): boolean {
  return hasCode(error, ['P1008', 'P2034']);
}

/** Something with the same unique value exists. */
export function isTaken(error: unknown): boolean {
  return hasCode(error, ['P2002']);
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && codes.includes(error.code);
}
