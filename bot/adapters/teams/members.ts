// Who is in a Teams channel, so that people who are not can be asked directly: a mention where they are not reaches nobody. Asked
// of Teams person by person and remembered for a while. Only where Teams says that somebody is not there do they count as
// outside; it never delays a message by more than one look.
import type { Person } from '../../core/plant.ts';
import type { Instant } from '../../core/time.ts';
import type { ChatAdapter } from '../../ports/chat.ts';
import type { Clock } from '../../ports/system.ts';
import { withoutThread } from './activity.ts';
import type { Connector } from './connector.ts';

/** How long an answer holds: whoever joins the team is mentioned in the channel soon after. */
const REMEMBER_MS = 60_000;
/** More answers than any plant needs at once; beyond it we forget and ask again. */
const ANSWERS_MAX = 10_000;

export function teamMembers(
  calls: Pick<Connector, 'isOutside'>,
  clock: Clock,
): NonNullable<ChatAdapter['unseenBy']> {
  const known = new Map<string, { readonly isOutside: boolean; readonly at: Instant }>();

  async function isOutside(conversation: string, user: string): Promise<boolean> {
    const key = `${conversation} ${user}`;
    const answer = known.get(key);
    // Also after the clock was set back.
    if (answer !== undefined && Math.abs(clock.now() - answer.at) < REMEMBER_MS)
      return answer.isOutside;
    const found = await calls.isOutside(conversation, user);
    if (known.size >= ANSWERS_MAX) known.clear();
    known.set(key, { isOutside: found, at: clock.now() });
    return found;
  }

  async function isUnseen(conversation: string, { identities }: Person): Promise<boolean> {
    const users = identities.filter((i) => i.platform === 'teams').map((i) => i.user);
    if (users.length === 0) return false;
    const answers = await Promise.all(users.map((user) => isOutside(conversation, user)));
    return answers.every(Boolean);
  }

  return async (place, people) => {
    if (place.channel === null) return [];
    const conversation = withoutThread(place.channel);
    const unseen = await Promise.all(people.map((p) => isUnseen(conversation, p)));
    return people.filter((_, i) => unseen[i] === true).map((p) => p.id);
  };
}
