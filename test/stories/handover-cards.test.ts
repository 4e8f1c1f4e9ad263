// While a hand-over waits, the plant goes on: what its cards list is kept up to date, not more often than people can read it.
import { expect } from 'vitest';
import { twoCrews } from '../core/two-crews.ts';
import type { FakeMessage } from '../fakes/chat.ts';
import { type Harness, type HarnessOptions, story } from '../harness.ts';

const OPTIONS: HarnessOptions = { plant: twoCrews };

function cards(h: Harness): readonly FakeMessage[] {
  return h.chat.messages().filter((m) => m.content.kind === 'handover');
}

function texts(h: Harness): readonly string[] {
  return cards(h).map((m) => h.chat.shown(m).text);
}

/** How often the cards were drawn, from the first on. */
function drawings(h: Harness): number {
  return cards(h).reduce((n, m) => n + m.states.length, 0);
}

/** What is said of alerts, and answered, is told in other stories. */
function lookAtAlerts(h: Harness): void {
  h.look(h.chat.messages().filter((m) => m.content.kind !== 'handover'));
  h.heard('ana');
}

/** One that Ana owns and one that nobody answered; then the card for Sam. */
async function prepared(h: Harness): Promise<readonly string[]> {
  await h.advance('4h');
  await h.advance('39m');
  const one = await h.detect({ id: 'one', key: 'one' });
  await h.tap('ana', 'Take');
  const two = await h.detect({ id: 'two', key: 'two', title: 'Oil leak' });
  await h.advance('1m');
  expect(texts(h)).toEqual([
    expect.stringMatching(/Unanswered \(1\).*Oil leak.*Owned \(1\).*Ana/s),
  ]);
  return [one.alert ?? '', two.alert ?? ''];
}

story(
  'taken, resolved, reopened, re-owned, new: the card that waits says so within seconds',
  async (h) => {
    const [one = '', two = ''] = await prepared(h);
    await h.type('ole', `take ${two}`);
    await h.advance('6s');
    expect(texts(h)).toEqual([expect.stringMatching(/Owned \(2\).*Ole Berg/s)]);
    expect(texts(h)[0]).not.toMatch(/Unanswered/);
    await h.type('ana', `resolve ${one}`);
    await h.advance('6s');
    expect(texts(h)[0]).toMatch(/Owned \(1\)/);
    expect(texts(h)[0]).not.toMatch(/Ana Ruiz/);
    await h.type('ana', `undo ${one}`);
    await h.advance('6s');
    expect(texts(h)[0]).toMatch(/Owned \(2\).*Ana Ruiz/s);
    await h.type('sam', `take ${one}`);
    await h.advance('6s');
    expect(texts(h)[0]).not.toMatch(/Ana Ruiz/);
    await h.detect({ id: 'three', key: 'three', title: 'Hot bearing', severity: 'critical' });
    await h.advance('6s');
    expect(texts(h)[0]).toMatch(/Unanswered \(1\).*Hot bearing/s);
    // At the change the first copy stays, and both are kept up to date.
    await h.advance('20m');
    await h.type('ole', `resolve ${two}`);
    await h.advance('6s');
    expect(texts(h)).toHaveLength(2);
    for (const text of texts(h)) expect(text).not.toMatch(/Oil leak/);
    lookAtAlerts(h);
    for (const who of ['sam', 'nina']) h.expectHandover(who, /Waits for/);
  },
  OPTIONS,
);

story(
  'something changes every second: a drawing every five or six, the last shows the end of it; none where nothing changed',
  async (h) => {
    const [one = ''] = await prepared(h);
    await h.advance('10s');
    const before = drawings(h);
    for (let n = 0; n < 20; n += 1) {
      await h.detect({ id: `more-${n}`, key: `more-${n}` });
      await h.advance('1s');
    }
    expect(drawings(h) - before).toBeGreaterThanOrEqual(2);
    await h.type('ana', `resolve ${one}`);
    await h.advance('10s');
    expect(drawings(h) - before).toBeLessThanOrEqual(6);
    expect(texts(h)[0]).not.toMatch(/Owned/);
    const after = drawings(h);
    await h.advance('5m');
    expect(drawings(h)).toBe(after);
    lookAtAlerts(h);
    h.expectHandover('sam', /check it/);
  },
  OPTIONS,
);

story(
  'a restart between the change and its drawing, a clock that is set back, two replicas: drawn once all the same',
  async (h) => {
    const [one = ''] = await prepared(h);
    await h.advance('10s');
    const before = drawings(h);
    await h.type('ana', `resolve ${one}`);
    await h.restart();
    await Promise.all([h.app.onDue(), h.app.onDue()]);
    await h.settle();
    expect(drawings(h) - before).toBe(1);
    expect(texts(h)[0]).not.toMatch(/Owned/);
    await h.type('ana', `undo ${one}`);
    h.clock.set(h.clock.now() - 60_000);
    await h.advance('6s');
    expect(texts(h)[0]).toMatch(/Owned \(1\)/);
    lookAtAlerts(h);
    h.expectHandover('sam', /check it/);
  },
  OPTIONS,
);

story(
  'once it is accepted it stays as it was read',
  async (h) => {
    const [one = ''] = await prepared(h);
    await h.advance('20m');
    await h.type('nina', 'handover accept');
    const before = texts(h);
    expect(before[0]).toMatch(/read and accepted.*Owned \(1\).*Nina Night/s);
    await h.type('nina', `resolve ${one}`);
    await h.detect({ id: 'three', key: 'three' });
    await h.advance('1m');
    expect(texts(h)).toEqual(before);
    lookAtAlerts(h);
    for (const who of ['sam', 'nina']) h.expectHandover(who, /read and accepted/);
  },
  OPTIONS,
);
