// What becomes of each copy can be asked for: how long it waited and for what, how often it changed, and why it is not there. A
// copy that the chat made late says so itself, once, and nothing is said only to take that back.
import { expect } from 'vitest';
import { type Harness, story } from '../harness.ts';

async function copies(h: Harness) {
  return h.memory.store.messages((await h.alert()).id);
}

async function show(h: Harness): Promise<string> {
  await h.type('ana', `show ${(await h.alert()).id.slice(-4)}`);
  return h.chat.answers.at(-1)?.text ?? '';
}

story('a card that Slack kept waiting says so, on the copy that was late', async (h) => {
  h.chat.fail('limited', 7);
  await h.detect();
  expect(h.chat.messages()).toEqual([]);
  await h.advance('20s');
  h.expectCard(/Shown late.*by 14 s.*asked for a pause/);
  const [card] = await copies(h);
  expect(card?.receipts.map(({ kind, reason, ms }) => [kind, reason, ms])).toEqual([
    ['queued', undefined, undefined],
    ['delayed', 'asked-to-wait', 14_000],
    ['posted', undefined, 14_000],
  ]);

  // It stands there while the card changes soon, is gone with the first change after that, and no edit is made for it.
  await h.tap('ana', 'Take');
  expect(h.shown().text).toMatch(/Shown late/);
  const edits = h.card().states.length;
  await h.advance('11m');
  expect(h.card().states).toHaveLength(edits);
  await h.tap('ana', 'Confirm');
  expect(h.shown().text).not.toMatch(/Shown late/);

  expect(await show(h)).toMatch(
    /Slack line-1: posted \S+ after 14 s \(asked to wait\), updated 2×, last \S+/,
  );
  h.expectPrivate('ana', /Slack line-1/);
});

story('cards behind the one that had to wait know it, too', async (h) => {
  h.chat.fail('limited', 6);
  await h.detectAll([
    { id: 'frame-1', key: 'one' },
    { id: 'frame-2', key: 'two' },
  ]);
  await h.settle();
  await h.advance('12s');
  h.expectCard(/Shown late.*by 12 s/);
  h.expectCard(/Shown late.*by 12 s/);
  // One that comes when the way is free again is in time.
  await h.detect({ id: 'frame-3', key: 'three' });
  expect(h.shown().text).not.toMatch(/Shown late/);
  h.expectCard('Scratch');
});

story('a bot that stood still does not put it on the chat', async (h) => {
  h.chat.isDown = true;
  await h.detect();
  await h.restart();
  h.chat.isDown = false;
  h.clock.set(h.clock.now() + 3_600_000);
  await h.settle();
  h.expectCard('Scratch');
  expect(h.shown().text).not.toMatch(/Shown late/);
});

story('somebody deletes a card: it is posted again, and its history says why', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  h.chat.remove(h.card().address);
  await h.type('ana', `take ${(await h.alert()).id.slice(-4)}`);
  h.expectPrivate('ana', /Taken/);
  h.expectCard(/Owner: \*Ana Ruiz/);
  expect(h.chat.messages()).toHaveLength(1);
  const [card] = await copies(h);
  expect(card?.receipts.map((r) => r.kind)).toEqual(['queued', 'posted', 'lost', 'posted-again']);
  expect(await show(h)).toMatch(/posted \S+, deleted by somebody \S+, posted again/);
  h.expectPrivate('ana', /deleted by somebody/);
});

story('an unclear post that is found, and one that is made again', async (h) => {
  h.chat.fail('lost-answer');
  await h.detect({ id: 'frame-1', key: 'one' });
  await h.advance('10s');
  h.expectCard('Scratch');
  expect((await copies(h))[0]?.receipts.map((r) => r.kind)).toEqual([
    'queued',
    'unclear',
    'found',
    'updated',
  ]);
  h.chat.fail('unclear');
  await h.detect({ id: 'frame-2', key: 'two' });
  expect(await show(h)).toMatch(/unclear whether it arrived/);
  h.expectPrivate('ana', /unclear/);
  await h.advance('10s');
  h.expectCard('Scratch');
  expect((await copies(h))[0]?.receipts.map((r) => r.kind)).toEqual([
    'queued',
    'unclear',
    'posted-again',
  ]);
});
