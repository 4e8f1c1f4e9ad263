// What may happen in a shift, each with its weight: producers, people and the world, on good days and on bad ones.
import { expect } from 'vitest';
import { VERBS } from '../../bot/core/alert.ts';
import { BULK_VERBS } from '../../bot/core/digest.ts';
import { REASONS } from '../../bot/core/feedback.ts';
import { MINUTE } from '../../bot/core/time.ts';
import { SHELF_REASONS } from '../../bot/core/verbs/shelving.ts';
import { userOf } from '../core/world.ts';
import type { FakeMessage } from '../fakes/chat.ts';
import type { Chance } from './chance.ts';
import { dropNote, endShift, noteOver, signOver } from './note-steps.ts';
import { type Shift, type Steps, titleOf } from './shift.ts';
import { detectThere, suppress, unsuppress } from './suppress-steps.ts';

const PEOPLE = ['ana', 'ole', 'sam', 'ada', 'stranger'];
/** How wrong a clock may be, in minutes. */
const SET_BY = 180;

const USUAL: Steps = [
  [8, detect],
  [2, burst],
  [10, tap],
  [3, tapTwice],
  [2, type],
  [4, wait],
  [1, waitLong],
  [1, restart],
];

/** One alert at a time, and nobody speaks of shifts. Clocks are wrong, for nothing here ends at an hour on the wall. */
export const PLAIN: Steps = [...USUAL, [1, setClock]];

/** With rosters: people come and go, pass on what they have, put things aside, and suppress what is worked on. */
export const MANNED: Steps = [
  ...USUAL,
  [3, arrange],
  [3, passOn],
  [2, putAside],
  [2, signOver],
  [2, noteOver],
  [1, dropNote],
  [1, endShift],
  [10, detectThere],
  [5, suppress],
  [2, unsuppress],
];

/** With floods besides: too much at once, and answers for many. */
export const STORMY: Steps = [...MANNED, [3, flood], [4, tapBulk], [2, answerAll]];

export function pickStep(steps: Steps, chance: Chance): (s: Shift) => Promise<void> {
  let rest = chance.below(steps.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, step] of steps) {
    if (rest < weight) return step;
    rest -= weight;
  }
  throw new Error('the weights do not add up');
}

async function detect({ h, chance, accepted }: Shift): Promise<void> {
  const id = `d-${chance.below(40)}`;
  const status = chance.next() < 0.15 ? 'cleared' : 'active';
  const severity = chance.pick(['low', 'medium', 'high', 'critical'] as const);
  const key = `key-${chance.below(6)}`;
  const { source } = await h.detect({ id, title: titleOf(id), status, severity, key });
  accepted.add(`${source} ${id} ${status}`);
}

async function burst({ h, chance, accepted }: Shift): Promise<void> {
  const all = Array.from({ length: 1 + chance.below(12) }, () => {
    const id = `b-${chance.below(1_000)}`;
    return { id, title: titleOf(id), key: `key-${chance.below(8)}` };
  });
  const groups = [all.slice(0, 4), all.slice(4)];
  await Promise.all(groups.map((group) => h.detectAll(group)));
  for (const { id } of all) accepted.add(`cam-12 ${id} active`);
}

/** Too many alerts for a card each. */
async function flood({ h, chance, accepted }: Shift): Promise<void> {
  const from = chance.below(3) * 100;
  const all = Array.from({ length: 11 + chance.below(50) }, (_, n) => {
    const id = `f-${from}-${n}-${h.clock.now()}`;
    return {
      id,
      title: titleOf(id),
      key: `flood-${from + n}`,
      asset: `line-1/station-${n % 7}`,
      severity: chance.pick(['low', 'medium', 'high', 'critical'] as const),
    };
  });
  await h.detectAll(all);
  await h.settle();
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
    ...[...REASONS.map((r) => r.code), ...SHELF_REASONS].map((code) => `reason:${code}`),
  ]);
  return { verb: chance.next() < 0.2 ? any : button.verb, value };
}

function anyCard({ h, chance }: Shift): FakeMessage | null {
  const cards = h.chat.messages().filter((m) => m.content.kind === 'alert');
  return cards.length === 0 ? null : chance.pick(cards);
}

/** Everything of an asset at once, on a digest as it stands. */
async function tapBulk({ h, chance }: Shift): Promise<void> {
  const digests = h.chat.messages().filter((m) => m.content.kind === 'digest');
  if (digests.length === 0) return;
  const { address, content } = chance.pick(digests);
  if (content.kind !== 'digest' || content.model.groups.length === 0) return;
  const { where } = chance.pick(content.model.groups);
  const before = h.chat.answers.length;
  await h.chat.bulk(address, userOf(chance.pick(PEOPLE)), where, chance.pick(BULK_VERBS));
  expect(h.chat.answers.length, 'whoever presses for many is told').toBeGreaterThan(before);
  await h.settle();
}

async function answerAll({ h, chance }: Shift): Promise<void> {
  const verb = chance.pick(['take', 'confirm', 'reject', 'shelve']);
  const asset = `line-1/station-${chance.below(7)}`;
  await h.type(
    chance.pick(PEOPLE),
    `${verb} all ${chance.pick(['scratch', '*scratch'])} on ${asset} sure ${1 + chance.below(9)}`,
  );
}

async function type({ h, chance }: Shift): Promise<void> {
  const ending = await anyEnding({ h, chance });
  const text = chance.pick(['open', 'mine', 'report', 'help', `show ${ending}`]);
  const verb = chance.pick(['take', 'confirm', 'reject', 'escalate', 'resolve', 'undo', 'shelve']);
  const act = `${verb} ${ending}${verb === 'shelve' ? chance.pick(['', ' 2h', ' 90m parts', ' 13h']) : ''}`;
  await h.type(chance.pick(PEOPLE), chance.next() < 0.6 ? act : text);
}

async function anyEnding({ h, chance }: Pick<Shift, 'h' | 'chance'>): Promise<string> {
  const page = await h.memory.store.alerts({}, 20, null);
  return page.items.length === 0 ? 'ffff' : chance.pick(page.items).id.slice(-6);
}

/** Somebody comes, leaves, stands in for another, or a crew does. */
async function arrange({ h, chance }: Shift): Promise<void> {
  const other = chance.pick(['ana', 'ole', 'sam', 'me']);
  const until = chance.pick(['06:00', '18:00', '23:30']);
  const text = chance.pick([
    'on',
    'off',
    'who',
    `off ${other}`,
    `cover ${other} until ${until}`,
    `shift swap ${chance.pick(['red', 'blue'])} until ${until}`,
  ]);
  await h.type(chance.pick(PEOPLE), text);
}

async function passOn({ h, chance }: Shift): Promise<void> {
  const to = chance.pick(['ana', 'ole', 'sam', 'crew red', 'crew blue']);
  await h.type(chance.pick(PEOPLE), `hand-over ${await anyEnding({ h, chance })} ${to}`);
}

async function putAside({ h, chance }: Shift): Promise<void> {
  const time = chance.pick(['10m', '2h', '12h', '13h', '0m']);
  await h.type(chance.pick(PEOPLE), `shelve ${await anyEnding({ h, chance })} ${time} spare part`);
}

async function wait(shift: Shift): Promise<void> {
  await pass(shift, `${1 + shift.chance.below(15)}m`);
}

async function waitLong(shift: Shift): Promise<void> {
  await pass(shift, `${1 + shift.chance.below(9)}h`);
}

async function pass({ h, watch }: Shift, time: string): Promise<void> {
  await h.advance(time);
  const overdue = watch.overdue(h.clock.now()).map((d) => d.id);
  expect(overdue, 'what outlasted its suppression is shown at once').toEqual([]);
}

/** The machine's clock is put right, either way; within a minute the bot has noticed. */
async function setClock({ h, chance }: Shift): Promise<void> {
  h.clock.set(h.clock.now() + (chance.below(2 * SET_BY + 1) - SET_BY) * MINUTE);
  await h.advance('1m');
}

async function restart({ h }: Shift): Promise<void> {
  await h.restart();
}
