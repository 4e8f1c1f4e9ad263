// The console as a chat platform: posts go into our own memory and from there to every open browser. Because a key is kept
// once, posting again is harmless and nothing is ever unclear. It has no pace: it is ours. Never draws a card by itself.

import { alertAdaptive } from '../../../cards/alert/adaptive.ts';
import { askAdaptive } from '../../../cards/ask/adaptive.ts';
import { digestAdaptive } from '../../../cards/digest/adaptive.ts';
import { handoverAdaptive } from '../../../cards/handover/adaptive.ts';
import type { Person, Plant } from '../../core/plant.ts';
import type { Chatted, ConnectedChat, Content, Place, Reactions } from '../../ports/chat.ts';
import type { ConsoleMemory, ConsolePost } from '../../ports/notes.ts';
import type { PictureMemory } from '../../ports/pictures.ts';
import type { Clock, Ids, Log } from '../../ports/system.ts';
import { consoleDoor } from './door.ts';
import type { AlertReads } from './facts.ts';
import { liveStream } from './live.ts';
import { openAlertReader } from './open-alerts.ts';
import { pictureHere } from './pictures.ts';
import { passwordSessions } from './session.ts';
import { consoleLookup } from './state.ts';
import { wallOf } from './wall.ts';

export interface ConsoleOptions {
  /** The server listens on this machine only. */
  readonly isLoopback: boolean;
  readonly password: string | null;
  /** The one in force; it may change while we run. */
  readonly plant: () => Plant;
  readonly publicUrl: string;
}

export interface ConsoleDeps {
  readonly reactions: Reactions;
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Ids;
  readonly memory: ConsoleMemory;
  readonly people: () => Promise<readonly Person[]>;
  readonly alerts: AlertReads;
  readonly pictures: Pick<PictureMemory, 'picture'>;
}

type Drawn = Pick<ConsolePost, 'alert' | 'summary' | 'card'>;

export function consoleChat(options: ConsoleOptions, deps: ConsoleDeps): ConnectedChat {
  const { plant, password, publicUrl } = options;
  const { language, timezone } = plant();
  const { memory, clock, log } = deps;
  if (!options.isLoopback && password === null)
    throw new Error('a console that others can reach needs a password');
  const hasPassword = password !== null;
  const { people, alerts } = deps;
  const open = openAlertReader(alerts, clock);
  const lookup = consoleLookup({ plant, publicUrl, hasPassword, memory, people, alerts, open });
  const live = liveStream({ memory, log, shown: lookup.shown });
  let fault: string | null = null;

  async function post(place: Place, content: Content, key: string): Promise<Chatted> {
    if (place.channel === null && place.person === null) return refused('a post without a place');
    const { alert, summary, card } = drawn(content);
    const now = clock.now();
    const address = await tried(() =>
      memory.add({
        id: deps.ids.next(),
        key,
        channel: place.channel,
        person: place.channel === null ? (place.person?.id ?? null) : null,
        thread: place.thread,
        alert,
        summary,
        card,
        postedAt: now,
        updatedAt: now,
      }),
    );
    return address === null ? unavailable() : { ok: true, address };
  }

  async function update(_place: Place, address: string, content: Content): Promise<Chatted> {
    const { summary, card } = drawn(content);
    const change = { summary, card, updatedAt: clock.now() };
    const isThere = await tried(() => memory.replace(address, change));
    if (isThere === null) return unavailable();
    return isThere
      ? { ok: true, address }
      : { ok: false, code: 'missing', reason: 'the console has no such post' };
  }

  /** Memory answers for us: what it does not say it may still have done, and a key makes asking again safe. */
  async function tried<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const done = await work();
      fault = null;
      live.wake();
      return done;
    } catch (error) {
      log.warn('the console memory could not be written', { error: String(error) });
      fault = 'The console cannot write to its memory.';
      return null;
    }
  }

  return {
    platform: 'console',
    pace: { postGapMs: 0, updateGapMs: 0 },
    post,
    update,
    find: async (place, key) => {
      const kept = await memory.read({ key });
      return kept !== null && isAt(kept, place)
        ? { kind: 'found', address: kept.id }
        : { kind: 'absent' };
    },
    start: async () => {},
    stop: async () => live.stop(),
    trouble: () => fault,
    door: consoleDoor({
      sessions: hasPassword
        ? passwordSessions(password, publicUrl.startsWith('https:'), clock)
        : null,
      setting: { language, timezone, publicUrl },
      reactions: deps.reactions,
      log,
      live,
      lookup,
      alerts,
      pictures: deps.pictures,
      wall: () => wallOf({ plant: plant(), reads: alerts, open, now: clock.now() }),
    }),
  };
}

/** The same card as in Teams. A mention rings nowhere here, so the card says beside it whom it asks. */
function drawn(content: Content): Drawn {
  const { id } = content.model;
  if (content.kind === 'alert') {
    const { summary, card } = alertAdaptive(content.model, 'plant', pictureHere);
    return { alert: id, summary, card: { ...card } };
  }
  if (content.kind === 'digest') {
    const { summary, card } = digestAdaptive(content.model);
    return { alert: id, summary, card: { ...card } };
  }
  if (content.kind === 'handover') {
    const { summary, card } = handoverAdaptive(content.model);
    return { alert: id, summary, card: { ...card } };
  }
  const { summary, card } = askAdaptive(content.model, 'names');
  const mentions = content.model.people.flatMap((p) => p.key ?? []);
  return { alert: id, summary, card: { ...card, console: { mentions } } };
}

function isAt(post: ConsolePost, place: Place): boolean {
  if (place.channel !== null) return post.channel === place.channel;
  return post.person !== null && post.person === place.person?.id;
}

function refused(reason: string): Chatted {
  return { ok: false, code: 'refused', reason };
}

function unavailable(): Chatted {
  return { ok: false, code: 'unavailable', reason: 'the console memory did not answer' };
}
