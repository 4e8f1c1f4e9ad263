// Which rules hold: the plant file is the base, and what commands changed lies over it. Found out at start, kept as revisions,
// and looked at again whenever somebody may have changed them elsewhere. A new file wins where both changed the same thing,
// and what no longer fits is said loudly.
import { createHash } from 'node:crypto';
import type { Plant } from '../../bot/core/plant.ts';
import { isSame, type PlantDocument, type Rebased, rebased } from '../../bot/core/plant-change.ts';
import type { InForce, LivePlant, PlantRevision, PlantRules } from '../../bot/ports/plant.ts';
import type { Store } from '../../bot/ports/store.ts';
import type { Clock, Log } from '../../bot/ports/system.ts';

/** Replicas that start at once write one revision; the others look again. */
const START_ATTEMPTS = 5;

export interface RuleDeps {
  readonly store: Store;
  readonly rules: PlantRules;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Started {
  readonly inForce: InForce;
  readonly plant: Plant;
}

/** The rules in force at this start. Throws where the file is no good plant: whoever starts us has checked it. */
export async function startRules(fileText: string, deps: RuleDeps): Promise<Started> {
  const fileHash = createHash('sha256').update(fileText).digest('hex');
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    const [head] = await deps.store.plantRevisions(1);
    const kept = head?.fileHash === fileHash ? started(head, deps.rules) : null;
    if (kept !== null) return kept;
    const next = basedOn(fileText, fileHash, head ?? null, deps);
    if ((await deps.store.addPlantRevision(next)) === 'stale') continue;
    const now = started(next, deps.rules);
    if (now === null) throw new Error('the plant in force can not be read');
    tell(next, deps.log);
    return now;
  }
  throw new Error('the plant could not be brought up to date: others change it all the time');
}

/** Null when what was good is no longer so: a platform does not run any more, or the checks have become stricter. */
function started(revision: PlantRevision, rules: PlantRules): Started | null {
  const read = rules.read(revision.text);
  return read.ok ? { inForce: { revision, document: read.document }, plant: read.plant } : null;
}

function basedOn(
  fileText: string,
  fileHash: string,
  head: PlantRevision | null,
  { rules, clock }: RuleDeps,
): PlantRevision {
  const file = rules.read(fileText);
  if (!file.ok) throw new Error(`the plant file is wrong: ${file.faults[0]}`);
  const over = laidOver(file.document, fileText, head, rules);
  const isChanged = over.overlay.length > 0;
  return {
    number: (head?.number ?? 0) + 1,
    at: clock.now(),
    by: null,
    cause: head === null ? 'start' : 'file',
    changes: [],
    overlay: over.overlay,
    dropped: over.dropped,
    text: isChanged ? rules.rewrite(fileText, over.document) : fileText,
    fileHash,
    parent: null,
  };
}

function laidOver(
  file: PlantDocument,
  fileText: string,
  head: PlantRevision | null,
  rules: PlantRules,
): Rebased {
  const before = head === null ? null : rules.read(head.text);
  // Somebody took what was in force into the file: nothing is left to lie over it.
  const isTakenIn = before?.ok === true && isSame(before.document, file);
  if (head === null || isTakenIn) return { document: file, overlay: [], dropped: [] };
  const isGood = (document: PlantDocument): boolean =>
    rules.read(rules.rewrite(fileText, document)).ok;
  return rebased(file, head.overlay, isGood);
}

function tell(revision: PlantRevision, log: Log): void {
  const { number, cause, overlay, dropped } = revision;
  log.info('the rules of the plant are in force', {
    revision: number,
    cause,
    kept: overlay.length,
  });
  for (const change of dropped) {
    log.warn('a change made by command no longer fits the plant file and was dropped', { change });
  }
}

/** Brings what others changed into force here: calls come one after the other, and each finds the newest. */
export function ruleKeeper(live: LivePlant, deps: RuleDeps): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();

  async function catchUp(): Promise<void> {
    const [head] = await deps.store.plantRevisions(1);
    if (head === undefined || head.number <= live.inForce.revision.number) return;
    const now = started(head, deps.rules);
    if (now === null) {
      deps.log.error('the newest rules can not be read here', { revision: head.number });
      return;
    }
    const isSamePeople = isSame(
      live.inForce.document.people ?? null,
      now.inForce.document.people ?? null,
    );
    const people = isSamePeople ? live.around.people : await deps.store.syncPeople(now.plant);
    live.adopt(now.inForce, now.plant, people);
  }

  return () => {
    last = last.then(catchUp, catchUp);
    return last;
  };
}
