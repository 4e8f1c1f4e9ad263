// Steps in which people sign and accept the hand-over of a shift, write on it and take back what they wrote: what each of them is
// told is known before.
import { expect } from 'vitest';
import type { Handover } from '../../bot/core/handover/handover.ts';
import { DAY, HOUR, MINUTE } from '../../bot/core/time.ts';
import type { ReplyModel } from '../../cards/reply/model.ts';
import { userOf } from '../core/world.ts';
import type { FakeMessage } from '../fakes/chat.ts';
import { type Code, crossOut, type Sheet, sign, toldOfDrop, toldOfNote, write } from './noting.ts';
import type { Shift } from './shift.ts';

const PEOPLE = ['ana', 'ole', 'sam', 'ada', 'stranger'];
/** So many hand-overs may be under way for the one roster. */
const UNDER_WAY = 2;
const DOING: readonly Code[] = [
  'handover-signed-now',
  'handover-yours',
  'handover-noted',
  'handover-dropped',
];

/** It is twenty to six, and one thing after the other comes to somebody's mind. */
export async function endShift(shift: Shift): Promise<void> {
  const { h, chance } = shift;
  await h.advance(`${Math.ceil(untilEnd(h.clock.now()) / MINUTE)}m`);
  for (let n = 3 + chance.below(8); n > 0; n -= 1) {
    await chance.pick([noteOver, noteOver, noteOver, dropNote, dropNote, dropTogether, signOver])(
      shift,
    );
    if (chance.next() < 0.2) await h.advance('10m');
  }
}

/** Winter in Paris: shifts end at five and at seventeen hours, hand-overs begin twenty minutes before. */
function untilEnd(now: number): number {
  const ends = [5, 17, 29].map((hour) => Math.floor(now / DAY) * DAY + hour * HOUR - 20 * MINUTE);
  return Math.min(...ends.filter((at) => at > now)) - now;
}

/** By whoever it occurs to. */
export async function signOver(shift: Shift): Promise<void> {
  const { chance } = shift;
  const verb = chance.pick(['', 'sign', 'sign', 'accept']);
  const { code, sheet } = await command(shift, chance.pick(PEOPLE), verb);
  if (code === 'handover-signed-now' && sheet !== null) sign(sheet);
  if (code === 'handover-yours' && sheet !== null) sheet.isAccepted = true;
}

/** By command, or in the form of a card as it was shown at some time. */
export async function noteOver(shift: Shift): Promise<void> {
  const { h, chance, ledger } = shift;
  const who = chance.pick(PEOPLE);
  const text = chance.next() < 0.1 ? 'the pump is loud' : ledger.words();
  if (chance.next() < 0.4) {
    const { code, sheet, meant } = await command(shift, who, `note ${text}`);
    if (meant.length > 0) expect(meant.map((m) => toldOfNote(m, who, text))).toContain(code);
    if (sheet !== null) write(sheet, who, text);
    return;
  }
  const cards = h.chat.messages().filter((m) => m.content.kind === 'handover');
  if (cards.length > 0) await fillIn(shift, chance.pick(cards), who, text);
}

async function fillIn(shift: Shift, card: FakeMessage, who: string, text: string): Promise<void> {
  const { h, chance, ledger } = shift;
  const { id, value } = seenOn(chance.pick(card.states));
  const handover = await h.memory.store.handover(id);
  const reply = await h.chat.tap(card.address, userOf(who), 'handover:note', value, text);
  await h.settle();
  const code = reply?.told?.answer.code ?? 'handover-noted';
  const sheet = ledger.sheet(id);
  const isPast = !sheet.isAccepted && h.clock.now() >= (handover?.until ?? 0);
  expect(code).toBe(isPast ? 'handover-past' : toldOfNote(sheet, who, text));
  if (code === 'handover-noted') write(sheet, who, text);
}

function seenOn(content: FakeMessage['content']): { id: string; value: unknown } {
  if (content.kind !== 'handover') throw new Error('this is no hand-over');
  const { id, revision } = content.model;
  return { id, value: { v: 1, h: id, r: revision } };
}

export async function dropNote(shift: Shift): Promise<void> {
  const { chance } = shift;
  const who = chance.pick(PEOPLE);
  const number = 1 + chance.below(((await underWay(shift))[0]?.lines.length ?? 0) + 1);
  const { code, sheet, meant } = await command(shift, who, `drop ${number}`);
  if (meant.length > 0) expect(meant.map((m) => toldOfDrop(m, who, number))).toContain(code);
  if (sheet !== null) crossOut(sheet, number);
}

/** Two mean the same note, one that is on the card, while a third writes one. */
export async function dropTogether(shift: Shift): Promise<void> {
  const { h, chance, ledger } = shift;
  const [sheet, ...others] = await underWay(shift);
  if (sheet === undefined || sheet.lines.length === 0 || others.length > 0) return;
  const [one, two, three] = [chance.pick(PEOPLE), chance.pick(PEOPLE), chance.pick(PEOPLE)];
  const [number, text] = [1 + chance.below(sheet.lines.length), ledger.words()];
  const wished = [one, two].map((who) => toldOfDrop(sheet, who, number));
  const replies = await Promise.all([
    h.type(one, `handover drop ${number}`),
    h.type(two, `handover drop ${number}`),
    h.type(three, `handover note ${text}`),
  ]);
  const codes = replies.map(codeOf);
  const isDropped = wished.includes('handover-dropped');
  const dropped = codes.filter((code) => code === 'handover-dropped');
  expect(dropped, `${codes} of ${wished}`).toHaveLength(isDropped ? 1 : 0);
  // What was dropped first may have made room.
  if (codes[2] !== 'handover-noted') expect(codes[2]).toBe(toldOfNote(sheet, three, text));
  if (isDropped) crossOut(sheet, number);
  if (codes[2] === 'handover-noted') write(sheet, three, text);
}

interface Commanded {
  readonly code: Code | null;
  /** What it changed; null = it was refused. */
  readonly sheet: Sheet | null;
  /** What it may have been about. */
  readonly meant: readonly Sheet[];
}

async function command(shift: Shift, who: string, text: string): Promise<Commanded> {
  const { h, ledger } = shift;
  const before = await rowsNow(shift);
  const code = codeOf(await h.type(who, `handover ${text}`.trim()));
  const after = await rowsNow(shift);
  const changed = before.filter((b) => after.some((a) => a.id === b.id && a.revision > b.revision));
  expect(changed.length, `${text}: ${code}`).toBe(code !== null && DOING.includes(code) ? 1 : 0);
  if (before.length === 0 && text !== '') expect(code).toBe('handover-none');
  const [id = null] = changed.map((c) => c.id);
  const meant = before.map((b) => ledger.sheet(b.id));
  return { code, sheet: id === null ? null : ledger.sheet(id), meant };
}

function codeOf(reply: ReplyModel | null): Code | null {
  return reply?.body.kind === 'told' ? reply.body.told.answer.code : null;
}

/** What commands are about: hand-overs whose next shift is not past, the newest first. */
async function rowsNow({ h }: Shift): Promise<readonly Handover[]> {
  const { items } = await h.memory.store.handovers({}, UNDER_WAY, null);
  return items.filter((i) => h.clock.now() < i.until);
}

async function underWay(shift: Shift): Promise<readonly Sheet[]> {
  return (await rowsNow(shift)).map((row) => shift.ledger.sheet(row.id));
}
