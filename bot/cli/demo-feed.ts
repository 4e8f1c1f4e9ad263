// What the demo plays: a believable hour on four lines, told by five models, from a seed. Problems start, are seen again and
// again, sometimes pass by themselves. The same seed tells the same hour; nothing here asks a clock.
import { type DemoSeverity, type Episode, HOUR_OF_WORK, WATCHES } from './demo-story.ts';

/** A detection as a producer sends it, without its time of observation. */
export interface DemoDetection {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly asset: string;
  readonly area: string;
  readonly title: string;
  readonly severity: DemoSeverity;
  readonly confidence: number;
  readonly model: { readonly name: string; readonly version: string };
  readonly reasons: readonly string[];
  readonly readings: readonly {
    readonly name: string;
    readonly value: number;
    readonly unit: string;
    readonly limit: number;
  }[];
  readonly status?: 'cleared';
}

export interface DemoMoment {
  /** Minutes of the story since its beginning. */
  readonly minute: number;
  readonly detection: DemoDetection;
}

/** How long the told hour is, in minutes of its own. */
export const DEMO_MINUTES = 60;

/** The whole hour, in order. `run` makes the ids of this run its own. */
export function demoFeed(seed: number, run: string): readonly DemoMoment[] {
  const chance = chanceOf(seed);
  return HOUR_OF_WORK.flatMap((e, i) => tell(e, `${run}-${i}`, chance))
    .filter((moment) => moment.minute <= DEMO_MINUTES)
    .sort((a, b) => a.minute - b.minute);
}

/** What comes after the hour, without end: a problem now and then. Minutes count on from the hour. */
export function* demoAfterwards(seed: number, run: string): Generator<DemoMoment> {
  const chance = chanceOf(seed + 1);
  let minute = DEMO_MINUTES;
  for (let n = 0; ; n += 1) {
    minute += 20 + chance() * 40;
    const picked = HOUR_OF_WORK[Math.floor(chance() * HOUR_OF_WORK.length)];
    if (picked === undefined) continue;
    const told = tell({ ...picked, startsAt: minute }, `${run}-after-${n}`, chance);
    yield* told;
    minute = told.at(-1)?.minute ?? minute;
  }
}

function tell(e: Episode, id: string, chance: () => number): readonly DemoMoment[] {
  const moments: DemoMoment[] = [];
  let minute = e.startsAt + chance() * 0.3;
  for (let n = 0; n < e.sightings; n += 1) {
    moments.push({ minute, detection: seen(e, n, `${id}-${n}`, chance) });
    minute += e.every * (0.7 + chance() * 0.6);
  }
  const last = moments.at(-1);
  if (e.passes && last !== undefined)
    moments.push({ minute, detection: { ...last.detection, id: `${id}-over`, status: 'cleared' } });
  return moments;
}

function seen(e: Episode, n: number, id: string, chance: () => number): DemoDetection {
  const watch = WATCHES[e.watch];
  const { source, model, type, area } = watch;
  const wobble = Math.abs(e.by || watch.reading.limit / 100) * (chance() - 0.5) * 0.5;
  const value = Number((e.from + n * e.by + wobble).toFixed(watch.decimals));
  const confidence = Number(Math.min(0.99, e.confidence + (chance() - 0.5) * 0.06).toFixed(2));
  const again = n === 0 ? [] : [`seen ${n + 1} times`];
  return {
    source,
    id,
    type,
    asset: e.asset,
    area,
    title: e.title,
    severity: e.severity,
    confidence,
    model,
    reasons: [e.reason, ...again],
    readings: [{ ...watch.reading, value }],
  };
}

/** Numbers in [0, 1) that only depend on the seed (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
