// What a button of a digest carries: which digest, the revision that was seen, and one alert of the asset that is meant. Like
// an alert's button it grants nothing.
import { z } from 'zod';
import { BULK_VERBS, type BulkVerb } from '../../bot/core/digest.ts';

export interface BulkButton {
  readonly verb: BulkVerb;
  readonly digest: string;
  readonly seen: number;
  /** One of the alerts of the asset; an asset's name may be longer than a button. */
  readonly first: string;
}

const Id = z.string().min(1).max(64);
const Value = z.object({
  v: z.literal(1),
  d: Id,
  r: z.number().int().nonnegative(),
  /** The alert, where a choice does not say it. */
  c: Id.optional(),
  /** The verb, in a menu whose one action has many. */
  b: z.enum(BULK_VERBS).optional(),
  /** What was picked in the card's own choice, which travels along under its id. */
  bulk: Id.optional(),
});
export type BulkValue = z.infer<typeof Value>;

/** The id of Slack's menu and of the choice on an Adaptive Card. */
export const BULK_MENU = 'bulk';

/** What goes into Slack's `action_id`, Teams' `verb` and the console's `data-verb`. */
export function bulkVerb(verb: BulkVerb): string {
  return `${BULK_MENU}:${verb}`;
}

/** `first` null = it is chosen in an input. */
export function bulkValue(button: Pick<BulkButton, 'digest' | 'seen'>): BulkValue {
  return { v: 1, d: button.digest, r: button.seen };
}

/** A menu's option says all by itself; at most 150 characters. */
export function bulkOption(button: BulkButton): string {
  return JSON.stringify({ ...bulkValue(button), c: button.first, b: button.verb });
}

/** Reads a button back. Null when it is none of a digest's. */
export function readBulk(verb: string, value: unknown): BulkButton | null {
  const [name = '', code] = verb.split(':', 2);
  const parsed = Value.safeParse(typeof value === 'string' ? parseJson(value) : value);
  if (name !== BULK_MENU || !parsed.success) return null;
  const { d: digest, r: seen, c, b, bulk } = parsed.data;
  const meant = BULK_VERBS.find((v) => v === (code ?? b));
  const first = bulk ?? c;
  return meant === undefined || first === undefined ? null : { verb: meant, digest, seen, first };
}

/** What to say of a button that could not be read. */
export function isBulk(verb: string): boolean {
  return verb.startsWith(`${BULK_MENU}:`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
