// What happens when the platform, the network or the bot has a bad day: late, never lost, never twice.
import { expect } from 'vitest';
import type { Ability, Group } from '../ability.ts';
import type { Floor } from '../floor.ts';
import type { Seen } from '../stand.ts';

const OURS = 'the console is the bot itself: there is no platform between them that could';

async function only(floor: Floor): Promise<Seen> {
  const cards = await floor.stand.top('line-1');
  expect(cards).toHaveLength(1);
  return floor.card();
}

const limited: Ability = {
  name: 'Limited by the platform: the card waits as long as it is asked to, and comes once',
  async prove(floor) {
    floor.stand.fail('limited');
    await floor.detect();
    expect(await floor.stand.top('line-1')).toEqual([]);
    await floor.advance('3s');
    await only(floor);
  },
  except: { Console: `${OURS} limit it` },
};

const late: Ability = {
  name: 'A copy that the platform made late says so, and “show” tells what became of each copy',
  async prove(floor) {
    for (let n = 0; n < 7; n += 1) floor.stand.fail('limited');
    const id = await floor.detect();
    for (let n = 0; n < 7; n += 1) await floor.advance('3s');
    expect((await only(floor)).text).toMatch(/Shown late/);
    await floor.type('ana', `show ${id}`);
    await floor.hears('ana', /line-1: posted [\s\S]* after \d+ s/);
  },
  except: { Console: `${OURS} be late` },
};

const down: Ability = {
  name: 'The platform is down: the card comes when it is back, the update too',
  async prove(floor) {
    floor.stand.fail('unavailable');
    await floor.detect();
    await floor.advance('1m');
    await only(floor);
    floor.stand.fail('unavailable');
    await floor.tap('ana', 'confirm');
    await floor.advance('1m');
    expect((await only(floor)).text).toContain('Ana Ruiz');
  },
  except: { Console: `${OURS} be down` },
};

const unclear: Ability = {
  name: 'A post whose answer was lost is looked for, never posted twice',
  async prove(floor) {
    floor.stand.fail('lost-answer');
    await floor.detect();
    await floor.advance('1m');
    await only(floor);
    await floor.tap('ana', 'confirm');
    expect((await only(floor)).text).toContain('Ana Ruiz');
  },
  except: {
    Teams:
      'a bot can’t search Teams for its posts: after 30 s one more copy may come, and a tap on the orphan works and removes it',
    Console: `${OURS} lose an answer`,
  },
};

const deleted: Ability = {
  name: 'A card that somebody deleted is posted again with the next change',
  async prove(floor) {
    const id = await floor.detect();
    floor.stand.remove(await floor.card());
    await floor.type('ana', `confirm ${id}`);
    await floor.advance('1m');
    expect((await only(floor)).text).toContain('Ana Ruiz');
  },
  except: { Console: 'nobody can delete a card there' },
};

const restart: Ability = {
  name: 'Killed and started again: nothing missing, nothing twice, old cards still answer',
  async prove(floor) {
    await floor.detect();
    const before = await floor.card();
    await floor.restart();
    await floor.settle();
    await floor.tap('ana', 'confirm', before);
    const after = await only(floor);
    expect(after.address).toBe(before.address);
    expect(after.text).toContain('Ana Ruiz');
  },
};

export const BAD_DAYS: Group = {
  title: 'Bad days',
  abilities: [limited, late, down, unclear, deleted, restart],
};
