// How silence climbs, and how people are asked where they will notice.
import { expect } from 'vitest';
import type { Ability, Group } from '../ability.ts';

const lead: Ability = {
  name: 'Nobody answers: the lead is mentioned under the card',
  async prove({ detect, advance, card, stand, alert }) {
    await detect();
    await advance('10m');
    expect(await alert()).toMatchObject({ level: 1 });
    const [asked, ...more] = await stand.thread('line-1', (await card()).address);
    expect(more).toEqual([]);
    expect(asked?.mentions).toEqual([stand.userOf('sam')]);
    expect(asked?.text).toMatch(/Nobody has answered/);
    expect(await stand.top('line-1')).toHaveLength(1);
  },
};

const further: Ability = {
  name: 'It climbs on to another channel, expires, and the admin hears of it',
  async prove({ detect, advance, card, stand, alert }) {
    await detect();
    await advance('10m');
    await advance('10m');
    expect((await card('floor')).text).toContain('Scratch on housing');
    await advance('20m');
    expect(await alert()).toMatchObject({ attention: 'expired' });
    const [told] = await stand.direct('ada');
    expect(told?.text).toMatch(/Everybody was asked/);
  },
};

const direct: Ability = {
  name: 'A place that nothing can be brought to: the lead is asked directly, with the card, the admin once',
  async prove({ detect, advance, stand, tap, alert }) {
    stand.shut('line-1');
    await detect();
    await advance('2s');
    expect(await alert()).toMatchObject({ level: 1 });
    const seen = await stand.direct('sam');
    expect(seen.some((m) => m.text.includes('Please have a look'))).toBe(true);
    const own = seen.find((m) => m.buttons.length > 0);
    expect((await stand.direct('ada')).map((m) => m.text).join('\n')).toMatch(
      /can’t be reached any more/,
    );
    await tap('sam', 'take', own);
    expect(await alert()).toMatchObject({ work: 'owned' });
  },
  except: { Console: 'its channels are its own: none can be closed to it' },
};

const idle: Ability = {
  name: 'An idle owner is reminded under the card, and passed by after twice that time',
  async prove({ detect, tap, advance, card, stand }) {
    await detect();
    await tap('ana', 'confirm');
    await advance('60m');
    const under = async () => stand.thread('line-1', (await card()).address);
    expect((await under()).at(-1)?.mentions).toEqual([stand.userOf('ana')]);
    await advance('60m');
    expect((await under()).at(-1)?.mentions).toEqual([stand.userOf('sam')]);
  },
};

const byHand: Ability = {
  name: 'Escalated by hand: the next people now, and once more past the last step',
  async prove({ detect, tap, card, stand, hears }) {
    await detect();
    await tap('ana', 'escalate');
    const [asked] = await stand.thread('line-1', (await card()).address);
    expect(asked?.text).toMatch(/Ana Ruiz has escalated/);
    await tap('ana', 'escalate', await card());
    expect(await stand.top('floor')).toHaveLength(1);
    await tap('ana', 'escalate', await card());
    await hears('ana', /nobody further to ask/);
  },
};

const loserTold: Ability = {
  name: 'An owner whose alert somebody else rejects is told',
  async prove({ detect, tap, card, stand }) {
    await detect();
    await tap('ana', 'take');
    await tap('ole', 'reject');
    const told = (await stand.thread('line-1', (await card()).address)).at(-1);
    expect(told?.mentions).toEqual([stand.userOf('ana')]);
    expect(told?.text).toMatch(/Ole Berg rejected/);
  },
};

const timeline: Ability = {
  name: 'The thread tells what the card forgets: climbed elsewhere, handed over, undone',
  async prove({ detect, tap, card, stand }) {
    await detect();
    await tap('ana', 'escalate');
    await tap('ana', 'escalate');
    await tap('ana', 'confirm', await card('line-1'));
    await tap('ole', 'hand-over', await card('line-1'));
    await tap('ana', 'accept', await card('line-1'));
    await tap('ana', 'undo', await card('line-1'));
    const lines = await stand.thread('line-1', (await card('line-1')).address);
    const told = lines.filter((l) => l.mentions.length === 0).map((l) => l.text);
    expect(told).toHaveLength(3);
    expect(told[0]).toMatch(/floor/);
    expect(told[1]).toMatch(/Ole Berg/);
    expect(told[2]).toMatch(/undo|undid|undone|took back/i);
  },
};

export const ASKING: Group = {
  title: 'Asking',
  abilities: [lead, byHand, further, idle, loserTold, timeline, direct],
};
