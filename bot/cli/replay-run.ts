// One run of `npm run replay`: lines in, batches out, at the wished pace, and a count of every answer. It never sends a line
// twice on purpose, and stops at the first fault that no patience mends.
import { SECOND } from '../core/time.ts';
import { type FeedLine, latestObservedAt, readLines } from './replay-lines.ts';
import { type Bot, poster, type Result } from './replay-post.ts';

export interface Replay {
  readonly file: string;
  readonly bot: Bot;
  /** Detections in a second; null = as fast as the bot takes them. */
  readonly rate: number | null;
  /** Whether the last `observedAt` of the file becomes now, and all others move with it. */
  readonly isAsOfNow: boolean;
  readonly now: () => number;
  /** Told now and then how many lines are answered. */
  readonly progress: (answered: number) => void;
}

export interface Note {
  readonly line: number;
  readonly reason: string;
}

export interface Outcome {
  /** How many lines got which answer. */
  readonly counts: ReadonlyMap<string, number>;
  readonly answered: number;
  /** The first lines that the bot rejected. */
  readonly rejected: readonly Note[];
  /** Lines that were no JSON, or that the bot would not take: the first of them, and how many. */
  readonly unanswered: readonly Note[];
  readonly unansweredCount: number;
  /** Why it ended before the file did. */
  readonly stopped: Note | null;
}

type Sendable = Extract<FeedLine, { ok: true }>;

const MAX_BATCH = 100;
/** Well under what one request may have, so that only single lines can be too large. */
const MAX_BATCH_BYTES = 512 * 1024;
/** Batches a second at a given rate: small enough to look even, large enough to be cheap. */
const BATCHES_PER_SECOND = 10;
const MAX_NOTES = 20;
const PROGRESS_MS = 10 * SECOND;

/** Reads the file once, or twice where the times move. Rejects only when the file can't be read. */
export async function replayFile(replay: Replay): Promise<Outcome> {
  const latest = replay.isAsOfNow ? await latestObservedAt(replay.file) : null;
  const shiftMs = latest === null ? 0 : replay.now() - latest;
  const tally = newTally();
  const send = sender(replay, tally);
  let batch: Sendable[] = [];
  let bytes = 0;
  for await (const read of readLines(replay.file, shiftMs)) {
    if (!read.ok) {
      miss(tally, read.line, read.reason);
      continue;
    }
    const size = Buffer.byteLength(read.json) + 1;
    if (
      batch.length > 0 &&
      (batch.length >= batchSize(replay.rate) || bytes + size > MAX_BATCH_BYTES)
    ) {
      await send(batch);
      batch = [];
      bytes = 0;
    }
    if (tally.stopped !== null) return tally;
    batch.push(read);
    bytes += size;
  }
  if (batch.length > 0) await send(batch);
  return tally;
}

function batchSize(rate: number | null): number {
  if (rate === null) return MAX_BATCH;
  return Math.min(MAX_BATCH, Math.max(1, Math.floor(rate / BATCHES_PER_SECOND)));
}

interface Tally {
  readonly counts: Map<string, number>;
  answered: number;
  readonly rejected: Note[];
  readonly unanswered: Note[];
  unansweredCount: number;
  stopped: Note | null;
}

function newTally(): Tally {
  return {
    counts: new Map(),
    answered: 0,
    rejected: [],
    unanswered: [],
    unansweredCount: 0,
    stopped: null,
  };
}

function miss(tally: Tally, line: number, reason: string): void {
  tally.unansweredCount += 1;
  if (tally.unanswered.length < MAX_NOTES) tally.unanswered.push({ line, reason });
}

function count(tally: Tally, line: number, { status, error }: Result): void {
  tally.answered += 1;
  tally.counts.set(status, (tally.counts.get(status) ?? 0) + 1);
  if (status === 'rejected' && tally.rejected.length < MAX_NOTES)
    tally.rejected.push({ line, reason: error ?? 'no reason given' });
}

/** Sends batch after batch: keeps the pace, and halves a batch that is refused as a whole to find the line at fault. */
function sender(replay: Replay, tally: Tally): (batch: readonly Sendable[]) => Promise<void> {
  const post = poster(replay.bot);
  let nextAt = replay.now();
  let toldAt = replay.now();

  async function deliver(batch: readonly Sendable[]): Promise<void> {
    const posted = await post(batch.map((b) => b.json));
    const [first] = batch;
    if (first === undefined) return;
    if (posted.kind === 'lost') tally.stopped = { line: first.line, reason: posted.reason };
    else if (posted.kind === 'answered')
      posted.results.forEach((result, i) => {
        count(tally, batch[i]?.line ?? first.line, result);
      });
    else if (batch.length === 1) miss(tally, first.line, posted.reason);
    else {
      const half = Math.ceil(batch.length / 2);
      await deliver(batch.slice(0, half));
      if (tally.stopped === null) await deliver(batch.slice(half));
    }
  }

  return async (batch) => {
    if (replay.rate !== null) {
      const now = replay.now();
      if (nextAt > now) await replay.bot.wait(nextAt - now);
      // Time that was lost waiting for the bot is not made up for in a burst.
      nextAt = Math.max(nextAt, now) + (batch.length / replay.rate) * SECOND;
    }
    await deliver(batch);
    if (replay.now() - toldAt < PROGRESS_MS) return;
    toldAt = replay.now();
    replay.progress(tally.answered);
  };
}
