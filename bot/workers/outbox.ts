// Delivers what was promised. It draws each card from the state as it is now, keeps every channel's order and pace, and
// owns all retry: nothing is lost, and nothing is said twice. It decides nothing about alerts.
import { alertModel } from '../../cards/alert/model.ts';
import { askModel } from '../../cards/ask/model.ts';
import type { Plant, Platform } from '../core/plant.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import type { Setting } from '../core/view.ts';
import type {
  ChatAdapter,
  Chatted,
  Clock,
  Content,
  Delivery,
  DeliveryResult,
  Lane,
  Log,
  Meter,
  Outbox,
  Place,
  Store,
} from '../ports.ts';

/** A claim is taken over by another replica after this long. */
export const LEASE_MS = 30 * SECOND;
/** How long after an unclear post one looks, or where one can't look posts one more copy; longer each time. */
export const LOOK_AFTER_MS = 5 * SECOND;
export const POST_ANYWAY_AFTER_MS = 30 * SECOND;
/** Waiting after a failure doubles up to this; there is no last attempt. */
export const BACKOFF_LIMIT_MS = MINUTE;
export const DOUBLINGS_LIMIT = 6;
/** Deliveries that one claim takes where the platform sets no pace. */
export const CLAIM_LIMIT = 25;
/** A message waits this long for the card whose thread it belongs to. */
export const ROOT_WAIT_MS = SECOND;

export interface OutboxDeps {
  readonly outbox: Outbox;
  readonly store: Store;
  readonly chats: ReadonlyMap<Platform, ChatAdapter>;
  readonly plant: Plant;
  readonly setting: Setting;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
  /** Names this process in claims. */
  readonly instance: string;
  readonly onUndeliverable: (delivery: Delivery, reason: string) => Promise<void>;
}

export interface OutboxWorker {
  /** Starts what can be started now and resolves when it is done; true when anything was delivered or tried. */
  round(): Promise<boolean>;
  /** Looks again at once instead of at the next interval. */
  wake(): void;
  start(): void;
  /** Resolves when nothing is under way. */
  stop(): Promise<void>;
  /** When something may be done next; null when nothing waits. */
  nextAt(): Promise<number | null>;
}

type Op = Delivery['op'];

/** How long the loop sleeps when nobody wakes it. */
const POLL_MS = 250;

export function outboxWorker(deps: OutboxDeps): OutboxWorker {
  /** The earliest next start by track; a track is one lane's posts or one platform's updates. */
  const notBefore = new Map<string, number>();
  const running = new Map<string, Promise<boolean>>();
  let turn = 0;
  let isStopped = false;
  let isAwake = false;
  let timer: NodeJS.Timeout | null = null;

  function launch(lane: Lane, op: Op): Promise<boolean> | null {
    const chat = deps.chats.get(lane.platform);
    const track = trackOf(lane, op);
    if (chat === undefined || running.has(track)) return null;
    if (deps.clock.now() < (notBefore.get(track) ?? 0)) return null;
    const job = work(lane, op, chat, track).finally(() => running.delete(track));
    running.set(track, job);
    return job;
  }

  async function work(lane: Lane, op: Op, chat: ChatAdapter, track: string): Promise<boolean> {
    const gapMs = op === 'post' ? chat.pace.postGapMs : chat.pace.updateGapMs;
    const now = deps.clock.now();
    const claimed = await deps.outbox.claim({
      lane,
      op,
      now,
      leaseUntil: now + LEASE_MS,
      instance: deps.instance,
      limit: gapMs > 0 ? 1 : CLAIM_LIMIT,
    });
    for (const delivery of claimed) {
      const startedAt = deps.clock.now();
      const { result, pauseMs } = await attempt(delivery, chat, deps);
      await deps.outbox.finish(delivery.id, deps.instance, result);
      measure(delivery, result, deps);
      if (result.kind === 'failed') await deps.onUndeliverable(delivery, result.reason);
      notBefore.set(track, Math.max(startedAt + gapMs, deps.clock.now() + pauseMs));
    }
    return claimed.length > 0;
  }

  async function launchAll(): Promise<readonly Promise<boolean>[]> {
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
    nextAt: async () => {
      const wanted = await deps.outbox.nextAt();
      if (wanted === null) return null;
      const paced = [...notBefore.values()].filter((at) => at > deps.clock.now());
      return paced.length > 0 ? Math.min(Math.max(wanted, deps.clock.now()), ...paced) : wanted;
    },
  };
}

function trackOf(lane: Lane, op: Op): string {
  return op === 'post'
    ? `post ${lane.platform} ${lane.channel ?? ''} ${lane.person ?? ''}`
    : `update ${lane.platform}`;
}

interface Attempt {
  readonly result: DeliveryResult;
  /** How long this track keeps still. */
  readonly pauseMs: number;
}

async function attempt(delivery: Delivery, chat: ChatAdapter, deps: OutboxDeps): Promise<Attempt> {
  const now = deps.clock.now();
  const { message } = delivery;
  const place = await placeOf(delivery, deps);
  if (place === 'wait') {
    return keepOn({
      kind: 'later',
      nextAt: now + ROOT_WAIT_MS,
      reason: 'its card is not posted yet',
      isFailure: false,
    });
  }
  if (place === 'gone') {
    return keepOn({ kind: 'failed', at: now, reason: 'the plant file no longer has this channel' });
  }
  const view = await deps.store.view(message.alert);
  if (view === null) return keepOn({ kind: 'failed', at: now, reason: 'its alert is not known' });
  const people = await deps.store.people(delivery.ask?.people ?? []);
  const content: Content =
    delivery.ask === null
      ? { kind: 'alert', model: alertModel(view, deps.setting) }
      : { kind: 'ask', model: askModel(view, delivery.ask, people, deps.setting) };
  const shown = view.alert.revision;

  if (delivery.op === 'update' && message.address !== null) {
    return judge(delivery, await chat.update(place, message.address, content), shown, deps);
  }
  if (delivery.isUnclear) {
    const known = await look(delivery, place, chat, now);
    if (known !== null) return keepOn(known);
  }
  return judge(delivery, await chat.post(place, content, delivery.key), shown, deps);
}

/** Looks whether an unclear post happened; null = post (again). */
async function look(
  delivery: Delivery,
  place: Place,
  chat: ChatAdapter,
  now: number,
): Promise<DeliveryResult | null> {
  const since = delivery.triedAt ?? delivery.wantedAt;
  const found = await chat.find(place, delivery.key, since);
  const wait = (nextAt: number, reason: string): DeliveryResult => {
    return { kind: 'later', nextAt, reason, isFailure: false };
  };
  switch (found.kind) {
    case 'found':
      // What was posted then may show an older state: revision 0 keeps the delivery wanted.
      return { kind: 'sent', address: found.address, shown: 0, at: now };
    case 'absent':
      return null;
    case 'later':
      return wait(now + found.retryAfterMs, 'the platform asks us to wait before looking');
    case 'cannot': {
      const doublings = Math.min(Math.max(delivery.attempts - 1, 0), DOUBLINGS_LIMIT);
      const postAt = since + POST_ANYWAY_AFTER_MS * 2 ** doublings;
      return now < postAt
        ? wait(postAt, 'it may have been posted, and can not be looked up')
        : null;
    }
  }
}

function keepOn(result: DeliveryResult): Attempt {
  return { result, pauseMs: 0 };
}

async function placeOf(delivery: Delivery, deps: OutboxDeps): Promise<Place | 'wait' | 'gone'> {
  const { message } = delivery;
  if (message.person !== null) {
    const [person] = await deps.store.people([message.person]);
    return person === undefined ? 'gone' : { channel: null, person, thread: null };
  }
  const addresses = deps.plant.channels.get(message.channel ?? '');
  const channel = addresses?.[message.platform];
  if (channel === undefined) return 'gone';
  if (message.kind !== 'thread') return { channel, person: null, thread: null };
  const messages = await deps.store.messages(message.alert);
  const root = messages.find(
    (m) => m.kind === 'card' && m.platform === message.platform && m.channel === message.channel,
  );
  const isComing = root !== undefined && root.address === null && root.state !== 'failed';
  return isComing ? 'wait' : { channel, person: null, thread: root?.address ?? null };
}

/** What the platform's word means for the delivery. */
function judge(delivery: Delivery, said: Chatted, shown: number, deps: OutboxDeps): Attempt {
  const now = deps.clock.now();
  if (said.ok) return keepOn({ kind: 'sent', address: said.address, shown, at: now });
  const backoffMs = Math.min(
    BACKOFF_LIMIT_MS,
    SECOND * 2 ** Math.min(delivery.attempts, DOUBLINGS_LIMIT),
  );
  switch (said.code) {
    case 'limited': {
      const nextAt = now + said.retryAfterMs;
      const reason = 'the platform asks us to wait';
      return {
        result: { kind: 'later', nextAt, reason, isFailure: false },
        pauseMs: said.retryAfterMs,
      };
    }
    case 'unavailable': {
      const { reason } = said;
      return keepOn({ kind: 'later', nextAt: now + backoffMs, reason, isFailure: true });
    }
    case 'unclear': {
      return keepOn({ kind: 'unclear', nextAt: now + LOOK_AFTER_MS, reason: said.reason });
    }
    case 'missing':
      return keepOn({ kind: 'post-again', nextAt: now, reason: said.reason });
    case 'refused':
      return keepOn({ kind: 'failed', at: now, reason: said.reason });
  }
}

function measure(delivery: Delivery, result: DeliveryResult, deps: OutboxDeps): void {
  const { platform } = delivery.message;
  deps.meter.count('andon_deliveries_total', { platform, outcome: result.kind });
  if (result.kind === 'sent' && delivery.op === 'post') {
    deps.meter.observe('andon_delivery_delay_seconds', (result.at - delivery.wantedAt) / SECOND);
  }
  if (result.kind === 'sent' || (result.kind === 'later' && !result.isFailure)) return;
  const { reason } = result;
  deps.log.warn('a delivery did not go through', { platform, outcome: result.kind, reason });
}
