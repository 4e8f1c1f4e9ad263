// Numbers from many measurements, and how they are printed.

export interface Row {
  readonly what: string;
  readonly figures: readonly string[];
  /** What was wished for, and whether it was met; null where nothing was. */
  readonly wanted: { readonly text: string; readonly isMet: boolean } | null;
}

/** The smallest value that at least `share` of all are not above (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(sorted.length * share));
  return sorted[rank - 1] ?? Number.NaN;
}

/** p50 and p99 in milliseconds, with the wish for one of them. */
export function times(
  what: string,
  values: readonly number[],
  wanted: { readonly of: 'p50' | 'p99'; readonly belowMs: number } | null = null,
): Row {
  const p = { p50: percentile(values, 0.5), p99: percentile(values, 0.99) };
  const figures = [`p50 ${ms(p.p50)}`, `p99 ${ms(p.p99)}`, `n ${values.length}`];
  if (wanted === null) return { what, figures, wanted };
  const text = `${wanted.of} < ${wanted.belowMs} ms`;
  return { what, figures, wanted: { text, isMet: p[wanted.of] < wanted.belowMs } };
}

export function rate(what: string, count: number, tookMs: number, values: readonly number[]): Row {
  const perSecond = Math.round((count / tookMs) * 1_000);
  const latency = values.length === 0 ? [] : [`p99 ${ms(percentile(values, 0.99))}`];
  return { what, figures: [`${perSecond}/s`, ...latency, `n ${count}`], wanted: null };
}

export function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map((r) => r.what.length));
  return rows
    .map(({ what, figures, wanted }) => {
      const cells = figures.map((f) => f.padEnd(15)).join('');
      const wish =
        wanted === null ? '' : `wanted ${wanted.text}: ${wanted.isMet ? 'met' : 'MISSED'}`;
      return `${what.padEnd(width)}  ${cells}${wish}`.trimEnd();
    })
    .join('\n');
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
