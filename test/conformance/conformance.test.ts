// The proof that the platforms are equal: every ability, end to end through a whole bot, on each of them. What is not there is
// excused with the platform's own limit, in writing. Prints the parity table, which the README carries (readme.test.ts).
import { afterAll, describe, expect, it, test } from 'vitest';
import { GROUPS } from './abilities.ts';
import { consoleStand } from './console-stand.ts';
import { openFloor } from './floor.ts';
import { parityTable } from './parity.ts';
import { slackStand } from './slack-stand.ts';
import { type MakeStand, STANDS, type StandName } from './stand.ts';
import { teamsStand } from './teams-stand.ts';

const MAKE: Readonly<Record<StandName, MakeStand>> = {
  'Slack (HTTP)': () => slackStand('http'),
  'Slack (Socket Mode)': () => slackStand('socket'),
  Teams: teamsStand,
  Console: consoleStand,
};

describe.each(STANDS)('%s', (name) => {
  describe.each(GROUPS)('$title', ({ abilities }) => {
    for (const { name: can, except, plant, prove } of abilities) {
      const reason = except?.[name];
      if (reason !== undefined) {
        it.skip(`${can} (excused: ${reason})`);
        continue;
      }
      it(can, async () => {
        const floor = await openFloor(await MAKE[name](), plant);
        try {
          await prove(floor);
        } finally {
          await floor.close();
        }
      });
    }
  });
});

test('nothing is listed twice, and every reason is a sentence', () => {
  const names = GROUPS.flatMap((g) => g.abilities.map((a) => a.name));
  expect(new Set(names).size).toBe(names.length);
  const reasons = GROUPS.flatMap((g) => g.abilities.flatMap((a) => Object.values(a.except ?? {})));
  for (const reason of reasons) expect(reason.split(' ').length).toBeGreaterThan(4);
});

afterAll(() => console.info(parityTable(GROUPS)));
