// Who did what, who owns it, and what happens if nobody acts: the lines of a card that change over its life.
import { type Alert, isClosed } from '../../bot/core/alert.ts';
import {
  awaitsSecond,
  hasRepeats,
  idleDueAt,
  lastLevel,
  stepDueAt,
} from '../../bot/core/escalation.ts';
import type { Step } from '../../bot/core/plant.ts';
import { isShelfReason } from '../../bot/core/verbs/shelving.ts';
import { joined, type Line } from '../line.ts';
import { tidy, tidyOrNull } from '../text.ts';
import type { ClimbCause, Target, Words } from '../words.ts';
import { NAME_MAX, type Scene } from './model.ts';

const CHANNEL_MAX = 60;
const REASON_MAX = 120;

/** What is known, in the order in which it usually happens. */
export function stateLines(scene: Scene): readonly Line[] {
  return [
    ...verdictLines(scene),
    awaitsSecond(scene.alert) && !isClosed(scene.alert) ? scene.words.card.needsSecond : null,
    attentionLine(scene),
    closedLine(scene),
    offerLine(scene),
  ].filter((line) => line !== null);
}

function verdictLines(scene: Scene): readonly Line[] {
  const { alert, words } = scene;
  const said = words.card;
  const at = scene.at(alert.verdictAt ?? alert.openedAt);
  const who = scene.nameOf(alert.verdictBy);
  const after = words.duration((alert.verdictAt ?? alert.openedAt) - alert.openedAt);
  const confirmed = said.confirmed(who, at, after);
  const rejected = said.rejected(who, at, after);
  switch (alert.verdict) {
    case 'pending':
      return [];
    case 'real':
      return [[...confirmed, ...becauseOf(scene)]];
    case 'not_real':
      return [[...rejected, ...becauseOf(scene)]];
    case 'unsure':
      return [said.unsure(who, at)];
    case 'contested':
      if (alert.verdictBy === null) return [contestedLine(scene)];
      return [isClosedByReject(alert) ? rejected : confirmed, contestedLine(scene)];
  }
}

function contestedLine({ alert, words, nameOf, at }: Scene): Line {
  const tap = alert.undoable.at(-1);
  return tap?.verb === 'disagree'
    ? words.card.disagreed(nameOf(tap.by), at(tap.at))
    : words.card.contested;
}

function isClosedByReject(alert: Alert): boolean {
  return (
    alert.work === 'done' &&
    alert.closedAt === alert.verdictAt &&
    alert.closedBy === alert.verdictBy
  );
}

function becauseOf({ alert, words }: Scene): Line {
  if (alert.reason === null) return [];
  const reason = words.card.reason[alert.reason];
  return words.card.because(reason ?? tidy(alert.reason, CHANNEL_MAX));
}

function attentionLine(scene: Scene): Line | null {
  const { alert, words } = scene;
  const said = words.card;
  switch (alert.attention) {
    case 'acknowledged':
      return null;
    case 'shelved':
      return shelfLine(scene);
    case 'cleared':
      return alert.work === 'unowned' ? said.cleared : said.clearedOwned;
    case 'expired':
      return said.expired;
    case 'new':
      return isClosed(alert) || alert.level === 0 ? null : climbedLine(scene);
  }
}

function shelfLine({ alert, words, nameOf, at }: Scene): Line | null {
  const { shelf } = alert;
  if (shelf === null) return null;
  return words.card.shelved(nameOf(shelf.by), at(shelf.until), shelfReason(shelf.reason, words));
}

/** In the words of its button, or as somebody wrote it. */
export function shelfReason(reason: string | null, { card }: Words): string | null {
  if (isShelfReason(reason)) return card.shelfReason[reason];
  return reason === null ? null : tidyOrNull(reason, REASON_MAX);
}

function climbedLine(scene: Scene): Line | null {
  const step = scene.alert.policy.steps[scene.alert.level];
  return step === undefined
    ? null
    : scene.words.card.climbed(targetOf(step, scene), climbCause(scene));
}

/** Why the alert stands at its level: somebody sent it there, its owner did nothing, or nobody answered. */
export function climbCause({ alert, nameOf, at }: Scene): ClimbCause {
  const tap = alert.undoable.at(-1);
  if (tap?.verb === 'escalate' && isFrom(alert, tap.before.level, tap.at)) {
    return { kind: 'by-hand', who: nameOf(tap.by), at: at(tap.at) };
  }
  // Whoever owns it since it climbed, and waits for a second person, is not why it did.
  const isSince = awaitsSecond(alert) && alert.answerRevision > alert.levelRevision;
  const isIdle = alert.work === 'owned' && !isSince;
  return isIdle ? { kind: 'idle', who: nameOf(alert.owner) } : { kind: 'silence' };
}

/** The clock may have climbed on after a tap; then the level is further than one tap goes, and the due time is another. */
function isFrom(alert: Alert, level: number, tappedAt: number): boolean {
  const isNext = level + 1 === alert.level || level === alert.level;
  return isNext || alert.dueAt === stepDueAt(alert, alert.level, 0, tappedAt);
}

function closedLine({ alert, words, nameOf, at }: Scene): Line | null {
  if (alert.work !== 'done' || isClosedByReject(alert)) return null;
  return words.card.resolved(nameOf(alert.closedBy), at(alert.closedAt ?? alert.openedAt));
}

function offerLine({ alert, words, nameOf }: Scene): Line | null {
  if (alert.offer === null || isClosed(alert)) return null;
  const { from, to, asked, crew } = alert.offer;
  if (crew !== null) return words.card.offeredToCrew(nameOf(from), tidy(crew, NAME_MAX));
  if (asked.includes(from)) return words.card.wanted(nameOf(from), nameOf(to));
  return words.card.offered(nameOf(from), nameOf(to ?? asked[0] ?? null));
}

export function ownerLine({ alert, words, nameOf, at }: Scene): Line {
  if (alert.owner === null) return words.card.noOwner;
  return words.card.owner(nameOf(alert.owner), alert.ownedAt === null ? null : at(alert.ownedAt));
}

/** What the alert's one due time will do; the same order of cases as in the rules. */
export function nextLine(scene: Scene): Line | null {
  const { alert, words } = scene;
  if (alert.dueAt === null) return null;
  const said = words.card;
  const at = scene.at(alert.dueAt);
  if (alert.shelf !== null) return said.nextUnshelve(at);
  if (alert.attention === 'expired') return said.nextAgain(at);
  const isIdleClock = alert.work === 'owned' && alert.attention !== 'new';
  if (alert.attention === 'new' && hasRepeats(alert)) return said.nextAgain(at);
  const step = alert.policy.steps[alert.level + 1];
  const to =
    alert.level < lastLevel(alert.policy) && step !== undefined ? targetOf(step, scene) : null;
  if (isIdleClock && alert.reminders === 0) {
    const then = scene.at(idleDueAt(alert, alert.dueAt));
    return joined(
      [said.nextReminder(at), to === null ? said.nextAgain(then) : said.nextStep(to, then)],
      ' · ',
    );
  }
  if (to !== null) return said.nextStep(to, at);
  return alert.attention === 'new' ? said.nextExpiry(at) : said.nextAgain(at);
}

/** Whom a step asks, by the names that people know. */
export function targetOf({ to }: Step, scene: Scene): Target {
  switch (to.kind) {
    case 'channel':
    case 'lead':
    case 'shift-lead':
      return { kind: to.kind };
    case 'crew':
      return { kind: 'crew', name: to.crew === null ? null : tidy(to.crew, CHANNEL_MAX) };
    case 'person':
      return { kind: 'person', name: scene.nameOfKey(to.key) };
    case 'other-channel':
      return { kind: 'other-channel', name: tidy(to.channel, CHANNEL_MAX) };
  }
}
