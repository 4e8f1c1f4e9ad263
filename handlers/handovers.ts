// What the reactions to a change of shift share: the hand-over with all that it lists, and a change of it that is decided again
// when somebody else was faster by a revision.
import type { Alert } from '../bot/core/alert.ts';
import type { Answer } from '../bot/core/answer.ts';
import { crewsAround } from '../bot/core/handover/crews.ts';
import {
  belongsTo,
  HANDOVER_ALERTS,
  type Handover,
  type HandoverView,
  namedOn,
} from '../bot/core/handover/handover.ts';
import { heldAt } from '../bot/core/handover/held.ts';
import { type HandoverItem, itemsOf } from '../bot/core/handover/items.ts';
import type { Person } from '../bot/core/plant.ts';
import { heldNow, SUPPRESSIONS_LIMIT } from '../bot/core/suppression.ts';
import type { Change, Page } from '../bot/ports/store.ts';
import { DECIDE_ATTEMPTS, type Deps } from './deps.ts';

/** How many of the latest are looked through for the one that is under way. */
const LATEST = 20;

export async function viewOf(handover: Handover, deps: Deps): Promise<HandoverView> {
  const { alerts, hasMore } = await listedOn(handover.roster, deps);
  const { from, changedAt } = handover;
  const said = await deps.store.suppressions(changedAt, SUPPRESSIONS_LIMIT);
  const { plant } = deps.around;
  const held = heldAt(handover.roster, heldNow(plant, said, changedAt), plant);
  const suppressed = await deps.store.suppressedSince(from);
  const people = await deps.store.people(namedOn(handover, alerts, held));
  const names = new Map(people.map((p) => [p.id, p.name]));
  return { handover, alerts, hasMore, held, suppressed, names };
}

/** What is open anywhere, newest first. */
export function openNow({ store }: Deps): Promise<Page<Alert>> {
  return store.alerts({ state: 'open' }, HANDOVER_ALERTS, null);
}

/** Open alerts of the roster's places, newest first. */
export async function listedOn(
  roster: string,
  deps: Deps,
  found?: Page<Alert>,
): Promise<Pick<HandoverView, 'alerts' | 'hasMore'>> {
  const page = found ?? (await openNow(deps));
  const alerts = page.items.filter((a) => belongsTo(roster, a, deps.around.plant));
  return { alerts, hasMore: page.next !== null };
}

/** The one under way that is somebody's; else any that waits; else the latest of this shift. */
export async function presentFor(person: Person, deps: Deps): Promise<Handover | null> {
  const present = await underWay(deps);
  const theirs = present.find((h) => isTheirs(h, person, deps));
  return theirs ?? present.find((h) => h.acceptedAt === null) ?? present[0] ?? null;
}

/**
 * On which somebody means a note of that number: of the roster that they name, else of their own shift, else where there is
 * one. A note that was taken back counts, or its number would soon mean another roster's.
 */
export async function presentWithNote(
  number: number,
  roster: string | null,
  person: Person,
  deps: Deps,
): Promise<Handover | Answer> {
  const present = await underWay(deps);
  const theirs = present.filter((h) => isTheirs(h, person, deps));
  const named = present.filter((h) => h.roster.toLowerCase() === roster?.toLowerCase());
  const among = roster !== null ? named : theirs.length > 0 ? theirs : present;
  const waiting = among.filter((h) => h.acceptedAt === null);
  const [meant, ...others] = waiting.filter((h) => h.notes.length >= number);
  if (meant !== undefined && others.some((h) => h.roster !== meant.roster))
    return { code: 'handover-which', number, roster: meant.roster };
  return meant ?? waiting[0] ?? among[0] ?? { code: 'handover-none' };
}

/** Those whose next shift is not past, the newest first. */
async function underWay({ store, clock }: Deps): Promise<readonly Handover[]> {
  const now = clock.now();
  const { items } = await store.handovers({}, LATEST, null);
  return items.filter((h) => now < h.until);
}

function isTheirs({ roster, changesAt }: Handover, person: Person, deps: Deps): boolean {
  const { outgoing, incoming } = crewsAround(roster, changesAt, deps.around, deps.clock.now());
  return [...outgoing, ...incoming].some((p) => p.id === person.id);
}

export interface Decided {
  readonly handover: Handover;
  /** What it lists, where that is not simply what is open now. */
  readonly items?: readonly HandoverItem[];
  /** Alerts that change with it. */
  readonly changes: readonly Change[];
  readonly answer: Answer;
}

/** Decides on the hand-over as it is now, and writes what was decided in one commit. */
export async function changeHandover(
  id: string,
  decide: (handover: Handover) => Promise<Decided | Answer>,
  deps: Deps,
): Promise<Answer> {
  await deps.keepPresence();
  for (let attempt = 1; attempt <= DECIDE_ATTEMPTS; attempt += 1) {
    const before = await deps.store.handover(id);
    if (before === null) return { code: 'handover-none' };
    const decided = await decide(before);
    if ('code' in decided) return decided;
    const { changes, answer } = decided;
    const items = decided.items ?? itemsOf((await listedOn(before.roster, deps)).alerts);
    const handover = { ...decided.handover, items };
    const handovers = [{ handover, expected: before.revision, deliveries: [] }];
    const commit = { changes, detections: [], quarantine: [], labels: [], handovers };
    if ((await deps.store.commit(commit)) === 'stale') continue;
    deps.wake();
    return answer;
  }
  return { code: 'busy' };
}
