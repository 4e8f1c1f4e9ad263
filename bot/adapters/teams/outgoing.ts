// What we post to Teams: a card alone with its sentence as `summary`. Text beside a card would make Teams split the message
// and tell us no id, so that the card could never be updated. What is only said carries a mark that nobody sees: two that read
// the same, because somebody asked twice, are told apart from one that was posted twice.

import type { Activity } from 'botbuilder';
import type { AdaptiveCard } from '../../../cards/adaptive-elements.ts';
import { alertAdaptive, type PictureLink } from '../../../cards/alert/adaptive.ts';
import { askAdaptive } from '../../../cards/ask/adaptive.ts';
import { digestAdaptive } from '../../../cards/digest/adaptive.ts';
import { handoverAdaptive } from '../../../cards/handover/adaptive.ts';
import type { Content } from '../../ports/chat.ts';

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

export function cardMessage(summary: string, card: object): Partial<Activity> {
  return { type: 'message', summary, attachments: [{ contentType: CARD_TYPE, content: card }] };
}

/** Teams loads pictures by itself, from the internet, and only small ones. */
export const PICTURE_MAX_BYTES = 1_024 * 1_024;

/** Where Teams may load a kept picture from, if it may be loaded from anywhere. */
export function pictureLink(linkTo: (sha256: string) => string | null): PictureLink {
  return ({ sha256, size }) => (size > PICTURE_MAX_BYTES ? null : linkTo(sha256));
}

/** A question to people rings; a card rings as each of them has set it. */
export function messageOf(
  content: Content,
  linkTo: PictureLink,
  key: string | null = null,
): Partial<Activity> {
  if (content.kind === 'alert') {
    const { summary, card } = alertAdaptive(content.model, 'internet', linkTo);
    return cardMessage(summary, card);
  }
  if (content.kind === 'digest') {
    const { summary, card } = digestAdaptive(content.model);
    return cardMessage(summary, card);
  }
  if (content.kind === 'handover') {
    const { summary, card } = handoverAdaptive(content.model);
    return cardMessage(summary, card);
  }
  const { summary, card } = askAdaptive(content.model);
  const marked = key === null ? card : markedBy(key, card);
  return { ...cardMessage(summary, marked), channelData: { notification: { alert: true } } };
}

/** The first element that has no name of its own bears the mark as its id. */
export function markedBy(mark: string, card: AdaptiveCard): AdaptiveCard {
  const at = card.body.findIndex((element) => element.id === undefined);
  return { ...card, body: card.body.map((e, n) => (n === at ? { ...e, id: mark } : e)) };
}
