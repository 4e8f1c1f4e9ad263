// Somebody's own page as fixtures.
import type { Alert } from '../../bot/core/alert.ts';
import type { Home } from '../../bot/core/home.ts';
import { HOUR } from '../../bot/core/time.ts';
import { type HomeModel, homeModel } from '../../cards/home/model.ts';
import { ana, bo, openedAt, type StateName, setting, views } from './fixtures.ts';

const none = { alerts: [], more: 0 };
const names = new Map([ana, bo].map((p) => [p.id, p.name]));

/** Each is an alert of its own. */
function alerts(...all: readonly StateName[]): readonly Alert[] {
  return all.map((name, i) => ({ ...views[name].alert, id: `${name}-${i}-3fa92c` }));
}

const full: Home = {
  mine: { alerts: alerts('confirmed'), more: 0 },
  asked: { alerts: alerts('hand-over-offered', 'escalated-by-timer'), more: 0 },
  open: { alerts: alerts('critical', 'hostile'), more: 3 },
  duty: {
    kind: 'on',
    shift: { roster: 'all', day: 20_414, letter: 'F', from: openedAt, until: openedAt + 4 * HOUR },
    crews: ['blue', 'green'],
  },
};

export const homeModels: Readonly<Record<string, HomeModel>> = {
  full: homeModel(full, names, setting),
  quiet: homeModel(
    { ...full, mine: none, asked: none, open: none, duty: { kind: 'no-shifts' } },
    names,
    setting,
  ),
  'off-german': homeModel({ ...full, duty: { kind: 'off' } }, names, {
    ...setting,
    language: 'de',
  }),
  stranger: homeModel(null, names, setting),
};
