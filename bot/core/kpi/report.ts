// All numbers of one selection of alerts, for the API and for chat: the same figures from the same rows.
import { CHATTER_LIMIT, isStale } from '../storm.ts';
import type { Instant } from '../time.ts';
import { type Fairness, fairness } from './fairness.ts';
import { type BadActors, badActors, type ChannelLoad, load, type Span } from './load.ts';
import { type Precision, type Proportion, precision, proportion } from './precision.ts';
import { type Response, response } from './response.ts';
import type { KpiAlert } from './rows.ts';

export interface ModelPrecision extends Precision {
  readonly model: string;
  readonly version: string;
}

export interface Kpis {
  readonly precision: Precision;
  /** One row for each model and version that a counted alert names. */
  readonly models: readonly ModelPrecision[];
  readonly response: Response;
  readonly coverage: {
    readonly alerts: number;
    /** Alerts with a deciding label in force. */
    readonly labelled: Proportion;
    readonly contested: number;
  };
  /** One line for each channel. */
  readonly load: readonly ChannelLoad[];
  readonly fairness: Fairness;
  readonly trouble: Trouble;
  readonly badActors: BadActors;
}

/** What needs somebody to look at how it is sent rather than at what it says. */
export interface Trouble {
  /** Alerts whose detections came about three times a minute or more. */
  readonly chattering: number;
  /** Alerts that have been open for more than a day. */
  readonly stale: number;
}

/** `span` is what was asked for; without it, from the first alert until now. */
export function kpis(rows: readonly KpiAlert[], now: Instant, span: Partial<Span> = {}): Kpis {
  const labelled = rows.filter((r) => r.label !== null).length;
  return {
    precision: precision(units(rows)),
    models: models(rows),
    response: response(rows, now),
    coverage: {
      alerts: rows.length,
      labelled: proportion(labelled, rows.length),
      contested: rows.filter((r) => r.verdict === 'contested').length,
    },
    load: load(rows, spanOf(rows, now, span)),
    fairness: fairness(loads(rows)),
    trouble: {
      chattering: rows.filter((r) => r.chatter !== null && r.chatter >= CHATTER_LIMIT).length,
      stale: rows.filter((r) => isStale(r.openedAt, r.closedAt, now)).length,
    },
    badActors: badActors(rows),
  };
}

function spanOf(rows: readonly KpiAlert[], now: Instant, span: Partial<Span>): Span {
  const first = rows.reduce((least, r) => Math.min(least, r.openedAt), now);
  return { from: span.from ?? first, to: Math.min(span.to ?? now, now) };
}

/** How many alerts each person carried. */
function loads(rows: readonly KpiAlert[]): readonly number[] {
  const counts = new Map<string, number>();
  for (const { carriedBy } of rows)
    if (carriedBy !== null) counts.set(carriedBy, (counts.get(carriedBy) ?? 0) + 1);
  return [...counts.values()];
}

/** An alert counts once for each model and version that its label covers; one without a model counts once. */
function units(rows: readonly KpiAlert[]): readonly KpiAlert[] {
  return rows.flatMap((row) =>
    row.models
      .slice(1)
      .map(() => row)
      .concat(row),
  );
}

function models(rows: readonly KpiAlert[]): readonly ModelPrecision[] {
  const groups = new Map<string, { model: string; version: string; rows: KpiAlert[] }>();
  for (const row of rows) {
    for (const { name, version } of row.models) {
      const key = `${name}\n${version}`;
      const group = groups.get(key) ?? { model: name, version, rows: [] };
      group.rows.push(row);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .map((g) => ({ model: g.model, version: g.version, ...precision(g.rows) }))
    .sort((a, b) => (a.model + a.version < b.model + b.version ? -1 : 1));
}
