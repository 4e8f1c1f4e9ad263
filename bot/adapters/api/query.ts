// Query parameters, read once and strictly: an unknown or repeated one is named instead of being ignored, because a filter
// that silently does nothing shows the wrong rows. An empty one counts as left out.
import { z } from 'zod';
import type { StoreFault } from '../../ports/store.ts';
import { faultSentence, readInstant } from '../detection/shape.ts';
import type { Fault } from '../problem.ts';
import { badInput, INPUT_WRONG, problem, type Reply } from './reply.ts';

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reply: Reply };

/** Reads the query with a strict zod object of texts. */
export function readQuery<T>(shape: z.ZodType<T>, query: URLSearchParams): Read<T> {
  const given = [...query].filter(([, value]) => value !== '');
  const repeated = given.find(([key], i) => given.findIndex(([k]) => k === key) !== i);
  if (repeated !== undefined)
    return { ok: false, reply: badInput(repeated[0], 'may be given once') };
  return readInput(shape, Object.fromEntries(given));
}

/** Reads any input with zod; faults become a 400 with their paths. */
export function readInput<T>(shape: z.ZodType<T>, input: unknown): Read<T> {
  const parsed = shape.safeParse(input, { error: faultSentence });
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors = parsed.error.issues.flatMap(faultsOf);
  return { ok: false, reply: problem({ status: 400, detail: INPUT_WRONG, errors }) };
}

/** An unknown key is a fault of that key, not of the whole. */
function faultsOf(issue: z.core.$ZodIssue): readonly Fault[] {
  const path = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({
    path: path === '' ? key : `${path}.${key}`,
    message: 'is not known here',
  }));
}

/** A whole number from 1 to `max`. */
export function limit(max: number, otherwise: number) {
  return z
    .string()
    .refine((t) => /^\d{1,6}$/.test(t) && Number(t) >= 1 && Number(t) <= max, {
      error: `must be a whole number from 1 to ${max}`,
    })
    .transform(Number)
    .default(otherwise);
}

/** Text that is compared with stored text. */
export const Word = z.string().max(600);

export const Cursor = z.string().max(1_024);

/** A time with its offset, or a day in UTC. A `+` that a URL turned into a space is taken as meant. */
export const When = z
  .string()
  .transform((t) => {
    const text = t.trim().replace(/ (?=\d\d:?\d\d$)/, '+');
    return readInstant(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  })
  .refine((at) => at !== null, {
    error: 'must be a time such as 2026-11-22T10:20:00Z, or a day such as 2026-11-22',
  })
  .transform((at) => at ?? 0);

/** The reading of a page; a cursor that no page gave is the caller's fault, and said so. */
export async function readPage<T>(reading: Promise<T>): Promise<Read<T>> {
  try {
    return { ok: true, value: await reading };
  } catch (error) {
    if (!isBadCursor(error)) throw error;
    return { ok: false, reply: badInput('cursor', 'must be what a page before gave as `next`') };
  }
}

function isBadCursor(error: unknown): boolean {
  const code: StoreFault['code'] = 'BadCursor';
  return error instanceof Error && 'code' in error && error.code === code;
}

/** The entries that are set: what was left out must not become a filter of its own. */
export function given<T extends Record<string, unknown>>(
  record: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
