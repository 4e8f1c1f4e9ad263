// `plant`: which rules are in force, since when and by whom, as a file to take away, and the way back from the last change.
import type { Person } from '../../bot/core/plant.ts';
import type { InForce, PlantRevision } from '../../bot/ports/plant.ts';
import type { RuleReply, ShownRevision } from '../../cards/rules/model.ts';
import type { Deps } from '../deps.ts';
import { undoRules } from './change.ts';

/** How many of the latest states are told, and in how many a plant file that did not fit is looked for. */
export const HISTORY_LIMIT = 6;
const FILE_SEARCH_LIMIT = 50;
/** A longer plant is not for a chat. */
export const EXPORT_LIMIT_CHARS = 2_400;

export async function onPlant(
  ask: 'show' | 'export' | 'undo',
  by: Person,
  base: InForce,
  deps: Deps,
): Promise<RuleReply> {
  if (ask === 'undo') return undoRules(by, base, deps);
  const { revision } = deps.inForce;
  const { text } = revision;
  if (ask === 'export')
    return { kind: 'plant-file', text: text.length > EXPORT_LIMIT_CHARS ? null : text };
  const latest = await deps.store.plantRevisions(FILE_SEARCH_LIMIT);
  const file = latest.find((r) => r.by === null);
  const told = latest.slice(0, HISTORY_LIMIT);
  const ids = told.flatMap((r) => (r.by === null ? [] : [r.by]));
  const people = await deps.store.people([...new Set(ids)]);
  const names = new Map(people.map((p) => [p.id, p.name]));
  return {
    kind: 'plant',
    site: deps.around.plant.site,
    revision: shown(revision, names),
    history: told.map((r) => shown(r, names)),
    dropped: file?.dropped ?? [],
  };
}

function shown(revision: PlantRevision, names: ReadonlyMap<string, string>): ShownRevision {
  const { number, at, by, cause, changes } = revision;
  return { number, at, who: by === null ? null : (names.get(by) ?? ''), cause, changes };
}
