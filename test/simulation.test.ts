// Random shifts from a seed: detections, taps on old and new cards, commands, floods, a chat that fails before and after it stored,
// restarts in the middle, and time. After each shift the invariants of the design must hold. A failure names its seed; run
// `SEED=n npm run simulate` to see it again, and `SHIFTS=10000 npm run simulate` to look harder (with `SEED=n`: from there on).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'vitest';
import type { Policy } from '../bot/core/plant.ts';
import { MINUTE, SECOND } from '../bot/core/time.ts';
import type { Pace } from '../bot/ports/chat.ts';
import { openStore } from '../prisma/store.ts';
import { richPlant } from './core/rich-plant.ts';
import { standard } from './core/world.ts';
import type { FakeTrouble } from './fakes/chat.ts';
import { memoryStore } from './fakes/store.ts';
import { type HarnessOptions, harness } from './harness.ts';
import { type Promises, promises } from './promises.ts';
import { chanceFrom } from './simulation/chance.ts';
import { checkInvariants } from './simulation/invariants.ts';
import { ledger } from './simulation/noting.ts';
import type { Shift, Steps } from './simulation/shift.ts';
import { MANNED, PLAIN, pickStep, STORMY } from './simulation/steps.ts';
import { suppressingPlant, type Watch, watchSuppression } from './simulation/suppressing.ts';

/** In these few, something of each kind happens. */
const FIRST_SEED = Number(process.env.SEED ?? 3);
const COUNT = Number(process.env.SHIFTS ?? (process.env.SEED === undefined ? 2 : 1));
const LAST_SEED = FIRST_SEED + COUNT - 1;
const LENGTH = 60;
/** The same on the real database, which is slower. */
const SQLITE_SHIFTS = 1;
const SQLITE_LENGTH = 30;
const LIMIT_MS = 24 * 60 * MINUTE;

/** Half of the shifts have all the time of the world, the others the platforms' own: a post a second, updates more slowly. */
const PACES: readonly Pace[] = [
  { postGapMs: 0, updateGapMs: 0 },
  { postGapMs: 0, updateGapMs: 0 },
  { postGapMs: SECOND, updateGapMs: 1_200 },
  { postGapMs: SECOND, updateGapMs: 0, laneUpdateGapMs: 1_000 },
];
/** No queue of ours is longer than this at a platform's pace. */
const DRAIN_MINUTES = 10;

const TROUBLES: readonly FakeTrouble[] = [
  'limited',
  'unavailable',
  'lost-answer',
  'unclear',
  'missing',
];

const HASTY: Policy = {
  ...standard,
  steps: standard.steps.map((step, n) => ({ ...step, afterMs: n * 2 * SECOND })),
  expireMs: 5 * MINUTE,
};
const hasty = { policies: new Map([[HASTY.name, HASTY]]) };

const manned = { ...richPlant, ...suppressingPlant };

interface Weather extends HarnessOptions {
  readonly steps: Steps;
  readonly length?: number;
}

async function play(seed: number, { steps, length = LENGTH, ...options }: Weather): Promise<void> {
  const chance = chanceFrom(seed);
  const heard = promises();
  const watch = watchSuppression();
  const h = await harness({ ...options, memory: overheard(options, heard, watch) });
  const shift: Shift = { h, chance, accepted: new Set(), watch, ledger: ledger(), isRough: false };
  const rate = chance.pick([0, 0.05, 0.3]);
  Object.assign(h.chat, { pace: chance.pick(PACES) });
  h.chat.spoil = ({ op }) => {
    if (!shift.isRough || chance.next() >= rate) return null;
    const trouble = chance.pick(TROUBLES);
    return trouble === 'missing' && op !== 'update' ? null : trouble;
  };
  for (let i = 0; i < length; i += 1) {
    shift.isRough = true;
    await pickStep(steps, chance)(shift);
  }
  shift.isRough = false;
  // Long enough for every delayed delivery, too short for another step to fall due unseen; longer where the platform is slow.
  await h.advance('2m');
  for (let n = 0; n < DRAIN_MINUTES && (await h.memory.outbox.pending()) > 0; n += 1)
    await h.advance('1m');
  await checkInvariants(shift);
  heard.check(h.chat);
  await h.memory.close();
}

function overheard(
  { memory }: HarnessOptions,
  heard: Promises,
  watch: Watch,
): NonNullable<HarnessOptions['memory']> {
  return async (deps) => {
    const given = await (memory?.(deps) ?? memoryStore(deps));
    return watch.overhear(heard.overhear(given), deps.clock);
  };
}

async function playAll(first: number, last: number, weather: Weather): Promise<void> {
  for (let seed = first; seed <= last; seed += 1) {
    try {
      await play(seed, weather);
    } catch (error) {
      throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
    }
  }
}

test(
  `${COUNT} random shifts keep every promise`,
  () => playAll(FIRST_SEED, LAST_SEED, { steps: PLAIN }),
  LIMIT_MS,
);

test(
  `${COUNT} with steps that are due before a slow platform shows the card`,
  () => playAll(FIRST_SEED, LAST_SEED, { plant: hasty, steps: PLAIN }),
  LIMIT_MS,
);

test(
  `${COUNT} with rosters, presence, hand-overs, shelving, suppression, quiet hours and two acknowledgments`,
  () => playAll(FIRST_SEED, LAST_SEED, { plant: manned, steps: MANNED }),
  LIMIT_MS,
);

test(
  `${COUNT} with all that and storms`,
  () => playAll(FIRST_SEED, LAST_SEED, { plant: manned, isStormOn: true, steps: STORMY }),
  LIMIT_MS,
);

test(
  `${SQLITE_SHIFTS} with rosters on SQLite`,
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'andon-simulation-'));
    let n = 0;
    const memory: HarnessOptions['memory'] = (deps) => {
      n += 1;
      return openStore(`file:${folder}/${n}.db`, deps);
    };
    const weather = { memory, plant: manned, steps: MANNED, length: SQLITE_LENGTH };
    await playAll(FIRST_SEED, FIRST_SEED + SQLITE_SHIFTS - 1, weather);
    rmSync(folder, { recursive: true });
  },
  LIMIT_MS,
);
