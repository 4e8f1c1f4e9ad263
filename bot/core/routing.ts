// Which channel and which policy a detection belongs to. The first route that matches wins.
import type { Detection } from './detection.ts';
import { matchesGlob } from './glob.ts';
import type { Match, Plant, Platform, Policy, Route } from './plant.ts';
import { holidayOf } from './shifts/on-duty.ts';
import { OFF } from './shifts/pattern.ts';
import { rosterFor, shiftAt } from './shifts/roster.ts';
import type { Instant } from './time.ts';

export interface Routed {
  readonly channel: string;
  readonly policy: Policy;
  readonly joinWithinMs: number | null;
  readonly reopenWithinMs: number | null;
}

/** What routes look at. Without a shift it is the one that is on. */
export type Facts = Readonly<Record<Exclude<keyof Match, 'shift'>, string>> & Pick<Match, 'shift'>;

/** A detection that matches no route goes to the first channel with the policy `standard`. */
export function routeOf(detection: Detection, plant: Plant, now: Instant): Routed {
  return routeAt(placeOf(factsOf(detection), plant, now), plant);
}

/** What rules may ask of a detection. */
export function factsOf(detection: Detection): Facts {
  const { asset, type, site, severity } = detection;
  const area = detection.area ?? '';
  const model = detection.model?.name ?? '';
  return { asset, type, site, area, model, severity };
}

/** The index of the route that takes it; -1 = none. */
export function placeOf(facts: Facts, plant: Plant, now: Instant): number {
  return plant.routes.findIndex((r) => isMatched(facts, r.match, plant, now));
}

/** The route at that index; where there is none, everything goes to the first channel. */
export function routeAt(place: number, plant: Plant): Routed {
  const route = plant.routes[place] ?? fallback(plant);
  const policy = plant.policies.get(route.policy);
  if (policy === undefined) throw new Error(`the plant has no policy ${route.policy}`);
  const { channel, joinWithinMs, reopenWithinMs } = route;
  return { channel, policy, joinWithinMs, reopenWithinMs };
}

function fallback(plant: Plant): Route {
  const [channel] = plant.channels.keys();
  if (channel === undefined) throw new Error('the plant has no channel');
  return { match: {}, channel, policy: 'standard', joinWithinMs: null, reopenWithinMs: null };
}

/** Whether all the patterns hold that are given. */
export function isMatched(given: Facts, match: Match, plant: Plant, now: Instant): boolean {
  // Only a rule that asks which shift it is costs a look at the calendar.
  const shift = match.shift === undefined ? '' : (given.shift ?? shiftFor(given, plant, now));
  const facts: Record<keyof Match, string> = { ...given, shift };
  return (Object.keys(facts) as (keyof Match)[]).every((fact) => {
    const glob = match[fact];
    return glob === undefined || matchesGlob(facts[fact], glob);
  });
}

/** The shift's letter; on a holiday without a crew, and where no roster is, nobody is planned. */
function shiftFor(facts: Facts, { shifts, timezone }: Plant, now: Instant): string {
  const roster = rosterFor(facts, shifts.rosters);
  if (roster === null) return OFF;
  const shift = shiftAt(roster, now, timezone);
  const holiday = holidayOf(shift, roster, shifts.calendar);
  return holiday !== null && holiday.crew === null ? OFF : shift.letter;
}

/** The plant's name of a channel that a platform knows by this address. */
export function channelAt(platform: Platform, address: string | null, plant: Plant): string | null {
  if (address === null) return null;
  const found = [...plant.channels].find(([, addresses]) => addresses[platform] === address);
  return found?.[0] ?? null;
}
