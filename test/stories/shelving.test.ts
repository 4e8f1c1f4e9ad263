// How long a tap puts aside: to the end of the shift where there is one, else for hours; the button says which.
import { expect } from 'vitest';
import { HOUR } from '../../bot/core/time.ts';
import { richPlant } from '../core/rich-plant.ts';
import { NOON, userOf } from '../core/world.ts';
import { story } from '../harness.ts';

story(
  'a tap shelves to the end of the shift, and the button says so',
  async (h) => {
    await h.detect();
    h.expectCard('Shelve to end of shift');
    await h.tap('ana', 'Shelve');
    expect((await h.alert()).shelf?.until).toBe(NOON + 5 * HOUR);
    await h.tap('ana', 'Undo');
    await h.type('ana', `shelve ${(await h.alert()).id.slice(-6)} 2h parts`);
    h.expectPrivate('ana', /Shelved/);
    expect((await h.alert()).shelf?.until).toBe(NOON + 2 * HOUR);
    h.look(h.chat.messages());
  },
  { plant: richPlant },
);

story('without shifts it shelves for eight hours, and says that', async (h) => {
  await h.detect();
  h.expectCard('Shelve 8 h');
  await h.tap('ana', 'Shelve');
  expect((await h.alert()).shelf?.until).toBe(NOON + 8 * HOUR);
  h.expectNews(/Shelved by Ana Ruiz until 21:00/);
});

story(
  'how long and why are one more tap each, on the card; undo takes the last one back',
  async (h) => {
    await h.detect();
    await h.tap('ana', 'Shelve');
    await h.advance('10m');
    expect(h.shown().text).toMatch(/Shelved for how long, and why\?/);
    await h.tap('ole', 'shelve:2h');
    await h.tap('ana', 'reason:S-PARTS');
    expect(h.shown().text).toMatch(/Shelved\*? by \*?Ole Berg\*? until .*15:10.*: Waits for parts/);
    await h.tap('ole', 'reason:S-PARTS');
    h.expectPrivate('ole', /Ole Berg already shelved this until 22 Nov, 15:10/);
    await h.tap('ole', 'Undo');
    expect(h.shown().text).toMatch(/Shelved\*? by \*?Ana Ruiz\*? until .*21:00/);
    h.skipRest();
  },
);

story(
  'what was confirmed can wait for its parts, with its owner; then the owner is reminded',
  async (h) => {
    await h.detect();
    await h.tap('ana', 'Confirm');
    await h.tap('ana', 'Shelve');
    await h.tap('ana', 'shelve:4h');
    await h.tap('ana', 'reason:S-PARTS');
    await h.advance('3h59m');
    expect(await h.alert()).toMatchObject({ attention: 'shelved', work: 'owned', verdict: 'real' });
    h.skipRest();
    await h.advance('1m');
    expect(await h.alert()).toMatchObject({
      attention: 'acknowledged',
      work: 'owned',
      shelf: null,
    });
    h.expectNews(/Back from the shelf/);
    await h.advance('1h');
    h.expectAsked('ana');
  },
);

story(
  'a press on a card from before: it is back, so the reason is refused and the duration shelves it anew',
  async (h) => {
    await h.detect();
    await h.tap('ana', 'Shelve');
    await h.tap('ana', 'shelve:1h');
    await h.advance('1h');
    h.skipRest();
    const old = { v: 1, a: (await h.alert()).id, r: 3 };
    await h.chat.tap(h.card().address, userOf('ole'), 'reason:S-PARTS', old);
    await h.settle();
    h.expectPrivate('ole', /not shelved any more/);
    await h.chat.tap(h.card().address, userOf('ole'), 'shelve', { ...old, c: '2h' });
    await h.settle();
    h.expectNews(/Shelved by Ole Berg until 16:00/);
  },
);
