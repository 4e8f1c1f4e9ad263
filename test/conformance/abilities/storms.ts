// Too much at once: what the digest of a flood shows, and what its buttons do to many alerts with one tap.
import { expect } from 'vitest';
import type { Ability, Group } from '../ability.ts';
import type { Floor } from '../floor.ts';
import type { Seen } from '../stand.ts';

const OVEN = 'line-1/oven';
const PRESS = 'line-1/press';

/** Ten alerts have cards of their own; those after them stand on the digest. */
async function flooded({ detect }: Floor): Promise<void> {
  for (let n = 0; n < 10; n += 1) await detect({ key: `card-${n}`, asset: `line-1/station-${n}` });
  for (const asset of [OVEN, OVEN, PRESS, PRESS]) await onDigest(detect, asset);
}

let count = 0;
function onDigest(detect: Floor['detect'], asset: string): Promise<string> {
  count += 1;
  return detect({ key: `digest-${count}`, asset });
}

async function digest({ stand }: Floor): Promise<Seen> {
  const all = await stand.top('line-1');
  const [found, ...more] = all.filter((m) => m.buttons.some((b) => b.verb === 'bulk:reject'));
  expect(more).toEqual([]);
  if (found === undefined) throw new Error('there is no digest');
  return found;
}

async function states({ store }: Floor, asset: string): Promise<readonly string[]> {
  const { items } = await store.alerts({ asset }, 20, null);
  return items
    .map((a) => (a.attention === 'shelved' ? 'shelved' : `${a.verdict} ${a.work}`))
    .sort();
}

const rejects: Ability = {
  name: 'All alerts of an asset rejected with one tap: those that the digest showed, no others, answered privately',
  async prove(floor) {
    const { stand } = floor;
    await flooded(floor);
    const seen = await digest(floor);
    await onDigest(floor.detect, OVEN);
    const before = await stand.top('line-1');
    await stand.pick('ana', seen, OVEN, 'bulk:reject');
    await floor.settle();
    await floor.hears('ana', /Done: rejected \(2\)/);
    expect(await states(floor, OVEN)).toEqual([
      'not_real done',
      'not_real done',
      'pending unowned',
    ]);
    expect(await states(floor, PRESS)).toEqual(['pending unowned', 'pending unowned']);
    const now = await digest(floor);
    expect(now.address).toBe(seen.address);
    expect(now.text).toMatch(/3 alerts open at once/);
    expect(await stand.top('line-1')).toHaveLength(before.length);
  },
};

const others: Ability = {
  name: 'In the same way: confirmed (and owned), taken, shelved; each of them a label or a state of its own',
  async prove(floor) {
    const { stand } = floor;
    await flooded(floor);
    await stand.pick('ana', await digest(floor), OVEN, 'bulk:confirm');
    await floor.settle();
    await floor.hears('ana', /Done: confirmed \(2\)/);
    expect(await states(floor, OVEN)).toEqual(['real owned', 'real owned']);
    const { items } = await floor.store.alerts({ asset: OVEN }, 9, null);
    for (const { id } of items) {
      const labels = await floor.store.labelsOf(id);
      expect(labels).toMatchObject([{ verdict: 'real', platform: stand.platform }]);
    }
    expect((await digest(floor)).text).toContain('Ana Ruiz');
    await stand.pick('ole', await digest(floor), PRESS, 'bulk:take');
    await floor.settle();
    await floor.hears('ole', /taken \(2\)/);
    expect(await states(floor, PRESS)).toEqual(['pending owned', 'pending owned']);
    await stand.pick('sam', await digest(floor), PRESS, 'bulk:shelve');
    await floor.settle();
    await floor.hears('sam', /shelved \(2\)/);
    expect(await states(floor, PRESS)).toEqual(['shelved', 'shelved']);
  },
};

const each: Ability = {
  name: 'An alert on a digest can have its own card after all',
  async prove(floor) {
    await flooded(floor);
    const before = (await floor.stand.top('line-1')).length;
    await floor.stand.pick('ana', await digest(floor), PRESS, 'bulk:open');
    await floor.settle();
    await floor.hears('ana', /own card/);
    expect(await floor.stand.top('line-1')).toHaveLength(before + 2);
    await floor.tap('ana', 'confirm', await floor.card());
    expect(await states(floor, PRESS)).toEqual(['pending unowned', 'real owned']);
  },
};

export const STORMS: Group = { title: 'Floods', abilities: [rejects, others, each] };
