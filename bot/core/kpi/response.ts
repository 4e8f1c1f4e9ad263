// How fast people answer and bring to an end. Alerts that nobody answered are not left out: they are censored.
import type { Instant } from '../time.ts';
import { type Proportion, proportion } from './precision.ts';
import type { KpiAlert } from './rows.ts';
import { meanMs, quantileMs, survival, type Wait, waitingAfter } from './survival.ts';

/** The mean counts whoever waits longer than so many times the usual target as waiting just that long. */
const MEAN_LIMIT_TARGETS = 4;

export interface Durations {
  /** Kaplan–Meier median; null when fewer than half ever ended. */
  readonly medianSeconds: number | null;
  /** Nine in ten have ended by then; null when fewer ever did. */
  readonly p90Seconds: number | null;
}

export interface Response extends Durations {
  /** Alerts that a person answered, of all that were opened. */
  readonly answered: Proportion;
  /** Restricted mean until the first answer, up to four times the median target; null without alerts. */
  readonly meanSeconds: number | null;
  /**
   * The share answered before the next step was due by the policy (its target time), with the unanswered as censored; null
   * without alerts.
   */
  readonly withinTarget: number | null;
  readonly open: number;
  /** Alerts that climbed at least one step, and those that did because nobody answered in time. */
  readonly climbed: Proportion;
  readonly climbedByItself: Proportion;
  /** From the verdict "real" until it was done. */
  readonly resolution: Durations & { readonly resolved: Proportion };
}

/** Response over alerts; `now` is where the unanswered are still being watched. */
export function response(rows: readonly KpiAlert[], now: Instant): Response {
  const waits = rows.map((row) => waitOf(row, now));
  const curve = survival(waits);
  const targets = rows.map((r) => r.targetMs).sort((a, b) => a - b);
  const target = targets[Math.floor((targets.length - 1) / 2)];
  return {
    answered: proportion(rows.filter((r) => r.answeredAt !== null).length, rows.length),
    medianSeconds: seconds(quantileMs(curve, 0.5)),
    p90Seconds: seconds(quantileMs(curve, 0.9)),
    meanSeconds: target === undefined ? null : seconds(meanMs(curve, MEAN_LIMIT_TARGETS * target)),
    withinTarget: attainment(rows, now),
    open: rows.filter((r) => r.closedAt === null).length,
    climbed: proportion(rows.filter((r) => r.level > 0).length, rows.length),
    climbedByItself: proportion(rows.filter((r) => r.isClimbedByItself).length, rows.length),
    resolution: resolution(rows, now),
  };
}

function waitOf(row: KpiAlert, now: Instant): Wait {
  return {
    ms: Math.max(0, (row.answeredAt ?? row.closedAt ?? now) - row.openedAt),
    isAnswered: row.answeredAt !== null && !row.isPutAside,
  };
}

/** Each wait is measured in targets of its own alert, so that urgent and patient alerts can be counted together. */
function attainment(rows: readonly KpiAlert[], now: Instant): number | null {
  if (rows.length === 0) return null;
  const waits = rows.map((row) => {
    const wait = waitOf(row, now);
    return { ...wait, ms: wait.ms / Math.max(1, row.targetMs) };
  });
  return 1 - waitingAfter(survival(waits), 1);
}

/** Closed by anything but a person's "done" (rejected after all, cleared by the source) is censored. */
function resolution(rows: readonly KpiAlert[], now: Instant): Response['resolution'] {
  const real = rows.flatMap((row) => {
    const { verdict, verdictAt, closedAt } = row;
    return verdict === 'real' && verdictAt !== null
      ? [{ ms: Math.max(0, (closedAt ?? now) - verdictAt), isAnswered: row.work === 'done' }]
      : [];
  });
  const curve = survival(real);
  return {
    medianSeconds: seconds(quantileMs(curve, 0.5)),
    p90Seconds: seconds(quantileMs(curve, 0.9)),
    resolved: proportion(real.filter((w) => w.isAnswered).length, real.length),
  };
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1_000;
}
