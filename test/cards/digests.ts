// Digests as fixtures: a flood that goes on, one that is over, and one whose words are hostile.
import type { Alert } from '../../bot/core/alert.ts';
import { DIGEST_SIZE, type DigestView } from '../../bot/core/digest.ts';
import { MINUTE } from '../../bot/core/time.ts';
import { type DigestModel, digestModel } from '../../cards/digest/model.ts';
import { ana, openedAt, setting, views } from './fixtures.ts';
import { HOSTILE } from './hostile.ts';

/** `n` alerts over a few assets; `over` bends the i-th. */
function flood(n: number, over: (i: number) => Partial<Alert>): readonly Alert[] {
  return Array.from({ length: n }, (_, i) => ({
    ...views.open.alert,
    id: `0193a2b4-7c1d-7e5f-9a3b-${(0x4c5d00000000 + i).toString(16)}`,
    asset: `line-1/station-${1 + (i % 4)}`,
    title: `Scratch ${i + 1} on housing`,
    openedAt: openedAt + i * 5_000,
    ...over(i),
  }));
}

function view(alerts: readonly Alert[], endedAt: number | null): DigestView {
  const digest = {
    id: '0193a2b4-7c1d-7e5f-9a3b-d16e57000001',
    channel: 'line-1',
    since: openedAt,
    endedAt,
    revision: 42,
    isTaking: endedAt === null,
    size: alerts.length,
  };
  return { digest, alerts, names: new Map([[ana.id, ana.name]]) };
}

const CLOSED: Partial<Alert> = { work: 'done', verdict: 'not_real', closedBy: ana.id };

const going = flood(18, (i) => {
  if (i === 3) return { severity: 'high', work: 'owned', owner: ana.id, attention: 'acknowledged' };
  if (i === 6) return { severity: 'low', level: 1 };
  return i < 2 ? CLOSED : { severity: i % 5 === 0 ? 'high' : 'medium' };
});
/** As many as one digest takes, each of its own asset. */
export const MANY = flood(DIGEST_SIZE, (i) => ({
  asset: `line-${1 + (i % 5)}/station-with-a-long-name-${1 + i}`,
  severity: i % 7 === 0 ? 'high' : 'medium',
}));
/** As many, all of one asset: the worst that one asset can be. */
export const ONE = flood(DIGEST_SIZE, (i) => ({
  asset: 'line-1/press-7',
  title: `Overheating of bearing ${i} at the main drive`,
}));
const hostile = flood(2, () => ({ asset: HOSTILE.text, title: HOSTILE.text, area: HOSTILE.text }));

export const digests: Readonly<Record<string, DigestModel>> = {
  going: digestModel(view(going, null), setting),
  over: digestModel(view(going, openedAt + 25 * MINUTE), setting),
  done: digestModel(
    view(
      flood(3, () => CLOSED),
      openedAt + 25 * MINUTE,
    ),
    setting,
  ),
  many: digestModel(view(MANY, null), setting),
  'one-asset': digestModel(view(ONE, null), setting),
  hostile: digestModel(view(hostile, null), setting),
};
