// Which of what gets no card concerns the places that a shift hands over: another hall's maintenance is another hall's matter.
// What may concern both is listed at both, and what is nobody's place at all of them: nothing that is hidden goes unnamed.
import { matchesGlob } from '../glob.ts';
import type { Plant } from '../plant.ts';
import { isWithin, type Roster } from '../shifts/roster.ts';
import type { Held } from '../suppression.ts';

export function heldAt(
  rosterName: string,
  held: readonly Held[],
  { shifts: { rosters } }: Pick<Plant, 'shifts'>,
): readonly Held[] {
  const roster = rosters.find((r) => r.name === rosterName);
  if (roster === undefined) return held;
  const others = rosters.filter((r) => r !== roster);
  return held.filter((h) =>
    roster.areas.length > 0
      ? mayConcern(h, roster) || !rosters.some((r) => mayConcern(h, r))
      : !others.some((other) => isInside(h, other)),
  );
}

/** A roster without areas is for whatever no other one names. */
function mayConcern(held: Held, { areas }: Roster): boolean {
  return areas.length === 0 || areas.some((area) => mayTouch(held, area));
}

/** Some asset or area may be meant by both. */
function mayTouch({ match: { asset, area } }: Held, part: string): boolean {
  if (asset === undefined && area === undefined) return true;
  return [asset, area].some((named) => named !== undefined && isNear(named, part));
}

function isNear(named: string, part: string): boolean {
  return (
    matchesGlob(named, part) ||
    matchesGlob(part, named) ||
    named.startsWith(`${part}/`) ||
    part.startsWith(`${named}/`)
  );
}

/** Everything that is meant lies within the places of the roster. */
function isInside({ match: { asset, area } }: Held, { areas }: Roster): boolean {
  return areas.some((part) => isWithin({ area: area ?? null, asset: asset ?? '' }, part));
}
