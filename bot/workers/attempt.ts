// One attempt at one delivery: where it goes, what is drawn, whether an unclear post is looked for first, and what the
// platform's word means for it. It never waits and never retries; the outbox does.
import type { PersonId } from '../core/alert.ts';
import { lateBy, noted, type Receipt, type Refusal, type WaitCause } from '../core/receipts.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import type { ChatAdapter, Chatted, Place } from '../ports/chat.ts';
import type { Delivery, DeliveryResult } from '../ports/outbox.ts';
import type { Clock } from '../ports/system.ts';
import { type DrawingDeps, draw } from './drawing.ts';

/** How long after an unclear post one looks, or where one can't look posts one more copy; longer each time. */
export const LOOK_AFTER_MS = 5 * SECOND;
export const POST_ANYWAY_AFTER_MS = 30 * SECOND;
/** Waiting after a failure doubles up to this; there is no last attempt. */
export const BACKOFF_LIMIT_MS = MINUTE;
export const DOUBLINGS_LIMIT = 6;
/** A message waits for the card whose thread it belongs to a third of what it waited already, but not less or more than this. */
export const ROOT_WAIT_MS = { least: SECOND, most: 5 * SECOND } as const;

export interface AttemptDeps extends DrawingDeps {
  readonly clock: Clock;
  /** People are asked in a thread that they can't see. */
  readonly onUnseen: (delivery: Delivery, people: readonly PersonId[]) => Promise<void>;
}

export interface Attempt {
  readonly result: DeliveryResult;
  /** How long this track keeps still. */
  readonly pauseMs: number;
  /** What it waits for, where it does. */
  readonly cause: WaitCause;
  /** Why it was refused; null where it was not. */
  readonly refusal: Refusal | null;
  /** The platform was not asked for anything: it takes nothing of the pace. */
  readonly isUnsaid?: boolean;
}

/** `waited` is what it had to wait for before this attempt, and does not know of yet. */
export async function attempt(
  delivery: Delivery,
  waited: readonly Receipt[],
  chat: ChatAdapter,
  deps: AttemptDeps,
): Promise<Attempt> {
  const now = deps.clock.now();
  const { message } = delivery;
  const place = await placeOf(delivery, deps);
  if (place === 'wait') {
    const reason = 'its card is not posted yet';
    const nextAt = now + rootWaitMs(now - delivery.wantedAt);
    return { ...keepOn({ kind: 'later', nextAt, reason, isFailure: false }), isUnsaid: true };
  }
  if (place === 'gone') return unsaid(now, 'the plant no longer has this channel');
  if (delivery.ask?.reason === 'news' && place.thread === null) {
    return unsaid(now, 'there is no card under which to say it');
  }
  const late = lateBy(noted(message.receipts, ...waited), now);
  const drawing = await draw(delivery, place, late, chat, deps);
  if (drawing === null) return unsaid(now, 'what it is about is not known');
  const { content, shown, people } = drawing;
  const after = async (said: Chatted): Promise<Attempt> => {
    if (said.ok) await drawing.drawn?.(said.isBare === true);
    return judge(delivery, said, shown, deps);
  };

  if (delivery.op === 'update' && message.address !== null) {
    return after(await chat.update(place, message.address, content));
  }
  if (delivery.isUnclear) {
    const known = await look(delivery, place, chat, now);
    if (known !== null) return known;
  }
  if (message.kind === 'thread' && delivery.ask?.reason !== 'news' && people.length > 0) {
    const unseen = (await chat.unseenBy?.(place, people)) ?? [];
    if (unseen.length > 0) await deps.onUnseen(delivery, unseen);
  }
  return after(await chat.post(place, content, delivery.key));
}

/** Looks whether an unclear post happened; null = post (again). */
async function look(
  delivery: Delivery,
  place: Place,
  chat: ChatAdapter,
  now: number,
): Promise<Attempt | null> {
  const since = delivery.triedAt ?? delivery.wantedAt;
  const found = await chat.find(place, delivery.key, since);
  const wait = (nextAt: number, reason: string, cause: WaitCause): Attempt => {
    return keepOn({ kind: 'later', nextAt, reason, isFailure: false }, cause);
  };
  switch (found.kind) {
    case 'found':
      // What was posted then may show an older state: revision 0 keeps the delivery wanted.
      return keepOn({ kind: 'sent', address: found.address, shown: 0, at: now });
    case 'absent':
      return null;
    case 'later':
      return wait(
        now + found.retryAfterMs,
        'the platform asks us to wait before looking',
        'asked-to-wait',
      );
    case 'cannot': {
      const doublings = Math.min(Math.max(delivery.attempts - 1, 0), DOUBLINGS_LIMIT);
      const postAt = since + POST_ANYWAY_AFTER_MS * 2 ** doublings;
      return now < postAt
        ? wait(postAt, 'it may have been posted, and can not be looked up', 'unavailable')
        : null;
    }
  }
}

/** The others of its track go on. */
function keepOn(result: DeliveryResult, cause: WaitCause = 'order'): Attempt {
  return { result, pauseMs: 0, cause, refusal: null };
}

function refused(at: number, reason: string, refusal: Refusal): Attempt {
  return { ...keepOn({ kind: 'failed', at, reason }), refusal };
}

/** Nothing is left to say it of, or no place. */
function unsaid(at: number, reason: string): Attempt {
  return { ...refused(at, reason, 'removed'), isUnsaid: true };
}

/** Hundreds may wait for the cards of one slow channel: looked at each second they would take all of the outbox's time. */
function rootWaitMs(waitedMs: number): number {
  return Math.min(Math.max(Math.round(waitedMs / 3), ROOT_WAIT_MS.least), ROOT_WAIT_MS.most);
}

async function placeOf(delivery: Delivery, deps: AttemptDeps): Promise<Place | 'wait' | 'gone'> {
  const { message } = delivery;
  if (message.person !== null) {
    const [person] = await deps.store.people([message.person]);
    return person === undefined ? 'gone' : { channel: null, person, thread: null };
  }
  const addresses = deps.site.plant.channels.get(message.channel ?? '');
  const channel = addresses?.[message.platform];
  if (channel === undefined) return 'gone';
  if (message.kind !== 'thread') return { channel, person: null, thread: null };
  const messages = await deps.store.messages(message.subject.id);
  const root = messages.find(
    (m) =>
      (m.kind === 'card' || m.kind === 'digest') &&
      m.platform === message.platform &&
      m.channel === message.channel,
  );
  const isComing = root !== undefined && root.address === null && root.state !== 'failed';
  return isComing ? 'wait' : { channel, person: null, thread: root?.address ?? null };
}

/** What the platform's word means for the delivery. */
function judge(delivery: Delivery, said: Chatted, shown: number, deps: AttemptDeps): Attempt {
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
        cause: 'asked-to-wait',
        refusal: null,
      };
    }
    case 'unavailable': {
      const { reason } = said;
      // The whole track waits, so that later cards do not pass this one.
      return {
        result: { kind: 'later', nextAt: now + backoffMs, reason, isFailure: true },
        pauseMs: backoffMs,
        cause: 'unavailable',
        refusal: said.refusal ?? null,
      };
    }
    case 'unclear': {
      return keepOn({ kind: 'unclear', nextAt: now + LOOK_AFTER_MS, reason: said.reason });
    }
    case 'missing':
      // A thread whose root is gone is found anew once the root is: not before it can have changed.
      return keepOn({
        kind: 'post-again',
        nextAt: delivery.op === 'post' ? now + backoffMs : now,
        reason: said.reason,
      });
    case 'refused':
      return refused(now, said.reason, said.refusal ?? 'other');
  }
}
