// The directory of one workspace: its channels, people and user groups by name. Read page by page up to a limit; where the app
// lacks a scope, that part stays empty. A name that two share stands for neither.
import type { Mention } from '../../ports/chat.ts';
import { refusalCode } from './faults.ts';
import type { Workspace } from './workspaces.ts';

export interface Directory {
  /** What people are called, by id. */
  readonly people: ReadonlyMap<string, string>;
  /** What `#name` or `@name` stands for. */
  find(typed: string): Mention | null;
}

const PAGE = 1_000;
/** In a workspace with more than all pages, names beyond them must be picked from Slack's own list. */
const PAGES_MAX = 10;

interface Entry {
  readonly kind: Mention['kind'];
  readonly id: string;
  readonly names: readonly (string | undefined)[];
}

/** Throws when Slack does not answer. */
export async function readDirectory(workspace: Workspace): Promise<Directory> {
  const [channels, people, groups] = await Promise.all(
    [channelsOf, peopleOf, groupsOf].map((part) => unlessForbidden(part(workspace))),
  );
  const entries = [...(channels ?? []), ...(people ?? []), ...(groups ?? [])];
  const byName = new Map<string, Entry | null>();
  for (const entry of entries) {
    const lead = entry.kind === 'channel' ? '#' : '@';
    for (const name of new Set(entry.names.flatMap((n) => n?.trim().toLowerCase() || []))) {
      const known = byName.get(lead + name);
      byName.set(lead + name, known === undefined || known?.id === entry.id ? entry : null);
    }
  }
  return {
    people: new Map((people ?? []).map((p) => [p.id, p.names.find((n) => n) ?? p.id])),
    find(typed) {
      const entry = byName.get(typed.toLowerCase()) ?? null;
      return entry && { kind: entry.kind, text: typed, id: entry.id };
    },
  };
}

async function unlessForbidden(part: Promise<readonly Entry[]>): Promise<readonly Entry[]> {
  try {
    return await part;
  } catch (error) {
    // Without the scope, or on a plan without user groups: that part has no names.
    if (refusalCode(error) === null) throw error;
    return [];
  }
}

async function channelsOf({ client }: Workspace): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  await pages(async (cursor) => {
    const types = 'public_channel,private_channel';
    const page = { types, exclude_archived: true, limit: PAGE, ...cursor };
    const { channels, response_metadata: more } = await client.conversations.list(page);
    for (const { id, name } of channels ?? []) {
      if (id !== undefined) found.push({ kind: 'channel', id, names: [name] });
    }
    return more?.next_cursor;
  });
  return found;
}

async function peopleOf({ client }: Workspace): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  await pages(async (cursor) => {
    const { members, response_metadata: more } = await client.users.list({
      limit: PAGE,
      ...cursor,
    });
    for (const { id, name, real_name: real, profile, deleted, is_bot: isBot } of members ?? []) {
      if (id === undefined || deleted === true || isBot === true) continue;
      found.push({ kind: 'person', id, names: [profile?.display_name, real, name] });
    }
    return more?.next_cursor;
  });
  return found;
}

async function groupsOf({ client }: Workspace): Promise<readonly Entry[]> {
  const { usergroups } = await client.usergroups.list();
  return (usergroups ?? []).flatMap(({ id, handle }) =>
    id === undefined ? [] : [{ kind: 'group', id, names: [handle] }],
  );
}

async function pages(
  read: (cursor: { cursor?: string }) => Promise<string | undefined>,
): Promise<void> {
  let cursor = '';
  for (let n = 0; n < PAGES_MAX; n += 1) {
    cursor = (await read(cursor === '' ? {} : { cursor })) ?? '';
    if (cursor === '') return;
  }
}
