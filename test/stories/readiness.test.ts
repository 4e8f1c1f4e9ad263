// What the operator sees at the readiness door: a channel that can't be written to is named until a message goes through; the
// process still takes detections in.
import { expect } from 'vitest';
import { readiness } from '../../bot/readiness.ts';
import { type Harness, story } from '../harness.ts';

function asked(h: Harness) {
  return readiness(h.memory.store, h.app.chats, () => h.app.outbox.troubles())();
}

story('a channel that throws the bot out is named until it lets us in again', async (h) => {
  h.chat.spoil = ({ place }) => (place.channel === null ? null : 'refused');
  await h.detect({ id: 'frame-1', key: 'one' });
  expect(await asked(h)).toMatchObject({
    status: 'degraded',
    problems: [expect.stringContaining('slack: channel line-1: ')],
  });
  h.expectAsked('ada', /line-1/);

  h.chat.spoil = () => null;
  await h.detect({ id: 'frame-2', key: 'two' });
  h.expectCard('Scratch');
  h.expectAsked('ada', /line-1.*again/);
  // The card that could not be posted before.
  h.expectCard('Scratch');
  expect(await asked(h)).toEqual({ status: 'ready', problems: [] });
});

story('a person who can not be written to is no trouble of the whole', async (h) => {
  h.chat.spoil = ({ place }) => (place.person === null ? null : 'refused');
  const [sam] = (await h.memory.store.plantPeople()).filter((p) => p.key === 'sam');
  h.chat.outsiders.add(sam?.id ?? '');
  await h.detect();
  h.expectCard('Scratch');
  await h.advance('10m');
  h.expectAsked('sam');
  // Nobody was reached, so the next step was taken at once.
  h.expectCard('Scratch');
  h.expectNews(/Climbed to the channel floor/);
  expect(await asked(h)).toEqual({ status: 'ready', problems: [] });
});
