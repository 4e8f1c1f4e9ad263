// Cards of one channel keep the order of their opening, also through trouble; and who is asked again hears it again.
import { expect } from 'vitest';
import { story } from '../harness.ts';

for (const trouble of ['unavailable', 'limited'] as const) {
  story(`a platform that is ${trouble} for a moment: later cards do not pass`, async (h) => {
    h.chat.fail(trouble);
    await h.detectAll(['a', 'b', 'c'].map((id) => ({ id, key: id, title: `Scratch ${id}` })));
    await h.advance('1m');
    for (const id of ['a', 'b', 'c']) h.expectCard(`Scratch ${id}`);
  });
}

story('escalated past the last step: the other channel is asked by a new message', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  await h.tap('ana', 'Escalate');
  h.expectAsked('sam');
  await h.tap('ana', 'Escalate');
  h.expectCard('Scratch');
  h.expectNews(/Escalated by Ana Ruiz at .* to the channel floor/);
  await h.tap('ana', 'Escalate', h.card('C0LINE0001'));
  h.expectNews(/Escalated by Ana Ruiz/);
  h.expectPrivate('ana', /again/i);
  h.expectAsked(null);
  expect(h.chat.replies(h.card('C0FLOOR001').address)).toHaveLength(1);
});
