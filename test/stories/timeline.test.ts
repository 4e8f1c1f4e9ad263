// The thread under a card tells what the card forgets, and nothing twice: what a card still shows is not said again, so that
// usual taps make no further message.
import { expect } from 'vitest';
import { story } from '../harness.ts';

story('the plain way from detection to resolution says nothing beside the card', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  await h.tap('ana', 'Take');
  await h.tap('ana', 'Confirm');
  await h.tap('ana', 'reason:C-INSP');
  await h.tap('ana', 'Resolve');
  expect(h.chat.replies(h.card().address)).toEqual([]);
});

story('shelved by somebody, and back by itself', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  const { id } = await h.alert();
  await h.tap('ana', 'Take');
  await h.type('ana', `shelve ${id.slice(-4)} 2h waiting for <parts>`);
  h.expectPrivate('ana', /Shelved/);
  h.expectNews(/Shelved by Ana Ruiz until .*: waiting for <parts>/);
  await h.advance('2h');
  h.expectNews(/Back from the shelf/);
});

story('handed over, declined, and what its source says of what is owned', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  await h.tap('ana', 'Take');
  await h.tap('ole', 'hand-over');
  h.expectPrivate('ole', /Ana Ruiz/);
  h.expectAsked('ana', /Ole Berg/);
  await h.tap('ana', 'Decline');
  h.expectNews(/Ana Ruiz declined the hand-over/);
  await h.tap('ole', 'hand-over');
  h.expectPrivate('ole', /Ana Ruiz/);
  h.expectAsked('ana', /Ole Berg/);
  await h.tap('ana', 'Accept');
  h.expectNews(/Ole Berg has taken this over from Ana Ruiz/);
  await h.detect({ id: 'over-1', status: 'cleared' });
  h.expectNews(/source says/);
});

story('what is cleared while nobody owns it closes on its card alone', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  await h.detect({ id: 'over-1', status: 'cleared' });
  expect(h.chat.replies(h.card().address)).toEqual([]);
});

story(
  'a card that could not be posted comes once something gets through, and its first one has no thread',
  async (h) => {
    h.chat.fail('refused');
    await h.detect();
    await h.advance('1s');
    h.expectAsked('ada');
    h.expectAsked('sam');
    h.expectAsked('ada', /again/);
    h.expectCard('Scratch');
    const { id } = await h.alert();
    await h.type('sam', `shelve ${id.slice(-4)} 1h`);
    h.expectPrivate('sam', /Shelved/);
    const kinds = (await h.memory.store.events(id, 20)).map((e) => e.kind);
    expect(kinds.filter((k) => k === 'unreachable')).toHaveLength(1);
  },
);

story('handed over by command, to somebody named as people name each other', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  const id = (await h.alert()).id.slice(-4);
  await h.tap('ana', 'Take');
  for (const name of ['@ole', 'OLE', 'nobody']) {
    await h.type('ana', `hand-over ${id} ${name} going home`);
    h.expectPrivate('ana', name === 'nobody' ? /don’t know anybody called nobody/ : /Ole Berg/);
    if (name !== 'nobody') h.expectAsked('ole', /Ana Ruiz/);
  }
});
