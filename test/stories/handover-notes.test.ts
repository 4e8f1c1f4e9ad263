// What is written on a hand-over, on an afternoon when the outgoing shift remembers one thing after the other: Sam leads the day
// with Ana, Nina the night with Ole. What was signed stays, what was read stays, and a number means one note.
import { expect } from 'vitest';
import type { Handover } from '../../bot/core/handover/handover.ts';
import { twoCrews } from '../core/two-crews.ts';
import { userOf } from '../core/world.ts';
import type { FakeMessage } from '../fakes/chat.ts';
import { type Harness, type HarnessOptions, story } from '../harness.ts';

const OPTIONS: HarnessOptions = { plant: twoCrews };
const NOTE = 'handover:note';

function cards(h: Harness): readonly FakeMessage[] {
  return h.chat.messages().filter((m) => m.content.kind === 'handover');
}

/** Somebody's newest card, or the newest of all. */
function card(h: Harness, who?: string): FakeMessage {
  const reader = h.app.live.around.people.find((p) => p.key === who)?.id;
  const found = cards(h).findLast((m) => reader === undefined || m.person === reader);
  if (found === undefined) throw new Error('there is no hand-over');
  return found;
}

function text(h: Harness, who?: string): string {
  return h.chat.shown(card(h, who)).text;
}

function verbs(h: Harness, who?: string): readonly string[] {
  return h.chat.shown(card(h, who)).buttons.map((b) => b.verb);
}

async function present(h: Harness): Promise<Handover> {
  const [handover] = (await h.memory.store.handovers({}, 1, null)).items;
  if (handover === undefined) throw new Error('nothing was handed over');
  return handover;
}

/** Until the card for Sam stands, at twenty to six. */
async function preparing(h: Harness): Promise<void> {
  await h.advance('4h');
  await h.advance('40m');
}

async function write(h: Harness, who: string, words: string): Promise<void> {
  await h.write(who, NOTE, card(h), words);
}

async function drop(h: Harness, who: string, number: number): Promise<void> {
  await h.type(who, `handover drop ${number}`);
}

/** Sam and Nina have their cards, and both read this now. */
function lookAtBoth(h: Harness, words: RegExp): void {
  for (const who of ['sam', 'nina']) h.expectHandover(who, words);
}

story(
  'Sam edits and signs: written on the card, corrected, taken back; what stands then is what he signed',
  async (h) => {
    await preparing(h);
    expect(verbs(h)).toEqual(['handover:sign', NOTE]);
    await write(h, 'sam', 'oven 3 is off');
    await write(h, 'sam', 'station 12 runs warm');
    await write(h, 'ana', 'the fitter comes at 19:00');
    expect(text(h)).toMatch(/1\. Sam.*oven 3 is off\n2\. Sam.*warm\n3\. Ana Ruiz.*fitter/);
    // The card is the answer.
    expect(h.chat.answers).toEqual([]);
    await drop(h, 'sam', 1);
    h.expectPrivate('sam', /Note 1 is taken back: “oven 3 is off”/);
    expect(text(h)).toMatch(/Notes to watch.*handover drop 3.*\n2\. Sam.*\n3\. Ana/);
    expect(text(h)).not.toMatch(/oven 3/);
    await write(h, 'sam', 'oven 3 runs at half power');
    expect(text(h)).toMatch(/4\. Sam.*half power/);
    await h.tap('sam', 'handover:sign', card(h));
    h.expectPrivate('sam', /Signed/);
    await drop(h, 'sam', 4);
    h.expectPrivate('sam', /Sam.*signed with note 4 on it.*Add a note/);
    await drop(h, 'ada', 2);
    h.expectPrivate('ada', /signed with note 2/);
    // Nothing can be taken back, so nobody is told how.
    expect(text(h)).not.toMatch(/handover drop/);
    expect(verbs(h)).toEqual([NOTE]);
    const { notes } = await present(h);
    expect(notes[0]).toMatchObject({ text: 'oven 3 is off', droppedBy: notes[0]?.by });
    h.expectHandover('sam', /Signed by Sam.*2\. .*3\. .*4\. /s);
  },
  OPTIONS,
);

story(
  'one more thing after the signature: it stands apart, can be taken back, and nobody reads that it was signed',
  async (h) => {
    await preparing(h);
    await write(h, 'sam', 'station 12 runs warm');
    await h.tap('sam', 'handover:sign', card(h));
    h.expectPrivate('sam', /Signed/);
    await write(h, 'sam', 'oven 3 is off');
    await h.advance('20m');
    await write(h, 'ole', 'who has the key?');
    for (const who of ['sam', 'nina'])
      expect(text(h, who)).toMatch(
        /Notes to watch\*\n1\. .*warm\n\*Notes added after the signature.*drop 3.*\n2\. .*oven 3.*\n3\. Ole Berg.*key/,
      );
    await drop(h, 'ole', 3);
    h.expectPrivate('ole', /taken back/);
    await drop(h, 'nina', 2);
    h.expectPrivate('nina', /taken back: “oven 3 is off”/);
    expect(text(h)).not.toMatch(/added after/);
    lookAtBoth(h, /Waits for.*Signed by Sam.*Notes to watch\*\n1\. .*warm/s);
  },
  OPTIONS,
);

story(
  'whose note it is: one’s own, and anybody’s for a lead or an admin; the others get one sentence',
  async (h) => {
    await preparing(h);
    for (const who of ['ana', 'ole', 'sam']) await write(h, who, `seen by ${who}`);
    await drop(h, 'ole', 1);
    h.expectPrivate('ole', /Note 1 is by Ana Ruiz, who can take it back, and so can a lead/);
    await drop(h, 'ole', 2);
    h.expectPrivate('ole', /Note 2 is taken back/);
    await drop(h, 'nina', 1);
    h.expectPrivate('nina', /Note 1 is taken back/);
    await drop(h, 'ada', 3);
    h.expectPrivate('ada', /Note 3 is taken back/);
    await drop(h, 'ana', 4);
    h.expectPrivate('ana', /no note 4/);
    await h.type('ana', 'handover drop two');
    h.expectPrivate('ana', /don’t understand.*handover drop N/s);
    h.expectHandover('sam', /Nothing is open/);
    expect(text(h)).not.toMatch(/Notes|seen by/);
  },
  OPTIONS,
);

story(
  'two at once drop “2”, while a third writes: note 2 goes, once, and no other',
  async (h) => {
    await preparing(h);
    for (const words of ['one', 'two', 'three']) await write(h, 'ana', words);
    const type = (who: string, words: string) =>
      h.chat.command('C0LINE0001', userOf(who), words).then(() => null);
    await Promise.all([
      type('ana', 'handover drop 1'),
      type('ana', 'handover drop 2'),
      type('sam', 'handover drop 2'),
      type('ole', 'handover note four'),
    ]);
    await h.settle();
    const shown = (await present(h)).notes.filter((n) => n.droppedAt === null);
    expect(shown.map((n) => n.text)).toEqual(['three', 'four']);
    const said = h.chat.answers.map((a) => a.text);
    expect(said.filter((t) => /Note 2 is taken back: “two”/.test(t))).toHaveLength(1);
    expect(said.join()).toMatch(
      /Note 2 is gone already: (Ana Ruiz|Sam Supervisor) took it back at 17:40/,
    );
    h.heard('ana');
    // A restart later the numbers are the same.
    await h.restart();
    await drop(h, 'ana', 3);
    h.expectPrivate('ana', /“three”/);
    h.expectHandover('sam', /Notes to watch.*\n4\. Ole Berg.*four/);
  },
  OPTIONS,
);

story(
  'accepted while somebody still writes: the words are refused, nothing on it changes, and they know whom to tell',
  async (h) => {
    await preparing(h);
    await write(h, 'ana', 'station 12 runs warm');
    await h.advance('20m');
    const open = card(h, 'sam');
    const value = h.chat.shown(open).buttons.find((b) => b.verb === NOTE)?.value;
    await h.tap('nina', 'handover:accept', card(h, 'nina'));
    h.expectPrivate('nina', /yours now/);
    expect([verbs(h, 'sam'), verbs(h, 'nina')]).toEqual([[], []]);
    const before = await present(h);
    await h.chat.tap(open.address, userOf('sam'), NOTE, value, 'one more thing');
    h.expectPrivate('sam', /Nina Night accepted this at 18:00, so it stays.*tell it in person/);
    await drop(h, 'ana', 1);
    h.expectPrivate('ana', /Nina Night accepted this at 18:00/);
    await h.type('sam', 'handover note one more thing');
    h.expectPrivate('sam', /Nina Night accepted this at 18:00/);
    expect(await present(h)).toEqual(before);
    lookAtBoth(h, /read and accepted.*1\. Ana Ruiz.*warm/s);
  },
  OPTIONS,
);

story(
  'no words, too many words, the same words again: a sentence, and what was written is not cut',
  async (h) => {
    await preparing(h);
    await write(h, 'sam', ' \n ');
    h.expectPrivate('sam', /needs some words.*handover note/);
    await write(h, 'sam', 'x'.repeat(501));
    h.expectPrivate('sam', /501 characters, and one holds 500/);
    await h.type('sam', `handover note ${'y'.repeat(700)}`);
    h.expectPrivate('sam', /700 characters/);
    const longest = 'z'.repeat(500);
    await write(h, 'sam', longest);
    expect(text(h)).toContain(longest);
    await write(h, 'sam', longest);
    h.expectPrivate('sam', /already, as note 1/);
    for (let n = 2; n <= 20; n += 1) await write(h, 'ana', `short ${n}`);
    await write(h, 'ana', 'one too many');
    h.expectPrivate('ana', /holds 20 notes/);
    expect((await present(h)).notes).toHaveLength(20);
    h.expectHandover('sam', /1\. .*20\. Ana Ruiz.*short 20/s);
  },
  OPTIONS,
);

story(
  'a note comes a moment before Sam signs, and before Nina accepts: it counts, and they are told what they can’t have read',
  async (h) => {
    await preparing(h);
    const value = (verb: string) =>
      h.chat.shown(card(h)).buttons.find((b) => b.verb === verb)?.value;
    const press = (who: string, verb: string, seen?: unknown) =>
      h.chat.tap(card(h, who).address, userOf(who), verb, seen);
    const seenBySam = value('handover:sign');
    await write(h, 'ana', 'oven 3 is off');
    await press('sam', 'handover:sign', seenBySam);
    h.expectPrivate('sam', /Signed.*Note 1 came after the card that you pressed/);
    await h.settle();
    expect(text(h)).toMatch(/after the signature.*1\. /s);
    await h.advance('20m');
    const seenByNina = value('handover:accept');
    await write(h, 'nina', 'I have the key');
    await write(h, 'ole', 'who has the key?');
    await press('nina', 'handover:accept', seenByNina);
    h.expectPrivate('nina', /yours now.*Note 3 came after the card/);
    await h.settle();
    lookAtBoth(h, /read and accepted.*after the signature.*1\. .*2\. Nina.*3\. /s);
  },
  OPTIONS,
);

story(
  'in the channel, where everybody reads it, anybody of the crew writes on it, in every stage',
  async (h) => {
    await preparing(h);
    const stages: string[] = [];
    for (const time of ['20m', '15m', '15m', '1m']) {
      const { stage } = await present(h);
      expect(verbs(h), stage).toContain(NOTE);
      await write(h, 'ole', `at ${stage}`);
      expect(text(h)).toContain(`at ${stage}`);
      stages.push(stage);
      await h.advance(time);
    }
    expect(stages).toEqual(['prepared', 'offered', 'late', 'climbed']);
    for (const who of [null, 'nina', 'nina', 'ada']) h.expectHandover(who, /at climbed/);
  },
  {
    ...OPTIONS,
    plant: {
      ...twoCrews,
      people: (twoCrews.people ?? []).map((p) => (p.key === 'sam' ? { ...p, identities: [] } : p)),
    },
  },
);

story(
  'two lines change shifts at once: everybody’s number is of their own line, and whoever is above both says which',
  async (h) => {
    await preparing(h);
    expect([text(h, 'sam'), text(h, 'nina')]).toEqual([
      expect.stringMatching(/Hand-over: line-1/),
      expect.stringMatching(/Hand-over: line-2/),
    ]);
    await h.type('sam', 'handover note oven 3 is off');
    await h.type('nina', 'handover note who has the key?');
    h.heard('nina');
    expect(text(h, 'sam')).toMatch(/handover drop 1 line-1/);
    await drop(h, 'ada', 1);
    h.expectPrivate('ada', /Several hand-overs have a note 1.*handover drop 1 line-/);
    await h.type('ada', 'handover drop 1 line-3');
    h.expectPrivate('ada', /no hand-over under way/);
    await h.type('ada', 'handover drop 1 Line-2');
    h.expectPrivate('ada', /taken back: “who has the key\?”/);
    await h.type('ada', 'handover drop 1 line-2');
    h.expectPrivate('ada', /gone already/);
    await drop(h, 'nina', 1);
    h.expectPrivate('nina', /gone already/);
    await drop(h, 'ana', 1);
    h.expectPrivate('ana', /by Sam Supervisor/);
    await h.type('nina', 'handover note the fitter comes at 19:00');
    h.heard('nina');
    await drop(h, 'ada', 2);
    h.expectPrivate('ada', /taken back: “the fitter comes/);
    await drop(h, 'ole', 1);
    h.expectPrivate('ole', /Several hand-overs have a note 1/);
    h.expectHandover('nina', /Nothing is open/);
    h.expectHandover('sam', /1\. Sam.*oven 3 is off/);
  },
  { plant: twoLines() },
);

story(
  'what gets no card on the other line is the other line’s matter; what is on neither is told to both',
  async (h) => {
    for (const asset of ['line-1/oven', 'line-2/press', 'crane'])
      await h.type('ada', `maintenance ${asset} 9h belt`);
    h.heard('ada');
    await preparing(h);
    const line1 = text(h, 'sam');
    const line2 = text(h, 'nina');
    expect([line1, line2].map((t) => t.includes('line-1/oven'))).toEqual([true, false]);
    expect([line1, line2].map((t) => t.includes('line-2/press'))).toEqual([false, true]);
    expect([line1, line2].map((t) => t.includes('crane'))).toEqual([true, true]);
    h.skipRest();
  },
  { plant: twoLines() },
);

/** Sam and Ana leave line 1, Nina leaves line 2; Ole comes to both. */
function twoLines(): NonNullable<HarnessOptions['plant']> {
  const { shifts, ...rest } = twoCrews;
  const [floor] = shifts?.rosters ?? [];
  if (shifts === undefined || floor === undefined) throw new Error('there are no shifts');
  const turns = floor.turns.map((t) => (t.crew === 'red' ? { ...t, crew: 'green' } : t));
  const crew = (name: string, people: readonly string[]) => [name, { name, people }] as const;
  return {
    ...rest,
    shifts: {
      ...shifts,
      rosters: [
        { ...floor, name: 'line-1', areas: ['line-1'] },
        { ...floor, name: 'line-2', areas: ['line-2'], turns },
      ],
      crews: new Map([crew('red', ['sam', 'ana']), crew('green', ['nina']), crew('blue', ['ole'])]),
    },
  };
}
