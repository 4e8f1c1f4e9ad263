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

/** A detection that matches no route goes to the first channel with the policy `standard`. */
export function routeOf(detection: Detection, plant: Plant, now: Instant): Routed {
  const route =
    plant.routes.find((r) => matches(detection, r.match, plant, now)) ?? fallback(plant);
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

function matches(detection: Detection, match: Match, plant: Plant, now: Instant): boolean {
  // Only a route that asks which shift it is costs a look at the calendar.
  const shift = match.shift === undefined ? '' : shiftFor(detection, plant, now);
  const facts: Record<keyof Match, string> = {
    asset: detection.asset,
    type: detection.type,
    site: detection.site,
    area: detection.area ?? '',
    model: detection.model?.name ?? '',
    severity: detection.severity,
    shift,
  };
  return (Object.keys(facts) as (keyof Match)[]).every((fact) => {
    const glob = match[fact];
    return glob === undefined || matchesGlob(facts[fact], glob);
  });
}

/** The shift's letter; on a holiday without a crew, and where no roster is, nobody is planned. */
function shiftFor(detection: Detection, { shifts, timezone }: Plant, now: Instant): string {
  const roster = rosterFor(detection, shifts.rosters);
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
