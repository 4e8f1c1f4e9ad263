// The places that a plant's people speak of: what its rosters and routes name. A name with a typing error would leave somebody
// waiting for alerts that never come.
import { matchesGlob } from '../glob.ts';
import type { Plant } from '../plant.ts';

/** How many are offered to whoever asked for one that is not there. */
export const AREAS_OFFERED = 8;

/** Whether the plant names the area, or anything in it. A plant that names no areas takes every one. */
export function isKnownArea(area: string, plant: Plant): boolean {
  const patterns = patternsOf(plant);
  return (
    patterns.length === 0 ||
    patterns.some((p) => p === area || p.startsWith(`${area}/`) || matchesGlob(area, p))
  );
}

/** The names that can be typed as they are. */
export function areasOffered(plant: Plant): readonly string[] {
  const names = patternsOf(plant).map((p) => p.replace(/\/\*+$/, ''));
  return [...new Set(names.filter((n) => !n.includes('*')))].slice(0, AREAS_OFFERED);
}

function patternsOf({ shifts, routes }: Plant): readonly string[] {
  return [
    ...shifts.rosters.flatMap((r) => r.areas),
    ...routes.flatMap(({ match }) => [match.area ?? [], match.asset ?? []].flat()),
  ];
}
