// Who is there: people come, go and cover for each other while alerts climb, and whoever is there is asked.
import { expect } from 'vitest';
import { MINUTE } from '../../bot/core/time.ts';
import { richPlant } from '../core/rich-plant.ts';
import { NOON, plant as smallPlant, userOf } from '../core/world.ts';
import { type Harness, story } from '../harness.ts';

const OPTIONS = { plant: richPlant };

/** A plant whose alerts ask the crew after a minute and its lead after two. */
const QUICK = {
  plant: {
    ...richPlant,
    policies: new Map(
      ['standard', 'night'].map((name) => [
        name,
        {
          name,
          steps: [
            { to: { kind: 'channel' as const }, afterMs: 0 },
            { to: { kind: 'crew' as const, crew: null }, afterMs: MINUTE },
            { to: { kind: 'shift-lead' as const }, afterMs: 2 * MINUTE },
          ],
          expireMs: 20 * MINUTE,
          idleMs: 60 * MINUTE,
        },
      ]),
    ),
  },
};

async function found(h: Harness): Promise<readonly unknown[]> {
  const events = await h.memory.store.events((await h.alert()).id, 100);
  return events.filter((e) => e.kind === 'asked').map((e) => e.detail.found ?? null);
}

async function say(h: Harness, who: string, text: string, answer: RegExp): Promise<void> {
  await h.type(who, text);
  h.expectPrivate(who, answer);
}

const nobodyThere = (h: Harness) => h.counts.get('andon_nobody_there_total ') ?? 0;

story(
  'an afternoon: Ole comes in and is asked, goes and is not, and covers for Ana in the evening',
  async (h) => {
    await say(h, 'ole', 'on', /You are on until 18:30\. Alerts come to you first/);
    await h.detect();
    h.expectCard('Scratch');
    await h.advance('1m');
    h.expectAsked('ole');
    expect(await found(h)).toEqual(['checked-in']);
    await h.tap('ole', 'Confirm');

    await say(h, 'ole', 'off', /You are off.*\n.*You still own 1 open/s);
    await h.tap('ole', 'Resolve');
    await h.detect({ id: 'frame-2' });
    h.expectCard('Scratch');
    await h.advance('1m');
    h.expectAsked(['ana', 'sam']);
    await h.tap('sam', 'Reject');

    await say(h, 'ole', 'cover @ana until 17:00', /Ole Berg covers for Ana Ruiz until 17:00/);
    await h.detect({ id: 'frame-3' });
    h.expectCard('Scratch');
    await h.advance('1m');
    h.expectAsked(['ole', 'sam']);
    await h.tap('sam', 'Reject');
    await say(h, 'ana', 'who', /lead: Sam Supervisor · Ole Berg.*Ole Berg covers for Ana Ruiz/s);
  },
  QUICK,
);

story(
  'Ana goes in the middle of her shift while an alert climbs; then Sam does, and the leads are asked',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch');
    await say(h, 'ana', 'off', /You are off\. Others are asked/);
    await h.advance('1m');
    h.expectAsked('sam');
    await say(h, 'sam', 'off', /Nobody is on now: alerts go straight to the leads/);
    await say(h, 'ada', 'who', /Nobody is on: alerts go straight to the leads \(Sam/);
    expect(nobodyThere(h)).toBe(0);
    await h.advance('1m');
    h.expectAsked('sam');
    expect(await found(h)).toEqual(['roster', 'lead']);
    expect(nobodyThere(h)).toBe(1);
    await say(h, 'ana', 'on', /until 18:30/);
    await h.detect({ id: 'frame-2', asset: 'line-2/press', key: 'press' });
    h.expectCard('Scratch');
    await h.advance('1m');
    h.expectAsked('ana');
    expect(nobodyThere(h)).toBe(1);
    await h.tap('ana', 'Reject');
  },
  QUICK,
);

story(
  'a check-in ends by itself, half an hour after the shift; one for another area is not asked',
  async (h) => {
    await say(h, 'ole', 'on line-2/press', /You are on for line-2\/press until 18:30/);
    await h.detect();
    h.expectCard('Scratch');
    await h.advance('1m');
    h.expectAsked(['ana', 'sam']);
    await h.tap('sam', 'Reject');
    await say(h, 'ana', 'on', /until 18:30/);
    await h.advance('5h20m');
    await h.detect({ id: 'frame-2', observedAt: h.clock.now() });
    h.expectCard('Scratch');
    await h.advance('1m');
    h.expectAsked('ana');
    await h.tap('ana', 'Reject');
    await h.advance('10m');
    await h.detect({ id: 'frame-3', observedAt: h.clock.now() });
    h.expectCard('Scratch');
    await h.advance('1m');
    h.expectAsked('ole');
    await h.tap('ole', 'Reject');
    for (const who of ['sam', 'sam', 'sam', 'ada']) h.expectHandover(who, /Nobody has accepted/);
  },
  QUICK,
);

story(
  'arrangements that contradict each other: the latest holds, and says what it takes the place of',
  async (h) => {
    await say(h, 'ole', 'cover ana until 17:00', /Ole Berg covers for Ana Ruiz until 17:00/);
    await h.advance('1m');
    await say(
      h,
      'sam',
      'shift cover @ana by Ada from 14:00 until 16:00',
      /Ada Admin covers for Ana Ruiz from 14:00 until 16:00.*takes the place of.*Ole Berg covers for Ana Ruiz until 17:00 \(arranged by Ole Berg, 13:00\)/s,
    );
    await say(h, 'sam', 'shift', /Ole Berg covers for Ana Ruiz until 17:00/);
    await h.advance('1h');
    await say(h, 'sam', 'who', /lead: Sam Supervisor · Ada Admin/);
    await say(h, 'ana', 'cover me', /Ana Ruiz works their own shift until 18:00.*Ada Admin/s);
    await say(h, 'sam', 'who', /lead: Sam Supervisor · Ana Ruiz/);
    await say(h, 'sam', 'shift swap blue', /Crew blue works on floor until 18:00/);
    await say(h, 'sam', 'who', /crew blue · no lead · Ole Berg/);
    await say(h, 'sam', 'shift swap RED until 18:00', /Crew red works.*Crew blue works on/s);
    await say(h, 'sam', 'who', /crew red/);
  },
  OPTIONS,
);

story(
  'what can’t be is said in one sentence, and nothing changes',
  async (h) => {
    await say(h, 'ana', 'cover zoe until 06:00', /I don’t know anybody called zoe/);
    await say(h, 'ole', 'cover ana until six', /I can’t read six as a time/);
    await say(h, 'ole', 'cover ana for 0s', /would end before it begins/);
    await say(h, 'ole', 'cover ana until 2036-01-01 06:00', /at most 31 days/);
    await say(h, 'ole', 'cover ana from 19:00 until 21:00', /Ana Ruiz does not work in that time/);
    await say(h, 'ole', 'cover ana by sam', /Only leads can do that/);
    await say(h, 'ana', 'cover me', /Nobody covers for you/);
    await say(h, 'ana', 'off sam', /Only leads can do that/);
    await say(h, 'sam', 'off ole', /Ole Berg was not on/);
    await say(h, 'ole', 'off', /You were not on/);
    await say(h, 'ole', 'shift swap blue', /Only leads can do that/);
    await say(h, 'sam', 'shift swap green', /don’t know the crew green\. There are: red, blue/);
    await say(h, 'sam', 'cover', /I don’t understand “cover”/);
    expect(await h.memory.store.presence(NOON, 100)).toEqual({ checkIns: [], overrides: [] });
  },
  OPTIONS,
);

story(
  'an area with a typing error is no area',
  async (h) => {
    await say(h, 'ole', 'on hall-x', /I don’t know the area hall-x\. I know: hall-a, hall-b/);
    await say(h, 'ole', 'who hall-x', /I don’t know the area hall-x/);
    await say(h, 'ole', 'on hall-b', /You are on for hall-b until 18:30/);
    await h.detect({ area: 'hall-x' });
    h.expectCard('Scratch');
    await say(h, 'ole', 'on hall-x', /You are on for hall-x/);
  },
  {
    plant: {
      shifts: {
        ...richPlant.shifts,
        rosters: richPlant.shifts.rosters.map((r) => ({ ...r, areas: ['hall-a', 'hall-b'] })),
      },
    },
  },
);

story('a plant without shifts: a check-in lasts twelve hours', async (h) => {
  await say(h, 'ole', 'on', /You are on until .*01:00/);
  await say(h, 'ole', 'shift', /no shifts yet/);
  await say(h, 'ole', 'cover ana', /no shifts yet/);
  await say(h, 'ole', 'who', /Checked in: Ole Berg until/);
  await say(h, 'sam', 'off ole', /Ole Berg is off.*Nobody is on now/s);
  await say(h, 'ole', 'who', /Nobody is on: alerts go straight to the leads \(Sam Supervisor\)/);
});

story(
  'the lead who is on has no account anywhere: the next who can be reached is asked',
  async (h) => {
    await h.detect();
    h.expectCard('Scratch');
    await h.advance('1m');
    h.expectAsked('ana');
    await h.advance('1m');
    h.expectAsked('ole');
    expect(await found(h)).toEqual(['roster', 'lead']);
    await h.tap('ole', 'Reject');
  },
  {
    plant: {
      ...QUICK.plant,
      people: smallPlant.people.map((p) => {
        if (p.key === 'sam') return { ...p, identities: [] };
        return p.key === 'ole' ? { ...p, roles: ['lead'] as const } : p;
      }),
    },
  },
);

story(
  'somebody whom the plant does not know comes in, and is asked',
  async (h) => {
    await say(h, 'zoe', 'on', /You are on until 18:30/);
    await h.detect();
    h.expectCard('Scratch');
    await h.advance('1m');
    h.expectAsked('zoe');
    await h.restart();
    await h.advance('1m');
    h.expectAsked('sam');
    await h.tap('zoe', 'Reject');
  },
  QUICK,
);

story(
  'the night in which the clock is set back: a cover until 02:30 ends at the first, a check-in with the shift',
  async (h) => {
    // 25 October 2026, 00:30 in Paris; blue works from 18:00 to 06:00, which are thirteen hours.
    h.clock.set(Date.UTC(2026, 9, 24, 22, 30));
    await say(h, 'ana', 'cover ole until 02:30', /until 02:30/);
    await say(h, 'ole', 'on', /until 06:30/);
    const { checkIns, overrides } = h.app.live.around;
    expect(overrides[0]?.until).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(checkIns[0]?.until).toBe(Date.UTC(2026, 9, 25, 5, 30));
    h.clock.set(Date.UTC(2026, 9, 25, 0, 31));
    await say(h, 'ana', 'cover ole until 02:30', /until 02:30/);
    expect(h.app.live.around.overrides.at(-1)?.until).toBe(Date.UTC(2026, 9, 25, 1, 30));
  },
  OPTIONS,
);

story(
  'two replicas: who comes in at one is asked by the other, and so is who goes',
  async (h) => {
    const first = h.app;
    await h.restart();
    const second = h.app;
    const sender = {
      platform: 'slack',
      tenant: 'T1',
      users: [userOf('ole')],
      name: 'Ole',
    } as const;
    const tell = (app: typeof first, text: string) =>
      app.reactions.command({ sender, text, channel: null });
    await tell(first, 'on');
    expect(second.live.around.checkIns).toEqual([]);
    await h.detect();
    h.expectCard('Scratch');
    await h.advance('1m');
    h.expectAsked('ole');
    await h.tap('ole', 'Reject');
    await tell(first, 'off');
    await h.detect({ id: 'frame-2' });
    h.expectCard('Scratch');
    await h.advance('1m');
    h.expectAsked(['ana', 'sam']);
    await h.tap('sam', 'Reject');
    await tell(second, 'on');
    expect(first.live.around.checkIns).toEqual([]);
    h.clock.set(h.clock.now() + MINUTE);
    await first.onDue();
    expect(first.live.around.checkIns).toHaveLength(1);
    await h.advance('6h');
    await first.onDue();
    expect(first.live.around.checkIns).toEqual([]);
    for (const who of ['sam', 'sam', 'sam', 'ada']) h.expectHandover(who, /Nobody has accepted/);
  },
  QUICK,
);
