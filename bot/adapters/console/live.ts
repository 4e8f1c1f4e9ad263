// Tells every browser what changed, by server-sent events. An event's id is the console memory's seq, so a browser that was
// away asks from where it stopped and misses nothing; a replica's own posts and those of others go the same way, read from
// memory. A slow browser goes at its own pace, one that does not read is let go; nothing is held without a limit.
import type { ServerResponse } from 'node:http';
import type { PersonId } from '../../core/alert.ts';
import type { ConsoleMemory, ConsolePost } from '../../ports/notes.ts';
import type { Log } from '../../ports/system.ts';

export interface LiveWish {
  /** The last seq that the browser has seen; null = only what comes from now on. */
  readonly since: number | null;
  /** Whose direct messages it gets as well. */
  readonly person: PersonId | null;
  /** Asked at each heartbeat; false ends the stream. */
  readonly isAllowed: () => boolean;
}

export interface Live {
  /** Takes the response over. False when there are too many already; then nothing was written. */
  join(response: ServerResponse, wish: LiveWish): Promise<boolean>;
  /** Something was posted or replaced. */
  wake(): void;
  stop(): void;
}

export const MAX_BROWSERS = 200;
/** With cards of at most 28 KiB this bounds what is held for a browser that reads slowly. */
const BATCH = 25;
/** Further behind than this, a browser is told to load the page's state anew. */
const MAX_MISSED = 1_000;
const HEARTBEAT_MS = 15_000;
/** How soon posts of another replica are seen. */
const LOOK_MS = 500;

interface Browser {
  readonly response: ServerResponse;
  readonly wish: LiveWish;
  cursor: number;
  isCaughtUp: boolean;
  /** It had not read what it has at the last heartbeat. */
  isSlow: boolean;
}

type Numbered = ConsolePost & { readonly seq: number };

/** Written once for all browsers. */
interface ToldPost {
  readonly seq: number;
  readonly person: PersonId | null;
  readonly text: string;
}

export function liveStream(deps: {
  readonly memory: Pick<ConsoleMemory, 'since' | 'seq'>;
  readonly log: Log;
  /** What of posts a browser gets, in the same order. */
  readonly shown: (posts: readonly ConsolePost[]) => Promise<readonly unknown[]>;
}): Live {
  const { memory, log, shown } = deps;
  const browsers = new Set<Browser>();
  const timers: NodeJS.Timeout[] = [];
  let isReading = false;
  let isWanted = false;
  let isStopped = false;

  async function join(response: ServerResponse, wish: LiveWish): Promise<boolean> {
    if (isStopped || browsers.size >= MAX_BROWSERS) return false;
    const browser: Browser = { response, wish, cursor: 0, isCaughtUp: false, isSlow: false };
    browsers.add(browser);
    response.on('close', () => leave(browser));
    response.on('error', () => leave(browser));
    let isTooFar = false;
    try {
      const newest = await memory.seq();
      if (isStopped || !browsers.has(browser)) {
        leave(browser);
        return !isStopped;
      }
      start();
      const since = wish.since ?? newest;
      isTooFar = since > newest || newest - since > MAX_MISSED;
      browser.cursor = isTooFar ? newest : since;
    } catch (error) {
      leave(browser);
      throw error;
    }
    open(response, browser.cursor, isTooFar);
    void catchUp(browser);
    return true;
  }

  /** At the browser's own pace, until it is as far as everybody. */
  async function catchUp(browser: Browser): Promise<void> {
    try {
      for (;;) {
        const missed = await memory.since(browser.cursor, BATCH);
        for (const post of await told(missed)) send(browser, post);
        await drained(browser.response);
        if (!browsers.has(browser)) return;
        if (missed.length < BATCH) break;
      }
    } catch (error) {
      log.warn('a browser was let go: the console memory was not read', { error: String(error) });
      browser.response.destroy();
      return;
    }
    browser.isCaughtUp = true;
    wake();
  }

  function wake(): void {
    isWanted = true;
    if (!isReading && !isStopped) void readOn();
  }

  /** One reader for all browsers; whoever wakes it meanwhile is served by one more round. */
  async function readOn(): Promise<void> {
    isReading = true;
    try {
      while (isWanted && !isStopped) {
        isWanted = false;
        while (await readBatch());
      }
    } catch (error) {
      log.warn('the console memory could not be read; trying again', { error: String(error) });
    } finally {
      isReading = false;
    }
  }

  async function readBatch(): Promise<boolean> {
    const listeners = [...browsers].filter((b) => b.isCaughtUp);
    if (listeners.length === 0) return false;
    const from = Math.min(...listeners.map((b) => b.cursor));
    const posts = await memory.since(from, BATCH);
    for (const post of await told(posts)) for (const browser of listeners) send(browser, post);
    for (const browser of listeners) {
      if (!browser.response.writableNeedDrain) continue;
      browser.isCaughtUp = false;
      void catchUp(browser);
    }
    return posts.length === BATCH;
  }

  async function told(posts: readonly Numbered[]): Promise<readonly ToldPost[]> {
    const faces = await shown(posts);
    return posts.map(({ seq, person }, at) => {
      const text = JSON.stringify({ seq, post: faces[at] });
      return { seq, person, text: `id: ${seq}\nevent: post\ndata: ${text}\n\n` };
    });
  }

  function send(browser: Browser, { seq, person, text }: ToldPost): void {
    if (seq <= browser.cursor || !browsers.has(browser)) return;
    browser.cursor = seq;
    if (person === null || person === browser.wish.person) browser.response.write(text);
  }

  function beat(): void {
    for (const browser of browsers) {
      const { response } = browser;
      if (!response.headersSent) continue;
      const isSlow = response.writableNeedDrain;
      if (isSlow && browser.isSlow) response.destroy();
      // A named event beside the comment: a page can't see comments, and must notice a silent connection.
      else if (browser.wish.isAllowed()) response.write(': heartbeat\nevent: beat\ndata: {}\n\n');
      else response.end();
      browser.isSlow = isSlow;
    }
  }

  function start(): void {
    if (timers.length > 0 || isStopped) return;
    timers.push(setInterval(beat, HEARTBEAT_MS).unref(), setInterval(wake, LOOK_MS).unref());
  }

  function leave(browser: Browser): void {
    browsers.delete(browser);
    if (browsers.size === 0) for (const timer of timers.splice(0)) clearInterval(timer);
  }

  function stop(): void {
    isStopped = true;
    for (const timer of timers.splice(0)) clearInterval(timer);
    for (const { response } of browsers) {
      // A response that is still to be answered is ended by whoever opened it.
      if (response.headersSent) response.end();
    }
  }

  return { join, wake, stop };
}

function open(response: ServerResponse, seq: number, isTooFar: boolean): void {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
    'X-Content-Type-Options': 'nosniff',
  });
  // No id when there is nothing to be reset: the browser has seen up to its own.
  const hello = isTooFar ? `id: ${seq}\nevent: reset\ndata: {}\n\n` : 'event: hello\ndata: {}\n\n';
  response.write(`retry: 2000\n\n${hello}`);
}

async function drained(response: ServerResponse): Promise<void> {
  if (!response.writableNeedDrain) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
    if (response.destroyed) done();
  });
}
