// "I can't take it" and a declined hand-over pass it on at once: nobody waits for somebody who has said no.
import { expect } from 'vitest';
import { richPlant } from '../core/rich-plant.ts';
import { plant } from '../core/world.ts';
import { type Harness, story } from '../harness.ts';

story('Ana can’t take it: the lead is asked at once, and the thread says why', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  await h.advance('1m');
  await h.tap('ana', 'decline');
  await h.advance('1s');
  h.expectAsked('sam');
  h.expectNews(/Ana Ruiz can’t take it/);
  expect(await h.alert()).toMatchObject({ level: 1, attention: 'new', work: 'unowned' });
});

story('two say so at once: it climbs one step, and the second is told', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  const card = h.card();
  const old = h.chat.shown(card).buttons.find((b) => b.verb === 'decline')?.value;
  await h.tap('ana', 'decline');
  await h.chat.tap(card.address, 'U0OLE0001', 'decline', old);
  h.expectPrivate('ole', /had just climbed already/);
  await h.advance('1s');
  h.expectAsked('sam');
  h.expectNews(/can’t take it/);
  expect(await h.alert()).toMatchObject({ level: 1 });
});

story(
  'a declined offer takes the next step, and the owner stays until somebody accepts',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch');
    await h.tap('ana', 'Take');
    const { id } = await h.alert();
    await h.type('ana', `hand-over ${id.slice(-4)} ole`);
    h.expectPrivate('ana', /Ole Berg was asked/);
    h.expectAsked('ole', /hand this over to you/);
    await h.tap('ole', 'decline');
    await h.advance('1s');
    h.expectAsked('sam');
    h.expectNews(/Ole Berg declined/);
    expect(await h.alert()).toMatchObject({
      work: 'owned',
      level: 1,
      offer: null,
    });
  },
);

const RED = { plant: { ...richPlant, people: plant.people } };

/** Ole's, and offered to the crew of Sam and Ana. */
async function offeredToRed(h: Harness, words = 'crew red'): Promise<string> {
  await h.detect();
  h.expectCard('Scratch');
  await h.tap('ole', 'Take');
  const { id } = await h.alert();
  await h.type('ole', `hand-over ${id.slice(-4)} to ${words}`);
  h.expectPrivate('ole', /The crew red was asked/);
  h.expectAsked(['ana', 'sam'], /hand this over to the crew red. Who takes it\?/);
  return id;
}

story(
  'a whole crew is asked: whoever accepts first has it, and the second is told',
  async (h) => {
    await offeredToRed(h);
    expect(h.chat.shown(h.card()).text).toMatch(/would like to hand this over to the crew \*red\*/);
    expect(await h.alert()).toMatchObject({ work: 'owned', offer: { crew: 'red' } });
    const card = h.card();
    const old = h.chat.shown(card).buttons.find((b) => b.verb === 'accept')?.value;
    await h.tap('sam', 'accept');
    await h.chat.tap(card.address, 'U0ANA0001', 'accept', old);
    h.expectPrivate('ana', /no hand-over waiting/);
    await h.advance('1s');
    h.expectNews(/Sam Supervisor/);
    const { owner } = await h.alert();
    expect((await h.memory.store.people([owner ?? '']))[0]?.key).toBe('sam');
  },
  RED,
);

story(
  'one of a crew says no and the others are still asked; the last no takes the next step',
  async (h) => {
    await offeredToRed(h, 'RED');
    await h.tap('ana', 'decline');
    h.expectNews(/Ana Ruiz declined/);
    expect(await h.alert()).toMatchObject({ level: 0, offer: { crew: 'red' } });
    await h.tap('ana', 'accept');
    h.expectPrivate('ana', /no hand-over waiting/);
    await h.tap('sam', 'decline');
    await h.advance('1s');
    h.expectNews(/Sam Supervisor declined/);
    h.expectAsked(['ana', 'sam']);
    expect(await h.alert()).toMatchObject({ level: 1, offer: null });
  },
  RED,
);

story(
  'a crew that is not there is said so, and nothing changes',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch');
    await h.tap('ole', 'Take');
    const { id, revision } = await h.alert();
    await h.type('ole', `hand-over ${id.slice(-4)} crew green`);
    h.expectPrivate('ole', /don’t know anybody called green/);
    await h.type('ole', `hand-over ${id.slice(-4)} crew blue`);
    // Ole is all of it.
    h.expectPrivate('ole', /don’t know anybody called blue/);
    expect(await h.alert()).toMatchObject({ revision, offer: null });
  },
  RED,
);

const GROUP = {
  key: 'mechanics',
  name: 'Mechanics',
  roles: ['technician'] as const,
  identities: [{ platform: 'slack' as const, tenant: 'T0PLANT', user: 'S0MECH001' }],
};

story(
  'a group of Slack’s is asked: any colleague but the owner may say yes for it',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch');
    await h.tap('ana', 'Take');
    const { id } = await h.alert();
    await h.type('ana', `hand-over ${id.slice(-4)} mechanics`);
    h.expectPrivate('ana', /Mechanics was asked/);
    const asks = h.chat.messages().filter((m) => m.content.kind === 'ask');
    expect(asks.map((m) => h.chat.shown(m).text)).toEqual([
      expect.stringMatching(/hand this over/),
    ]);
    h.look(asks);
    await h.tap('ana', 'accept');
    h.expectPrivate('ana', /no hand-over waiting/);
    await h.tap('ole', 'accept');
    await h.advance('1s');
    h.expectNews(/Ole Berg/);
    const { owner } = await h.alert();
    expect((await h.memory.store.people([owner ?? '']))[0]?.key).toBe('ole');
  },
  { plant: { people: [...plant.people, GROUP] } },
);
