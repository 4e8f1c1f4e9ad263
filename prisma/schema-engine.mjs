#!/usr/bin/env node
// Stands in for Prisma's native schema engine where that can't be downloaded: speaks the CLI's JSON-RPC on standard input
// and runs the same engine as WebAssembly on the SQLite driver. For authors of migrations only: the product never runs it.
// The version of @prisma/schema-engine-wasm must be the engine hash of the installed `prisma`.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
const argv = process.argv.slice(2);
const datasource = JSON.parse(optionsNamed('--datasource')[0] ?? '{}');
const datamodels = optionsNamed('--datamodels').map((f) => [f, readFileSync(f, 'utf8')]);

/** As `prisma migrate` makes it. */
const MIGRATIONS_TABLE = `CREATE TABLE "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

let wasm;
let connection;
let driverErrors;
let printed = 0;

if (argv.includes('--version')) {
  process.stdout.write('schema-engine-wasm\n');
} else if (argv.includes('cli')) {
  await answerOnce(argv[argv.indexOf('cli') + 1]);
} else {
  serve();
}

function optionsNamed(name) {
  return argv.flatMap((word, i) => (word === name ? [argv[i + 1]] : []));
}

function file() {
  if (!datasource.url) return ':memory:';
  if (!datasource.url.startsWith('file:')) {
    throw Object.assign(new Error('this stand-in knows SQLite only'), { code: 'P1012' });
  }
  return datasource.url.replace(/^file:/, '').replace(/\?.*$/, '');
}

// ---- the two questions of `schema-engine cli …`

async function answerOnce(question) {
  try {
    if (question === 'can-connect-to-database') assertDatabase();
    else if (question === 'create-database') await createDatabase();
    else throw new Error(`unsupported: ${question}`);
  } catch (error) {
    // The CLI drops the first line: the native engine logs one before it fails.
    const lines = [
      { level: 'INFO', target: 'schema_engine', fields: { message: 'wasm' } },
      {
        level: 'ERROR',
        target: 'schema_engine::logger',
        fields: { message: error.message, error_code: error.code ?? 'P1001' },
      },
    ];
    process.stderr.write(lines.map((l) => `${JSON.stringify(l)}\n`).join(''));
    process.exitCode = 1;
  }
}

function assertDatabase() {
  if (file() === ':memory:' || existsSync(file())) return;
  const message = `Database \`${path.basename(file())}\` does not exist`;
  throw Object.assign(new Error(message), { code: 'P1003' });
}

async function createDatabase() {
  const { default: Database } = await import('better-sqlite3');
  mkdirSync(path.dirname(path.resolve(file())), { recursive: true });
  const db = new Database(file());
  db.exec('VACUUM'); // an empty file is not a database yet
  db.close();
  return path.basename(file());
}

// ---- JSON-RPC

function serve() {
  let pending = 0;
  let isClosed = false;
  const leave = async () => {
    if (!isClosed || pending > 0) return;
    await (await connection)?.dispose();
    process.exit(0);
  };
  createInterface({ input: process.stdin })
    .on('line', async (line) => {
      const request = line.trim() === '' ? {} : JSON.parse(line);
      if (!request.method) return;
      pending += 1;
      try {
        const result = await call(request.method, request.params);
        send({ id: request.id, result });
      } catch (error) {
        send({ id: request.id, error: faultOf(error) });
      }
      pending -= 1;
      await leave();
    })
    .on('close', () => {
      isClosed = true;
      void leave();
    });
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function faultOf(error) {
  let cause = error;
  // A fault of the driver comes as a number: the driver keeps the error itself.
  for (let i = 0; /external error/i.test(error.message) && driverErrors && i < 50; i += 1) {
    cause = driverErrors.consumeError(i)?.error ?? cause;
  }
  const message = cause.message ?? String(cause);
  const details = { is_panic: false, message, meta: null, error_code: error.code ?? null };
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: details,
  };
}

async function call(method, params) {
  if (method === 'createDatabase') return { databaseName: await createDatabase() };
  if (method === 'ensureConnectionValidity') {
    assertDatabase();
    return {};
  }
  const engine = await freshEngine();
  if (method === 'getDatabaseVersion') return engine.version(params ?? null);
  if (method === 'diff') return diff(engine, params);
  if (method === 'reset') return reset();
  if (method === 'evaluateDataLoss' || method === 'createMigration') {
    // The engine makes its shadow database in devDiagnostic only, and keeps what it learned for these two.
    const { migrationsList, filters } = params;
    await engine.devDiagnostic({ migrationsList, filters });
  }
  try {
    return (await engine[method](params)) ?? {};
  } catch (error) {
    return withoutMigrationsTable(engine, method, params, error);
  }
}

async function diff(engine, params) {
  const { exitCode, stdout } = await engine.diff(params);
  if (stdout != null) {
    printed += 1;
    send({ id: `p${printed}`, method: 'print', params: { content: stdout.replace(/\n$/, '') } });
  }
  return { exitCode, stdout: null };
}

/** The engine only empties the tables; the native one drops the file. */
async function reset() {
  const db = await connection;
  const sql = `SELECT type, name FROM sqlite_master WHERE type IN ('table','view') AND name NOT LIKE 'sqlite_%'`;
  const { rows } = await db.queryRaw({ sql, args: [], argTypes: [] });
  const drops = rows.map(([type, name]) => `DROP ${type} IF EXISTS "${name}"`);
  const script = ['PRAGMA foreign_keys=OFF', ...drops, 'PRAGMA foreign_keys=ON', MIGRATIONS_TABLE];
  await db.executeScript(script.join(';'));
  return {};
}

/** On SQLite the engine fails where the table is missing, instead of saying "not initialised". */
async function withoutMigrationsTable(engine, method, params, error) {
  const isMissing =
    /_prisma_migrations/.test(error.message) &&
    /P1014|does not exist/.test(`${error.code} ${error.message}`);
  if (!isMissing) throw error;
  const db = await connection;
  await db.executeScript(MIGRATIONS_TABLE);
  if (method.startsWith('markMigration')) return (await engine[method](params)) ?? {};
  try {
    const result = await engine[method](params);
    if (result && 'hasMigrationsTable' in result) result.hasMigrationsTable = false;
    return result;
  } finally {
    await db.executeScript('DROP TABLE "_prisma_migrations"');
  }
}

// ---- the engine

/** A fresh one for every call: it keeps the migrations' schema, and applying migrations spoils that. */
async function freshEngine() {
  wasm ??= loadWasm();
  const { SchemaEngine } = await wasm;
  const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils');
  const registry = bindMigrationAwareSqlAdapterFactory(await sqliteFactory());
  driverErrors = registry.errorRegistry;
  const models = datamodels.length > 0 ? datamodels : undefined;
  return SchemaEngine.new({ datamodels: models }, () => {}, registry);
}

async function loadWasm() {
  const script = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue = await import(script);
  const bytes = readFileSync(path.join(path.dirname(script), 'schema_engine_bg.wasm'));
  const module = new WebAssembly.Module(bytes);
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue;
}

/** One shared connection: the engine locks the file for itself. */
async function sqliteFactory() {
  const { PrismaBetterSqlite3 } = await import('@prisma/adapter-better-sqlite3');
  if (file() !== ':memory:') mkdirSync(path.dirname(path.resolve(file())), { recursive: true });
  const factory = new PrismaBetterSqlite3({ url: file() });
  return {
    provider: 'sqlite',
    adapterName: factory.adapterName,
    connect: () => {
      connection ??= factory.connect().then(allowScripts);
      return connection;
    },
    connectToShadowDb: () => factory.connectToShadowDb().then(allowScripts),
  };
}

/** The engine sends several statements at once to shadow databases, which the driver refuses. */
function allowScripts(adapter) {
  const one = adapter.executeRaw.bind(adapter);
  adapter.executeRaw = async (query) => {
    try {
      return await one(query);
    } catch (error) {
      if (query.args.length > 0 || !/more than one statement/.test(error.message)) throw error;
      await adapter.executeScript(query.sql);
      return 0;
    }
  };
  return adapter;
}
