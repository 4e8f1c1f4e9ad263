// Tells every browser what changed, by server-sent events. An event's id is the console memory's seq, so a browser that was
// away asks from where it stopped and misses nothing; a replica's own posts and those of others go the same way, read from
// memory. Slow browsers are let go (they come back and catch up); nothing is buffered without a limit.
import type { ServerResponse } from 'node:http';
import type { PersonId } from '../../core/alert.ts';
import type { ConsoleMemory, ConsolePost, Log } from '../../ports.ts';

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
const BATCH = 100;
/** Further behind than this, a browser is told to load the page's state anew. */
const MAX_MISSED = 1_000;
const MAX_BUFFER_BYTES = 1024 * 1024;
const HEARTBEAT_MS = 15_000;
/** How soon posts of another replica are seen. */
const LOOK_MS = 500;

interface Browser {
  readonly response: ServerResponse;
  readonly wish: LiveWish;
  cursor: number;
  isCaughtUp: boolean;
}

export function liveStream(deps: {
  readonly memory: Pick<ConsoleMemory, 'since' | 'seq'>;
  readonly log: Log;
  /** What of a post a browser gets. */
  readonly shown: (post: ConsolePost) => unknown;
}): Live {
  const { memory, log, shown } = deps;
  const browsers = new Set<Browser>();
  const timers: NodeJS.Timeout[] = [];
  let isReading = false;
  let isWanted = false;
  let isStopped = false;

  async function join(response: ServerResponse, wish: LiveWish): Promise<boolean> {
    if (isStopped || browsers.size >= MAX_BROWSERS) return false;
    const browser: Browser = { response, wish, cursor: 0, isCaughtUp: false };
    browsers.add(browser);
    response.on('close', () => leave(browser));
    response.on('error', () => leave(browser));
    try {
      const newest = await memory.seq();
      if (isStopped || !browsers.has(browser)) {
        leave(browser);
        return !isStopped;
      }
      start();
      const since = wish.since ?? newest;
      const isTooFar = since > newest || newest - since > MAX_MISSED;
      browser.cursor = isTooFar ? newest : since;
      open(response, browser.cursor, isTooFar);
      await catchUp(browser);
    } catch (error) {
      leave(browser);
      if (!response.headersSent) throw error;
      log.warn('a browser was let go: the console memory could not be read', {
        error: String(error),
      });
      response.destroy();
    }
    return true;
  }

  async function catchUp(browser: Browser): Promise<void> {
    for (;;) {
      const missed = await memory.since(browser.cursor, BATCH);
      for (const post of missed) send(browser, post);
      await drained(browser.response);
      if (!browsers.has(browser)) return;
      if (missed.length < BATCH) break;
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
    for (const post of posts) for (const browser of listeners) send(browser, post);
    return posts.length === BATCH;
  }

  function send(browser: Browser, post: ConsolePost & { readonly seq: number }): void {
    if (post.seq <= browser.cursor || !browsers.has(browser)) return;
    browser.cursor = post.seq;
    if (post.person !== null && post.person !== browser.wish.person) return;
    const text = JSON.stringify({ seq: post.seq, post: shown(post) });
    write(browser, `id: ${post.seq}\nevent: post\ndata: ${text}\n\n`);
  }

  function write(browser: Browser, text: string): void {
    if (browser.response.writableLength > MAX_BUFFER_BYTES) {
      leave(browser);
      browser.response.destroy();
    } else browser.response.write(text);
  }

  function beat(): void {
    for (const browser of browsers) {
      if (!browser.response.headersSent) continue;
      // A named event beside the comment: a page can't see comments, and must notice a silent connection.
      if (browser.wish.isAllowed()) write(browser, ': heartbeat\nevent: beat\ndata: {}\n\n');
      else browser.response.end();
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
