// Commands about shifts and presence. They are understood already, so that each platform offers them; what they do comes with
// the plant's first shift.
import type { Words } from './words.ts';

export type ShiftCommand = { readonly kind: 'shift' | 'who' | 'on' | 'off'; readonly words: Words };

export function readShifts(kind: ShiftCommand['kind']): (words: Words) => ShiftCommand | null {
  return (words) => ({ kind, words });
}
