// What a button carries: `{v, a, r}` and for some a code `c`. It names the alert and what the presser saw, and grants
// nothing: who may act is read from the verified sender and the stored row.
import { z } from 'zod';
import { VERBS, type Verb } from '../bot/core/alert.ts';

/** A button, read or to be written. `seen` is the revision of the card that carries it. */
export interface Button {
  readonly verb: Verb;
  readonly alert: string;
  readonly seen: number;
  /** A reason's code, or whom a hand-over is for. */
  readonly code: string | null;
}

const Value = z.object({
  v: z.literal(1),
  a: z.string().min(1).max(64),
  r: z.number().int().nonnegative(),
  c: z.string().min(1).max(64).optional(),
});
export type ButtonValue = z.infer<typeof Value>;

/** What goes into Slack's `value` (as JSON), Teams' `data` and the console's button. */
export function buttonValue(button: Button): ButtonValue {
  const { alert: a, seen: r, code: c } = button;
  return c === null || button.verb === 'reason' ? { v: 1, a, r } : { v: 1, a, r, c };
}

/** What goes into Slack's `action_id`, Teams' `verb` and the console's `data-verb`: the verb, or `reason:CODE`. */
export function buttonVerb(button: Pick<Button, 'verb' | 'code'>): string {
  return button.verb === 'reason' && button.code !== null ? `reason:${button.code}` : button.verb;
}

/**
 * Reads a button back. `chosen` is the value picked in a select or an input (a reason, a person).
 * Null when it is none of ours, or was tampered with.
 */
export function readButton(verb: string, value: unknown, chosen?: string): Button | null {
  const [name = '', codeInVerb] = verb.split(':', 2);
  const known = VERBS.find((v) => v === name);
  const parsed = Value.safeParse(typeof value === 'string' ? parseJson(value) : value);
  if (known === undefined || !parsed.success) return null;
  if (codeInVerb !== undefined && known !== 'reason') return null;
  const code = codeInVerb ?? chosen ?? parsed.data.c ?? null;
  if (known === 'reason' && code === null) return null;
  return { verb: known, alert: parsed.data.a, seen: parsed.data.r, code };
}

/**
 * What stands beside a button's value in the card's own inputs. An input is named like the verb that it is for: a choice for
 * most, words for a note.
 */
export function writtenIn(
  verb: string,
  fields: unknown,
): { readonly chosen?: string; readonly text: string | null } {
  const written = (fields as Record<string, unknown> | null | undefined)?.[verb];
  if (typeof written !== 'string' || written === '') return { text: null };
  return verb === 'note' ? { text: written } : { chosen: written, text: null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
