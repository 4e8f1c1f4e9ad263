// What gets no card for a while, in the words of the floor: planned windows, maintenance, assets that stand. Nothing is lost, what
// is open goes on, and what lasts longer than the window is shown again.
import { expect } from 'vitest';
import type { Plant } from '../../bot/core/plant.ts';
import { HOUR } from '../../bot/core/time.ts';
import { richPlant } from '../core/rich-plant.ts';
import { NOON } from '../core/world.ts';
import { type Harness, story } from '../harness.ts';

/** Sunday, 13:00 to 14:00 on the wall: the first hour of each story. */
const planned: Partial<Plant> = {
  suppress: [
    {
      match: { asset: 'line-1/*' },
      windows: [{ kind: 'once', from: NOON, until: NOON + HOUR }],
      assetStates: null,
      reason: 'cleaning in place',
    },
    { match: { type: 'vibration' }, windows: null, assetStates: ['stopped'], reason: 'stands' },
  ],
};

async function suppressed(h: Harness): Promise<number> {
  return h.memory.store.suppressedSince(0);
}

story(
  'in a planned window nothing is shown and nothing is lost; what goes on after it opens a card',
  async (h) => {
    expect(await h.detect({ id: '1' })).toEqual({
      source: 'cam-12',
      id: '1',
      status: 'logged',
      detail: 'suppress.0: cleaning in place',
    });
    expect(await h.detect({ id: '1' })).toMatchObject({ status: 'duplicate' });
    const [kept] = await h.memory.store.kept([{ source: 'cam-12', id: '1', status: 'active' }]);
    // What was drawn for the audit on arrival stays drawn.
    expect(kept).toMatchObject({ alert: null, stream: 'audit' });
    expect(await suppressed(h)).toBe(1);
    expect(h.counts.get('andon_suppressed_total rule')).toBe(1);
    expect(await h.detect({ id: '1', status: 'cleared' })).toMatchObject({ status: 'logged' });
    await h.advance('59m');
    expect(await h.detect({ id: '2' })).toMatchObject({ status: 'logged' });
    h.expectQuiet();
    await h.advance('1m');
    expect(await h.detect({ id: '3' })).toMatchObject({ status: 'opened' });
    h.expectCard(/Scratch on housing/);
    h.expectQuiet();
  },
  { plant: planned },
);

story(
  'what was open before the window stays open, is joined, and still climbs',
  async (h) => {
    h.clock.set(NOON - 5 * 60_000);
    await h.detect({ id: '1' });
    h.expectCard(/Scratch/);
    await h.advance('6m');
    expect(await h.detect({ id: '2' })).toMatchObject({ status: 'joined' });
    await h.advance('4m');
    h.expectAsked('sam');
    expect((await h.alert()).count).toBe(2);
    h.expectQuiet();
    // Once it is closed, the next one is no longer shown.
    await h.tap('ana', 'Reject');
    expect(await h.detect({ id: '3' })).toMatchObject({ status: 'logged' });
    h.skipRest();
  },
  { plant: planned },
);

story(
  'what is critical is shown in any case, and a state hides what its producer says it hides',
  async (h) => {
    expect(await h.detect({ id: '1', severity: 'critical' })).toMatchObject({ status: 'opened' });
    h.expectCard(/Critical/);
    const vibration = { asset: 'line-2/m1', type: 'vibration', key: 'v' };
    expect(
      await h.detect({ id: '2', ...vibration, extra: { assetState: 'stopped' } }),
    ).toMatchObject({ status: 'logged', detail: 'suppress.1: stands' });
    expect(await h.detect({ id: '3', ...vibration })).toMatchObject({ status: 'opened' });
    h.expectCard(/line-2/);
    h.expectQuiet();
  },
  { plant: planned },
);

story(
  'a lead takes an asset into maintenance; it ends by itself, and what lasts is shown',
  async (h) => {
    await h.type('ana', 'maintenance line-1/station-12 4h new gearbox');
    h.expectPrivate('ana', /Leads and admins/);
    await h.type('sam', 'maintenance line-1/station-12 4h new gearbox');
    h.expectPrivate('sam', /under maintenance until 17:00.*stays open.*No alert of .*is known/s);
    expect(await h.detect({ id: '1' })).toEqual({
      source: 'cam-12',
      id: '1',
      status: 'logged',
      detail: 'maintenance of line-1/station-12: new gearbox',
    });
    // A process that begins anew knows it.
    await h.restart();
    await h.advance('239m');
    expect(await h.detect({ id: '2' })).toMatchObject({ status: 'logged' });
    expect(await h.detect({ id: '3', severity: 'critical', key: 'c' })).toMatchObject({
      status: 'opened',
    });
    h.expectCard(/Critical/);
    await h.type('ana', 'maintenance');
    h.expectPrivate('ana', /now \(1\).*station-12 · until 17:00 · new gearbox · Sam/s);
    await h.advance('1m');
    expect(await h.detect({ id: '4' })).toMatchObject({ status: 'opened' });
    h.expectCard(/High/);
    await h.type('ana', 'maintenance');
    h.expectPrivate('ana', /Nothing is suppressed/);
    expect(h.counts.get('andon_suppressed_total maintenance')).toBe(2);
    h.expectQuiet();
  },
);

story(
  'two leads at once, and windows that overlap: cards stay away until the last one ends',
  async (h) => {
    await Promise.all([
      h.type('sam', 'maintenance line-1/* 1h belt'),
      h.type('ada', 'maintenance line-1/station-12 2h camera'),
    ]);
    await h.type('sam', 'maintenance line-1/station-12 30m lamp');
    expect(h.heard('sam')).toMatch(/Holds there, too.*belt · Sam.*camera · Ada/s);
    await h.advance('61m');
    expect(await h.detect({ id: '1' })).toMatchObject({ status: 'logged' });
    // Whoever ends it ends all of that asset's; a pattern is a word of its own.
    await Promise.all([
      h.type('sam', 'maintenance off line-1/station-12'),
      h.type('ada', 'maintenance off line-1/station-12'),
    ]);
    const answers = h.chat.answers.slice(-2).map((a) => a.text);
    expect(answers.filter((t) => /is over/.test(t))).toHaveLength(1);
    expect(answers.filter((t) => /Nothing of this kind/.test(t))).toHaveLength(1);
    expect(await h.detect({ id: '2' })).toMatchObject({ status: 'opened' });
    h.skipRest();
  },
);

story('how long: not nothing, not for years, and never without a reason', async (h) => {
  for (const length of ['0s', '59s', '32d', '10y', '3650d']) {
    await h.type('sam', `maintenance line-1/* ${length} belt`);
    h.expectPrivate('sam', /from 1 min to 31 days/);
  }
  await h.type('sam', 'maintenance line-1/* 2h');
  h.expectPrivate('sam', /maintenance ASSET 4h REASON/);
  await h.type('sam', 'out-of-service line-1/*');
  h.expectPrivate('sam', /out-of-service ASSET REASON/);
  await h.type('sam', 'maintenance off line-1/*');
  h.expectPrivate('sam', /Nothing of this kind holds/);
  expect(await h.detect({ id: '1' })).toMatchObject({ status: 'opened' });
  h.skipRest();
});

story('out of service lasts until somebody says otherwise, for one type or for all', async (h) => {
  await h.type('sam', 'out-of-service line-1/* type=surface-scratch camera is away');
  h.expectPrivate('sam', /\(surface-scratch\) is out of service/);
  await h.advance('40d');
  expect(await h.detect({ id: '1' })).toMatchObject({ status: 'logged' });
  expect(await h.detect({ id: '2', type: 'leak', key: 'leak' })).toMatchObject({
    status: 'opened',
  });
  h.expectCard(/line-1/);
  await h.type('ada', 'out-of-service line-1/* type=surface-scratch waits for parts');
  h.expectPrivate('ada', /is out of service/);
  await h.type('ada', 'out-of-service');
  h.expectPrivate('ada', /now \(1\).*waits for parts · Ada/s);
  await h.type('sam', 'in-service line-1/*');
  h.expectPrivate('sam', /in service again/);
  expect(await h.detect({ id: '3' })).toMatchObject({ status: 'opened' });
  h.expectCard(/Scratch/);
  h.skipRest();
});

story(
  'a state that a lead says holds for a day at most, unless the producer knows better',
  async (h) => {
    const vibration = { asset: 'line-2/m1', type: 'vibration', key: 'v' };
    await h.type('sam', 'state line-2/m1 melted');
    h.expectPrivate('sam', /counts as melted until .*No rule/s);
    await h.type('sam', 'state line-2/m1 Stopped');
    h.expectPrivate('sam', /counts as stopped until 23 Nov.*stays open/s);
    expect(await h.detect({ id: '1', ...vibration })).toMatchObject({
      status: 'logged',
      detail: 'suppress.1: stands',
    });
    await h.type('ana', 'maintenance');
    h.expectPrivate('ana', /State: line-2\/m1 = stopped.*while stopped · as long as that holds/s);
    await h.advance('24h');
    expect(await h.detect({ id: '2', ...vibration })).toMatchObject({ status: 'opened' });
    h.skipRest();
  },
  { plant: planned },
);

story('an alert that is open when maintenance begins stays whose it is', async (h) => {
  await h.detect({ id: '1' });
  h.expectCard(/Scratch/);
  await h.tap('ana', 'Confirm');
  await h.type('sam', 'maintenance line-1/* 4h belt');
  h.skipRest();
  expect(await h.detect({ id: '2' })).toMatchObject({ status: 'joined' });
  await h.advance('60m');
  h.expectAsked('ana', /still/i);
  expect(await h.alert()).toMatchObject({ work: 'owned', count: 2 });
  h.skipRest();
});

story(
  'a hand-over and the report name what gets no card, until when and why, and how much came meanwhile',
  async (h) => {
    await h.type('sam', 'maintenance line-1/station-12 12h new gearbox');
    await h.type('ada', 'out-of-service line-1/m7 waits for parts');
    await h.detectAll([{ id: '1' }, { id: '2' }, { id: '3', asset: 'line-1/m7' }]);
    await h.type('ana', 'report shift');
    expect(h.heard('ana')).toMatch(
      /No alerts.*3 detections got no card.*out of service now \(2\)/s,
    );
    await h.advance('4h');
    await h.advance('40m');
    const text = (): string => {
      const card = h.chat.messages().findLast((m) => m.content.kind === 'handover');
      return card === undefined ? '' : h.chat.shown(card).text;
    };
    expect(text()).toMatch(
      /out of service now \(2\)\*? · 3 detections got no card.*Maintenance\*: line-1\/station-12 · until .*01:00.* · new gearbox · Sam.*Out of service\*: line-1\/m7 · until somebody ends it · waits for parts · Ada/s,
    );
    await h.type('sam', 'handover');
    expect(h.heard('sam')).toMatch(/waits for parts · Ada/);
    // What changes while it waits is drawn on it.
    await h.type('sam', 'in-service line-1/m7');
    await h.advance('10s');
    expect(text()).toMatch(/out of service now \(1\)/);
    await h.type('sam', 'maintenance line-1/m8 1m lamp');
    await h.advance('10s');
    expect(text()).toMatch(/out of service now \(2\).*m8/s);
    await h.advance('1m');
    expect(text()).toMatch(/out of service now \(1\)/);
    h.skipRest();
  },
  { plant: { ...richPlant, ...planned, suppress: [] } },
);
