// Random shifts from a seed: detections, taps on old and new cards, commands, a chat that fails before and after it stored,
// restarts in the middle, and time. After each shift the invariants of the design must hold. A failure names its seed; run
// `SEED=n npm run simulate` to see it again, and `SHIFTS=10000 npm run simulate` to look harder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Alert, isClosed, replay, VERBS } from '../bot/core/alert.ts';
import { liveLabels, REASONS } from '../bot/core/feedback.ts';
import { MINUTE, SECOND } from '../bot/core/time.ts';
import { openStore } from '../prisma/store.ts';
import { richPlant } from './core/rich-plant.ts';
import { userOf } from './core/world.ts';
import type { FakeMessage, FakeTrouble } from './fakes/chat.ts';
import { memoryStore } from './fakes/store.ts';
import { type Harness, type HarnessOptions, harness } from './harness.ts';
import { type Promises, promises } from './promises.ts';

const SHIFTS = Number(process.env.SHIFTS ?? 3);
const FIRST_SEED = process.env.SEED === undefined ? 1 : Number(process.env.SEED);
const LAST_SEED = process.env.SEED === undefined ? SHIFTS : FIRST_SEED;
const STEPS = 60;
/** The same on the real database, which is slower. */
const SQLITE_SHIFTS = 1;
const SQLITE_STEPS = 30;

const PEOPLE = ['ana', 'ole', 'sam', 'ada', 'stranger'];
const TROUBLES: readonly FakeTrouble[] = [
  'limited',
  'unavailable',
  'lost-answer',
  'unclear',
  'missing',
];

interface Shift {
  readonly h: Harness;
  readonly chance: Chance;
  /** Every identity of a detection that was answered. */
  readonly accepted: Set<string>;
  isRough: boolean;
}

interface Chance {
  /** In [0, 1). */
  next(): number;
  below(n: number): number;
  pick<T>(items: readonly T[]): T;
}

/** Mulberry32: small, fast, and the same everywhere. */
function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}

const STEPS_OF_A_SHIFT: readonly (readonly [weight: number, step: (s: Shift) => Promise<void>])[] =
  [
    [8, detect],
    [2, burst],
    [10, tap],
    [3, tapTwice],
    [2, type],
    [4, wait],
    [1, waitLong],
    [1, restart],
  ];

async function detect({ h, chance, accepted }: Shift): Promise<void> {
  const id = `d-${chance.below(40)}`;
  const status = chance.next() < 0.15 ? 'cleared' : 'active';
  const severity = chance.pick(['low', 'medium', 'high', 'critical'] as const);
  const key = `key-${chance.below(6)}`;
  const { source } = await h.detect({ id, status, severity, key });
  accepted.add(`${source} ${id} ${status}`);
}

async function burst({ h, chance, accepted }: Shift): Promise<void> {
  const all = Array.from({ length: 1 + chance.below(12) }, () => ({
    id: `b-${chance.below(1_000)}`,
    key: `key-${chance.below(8)}`,
  }));
  const groups = [all.slice(0, 4), all.slice(4)];
  await Promise.all(groups.map((group) => h.detectAll(group)));
  for (const { id } of all) accepted.add(`cam-12 ${id} active`);
}

async function tap(shift: Shift): Promise<void> {
  const card = anyCard(shift);
  if (card === null) return;
  const { h, chance } = shift;
  const who = chance.pick(PEOPLE);
  const { verb, value } = buttonOn(shift, card);
  const before = h.chat.answers.length;
  const reply = await h.chat.tap(card.address, userOf(who), verb, value);
  // One tap, one answer: the card is new, or a sentence says why not.
  const isAnswered = h.chat.answers.length > before || (reply?.card?.revision ?? 0) > value.r;
  expect(isAnswered, `${who} tapped ${verb} and got nothing`).toBe(true);
}

async function tapTwice(shift: Shift): Promise<void> {
  const card = anyCard(shift);
  if (card === null) return;
  const { h, chance } = shift;
  const press = () => {
    const { verb, value } = buttonOn(shift, card);
    return h.chat.tap(card.address, userOf(chance.pick(PEOPLE)), verb, value);
  };
  await Promise.all([press(), press(), h.app.onDue()]);
}

/** A button as the card showed it at some time, or any verb at all with that card's value. */
function buttonOn({ h, chance }: Shift, card: FakeMessage) {
  const state = chance.pick(card.states);
  const shown = h.chat.shown({ ...card, content: state });
  const button = chance.pick(shown.buttons);
  const value = button.value as { v: 1; a: string; r: number };
  const any = chance.pick([
    ...VERBS.filter((v) => v !== 'reason'),
    ...REASONS.map((r) => `reason:${r.code}`),
  ]);
  return { verb: chance.next() < 0.2 ? any : button.verb, value };
}

function anyCard({ h, chance }: Shift): FakeMessage | null {
  const cards = h.chat.messages().filter((m) => m.content.kind === 'alert');
  return cards.length === 0 ? null : chance.pick(cards);
}

async function type({ h, chance }: Shift): Promise<void> {
  const page = await h.memory.store.alerts({}, 20, null);
  const ending = page.items.length === 0 ? 'ffff' : chance.pick(page.items).id.slice(-6);
  const text = chance.pick(['open', 'mine', 'report', 'help', `show ${ending}`]);
  const act = `${chance.pick(['take', 'confirm', 'reject', 'escalate', 'resolve', 'undo'])} ${ending}`;
  await h.type(chance.pick(PEOPLE), chance.next() < 0.6 ? act : text);
}

async function wait({ h, chance }: Shift): Promise<void> {
  await h.advance(`${1 + chance.below(15)}m`);
}

async function waitLong({ h, chance }: Shift): Promise<void> {
  await h.advance(`${1 + chance.below(9)}h`);
}

async function restart({ h }: Shift): Promise<void> {
  await h.restart();
}

async function play(seed: number, options: HarnessOptions, steps: number): Promise<void> {
  const chance = chanceFrom(seed);
  const heard = promises();
  const h = await harness({ ...options, memory: overheard(options, heard) });
  const shift: Shift = { h, chance, accepted: new Set(), isRough: false };
  const rate = chance.pick([0, 0.05, 0.3]);
  h.chat.spoil = ({ op }) => {
    if (!shift.isRough || chance.next() >= rate) return null;
    const trouble = chance.pick(TROUBLES);
    return trouble === 'missing' && op !== 'update' ? null : trouble;
  };
  const total = STEPS_OF_A_SHIFT.reduce((sum, [weight]) => sum + weight, 0);
  for (let i = 0; i < steps; i += 1) {
    shift.isRough = true;
    await pickStep(chance.below(total))(shift);
  }
  shift.isRough = false;
  // Long enough for every delayed delivery, too short for another step to fall due unseen.
  await h.advance('2m');
  await checkInvariants(shift);
  heard.check(h.chat);
  await h.memory.close();
}

function overheard(
  { memory }: HarnessOptions,
  heard: Promises,
): NonNullable<HarnessOptions['memory']> {
  return async (deps) => heard.overhear(await (memory?.(deps) ?? memoryStore(deps)));
}

function pickStep(at: number): (s: Shift) => Promise<void> {
  let rest = at;
  for (const [weight, step] of STEPS_OF_A_SHIFT) {
    if (rest < weight) return step;
    rest -= weight;
  }
  throw new Error('the weights do not add up');
}

async function checkInvariants({ h, accepted }: Shift): Promise<void> {
  const { store, outbox } = h.memory;
  const alerts = await everyAlert(h);
  const kept = new Set<string>();
  for (const alert of alerts) {
    const { events, detections, labels } = await store.history(alert.id);
    expect(replay(events), 'replaying the events rebuilds the row').toEqual(alert);
    for (const d of detections)
      kept.add(`${d.detection.source} ${d.detection.id} ${d.detection.status}`);
    checkSilence(alert, h.clock.now());
    checkCards(alert, h);
    const live = liveLabels(labels.map((l) => l.label));
    const people = live.map((l) => l.by);
    expect(new Set(people).size, 'one live verdict for each person').toBe(people.length);
    for (const label of live) {
      expect(label.by, 'no answer is never a label').toBeTruthy();
      expect(label.revision).toBeLessThanOrEqual(alert.revision);
    }
    if (alert.verdict === 'pending') {
      expect(
        live.filter((l) => l.isDeciding),
        'nothing decides a pending alert',
      ).toEqual([]);
    }
  }
  expect(await outbox.pending(), 'everything is delivered').toBe(0);
  expect(h.chat.duplicates(), 'nothing is said twice').toEqual([]);
  expect(h.logged.filter((l) => l.includes('failed and is tried'))).toEqual([]);
  const refs = [...accepted].map((text) => {
    const [source = '', id = '', status = ''] = text.split(' ');
    return {
      source,
      id,
      status: status === 'cleared' ? ('cleared' as const) : ('active' as const),
    };
  });
  expect(await store.kept(refs), 'nothing accepted is lost').toHaveLength(accepted.size);
}

async function everyAlert(h: Harness): Promise<readonly Alert[]> {
  const all: Alert[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof h.memory.store.alerts>> = await h.memory.store.alerts(
      {},
      100,
      cursor,
    );
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

/** Silence is never the end, and nothing is overdue. */
function checkSilence(alert: Alert, now: number): void {
  if (isClosed(alert)) {
    expect(alert.dueAt, 'a closed alert waits for nothing').toBeNull();
    return;
  }
  expect(alert.dueAt, 'an open alert has a due time').not.toBeNull();
  expect(alert.dueAt ?? 0, 'no step is overdue').toBeGreaterThan(now - SECOND);
}

/** With the outbox empty, every copy of every card equals its row. */
function checkCards(alert: Alert, h: Harness): void {
  const copies = h.chat
    .messages()
    .filter((m) => m.content.kind === 'alert' && m.content.model.id === alert.id);
  expect(copies.length, 'an alert has a card').toBeGreaterThan(0);
  for (const copy of copies) expect(copy.content.model.revision).toBe(alert.revision);
}

async function playAll(
  first: number,
  last: number,
  options: HarnessOptions = {},
  steps = STEPS,
): Promise<void> {
  for (let seed = first; seed <= last; seed += 1) {
    try {
      await play(seed, options, steps);
    } catch (error) {
      throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
    }
  }
}

const LIMIT_MS = 20 * MINUTE;

test(
  `${LAST_SEED - FIRST_SEED + 1} random shifts keep every promise`,
  async () => {
    await playAll(FIRST_SEED, LAST_SEED);
  },
  LIMIT_MS,
);

test(
  'random shifts keep every promise with rosters, repeats, quiet hours and two acknowledgments',
  async () => {
    await playAll(FIRST_SEED, LAST_SEED, { plant: richPlant });
  },
  LIMIT_MS,
);

test(
  `random shifts keep every promise on SQLite (${SQLITE_SHIFTS})`,
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'andon-simulation-'));
    let n = 0;
    const memory: HarnessOptions['memory'] = (deps) => {
      n += 1;
      return openStore(`file:${folder}/${n}.db`, deps);
    };
    await playAll(
      FIRST_SEED,
      FIRST_SEED + SQLITE_SHIFTS - 1,
      { memory, plant: richPlant },
      SQLITE_STEPS,
    );
    rmSync(folder, { recursive: true });
  },
  LIMIT_MS,
);
