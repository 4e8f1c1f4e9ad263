// The one grammar of chat commands, the same on every platform. What is not understood is a value too: it is answered with
// what is possible.
import type { Verb } from './alert.ts';
import { parseDuration } from './time.ts';

export type ReportSpan = 'today' | 'week' | 'all';

export type Command =
  | { readonly kind: 'help'; readonly unknown: string | null }
  | { readonly kind: 'open' }
  | { readonly kind: 'mine' }
  | { readonly kind: 'show'; readonly id: string }
  | { readonly kind: 'report'; readonly span: ReportSpan }
  | {
      readonly kind: 'act';
      readonly verb: Verb;
      readonly id: string;
      readonly text: string | null;
      readonly code: string | null;
      readonly forMs: number | null;
    };

/** Words that act on an alert, as typed. */
const ACTS: Readonly<Record<string, Verb>> = {
  take: 'take',
  confirm: 'confirm',
  reject: 'reject',
  escalate: 'escalate',
  resolve: 'resolve',
  undo: 'undo',
  'cant-tell': 'cant-tell',
  disagree: 'disagree',
  accept: 'accept',
  decline: 'decline',
  shelve: 'shelve',
  note: 'note',
};

const SPANS: readonly ReportSpan[] = ['today', 'week', 'all'];

/** Every first word that is understood, in the order in which help lists them. */
export const COMMAND_WORDS: readonly string[] = [
  'help',
  'open',
  'mine',
  'show',
  'report',
  ...Object.keys(ACTS),
];

/** The longest text that is read; the rest is cut. */
export const COMMAND_LIMIT = 1_000;

/** An id may be given by its last four or more characters. */
export const ID_ENDING_MIN = 4;

export function parseCommand(typed: string): Command {
  const text = typed.slice(0, COMMAND_LIMIT).replaceAll(' ', ' ').trim();
  const [word = '', ...rest] = text.split(/\s+/);
  const name = word.toLowerCase();
  const [first = '', ...others] = rest;
  const unknown: Command = { kind: 'help', unknown: text };

  if (name === '' || name === 'help') return { kind: 'help', unknown: null };
  if (name === 'open' && rest.length === 0) return { kind: 'open' };
  if (name === 'mine' && rest.length === 0) return { kind: 'mine' };
  if (name === 'show') {
    const id = readId(first);
    return id === null || others.length > 0 ? unknown : { kind: 'show', id };
  }
  if (name === 'report') {
    const span = first === '' ? 'all' : SPANS.find((s) => s === first.toLowerCase());
    return span === undefined || others.length > 0 ? unknown : { kind: 'report', span };
  }
  const verb = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  const id = readId(first);
  return verb === undefined || id === null ? unknown : act(verb, id, others);
}

function act(verb: Verb, id: string, others: readonly string[]): Command {
  const forMs = verb === 'shelve' ? parseDuration(others[0] ?? '') : null;
  const words = forMs === null ? others : others.slice(1);
  const text = words.length === 0 ? null : words.join(' ');
  return { kind: 'act', verb, id, text, code: null, forMs };
}

/** An id or its ending, with or without `#`; null when it can't be one. */
function readId(word: string): string | null {
  const id = word.replace(/^#/, '').toLowerCase();
  return /^[0-9a-f-]{4,36}$/.test(id) ? id : null;
}
