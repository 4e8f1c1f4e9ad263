// What a delivery shows, drawn from the state as it is now and in the language of whoever reads it there.
import { alertModel } from '../../cards/alert/model.ts';
import { askModel } from '../../cards/ask/model.ts';
import { digestModel } from '../../cards/digest/model.ts';
import { handoverModel } from '../../cards/handover/model.ts';
import { isClosed } from '../core/alert.ts';
import { belongsTo, HANDOVER_ALERTS, namedOn } from '../core/handover/handover.ts';
import { heldAt } from '../core/handover/held.ts';
import { namedIn } from '../core/news.ts';
import type { Person } from '../core/plant.ts';
import type { LateBy } from '../core/receipts.ts';
import { type Site, settingFor, settingIn } from '../core/speech.ts';
import { heldNow, SUPPRESSIONS_LIMIT } from '../core/suppression.ts';
import type { Setting } from '../core/view.ts';
import type { ChatAdapter, Content, Place } from '../ports/chat.ts';
import type { Delivery } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';
import type { CardPictures } from './card-pictures.ts';

export interface DrawingDeps {
  readonly pictures: CardPictures;
  readonly store: Store;
  readonly site: Site;
}

export interface Drawing {
  readonly content: Content;
  /** The subject's revision that it shows. */
  readonly shown: number;
  /** Whom it asks, or names. */
  readonly people: readonly Person[];
  /** To be called once it stands; `isBare`: without its picture. */
  readonly drawn?: (isBare: boolean) => Promise<void>;
}

/** Null when what it is about is not known. */
export async function draw(
  delivery: Delivery,
  place: Place,
  late: LateBy | null,
  chat: ChatAdapter,
  deps: DrawingDeps,
): Promise<Drawing | null> {
  const { subject } = delivery.message;
  if (subject.kind === 'handover') return drawHandover(subject.id, delivery, place, deps);
  return subject.kind === 'digest'
    ? drawDigest(subject.id, delivery, place, deps)
    : drawAlert(delivery, place, late, chat, deps);
}

async function drawAlert(
  delivery: Delivery,
  place: Place,
  late: LateBy | null,
  chat: ChatAdapter,
  deps: DrawingDeps,
): Promise<Drawing | null> {
  const { ask, message } = delivery;
  const kept = await deps.store.view(message.subject.id);
  if (kept === null) return null;
  const view = await deps.pictures.on(message, kept, chat);
  const setting = settingAt(place, delivery, view.alert.channel, deps.site);
  const shown = view.alert.revision;
  if (ask === null) {
    const model = alertModel(view, setting, late);
    return {
      content: { kind: 'alert', model },
      shown,
      people: [],
      drawn: (isBare) => deps.pictures.drawn(message, view, model, isBare),
    };
  }
  const named = ask.news === undefined ? [] : namedIn(ask.news);
  const people = await deps.store.people([...ask.people, ...named]);
  const missed = await deps.store.people(ask.lost?.person ? [ask.lost.person] : []);
  const others = ask.digest === undefined ? 0 : await waitingBeside(ask.digest, view.alert, deps);
  const model = askModel(view, ask, [...people, ...missed], setting, others);
  return { content: { kind: 'ask', model }, shown, people };
}

/** How many others of the digest nobody has answered. */
async function waitingBeside(
  digest: string,
  alert: { readonly id: string },
  deps: DrawingDeps,
): Promise<number> {
  const view = await deps.store.digest(digest);
  const waiting = view?.alerts.filter((a) => !isClosed(a) && a.attention === 'new') ?? [];
  return waiting.filter((a) => a.id !== alert.id).length;
}

async function drawDigest(
  id: string,
  delivery: Delivery,
  place: Place,
  deps: DrawingDeps,
): Promise<Drawing | null> {
  const view = await deps.store.digest(id);
  if (view === null) return null;
  const setting = settingAt(place, delivery, view.digest.channel, deps.site);
  const content = { kind: 'digest', model: digestModel(view, setting) } as const;
  return { content, shown: view.digest.revision, people: [] };
}

async function drawHandover(
  id: string,
  { message }: Delivery,
  place: Place,
  deps: DrawingDeps,
): Promise<Drawing | null> {
  const { store, site } = deps;
  const handover = await store.handover(id);
  if (handover === null) return null;
  const page = await store.alerts({ state: 'open' }, HANDOVER_ALERTS, null);
  const alerts = page.items.filter((a) => belongsTo(handover.roster, a, site.plant));
  // As of when it last changed, as the card says.
  const { from, changedAt } = handover;
  const said = await store.suppressions(changedAt, SUPPRESSIONS_LIMIT);
  const held = heldAt(handover.roster, heldNow(site.plant, said, changedAt), site.plant);
  const suppressed = await store.suppressedSince(from);
  const people = await store.people(namedOn(handover, alerts, held));
  const names = new Map(people.map((p) => [p.id, p.name]));
  const view = { handover, alerts, hasMore: page.next !== null, held, suppressed, names };
  const setting =
    place.person === null
      ? settingIn(message.channel, site)
      : settingFor(place.person, { channel: null }, site);
  const model = handoverModel(view, setting, place.person?.id ?? null);
  return { content: { kind: 'handover', model }, shown: handover.revision, people: [] };
}

/** A direct message follows its reader, everything else the channel that it stands in. */
function settingAt(place: Place, { message }: Delivery, channel: string, site: Site): Setting {
  return place.person === null
    ? settingIn(message.channel, site)
    : settingFor(place.person, { channel }, site);
}
