// One line of an alert's timeline: what happened, told from the event alone, because by the time it is read the card may
// have moved on. Where the card has words for it, they are the same.
import type { Verb } from '../../bot/core/alert.ts';
import type { News } from '../../bot/core/news.ts';
import type { Person } from '../../bot/core/plant.ts';
import type { Scene } from '../alert/model.ts';
import type { Line } from '../line.ts';
import { tidy, tidyOrNull } from '../text.ts';
import type { ClimbCause, Target } from '../words.ts';

const NAME_MAX = 60;
const REASON_MAX = 120;
/** A longer note is read on the alert's own page. */
export const NOTE_LINE_MAX = 500;

export function newsLine(news: News, people: readonly Person[], scene: Scene): Line {
  const { card, ask, somebody } = scene.words;
  const { by, at, detail } = news;
  const nameOf = (id: unknown): string =>
    tidyOrNull(people.find((p) => p.id === id)?.name, NAME_MAX) ?? somebody;
  const who = nameOf(by);
  switch (news.kind) {
    case 'escalated':
      return card.climbed(channelIn(detail.to), causeOf(news, who, scene));
    case 'handed-over':
      return ask.news.handedOver(nameOf(detail.to), nameOf(detail.from));
    case 'declined':
      return detail.to === undefined ? ask.news.cantTake(who) : ask.news.declined(who);
    case 'shelved': {
      const until = typeof detail.until === 'number' ? detail.until : at;
      return card.shelved(who, scene.at(until), textOf(detail.note, REASON_MAX));
    }
    case 'unshelved':
      return ask.news.unshelved;
    case 'cleared':
      return card.clearedOwned;
    case 'expired':
      return card.expired;
    case 'undone':
      return ask.news.undone(who, verbText(detail.verb, scene));
    case 'note': {
      const pictures = Array.isArray(detail.pictures) ? detail.pictures.length : 0;
      return ask.news.note(who, textOf(detail.note, NOTE_LINE_MAX), pictures);
    }
    default:
      return [];
  }
}

/** As the event writes it: `channel:floor`. */
function channelIn(to: unknown): Target {
  return { kind: 'other-channel', name: tidy(String(to).replace(/^channel:/, ''), NAME_MAX) };
}

function causeOf(
  { by, at }: News,
  who: string,
  { alert, at: momentOf, nameOf }: Scene,
): ClimbCause {
  if (by !== null) return { kind: 'by-hand', who, at: momentOf(at) };
  return alert.work === 'owned' ? { kind: 'idle', who: nameOf(alert.owner) } : { kind: 'silence' };
}

function textOf(value: unknown, max: number): string | null {
  return typeof value === 'string' ? tidyOrNull(value, max) : null;
}

/** A verb as its button says it. */
function verbText(verb: unknown, { words }: Scene): string {
  const buttons: Readonly<Partial<Record<Verb, string>>> = words.card.button;
  const known = Object.entries(buttons).find(([name]) => name === verb)?.[1];
  return known ?? tidy(String(verb), NAME_MAX);
}
