// What people write or show under a card is kept on the alert, also after it is closed; it decides nothing.
import { expect } from 'vitest';
import { story } from '../harness.ts';

story('words and a photo in the thread are notes of the alert', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  const before = await h.alert();
  await h.reply('ana', ' The bearing is warm. ', ['https://files.example.com/F1']);
  const after = await h.alert();
  expect(after).toMatchObject({ ...before, revision: before.revision + 1 });
  const { events } = await h.memory.store.history(after.id);
  expect(events.at(-1)).toMatchObject({
    kind: 'note',
    detail: { note: 'The bearing is warm.', pictures: ['https://files.example.com/F1'] },
  });
});

story('a note by command is kept after closing, and needs words', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  await h.tap('ana', 'Reject');
  const { id } = await h.alert();
  await h.type('ole', `note ${id.slice(-4)} it was a fly on the lens`);
  h.expectPrivate('ole', /Noted/);
  h.expectNews(/Ole Berg: it was a fly on the lens/);
  await h.type('ole', `note ${id.slice(-4)}`);
  h.expectPrivate('ole', /needs some words/);
  const { events } = await h.memory.store.history(id);
  expect(events.filter((e) => e.kind === 'note')).toHaveLength(1);
  expect(await h.alert()).toMatchObject({ work: 'done', verdict: 'not_real' });
});

story('a thread that is none of ours is nobody’s note', async (h) => {
  expect(await h.chat.reply('1700000000.000100', 'U0ANA0001', 'lunch?', [])).toBeNull();
});

story('what the platform brings twice is one note, also when both come at once', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  const { address } = h.card();
  const say = () => h.chat.reply(address, 'U0ANA0001', 'The bearing is warm.', [], 'line-1:17.5');
  await say();
  await Promise.all([say(), say(), h.chat.reply(address, 'U0OLE0001', 'I see it too', [])]);
  await h.restart();
  await say();
  const { events } = await h.memory.store.history((await h.alert()).id);
  const notes = events.filter((e) => e.kind === 'note').map((e) => e.detail.note);
  expect(notes).toEqual(['The bearing is warm.', 'I see it too']);
});
