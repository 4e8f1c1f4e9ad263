// Commands about the hand-over that is under way: look at it, note something on it, sign or accept it.
import type { Words } from './words.ts';

export interface HandoverCommand {
  readonly kind: 'handover';
  readonly what: 'show' | 'note' | 'sign' | 'accept';
  readonly text: string;
}

export function readHandovers([first = 'show', ...rest]: Words): HandoverCommand | null {
  const what = (['show', 'note', 'sign', 'accept'] as const).find((w) => w === first.toLowerCase());
  if (what === undefined) return null;
  return { kind: 'handover', what, text: rest.join(' ') };
}
