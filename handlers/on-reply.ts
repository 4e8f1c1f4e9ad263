// Somebody wrote, or sent a photo, in the thread under a card: it is kept as a note on that alert. The words stand in the
// thread already, so success is not said again.
import type { Request } from '../bot/core/decision.ts';
import type { Told } from '../bot/core/view.ts';
import type { ThreadReply } from '../bot/ports/chat.ts';
import type { Deps } from './deps.ts';
import { act, tell } from './on-tap.ts';

/** Null when no card of ours stands at that address. */
export async function onReply(
  reply: ThreadReply,
  deps: Deps,
): Promise<{ readonly told: Told | null } | null> {
  const { platform } = reply.sender;
  const message = await deps.store.messageAt(platform, reply.card);
  if (message === null) return null;
  const request: Request = {
    verb: 'note',
    by: await deps.store.personOf(reply.sender),
    seen: null,
    code: null,
    text: reply.text,
    pictures: reply.pictures,
    forMs: null,
  };
  const from = { platform, message: reply.card };
  const { answer } = await act(message.alert, request, from, deps);
  return { told: answer === null ? null : await tell(answer, deps) };
}
