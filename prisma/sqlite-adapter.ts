// A thin layer over Prisma's own better-sqlite3 adapter, through its public interface only. The stock adapter loses writes
// that run while another transaction is open and rolls back, fails at once with SQLITE_BUSY when several processes read and
// then write, and stays inside a transaction whose COMMIT failed. Here writers queue, and readers have their own connection.
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from '@prisma/driver-adapter-utils';

/** First come, first served: at most one holder writes. */
export interface Lock {
  run<T>(work: () => T | Promise<T>): Promise<T>;
  /** Resolves with what gives the turn back. */
  acquire(): Promise<() => void>;
}

/** How long another process may hold the file. SQLite waits without yielding, so this is short of any time limit above. */
export const BUSY_TIMEOUT_MS = 5_000;

/** For every connection that writes. FULL: a commit is on the disk when it is answered. */
export const WRITER_PRAGMAS =
  'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; ' +
  'PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768';

const READS = /^\s*select\b/i;
const PROVIDER = 'sqlite';
const ADAPTER_NAME = '@prisma/adapter-better-sqlite3';

export function createLock(): Lock {
  let tail: Promise<void> = Promise.resolve();
  const acquire = async (): Promise<() => void> => {
    const before = tail;
    let release: () => void = () => {};
    tail = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  };
  const run = async <T>(work: () => T | Promise<T>): Promise<T> => {
    const release = await acquire();
    try {
      return await work();
    } finally {
      release();
    }
  };
  return { acquire, run };
}

/** `lock` is held by every write of this process: whoever writes through another connection must take it too. */
export function sqliteAdapter(file: string, lock: Lock): SqlDriverAdapterFactory {
  const open = (readonly: boolean): Promise<SqlDriverAdapter> =>
    new PrismaBetterSqlite3({ url: file, timeout: BUSY_TIMEOUT_MS, readonly }).connect();
  return {
    provider: PROVIDER,
    adapterName: ADAPTER_NAME,
    connect: async () => {
      const writer = await open(false);
      await writer.executeScript(WRITER_PRAGMAS);
      return adapterOf(writer, await open(true), lock);
    },
  };
}

function adapterOf(
  writer: SqlDriverAdapter,
  reader: SqlDriverAdapter,
  lock: Lock,
): SqlDriverAdapter {
  return {
    provider: PROVIDER,
    adapterName: ADAPTER_NAME,
    queryRaw: (query) =>
      READS.test(query.sql) ? reader.queryRaw(query) : lock.run(() => writer.queryRaw(query)),
    executeRaw: (query) => lock.run(() => writer.executeRaw(query)),
    executeScript: (script) => lock.run(() => writer.executeScript(script)),
    // SQLite is always serializable, so every level that is asked for is met.
    startTransaction: () => startTransaction(writer, lock),
    getConnectionInfo: () => writer.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: async () => {
      await reader.dispose();
      await writer.dispose();
    },
  };
}

async function startTransaction(writer: SqlDriverAdapter, lock: Lock): Promise<Transaction> {
  const release = await lock.acquire();
  const say = (sql: string): Promise<number> => writer.executeRaw(statement(sql));
  try {
    await say('BEGIN IMMEDIATE');
  } catch (error) {
    release();
    throw error;
  }
  let isOpen = true;
  const end = async (verb: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    try {
      await say(verb);
    } catch (error) {
      await say('ROLLBACK').catch(() => {});
      if (verb === 'COMMIT') throw error;
    } finally {
      release();
    }
  };
  const savepoint = async (sql: string): Promise<void> => {
    await say(sql);
  };
  return {
    provider: PROVIDER,
    adapterName: ADAPTER_NAME,
    options: { usePhantomQuery: true },
    queryRaw: (query) => writer.queryRaw(query),
    executeRaw: (query) => writer.executeRaw(query),
    commit: () => end('COMMIT'),
    rollback: () => end('ROLLBACK'),
    createSavepoint: (name) => savepoint(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => savepoint(`ROLLBACK TO ${name}`),
    releaseSavepoint: (name) => savepoint(`RELEASE ${name}`),
  };
}

function statement(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
