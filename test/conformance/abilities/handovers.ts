// The end of a shift: what is open goes over with a tap of whoever comes, and silence climbs.
import { expect } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../bot/core/time.ts';
import type { Ability, Group } from '../ability.ts';
import type { Floor } from '../floor.ts';
import type { PlantFile, Seen, Who } from '../stand.ts';

/** Sam and Ana have the shift that ends in half an hour, a minute more at most; Ole comes, and leads. */
function shiftEnds({ people }: PlantFile): Partial<PlantFile> {
  const changesAt = Math.ceil((Date.now() + 30 * MINUTE) / MINUTE) * MINUTE;
  const iso = (at: number) => new Date(at).toISOString();
  const clock = (at: number) => iso(at).slice(11, 16);
  return {
    timezone: 'UTC',
    people: { ...people, ole: { ...people.ole, roles: ['lead'] } },
    crews: { red: { people: ['sam', 'ana'] }, blue: { people: ['ole'] } },
    shifts: {
      floor: {
        pattern: 'D',
        anchor: iso(changesAt - 3 * DAY).slice(0, 10),
        starts: { D: clock(changesAt - 12 * HOUR), N: clock(changesAt) },
        crews: { red: 0, blue: 'N' },
      },
    },
  };
}
const BEFORE_IT = '11m';
const TO_IT = '20m';
const LATE = '15m';

function handoversIn(all: readonly Seen[]): readonly Seen[] {
  return all.filter((m) => /Hand-over: floor/.test(m.text));
}

/** The newest that somebody got directly. */
async function cardOf({ stand }: Floor, who: Who): Promise<Seen> {
  const found = handoversIn(await stand.direct(who)).at(-1);
  if (found === undefined) throw new Error(`${who} got no hand-over`);
  return found;
}

function verbsOn(seen: Seen): readonly string[] {
  return seen.buttons.map((b) => b.verb);
}

async function owner({ alert, store }: Floor): Promise<string | null> {
  const { owner: id } = await alert();
  const [person] = id === null ? [] : await store.people([id]);
  return person?.key ?? null;
}

const passes: Ability = {
  name: 'A card for whoever leads the shift that ends: noted, signed; read and accepted by who comes, and what was owned is theirs',
  plant: shiftEnds,
  async prove(floor) {
    const { advance, detect, hears, stand, tap, type } = floor;
    await detect();
    await tap('ana', 'confirm');
    await advance(BEFORE_IT);
    const first = await cardOf(floor, 'sam');
    expect(first.text).toMatch(/Owned \(1\)[\s\S]*Scratch on housing[\s\S]*Ana Ruiz/);
    expect(first.mentions).toEqual([]);
    expect(verbsOn(first)).toEqual(['handover:sign', 'handover:note']);
    await type('sam', 'handover note station 12 runs warm');
    await hears('sam', /Note 1 is on the hand-over/);
    await tap('sam', 'handover:sign', await cardOf(floor, 'sam'));
    await hears('sam', /Signed/);
    const signed = await cardOf(floor, 'sam');
    expect(signed.address).toBe(first.address);
    expect(signed.text).toMatch(/Signed by Sam[\s\S]*station 12 runs warm/);
    await advance(TO_IT);
    const theirs = await cardOf(floor, 'ole');
    expect(verbsOn(theirs)).toEqual(['handover:accept', 'handover:note']);
    expect(await owner(floor)).toBe('ana');
    await tap('ole', 'handover:accept', theirs);
    await hears('ole', /yours now: 1/);
    expect(await owner(floor)).toBe('ole');
    expect((await floor.card()).text).toMatch(/Owner: [^\n]*Ole Berg/);
    for (const who of ['sam', 'ole'] as const) {
      const over = await cardOf(floor, who);
      expect(over.text).toMatch(/Ole Berg[\s\S]*read and accepted/);
      expect(verbsOn(over)).toEqual([]);
      expect(handoversIn(await stand.direct(who))).toHaveLength(1);
    }
    expect(handoversIn(await stand.top('line-1'))).toEqual([]);
  },
};

const edited: Ability = {
  name: 'Notes are written on its card and taken back by their number; what was signed, or accepted, stays',
  plant: shiftEnds,
  async prove(floor) {
    const { advance, hears, settle, stand, tap, type } = floor;
    const writes = async (who: Who, on: Seen, text: string) => {
      await stand.note(who, on, text);
      await settle();
    };
    await advance(BEFORE_IT);
    await writes('sam', await cardOf(floor, 'sam'), 'Oven < 3 is *off*');
    await writes('sam', await cardOf(floor, 'sam'), 'station 12 runs warm');
    // The card itself is the answer.
    expect(await stand.heard('sam')).not.toContainEqual(
      expect.stringMatching(/is on the hand-over/),
    );
    expect((await cardOf(floor, 'sam')).text).toMatch(
      /1\. Sam Supervisor[^\n]*Oven . 3 is .off.[\s\S]*2\. Sam Supervisor[^\n]*station 12/,
    );
    await type('ana', 'handover drop 2');
    await hears('ana', /by Sam Supervisor/);
    await type('sam', 'handover drop 1');
    await hears('sam', /Note 1 is taken back/);
    await type('sam', 'handover drop 1');
    await hears('sam', /gone already/);
    await tap('sam', 'handover:sign', await cardOf(floor, 'sam'));
    await hears('sam', /Signed/);
    await type('sam', 'handover drop 2');
    await hears('sam', /signed with note 2 on it/);
    await advance(TO_IT);
    const open = await cardOf(floor, 'ole');
    await writes('ole', open, 'who has the key?');
    const shown = await cardOf(floor, 'ole');
    expect(shown.text).not.toMatch(/Oven/);
    expect(shown.text).toMatch(
      /2\. Sam Supervisor[\s\S]*added after the signature[\s\S]*3\. Ole Berg[^\n]*the key/,
    );
    await tap('ole', 'handover:accept', shown);
    await hears('ole', /yours now: 0/);
    await writes('sam', open, 'one more');
    await hears('sam', /accepted this at [^\n]* stays as it was read/);
    expect((await cardOf(floor, 'sam')).text).not.toMatch(/one more/);
  },
};

const refused: Ability = {
  name: 'Nobody accepts for somebody else: a privately told reason, and nothing changes hands',
  plant: shiftEnds,
  async prove(floor) {
    await floor.detect();
    await floor.tap('ana', 'confirm');
    await floor.advance(BEFORE_IT);
    await floor.type('ole', 'handover accept');
    await floor.hears('ole', /from .* on/);
    await floor.advance(TO_IT);
    await floor.tap('ana', 'handover:accept', await cardOf(floor, 'ole'));
    await floor.hears('ana', /for the shift’s lead/);
    expect(await owner(floor)).toBe('ana');
    expect(verbsOn(await cardOf(floor, 'ole'))).toContain('handover:accept');
  },
};

const current: Ability = {
  name: 'What changes while it waits is drawn on its card, in place',
  plant: shiftEnds,
  async prove(floor) {
    await floor.detect();
    await floor.tap('ana', 'confirm');
    await floor.advance(BEFORE_IT);
    const before = await cardOf(floor, 'sam');
    expect(before.text).toMatch(/Owned \(1\)/);
    await floor.tap('ana', 'resolve');
    await floor.detect({ key: 'oil', title: 'Oil leak' });
    await floor.advance('10s');
    const after = await cardOf(floor, 'sam');
    expect(after.address).toBe(before.address);
    expect(after.text).toMatch(/Unanswered \(1\)[\s\S]*Oil leak/);
    expect(after.text).not.toMatch(/Owned/);
    await floor.tap('sam', 'handover:sign', before);
    await floor.hears('sam', /Signed/);
  },
};

const climbs: Ability = {
  name: 'Nobody accepts it: who comes is asked again, then the admin, who can accept in their place',
  plant: shiftEnds,
  async prove(floor) {
    const { advance, hears, stand, tap } = floor;
    await advance(BEFORE_IT);
    await advance(TO_IT);
    await advance(LATE);
    expect(handoversIn(await stand.direct('ole'))).toHaveLength(2);
    expect(handoversIn(await stand.direct('ada'))).toEqual([]);
    await advance(LATE);
    const climbed = await cardOf(floor, 'ada');
    expect(climbed.text).toMatch(/Nobody has accepted/);
    await tap('ada', 'handover:accept', climbed);
    await hears('ada', /yours now: 0/);
    for (const copy of handoversIn(await stand.direct('ole'))) expect(verbsOn(copy)).toEqual([]);
  },
};

const inChannel: Ability = {
  name: 'Whoever leads can’t be reached: the card stands in their channel, and is accepted there',
  plant: (usual) => {
    const { people, ...rest } = shiftEnds(usual);
    return { ...rest, people: { ...people, sam: { name: 'Sam Supervisor', roles: ['lead'] } } };
  },
  async prove(floor) {
    await floor.advance(BEFORE_IT);
    const [first, ...more] = handoversIn(await floor.stand.top('line-1'));
    expect(more).toEqual([]);
    expect(first?.buttons.map((b) => b.verb)).toEqual(['handover:sign', 'handover:note']);
    await floor.advance(TO_IT);
    const now = handoversIn(await floor.stand.top('line-1'))[0];
    await floor.tap('ole', 'handover:accept', now);
    await floor.hears('ole', /yours now: 0/);
    for (const copy of [
      await cardOf(floor, 'ole'),
      ...handoversIn(await floor.stand.top('line-1')),
    ])
      expect(copy.text).toMatch(/read and accepted/);
  },
  except: {
    Console: 'everybody of the plant can be reached there: who sits there is picked by name',
  },
};

export const HANDOVERS: Group = {
  title: 'Hand-over at the end of a shift',
  abilities: [passes, edited, refused, current, climbs, inChannel],
};
