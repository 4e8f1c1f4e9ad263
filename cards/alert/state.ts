// Who did what, who owns it, and what happens if nobody acts: the lines of a card that change over its life.
import { type Alert, isClosed } from '../../bot/core/alert.ts';
import { nextStep } from '../../bot/core/escalation.ts';
import type { StepTarget } from '../../bot/core/plant.ts';
import type { Line } from '../line.ts';
import { tidy } from '../text.ts';
import type { Target } from '../words.ts';
import type { Scene } from './model.ts';

const CHANNEL_MAX = 60;
const SHELF_REASON_MAX = 120;

/** Newest last, at most one line for each axis. */
export function stateLines(scene: Scene): readonly Line[] {
  return [attentionLine(scene), verdictLine(scene), workLine(scene), offerLine(scene)].filter(
    (line) => line !== null,
  );
}

function verdictLine(scene: Scene): Line | null {
  const { alert, words } = scene;
  const said = words.card;
  const at = scene.at(alert.verdictAt ?? alert.openedAt);
  const after = words.duration((alert.verdictAt ?? alert.openedAt) - alert.openedAt);
  const who = scene.nameOf(alert.verdictBy);
  switch (alert.verdict) {
    case 'pending':
      return null;
    case 'real':
      return [...said.confirmed(who, at, after), ...becauseOf(scene)];
    case 'not_real':
      return [...said.rejected(who, at, after), ...becauseOf(scene)];
    case 'unsure':
      return said.unsure(who, at);
    case 'contested':
      return said.contested;
  }
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

function shelfLine(scene: Scene): Line | null {
  const { shelf } = scene.alert;
  if (shelf === null) return null;
  const reason = shelf.reason === null ? null : tidy(shelf.reason, SHELF_REASON_MAX);
  return scene.words.card.shelved(scene.nameOf(shelf.by), scene.at(shelf.until), reason);
}

/** By hand when the newest tap that changed the state was an escalation; else by time. */
function climbedLine(scene: Scene): Line | null {
  const { alert, words } = scene;
  const step = alert.policy.steps[alert.level];
  if (step === undefined) return null;
  const to = targetOf(step.to, scene);
  const tap = alert.undoable.at(-1);
  return tap?.verb === 'escalate'
    ? words.card.escalatedBy(scene.nameOf(tap.by), scene.at(tap.at), to)
    : words.card.climbed(to);
}

function workLine(scene: Scene): Line | null {
  const { alert, words } = scene;
  if (alert.work === 'done' && alert.verdict !== 'not_real') {
    return words.card.resolved(
      scene.nameOf(alert.closedBy),
      scene.at(alert.closedAt ?? alert.openedAt),
    );
  }
  const isTakenOnly = alert.work === 'owned' && alert.verdict !== 'real' && alert.ownedAt !== null;
  return isTakenOnly ? words.card.taken(scene.nameOf(alert.owner), scene.at(alert.ownedAt)) : null;
}

function offerLine(scene: Scene): Line | null {
  const { alert, words } = scene;
  if (alert.offer === null || isClosed(alert)) return null;
  const { from, to, asked } = alert.offer;
  const line = asked === to ? words.card.offered : words.card.wanted;
  return line(scene.nameOf(from), scene.nameOf(to));
}

export function ownerLine(scene: Scene): Line {
  const { alert, words } = scene;
  if (alert.owner === null) return words.card.noOwner;
  const since = alert.ownedAt === null ? null : scene.at(alert.ownedAt);
  return words.card.owner(scene.nameOf(alert.owner), since);
}

/** What the alert's one due time will do. */
export function nextLine(scene: Scene): Line | null {
  const { alert, words } = scene;
  if (alert.dueAt === null) return null;
  const said = words.card;
  const at = scene.at(alert.dueAt);
  if (alert.attention === 'shelved') return said.nextUnshelve(at);
  if (alert.attention === 'expired') return said.nextAgain(at);
  if (isIdleClock(alert)) return said.nextReminder(at);
  const step = nextStep(alert);
  return step === null ? said.nextExpiry(at) : said.nextStep(targetOf(step.to, scene), at);
}

function isIdleClock(alert: Alert): boolean {
  return (
    alert.attention === 'acknowledged' || (alert.attention === 'cleared' && alert.work === 'owned')
  );
}

function targetOf(to: StepTarget, scene: Scene): Target {
  switch (to.kind) {
    case 'channel':
    case 'lead':
      return { kind: to.kind };
    case 'person':
      return { kind: 'person', name: scene.nameOfKey(to.key) };
    case 'other-channel':
      return { kind: 'other-channel', name: tidy(to.channel, CHANNEL_MAX) };
  }
}
