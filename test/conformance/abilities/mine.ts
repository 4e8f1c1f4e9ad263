// What is one's own, looked at by oneself: by command everywhere, and on a page where the platform lets one be drawn.
import { expect, vi } from 'vitest';
import type { Ability, Group } from '../ability.ts';
import type { Floor } from '../floor.ts';

/** A page may be drawn a moment after it was opened, or after something changed. */
const DRAWN = { timeout: 5_000, interval: 20 };

/** One that Ana owns, and one that Ole owns. */
async function twoOwned({ detect, tap }: Floor): Promise<void> {
  await detect({ title: 'Oil on the floor', asset: 'line-1/press', key: 'oil' });
  await tap('ole', 'take');
  await detect();
  await tap('ana', 'confirm');
}

const byCommand: Ability = {
  name: 'What is mine, and nothing of others, by “mine”; told to whoever asked alone',
  async prove(floor) {
    await twoOwned(floor);
    const before = await floor.stand.top('line-1');
    await floor.type('ana', 'mine');
    await floor.hears('ana', /Your alerts[\s\S]*Scratch on housing/);
    expect((await floor.stand.heard('ana')).join('\n')).not.toContain('Oil on the floor');
    expect(await floor.stand.top('line-1')).toHaveLength(before.length);
    expect(await floor.stand.heard('ole')).toEqual([]);
  },
};

const onPage: Ability = {
  name: 'What is mine on a page that is always there, with its buttons',
  async prove(floor) {
    const { stand } = floor;
    await twoOwned(floor);
    const shown = async (text: string) =>
      (await stand.own('ana')).find((m) => m.text.includes(text)) ?? null;
    await vi.waitFor(async () => {
      expect(await shown('Scratch on housing')).not.toBeNull();
      expect(await shown('Oil on the floor')).toBeNull();
    }, DRAWN);
    const page = await shown('Scratch on housing');
    if (page === null) throw new Error('the page went away');
    await floor.tap('ana', 'resolve', page);
    expect(await floor.alert()).toMatchObject({ work: 'done', verdict: 'real' });
    await vi.waitFor(async () => {
      const verbs = (await stand.own('ana')).flatMap((m) => m.buttons.map((b) => b.verb));
      expect(verbs).not.toContain('resolve');
    }, DRAWN);
  },
  except: {
    Teams:
      'a bot can draw nothing there but messages: a tab is a web page with a sign-in of its own, and tabs made of cards are not available in the new client; “mine” says the same at any time',
  },
};

export const MINE: Group = { title: 'What is mine', abilities: [byCommand, onPage] };
