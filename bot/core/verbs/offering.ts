// It shall be somebody else's: the hand-over that the other accepts or declines, and "I can't take it".
import { type Alert, isClosed, type Offer, type PersonId } from '../alert.ts';
import {
  ask,
  type Decision,
  nextRevision,
  noteOf,
  pushUndo,
  type Request,
  record,
  type Situation,
  unchanged,
} from '../decision.ts';
import { isReachable, type Surroundings } from '../escalation.ts';
import { isGroup } from '../people.ts';
import type { Person } from '../plant.ts';
import { climb, lateClimb } from './climbing.ts';
import { closed, ownedBy } from './ownership.ts';

/**
 * The owner offers it to somebody, to a crew or to a group, or somebody asks the owner for it. Until an answer, the owner stays
 * owner.
 */
export function handOver(alert: Alert, request: Request, situation: Situation): Decision {
  const { owner } = alert;
  if (isClosed(alert)) return unchanged(alert, closed(alert));
  if (owner === null) return unchanged(alert, { code: 'nobody-owns' });
  const { by, code } = request;
  const offer =
    owner === by.id
      ? offerFrom(owner, code ?? '', situation)
      : { from: owner, to: by.id, asked: [owner], crew: null };
  if (offer === null) {
    // Named as oneself: it is theirs already.
    const isSelf = code === by.id || (code !== null && code === by.key);
    return unchanged(alert, { code: 'unknown-person', name: isSelf ? '' : bareName(code) });
  }
  const { to, crew } = offer;
  const asked = offer.asked.filter((id) => canHear(id, situation.around));
  const [first = null] = offer.asked;
  if (asked.length === 0) return unchanged(alert, { code: 'hand-over-nobody', who: first, crew });
  const offered = record(
    unchanged(alert, { code: 'hand-over-asked', who: asked[0] ?? null, crew }),
    {
      kind: 'asked',
      at: situation.now,
      by: by.id,
      set: { offer: { ...offer, asked } },
      detail: { ...noteOf(request), handOverTo: to ?? crew ?? asked[0] ?? '', people: asked },
    },
  );
  return ask(offered, { reason: 'hand-over', people: asked, copyTo: null });
}

/** Somebody who is not in the plant hears of it where the card stands. */
function canHear(id: PersonId, { people, platforms }: Surroundings): boolean {
  const person = people.find((p) => p.id === id);
  return person === undefined || isReachable(person, platforms);
}

const CREW_MARK = 'crew:';

/** How a request names a crew. */
export function crewCode(name: string): string {
  return CREW_MARK + name;
}

function bareName(code: string | null): string {
  return code?.startsWith(CREW_MARK) ? code.slice(CREW_MARK.length) : (code ?? '');
}

/** Somebody by key or id; where nobody is called so, or a crew is asked for by that word, the crew. Null when nobody is there. */
function offerFrom(from: PersonId, code: string, { around }: Situation): Offer | null {
  const person = around.people.find((p) => p.key === code || p.id === code);
  if (person !== undefined) {
    if (person.id === from) return null;
    return { from, to: isGroup(person) ? null : person.id, asked: [person.id], crew: null };
  }
  const name = bareName(code).toLowerCase();
  const crew = [...around.plant.shifts.crews.values()].find((c) => c.name.toLowerCase() === name);
  if (crew === undefined) return null;
  const asked = around.people
    .filter((p) => p.key !== null && crew.people.includes(p.key) && p.id !== from)
    .map((p) => p.id);
  return asked.length === 0 ? null : { from, to: null, asked, crew: crew.name };
}

/** For a group any colleague answers: who belongs to it only the platform knows. */
function mayAnswer(offer: Offer, by: Person, around: Surroundings): boolean {
  if (offer.asked.includes(by.id)) return true;
  const isForGroup = around.people.some((p) => offer.asked.includes(p.id) && isGroup(p));
  return isForGroup && by.key !== null && by.id !== offer.from;
}

/** The offer that waits for this person's answer. */
function offerTo(alert: Alert, by: Person, { around }: Situation): Offer | null {
  return alert.offer !== null && mayAnswer(alert.offer, by, around) ? alert.offer : null;
}

export function accept(alert: Alert, request: Request, situation: Situation): Decision {
  if (isClosed(alert)) return unchanged(alert, closed(alert));
  const offer = offerTo(alert, request.by, situation);
  if (offer === null) return unchanged(alert, { code: 'no-offer' });
  const to = offer.to ?? request.by.id;
  return record(unchanged(alert, null), {
    kind: 'handed-over',
    at: situation.now,
    by: request.by.id,
    set: {
      ...ownedBy(alert, to, situation),
      answeredAt: alert.answeredAt ?? situation.now,
      answerRevision: nextRevision(alert),
      ...pushUndo(alert, request, situation.now, null),
    },
    detail: { ...noteOf(request), from: offer.from, to },
  });
}

/**
 * No to a hand-over: whoever was offered it passes it on, so the next step is taken at once; an owner who was asked simply keeps
 * it, and of a crew the others are still asked. Without an offer it is "I can't take it", said to an alert that waits for
 * somebody: the next step, too.
 */
export function decline(alert: Alert, request: Request, situation: Situation): Decision {
  const { by } = request;
  if (isClosed(alert)) return unchanged(alert, closed(alert));
  if (alert.offer === null && isWaiting(alert)) return cannotTake(alert, request, situation);
  const offer = offerTo(alert, by, situation);
  if (offer === null) return unchanged(alert, { code: 'no-offer' });
  const left = offer.to === null ? offer.asked.filter((id) => id !== by.id) : [];
  const isOpen = left.length > 0;
  const declined = record(unchanged(alert, null), {
    kind: 'declined',
    at: situation.now,
    by: by.id,
    set: { offer: isOpen ? { ...offer, asked: left } : null },
    detail: { ...noteOf(request), from: offer.from, to: offer.to ?? offer.crew },
  });
  const isPassedOn = !isOpen && offer.asked.every((id) => id !== offer.from);
  return isPassedOn ? passOn(declined, situation) : declined;
}

/** Nobody has it, and somebody is asked. */
function isWaiting({ attention, work }: Alert): boolean {
  return work === 'unowned' && (attention === 'new' || attention === 'expired');
}

function cannotTake(alert: Alert, request: Request, situation: Situation): Decision {
  const late = lateClimb(alert, request);
  if (late !== null) return unchanged(alert, late);
  const declined = record(unchanged(alert, null), {
    kind: 'declined',
    at: situation.now,
    by: request.by.id,
    detail: { ...noteOf(request), level: alert.level },
  });
  return passOn(declined, situation);
}

function passOn(declined: Decision, { now, around }: Situation): Decision {
  const { undoable } = declined.alert;
  return climb(declined, { now, from: now, by: null, around, undoable, detail: {} });
}
