// `npm run replay -- FILE.jsonl [--rate N] [--as-of now]`: posts a file of detections to a running bot and says how each line was
// answered. Exit codes: 0 every line was answered, 1 some were not, 64 wrong use, 66 no such file, 78 bad configuration.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadTarget } from '../../config/target.ts';
import { type Note, type Outcome, replayFile } from './replay-run.ts';
import { EXIT_CONFIG, EXIT_NO_INPUT, EXIT_USAGE, runAsMain, type Terminal } from './terminal.ts';

const EXIT_UNANSWERED = 1;

const USAGE = `usage: npm run replay -- FILE.jsonl [--rate N] [--as-of now]

  FILE.jsonl     one detection in JSON a line
  --rate N       N detections a second (default: as fast as the bot takes them)
  --as-of now    moves all times so that the last detection is of now

The bot is found at PUBLIC_URL, or http://HOST:PORT, and spoken to with ANDON_TOKEN.
Sending a file again is harmless: what the bot knows is answered "duplicate".
`;

const NO_TOKEN =
  'ANDON_TOKEN is not set: it is the token that the bot printed at its first start, or was started with';

/** The order in which answers are summed up; others follow. */
const STATUSES = ['opened', 'joined', 'duplicate', 'logged', 'rejected'];

interface Wish {
  readonly file: string;
  readonly rate: number | null;
  readonly isAsOfNow: boolean;
}

export async function replay(args: readonly string[], terminal: Terminal): Promise<number> {
  const { out, err } = terminal;
  const complain = (sentence: string, code: number) => {
    err(`replay: ${sentence}\n`);
    return code;
  };
  if (args.includes('--help')) {
    out(USAGE);
    return 0;
  }
  const wish = readWish(args);
  if (typeof wish === 'string') return complain(`${wish}\n${USAGE.trimEnd()}`, EXIT_USAGE);
  const target = loadTarget(terminal.env, terminal.cwd);
  if (!target.ok) return complain(target.fault, EXIT_CONFIG);
  const { url, token } = target;
  if (token === null) return complain(NO_TOKEN, EXIT_CONFIG);
  const file = resolve(terminal.cwd, wish.file);
  const found = await stat(file).catch(() => null);
  if (found === null) return complain(`there is no file ${wish.file}`, EXIT_NO_INPUT);
  if (!found.isFile()) return complain(`${wish.file} is not a file`, EXIT_NO_INPUT);

  const wait = async (ms: number) => {
    await setTimeout(ms);
  };
  const outcome = await replayFile({
    ...wish,
    file,
    bot: { url, token, wait },
    now: () => Date.now(),
    progress: (answered) => err(`replay: ${answered} lines answered so far\n`),
  }).catch((error: NodeJS.ErrnoException) => error);
  if (outcome instanceof Error)
    return complain(`${wish.file} can't be read: ${outcome.message}`, EXIT_NO_INPUT);
  tell(wish.file, outcome, terminal);
  if (outcome.stopped !== null)
    return complain(stopText(outcome, outcome.stopped), EXIT_UNANSWERED);
  return outcome.unansweredCount > 0 ? EXIT_UNANSWERED : 0;
}

/** A sentence when the arguments are wrong. */
function readWish(args: readonly string[]): Wish | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { rate: { type: 'string' }, 'as-of': { type: 'string' } },
    });
    const [file, ...more] = positionals;
    if (file === undefined) return 'a file is missing';
    if (more.length > 0) return `one file at a time, not also ${more.join(' ')}`;
    const asOf = values['as-of'];
    if (asOf !== undefined && asOf !== 'now') return '--as-of knows only: now';
    if (values.rate === undefined) return { file, rate: null, isAsOfNow: asOf === 'now' };
    const rate = /^\d+(\.\d+)?$/.test(values.rate) ? Number(values.rate) : 0;
    if (!(rate > 0 && rate <= 100_000)) return '--rate is a number of detections a second, above 0';
    return { file, rate, isAsOfNow: asOf === 'now' };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function tell(file: string, outcome: Outcome, { out, err }: Terminal): void {
  const { counts, answered, rejected, unanswered, unansweredCount } = outcome;
  const others = [...counts.keys()].filter((status) => !STATUSES.includes(status));
  const sums = [...STATUSES, ...others].map((status) => `${status} ${counts.get(status) ?? 0}`);
  out(`${file}: ${answered} lines answered: ${sums.join(', ')}\n`);
  for (const { line, reason } of rejected) out(`  line ${line} rejected: ${reason}\n`);
  const moreRejected = (counts.get('rejected') ?? 0) - rejected.length;
  if (moreRejected > 0) out(`  … and ${moreRejected} more rejected\n`);
  for (const { line, reason } of unanswered) err(`  line ${line} not answered: ${reason}\n`);
  const moreUnanswered = unansweredCount - unanswered.length;
  if (moreUnanswered > 0) err(`  … and ${moreUnanswered} more not answered\n`);
}

function stopText({ answered }: Outcome, { line, reason }: Note): string {
  const again = answered > 0 ? ' Send the file again: nothing is taken twice.' : '';
  return `stopped at line ${line}: ${reason.replace(/[.]$/, '')}.${again}`;
}

await runAsMain(import.meta.url, replay);
