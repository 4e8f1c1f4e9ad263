// Delivers what was promised. It draws each card from the state as it is now, keeps every channel's order and pace, and
// owns all retry: nothing is lost, and nothing is said twice. It decides nothing about alerts.
import type { Lost } from '../core/escalation.ts';
import type { Platform } from '../core/plant.ts';
import type { Receipt, Refusal, WaitCause } from '../core/receipts.ts';
import { type Instant, MINUTE, SECOND } from '../core/time.ts';
import { isLasting, lostAt, type Trouble, troubleKey } from '../core/trouble.ts';
import type { ChatAdapter } from '../ports/chat.ts';
import type { Delivery, DeliveryResult, Lane, Outbox } from '../ports/outbox.ts';
import type { Log, Meter } from '../ports/system.ts';
import { type Attempt, type AttemptDeps, attempt } from './attempt.ts';
import { receiptsOf, waitedFor } from './receipts.ts';
import { FREE, keptStill, sharedTrack, type Track, trackOf } from './track.ts';
import { troubleWatch } from './troubles.ts';

/** A claim is taken over by another replica after this long. */
export const LEASE_MS = 30 * SECOND;
/** Deliveries that one claim takes where the platform sets no pace. */
export const CLAIM_LIMIT = 25;

export interface OutboxDeps extends AttemptDeps {
  readonly outbox: Outbox;
  readonly chats: ReadonlyMap<Platform, ChatAdapter>;
  readonly log: Log;
  readonly meter: Meter;
  /** Names this process in claims. */
  readonly instance: string;
  readonly onUndeliverable: (
    delivery: Delivery,
    reason: string,
    refusal: Refusal | null,
  ) => Promise<void>;
  /** Nothing can be brought to a place until a person puts it right. */
  readonly onTrouble: (delivery: Delivery, lost: Lost) => Promise<void>;
  /** Something got through where it could not. */
  readonly onWell: (trouble: Trouble) => Promise<void>;
}

export interface OutboxWorker {
  /** Starts what can be started now and resolves when it is done; true when anything was delivered or tried. */
  round(): Promise<boolean>;
  /** Looks again at once instead of at the next interval. */
  wake(): void;
  start(): void;
  /** Resolves when nothing is under way. */
  stop(): Promise<void>;
  /** One sentence for each channel that nothing can be brought to, until something gets through. */
  troubles(): readonly string[];
  /** When the first of what is held back for a platform's pace may go on; null when nothing is. */
  opensAt(): Instant | null;
}

type Op = Delivery['op'];

/** Deliveries that are looked at, at start, for what they wait for. */
const RECALL_LIMIT = 1_000;
/** A clock that goes back by more was set. */
const SET_BACK_MS = MINUTE;
/** How long the loop sleeps when nobody wakes it. */
const POLL_MS = 250;

export function outboxWorker(deps: OutboxDeps): OutboxWorker {
  /** One lane's posts, one lane's updates, or all updates of a platform. */
  const tracks = new Map<string, Track>();
  const claiming = new Map<string, Promise<unknown>>();
  const running = new Map<string, Promise<boolean>>();
  const watch = troubleWatch(deps.store, deps.clock);
  let hasRecalled = false;
  let lookedAt = 0;
  let turn = 0;
  let isStopped = false;
  let isAwake = false;
  let timer: NodeJS.Timeout | null = null;

  function launch(lane: Lane, op: Op): Promise<boolean> | null {
    const chat = deps.chats.get(lane.platform);
    const track = trackOf(lane, op);
    if (chat === undefined || running.has(track)) return null;
    if (mustWait(track) || (op === 'update' && mustWait(sharedTrack(lane)))) return null;
    const job = work(lane, op, chat, track).finally(() => running.delete(track));
    running.set(track, job);
    return job;
  }

  async function work(lane: Lane, op: Op, chat: ChatAdapter, track: string): Promise<boolean> {
    const { postGapMs, updateGapMs, laneUpdateGapMs } = chat.pace;
    const gapMs = op === 'post' ? postGapMs : (laneUpdateGapMs ?? updateGapMs);
    const limit = gapMs > 0 || (op === 'update' && updateGapMs > 0) ? 1 : CLAIM_LIMIT;
    const claimed =
      op === 'post' ? await claim(lane, op, limit) : await claimUpdates(lane, limit, updateGapMs);
    for (const [index, delivery] of claimed.entries()) {
      const startedAt = deps.clock.now();
      const waited = waitedFor(delivery, tracks.get(track) ?? FREE, startedAt);
      const tried = await attempt(delivery, waited, chat, deps);
      const { result } = tried;
      // Before it counts as finished: a process that dies in between does it again, and nobody is forgotten.
      if (result.kind === 'failed' && !isNews(delivery)) {
        await deps.onUndeliverable(delivery, result.reason, tried.refusal);
      }
      if (!isNews(delivery)) await meet(delivery, tried);
      const receipts = [...waited, ...receiptsOf(delivery, tried, deps.clock.now())];
      await deps.outbox.finish(delivery.id, deps.instance, result, receipts);
      measure(delivery, result, receipts, deps);
      if (result.kind === 'sent') for (const t of watch.through(delivery)) await deps.onWell(t);
      const { pauseMs, cause } = tried;
      // A question that waits for its card must not take the turn in which that card would be posted.
      if (tried.isUnsaid !== true) hold(track, gapMs, 'pace', startedAt);
      hold(track, pauseMs, cause);
      if (op === 'update' && laneUpdateGapMs === undefined) hold(sharedTrack(lane), pauseMs, cause);
      if (pauseMs > 0) {
        await giveBack(claimed.slice(index + 1), tried);
        break;
      }
      // A console and its memory answer within one turn of the loop: people who knock meanwhile must get theirs.
      await breathe();
    }
    return claimed.length > 0;
  }

  function claim(lane: Lane, op: Op, limit: number): Promise<readonly Delivery[]> {
    const now = deps.clock.now();
    const { instance } = deps;
    return deps.outbox.claim({ lane, op, now, leaseUntil: now + LEASE_MS, instance, limit });
  }

  /** Lanes claim their updates one after the other, so that each knows what the one before it took of the common pace. */
  function claimUpdates(lane: Lane, limit: number, gapMs: number): Promise<readonly Delivery[]> {
    if (gapMs === 0) return claim(lane, 'update', limit);
    const shared = sharedTrack(lane);
    const turns = (claiming.get(shared) ?? Promise.resolve()).then(async () => {
      if (mustWait(shared)) return [];
      const claimed = await claim(lane, 'update', limit);
      if (claimed.length > 0) hold(shared, gapMs, 'pace');
      return claimed;
    });
    claiming.set(
      shared,
      turns.catch(() => {}),
    );
    return turns;
  }

  function mustWait(track: string): boolean {
    return deps.clock.now() < (tracks.get(track) ?? FREE).notBefore;
  }

  function hold(name: string, forMs: number, cause: WaitCause, from = deps.clock.now()): void {
    const still = { from, until: from + forMs, cause };
    tracks.set(name, keptStill(tracks.get(name) ?? FREE, still));
  }

  /** What was claimed behind one that must wait, waits with it: cards keep their order. */
  async function giveBack(rest: readonly Delivery[], front: Attempt): Promise<void> {
    const now = deps.clock.now();
    const nextAt = now + front.pauseMs;
    const result = { kind: 'later', nextAt, reason: 'one before it must wait', isFailure: false };
    const behind = { ...front, result: { ...result, kind: 'later' } } as const;
    for (const delivery of rest) {
      const receipts = receiptsOf(delivery, behind, now);
      await deps.outbox.finish(delivery.id, deps.instance, behind.result, receipts);
    }
  }

  async function meet(delivery: Delivery, { result, refusal }: Attempt): Promise<void> {
    if (refusal === null || !isLasting(refusal) || result.kind === 'sent') return;
    const lost = lostAt(delivery.message, refusal, result.reason);
    if (watch.known().some((t) => t.key === troubleKey(lost))) return;
    await deps.onTrouble(delivery, lost);
    await watch.read();
  }

  /** A person who can't be written to is no trouble of the whole, and of a whole platform its own adapter tells. */
  function troubles(): readonly string[] {
    return watch.known().flatMap(({ platform, channel, isWide, reason }) => {
      const isHere = deps.site.plant.channels.get(channel ?? '')?.[platform] !== undefined;
      return isHere && !isWide ? [`${platform}: channel ${channel}: ${reason}`] : [];
    });
  }

  /** What the process before this one was asked to wait for holds for this one, too. */
  async function recall(): Promise<void> {
    const now = deps.clock.now();
    for (const { lane, op, until, cause } of await deps.outbox.waiting(now, RECALL_LIMIT)) {
      hold(trackOf(lane, op), until - now, cause);
      const isShared = deps.chats.get(lane.platform)?.pace.laneUpdateGapMs === undefined;
      if (op === 'update' && isShared) hold(sharedTrack(lane), until - now, cause);
    }
  }

  /** What waits for a time of the old clock would be late by all that it was ahead. */
  async function noticeClock(): Promise<void> {
    const now = deps.clock.now();
    const isSetBack = now < lookedAt - SET_BACK_MS;
    const isFirst = lookedAt === 0;
    if (isSetBack) tracks.clear();
    // What the process before this one wanted in the future can only have been wanted by a clock that was ahead.
    if (isSetBack) await deps.outbox.rewind(0, now, now + LEASE_MS);
    else if (isFirst) await deps.outbox.rewind(now + SET_BACK_MS, now, now + LEASE_MS);
    // Only now: where memory could not be reached, it is noticed again.
    lookedAt = now;
  }

  async function launchAll(): Promise<readonly Promise<boolean>[]> {
    await watch.look();
    await noticeClock();
    if (!hasRecalled) await recall();
    hasRecalled = true;
    const found = await deps.outbox.lanes(deps.clock.now());
    // Lanes share a platform's updates: a busy one must not always come first.
    const from = turn++ % Math.max(1, found.length);
    const lanes = [...found.slice(from), ...found.slice(0, from)];
    const ops: readonly Op[] = ['post', 'update'];
    return lanes.flatMap((lane) => ops.flatMap((op) => launch(lane, op) ?? []));
  }

  async function loop(): Promise<void> {
    timer = null;
    isAwake = false;
    try {
      for (const job of await launchAll()) job.then((did) => did && wake(), reportFailure);
      deps.meter.gauge('andon_outbox_pending', await deps.outbox.pending());
    } catch (error) {
      reportFailure(error);
    }
    if (!isStopped) timer = setTimeout(loop, isAwake ? 0 : POLL_MS);
  }

  function reportFailure(error: unknown): void {
    deps.log.error('the outbox stumbled and goes on', { error: String(error) });
  }

  /** While a round is being launched there is no timer: the round sees `isAwake` at its end. */
  function wake(): void {
    if (isAwake || isStopped) return;
    isAwake = true;
    if (timer === null) return;
    clearTimeout(timer);
    timer = setTimeout(loop, 0);
  }

  return {
    round: async () => (await Promise.all(await launchAll())).some(Boolean),
    wake,
    start: () => void loop(),
    stop: async () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await Promise.allSettled(running.values());
    },
    troubles,
    opensAt: () => {
      const starts = [...tracks.values()].map((track) => track.notBefore);
      const held = starts.filter((at) => at > deps.clock.now());
      return held.length > 0 ? Math.min(...held) : null;
    },
  };
}

/** A line that asks nobody: without it no step is lost, and the card beside it says whether its channel can be read. */
function isNews({ ask }: Delivery): boolean {
  return ask?.reason === 'news';
}

/** Lets the event loop turn once. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function measure(
  delivery: Delivery,
  result: DeliveryResult,
  receipts: readonly Receipt[],
  deps: OutboxDeps,
): void {
  const { platform } = delivery.message;
  for (const { kind, reason: cause = '', ms = 0 } of receipts) {
    if (kind !== 'delayed') continue;
    deps.meter.count('andon_throttled_seconds_total', { platform, cause }, ms / SECOND);
  }
  deps.meter.count('andon_deliveries_total', { platform, outcome: result.kind });
  if (result.kind === 'sent' && delivery.op === 'post') {
    deps.meter.observe('andon_delivery_delay_seconds', (result.at - delivery.wantedAt) / SECOND);
  }
  if (result.kind === 'sent' || (result.kind === 'later' && !result.isFailure)) return;
  const { reason } = result;
  deps.log.warn('a delivery did not go through', { platform, outcome: result.kind, reason });
}
