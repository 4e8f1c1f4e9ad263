// Commands about who is there and who works when. Names of people and times are read later, by whoever knows the people and
// the site's clock; here only the words are told apart.
import { quoted, type Words } from './words.ts';

/** Times as typed; null = from now, until the end of the shift. `forSpan` is a duration instead of an end. */
export interface TypedSpan {
  readonly from: string | null;
  readonly until: string | null;
  readonly forSpan: string | null;
}

export type ShiftCommand =
  | { readonly kind: 'on'; readonly areas: readonly string[] }
  /** `who` = somebody else. */
  | { readonly kind: 'off'; readonly who: string | null }
  | { readonly kind: 'who' | 'shift' | 'calendar'; readonly area: string | null }
  /** `by` = who comes instead; null = whoever types it. */
  | {
      readonly kind: 'cover';
      readonly who: string;
      readonly by: string | null;
      readonly span: TypedSpan;
    }
  | {
      readonly kind: 'swap';
      readonly crew: string;
      readonly area: string | null;
      readonly span: TypedSpan;
    };

/** More areas than anybody looks after at once. */
export const AREAS_LIMIT = 10;

export function readOn(words: Words): ShiftCommand | null {
  const areas = [...new Set(quoted(words))];
  return areas.length > AREAS_LIMIT ? null : { kind: 'on', areas };
}

export function readOff(words: Words): ShiftCommand {
  return { kind: 'off', who: words.length === 0 ? null : words.join(' ') };
}

export function readWho(words: Words): ShiftCommand | null {
  return readPlace('who', words);
}

export function readShift(words: Words): ShiftCommand | null {
  const [first = '', ...rest] = words;
  const what = first.toLowerCase();
  if (what === 'cover') return readCover(rest);
  if (what === 'swap') return readSwap(rest);
  return what === 'calendar' ? readPlace('calendar', rest) : readPlace('shift', words);
}

export function readCover(words: Words): ShiftCommand | null {
  const parts = partsOf(words, ['by', ...SPAN]);
  const who = parts?.get('')?.join(' ') ?? '';
  if (parts === null || who === '') return null;
  return { kind: 'cover', who, by: parts.get('by')?.join(' ') ?? null, span: spanOf(parts) };
}

function readSwap(words: Words): ShiftCommand | null {
  const parts = partsOf(words, ['in', ...SPAN]);
  const crew = quoted(parts?.get('') ?? []);
  const area = quoted(parts?.get('in') ?? []);
  if (parts === null || crew[0] === undefined || crew.length > 1 || area.length > 1) return null;
  return { kind: 'swap', crew: crew[0], area: area[0] ?? null, span: spanOf(parts) };
}

function readPlace(kind: 'who' | 'shift' | 'calendar', words: Words): ShiftCommand | null {
  const [area = null, ...others] = quoted(words);
  return others.length > 0 ? null : { kind, area };
}

const SPAN = ['from', 'until', 'for'] as const;

/** The words after each of the keys, and before the first; null when a key comes twice, or nothing follows it. */
function partsOf(
  words: Words,
  keys: readonly string[],
): ReadonlyMap<string, readonly string[]> | null {
  const parts = new Map<string, string[]>([['', []]]);
  let part = '';
  for (const word of words) {
    const key = word.toLowerCase();
    if (keys.includes(key)) {
      if (parts.has(key)) return null;
      part = key;
      parts.set(part, []);
    } else parts.get(part)?.push(word);
  }
  const isWhole = [...parts].every(([key, found]) => key === '' || found.length > 0);
  const hasTwoEnds = parts.has('until') && parts.has('for');
  return isWhole && !hasTwoEnds ? parts : null;
}

function spanOf(parts: ReadonlyMap<string, readonly string[]>): TypedSpan {
  const typed = (key: string): string | null => parts.get(key)?.join(' ') ?? null;
  return { from: typed('from'), until: typed('until'), forSpan: typed('for') };
}
