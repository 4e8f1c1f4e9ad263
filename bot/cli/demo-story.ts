// The story of the demo: which models watch what, and which problems one hour brings to four lines. Data only; demo-feed.ts
// tells it.

/** How urgent a model says it is. */
export type DemoSeverity = 'low' | 'medium' | 'high' | 'critical';

/** What one of the models watches, and how it puts it. */
export interface Watch {
  readonly source: string;
  readonly model: { readonly name: string; readonly version: string };
  readonly type: string;
  readonly area: string;
  readonly reading: { readonly name: string; readonly unit: string; readonly limit: number };
  readonly decimals: number;
}

export const WATCHES = {
  scratch: {
    source: 'cam-12',
    model: { name: 'scratch-vision', version: '4.2' },
    type: 'surface-scratch',
    area: 'hall-b',
    reading: { name: 'depth', unit: 'mm', limit: 0.2 },
    decimals: 2,
  },
  bearing: {
    source: 'bearing-watch',
    model: { name: 'bearing-heat', version: '1.8' },
    type: 'bearing-temperature',
    area: 'hall-a',
    reading: { name: 'temperature', unit: '°C', limit: 80 },
    decimals: 1,
  },
  vibration: {
    source: 'vibro-3',
    model: { name: 'spindle-vibration', version: '2.0' },
    type: 'vibration',
    area: 'hall-a',
    reading: { name: 'velocity, rms', unit: 'mm/s', limit: 7.1 },
    decimals: 1,
  },
  fill: {
    source: 'scale-4',
    model: { name: 'fill-level', version: '3.1' },
    type: 'fill-level',
    area: 'hall-c',
    reading: { name: 'fill', unit: 'ml', limit: 495 },
    decimals: 0,
  },
  zone: {
    source: 'cam-40',
    model: { name: 'ppe-zone', version: '5.0' },
    type: 'ppe-zone',
    area: 'hall-c',
    reading: { name: 'time in zone', unit: 's', limit: 2 },
    decimals: 1,
  },
} as const satisfies Record<string, Watch>;

/** One problem: when it starts, how often it is seen, and whether it passes. */
export interface Episode {
  readonly watch: keyof typeof WATCHES;
  readonly asset: string;
  readonly title: string;
  readonly severity: DemoSeverity;
  readonly startsAt: number;
  readonly sightings: number;
  /** Minutes between two sightings, about. */
  readonly every: number;
  /** The reading at the first sighting and how it moves from one to the next. */
  readonly from: number;
  readonly by: number;
  readonly confidence: number;
  readonly passes: boolean;
  readonly reason: string;
}

function episode(
  watch: keyof typeof WATCHES,
  asset: string,
  title: string,
  severity: DemoSeverity,
  [startsAt, sightings, every]: readonly [number, number, number],
  [from, by, confidence]: readonly [number, number, number],
  reason: string,
  passes: 'passes' | 'stays',
): Episode {
  const shape = { watch, asset, title, severity, startsAt, sightings, every, from, by };
  return { ...shape, confidence, passes: passes === 'passes', reason };
}

export const HOUR_OF_WORK: readonly Episode[] = [
  episode(
    'scratch',
    'line-1/station-12',
    'Scratch on housing',
    'high',
    [0.5, 4, 2],
    [0.31, 0.04, 0.93],
    'same side of the housing as the last one',
    'stays',
  ),
  episode(
    'fill',
    'line-4/filler-2',
    'Bottles below the minimum fill',
    'medium',
    [3, 3, 2.5],
    [491, -2, 0.88],
    'five bottles in a row from nozzle 7',
    'passes',
  ),
  episode(
    'bearing',
    'line-2/press-3/bearing-2',
    'Bearing runs hot',
    'medium',
    [6, 5, 3],
    [81.4, 1.1, 0.81],
    'rising for 40 min at a steady load',
    'stays',
  ),
  episode(
    'vibration',
    'line-3/spindle-1',
    'Spindle vibrates above its limit',
    'high',
    [10, 3, 4],
    [7.6, 0.5, 0.77],
    'peak at the bearing frequency',
    'stays',
  ),
  episode(
    'zone',
    'line-4/palletiser',
    'Person in the robot zone',
    'critical',
    [14, 2, 0.5],
    [3.4, 1.2, 0.97],
    'light curtain muted for a pallet change',
    'passes',
  ),
  episode(
    'scratch',
    'line-1/station-9',
    'Scratch on cover',
    'low',
    [17, 1, 1],
    [0.21, 0, 0.58],
    'close to the limit, glare in the image',
    'stays',
  ),
  episode(
    'fill',
    'line-4/filler-1',
    'Bottles below the minimum fill',
    'low',
    [21, 2, 2],
    [493, 1, 0.64],
    'product is colder than usual',
    'passes',
  ),
  episode(
    'scratch',
    'line-1/station-14',
    'Scratch on housing',
    'medium',
    [25, 2, 3],
    [0.27, -0.02, 0.71],
    'could be oil: the reflection moves',
    'stays',
  ),
  episode(
    'bearing',
    'line-2/press-1/bearing-1',
    'Bearing runs hot',
    'critical',
    [29, 3, 2],
    [91.8, 2.3, 0.95],
    'faster than any rise in the last year',
    'stays',
  ),
  episode(
    'vibration',
    'line-3/spindle-4',
    'Spindle vibrates above its limit',
    'medium',
    [34, 2, 3],
    [7.3, -0.1, 0.62],
    'tool was changed 6 min ago',
    'passes',
  ),
  episode(
    'zone',
    'line-4/robot-cell-2',
    'Person in the robot zone',
    'critical',
    [39, 1, 1],
    [2.6, 0, 0.84],
    'seen by one camera of two',
    'stays',
  ),
  episode(
    'scratch',
    'line-1/station-12',
    'Scratch on housing',
    'high',
    [43, 3, 3],
    [0.38, 0.05, 0.9],
    'third time on this station today',
    'stays',
  ),
  episode(
    'vibration',
    'line-3/conveyor-2',
    'Conveyor motor vibrates',
    'low',
    [48, 2, 2],
    [7.2, 0.1, 0.55],
    'slightly above the limit since the start',
    'stays',
  ),
  episode(
    'fill',
    'line-4/filler-2',
    'Bottles below the minimum fill',
    'medium',
    [52, 2, 2],
    [489, -1, 0.9],
    'nozzle 7 again',
    'stays',
  ),
];
