// Commands about the hand-over that is under way: look at it, note something on it, take a note back, sign or accept it.
import { readPlace, type Words } from './words.ts';

export type HandoverCommand =
  | { readonly kind: 'handover'; readonly what: 'show' | 'sign' | 'accept' }
  | { readonly kind: 'handover'; readonly what: 'note'; readonly text: string }
  | {
      readonly kind: 'handover';
      readonly what: 'drop';
      readonly number: number;
      /** Null = the typist's own. */
      readonly roster: string | null;
    };

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
      const [place = '', ...roster] = rest;
      const number = readPlace(place);
      if (number === null) return null;
      return { kind, what: word, number, roster: roster.join(' ') || null };
    }
    default:
      return null;
  }
}
