// What people add to an alert in their own words.
import { expect } from 'vitest';
import type { Ability, Group } from '../ability.ts';

const byCommand: Ability = {
  name: 'A note by command, also after closing',
  async prove({ detect, tap, type, hears, events }) {
    const id = await detect();
    await tap('ana', 'reject');
    await type('ole', `note ${id.slice(-4)} it was a fly on the lens`);
    await hears('ole', /Noted/);
    expect((await events()).at(-1)).toBe('note');
  },
};

const onCard: Ability = {
  name: 'A note written on the card itself, told under it',
  async prove({ detect, card, stand, store, alert, settle }) {
    await detect();
    await stand.note('ole', await card(), 'Bearing < 60 °C, & *dry*');
    await settle();
    const { events } = await store.history((await alert()).id);
    expect(events.at(-1)).toMatchObject({
      kind: 'note',
      detail: { note: 'Bearing < 60 °C, & *dry*' },
    });
    const [line] = await stand.thread('line-1', (await card()).address);
    expect(line?.text).toMatch(/Ole Berg[\s\S]*Bearing . 60 °C/);
    expect(line?.mentions).toEqual([]);
  },
};

const inThread: Ability = {
  name: 'Words written under a card are a note',
  async prove({ detect, card, stand, store, alert, settle }) {
    await detect();
    await stand.write('ana', await card(), 'The bearing is warm.');
    await settle();
    const { events } = await store.history((await alert()).id);
    expect(events.at(-1)).toMatchObject({ kind: 'note', detail: { note: 'The bearing is warm.' } });
  },
};

const miss: Ability = {
  name: 'Something real that no model reported is kept as a miss',
  async prove({ type, hears, store, stand }) {
    await type('ana', 'miss line-1/station-7 oil-leak 10m ago');
    await hears('ana', /Noted: [\s\S]*oil-leak/);
    const { items } = await store.misses({}, 10, null);
    expect(items).toMatchObject([
      { asset: 'line-1/station-7', type: 'oil-leak', platform: stand.platform },
    ]);
    expect(await stand.top('line-1')).toEqual([]);
  },
};

export const NOTES: Group = {
  title: 'Notes',
  abilities: [onCard, byCommand, inThread, miss],
};
