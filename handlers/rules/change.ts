// Changes the rules: makes the change on the plant in force, has the result checked like a plant file, keeps it as the next
// revision, and brings it into force. Of two who change at the same moment one is told; nothing is merged behind their backs.
import type { Person } from '../../bot/core/plant.ts';
import {
  changed,
  isSame,
  type Json,
  OVERLAY_LIMIT,
  overlaid,
  type PlantChange,
  type PlantDocument,
  routesIn,
  valueAt,
} from '../../bot/core/plant-change.ts';
import { isAdmin } from '../../bot/core/rights.ts';
import type { InForce, PlantRevision } from '../../bot/ports/plant.ts';
import type { RuleRefusal, RuleReply } from '../../cards/rules/model.ts';
import type { Deps } from '../deps.ts';

export function refused(why: RuleRefusal): RuleReply {
  return { kind: 'refused', why };
}

/** The change that puts a value at a path, as it looks now; null takes away what is there. */
export function set(
  base: InForce,
  path: readonly string[],
  value: Json,
): PlantChange & { readonly kind: 'set' } {
  return { kind: 'set', path, was: valueAt(base.document, path), value };
}

/** `base` is what the person was looking at when they typed. */
export async function changeRules(
  by: Person,
  base: InForce,
  change: PlantChange,
  deps: Deps,
): Promise<RuleReply> {
  const document = changed(base.document, change);
  if (document === null || document === base.document) return refused({ code: 'no-change' });
  const overlay = overlaid(base.revision.overlay, change);
  if (overlay.length > OVERLAY_LIMIT) return refused({ code: 'too-many-changes' });
  const why = forbidden(by, base.document, document);
  if (why !== null) return refused(why);
  const revision: PlantRevision = {
    number: base.revision.number + 1,
    at: deps.clock.now(),
    by: by.id,
    cause: 'command',
    changes: [change],
    overlay,
    dropped: [],
    text: deps.rules.rewrite(base.revision.text, document),
    fileHash: base.revision.fileHash,
    parent: base.revision.number,
  };
  const route = 'route' in change && change.kind !== 'route-removed' ? change.route : null;
  return keep(revision, placeIn(document, route), deps);
}

/** Takes the last change back. Further calls go further back, as far as the plant file. */
export async function undoRules(by: Person, base: InForce, deps: Deps): Promise<RuleReply> {
  const last = await settled(base.revision, deps);
  const before = last.parent === null ? null : await deps.store.plantRevision(last.parent);
  if (before === null) return refused({ code: 'nothing-to-undo' });
  const back = await settled(before, deps);
  const read = deps.rules.read(back.text);
  if (!read.ok) return refused({ code: 'invalid', fault: read.faults[0] ?? '' });
  const why = forbidden(by, base.document, read.document);
  if (why !== null) return refused(why);
  const revision: PlantRevision = {
    ...back,
    number: base.revision.number + 1,
    at: deps.clock.now(),
    by: by.id,
    cause: 'undo',
    changes: last.changes,
    dropped: [],
    parent: back.number,
  };
  return keep(revision, null, deps);
}

/** An undo stands for the revision whose rules it brought back. */
async function settled(revision: PlantRevision, deps: Deps): Promise<PlantRevision> {
  if (revision.cause !== 'undo' || revision.parent === null) return revision;
  return (await deps.store.plantRevision(revision.parent)) ?? revision;
}

async function keep(revision: PlantRevision, place: number | null, deps: Deps): Promise<RuleReply> {
  const read = deps.rules.read(revision.text);
  if (!read.ok) return refused({ code: 'invalid', fault: read.faults[0] ?? '' });
  const outcome = await deps.store.addPlantRevision(revision);
  await deps.keepRules();
  if (outcome === 'stale') return refused(await changedMeanwhile(deps));
  const { number, by, cause, changes } = revision;
  deps.log.info('the rules were changed', { revision: number, by, cause, changes });
  return { kind: 'changed', isUndone: cause === 'undo', changes, revision: number, place };
}

async function changedMeanwhile(deps: Deps): Promise<RuleRefusal> {
  const { by, at } = deps.inForce.revision;
  const [person] = by === null ? [] : await deps.store.people([by]);
  return { code: 'changed-meanwhile', who: person?.name ?? null, at };
}

/** Only admins make, change or unmake admins, and one of them is always left. */
function forbidden(by: Person, before: PlantDocument, after: PlantDocument): RuleRefusal | null {
  const [had, has] = [adminsIn(before), adminsIn(after)];
  if (had.length > 0 && has.length === 0) return { code: 'last-admin' };
  const isTouched = [...new Set([...had, ...has])].some(
    (key) => !isSame(withoutLanguage(before, key), withoutLanguage(after, key)),
  );
  return isTouched && had.length > 0 && !isAdmin(by) ? { code: 'not-an-admin' } : null;
}

function adminsIn(document: PlantDocument): readonly string[] {
  const people = document.people ?? null;
  if (people === null || typeof people !== 'object') return [];
  return Object.keys(people).filter((key) => {
    const roles = valueAt(document, ['people', key, 'roles']);
    return Array.isArray(roles) && roles.includes('admin');
  });
}

function withoutLanguage(document: PlantDocument, key: string): Json {
  const person = valueAt(document, ['people', key]);
  if (person === null || typeof person !== 'object' || Array.isArray(person)) return person;
  return { ...person, language: null };
}

function placeIn(document: PlantDocument, route: Json): number | null {
  const at = route === null ? -1 : routesIn(document).findIndex((r) => isSame(r, route));
  return at < 0 ? null : at + 1;
}
