// A route may say that what comes back soon after it was closed is the same matter: the card comes back instead of a new one.
import { expect } from 'vitest';
import { HOUR } from '../../bot/core/time.ts';
import { plant } from '../core/world.ts';
import { story } from '../harness.ts';

const routes = plant.routes.map((r) => ({ ...r, reopenWithinMs: HOUR }));
const options = { plant: { routes } };

story(
  'what comes back within the hour comes back on the same card, and is asked again',
  async (h) => {
    await h.detect({ id: 'd1' });
    h.expectCard('Scratch');
    await h.tap('ana', 'Reject');
    const closed = await h.alert();
    await h.advance('59m');
    expect(await h.detect({ id: 'd2', severity: 'critical' })).toMatchObject({
      status: 'joined',
      alert: closed.id,
    });
    h.expectAsked(null, /needs an answer/);
    expect(await h.alert()).toMatchObject({
      id: closed.id,
      verdict: 'pending',
      work: 'unowned',
      attention: 'new',
      severity: 'critical',
      count: 1,
      level: 0,
    });
    expect(h.shown().buttons.map((b) => b.verb)).toEqual(
      expect.arrayContaining(['confirm', 'reject', 'escalate']),
    );
    // The old verdict stays in the log; the new one is the same person's newer.
    await h.tap('ana', 'Confirm');
    const labels = await h.memory.store.labelsOf(closed.id);
    expect(labels.map((l) => [l.verdict, l.supersedes === null])).toEqual([
      ['not_real', true],
      ['real', false],
    ]);
  },
  options,
);

story(
  'a minute too late opens a new one',
  async (h) => {
    await h.detect({ id: 'd1' });
    h.expectCard('Scratch');
    await h.tap('ana', 'Reject');
    await h.advance('60m1s');
    expect(await h.detect({ id: 'd2' })).toMatchObject({ status: 'opened' });
    h.expectCard('Scratch');
  },
  options,
);

story(
  'over and back in one batch is one alert, and its steps begin anew',
  async (h) => {
    const results = await h.detectAll([
      { id: 'd1' },
      { id: 'd1', status: 'cleared' },
      { id: 'd2' },
    ]);
    await h.advance('1s');
    expect(results.map((r) => r.status)).toEqual(['opened', 'joined', 'joined']);
    expect(new Set(results.map((r) => r.alert)).size).toBe(1);
    h.expectCard('Scratch');
    h.expectAsked(null);
    expect(await h.alert()).toMatchObject({ attention: 'new', work: 'unowned', closedAt: null });
  },
  options,
);
