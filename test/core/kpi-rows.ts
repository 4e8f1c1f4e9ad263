// Rows for tests of the numbers: one alert, opened at noon in line 1, whose policy waits ten minutes.
import type { KpiAlert } from '../../bot/core/kpi/rows.ts';
import { MINUTE } from '../../bot/core/time.ts';
import { NOON } from './world.ts';

export function row(over: Partial<KpiAlert> = {}): KpiAlert {
  return {
    id: 'a',
    asset: 'line-1/station-12',
    type: 'surface-scratch',
    channel: 'line-1',
    openedAt: NOON,
    closedAt: null,
    answeredAt: null,
    isPutAside: false,
    verdict: 'pending',
    verdictAt: null,
    work: 'unowned',
    level: 0,
    isClimbedByItself: false,
    targetMs: 10 * MINUTE,
    carriedBy: null,
    chatter: null,
    stream: 'action',
    probability: 1,
    label: null,
    models: [{ name: 'scratch', version: '4.2' }],
    ...over,
  };
}

export function judged(technicalTruth: boolean | null, over: Partial<KpiAlert> = {}): KpiAlert {
  const verdict = technicalTruth === null ? 'unsure' : technicalTruth ? 'real' : 'not_real';
  const label = { verdict, technicalTruth, actionable: technicalTruth, strength: 1 } as const;
  return row({ verdict, label, answeredAt: NOON + MINUTE, ...over });
}
