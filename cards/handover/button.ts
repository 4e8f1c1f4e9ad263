// What a button of a hand-over carries: which one, and the revision that was seen. Like an alert's button it grants nothing.
import { z } from 'zod';
import { HANDOVER_VERBS, type HandoverVerb } from '../../bot/core/handover/handover.ts';

export interface HandoverButton {
  readonly verb: HandoverVerb;
  readonly handover: string;
  readonly seen: number;
}

const Value = z.object({
  v: z.literal(1),
  h: z.string().min(1).max(64),
  r: z.number().int().nonnegative(),
});
export type HandoverValue = z.infer<typeof Value>;

/** What goes into Slack's `action_id`, Teams' `verb` and the console's `data-verb`. */
export function handoverVerb(verb: HandoverVerb): string {
  return `handover:${verb}`;
}

export function handoverValue(button: Pick<HandoverButton, 'handover' | 'seen'>): HandoverValue {
  return { v: 1, h: button.handover, r: button.seen };
}

/** Reads a button back; the value may be JSON text. Null when it is none of a hand-over's. */
export function readHandover(verb: string, value: unknown): HandoverButton | null {
  const meant = HANDOVER_VERBS.find((v) => handoverVerb(v) === verb);
  const pressed = Value.safeParse(typeof value === 'string' ? jsonOf(value) : value);
  if (meant === undefined || !pressed.success) return null;
  return { verb: meant, handover: pressed.data.h, seen: pressed.data.r };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
