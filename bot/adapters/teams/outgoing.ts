// What we post to Teams: a card alone with its sentence as `summary`. Text beside a card would make Teams split the message
// and tell us no id, so that the card could never be updated.

import type { Activity } from 'botbuilder';
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
export function messageOf(content: Content, linkTo: PictureLink): Partial<Activity> {
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
  return { ...cardMessage(summary, card), channelData: { notification: { alert: true } } };
}
