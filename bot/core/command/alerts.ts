// Commands about alerts: lists, one alert, the report, and every verb that can be typed.
import type { Verb } from '../alert.ts';
import { parseDuration } from '../time.ts';
import { crewCode } from '../verbs/offering.ts';
import { ALL_VERBS, type AllCommand, readAll } from './all.ts';
import { readId, type Words } from './words.ts';

export type ReportSpan = 'today' | 'shift' | 'week' | 'all';

export type AlertCommand =
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
export const ACTS: Readonly<Record<string, Verb>> = {
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

const SPANS: readonly ReportSpan[] = ['today', 'shift', 'week', 'all'];

export function readOpen(words: Words): AlertCommand | null {
  return words.length === 0 ? { kind: 'open' } : null;
}

export function readMine(words: Words): AlertCommand | null {
  return words.length === 0 ? { kind: 'mine' } : null;
}

export function readShow([first = '', ...others]: Words): AlertCommand | null {
  const id = readId(first);
  return id === null || others.length > 0 ? null : { kind: 'show', id };
}

export function readReport([first = '', ...others]: Words): AlertCommand | null {
  const span = first === '' ? 'all' : SPANS.find((s) => s === first.toLowerCase());
  return span === undefined || others.length > 0 ? null : { kind: 'report', span };
}

/** `hand-over ID [to] NAME`, `hand-over ID [to] crew NAME`: who shall own it next. `hand over` is the same. */
export function readHandOver(words: Words): AlertCommand | null {
  const [first = '', ...others] = words[0]?.toLowerCase() === 'over' ? words.slice(1) : words;
  const id = readId(first);
  const to = others[0]?.toLowerCase() === 'to' ? others.slice(1) : others;
  const isCrew = to[0]?.toLowerCase() === 'crew';
  const [name = '', ...text] = isCrew ? to.slice(1) : to;
  if (id === null || name === '') return null;
  const note = text.length === 0 ? null : text.join(' ');
  const code = isCrew ? crewCode(name) : name.replace(/^@/, '');
  return { kind: 'act', verb: 'hand-over', id, text: note, code, forMs: null };
}

/** Meant as a duration, but not one that can be read, or too long a one: no reason begins like this. */
const AMOUNT = /^[-+]?\d+([.,]\d+)?(\p{L}|min|mins|std|hours?|days?|weeks?|months?|years?)?$/iu;

/** Beyond what anybody may shelve for, so it is refused and the limit is told. */
export const UNREAD_MS = Number.MAX_SAFE_INTEGER;

/** How long to shelve; null where the first word is no duration. */
function readSpan(word: string): number | null {
  return parseDuration(word) ?? (AMOUNT.test(word) ? UNREAD_MS : null);
}

export function readAct(verb: Verb): (words: Words) => AlertCommand | AllCommand | null {
  const all = ALL_VERBS.find((v) => v === verb);
  return ([first = '', ...others]) => {
    if (all !== undefined && first.toLowerCase() === 'all') return readAll(all, others);
    const id = readId(first);
    if (id === null) return null;
    const forMs = verb === 'shelve' ? readSpan(others[0] ?? '') : null;
    const words = forMs === null ? others : others.slice(1);
    const text = words.length === 0 ? null : words.join(' ');
    return { kind: 'act', verb, id, text, code: null, forMs };
  };
}
