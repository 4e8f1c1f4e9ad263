// How often a model was right, with the width of our ignorance. Silence is never counted as wrong: an alert without a
// deciding label, a contested one, and a label that says nothing of the model are left out.
import type { KpiAlert } from './rows.ts';

export type EvidenceGrade = 'none' | 'weak' | 'enough';

export interface Proportion {
  /** Labels counted. */
  readonly n: number;
  readonly x: number;
  /** x / n, null when n is 0. */
  readonly value: number | null;
  /** Two-sided 95 % Wilson interval, null when n is 0. */
  readonly wilson: readonly [number, number] | null;
  readonly evidence: EvidenceGrade;
}

/** A value corrected for unequal sampling and for silence; `n` is Kish's effective number of labels. */
export interface Weighted {
  readonly n: number;
  readonly value: number | null;
  readonly wilson: readonly [number, number] | null;
  readonly evidence: EvidenceGrade;
}

export interface Precision {
  readonly technical: Proportion;
  readonly actionable: Proportion;
  readonly weighted: Weighted;
}

/** Two-sided 95 %. */
export const Z95 = 1.959963984540054;

/** Below this many labels a share is called weak: nobody should act on it. */
export const HANDFUL = 5;

/**
 * Wilson score interval for x successes in n trials, n > 0 (n may be fractional for an effective number).
 * Wilson (1927); centre (p + z²/2n) / (1 + z²/n), half width z √(p(1−p)/n + z²/4n²) / (1 + z²/n).
 */
export function wilson(x: number, n: number, z = Z95): readonly [number, number] {
  const p = x / n;
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / scale;
  const low = x === 0 ? 0 : Math.max(0, centre - half);
  const high = x === n ? 1 : Math.min(1, centre + half);
  return [low, high];
}

export function proportion(x: number, n: number): Proportion {
  const value = n === 0 ? null : x / n;
  return { n, x, value, wilson: n === 0 ? null : wilson(x, n), evidence: grade(n) };
}

function grade(n: number): EvidenceGrade {
  if (n === 0) return 'none';
  return n < HANDFUL ? 'weak' : 'enough';
}

/** Precision over alerts; a row counts once, however many detections joined. */
export function precision(rows: readonly KpiAlert[]): Precision {
  const judged = rows.filter((r) => r.verdict !== 'contested');
  const share = (truth: (row: KpiAlert) => boolean | null | undefined): Proportion => {
    const known = judged.map(truth).filter((t) => typeof t === 'boolean');
    return proportion(known.filter(Boolean).length, known.length);
  };
  return {
    technical: share((r) => r.label?.technicalTruth),
    actionable: share((r) => r.label?.actionable),
    weighted: weighted(rows, judged),
  };
}

/**
 * Hájek estimate of technical precision: Σ w y / Σ w with w = 1 / (π ρ), π the probability of having been shown and ρ the
 * share of its stream that was answered; the interval is Wilson's on Kish's effective number (Σw)² / Σw².
 */
function weighted(rows: readonly KpiAlert[], judged: readonly KpiAlert[]): Weighted {
  const shown = countBy(rows, (r) => r.stream);
  const usable = judged.filter((r) => typeof r.label?.technicalTruth === 'boolean');
  const answered = countBy(usable, (r) => r.stream);
  let sum = 0;
  let squares = 0;
  let hits = 0;
  for (const row of usable) {
    const rate = (answered.get(row.stream) ?? 0) / (shown.get(row.stream) ?? 1);
    const weight = 1 / (row.probability * rate);
    sum += weight;
    squares += weight * weight;
    if (row.label?.technicalTruth === true) hits += weight;
  }
  if (sum === 0) return { n: 0, value: null, wilson: null, evidence: 'none' };
  const n = (sum * sum) / squares;
  const value = hits / sum;
  return { n, value, wilson: wilson(value * n, n), evidence: grade(n) };
}

function countBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return counts;
}
