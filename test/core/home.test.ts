// What one person finds when they look by themselves: each alert in one place, the worst first, and no more than fit.
import { describe, expect, test } from 'vitest';
import type { Alert } from '../../bot/core/alert.ts';
import type { Surroundings } from '../../bot/core/escalation.ts';
import { HOME_ROWS, homeOf } from '../../bot/core/home.ts';
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import { ana, bo, openedAt, sam, viewOf } from '../cards/fixtures.ts';
import { plant } from './world.ts';

const NOW = openedAt + 15 * MINUTE;
const around: Surroundings = {
  plant,
  people: [ana, bo, sam],
  platforms: ['slack'],
  checkIns: [],
  overrides: [],
};

let count = 0;
function alert(change: Partial<Alert> = {}): Alert {
  count += 1;
  return viewOf({ alert: { id: `a${count}`, ...change } }).alert;
}

function found(person: typeof ana, ...alerts: readonly Alert[]) {
  const home = homeOf(person, alerts, around, NOW);
  const ids = (of: 'mine' | 'asked' | 'open') => home[of].alerts.map((a) => a.id);
  return { mine: ids('mine'), asked: ids('asked'), open: ids('open') };
}

const owned = (by: string): Partial<Alert> => ({
  work: 'owned',
  owner: by,
  attention: 'acknowledged',
  verdict: 'real',
});
const offered = { from: ana.id, to: bo.id, asked: [bo.id], crew: null };

describe('whose it is', () => {
  const cases: readonly (readonly [string, typeof ana, Partial<Alert>, string | null])[] = [
    ['nobody has it', ana, {}, 'open'],
    ['they own it', ana, owned(ana.id), 'mine'],
    ['somebody else owns it', ana, owned(bo.id), null],
    ['a lead, and it has climbed to the lead', sam, { level: 1 }, 'asked'],
    ['no lead, and it has climbed to the lead', ana, { level: 1 }, 'open'],
    ['a lead was asked, somebody owns it', sam, { level: 1, ...owned(bo.id) }, null],
    [
      'a lead was asked again past its owner',
      sam,
      { level: 1, ...owned(bo.id), attention: 'new' },
      'asked',
    ],
    ['everybody was asked', sam, { level: 1, attention: 'expired' }, 'asked'],
    ['they were asked to take it over', bo, { ...owned(ana.id), offer: offered }, 'asked'],
    ['they offered it', ana, { ...owned(ana.id), offer: offered }, 'mine'],
    [
      'they own it and are asked for it',
      ana,
      { ...owned(ana.id), offer: { ...offered, asked: [ana.id], crew: null } },
      'asked',
    ],
    ['put aside', ana, { attention: 'shelved' }, null],
    ['judged by nobody who could', ana, { verdict: 'unsure' }, 'open'],
    ['closed', ana, { work: 'done', owner: ana.id }, null],
  ];
  test.each(cases)('%s', (_title, person, change, group) => {
    const one = alert(change);
    const groups = Object.entries(found(person, one)).filter(([, ids]) => ids.length > 0);
    expect(groups).toEqual(group === null ? [] : [[group, [one.id]]]);
  });
});

test('the worst first, among equals the newest, and the rest as a number', () => {
  const many = Array.from({ length: HOME_ROWS + 3 }, (_, i) => alert({ openedAt: openedAt + i }));
  const worst = alert({ severity: 'critical', openedAt: openedAt - HOUR });
  const { open } = homeOf(ana, [...many, worst], around, NOW);
  expect(open.alerts.map((a) => a.id).slice(0, 2)).toEqual([worst.id, many.at(-1)?.id]);
  expect([open.alerts.length, open.more]).toEqual([HOME_ROWS, 4]);
});

test('a site without shifts says so', () => {
  expect(homeOf(ana, [], around, NOW).duty).toEqual({ kind: 'no-shifts' });
});
