// All numbers of one selection of alerts, for the API and for chat: the same figures from the same rows.
import type { Instant } from '../time.ts';
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
}

export function kpis(rows: readonly KpiAlert[], now: Instant): Kpis {
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
  };
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
