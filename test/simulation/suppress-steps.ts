// Steps in which people and rules suppress: what is to come of each is known before it is taken.
import { expect } from 'vitest';
import type { Detection } from '../../bot/core/detection.ts';
import { DAY, HOUR, MINUTE } from '../../bot/core/time.ts';
import { userOf } from '../core/world.ts';
import type { Chance } from './chance.ts';
import { everyAlert, type Shift, titleOf } from './shift.ts';
import type { Said } from './suppressing.ts';

/** Who speaks of suppression: mostly those who may. */
const SAYING = ['sam', 'sam', 'ada', 'ada', 'ana', 'stranger'];
const SUPPRESSED_ASSETS = ['line-1/press', 'line-1/mixer'];
const SAID_ASSETS = [...SUPPRESSED_ASSETS, ...SUPPRESSED_ASSETS, 'line-1/*'];
const STATE_ASSETS = ['line-1/mixer', 'line-1/*'];
const SUPPRESSED_TYPES = ['surface-scratch', 'vibration', 'gas-leak'];
const LENGTHS = [
  { length: '10m', ms: 10 * MINUTE },
  { length: '15m', ms: 15 * MINUTE },
  { length: '40m', ms: 40 * MINUTE },
  { length: '3h', ms: 3 * HOUR },
  { length: '2d', ms: 2 * DAY },
  { length: '40s', ms: 40_000 },
  { length: '32d', ms: 32 * DAY },
];

/** Where rules and commands suppress, often what was hidden; now and then the producer tells in which state the asset is. */
export async function detectThere({ h, chance, accepted, watch }: Shift): Promise<void> {
  const id = `s-${chance.below(1_000)}`;
  const severity = chance.pick(['low', 'medium', 'high', 'high', 'critical'] as const);
  const assetState = chance.pick([null, null, 'stopped', ' Stopped', 'running']);
  const extra = assetState === null ? {} : { assetState };
  const hidden = watch.arrived.filter((a) => a.recorded.length > 0).map((a) => a.detection);
  const isAgain = hidden.length > 0 && chance.next() < 0.5;
  const { asset, type, key } = isAgain ? chance.pick(hidden.slice(-6)) : somewhere(chance);
  const status = chance.next() < (isAgain ? 0.3 : 0.1) ? 'cleared' : 'active';
  const over = { id, title: titleOf(id), status, severity, asset, type, key, extra } as const;
  const { source } = await h.detect(over);
  accepted.add(`${source} ${id} ${status}`);
}

function somewhere(chance: Chance): Pick<Detection, 'asset' | 'type' | 'key'> {
  const asset = chance.pick(SUPPRESSED_ASSETS);
  const type = chance.pick(SUPPRESSED_TYPES);
  return { asset, type, key: `${asset} ${type} ${chance.below(3)}` };
}

/** Somebody says that an asset is worked on, out of service, or in a state; only leads are heard, and not for any length. */
export async function suppress(shift: Shift): Promise<void> {
  const { h, chance, watch } = shift;
  const kind = chance.pick(['maintenance', 'maintenance', 'out-of-service', 'state'] as const);
  const asset = chance.pick(kind === 'state' ? STATE_ASSETS : SAID_ASSETS);
  const { length, ms } = chance.pick(LENGTHS);
  const isState = kind === 'state';
  const type = isState ? null : chance.pick([null, null, ...SUPPRESSED_TYPES]);
  const state = isState ? chance.pick(['stopped', 'running']) : null;
  const reason = isState ? null : chance.pick(['new belt', 'no parts']);
  const forMs = kind === 'out-of-service' ? null : ms;
  const until = forMs === null ? null : h.clock.now() + forMs;
  const said: Said = { kind, asset, type, state, reason, until };
  const who = chance.pick(SAYING);
  const isHeard = isLeading(who) && (forMs === null || (forMs >= MINUTE && forMs <= 31 * DAY));
  if (isHeard) watch.begin(said);
  const ofType = type === null ? '' : `type=${type}`;
  const words = [kind, asset, ofType, state, forMs === null ? null : length, reason];
  const before = await everyAlert(h);
  await say(shift, who, words, isHeard ? 'held-begun' : 'held-refused');
  expect(await everyAlert(h), 'what is open is as it was when a suppression begins').toEqual(
    before,
  );
  await h.settle();
}

export async function unsuppress(shift: Shift): Promise<void> {
  const { h, chance, watch } = shift;
  const kind = chance.pick(['maintenance', 'out-of-service'] as const);
  // Mostly something that holds.
  const held = watch.inForce(h.clock.now()).filter((s) => s.kind === kind);
  const isMeant = held.length > 0 && chance.next() < 0.8;
  const asset = isMeant ? chance.pick(held).asset : chance.pick(SUPPRESSED_ASSETS);
  const type = chance.pick([null, null, null, ...SUPPRESSED_TYPES]);
  const who = chance.pick(SAYING);
  const isHeard = isLeading(who) && watch.end({ kind, asset, type }, h.clock.now()) > 0;
  const ofType = type === null ? '' : `type=${type}`;
  const verb = kind === 'maintenance' ? 'maintenance off' : 'in-service';
  await say(shift, who, [verb, asset, ofType], isHeard ? 'held-ended' : 'held-refused');
  await h.settle();
}

/** What was said holds from now on until its end, and nothing else does. */
async function say(
  { h, watch }: Shift,
  who: string,
  words: readonly (string | null)[],
  answer: 'held-begun' | 'held-ended' | 'held-refused',
): Promise<void> {
  const text = words.filter((w) => w !== null && w !== '').join(' ');
  const reply = await h.chat.command('C0LINE0001', userOf(who), text);
  expect(reply?.body.kind, `${who}: ${text}`).toBe(answer);
  const now = h.clock.now();
  const held = await h.memory.store.suppressions(now, 1_000);
  const bare = held.map(({ kind, asset, type, state, reason, until }) => {
    return { kind, asset, type, state, reason, until };
  });
  expect(bare, 'what was said holds').toEqual(watch.inForce(now));
}

function isLeading(who: string): boolean {
  return who === 'sam' || who === 'ada';
}
