// What a button of a digest carries: which digest, and the revision that was seen. The asset is what was picked in the choice
// beside it, named by one of its alerts. Like an alert's button it grants nothing.
import { z } from 'zod';
import { BULK_VERBS, type BulkVerb } from '../../bot/core/digest.ts';

export interface BulkButton {
  readonly verb: BulkVerb;
  readonly digest: string;
  readonly seen: number;
  /** One of the alerts of the asset; an asset's name may be longer than a button. */
  readonly first: string;
}

/** The id of the choice; on Adaptive Cards what was picked travels in a button's data under it. */
export const BULK_MENU = 'bulk';

const Id = z.string().min(1).max(64);
const Value = z.object({ v: z.literal(1), d: Id, r: z.number().int().nonnegative() });
export type BulkValue = z.infer<typeof Value>;
const Pressed = Value.extend({ [BULK_MENU]: Id });

/** What goes into Slack's `action_id`, Teams' `verb` and the console's `data-verb`. */
export function bulkVerb(verb: BulkVerb): string {
  return `${BULK_MENU}:${verb}`;
}

export function bulkValue(button: Pick<BulkButton, 'digest' | 'seen'>): BulkValue {
  return { v: 1, d: button.digest, r: button.seen };
}

/** Reads a button and the choice beside it back. Null when it is none of a digest's, or nothing was chosen. */
export function readBulk(verb: string, value: unknown): BulkButton | null {
  const pressed = Pressed.safeParse(value);
  const meant = BULK_VERBS.find((v) => bulkVerb(v) === verb);
  if (meant === undefined || !pressed.success) return null;
  const { d: digest, r: seen, bulk: first } = pressed.data;
  return { verb: meant, digest, seen, first };
}

/** What to say of a button that could not be read. */
export function isBulk(verb: string): boolean {
  return verb.startsWith(`${BULK_MENU}:`);
}
