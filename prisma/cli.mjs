#!/usr/bin/env node
// Runs the Prisma CLI with our configuration: `node prisma/cli.mjs migrate status`. Where its native schema engine is neither
// installed nor downloadable, schema-engine.mjs stands in, so nothing here needs more than the npm registry.
// `generate-all` writes every provider's client; npm runs it after installing.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const room = path.dirname(fileURLToPath(import.meta.url));
const wish = process.argv.slice(2);
const cli = findCli();
process.exitCode = wish[0] === 'generate-all' ? generateAll() : run(wish, {}, 'inherit').code;

function findCli() {
  try {
    return createRequire(import.meta.url).resolve('prisma/build/index.js');
  } catch {
    process.stderr.write(
      'The package `prisma` is not installed, so the database client cannot be generated.\n' +
        'Run `npm ci` in the project folder.\n',
    );
    process.exit(1);
  }
}

/** A provider is a folder with a schema. Quiet unless something fails. */
function generateAll() {
  const providers = readdirSync(room).filter((f) =>
    existsSync(path.join(room, f, 'schema.prisma')),
  );
  for (const provider of providers) {
    const { code, text } = run(['generate'], { DATABASE_PROVIDER: provider }, 'pipe');
    if (code !== 0) {
      process.stderr.write(
        `The database client for ${provider} could not be generated:\n${text}\n`,
      );
      return code;
    }
  }
  return 0;
}

function run(args, extra, stdio) {
  const config = path.join(room, 'prisma.config.ts');
  const env = {
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    ...standIn(),
    ...process.env,
    ...extra,
  };
  // Help and version take no configuration.
  const all = args.length === 0 || args[0]?.startsWith('-') ? args : [...args, '--config', config];
  const done = spawnSync(process.execPath, [cli, ...all], { stdio, env, encoding: 'utf8' });
  const text = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`.trim();
  return { code: done.status ?? 1, text };
}

function standIn() {
  const engines = path.resolve(path.dirname(createRequire(cli).resolve('@prisma/engines')), '..');
  const isNative = readdirSync(engines).some((f) => /^schema-engine-/.test(f));
  return isNative ? {} : { PRISMA_SCHEMA_ENGINE_BINARY: path.join(room, 'schema-engine.mjs') };
}
