// Commands about the hand-over that is under way: look at it, note something on it, take a note back, sign or accept it.
import { readPlace, type Words } from './words.ts';

export type HandoverCommand =
  | { readonly kind: 'handover'; readonly what: 'show' | 'sign' | 'accept' }
  | { readonly kind: 'handover'; readonly what: 'note'; readonly text: string }
  | { readonly kind: 'handover'; readonly what: 'drop'; readonly number: number };

export function readHandovers([first = 'show', ...rest]: Words): HandoverCommand | null {
  const kind = 'handover';
  const word = first.toLowerCase();
  switch (word) {
    case 'show':
    case 'sign':
    case 'accept':
      return { kind, what: word };
    case 'note':
      return { kind, what: word, text: rest.join(' ') };
    case 'drop': {
      const [number = null, ...more] = rest.map(readPlace);
      return number === null || more.length > 0 ? null : { kind, what: word, number };
    }
    default:
      return null;
  }
}
