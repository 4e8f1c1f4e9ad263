// The pictures of one card that the bot itself fetches: asks for those that are new, and tells the card how far each has come
// in this very place. A card never waits for a picture, and a fault here only means that it goes without.
import type { AlertModel } from '../../cards/alert/model.ts';
import { imageOf, isFetched } from '../core/evidence.ts';
import type { Site } from '../core/speech.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import type { AlertView, Message, PictureState } from '../core/view.ts';
import type { ChatAdapter } from '../ports/chat.ts';
import type { PictureLimits, PictureMemory } from '../ports/pictures.ts';
import type { Clock, Log } from '../ports/system.ts';

/** A camera may write each of its pictures to the same address: an old one proves nothing about now. */
export const PICTURE_LIMITS: PictureLimits = {
  freshMs: MINUTE,
  perAlert: 5,
  keptBytes: 256_000_000,
};
/** How often a platform may refuse a picture on a card, and how long it is left alone in between. */
export const REFUSALS_MAX = 3;
export const REFUSAL_WAIT_MS = 20 * SECOND;
const ALT_MAX = 200;

export interface CardPictures {
  /** The alert with its pictures as they stand on this card. */
  on(message: Message, view: AlertView, chat: ChatAdapter): Promise<AlertView>;
  /** The card was drawn so. `isBare`: the platform would not have its picture. */
  drawn(message: Message, view: AlertView, model: AlertModel, isBare: boolean): Promise<void>;
}

export interface CardPicturesDeps {
  readonly memory: PictureMemory;
  readonly site: Site;
  readonly clock: Clock;
  readonly log: Log;
  /** Something new is wanted. */
  readonly wake: () => void;
}

export function cardPictures(deps: CardPicturesDeps): CardPictures {
  const { memory, clock, log } = deps;

  async function on(message: Message, view: AlertView, chat: ChatAdapter): Promise<AlertView> {
    const wanted = fetchedImages(view, deps.site);
    if (message.kind !== 'card' || wanted.size === 0) return view;
    const isBrought = chat.pictures !== undefined;
    const pictures = new Map<string, PictureState>();
    for (const [url, alt] of wanted) {
      const wish = { message: message.id, alert: view.alert.id, url, alt, isBrought };
      const state = await memory.want(wish, clock.now(), PICTURE_LIMITS);
      if (state !== null) pictures.set(url, state);
    }
    deps.wake();
    return { ...view, pictures };
  }

  async function drawn(
    message: Message,
    view: AlertView,
    model: AlertModel,
    isBare: boolean,
  ): Promise<void> {
    for (const [url, state] of view.pictures ?? []) {
      if (state.kind === 'coming') continue;
      if (isBare && state === model.picture?.kept) {
        const nextAt = clock.now() + REFUSAL_WAIT_MS;
        await memory.notTaken(message.id, url, nextAt, REFUSALS_MAX);
      } else await memory.drawn(message.id, url, state.kind === 'kept' ? 'ready' : 'failed');
    }
  }

  const survive = async <T>(work: Promise<T>, without: T): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      log.error('a card goes without its picture', { error: String(error) });
      return without;
    }
  };
  return {
    on: (message, view, chat) => survive(on(message, view, chat), view),
    drawn: (message, view, model, isBare) =>
      survive(drawn(message, view, model, isBare), undefined),
  };
}

/** What a card may show, with its description: of the opening, and of the latest. */
function fetchedImages(view: AlertView, { plant }: Site): ReadonlyMap<string, string> {
  const images = [view.opening, view.latest].flatMap((detection) => {
    const image = imageOf(detection);
    return image === undefined || !isFetched(image.url, plant.evidence)
      ? []
      : [[image.url, (image.alt ?? detection.asset).slice(0, ALT_MAX)] as const];
  });
  return new Map(images);
}
