// A message that asks people about one alert: whom, one sentence, and what it is about. For a hand-over it carries the
// two answers. An edit of the card asks nobody; this does.
import type { Alert, Offer, PersonId } from '../../bot/core/alert.ts';
import type { Ask, AskReason } from '../../bot/core/escalation.ts';
import type { Person } from '../../bot/core/plant.ts';
import type { AlertView, Setting } from '../../bot/core/view.ts';
import { buttonsOf, type CardButton } from '../alert/buttons.ts';
import {
  type AlertModel,
  alertModel,
  type Scene,
  sceneOf,
  shortIdOf,
  TITLE_MAX,
} from '../alert/model.ts';
import { climbCause, targetOf } from '../alert/state.ts';
import { type Line, type Moment, moment, plainText } from '../line.ts';
import { formNear } from '../moment.ts';
import { tidy } from '../text.ts';
import type { AskFacts, Target, Words } from '../words.ts';
import { newsLine } from './news.ts';

export interface AskModel {
  readonly id: string;
  readonly revision: number;
  readonly setting: Setting;
  readonly reason: AskReason;
  /** Whom to mention, where the platform knows them. */
  readonly people: readonly Person[];
  readonly sentence: Line;
  readonly severity: { readonly emoji: string; readonly word: string };
  /** From outside: tidied, to be escaped by the renderer. */
  readonly title: string;
  readonly where: string;
  readonly shortId: string;
  readonly buttons: readonly CardButton[];
  /** The sentence and what it is about, without mark-up and without the names of those who are asked. */
  readonly summary: string;
}

/** More would be a crowd in which nobody feels asked; it also bounds the message. */
export const MENTION_LIMIT = 12;
const PLACE_MAX = 60;
const REASON_MAX = 200;

/** `others` wait beside it on one digest. `people` are those who are asked, and whoever a lost message was for. */
export function askModel(
  view: AlertView,
  ask: Ask,
  people: readonly Person[],
  setting: Setting,
  others = 0,
): AskModel {
  const scene = sceneOf(view, setting);
  const { alert, words } = scene;
  const card = alertModel(view, setting);
  const asked = people.filter((p) => ask.people.includes(p.id)).slice(0, MENTION_LIMIT);
  const sentence = [...sentenceOf(view, ask, people, scene), ...words.digest.others(others)];
  return {
    id: alert.id,
    revision: alert.revision,
    setting: scene.setting,
    reason: ask.reason,
    people: asked,
    sentence,
    severity: card.severity,
    title: tidy(alert.title, TITLE_MAX),
    where: card.where,
    shortId: shortIdOf(alert.id),
    buttons:
      ask.reason === 'hand-over' && !isPast(ask, alert)
        ? buttonsOf(alert, card.title, words).offer
        : [],
    summary: summaryOf(ask, plainText(sentence, scene.setting), card),
  };
}

/** What we can name we name ourselves; for the rest the platform's own words have to do. */
function lostOf({ lost }: Ask, people: readonly Person[], { delivery }: Words): AskFacts['lost'] {
  if (lost === undefined) return null;
  const { channel, person, refusal } = lost;
  const platform = delivery.platform[lost.platform];
  const name = tidy(channel ?? people.find((p) => p.id === person)?.name ?? '', PLACE_MAX);
  const own = tidy(lost.reason, REASON_MAX).replace(/\.$/, '');
  const why = refusal === 'other' ? own : delivery.refusal[refusal];
  const kind = channel === null ? 'person' : 'channel';
  return { of: lost.isWide ? { kind: 'platform', platform } : { kind, platform, name }, why };
}

/** News end without a full stop, as lines of a card do. */
function summaryOf({ reason }: Ask, sentence: string, card: AlertModel): string {
  const end = reason === 'news' ? '.' : '';
  return `${sentence}${end} ${card.severity.word}: ${card.title}, ${card.where}.`;
}

function sentenceOf(view: AlertView, ask: Ask, people: readonly Person[], scene: Scene): Line {
  const { alert, words } = scene;
  if (ask.reason === 'news') return ask.news === undefined ? [] : newsLine(ask.news, people, scene);
  if (isPast(ask, alert)) return words.ask.past;
  return words.ask.sentence[ask.reason]({
    who: scene.nameOf(actorOf(view, ask.reason)),
    opened: openedOf(alert, scene.setting),
    cause: climbCause(scene),
    missed: missedOf(ask, scene),
    offer: offerOf(alert),
    lost: lostOf(ask, people, words),
  });
}

function missedOf({ level }: Ask, scene: Scene): Target {
  const { steps } = scene.alert.policy;
  const step = steps[level ?? scene.alert.level];
  return step === undefined ? { kind: 'channel' } : targetOf(step, scene);
}

/** With its day where what comes next is on another one: then the asking may be, too. */
function openedOf({ openedAt, dueAt }: Alert, setting: Setting): Moment {
  return moment(openedAt, formNear(openedAt, dueAt ?? openedAt, setting));
}

/** Who did what the ask tells of. */
function actorOf({ alert }: AlertView, reason: AskReason): PersonId | null {
  switch (reason) {
    case 'rejected-yours':
      return alert.verdictBy;
    case 'taken-from-you':
      return alert.owner;
    case 'hand-over':
      return alert.offer === null
        ? null
        : isWanted(alert.offer)
          ? alert.offer.to
          : alert.offer.from;
    default:
      return null;
  }
}

function offerOf({ offer }: Alert): AskFacts['offer'] {
  if (offer === null || isWanted(offer)) return null;
  return { crew: offer.crew === null ? null : tidy(offer.crew, PLACE_MAX) };
}

/** By the time it is said, somebody has answered, or the offer went elsewhere. */
function isPast({ reason, people }: Ask, { offer }: Alert): boolean {
  return reason === 'hand-over' && !people.some((p) => offer?.asked.includes(p) === true);
}

/** The owner is asked for it. */
function isWanted({ from, asked }: Offer): boolean {
  return asked.includes(from);
}
