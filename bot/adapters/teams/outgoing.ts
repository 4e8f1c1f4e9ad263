// What we post to Teams: a card alone with its sentence as `summary`. Text beside a card would make Teams split the message
// and tell us no id, so that the card could never be updated.
import type { Activity } from 'botbuilder';
import { alertAdaptive } from '../../../cards/alert/adaptive.ts';
import { askAdaptive } from '../../../cards/ask/adaptive.ts';
import { digestAdaptive } from '../../../cards/digest/adaptive.ts';
import type { Content } from '../../ports/chat.ts';

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

export function cardMessage(summary: string, card: object): Partial<Activity> {
  return { type: 'message', summary, attachments: [{ contentType: CARD_TYPE, content: card }] };
}

/** A question to people rings; a card rings as each of them has set it. */
export function messageOf(content: Content): Partial<Activity> {
  if (content.kind === 'alert') {
    const { summary, card } = alertAdaptive(content.model);
    return cardMessage(summary, card);
  }
  if (content.kind === 'digest') {
    const { summary, card } = digestAdaptive(content.model);
    return cardMessage(summary, card);
  }
  const { summary, card } = askAdaptive(content.model);
  return { ...cardMessage(summary, card), channelData: { notification: { alert: true } } };
}
