// "I can't take it" and a declined hand-over pass it on at once: nobody waits for somebody who has said no.
import { expect } from 'vitest';
import { story } from '../harness.ts';

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
