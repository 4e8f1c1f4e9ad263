// `take all`, `reject all TYPE on ASSET`: what is meant by type and asset (`*` stands for anything), and how many the person was
// told that it would be.
import { quoted, type Words } from './words.ts';

export const ALL_VERBS = ['confirm', 'reject', 'take', 'shelve'] as const;
export type AllVerb = (typeof ALL_VERBS)[number];

export interface AllCommand {
  readonly kind: 'all';
  readonly verb: AllVerb;
  readonly type: string | null;
  readonly asset: string | null;
  /** The number that was confirmed; null = not asked yet. */
  readonly sure: number | null;
}

/** The words after `all`. A verdict on everything at once is not understood: it needs a type or an asset. */
export function readAll(verb: AllVerb, words: Words): AllCommand | null {
  const [typed, sure] = withoutSure(quoted(words));
  const on = typed.findIndex((w) => w.toLowerCase() === 'on');
  const before = on < 0 ? typed : typed.slice(0, on);
  const after = on < 0 ? [] : typed.slice(on + 1);
  if (before.length > 1 || after.length > 1 || (on >= 0 && after.length === 0)) return null;
  const [type = null] = before;
  const [asset = null] = after;
  if (verb !== 'take' && type === null && asset === null) return null;
  return { kind: 'all', verb, type, asset, sure };
}

function withoutSure(words: Words): readonly [Words, number | null] {
  const [word, number] = words.slice(-2);
  const isSure = word?.toLowerCase() === 'sure' && /^\d{1,4}$/.test(number ?? '');
  return isSure ? [words.slice(0, -2), Number(number)] : [words, null];
}
