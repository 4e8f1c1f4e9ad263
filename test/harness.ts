// A whole bot in memory, spoken to in the words of the floor: somebody detects, taps, waits, types. Time is the test's own.
// Whatever the bot says must be looked at: an unexpected message fails the story, so silence is asserted too.
import { expect, test } from 'vitest';
import { hmacSeal, keyedHash } from '../bot/adapters/system.ts';
import { type App, plugTogether } from '../bot/app.ts';
import type { Alert } from '../bot/core/alert.ts';
import type { Detection } from '../bot/core/detection.ts';
import type { Plant } from '../bot/core/plant.ts';
import { handoverAround } from '../bot/core/shifts/handover.ts';
import { parseDuration } from '../bot/core/time.ts';
import type { Reactions, TapReply } from '../bot/ports/chat.ts';
import type { ArrivalResult } from '../bot/ports/producer.ts';
import type { Memory } from '../bot/ports/store.ts';
import type { Clock, Ids, Log, Meter } from '../bot/ports/system.ts';
import type { ReplyModel } from '../cards/reply/model.ts';
import { replySlack } from '../cards/reply/slack.ts';
import { readRun } from '../cards/run.ts';
import { plantRules } from '../config/rules.ts';
import type { Shown } from './contracts/chat-rig.ts';
import { detection, NOON, plant as smallPlant, userOf } from './core/world.ts';
import { type FakeCamera, fakeCamera } from './fakes/camera.ts';
import { type FakeChat, type FakeMessage, fakeChat } from './fakes/chat.ts';
import { fixedRules } from './fakes/rules.ts';
import { memoryStore } from './fakes/store.ts';

/** A bound on loops that must come to rest. */
const ROUNDS_LIMIT = 10_000;

export interface Harness {
  readonly clock: Clock & { set(at: number): void };
  readonly memory: Memory;
  readonly app: App;
  readonly chat: FakeChat;
  /** Where the bot fetches pictures from. */
  readonly camera: FakeCamera;
  /** Counts by name and labels, as the metrics would show them. */
  readonly counts: ReadonlyMap<string, number>;
  readonly logged: readonly string[];
  /** As a producer sends it that says `status` when it is given here. */
  detect(over?: Partial<Detection>): Promise<ArrivalResult>;
  detectAll(all: readonly Partial<Detection>[]): Promise<readonly ArrivalResult[]>;
  /** Lets time pass: due steps and deliveries happen when they are due. */
  advance(duration: string): Promise<void>;
  /** Delivers what can be delivered now. */
  settle(): Promise<void>;
  /** Presses a button of the newest card (or of the one given), as it is shown. */
  tap(who: string, button: string, card?: FakeMessage): Promise<TapReply | null>;
  /** Fills in the form that a button of the card opens, and sends it. */
  write(who: string, button: string, card: FakeMessage, text: string): Promise<TapReply | null>;
  type(who: string, text: string): Promise<ReplyModel | null>;
  /** Presses a button of the latest answer that has some, by what stands on it. */
  choose(who: string, label: string | RegExp): Promise<ReplyModel | null>;
  /** The newest private answer to somebody; it counts as looked at. */
  heard(who: string): string | null;
  /** What was said beside the point of the story. */
  skipRest(): void;
  /** Writes in the thread under the newest card, or sends pictures there. */
  reply(who: string, text: string, pictures?: readonly string[]): Promise<TapReply | null>;
  /** The newest alert's row. */
  alert(): Promise<Alert>;
  /** The newest card, or the newest of a channel. */
  card(channel?: string): FakeMessage;
  /** What the newest card shows. */
  shown(channel?: string): Shown;
  /** Looks at the oldest new card. */
  expectCard(text: string | RegExp): void;
  /** Looks at the oldest new message that asks somebody; null = it mentions nobody. */
  expectAsked(who: string | readonly string[] | null, text?: string | RegExp): void;
  /** Looks at the oldest new line of a timeline, which asks nobody. */
  expectNews(text: string | RegExp): void;
  /** Looks at the oldest new card of a hand-over: for one person, or (null) for everybody in a channel. */
  expectHandover(who: string | null, text?: string | RegExp): void;
  /** Looks at the oldest new private answer. */
  expectPrivate(who: string, text: string | RegExp): void;
  /** These messages were looked at. */
  look(messages: readonly FakeMessage[]): void;
  /** Nothing was said that was not looked at. */
  expectQuiet(): void;
  /** As after a crash: the process is gone, memory and chat are as they were. */
  restart(): Promise<void>;
}

export interface HarnessOptions {
  readonly plant?: Partial<Plant>;
  /** A plant file instead: what commands change is then changed as in the product. Read anew at each restart. */
  readonly plantFile?: () => string;
  /** Floods become digests; off where a story is not about that. */
  readonly isStormOn?: boolean;
  /** Something fails inside, and the story is about that. */
  readonly isFailing?: boolean;
  readonly memory?: (deps: { clock: Clock; ids: Ids }) => Promise<Memory>;
}

export async function harness(options: HarnessOptions = {}): Promise<Harness> {
  const clock = fakeClock(NOON);
  const ids = countingIds();
  const deps = { clock, ids };
  const memory = await (options.memory?.(deps) ?? Promise.resolve(memoryStore(deps)));
  const plant: Plant = { ...smallPlant, ...options.plant };
  const counts = new Map<string, number>();
  const logged: string[] = [];
  const late: { reactions: Reactions | null } = { reactions: null };
  const reactionsNow = (): Reactions => {
    if (late.reactions === null) throw new Error('the bot is not running');
    return late.reactions;
  };
  const chat = fakeChat({
    clock,
    reactions: {
      tap: (tap) => reactionsNow().tap(tap),
      bulk: (tap) => reactionsNow().bulk(tap),
      handover: (tap) => reactionsNow().handover(tap),
      command: (call) => reactionsNow().command(call),
      reply: (reply) => reactionsNow().reply(reply),
      miss: (call) => reactionsNow().miss(call),
      home: (sender) => reactionsNow().home(sender),
    },
  });
  const camera = fakeCamera();
  const start = (): Promise<App> =>
    plugTogether({
      ...bookOf(options, plant),
      publicUrl: 'https://andon.example.com',
      store: memory.store,
      outbox: memory.outbox,
      pictures: memory.pictures,
      pictureSource: () => camera.source,
      clock,
      ids,
      log: listLog(logged),
      meter: mapMeter(counts),
      isStormOn: options.isStormOn ?? false,
      seal: hmacSeal('seal-key-1'),
      samplingHash: (source, id) => keyedHash('audit-key-1', `${source}\n${id}`),
      platforms: ['slack'],
      connect: async (reactions) => {
        late.reactions = reactions;
        return [chat];
      },
    });
  const running = { app: await start() };
  const seen = { messages: new Set<string>(), answers: 0 };

  async function settle(): Promise<void> {
    for (let round = 0; round < ROUNDS_LIMIT; round += 1) {
      const didSay = await running.app.outbox.round();
      const didShow = await running.app.pictures.round();
      if (!didSay && !didShow) return;
    }
    throw new Error('the outbox does not come to rest');
  }

  /** When the next hand-over begins; one that began is a row. */
  function nextShiftEnd(): number | null {
    const { plant: now } = running.app.live.around;
    const opening = now.shifts.rosters
      .map((roster) => handoverAround(roster, clock.now(), now.timezone)?.opensAt ?? 0)
      .filter((at) => at > clock.now());
    return opening.length > 0 ? Math.min(...opening) : null;
  }

  async function advance(duration: string): Promise<void> {
    const ms = parseDuration(duration);
    if (ms === null) throw new Error(`not a duration: ${duration}`);
    const end = clock.now() + ms;
    await settle();
    for (let round = 0; round < ROUNDS_LIMIT; round += 1) {
      const [due] = await memory.store.due(end, 1);
      const [passing] = await memory.store.handoversDue(end, 1);
      const { outbox, pictures } = running.app;
      const times = [
        due?.dueAt ?? null,
        passing?.dueAt ?? null,
        nextShiftEnd(),
        await memory.outbox.nextAt(),
        await pictures.nextAt(),
      ];
      const next = Math.min(...times.filter((t) => t !== null), Number.POSITIVE_INFINITY);
      if (next > end) break;
      clock.set(Math.max(next, clock.now()));
      const didSteps = (await running.app.onDue()) > 0;
      const didShow = await pictures.round();
      const didSay = (await outbox.round()) || didShow;
      if (didSteps || didSay || next > clock.now()) continue;
      // What is due is held back for now: on to the moment at which something else is due, or at which it is not held any more.
      const opening = [...times, outbox.opensAt()].filter((t) => t !== null && t > clock.now());
      const later = opening.length > 0 ? Math.min(...opening.map(Number)) : clock.now() + 1;
      if (later > end) break;
      clock.set(later);
    }
    clock.set(Math.max(end, clock.now()));
    // What is due at no row's time, such as the end of a flood, is looked for once a second.
    await running.app.onDue();
    await settle();
  }

  const cards = (channel?: string) =>
    chat
      .messages()
      .filter((m) => m.content.kind === 'alert' && (!channel || m.channel === channel));
  const newest = (channel?: string): FakeMessage => {
    const card = cards(channel).at(-1);
    if (card === undefined) throw new Error('there is no card');
    return card;
  };
  const lookAt = (kind: ReturnType<typeof kindOf>): FakeMessage => {
    const message = chat
      .messages()
      .find((m) => kindOf(m) === kind && !seen.messages.has(m.address));
    if (message === undefined) throw new Error(`nothing new was said (${kind})`);
    seen.messages.add(message.address);
    return message;
  };
  const detectAll = (all: readonly Partial<Detection>[]) =>
    running.app.ingest(
      all.map((over) => {
        const full = detection({ observedAt: clock.now(), ...over });
        const isCondition = over.status !== undefined;
        return { ok: true, detection: full, isCondition, body: JSON.stringify(full) };
      }),
    );

  return {
    clock,
    memory,
    chat,
    camera,
    counts,
    logged,
    get app() {
      return running.app;
    },
    detectAll,
    detect: async (over = {}) => {
      const [result] = await detectAll([over]);
      await settle();
      if (result === undefined) throw new Error('a detection was not answered');
      return result;
    },
    advance,
    settle,
    tap: async (who, button, card = newest()) => {
      const reply = await chat.tap(card.address, userOf(who), verbOf(button));
      await settle();
      return reply;
    },
    write: async (who, button, card, text) => {
      const reply = await chat.tap(card.address, userOf(who), verbOf(button), undefined, text);
      await settle();
      return reply;
    },
    type: async (who, text) => {
      const reply = await chat.command('C0LINE0001', userOf(who), text);
      await settle();
      return reply;
    },
    choose: async (who, label) => {
      const command = commandOn(chat, label);
      const reply = await chat.command('C0LINE0001', userOf(who), command);
      await settle();
      return reply;
    },
    heard: (who) => {
      seen.answers = chat.answers.length;
      return chat.answers.findLast((a) => a.user === userOf(who))?.text ?? null;
    },
    skipRest: () => {
      seen.answers = chat.answers.length;
      for (const message of chat.messages()) seen.messages.add(message.address);
    },
    reply: async (who, text, pictures = []) => {
      const reply = await chat.reply(newest().address, userOf(who), text, pictures);
      await settle();
      return reply;
    },
    alert: async () => {
      const page = await memory.store.alerts({}, 1, null);
      const [alert] = page.items;
      if (alert === undefined) throw new Error('there is no alert');
      return alert;
    },
    card: newest,
    shown: (channel) => chat.shown(newest(channel)),
    expectCard: (text) => expect(chat.shown(lookAt('alert')).text).toMatch(text),
    expectAsked: (who, text = '') => {
      const shown = chat.shown(lookAt('ask'));
      expect([...shown.mentions].sort()).toEqual([who ?? []].flat().map(userOf).sort());
      expect(shown.text).toMatch(text);
    },
    expectNews: (text) => expect(chat.shown(lookAt('news')).summary).toMatch(text),
    expectHandover: (who, text = '') => {
      const card = lookAt('handover');
      const reader = running.app.live.around.people.find((p) => p.id === card.person);
      expect(reader?.key ?? null).toBe(who);
      expect(chat.shown(card).text).toMatch(text);
    },
    expectPrivate: (who, text) => {
      const answer = chat.answers[seen.answers];
      seen.answers += 1;
      expect(answer).toMatchObject({ user: userOf(who) });
      expect(answer?.text).toMatch(text);
    },
    look: (messages) => {
      for (const m of messages) seen.messages.add(m.address);
    },
    expectQuiet: () => {
      const unseen = chat.messages().filter((m) => !seen.messages.has(m.address));
      expect(unseen.map((m) => chat.shown(m).summary)).toEqual([]);
      expect(chat.answers.slice(seen.answers).map((a) => `${a.user}: ${a.text}`)).toEqual([]);
    },
    restart: async () => {
      await memory.outbox.release(clock.now());
      await memory.pictures.release(clock.now());
      running.app = await start();
    },
  };
}

/** The rules as the product has them, or a plant that no command changes. */
function bookOf(options: HarnessOptions, plant: Plant) {
  return options.plantFile === undefined
    ? { plantFile: '', rules: fixedRules(plant) }
    : { plantFile: options.plantFile(), rules: plantRules(['slack']) };
}

/** A story: everything that is said in it must be looked at. */
export function story(
  title: string,
  tell: (h: Harness) => Promise<void>,
  options: HarnessOptions = {},
): void {
  test(title, async () => {
    const h = await harness(options);
    await tell(h);
    h.expectQuiet();
    expect(h.chat.duplicates()).toEqual([]);
    if (!options.isFailing)
      expect(h.logged.filter((l) => l.includes('failed and is tried'))).toEqual([]);
    await h.memory.close();
  });
}

function kindOf({ content }: FakeMessage): 'alert' | 'ask' | 'news' | 'digest' | 'handover' {
  return content.kind === 'ask' && content.model.reason === 'news' ? 'news' : content.kind;
}

/** The command behind a button of the latest answer that has buttons, as it is drawn. */
function commandOn(chat: FakeChat, label: string | RegExp): string {
  const drawn = chat.answers.flatMap(({ reply }) => (reply === null ? [] : [replySlack(reply)]));
  const buttons = drawn
    .map(({ blocks }) => blocks.flatMap((b) => (b.type === 'actions' ? b.elements : [])))
    .findLast((elements) => elements.length > 0);
  for (const button of buttons ?? []) {
    if (button.type !== 'button') continue;
    const isIt =
      typeof label === 'string' ? button.text.text === label : label.test(button.text.text);
    const command = readRun(button.action_id ?? '', button.value);
    if (isIt && command !== null) return command;
  }
  throw new Error(`no answer has a button ${label}`);
}

function verbOf(button: string): string {
  return button.includes(':')
    ? button
    : button.toLowerCase().replace('’', '').replaceAll(/[ ']+/g, '-');
}

export function fakeClock(start: number): Clock & { set(at: number): void } {
  let now = start;
  return {
    now: () => now,
    set: (at) => {
      now = at;
    },
  };
}

/** Ids in order, as hex with dashes like the real ones. */
export function countingIds(): Ids {
  let n = 0;
  return {
    next: () => {
      n += 1;
      return `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
    },
  };
}

export function listLog(lines: string[]): Log {
  const write = (level: string) => (text: string, facts?: Record<string, unknown>) => {
    lines.push(`${level} ${text} ${JSON.stringify(facts ?? {})}`);
  };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
}

export function mapMeter(counts: Map<string, number>): Meter {
  const add = (key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by);
  return {
    count: (name, labels, by = 1) => void add(`${name} ${Object.values(labels).join(' ')}`, by),
    observe: (name) => void add(name, 1),
    gauge: (name, value) => void counts.set(name, value),
  };
}
