// Somebody wrote, or sent a photo, in the thread under a card: it is kept as a note on that alert. The words stand in the
// thread already, so success is not said again. A platform may bring the same words twice: they are kept once.
import type { Request } from '../bot/core/decision.ts';
import type { Person } from '../bot/core/plant.ts';
import { alertIn, type Message, type Told } from '../bot/core/view.ts';
import type { ThreadReply } from '../bot/ports/chat.ts';
import type { Deps } from './deps.ts';
import { act, tell } from './on-tap.ts';

export interface Noted {
  readonly told: Told | null;
  readonly by: Person;
  /** The card at the top of the thread. */
  readonly on: Message;
}

/** How far back the same words are looked for; platforms send again within minutes. */
export const KEPT_EVENTS_LIMIT = 200;

/** Null when no card of ours stands at that address. */
export async function onReply(reply: ThreadReply, deps: Deps): Promise<Noted | null> {
  const { platform } = reply.sender;
  const message = await deps.store.messageAt(platform, reply.card);
  const about = message === null ? null : alertIn(message);
  if (message === null || about === null) return null;
  const by = await deps.store.personOf(reply.sender);
  const request: Request = {
    verb: 'note',
    by,
    seen: null,
    code: null,
    text: reply.text,
    pictures: reply.pictures,
    message: reply.message === null ? null : { platform, address: reply.message },
    forMs: null,
  };
  const wasKept = () => isKept(about, reply.message, deps);
  const from = { platform, message: reply.card, wasKept };
  const { answer } = await act(about, request, from, deps);
  return { told: answer === null ? null : await tell(answer, deps), by, on: message };
}

/** Read after the row: whoever keeps the same note meanwhile makes this decision stale, and it is looked for again. */
async function isKept(alert: string, message: string | null, deps: Deps): Promise<boolean> {
  if (message === null) return false;
  const events = await deps.store.events(alert, KEPT_EVENTS_LIMIT);
  return events.some((e) => e.kind === 'note' && e.detail.message === message);
}
