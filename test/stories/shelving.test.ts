// How long a tap puts aside: to the end of the shift where there is one, else for hours; the button says which.
import { expect } from 'vitest';
import { HOUR } from '../../bot/core/time.ts';
import { richPlant } from '../core/rich-plant.ts';
import { NOON } from '../core/world.ts';
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
