// Counts what should not happen in silence: a step that reached nobody, and one for whoever is on that found nobody there.
// After it is written, never before.
import type { Decision } from '../bot/core/decision.ts';
import type { Deps } from './deps.ts';

export function tally({ alert, events }: Decision, { meter, log }: Deps): void {
  for (const { kind, detail } of events) {
    if (kind === 'unreachable') {
      meter.count('andon_unreachable_total', {});
      log.error('a step reached nobody', { alert: alert.id, ...detail });
    }
    if (kind === 'asked' && detail.found === 'lead') {
      meter.count('andon_nobody_there_total', {});
      log.warn('nobody was there: the leads were asked', { alert: alert.id, level: detail.level });
    }
  }
}
