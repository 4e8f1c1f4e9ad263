// Somebody signs a hand-over, accepts it, notes something on it or takes a note back. With the acceptance the alerts of those who leave become the
// acceptor's, each by a decision of its own and all in one commit: there is no half of a hand-over.
import type { Alert, PersonId } from '../bot/core/alert.ts';
import type { Answer } from '../bot/core/answer.ts';
import {
  accepted,
  belongsTo,
  HANDOVER_ALERTS,
  type Handover,
  type HandoverVerb,
  leavers,
  signed,
} from '../bot/core/handover/handover.ts';
import { itemsOf } from '../bot/core/handover/items.ts';
import { dropped, noted, signedAsSeen, unseen } from '../bot/core/handover/notes.ts';
import type { Person } from '../bot/core/plant.ts';
import { mayAct } from '../bot/core/rights.ts';
import { relieve } from '../bot/core/verbs/relieving.ts';
import type { Message, Told } from '../bot/core/view.ts';
import type { HandoverTap } from '../bot/ports/chat.ts';
import type { Change } from '../bot/ports/store.ts';
import { changeOf } from './change.ts';
import type { Deps } from './deps.ts';
import { changeHandover, type Decided, listedOn } from './handovers.ts';
import { tell } from './on-tap.ts';

export interface HandoverTapped {
  /** Null when the card itself shows it. */
  readonly told: Told | null;
  readonly by: Person;
  readonly on: Message | null;
}

export async function onHandover(tap: HandoverTap, deps: Deps): Promise<HandoverTapped> {
  const { sender, message, button } = tap;
  const by = await deps.store.personOf(sender);
  const on = message === null ? null : await deps.store.messageAt(sender.platform, message);
  const answer = mayAct(by, deps.around.plant)
    ? await pressed(tap, by, deps)
    : ({ code: 'stranger' } as const);
  const verb = `handover-${button.verb}`;
  deps.meter.count('andon_taps_total', { verb, outcome: answer.code });
  const isShown = button.verb === 'note' && answer.code === 'handover-noted';
  return { told: isShown ? null : await tell(answer, deps), by, on };
}

function pressed({ button, text }: HandoverTap, by: Person, deps: Deps): Promise<Answer> {
  const { verb, handover, seen } = button;
  return verb === 'note'
    ? noteOnHandover(handover, text ?? '', by, deps)
    : actOnHandover(handover, verb, by, deps, seen);
}

/** `seen`: the revision of the card that was pressed; null = by command. */
export function actOnHandover(
  id: string,
  verb: Exclude<HandoverVerb, 'note'>,
  by: Person,
  deps: Deps,
  seen: number | null = null,
): Promise<Answer> {
  const decide = verb === 'sign' ? sign : accept;
  return changeHandover(id, (before) => decide(before, by, seen, deps), deps);
}

export function noteOnHandover(id: string, text: string, by: Person, deps: Deps): Promise<Answer> {
  const add = async (before: Handover): Promise<Decided | Answer> => {
    const handover = noted(before, by, text, deps.clock.now());
    if ('code' in handover) return handover;
    const number = handover.notes.length;
    return { handover, changes: [], answer: { code: 'handover-noted', number } };
  };
  return changeHandover(id, add, deps);
}

export function dropOnHandover(
  id: string,
  number: number,
  by: Person,
  deps: Deps,
): Promise<Answer> {
  const drop = async (before: Handover): Promise<Decided | Answer> => {
    const handover = dropped(before, number, by, deps.clock.now());
    if ('code' in handover) return handover;
    const text = handover.notes[number - 1]?.text ?? '';
    return { handover, changes: [], answer: { code: 'handover-dropped', number, text } };
  };
  return changeHandover(id, drop, deps);
}

async function sign(
  before: Handover,
  by: Person,
  seen: number | null,
  deps: Deps,
): Promise<Decided | Answer> {
  const handover = signed(before, by, deps.clock.now(), deps.around);
  if ('code' in handover) return handover;
  return {
    handover: signedAsSeen(handover, by, seen),
    changes: [],
    answer: { code: 'handover-signed-now', unseen: unseen(before, by, seen) },
  };
}

async function accept(
  before: Handover,
  by: Person,
  seen: number | null,
  deps: Deps,
): Promise<Decided | Answer> {
  const handover = accepted(before, by, deps.clock.now(), deps.around);
  if ('code' in handover) return handover;
  const { alerts } = await listedOn(before.roster, deps);
  const passing = await relieved(before, by, deps);
  const moved = passing.length;
  return {
    handover: { ...handover, moved },
    items: itemsOf(
      alerts,
      new Map(passing.map(({ change: { alert }, from }) => [alert.id, { alert, from }])),
    ),
    changes: passing.map((p) => p.change),
    answer: { code: 'handover-yours', n: moved, unseen: unseen(before, by, seen) },
  };
}

/** An alert that goes over, and whose it was. */
interface Passing {
  readonly change: Change;
  readonly from: PersonId | null;
}

async function relieved(handover: Handover, by: Person, deps: Deps): Promise<readonly Passing[]> {
  const now = deps.clock.now();
  const gone = leavers(handover, now, deps.around);
  const relief = { now, by: by.id, leavers: gone, handover: handover.id };
  const passing: Passing[] = [];
  for (const alert of await ownedBy(gone, handover, deps)) {
    const decision = relieve(alert, relief);
    if (decision === null) continue;
    const digest = await deps.store.digestOf(alert.id);
    const change = changeOf(decision, alert.revision, [], deps, digest);
    if (change !== null) passing.push({ change, from: alert.owner });
  }
  return passing;
}

async function ownedBy(
  people: readonly string[],
  { roster }: Handover,
  deps: Deps,
): Promise<readonly Alert[]> {
  const found: Alert[] = [];
  for (const owner of people) {
    const left = HANDOVER_ALERTS - found.length;
    if (left <= 0) break;
    const page = await deps.store.alerts({ state: 'open', owner }, left, null);
    found.push(...page.items.filter((a) => belongsTo(roster, a, deps.around.plant)));
  }
  return found;
}
