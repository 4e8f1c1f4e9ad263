// `npm run check`: format and lint first, because they take seconds; then types beside the tests, because neither waits for the
// other. Whatever fails is told, and fails the check.
import { spawn } from 'node:child_process';

/** Runs a tool of node_modules/.bin, which npm puts on the path; resolves with its exit code and what it printed, if kept. */
function run(command, args, isKept) {
  const stdio = isKept ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(command, args, { stdio, shell: process.platform === 'win32' });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, text: `${error.message}\n` }));
    child.once('close', (code) => resolve({ code: code ?? 1, text }));
  });
}

const style = await run('biome', ['check', '.'], false);
if (style.code !== 0) process.exit(style.code);

const types = run('tsc', [], true);
const tests = run('vitest', ['run', '--config', 'test/vitest.config.ts'], false);
const { code, text } = await types;
const { code: testCode } = await tests;
process.stdout.write(code === 0 ? 'Types: no errors.\n' : `Types:\n${text}`);
process.exit(code || testCode);
