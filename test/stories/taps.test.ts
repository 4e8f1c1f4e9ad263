// Many fingers at once: each gets an answer, the first verdict decides, nothing is lost, and the chat hears as little as it can.
import { expect, test } from 'vitest';
import { userOf } from '../core/world.ts';
import { type Harness, harness, story } from '../harness.ts';

const HUNDRED = Array.from({ length: 100 }, (_, n) => n);

/** Everybody who taps: most are strangers who act as technicians. */
function finger(n: number): string {
  return `U0FINGER${String(n).padStart(3, '0')}`;
}

async function labels(h: Harness) {
  return (await h.memory.store.labels({}, 1_000, null)).items.map((l) => l.label);
}

test('a hundred people judge one alert in the same second', async () => {
  const h = await harness();
  await h.detect();
  h.expectCard('Scratch');
  const card = h.card();
  const before = h.chat.record.filter((l) => l.op === 'update').length;
  const replies = await Promise.all(
    HUNDRED.map((n) => h.chat.tap(card.address, finger(n), n % 3 === 0 ? 'reject' : 'confirm')),
  );
  await h.settle();
  const kept = await labels(h);
  const told = replies.flatMap((r) => (r?.told ? [r.told.answer.code] : []));
  const [first, ...others] = kept;
  // One decides; whoever was slower is told by whom, and is kept; nobody is left without a word.
  expect(kept.filter((l) => l.isDeciding)).toEqual([first]);
  const busy = told.filter((code) => code === 'busy').length;
  const heard = told.filter((code) => code === 'faster' || code === 'kept-after-closing').length;
  expect([others.length, heard + busy]).toEqual([99 - busy, 99]);
  expect(busy).toBe(0);
  const alert = await h.alert();
  expect(alert).toMatchObject({ verdictBy: first?.by, verdict: first?.verdict, revision: 2 });
  expect(h.chat.cards('C0LINE0001')).toHaveLength(1);
  expect(h.shown().text).toMatch(first?.verdict === 'real' ? /Confirmed/ : /Rejected/);
  expect(h.chat.record.filter((l) => l.op === 'update').length - before).toBeLessThan(3);
});

story('a hundred alerts are judged in the same second', async (h) => {
  await h.detectAll(HUNDRED.map((n) => ({ id: `frame-${n}`, key: `key-${n}`, title: `No ${n}.` })));
  await h.settle();
  const cards = h.chat.cards('C0LINE0001');
  expect(cards).toHaveLength(100);
  await Promise.all(
    cards.map((card, n) => h.chat.tap(card.address, finger(n), n % 2 === 0 ? 'confirm' : 'reject')),
  );
  await h.settle();
  expect(await labels(h)).toHaveLength(100);
  for (const [n, card] of h.chat.cards('C0LINE0001').entries()) {
    const { text } = h.chat.shown(card);
    expect(text).toContain(`No ${n}.`);
    expect(text).toMatch(n % 2 === 0 ? /Confirmed/ : /Rejected/);
  }
  expect(h.chat.answers).toEqual([]);
  expect(await h.memory.outbox.pending()).toBe(0);
  for (const { address } of h.chat.messages()) h.chat.remove(address);
});

test('one finger a hundred times is one tap', async () => {
  const h = await harness();
  await h.detect();
  h.expectCard('Scratch');
  const { address } = h.card();
  const replies = await Promise.all(
    HUNDRED.map(() => h.chat.tap(address, userOf('ana'), 'confirm')),
  );
  await h.settle();
  expect(replies.every((r) => r?.told !== null || (r.card?.revision ?? 0) > 1)).toBe(true);
  expect(await labels(h)).toHaveLength(1);
  expect(await h.alert()).toMatchObject({ verdict: 'real', revision: 2 });
  expect(h.shown().text).toMatch(/Confirmed.*Ana Ruiz/);
});

story('a tap on a card that is two revisions old does what is right by now', async (h) => {
  await h.detect();
  h.expectCard('Scratch');
  const seen = h.shown();
  const value = (verb: string) => seen.buttons.find((b) => b.verb === verb)?.value;
  await h.tap('ana', 'Take');
  await h.tap('ole', 'Confirm');
  expect((await h.alert()).revision).toBe(3);
  const { address } = h.card();

  // Escalate was meant for a card that nobody had answered: it is refused, in words.
  await h.chat.tap(address, userOf('sam'), 'escalate', value('escalate'));
  h.expectPrivate('sam', /answered meanwhile/);
  // A verdict is never lost: it is kept as the second one.
  await h.chat.tap(address, userOf('sam'), 'reject', value('reject'));
  h.expectPrivate('sam', /Ole Berg already confirmed/);
  await h.settle();
  expect(await h.alert()).toMatchObject({ verdict: 'real', revision: 3, level: 0 });
  expect((await labels(h)).map((l) => [l.verdict, l.isDeciding])).toEqual([
    ['real', true],
    ['not_real', false],
  ]);
  expect(h.shown().text).toMatch(/Confirmed/);
});
