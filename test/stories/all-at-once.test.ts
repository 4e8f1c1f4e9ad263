// One command for many alerts: it says how many that would be, and does it for exactly that number.
import { expect } from 'vitest';
import { userOf } from '../core/world.ts';
import { type Harness, story } from '../harness.ts';

async function five(h: Harness): Promise<void> {
  for (let n = 1; n <= 5; n += 1) {
    const type = n <= 3 ? 'surface-scratch' : 'dent';
    await h.detect({ id: `d${n}`, key: `k${n}`, type, asset: `line-1/station-${n}` });
    h.expectCard('Scratch');
  }
}

async function closed(h: Harness): Promise<number> {
  return (await h.memory.store.alerts({ state: 'closed' }, 100, null)).items.length;
}

story('a lead rejects all scratches on line 1: three, and no more', async (h) => {
  await five(h);
  await h.type('sam', 'reject all surface-scratch on line-1/*');
  h.expectPrivate('sam', /Reject 3 open alerts/);
  expect(await closed(h)).toBe(0);
  await h.type('sam', 'reject all surface-scratch on line-1/* sure 3');
  h.expectPrivate('sam', /rejected \(3\)/);
  expect(await closed(h)).toBe(3);
  await h.type('sam', 'reject all surface-scratch on line-1/* sure 3');
  h.expectPrivate('sam', /nothing left to do/);
});

story('one more came meanwhile: the number is asked again', async (h) => {
  await five(h);
  await h.type('ana', 'take all');
  h.expectPrivate('ana', /Take 5 open alerts/);
  await h.detect({ id: 'd6', key: 'k6' });
  h.expectCard('Scratch');
  await h.type('ana', 'take all sure 5');
  h.expectPrivate('ana', /Take 6 open alerts/);
  await h.chat.command('C0LINE0001', userOf('ana'), 'take all sure 6');
  await h.settle();
  h.expectPrivate('ana', /taken \(6\)/);
});

story('a verdict on everything needs a type or an asset', async (h) => {
  await h.type('ana', 'reject all');
  h.expectPrivate('ana', /reject all TYPE on ASSET/);
});

story('take all leaves on the shelf what somebody put aside', async (h) => {
  await five(h);
  await h.tap('sam', 'shelve');
  h.expectNews(/Shelved by Sam/);
  await h.type('ana', 'take all');
  h.expectPrivate('ana', /Take 4 open alerts/);
  await h.type('ana', 'take all sure 4');
  h.expectPrivate('ana', /taken \(4\)/);
  expect(await h.alert()).toMatchObject({ attention: 'shelved', owner: null });
});
