// Commands that change the rules of the plant, or show them. They say what was asked, never whether it may be: that is
// decided on the plant in force. Where only a value is missing the command is still understood; the answer offers the values.
import type { Language, Match, Role } from '../plant.ts';
import { DAY, parseDuration } from '../time.ts';
import {
  readDuration,
  readLanguage,
  readName,
  readPlace,
  readRole,
  readSettings,
  type Words,
} from './words.ts';

/** A step as typed: `lead@10m`. */
export interface TypedStep {
  readonly to: string;
  readonly after: string;
}

export type ChannelCommand = { readonly kind: 'channel' } & (
  | { readonly ask: 'list' }
  | { readonly ask: 'show' | 'off'; readonly name: string }
  /** `isSure`: also when it is bound elsewhere; `address`: there instead of where it is typed. */
  | {
      readonly ask: 'here';
      readonly name: string;
      readonly isSure: boolean;
      readonly address: string | null;
    }
  | { readonly ask: 'language'; readonly name: string; readonly language: Language | null }
);

export type RouteCommand = { readonly kind: 'route' } & (
  | { readonly ask: 'list' }
  | {
      readonly ask: 'add';
      readonly match: Match;
      readonly channel: string | null;
      readonly policy: string | null;
      readonly joinWithin: string | null;
      /** The words after `route add`, to be said again with what was missing. */
      readonly typed: string;
    }
  | { readonly ask: 'test'; readonly facts: Match }
  | { readonly ask: 'show' | 'up' | 'down' | 'remove'; readonly place: number }
);

export type PolicyCommand = { readonly kind: 'policy' } & (
  | { readonly ask: 'list' }
  | { readonly ask: 'show' | 'remove'; readonly name: string }
  | {
      readonly ask: 'set';
      readonly name: string;
      readonly steps: readonly TypedStep[];
      readonly expire: string | null;
      readonly idle: string | null;
    }
);

export type PersonCommand = { readonly kind: 'person' } & (
  | { readonly ask: 'list' }
  | { readonly ask: 'show' | 'remove'; readonly name: string }
  | { readonly ask: 'role'; readonly name: string; readonly role: Role | null }
  | { readonly ask: 'language'; readonly name: string; readonly language: Language | null }
  | {
      readonly ask: 'add';
      readonly name: string;
      /** As typed: a mention, or a platform's id; null = by name alone. */
      readonly who: string | null;
      readonly role: Role;
    }
);

export type TypedScope = 'ingest' | 'read' | 'admin';

export type TokenCommand = { readonly kind: 'token' } & (
  | { readonly ask: 'list' }
  | {
      readonly ask: 'add';
      readonly name: string;
      /** None: not said yet. */
      readonly scopes: readonly TypedScope[];
      /** Null = it does not expire. */
      readonly forMs: number | null;
    }
  | { readonly ask: 'revoke'; readonly name: string }
);

export type RuleCommand =
  | ChannelCommand
  | RouteCommand
  | PolicyCommand
  | PersonCommand
  | TokenCommand
  | { readonly kind: 'model' }
  | { readonly kind: 'plant'; readonly ask: 'show' | 'export' | 'undo' }
  | { readonly kind: 'claim'; readonly code: string };

/** Beside a channel's new place: yes, although it has one already. */
export const SURE = 'sure';

export function readChannel([first, second = '', ...rest]: Words): RuleCommand | null {
  const kind = 'channel';
  if (first === undefined) return { kind, ask: 'list' };
  const name = readName(first);
  if (name === null) return null;
  const ask = second.toLowerCase();
  if (ask === '') return { kind, ask: 'show', name };
  if (ask === 'here') {
    const [sure = '', address = null, ...more] = rest;
    const isSure = sure.toLowerCase() === SURE;
    if (more.length > 0 || (sure !== '' && !isSure)) return null;
    return { kind, ask, name, isSure, address };
  }
  const [value = '', ...more] = rest.map((w) => w.toLowerCase());
  if (more.length > 0) return null;
  if (ask === 'off' && value === '') return { kind, ask, name };
  if (ask !== 'language') return null;
  const language = readLanguage(value);
  return value !== '' && language === null ? null : { kind, ask, name, language };
}

const FACTS = ['asset', 'type', 'site', 'area', 'model', 'severity', 'shift'] as const;
const WISHES = ['channel', 'policy', 'joinWithin'] as const;

export function readRoute([first, ...rest]: Words): RuleCommand | null {
  const kind = 'route';
  if (first === undefined) return { kind, ask: 'list' };
  const ask = first.toLowerCase();
  if (ask === 'add') return readNewRoute(rest);
  if (ask === 'test') {
    const facts = readSettings(rest, FACTS);
    return facts === null || rest.length === 0 ? null : { kind, ask, facts };
  }
  const place = readPlace(first);
  if (place === null || rest.length > 1) return null;
  const act = (rest[0] ?? 'show').toLowerCase();
  return act === 'show' || act === 'up' || act === 'down' || act === 'remove'
    ? { kind, ask: act, place }
    : null;
}

function readNewRoute(words: Words): RuleCommand | null {
  const given = readSettings(words, [...FACTS, ...WISHES]);
  if (given === null || words.length === 0) return null;
  const { channel = null, policy = null, joinWithin = null, ...match } = given;
  if (joinWithin !== null && readDuration(joinWithin) === null) return null;
  const typed = words.join(' ');
  const name = channel === null ? null : readName(channel);
  if (channel !== null && name === null) return null;
  return { kind: 'route', ask: 'add', match, channel: name, policy, joinWithin, typed };
}

export function readPolicy([first, second = '', ...rest]: Words): RuleCommand | null {
  const kind = 'policy';
  if (first === undefined) return { kind, ask: 'list' };
  const name = readName(first);
  if (name === null) return null;
  const ask = second.toLowerCase();
  if (ask === '') return { kind, ask: 'show', name };
  if (ask === 'remove') return rest.length === 0 ? { kind, ask, name } : null;
  return ask === 'set' ? readLadder(name, rest) : null;
}

/** `channel@0s lead@10m expire 20m idle 60m`; the two clocks may stand anywhere after each other. */
function readLadder(name: string, words: Words): RuleCommand | null {
  const steps: TypedStep[] = [];
  const clocks: { expire: string | null; idle: string | null } = { expire: null, idle: null };
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const clock = word.toLowerCase();
    if (clock === 'expire' || clock === 'idle') {
      i += 1;
      clocks[clock] = readDuration(words[i] ?? '');
      if (clocks[clock] === null) return null;
      continue;
    }
    const [, to, after] = /^(.+)@([^@]+)$/.exec(word) ?? [];
    if (to === undefined || after === undefined || readDuration(after) === null) return null;
    steps.push({ to, after });
  }
  return steps.length === 0 ? null : { kind: 'policy', ask: 'set', name, steps, ...clocks };
}

/** First names and last names, where nothing tells where the name ends. */
const NAME_WORDS = 3;
const PERSON_ASKS = ['role', 'add', 'remove', 'language'] as const;

/** A person's name may have several words: it ends where one of ours begins. */
export function readPerson(words: Words): RuleCommand | null {
  const kind = 'person';
  if (words.length === 0) return { kind, ask: 'list' };
  const at = words.findIndex((w) => PERSON_ASKS.some((a) => a === w.toLowerCase()));
  if (at === 0) return null;
  const name = words.slice(0, at < 0 ? words.length : at).join(' ');
  // Longer than a name it is a sentence, and not for us.
  if (at < 0) return words.length > NAME_WORDS ? null : { kind, ask: 'show', name };
  const ask = (words[at] ?? '').toLowerCase();
  const rest = words.slice(at + 1);
  const [value = '', ...more] = rest;
  if (ask === 'add') return readNewPerson(name, rest);
  if (more.length > 0) return null;
  if (ask === 'remove') return value === '' ? { kind, ask, name } : null;
  if (ask === 'role') {
    const role = readRole(value);
    return value !== '' && role === null ? null : { kind, ask, name, role };
  }
  const language = readLanguage(value);
  return value !== '' && language === null ? null : { kind, ask: 'language', name, language };
}

function readNewPerson(name: string, words: Words): RuleCommand | null {
  const role = readRole(words.at(-1) ?? '');
  const [who = null, ...more] = role === null ? words : words.slice(0, -1);
  return more.length > 0
    ? null
    : { kind: 'person', ask: 'add', name, who, role: role ?? 'technician' };
}

const SCOPES: readonly TypedScope[] = ['ingest', 'read', 'admin'];

export function readToken([first, ...rest]: Words): RuleCommand | null {
  const kind = 'token';
  if (first === undefined) return { kind, ask: 'list' };
  if (first.toLowerCase() === 'add') return readNewToken(rest);
  const name = readName(first);
  return name !== null && rest.length === 1 && rest[0]?.toLowerCase() === 'revoke'
    ? { kind, ask: 'revoke', name }
    : null;
}

function readNewToken([first = '', ...rest]: Words): RuleCommand | null {
  const name = readName(first);
  const last = rest.at(-1) ?? '';
  const forMs = parseDuration(last);
  const typed = (forMs === null ? rest : rest.slice(0, -1)).join(',').toLowerCase();
  const wished = [...new Set(typed.split(',').filter((s) => s !== ''))];
  const scopes = SCOPES.filter((s) => wished.includes(s));
  if (name === null || scopes.length !== wished.length) return null;
  // A token that ends within the day is most likely a typing error: 90m for 90d.
  if (forMs !== null && forMs < DAY) return null;
  return { kind: 'token', ask: 'add', name, scopes, forMs };
}

export function readModel(words: Words): RuleCommand | null {
  return words.length === 0 ? { kind: 'model' } : null;
}

export function readPlant([first = '', ...rest]: Words): RuleCommand | null {
  const ask = first === '' ? 'show' : first.toLowerCase();
  if (rest.length > 0) return null;
  return ask === 'show' || ask === 'export' || ask === 'undo' ? { kind: 'plant', ask } : null;
}

export function readClaim([first = '', ...rest]: Words): RuleCommand | null {
  return first === '' || rest.length > 0 ? null : { kind: 'claim', code: first };
}
