// A channel that refuses the bot, and people who can't see a channel: whoever should be asked is asked another way, a step
// that reached nobody is passed at once, and nothing is tried for ever.
import { expect } from 'vitest';
import type { FakeTrouble } from '../fakes/chat.ts';
import { type Harness, story } from '../harness.ts';

const LINE_1 = 'C0LINE0001';
const FLOOR = 'C0FLOOR001';

/** As when the bot is thrown out of these channels. */
function close(h: Harness, ...channels: readonly string[]): void {
  h.chat.spoil = ({ place }): FakeTrouble | null =>
    channels.includes(place.channel ?? '') ? 'refused' : null;
}

async function kinds(h: Harness): Promise<readonly string[]> {
  const events = await h.memory.store.events((await h.alert()).id, 100);
  return events.map((e) => e.kind);
}

story('the channel refuses the card: the lead is asked at once, directly', async (h) => {
  close(h, LINE_1);
  await h.detect();
  await h.advance('2s');
  expect(await h.alert()).toMatchObject({ level: 1, attention: 'new' });
  h.expectAsked('ada', /line-1 \(Slack\)/);
  h.expectAsked('sam');
  h.expectCard('Scratch');
  expect(h.chat.messages().map((m) => m.channel)).toEqual([null, null, null]);
  // One tap on the card that came with the question is enough.
  await h.tap('sam', 'Take');
  expect(await h.alert()).toMatchObject({ work: 'owned' });
  expect(h.shown().text).toMatch(/Sam Supervisor/);
  expect((await kinds(h)).slice(0, 4)).toEqual(['opened', 'unreachable', 'escalated', 'asked']);
});

story('a copy that its channel refuses is a step that reached nobody', async (h) => {
  close(h, FLOOR);
  await h.detect();
  h.expectCard('Scratch');
  await h.advance('10m');
  h.expectAsked('sam');
  await h.tap('sam', 'Escalate');
  h.expectAsked('ada', /floor \(Slack\)/);
  expect(await kinds(h)).toContain('unreachable');
  h.expectNews(/Escalated by Sam/);
  // It was the last step: it waits for its own end, and the admins are told then.
  await h.advance('20m');
  expect(await h.alert()).toMatchObject({ level: 2, attention: 'expired' });
  h.expectNews(/Everybody was asked/);
  h.expectAsked('ada');
});

story(
  'the bot is thrown out after the card was posted: that is no change of its own',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch');
    close(h, LINE_1);
    await h.type('ana', `take ${(await h.alert()).id.slice(-4)}`);
    h.expectPrivate('ana', /Taken/);
    h.expectAsked('ada', /line-1 \(Slack\)/);
    expect(await kinds(h)).toEqual(['opened', 'taken']);

    // Back again: the next change is shown, nothing is lost.
    h.chat.spoil = () => null;
    await h.type('ana', `resolve ${(await h.alert()).id.slice(-4)}`);
    h.expectPrivate('ana', /Resolved/);
    expect(h.shown().text).toMatch(/resolved/i);
    h.expectAsked('ada', /line-1.*again/);
  },
);

story('the lead is not in the channel: asked in the thread and directly, once', async (h) => {
  const sam = (await h.memory.store.plantPeople()).find((p) => p.key === 'sam');
  h.chat.outsiders.add(sam?.id ?? '');
  await h.detect();
  h.expectCard('Scratch');
  // The first attempt finds the platform busy: asked once all the same.
  await h.advance('9m');
  h.chat.fail('limited');
  await h.advance('2m');
  h.expectAsked('sam');
  h.expectAsked('sam');
  h.expectCard('Scratch');
  expect(h.chat.directs(sam?.id ?? '')).toHaveLength(2);
  expect(h.chat.replies(h.card(LINE_1).address)).toHaveLength(1);
  expect(await kinds(h)).toEqual(['opened', 'escalated', 'asked']);
});

story('who can’t see the channel and can’t be written to either is passed at once', async (h) => {
  const sam = (await h.memory.store.plantPeople()).find((p) => p.key === 'sam');
  h.chat.outsiders.add(sam?.id ?? '');
  h.chat.spoil = ({ place }): FakeTrouble | null =>
    place.person !== null && place.person.id === sam?.id ? 'refused' : null;
  await h.detect();
  h.expectCard('Scratch');
  await h.advance('10m');
  h.expectAsked('sam');
  h.expectAsked('ada', /Sam Supervisor \(Slack\) can’t be reached/);
  await h.advance('2s');
  expect(await h.alert()).toMatchObject({ level: 2, attention: 'new' });
  h.expectCard('Scratch');
  h.expectNews(/Climbed to the channel floor/);
  h.skipRest();
});

story(
  'a card that its platform refuses as it is: the next step at once, and the admin hears',
  async (h) => {
    const { post } = h.chat;
    h.chat.post = async (place, content, key) =>
      place.channel === LINE_1 && content.kind === 'alert'
        ? { ok: false, code: 'refused', reason: 'The card is too long.', refusal: 'card' }
        : post(place, content, key);
    await h.detect();
    await h.advance('2s');
    h.expectAsked('ada', /should have asked this channel about this and can reach nobody there/);
    h.expectAsked('sam');
    expect(await h.alert()).toMatchObject({ level: 1, attention: 'new' });
    h.skipRest();
  },
);
