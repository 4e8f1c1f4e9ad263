// Who is in a Slack channel, so that people who are not can be asked directly: a mention in a channel where they are not
// reaches nobody. Asked of Slack now and then and remembered for a while. Where Slack does not tell, everybody counts as
// a member; it never delays a message by more than one look.
import type { Person } from '../../core/plant.ts';
import type { ChatAdapter } from '../../ports/chat.ts';
import type { Clock, Log } from '../../ports/system.ts';
import { isGroup } from './address.ts';
import { refusalCode } from './faults.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** How long an answer holds: whoever is invited is mentioned in the channel soon after. */
const REMEMBER_MS = 60_000;
/** Slack gives up to this many members a page; a channel with more than all pages is not looked through to its end. */
const PAGE = 1_000;
const PAGES_MAX = 5;
/** More channels than any plant has; beyond it we forget and ask again. */
const CHANNELS_MAX = 10_000;

interface Known {
  /** Null = Slack does not tell. */
  readonly members: ReadonlySet<string> | null;
  readonly until: number;
}

export function memberFinder(
  spaces: Workspaces,
  deps: { readonly clock: Clock; readonly log: Log },
): NonNullable<ChatAdapter['unseenBy']> {
  const known = new Map<string, Known>();

  async function membersOf(channel: string): Promise<ReadonlySet<string> | null> {
    const now = deps.clock.now();
    const remembered = known.get(channel);
    if (remembered !== undefined && remembered.until > now) return remembered.members;
    const members = await lookUp(spaces, channel, deps.log);
    if (known.size >= CHANNELS_MAX) known.clear();
    known.set(channel, { members, until: now + REMEMBER_MS });
    return members;
  }

  return async (place, people) => {
    // In a direct conversation there is nobody to look up.
    if (place.channel === null || place.channel.startsWith('D')) return [];
    const members = await membersOf(place.channel);
    return members === null ? [] : people.filter((p) => isOutside(p, members)).map((p) => p.id);
  };
}

/** On Slack, and in this channel under none of their ids. Whose a user group's people are, Slack shows by itself. */
function isOutside(person: Person, members: ReadonlySet<string>): boolean {
  const ids = person.identities.filter((i) => i.platform === 'slack');
  return ids.length > 0 && !ids.some((i) => isGroup(i.user) || members.has(i.user));
}

async function lookUp(
  spaces: Workspaces,
  channel: string,
  log: Log,
): Promise<ReadonlySet<string> | null> {
  try {
    return await spaces.inChannel(channel, (workspace) => readMembers(workspace, channel));
  } catch (error) {
    const code = refusalCode(error) ?? 'no answer';
    const hint = 'the app needs the scopes channels:read and groups:read';
    log.warn('who is in a Slack channel can’t be read; everybody counts as a member', {
      channel,
      code,
      ...(code === 'missing_scope' ? { hint } : {}),
    });
    return null;
  }
}

/** Null when there are more members than are looked through. */
async function readMembers(
  { client }: Workspace,
  channel: string,
): Promise<ReadonlySet<string> | null> {
  const members = new Set<string>();
  let cursor = '';
  for (let n = 0; n < PAGES_MAX; n += 1) {
    const answer = await client.conversations.members({
      channel,
      limit: PAGE,
      ...(cursor === '' ? {} : { cursor }),
    });
    for (const member of answer.members ?? []) members.add(member);
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return members;
  }
  return null;
}
