// `npm run demo`: a bot with the example plant, and a lifelike hour of detections told in two minutes. It starts the bot as a
// process of its own, speaks to it as every producer does, and stops it with itself. What it writes is gone afterwards,
// unless DATABASE_URL says where to keep it.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readEnvironment } from '../../config/environment.ts';
import { localUrl } from '../../config/target.ts';
import { isoText, MINUTE, SECOND } from '../core/time.ts';
import { DEMO_MINUTES, type DemoMoment, demoAfterwards, demoFeed } from './demo-feed.ts';
import { poster } from './replay-post.ts';
import { EXIT_CONFIG, EXIT_USAGE, runAsMain, type Terminal } from './terminal.ts';

const USAGE = `usage: npm run demo [-- --speed N] [--seed N]

  --speed N   minutes of the story in one minute (default 30: an hour in two minutes)
  --seed N    another hour
`;

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const DEFAULT_SPEED = 30;
/** After the hour the story goes on, but slowly. */
const SLOW_SPEED = 15;
const READY_LIMIT_MS = 30 * SECOND;
const READY_POLL_MS = 100;
/** The bot stops by itself within 10 s; then it is made to. */
const STOP_LIMIT_MS = 12 * SECOND;

interface Wish {
  readonly speed: number;
  readonly seed: number;
}

/** Where the bot will be, and what it is started with. */
interface Stage {
  readonly url: string;
  readonly token: string;
  readonly env: Record<string, string | undefined>;
  /** A folder that goes with the demo; null where the data is kept. */
  readonly folder: string | null;
}

export async function demo(args: readonly string[], terminal: Terminal): Promise<number> {
  const { out, err } = terminal;
  const wish = readWish(args);
  if (wish === null) {
    err(USAGE);
    return EXIT_USAGE;
  }
  const stage = await setStage(terminal);
  if (typeof stage === 'string') {
    err(`demo: ${stage}\n`);
    return EXIT_CONFIG;
  }
  const ending = new AbortController();
  const bot = spawn(process.execPath, ['--import', 'tsx', join(PROJECT, 'bot/main.ts')], {
    cwd: terminal.cwd,
    env: stage.env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const gone = new Promise<number>((done) => {
    bot.on('error', () => done(1));
    // A bot that is ended before it listens for signals has done nothing wrong.
    bot.on('close', (code, signal) =>
      done(code ?? (signal === 'SIGTERM' || signal === 'SIGINT' ? 0 : 1)),
    );
  });
  void gone.then(() => ending.abort());
  const stop = () => ending.abort();
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    const isReady = await untilReady(stage.url, ending.signal);
    if (isReady) {
      out(welcome(stage, wish));
      await play(stage, wish, ending.signal, terminal);
    } else if (!ending.signal.aborted) err(`demo: the bot at ${stage.url} did not get ready\n`);
    const code = await end(bot, gone);
    return isReady || code !== 0 ? code : 1;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    if (stage.folder !== null) await rm(stage.folder, { recursive: true, force: true });
  }
}

function readWish(args: readonly string[]): Wish | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { speed: { type: 'string' }, seed: { type: 'string' } },
    });
    const speed = Number(values.speed ?? DEFAULT_SPEED);
    const seed = Number(values.seed ?? 1);
    const isGood = speed > 0 && speed <= 10_000 && Number.isSafeInteger(seed);
    return isGood ? { speed, seed } : null;
  } catch {
    return null;
  }
}

/** What the caller set stays as it is; the rest makes a demo. A sentence when the address is wrong. */
async function setStage({ env, cwd }: Terminal): Promise<Stage | string> {
  const given = readEnvironment(env, cwd);
  const faults: string[] = [];
  const url = localUrl(given, faults);
  if (faults.length > 0) return faults.join('; ');
  const token = given.ANDON_TOKEN ?? randomBytes(24).toString('base64url');
  const folder =
    given.DATABASE_URL === undefined ? await mkdtemp(join(tmpdir(), 'andon-demo-')) : null;
  return {
    url,
    token,
    folder,
    env: {
      ...env,
      ANDON_TOKEN: token,
      ANDON_PLANT: given.ANDON_PLANT ?? join(PROJECT, 'config/plant.example.yaml'),
      DATABASE_URL: given.DATABASE_URL ?? `file:${join(folder ?? '', 'andon.db')}`,
      LOG_LEVEL: given.LOG_LEVEL ?? 'warn',
    },
  };
}

/** False when it was given up on, or ended. */
async function untilReady(url: string, ending: AbortSignal): Promise<boolean> {
  const until = Date.now() + READY_LIMIT_MS;
  while (!ending.aborted && Date.now() < until) {
    const response = await fetch(`${url}/readyz`, {
      signal: AbortSignal.any([ending, AbortSignal.timeout(SECOND)]),
    }).catch(() => null);
    await response?.body?.cancel();
    if (response?.status === 200) return true;
    await pause(READY_POLL_MS, ending);
  }
  return false;
}

function welcome({ url }: Stage, { speed }: Wish): string {
  const told = Math.round((60 / speed) * 60);
  return `Andon is running with the example plant: ${url}/
An hour on four lines is told in ${told} seconds. Be Ana, Sam or Ada there, and answer. Ctrl+C stops it.
`;
}

/** Plays the hour, then goes on slowly until it is ended. */
async function play(
  stage: Stage,
  { speed, seed }: Wish,
  ending: AbortSignal,
  { out, err }: Terminal,
): Promise<void> {
  const run = `demo-${randomBytes(3).toString('hex')}`;
  const wait = (ms: number) => pause(ms, ending);
  const post = poster({ url: stage.url, token: stage.token, wait });
  const send = async (moments: Iterable<DemoMoment>, from: number, pace: number) => {
    let told = from;
    for (const { minute, detection } of moments) {
      await wait(((minute - told) * MINUTE) / pace);
      told = minute;
      if (ending.aborted) return;
      const observedAt = isoText(Date.now());
      const posted = await post([JSON.stringify({ ...detection, observedAt })]);
      if (posted.kind !== 'answered' && !ending.aborted) err(`demo: ${posted.reason}\n`);
      if (posted.kind === 'lost') return;
    }
  };
  await send(demoFeed(seed, run), 0, speed);
  if (ending.aborted) return;
  out('The hour is over. A detection will come now and then.\n');
  await send(demoAfterwards(seed, run), DEMO_MINUTES, SLOW_SPEED);
  // Where nothing more can be told, the bot is still there to be looked at.
  if (!ending.aborted) await pause(null, ending);
}

/** Waits for that long, or for ever; ends early without a fault. */
async function pause(ms: number | null, ending: AbortSignal): Promise<void> {
  const waiting =
    ms === null
      ? new Promise<void>((done) => {
          ending.addEventListener('abort', () => done(), { once: true });
        })
      : setTimeout(ms, undefined, { signal: ending });
  await waiting.catch(() => undefined);
}

/** Asks the bot to stop, once, and tells how it ended. */
async function end(bot: ChildProcess, gone: Promise<number>): Promise<number> {
  bot.kill('SIGTERM');
  const timer = new AbortController();
  const late = setTimeout(STOP_LIMIT_MS, undefined, { signal: timer.signal }).then(
    () => bot.kill('SIGKILL'),
    () => false,
  );
  const code = await gone;
  timer.abort();
  await late;
  return code;
}

await runAsMain(import.meta.url, demo);
