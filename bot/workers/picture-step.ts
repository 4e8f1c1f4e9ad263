// One step of one picture on one card: its bytes are brought, shared, looked after until a card may show them, and the card is
// drawn again. What the platform answers decides what comes next and when; it never waits by itself.
import type { Platform } from '../core/plant.ts';
import { SECOND } from '../core/time.ts';
import type { Message } from '../core/view.ts';
import type { ChatFault, PictureDesk, Place } from '../ports/chat.ts';
import type { CopyChange, PictureCopy } from '../ports/pictures.ts';
import { type PicturesDeps, STEP_WAITS_MS } from './pictures.ts';

/** How long a platform may prepare a picture: looked at for five seconds, then ever more seldom, then it counts as ready. */
export const READY_WAITS_MS: readonly number[] = [
  ...[500, 500, SECOND, SECOND, 2 * SECOND],
  ...[10 * SECOND, 30 * SECOND],
];
/** The card that it belongs to is not posted yet, or its drawing was overtaken. */
export const CARD_WAIT_MS = 2 * SECOND;
export const REDRAW_WAIT_MS = 10 * SECOND;

export type Step = (copy: PictureCopy) => Promise<CopyChange>;

export function stepOf(deps: PicturesDeps): Step {
  /** Until when a platform wants to be left alone. */
  const notBefore = new Map<Platform, number>();

  return async (copy) => {
    const { message } = copy;
    const now = deps.clock.now();
    if (message.address === null && message.state === 'failed') return over(copy, now);
    if (copy.state === 'ready' || copy.state === 'failed') return drawnAgain(copy, deps);
    const desk = deps.chats.get(message.platform)?.pictures;
    const place = await placeOf(message, deps);
    if (desk === undefined || place === null) return given(copy, 'its place is gone', deps);
    if (message.address === null) return same(copy, now + CARD_WAIT_MS);
    const free = notBefore.get(message.platform) ?? 0;
    if (free > now) return same(copy, free);
    const { change, fault } = await taken(copy, message.address, place, desk, deps);
    if (fault?.code === 'limited')
      notBefore.set(message.platform, deps.clock.now() + fault.retryAfterMs);
    return change;
  };
}

interface Taken {
  readonly change: CopyChange;
  readonly fault?: ChatFault;
}

async function taken(
  copy: PictureCopy,
  address: string,
  place: Place,
  desk: PictureDesk,
  deps: PicturesDeps,
): Promise<Taken> {
  const { state, ref } = copy;
  if (state === 'wanted' || ref === null) return brought(copy, place, desk, deps);
  if (state === 'brought') {
    const isUnclear = copy.isUnclear || copy.tries > 0;
    const said = await desk.share(place, address, ref, isUnclear);
    if (said.ok) {
      const [waitMs = 0] = READY_WAITS_MS;
      return { change: next(copy, 'shared', deps.clock.now() + waitMs) };
    }
    const { change, fault } = after(copy, said, deps);
    // The platform forgot what was brought and never shown: it is brought anew.
    return said.code === 'missing'
      ? { change: { ...change, state: 'wanted', ref: null } }
      : { change, fault };
  }
  const said = await desk.isReady(place, ref);
  if (!said.ok && said.code !== 'refused') return after(copy, said, deps);
  // Who may not look can still try.
  const waitMs = said.ok && !said.value ? READY_WAITS_MS[copy.tries + 1] : undefined;
  if (waitMs === undefined) return { change: await readyToDraw(copy, deps) };
  return { change: { ...same(copy, deps.clock.now() + waitMs), tries: copy.tries + 1 } };
}

async function brought(
  copy: PictureCopy,
  place: Place,
  desk: PictureDesk,
  deps: PicturesDeps,
): Promise<Taken> {
  const picture = copy.sha256 === null ? null : await deps.memory.picture(copy.sha256);
  if (picture === null) return { change: given(copy, 'it is no longer kept', deps) };
  const said = await desk.bring(place, picture, copy.alt);
  if (!said.ok) return after(copy, said, deps);
  return { change: { ...next(copy, 'brought', deps.clock.now()), ref: said.value } };
}

/** What the platform's word means: come again, or never. */
function after(
  copy: PictureCopy,
  fault: ChatFault,
  deps: PicturesDeps,
): { readonly change: CopyChange; readonly fault: ChatFault } {
  const now = deps.clock.now();
  if (fault.code === 'limited') return { change: same(copy, now + fault.retryAfterMs), fault };
  const waitMs = fault.code === 'refused' ? undefined : STEP_WAITS_MS[copy.tries];
  if (waitMs === undefined) return { change: given(copy, fault.reason, deps), fault };
  return { change: { ...same(copy, now + waitMs), tries: copy.tries + 1 }, fault };
}

function same(copy: PictureCopy, nextAt: number): CopyChange {
  const { state, ref, tries } = copy;
  return { state, ref, tries, nextAt, reason: null, isDrawn: false };
}

function next(copy: PictureCopy, state: CopyChange['state'], nextAt: number): CopyChange {
  return { ...same(copy, nextAt), state, tries: 0 };
}

/** Given up: the card says so instead. */
function given(copy: PictureCopy, reason: string, deps: PicturesDeps): CopyChange {
  const { platform, channel } = copy.message;
  deps.log.warn('a picture could not be put onto a card', { platform, channel, reason });
  return { ...next(copy, 'failed', deps.clock.now()), reason };
}

/** There is no card, and there will be none. */
function over(copy: PictureCopy, now: number): CopyChange {
  return { ...next(copy, 'failed', now), isDrawn: true };
}

function readyToDraw(copy: PictureCopy, deps: PicturesDeps): Promise<CopyChange> {
  return drawnAgain({ ...copy, state: 'ready', tries: 0 }, deps);
}

/** The card may have been drawn while this came about, so it is asked for until it was drawn after it. */
async function drawnAgain(copy: PictureCopy, deps: PicturesDeps): Promise<CopyChange> {
  const now = deps.clock.now();
  await deps.outbox.redraw(copy.message.id, now);
  deps.wakeOutbox();
  return same(copy, now + REDRAW_WAIT_MS);
}

async function placeOf(message: Message, deps: PicturesDeps): Promise<Place | null> {
  if (message.person !== null) {
    const [person] = await deps.store.people([message.person]);
    return person === undefined ? null : { channel: null, person, thread: null };
  }
  const addresses = deps.site.plant.channels.get(message.channel ?? '');
  const channel = addresses?.[message.platform];
  return channel === undefined ? null : { channel, person: null, thread: null };
}
