// `person`: who is in the plant, with which role and language. Somebody new is named by a mention, by the platform's id, or by
// the name under which they acted here before. Rights come from this list alone.
import type { PersonCommand } from '../../bot/core/command/rules.ts';
import { LANGUAGES, type Person, type PlantPerson, type Role } from '../../bot/core/plant.ts';
import type { Json, PlantChange } from '../../bot/core/plant-change.ts';
import type { CommandCall } from '../../bot/ports/chat.ts';
import type { InForce } from '../../bot/ports/plant.ts';
import type { Choice, RuleReply } from '../../cards/rules/model.ts';
import type { Deps } from '../deps.ts';
import { changeRules, refused, set } from './change.ts';

/** How many people who are not in the plant are offered. */
export const STRANGERS_LIMIT = 5;

export async function onPerson(
  command: PersonCommand,
  call: CommandCall,
  by: Person,
  base: InForce,
  deps: Deps,
): Promise<RuleReply> {
  if (command.ask === 'list') return list(deps);
  if (command.ask === 'add') return add(command, call, by, base, deps);
  const { name } = command;
  const { people } = deps.around.plant;
  const person = personMentioned(name, call, people) ?? personCalled(name, people);
  if (person === null) return refused({ code: 'unknown', what: 'person', name });
  const { key } = person;
  switch (command.ask) {
    case 'show':
      return offer(person);
    case 'remove':
      return changeRules(by, base, set(base, ['people', key], null), deps);
    case 'role': {
      if (command.role === null) return whichRole(person);
      return changeRules(by, base, set(base, ['people', key, 'roles'], [command.role]), deps);
    }
    case 'language': {
      const { language } = command;
      if (language === null) return whichLanguage(person);
      return changeRules(by, base, set(base, ['people', key, 'language'], language), deps);
    }
  }
}

async function list(deps: Deps): Promise<RuleReply> {
  const { people } = deps.around.plant;
  const strangers = await deps.store.strangers(STRANGERS_LIMIT);
  const choices = strangers.flatMap((s): Choice[] => {
    const [identity] = s.identities;
    if (identity === undefined) return [];
    const key = freeKey(s.name, people);
    return [
      { label: { code: 'add', name: s.name }, command: `person ${key} add ${identity.user}` },
    ];
  });
  return { kind: 'people', people, strangers: strangers.map((s) => s.name), choices };
}

function personMentioned(
  name: string,
  { mentions, sender }: CommandCall,
  people: readonly PlantPerson[],
): PlantPerson | null {
  const id = mentions?.find((m) => m.kind === 'person' && m.text === name)?.id;
  const isThem = (p: PlantPerson) =>
    p.identities.some((i) => i.platform === sender.platform && i.user === id);
  return id === undefined ? null : (people.find(isThem) ?? null);
}

/** By key, or by the whole name. */
function personCalled(name: string, people: readonly PlantPerson[]): PlantPerson | null {
  const wanted = name.replace(/^@/, '').toLowerCase();
  return (
    people.find((p) => p.key.toLowerCase() === wanted) ??
    people.find((p) => p.name.toLowerCase() === wanted) ??
    null
  );
}

function offer({ key, name }: PlantPerson): RuleReply {
  return {
    kind: 'prompt',
    question: { code: 'what-with', name },
    choices: [
      { label: { code: 'role' }, command: `person ${key} role` },
      { label: { code: 'language' }, command: `person ${key} language` },
      { label: { code: 'remove' }, command: `person ${key} remove` },
    ],
  };
}

function whichRole({ key, name }: PlantPerson): RuleReply {
  const choices = (['technician', 'lead', 'admin'] as const).map((role) => ({
    label: { code: 'to-role', role } as const,
    command: `person ${key} role ${role}`,
  }));
  return { kind: 'prompt', question: { code: 'which-role', name }, choices };
}

function whichLanguage({ key, name }: PlantPerson): RuleReply {
  const choices = LANGUAGES.map((language) => ({
    label: { code: 'to-language', language } as const,
    command: `person ${key} language ${language}`,
  }));
  return { kind: 'prompt', question: { code: 'which-language', name }, choices };
}

async function add(
  command: Extract<PersonCommand, { readonly ask: 'add' }>,
  call: CommandCall,
  by: Person,
  base: InForce,
  deps: Deps,
): Promise<RuleReply> {
  const { name, who, role } = command;
  const found = await whoIs(who ?? (name.startsWith('@') ? name : `@${name}`), call, deps);
  // A mention of nobody we know is most likely a typing error; a bare name may be somebody who uses the console alone.
  if (found === null && who !== null) return refused({ code: 'who-is-that', name: who });
  const { people } = deps.around.plant;
  const known = personCalled(name, people);
  if (known === null) {
    const shown = shownName(name.replace(/^@/, ''), found);
    return addNew(shown, found, role, by, base, deps);
  }
  if (found === null) return refused({ code: 'no-change' });
  const paths = found.platforms.map((p) => set(base, ['people', known.key, p], found.user));
  return firstGood(paths, by, base, deps);
}

interface Found {
  readonly user: string;
  /** Where the id may belong, the likeliest first. */
  readonly platforms: readonly string[];
  /** The name under which they acted here. */
  readonly name: string | null;
}

/** Null when nobody is known by that mention or name. */
async function whoIs(who: string, call: CommandCall, deps: Deps): Promise<Found | null> {
  const { platform } = call.sender;
  const mention = call.mentions?.find((m) => m.kind !== 'channel' && m.text === who);
  const bare = who.replace(/^@/, '');
  const strangers = await deps.store.strangers(STRANGERS_LIMIT);
  const user = mention?.id ?? bare;
  const stranger =
    strangers.find((s) => s.identities.some((i) => i.user === user)) ??
    strangers.find((s) => s.name.toLowerCase() === bare.toLowerCase());
  const [identity] = stranger?.identities ?? [];
  if (stranger !== undefined && identity !== undefined)
    return { user: identity.user, platforms: [identity.platform], name: stranger.name };
  if (mention !== undefined) return { user, platforms: [platform], name: null };
  // What looks like a name is none of an id's; the plant check knows how ids look.
  const isId = !who.startsWith('@') && /\d/.test(who);
  const others = deps.around.platforms.filter((p) => p !== platform);
  return isId ? { user, platforms: [platform, ...others], name: null } : null;
}

/** A key that was offered stands for the name of whoever it was offered for. */
function shownName(typed: string, found: Found | null): string {
  const isKey = found?.name !== null && found?.name !== undefined && keyOf(found.name) === typed;
  return isKey ? (found?.name ?? typed) : typed;
}

function addNew(
  name: string,
  found: Found | null,
  role: Role,
  by: Person,
  base: InForce,
  deps: Deps,
): Promise<RuleReply> {
  const key = freeKey(name, deps.around.plant.people);
  const roles = role === 'technician' ? {} : { roles: [role] };
  const at = (identity: { readonly [platform: string]: Json }) =>
    set(base, ['people', key], { name, ...roles, ...identity });
  const wishes = found?.platforms.map((p) => at({ [p]: found.user })) ?? [at({})];
  return firstGood(wishes, by, base, deps);
}

/** An id says by its form to which platform it belongs: the first that makes a good plant. */
async function firstGood(
  changes: readonly PlantChange[],
  by: Person,
  base: InForce,
  deps: Deps,
): Promise<RuleReply> {
  let first: RuleReply | null = null;
  for (const change of changes) {
    const reply = await changeRules(by, base, change, deps);
    if (reply.kind !== 'refused' || reply.why.code !== 'invalid') return reply;
    first ??= reply;
  }
  return first ?? refused({ code: 'no-change' });
}

/** The name as a key: small letters and digits; two of one name are told apart by a number. */
export function freeKey(name: string, people: readonly PlantPerson[]): string {
  const key = keyOf(name);
  const taken = new Set(people.map((p) => p.key));
  if (!taken.has(key)) return key;
  const free = people.findIndex((_, i) => !taken.has(`${key}-${i + 2}`));
  return `${key}-${free + 2}`;
}

const KEY_MAX = 40;

function keyOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, KEY_MAX);
  return plain === '' ? 'person' : plain;
}
