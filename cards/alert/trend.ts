// How things developed over the detections of one alert, as a line of small bars: what a reading did, and how fast
// detections came. The bars are decoration: whatever they show is said in words beside them.
import type { Sighting } from '../../bot/core/view.ts';

/** Bars from lowest to highest. The full block is left out: it touches the line above. */
const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'] as const;
/** What fits beside a value on a phone. */
const BARS_LIMIT = 8;
const POINTS_MIN = 3;
const ARRIVALS_MIN = 6;
/** One half has this many times the detections of the other before it is called a change. */
const TEMPO_FACTOR = 2;

export interface ReadingTrend {
  readonly from: number;
  readonly to: number;
  readonly bars: string;
}

/** Null where the reading was given too seldom, in other units, or never changed. */
export function readingTrend(
  recent: readonly Sighting[],
  name: string,
  unit: string | undefined,
): ReadingTrend | null {
  const values = recent.flatMap(({ readings }) => {
    const found = readings.find((r) => r.name === name && r.unit === unit);
    return typeof found?.value === 'number' ? [found.value] : [];
  });
  const [from] = values;
  const to = values.at(-1);
  if (from === undefined || to === undefined || values.length < POINTS_MIN) return null;
  return from === to ? null : { from, to, bars: barsOf(thinned(values)) };
}

export type Tempo = 'faster' | 'slower';

export interface ArrivalTrend {
  readonly tempo: Tempo;
  readonly bars: string;
}

/** Null where there are too few, or they came evenly. */
export function arrivalTrend(recent: readonly Sighting[]): ArrivalTrend | null {
  const times = recent.map((s) => s.observedAt);
  const first = Math.min(...times);
  const span = Math.max(...times) - first;
  if (times.length < ARRIVALS_MIN || span <= 0) return null;
  const counts: number[] = Array(BARS_LIMIT).fill(0);
  for (const at of times) {
    const slot = Math.min(BARS_LIMIT - 1, Math.floor(((at - first) / span) * BARS_LIMIT));
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  const early = sum(counts.slice(0, BARS_LIMIT / 2));
  const late = sum(counts.slice(BARS_LIMIT / 2));
  const bars = barsOf(counts);
  if (late >= early * TEMPO_FACTOR) return { tempo: 'faster', bars };
  return early >= late * TEMPO_FACTOR ? { tempo: 'slower', bars } : null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, n) => all + n, 0);
}

/** Evenly spaced, with both ends: the first and the last value are the ones that are written beside it. */
function thinned(values: readonly number[]): readonly number[] {
  if (values.length <= BARS_LIMIT) return values;
  const step = (values.length - 1) / (BARS_LIMIT - 1);
  return Array.from({ length: BARS_LIMIT }, (_, i) => values[Math.round(i * step)] ?? 0);
}

function barsOf(values: readonly number[]): string {
  const low = Math.min(...values);
  // Halved, so that not even the largest numbers overflow.
  const span = Math.max(...values) / 2 - low / 2;
  return values
    .map((v) => BARS[span === 0 ? 0 : Math.round(((v / 2 - low / 2) / span) * (BARS.length - 1))])
    .join('');
}
