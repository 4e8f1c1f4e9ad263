// Somebody wrote, or sent a photo, in the thread under a card: it is kept as a note on that alert. The words stand in the
// thread already, so success is not said again.
import type { Request } from '../bot/core/decision.ts';
import type { Person } from '../bot/core/plant.ts';
import type { Message, Told } from '../bot/core/view.ts';
import type { ThreadReply } from '../bot/ports/chat.ts';
import type { Deps } from './deps.ts';
import { act, tell } from './on-tap.ts';

export interface Noted {
  readonly told: Told | null;
  readonly by: Person;
  /** The card at the top of the thread. */
  readonly on: Message;
}

/** Null when no card of ours stands at that address. */
export async function onReply(reply: ThreadReply, deps: Deps): Promise<Noted | null> {
  const { platform } = reply.sender;
  const message = await deps.store.messageAt(platform, reply.card);
  if (message === null) return null;
  const by = await deps.store.personOf(reply.sender);
  const request: Request = {
    verb: 'note',
    by,
    seen: null,
    code: null,
    text: reply.text,
    pictures: reply.pictures,
    forMs: null,
  };
  const from = { platform, message: reply.card };
  const { answer } = await act(message.alert, request, from, deps);
  return { told: answer === null ? null : await tell(answer, deps), by, on: message };
}
