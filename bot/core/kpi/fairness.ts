// Whether work falls on the same shoulders all the time. It knows loads, not people: nobody is ranked here.

export interface Fairness {
  /** How many people carried anything. */
  readonly people: number;
  /** Jain's index (Σx)² / (n Σx²): 1 when all carry the same, 1/n when one carries everything; null without anybody. */
  readonly jain: number | null;
  /** Gini coefficient: 0 when all carry the same. */
  readonly gini: number | null;
  readonly maxOverMean: number | null;
}

export function fairness(loads: readonly number[]): Fairness {
  const n = loads.length;
  const sum = total(loads);
  if (n === 0 || sum === 0) return { people: n, jain: null, gini: null, maxOverMean: null };
  const sorted = [...loads].sort((a, b) => a - b);
  const ranked = total(sorted.map((x, i) => (2 * (i + 1) - n - 1) * x));
  return {
    people: n,
    jain: (sum * sum) / (n * total(loads.map((x) => x * x))),
    gini: ranked / (n * sum),
    maxOverMean: Math.max(...loads) / (sum / n),
  };
}

function total(all: readonly number[]): number {
  return all.reduce((a, b) => a + b, 0);
}
