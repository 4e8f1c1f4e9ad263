// How fast people answer. Alerts that nobody answered are not left out: they are censored, as in Kaplan and Meier (1958).
import type { Instant } from '../time.ts';
import { type Proportion, proportion } from './precision.ts';
import type { KpiAlert } from './rows.ts';

/** One observation: how long it lasted, and whether it ended with an answer (else it was only watched that long). */
export interface Wait {
  readonly ms: number;
  readonly isAnswered: boolean;
}

export interface SurvivalPoint {
  readonly ms: number;
  readonly atRisk: number;
  readonly answered: number;
  /** The share still waiting just after `ms`. */
  readonly waiting: number;
}

export interface Response {
  /** Alerts that a person answered, of all that were opened. */
  readonly answered: Proportion;
  /** Kaplan–Meier median until the first answer, in seconds; null when fewer than half were ever answered. */
  readonly medianSeconds: number | null;
  readonly open: number;
  /** Alerts that climbed at least one step. */
  readonly climbed: Proportion;
}

/** The product-limit estimate, one point for each distinct time with an answer. */
export function survival(waits: readonly Wait[]): readonly SurvivalPoint[] {
  const sorted = [...waits].sort((a, b) => a.ms - b.ms);
  const points: SurvivalPoint[] = [];
  let waiting = 1;
  let atRisk = sorted.length;
  for (let i = 0; i < sorted.length; ) {
    const ms = sorted[i]?.ms ?? 0;
    let answered = 0;
    let count = 0;
    for (; sorted[i]?.ms === ms; i += 1) {
      count += 1;
      if (sorted[i]?.isAnswered === true) answered += 1;
    }
    if (answered > 0) {
      waiting *= 1 - answered / atRisk;
      points.push({ ms, atRisk, answered, waiting });
    }
    atRisk -= count;
  }
  return points;
}

/** The first time at which at most half still wait; null when more than half never stopped. */
export function medianMs(waits: readonly Wait[]): number | null {
  return survival(waits).find((p) => p.waiting <= 0.5 + 1e-12)?.ms ?? null;
}

/** Response over alerts; `now` is where the unanswered are still being watched. */
export function response(rows: readonly KpiAlert[], now: Instant): Response {
  const waits = rows.map((r) => ({
    ms: Math.max(0, (r.answeredAt ?? r.closedAt ?? now) - r.openedAt),
    isAnswered: r.answeredAt !== null,
  }));
  const median = medianMs(waits);
  return {
    answered: proportion(waits.filter((w) => w.isAnswered).length, rows.length),
    medianSeconds: median === null ? null : median / 1_000,
    open: rows.filter((r) => r.closedAt === null).length,
    climbed: proportion(rows.filter((r) => r.level > 0).length, rows.length),
  };
}
