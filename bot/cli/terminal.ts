// What a command has around it: environment, folder, and where it writes. Handed in, so that a command can be run in a test
// without a process of its own. A page with a command runs it only when node was started with that page.
import { pathToFileURL } from 'node:url';
import type { ProcessEnvironment } from '../../config/environment.ts';

export interface Terminal {
  readonly env: ProcessEnvironment;
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export type CliCommand = (args: readonly string[], terminal: Terminal) => number | Promise<number>;

/** Wrong use, no such input, bad configuration: the numbers of sysexits. */
export const EXIT_USAGE = 64;
export const EXIT_NO_INPUT = 66;
export const EXIT_CONFIG = 78;

/** Runs `command` when `page` (its `import.meta.url`) is what node was started with. */
export async function runAsMain(page: string, command: CliCommand): Promise<void> {
  if (page !== pathToFileURL(process.argv[1] ?? '').href) return;
  process.exitCode = await command(process.argv.slice(2), {
    env: process.env,
    cwd: process.cwd(),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
}
