// Brings pictures from the plant's network onto cards that stand already: fetches each address once, gives the bytes to
// platforms that show only their own, and has the card drawn again when it can show them. Every wait and every limit of that is
// here; each step is a row, so a restart goes on where the last process stopped.
import type { Platform } from '../core/plant.ts';
import type { Site } from '../core/speech.ts';
import { HOUR, MINUTE, SECOND } from '../core/time.ts';
import type { ChatAdapter } from '../ports/chat.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { FetchOutcome, PictureMemory, PictureSource } from '../ports/pictures.ts';
import type { Store } from '../ports/store.ts';
import type { Clock, Log } from '../ports/system.ts';
import { PICTURE_LIMITS } from './card-pictures.ts';
import { stepOf } from './picture-step.ts';

/** Longer than any step takes; then another replica takes over. */
export const PICTURE_LEASE_MS = MINUTE;
export const FETCHES_AT_ONCE = 4;
export const COPIES_AT_ONCE = 4;
/** Between two fetches of an address that fails; after the last there is none. */
export const FETCH_WAITS_MS: readonly number[] = [2 * SECOND, 10 * SECOND, 30 * SECOND, 2 * MINUTE];
/** Between two tries to give a picture to a platform; they outlast an hour's outage. */
export const STEP_WAITS_MS: readonly number[] = [
  ...[2 * SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE],
  ...[30 * MINUTE, HOUR],
];

const POLL_MS = 500;

export interface PicturesDeps {
  readonly memory: PictureMemory;
  readonly fetch: PictureSource;
  readonly outbox: Pick<Outbox, 'redraw'>;
  readonly store: Pick<Store, 'people'>;
  readonly chats: ReadonlyMap<Platform, ChatAdapter>;
  readonly site: Site;
  readonly clock: Clock;
  readonly log: Log;
  readonly instance: string;
  /** A card is to be drawn again. */
  readonly wakeOutbox: () => void;
}

export interface PicturesWorker {
  /** Does what can be done now; true when there was anything. */
  round(): Promise<boolean>;
  wake(): void;
  start(): void;
  /** Resolves when nothing is under way. */
  stop(): Promise<void>;
  nextAt(): Promise<number | null>;
}

export function picturesWorker(deps: PicturesDeps): PicturesWorker {
  const { memory, clock, instance } = deps;
  const step = stepOf(deps);
  const jobs = { fetches: () => fetches(), copies: () => copies() };
  const running = new Map<keyof typeof jobs, Promise<boolean>>();
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  const claim = () => {
    const now = clock.now();
    return { now, leaseUntil: now + PICTURE_LEASE_MS, instance };
  };

  async function fetches(): Promise<boolean> {
    const all = Array.from({ length: FETCHES_AT_ONCE }, () => fetchOne());
    return (await Promise.all(all)).some(Boolean);
  }

  async function fetchOne(): Promise<boolean> {
    const wish = await memory.claimFetch(claim(), PICTURE_LIMITS);
    if (wish === null) return false;
    const outcome = await outcomeOf(wish.url, wish.tries, deps);
    await memory.finishFetch(wish.url, instance, outcome, PICTURE_LIMITS);
    return true;
  }

  async function copies(): Promise<boolean> {
    const claimed = await memory.claimCopies({ ...claim(), limit: COPIES_AT_ONCE });
    await Promise.all(
      claimed.map(async (copy) => {
        await memory.finishCopy(copy.message.id, copy.url, instance, await step(copy));
      }),
    );
    return claimed.length > 0;
  }

  /** A slow camera holds up no upload: the two kinds of work take turns each by itself. */
  function launch(kind: keyof typeof jobs): Promise<boolean> {
    const under = running.get(kind);
    if (under !== undefined) return under;
    const job = jobs[kind]().finally(() => running.delete(kind));
    running.set(kind, job);
    return job;
  }

  function reportFailure(error: unknown): void {
    deps.log.error('the pictures stumbled and go on', { error: String(error) });
  }

  function loop(): void {
    timer = null;
    for (const kind of ['fetches', 'copies'] as const)
      launch(kind).then((did) => did && wake(), reportFailure);
    if (!isStopped) timer = setTimeout(loop, POLL_MS);
  }

  function wake(): void {
    if (isStopped || timer === null) return;
    clearTimeout(timer);
    timer = setTimeout(loop, 0);
  }

  return {
    round: async () => (await Promise.all([launch('fetches'), launch('copies')])).some(Boolean),
    wake,
    start: loop,
    stop: async () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await Promise.allSettled(running.values());
    },
    nextAt: () => memory.nextAt(),
  };
}

async function outcomeOf(url: string, tries: number, deps: PicturesDeps): Promise<FetchOutcome> {
  const fetched = await deps.fetch(url);
  const at = deps.clock.now();
  if (fetched.ok) return { kind: 'kept', picture: fetched.picture, at };
  const { reason, isFinal } = fetched;
  const waitMs = isFinal ? undefined : FETCH_WAITS_MS[tries];
  if (waitMs !== undefined) return { kind: 'later', nextAt: at + waitMs, reason };
  // Without the address: it may hold a secret.
  const host = URL.canParse(url) ? new URL(url).host : '';
  deps.log.warn('a picture could not be fetched', { host, reason });
  return { kind: 'failed', at, reason };
}
