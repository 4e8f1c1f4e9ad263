// A whole bot on one stand: core, workers, adapter and cards are the real ones, memory is plain maps, time is the test's own.
import { expect, vi } from 'vitest';
import { hmacSeal, keyedHash } from '../../bot/adapters/system.ts';
import { type App, plugTogether } from '../../bot/app.ts';
import type { Alert } from '../../bot/core/alert.ts';
import type { Detection } from '../../bot/core/detection.ts';
import { parseDuration } from '../../bot/core/time.ts';
import type { ConnectedChat } from '../../bot/ports/chat.ts';
import type { Store } from '../../bot/ports/store.ts';
import type { Clock } from '../../bot/ports/system.ts';
import { plantRules } from '../../config/rules.ts';
import { detection } from '../core/world.ts';
import { type FakeCamera, fakeCamera } from '../fakes/camera.ts';
import { memoryStore } from '../fakes/store.ts';
import { countingIds, listLog } from '../harness.ts';
import {
  type Channel,
  type PlantFile,
  plantFileAt,
  type Seen,
  type Sent,
  type Stand,
  type Who,
} from './stand.ts';

const ROUNDS_LIMIT = 1_000;
/** A private answer may come after the press was answered. */
const HEARD_WITHIN_MS = 5_000;
export const PUBLIC_URL = 'https://andon.example.com';

export interface Floor {
  readonly stand: Stand;
  readonly store: Store;
  readonly clock: Clock;
  /** Where the bot fetches pictures of the plant's network from. */
  readonly camera: FakeCamera;
  /** A detection comes in, and what follows from it is delivered. Gives the alert's id. */
  detect(over?: Partial<Detection>): Promise<string>;
  advance(duration: string): Promise<void>;
  settle(): Promise<void>;
  /** The newest card of a channel. */
  card(channel?: Channel): Promise<Seen>;
  /** Presses a button of the newest card in the channel, or of the one given. */
  tap(who: Who, verb: string, on?: Seen, value?: unknown): Promise<Sent>;
  type(who: Who, text: string): Promise<void>;
  /** Presses a button of the latest private answer. */
  choose(who: Who, label: string): Promise<void>;
  /** Waits until somebody got a private answer like this. */
  hears(who: Who, text: RegExp): Promise<void>;
  /** The newest alert's row. */
  alert(): Promise<Alert>;
  /** Kinds of the newest alert's events. */
  events(): Promise<readonly string[]>;
  /** As after a crash: a new process with the same memory, in front of the same platform. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openFloor(
  stand: Stand,
  change: (usual: PlantFile) => Partial<PlantFile> = () => ({}),
): Promise<Floor> {
  const ahead = { ms: 0 };
  const clock = { now: () => Date.now() + ahead.ms };
  const ids = countingIds();
  const memory = memoryStore({ clock, ids });
  const { store } = memory;
  const usual = plantFileAt(stand);
  const plantFile = JSON.stringify({ ...usual, ...change(usual) });
  const log = listLog([]);
  const running: { app: App | null; chat: ConnectedChat | null } = { app: null, chat: null };

  const camera = fakeCamera();

  async function start(): Promise<void> {
    running.app = await plugTogether({
      plantFile,
      rules: plantRules([stand.platform]),
      publicUrl: PUBLIC_URL,
      isStormOn: true,
      store,
      outbox: memory.outbox,
      pictures: memory.pictures,
      pictureSource: () => camera.source,
      clock,
      ids,
      log,
      meter: { count() {}, observe() {}, gauge() {} },
      samplingHash: (source, id) => keyedHash('audit-key-1', `${source}\n${id}`),
      seal: hmacSeal('seal-key-1'),
      platforms: [stand.platform],
      connect: async (reactions, live) => {
        running.chat = await stand.connect({ reactions, live, memory, clock, ids, log });
        return [running.chat];
      },
    });
  }
  await start();
  const app = (): App => {
    if (running.app === null) throw new Error('the bot is not running');
    return running.app;
  };

  async function settle(): Promise<void> {
    for (let round = 0; round < ROUNDS_LIMIT; round += 1) {
      const didSay = await app().outbox.round();
      if (!(await app().pictures.round()) && !didSay) return;
    }
    throw new Error('the outbox does not come to rest');
  }
  async function advance(duration: string): Promise<void> {
    ahead.ms += parseDuration(duration) ?? 0;
    for (let round = 0; round < ROUNDS_LIMIT; round += 1) {
      const didSteps = (await app().onDue()) > 0;
      const didShow = await app().pictures.round();
      if (!(await app().outbox.round()) && !didSteps && !didShow) return;
    }
    throw new Error('time does not come to rest');
  }
  async function card(channel: Channel = 'line-1'): Promise<Seen> {
    const found = (await stand.top(channel)).findLast((m) => m.buttons.length > 0);
    if (found === undefined) throw new Error(`there is no card in ${channel}`);
    return found;
  }
  async function alert(): Promise<Alert> {
    const [newest] = (await store.alerts({}, 1, null)).items;
    if (newest === undefined) throw new Error('there is no alert');
    return newest;
  }
  let count = 0;
  return {
    stand,
    camera,
    store,
    clock,
    settle,
    advance,
    card,
    alert,
    async detect(over = {}) {
      count += 1;
      const one = detection({ id: `frame-${count}`, observedAt: clock.now(), ...over });
      const [result] = await app().ingest([
        { ok: true, detection: one, body: JSON.stringify(one) },
      ]);
      await settle();
      if (result?.alert === undefined) throw new Error(`no alert: ${JSON.stringify(result)}`);
      return result.alert;
    },
    async tap(who, verb, on, value) {
      const sent = await stand.press(who, on ?? (await card()), verb, value);
      await settle();
      return sent;
    },
    async type(who, text) {
      await stand.type(who, text, 'line-1');
      await settle();
    },
    async choose(who, label) {
      await stand.choose(who, label);
      await settle();
    },
    hears: (who, text) =>
      vi.waitFor(async () => expect((await stand.heard(who)).join('\n')).toMatch(text), {
        timeout: HEARD_WITHIN_MS,
        interval: 10,
      }),
    events: async () => (await store.events((await alert()).id, 100)).map((e) => e.kind),
    async restart() {
      await memory.outbox.release(clock.now());
      await memory.pictures.release(clock.now());
      await running.chat?.stop();
      await start();
    },
    async close() {
      await running.chat?.stop();
      await stand.close();
      await memory.close();
    },
  };
}
