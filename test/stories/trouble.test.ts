// A place that nothing can be brought to: the admin hears of it once, however much is lost there and however often the bot
// starts anew, and once more when something gets through.
import { expect } from 'vitest';
import type { Content } from '../../bot/ports/chat.ts';
import { readiness } from '../../bot/readiness.ts';
import type { FakeCall, FakeTrouble } from '../fakes/chat.ts';
import { type Harness, story } from '../harness.ts';

const LINE_1 = 'C0LINE0001';

/** As when the bot is thrown out of a channel. */
function close(h: Harness): void {
  h.chat.spoil = ({ place }: FakeCall): FakeTrouble | null =>
    place.channel === LINE_1 ? 'refused' : null;
}

function many(h: Harness, name: string, length = 100) {
  return h.detectAll(
    Array.from({ length }, (_, n) => ({ id: `${name}-${n}`, key: `${name}-${n}` })),
  );
}

function told(h: Harness): readonly string[] {
  const isNews = (reason: string) => reason === 'undelivered' || reason === 'delivered-again';
  return h.chat
    .messages()
    .flatMap((m) =>
      m.content.kind === 'ask' && isNews(m.content.model.reason)
        ? [`${m.content.model.reason} ${m.content.model.people.map((p) => p.key)}`]
        : [],
    );
}

function says(content: Content, title: string): boolean {
  return content.kind === 'alert' && content.model.title === title;
}

/** The rest of what is said here is told by other stories. */
function lookAway(h: Harness): void {
  for (const { address } of h.chat.messages()) h.chat.remove(address);
}

story('a hundred alerts for one dead channel are one message to the admin', async (h) => {
  close(h);
  await many(h, 'a');
  await h.settle();
  h.expectAsked('ada', /The channel line-1 \(Slack\) can’t be reached any more/);
  expect(told(h)).toEqual(['undelivered ada']);

  // A restart, more alerts, hours later: it is still the same trouble.
  await h.restart();
  await many(h, 'b', 5);
  await h.advance('1h');
  expect(told(h)).toEqual(['undelivered ada']);
  const ready = readiness(h.memory.store, h.app.chats, () => h.app.outbox.troubles());
  expect(await ready()).toMatchObject({
    status: 'degraded',
    problems: [expect.stringContaining('slack: channel line-1: ')],
  });

  // Back again: the next card gets through, and that is told once, too.
  h.chat.spoil = () => null;
  await many(h, 'c', 5);
  await h.settle();
  expect(told(h)).toEqual(['undelivered ada', 'delivered-again ada']);
  expect((await ready()).status).toBe('ready');

  // Thrown out once more: that is news.
  close(h);
  await h.detect({ id: 'd', key: 'd' });
  expect(told(h)).toEqual(['undelivered ada', 'delivered-again ada', 'undelivered ada']);
  lookAway(h);
});

story(
  'back in the channel: what is still open gets the card that it never had there',
  async (h) => {
    const cards = () =>
      h.chat
        .messages()
        .flatMap(({ content, channel }) =>
          content.kind === 'alert' && channel === LINE_1 ? [content.model] : [],
        );
    const titles = (): readonly string[] => cards().map((c) => c.title);
    close(h);
    await h.detect({ id: 'a', key: 'a', title: 'Still open' });
    await h.detect({ id: 'b', key: 'b', title: 'Over by now' });
    await h.detect({ id: 'b-2', key: 'b', status: 'cleared' });
    expect(titles()).toEqual([]);

    h.chat.spoil = () => null;
    await h.detect({ id: 'c', key: 'c', title: 'The next one' });
    await h.settle();
    expect(titles()).toEqual(['The next one', 'Still open']);

    // Once, also when the bot starts anew; and from then on it is a card like any other.
    await h.restart();
    await h.detect({ id: 'd', key: 'd', title: 'One more' });
    await h.settle();
    expect(titles()).toEqual(['The next one', 'Still open', 'One more']);
    const missing = h.chat
      .messages()
      .find(({ content, channel }) => channel === LINE_1 && says(content, 'Still open'));
    const before = cards().find((c) => c.title === 'Still open')?.revision ?? 0;
    await h.tap('ana', 'Confirm', missing);
    expect(cards().find((c) => c.title === 'Still open')?.revision).toBeGreaterThan(before);
    lookAway(h);
  },
);

story(
  'back in the channel after a long weekend: all sixty that are open stand there',
  async (h) => {
    close(h);
    await many(h, 'a', 60);
    await h.settle();
    h.chat.spoil = () => null;
    await h.detect({ id: 'next', key: 'next' });
    await h.settle();
    expect(h.chat.cards(LINE_1)).toHaveLength(61);
    lookAway(h);
  },
);

story(
  'back in the channel: an old alert gets its card, too, however many came after it',
  async (h) => {
    close(h);
    await h.detect({ id: 'old', key: 'old', title: 'Old one' });
    await h.settle();
    h.chat.spoil = () => null;
    await many(h, 'a', 120);
    await h.settle();
    const cards = h.chat.messages().filter(({ channel }) => channel === LINE_1);
    expect(cards.filter(({ content }) => says(content, 'Old one'))).toHaveLength(1);
    lookAway(h);
  },
);

story(
  'back in the channel in a flood: its digest stands there again, once',
  async (h) => {
    const digests = () =>
      h.chat
        .messages()
        .filter(({ content, channel }) => content.kind === 'digest' && channel === LINE_1);
    close(h);
    await many(h, 'a', 30);
    await h.settle();
    expect(digests()).toEqual([]);
    h.chat.spoil = () => null;
    await h.detect({ id: 'c', key: 'c', severity: 'critical' });
    await h.settle();
    await h.restart();
    await many(h, 'd', 2);
    await h.settle();
    expect(digests()).toHaveLength(1);
    const [digest] = digests();
    expect(digest && h.chat.shown(digest).text).toMatch(/0 of 22 closed/);
    lookAway(h);
  },
  { isStormOn: true },
);

story('somebody who can not be written to is one trouble, told to the others', async (h) => {
  const sam = (await h.memory.store.plantPeople()).find((p) => p.key === 'sam')?.id ?? '';
  h.chat.outsiders.add(sam);
  h.chat.spoil = ({ place }) => (place.person?.id === sam ? 'refused' : null);
  await many(h, 'a', 20);
  await h.advance('11m');
  expect(told(h)).toEqual(['undelivered ada']);
  const [news] = h.chat.messages().filter((m) => m.person !== null);
  expect(news && h.chat.shown(news).text).toMatch(/Sam Supervisor \(Slack\) can’t be reached/);
  h.chat.spoil = () => null;
  await h.detect({ id: 'z', key: 'z' });
  await h.advance('11m');
  expect(told(h)).toEqual(['undelivered ada', 'delivered-again ada']);
  lookAway(h);
});

story('nobody is told of it who is the trouble', async (h) => {
  h.chat.spoil = () => 'refused';
  await many(h, 'a', 5);
  await h.advance('1h');
  expect(h.chat.messages()).toEqual([]);
  expect((await h.memory.store.troubles()).map((t) => t.key)).toHaveLength(4);
  const { events } = await h.memory.store.history((await h.alert()).id);
  expect(events.length).toBeLessThan(20);
});

story('a bot that is not let in at all is one trouble of the whole platform', async (h) => {
  h.chat.spoil = () => 'locked-out';
  await h.detectAll([
    { id: 'frame-1', key: 'one', asset: 'line-1/a' },
    { id: 'frame-2', key: 'two', asset: 'line-2/a' },
  ]);
  await h.advance('30m');
  expect((await h.memory.store.troubles()).map((t) => [t.isWide, t.refusal])).toEqual([
    [true, 'credentials'],
  ]);
  // What was to be said waited for the new token; the admin has no other platform to hear of it sooner.
  h.chat.spoil = () => null;
  await h.advance('2m');
  expect(told(h)).toEqual(['undelivered ada', 'delivered-again ada']);
  expect(await h.memory.store.troubles()).toEqual([]);
  lookAway(h);
});

story('a crash between the refusal and its record tells nobody twice', async (h) => {
  close(h);
  // The process dies after the admin was told, before the attempt was recorded.
  const { finish } = h.memory.outbox;
  h.memory.outbox.finish = () => Promise.reject(new Error('killed'));
  await expect(h.detect()).rejects.toThrow('killed');
  h.memory.outbox.finish = finish;
  await h.restart();
  await h.advance('2m');
  expect(told(h)).toEqual(['undelivered ada']);
  lookAway(h);
});
