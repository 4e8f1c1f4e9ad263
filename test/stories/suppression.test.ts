// What gets no card for a while, in the words of the floor: planned windows, maintenance, assets that stand. Nothing is lost, what
// is open goes on, and what lasts longer than the window is shown again.
import { expect } from 'vitest';
import type { Plant } from '../../bot/core/plant.ts';
import { HOUR } from '../../bot/core/time.ts';
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
