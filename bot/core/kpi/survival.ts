// How long something lasts when not everything has ended yet: the product-limit estimate of Kaplan and Meier (1958). Whoever
// leaves out what has not ended makes people look faster than they are.

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
  /** Standard error of `waiting` after Greenwood; null once nobody waits. */
  readonly se: number | null;
}

/** One point for each distinct time with an answer. */
export function survival(waits: readonly Wait[]): readonly SurvivalPoint[] {
  const sorted = [...waits].sort((a, b) => a.ms - b.ms);
  const points: SurvivalPoint[] = [];
  let waiting = 1;
  let variance = 0;
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
      variance += answered / (atRisk * (atRisk - answered));
      const se = answered < atRisk ? waiting * Math.sqrt(variance) : null;
      points.push({ ms, atRisk, answered, waiting, se });
    }
    atRisk -= count;
  }
  return points;
}

/** The first time at which at most half still wait; null when more than half never stopped. */
export function medianMs(waits: readonly Wait[]): number | null {
  return quantileMs(survival(waits), 0.5);
}

/** The first time at which at least this share has been answered; null when it never was. */
export function quantileMs(curve: readonly SurvivalPoint[], share: number): number | null {
  return curve.find((p) => p.waiting <= 1 - share + 1e-12)?.ms ?? null;
}

/** The share still waiting just after `ms`. */
export function waitingAfter(curve: readonly SurvivalPoint[], ms: number): number {
  return curve.findLast((p) => p.ms <= ms)?.waiting ?? 1;
}

/** Restricted mean: how long one waits on average when whoever waits longer than `limitMs` is counted as `limitMs`. */
export function meanMs(curve: readonly SurvivalPoint[], limitMs: number): number {
  let sum = 0;
  let from = 0;
  let waiting = 1;
  for (const point of curve) {
    if (point.ms >= limitMs) break;
    sum += (point.ms - from) * waiting;
    from = point.ms;
    waiting = point.waiting;
  }
  return sum + (limitMs - from) * waiting;
}
