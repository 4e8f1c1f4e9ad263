// Makes what `npm start` runs: bot/main.ts and all it needs of ours in a few files beside the packages. Loading four hundred files
// one by one takes longer than all the rest of a start. Done at install, and at each start again if any source has changed.
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = join(root, 'node_modules', '.cache', 'andon');
const sealFile = join(outdir, 'sources.sha256');
const ROOMS = ['bot', 'cards', 'config', 'handlers', 'prisma'];

/** What a page looks up beside itself still lies beside its source. Only these rooms look anything up. */
const besideItsSource = {
  name: 'beside-its-source',
  setup({ onLoad }) {
    const filter = /[\\/](bot[\\/]adapters[\\/].+|(config|prisma)[\\/][^\\/]+)\.ts$/;
    onLoad({ filter }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const place = JSON.stringify(relative(outdir, path).replaceAll('\\', '/'));
      const here = `new URL(${place}, import.meta.url).href`;
      return { contents: text.replaceAll('import.meta.url', here), loader: 'ts' };
    });
  },
};

/** Says which sources these are: their names, sizes and times. */
async function seal() {
  const hash = createHash('sha256');
  for (const room of ROOMS) {
    const names = await readdir(join(root, room), { recursive: true });
    const sources = names.filter((name) => /\.(ts|mjs)$/.test(name)).sort();
    const stats = await Promise.all(sources.map((name) => stat(join(root, room, name))));
    for (const [i, { size, mtimeMs }] of stats.entries())
      hash.update(`${room} ${sources[i]} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** False also in a container whose files can't be written: it runs what was built with its image. */
async function isNeeded(sealed) {
  if ((await readFile(sealFile, 'utf8').catch(() => '')) === sealed) return false;
  const code = await access(sealFile, constants.W_OK).then(
    () => null,
    (error) => error.code,
  );
  return code === null || code === 'ENOENT';
}

/** Whole or not at all: another process may start from the same files at this moment. */
async function write(path, contents) {
  await writeFile(`${path}.${process.pid}`, contents);
  await rename(`${path}.${process.pid}`, path);
}

const sealed = await seal();
if (await isNeeded(sealed)) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['bot/main.ts'],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'error',
    plugins: [besideItsSource],
    write: false,
  }).catch(() => process.exit(1));
  await mkdir(outdir, { recursive: true });
  // The entry after those that it names, and the seal when all of it is there.
  const isEntry = ({ path }) => Number(path.endsWith('main.mjs'));
  for (const { path, contents } of outputFiles.sort((a, b) => isEntry(a) - isEntry(b)))
    await write(path, contents);
  await write(sealFile, sealed);
}
