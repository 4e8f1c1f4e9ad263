// Commands that keep an asset's detections without cards for a while, and bring them back. A type stands as `type=…`: it can't be
// told from the first word of a reason otherwise.
import { parseDuration } from '../time.ts';
import { quoted, type Words } from './words.ts';

/** What is meant: an asset or a pattern, and one type there; null = all of them. */
interface Meant {
  readonly asset: string;
  readonly type: string | null;
}

export type SuppressCommand = { readonly kind: 'suppress' } & (
  | { readonly ask: 'list' }
  /** Infinity where it is longer than any duration that is read. */
  | ({ readonly ask: 'maintenance'; readonly forMs: number; readonly reason: string } & Meant)
  | ({ readonly ask: 'out-of-service'; readonly reason: string } & Meant)
  | ({ readonly ask: 'end'; readonly of: 'maintenance' | 'out-of-service' } & Meant)
  /** Null = as long as it is believed. */
  | {
      readonly ask: 'state';
      readonly asset: string;
      readonly state: string;
      readonly forMs: number | null;
    }
);

const kind = 'suppress';

/** `maintenance`, `maintenance ASSET 4h REASON`, `maintenance off ASSET`. */
export function readMaintenance(words: Words): SuppressCommand | null {
  const [first, ...others] = quoted(words);
  if (first === undefined) return { kind, ask: 'list' };
  if (first.toLowerCase() === 'off') return readEnd('maintenance', others);
  const { type, rest } = typeIn(others);
  const [length = '', ...reason] = rest;
  const forMs = lengthOf(length);
  if (forMs === null || reason.length === 0) return null;
  return { kind, ask: 'maintenance', asset: first, type, forMs, reason: reason.join(' ') };
}

/** `out-of-service ASSET REASON`; alone it lists. */
export function readOutOfService(words: Words): SuppressCommand | null {
  const [asset, ...others] = quoted(words);
  if (asset === undefined) return { kind, ask: 'list' };
  const { type, rest } = typeIn(others);
  if (rest.length === 0) return null;
  return { kind, ask: 'out-of-service', asset, type, reason: rest.join(' ') };
}

/** `in-service ASSET`. */
export function readInService(words: Words): SuppressCommand | null {
  return readEnd('out-of-service', quoted(words));
}

/** `state ASSET stopped`, for a while: `state ASSET stopped 4h`. */
export function readState(words: Words): SuppressCommand | null {
  const [asset = '', state = '', length = '', ...others] = quoted(words);
  const forMs = length === '' ? null : lengthOf(length);
  if (asset === '' || state === '' || others.length > 0) return null;
  if (length !== '' && forMs === null) return null;
  return { kind, ask: 'state', asset, state: state.toLowerCase(), forMs };
}

function readEnd(of: 'maintenance' | 'out-of-service', words: Words): SuppressCommand | null {
  const [asset, ...others] = words;
  const { type, rest } = typeIn(others);
  return asset === undefined || rest.length > 0 ? null : { kind, ask: 'end', of, asset, type };
}

/** The type among the first two words, and the words without it. */
function typeIn(words: Words): { readonly type: string | null; readonly rest: Words } {
  const at = words.slice(0, 2).findIndex((w) => /^type=./i.test(w));
  if (at < 0) return { type: null, rest: words };
  return { type: words[at]?.slice('type='.length) ?? null, rest: words.toSpliced(at, 1) };
}

/** What is meant as a duration is one, however long. */
function lengthOf(word: string): number | null {
  const ms = parseDuration(word);
  return ms ?? (/^\d+[smhdwy]$/i.test(word) ? Number.POSITIVE_INFINITY : null);
}
