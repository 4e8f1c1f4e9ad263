// Names and Slack's own marks for them. In what people type, `<@U…>` and `<#C…>` become `@ana` and `#line-1`, each with the id
// that it stands for; a name that was typed without a mark is looked up in the workspace's directory. Directories are read
// seldom (Slack allows 20 looks a minute) and remembered; whoever waits for one waits briefly and goes on without.
import type { Mention } from '../../ports/chat.ts';
import type { Clock, Log } from '../../ports/system.ts';
import { type Directory, readDirectory } from './directory.ts';
import { refusalCode } from './faults.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

export interface Named {
  /** With every mark written out as a name. */
  readonly text: string;
  readonly mentions: readonly Mention[];
}

export interface Names {
  /** What somebody is called, as far as it was learned. */
  known(user: string): string | null;
  learn(user: string, name: string): void;
  /** Like `known`, and asks Slack where it was not learned yet. */
  person(team: string, user: string): Promise<string | null>;
  /** Names in what was typed. */
  read(team: string, typed: string): Promise<Named>;
}

/** How long anybody waits for a name. */
const LOOK_LIMIT_MS = 1_200;
/** How long a directory holds, and how soon after a failure it is asked for again. */
const DIRECTORY_MS = 10 * 60_000;
const FAILED_MS = 60_000;
/** More people than any plant has; beyond it we forget and learn again. */
const PEOPLE_MAX = 20_000;

interface Shelf {
  readonly directory: Promise<Directory | null>;
  until: number;
}

export function nameBook(
  spaces: Workspaces,
  deps: { readonly clock: Clock; readonly log: Log },
): Names {
  const people = new Map<string, string>();
  const shelves = new Map<Workspace, Shelf>();

  function learn(user: string, name: string): void {
    if (people.size >= PEOPLE_MAX) people.clear();
    if (name !== '' && name !== user) people.set(user, name);
  }

  function directoryOf(workspace: Workspace): Promise<Directory | null> {
    const now = deps.clock.now();
    const shelf = shelves.get(workspace);
    if (shelf !== undefined && shelf.until > now) return shelf.directory;
    const fresh: Shelf = { directory: look(workspace), until: now + DIRECTORY_MS };
    shelves.set(workspace, fresh);
    return fresh.directory;
  }

  async function look(workspace: Workspace): Promise<Directory | null> {
    try {
      const directory = await readDirectory(workspace);
      for (const [user, name] of directory.people) learn(user, name);
      return directory;
    } catch (error) {
      deps.log.warn('the names of a Slack workspace can’t be read', {
        code: refusalCode(error) ?? 'no answer',
      });
      const shelf = shelves.get(workspace);
      if (shelf !== undefined) shelf.until = deps.clock.now() + FAILED_MS;
      return null;
    }
  }

  async function find(team: string, typed: string): Promise<Mention | null> {
    const workspace = spaces.ofTeam(team);
    if (workspace === null) return null;
    const directory = await inTime(directoryOf(workspace));
    return directory?.find(typed) ?? null;
  }

  return {
    learn,
    known: (user) => people.get(user) ?? null,
    async person(team, user) {
      const workspace = spaces.ofTeam(team);
      if (people.has(user) || workspace === null) return people.get(user) ?? null;
      const name = await inTime(readName(workspace, user));
      if (name !== null) learn(user, name);
      return name;
    },
    async read(team, typed) {
      const marked = readMarks(typed, (user) => people.get(user) ?? null);
      const mentions = [...marked.mentions];
      const told = new Set(mentions.map((m) => m.text));
      for (const word of bareNames(marked.text)) {
        const found = told.has(word) ? null : await find(team, word);
        if (found !== null) mentions.push(found);
      }
      return { text: marked.text, mentions };
    },
  };
}

async function readName({ client }: Workspace, user: string): Promise<string | null> {
  try {
    const { user: found } = await client.users.info({ user });
    return found?.profile?.display_name || found?.real_name || found?.name || null;
  } catch {
    return null;
  }
}

function inTime<T>(work: Promise<T | null>): Promise<T | null> {
  const limit = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), LOOK_LIMIT_MS).unref();
  });
  return Promise.race([work, limit]);
}

const KIND = { '@': 'person', '#': 'channel', '!subteam^': 'group' } as const;
const MARK = /<(@|#|!subteam\^)([A-Z0-9]{2,30})(?:\|([^>]*))?>/g;

/** Slack's marks written out, and what each stood for. Two that read the same are told apart by their ids. */
export function readMarks(typed: string, nameOf: (user: string) => string | null): Named {
  const mentions = new Map<string, Mention>();
  const text = typed.replace(MARK, (_mark, sign: keyof typeof KIND, id: string, label?: string) => {
    const kind = KIND[sign];
    const name = label || (kind === 'person' ? nameOf(id) : null) || id;
    const lead = kind === 'channel' ? '#' : '@';
    const bare = `${lead}${unescaped(name).replace(/^[@#]/, '').trim().replace(/\s+/g, '-')}`;
    const isTaken = (mentions.get(bare)?.id ?? id) !== id;
    const word = isTaken ? `${lead}${id}` : bare;
    mentions.set(word, { kind, text: word, id });
    return word;
  });
  return { text: unescaped(text), mentions: [...mentions.values()] };
}

/** People whose mark stands there without a name. */
export function mentionedIn(written: string): readonly string[] {
  return [...new Set([...written.matchAll(/<@([UW][A-Z0-9]{1,29})>/g)].flatMap((m) => m[1] ?? []))];
}

/** Names that somebody typed by hand: words that begin with `#` or `@`. More than a few are no command. */
function bareNames(text: string): readonly string[] {
  return [...new Set(text.match(/(?<=^|\s)[@#][^\s@#,;:]{2,80}(?=$|[\s,;:])/gu) ?? [])].slice(0, 5);
}

/** What somebody wrote, without any of Slack's marks: for keeping, and for people to read. */
export function readable(written: string, nameOf: (user: string) => string | null): string {
  const links = written
    .replace(
      /<((?:https?|mailto|tel):[^|>]*)\|([^>]*)>/g,
      (_mark, address: string, label: string) =>
        address.endsWith(label) ? label : `${label} (${address})`,
    )
    .replace(/<((?:https?|mailto|tel):[^|>]*)>/g, '$1')
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, '@$1')
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1');
  return readMarks(links, nameOf).text.trim();
}

/** Slack escapes three characters on the way. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
