// One line of a card before it has a look: our own words, text from outside, and instants. Renderers escape the outside
// parts and write instants their platform's way, so that no sentence is built twice.
import type { Instant } from '../bot/core/time.ts';
import type { Setting } from '../bot/core/view.ts';
import { type MomentForm, momentText } from './moment.ts';

export type Part =
  /** Written by us. */
  | { readonly kind: 'words'; readonly text: string; readonly isStrong: boolean }
  /** From a producer or a person: tidied, but not escaped. */
  | { readonly kind: 'input'; readonly text: string; readonly isStrong: boolean }
  | { readonly kind: 'moment'; readonly at: Instant; readonly form: MomentForm }
  /** Our own word, that leads to an https address from outside. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** Longer addresses are not linked. */
const URL_MAX = 1_500;

export type Moment = Extract<Part, { kind: 'moment' }>;
export type Line = readonly Part[];

/** A sentence with holes. A bare string in a hole counts as text from outside; a number as our own. */
export function say(
  texts: TemplateStringsArray,
  ...holes: readonly (string | number | Part | Line)[]
): Line {
  return texts.flatMap((text, i) => {
    const own: Line = text === '' ? [] : [ours(text)];
    const hole = holes[i];
    return hole === undefined ? own : [...own, ...partsOf(hole)];
  });
}

function partsOf(hole: string | number | Part | Line): Line {
  if (typeof hole === 'string') return [input(hole)];
  if (typeof hole === 'number') return [ours(String(hole))];
  return 'kind' in hole ? [hole] : hole;
}

export function ours(text: string): Part {
  return { kind: 'words', text, isStrong: false };
}

export function strong(text: string): Part {
  return { kind: 'words', text, isStrong: true };
}

export function input(text: string): Part {
  return { kind: 'input', text, isStrong: false };
}

export function strongInput(text: string): Part {
  return { kind: 'input', text, isStrong: true };
}

/** Null for what is no https address, or would hide where it leads. */
export function link(text: string, url: string): Part | null {
  const isPlain = url.length <= URL_MAX && URL.canParse(url) && !/[\s<>|"\\]/.test(url);
  if (!isPlain) return null;
  const { protocol, username, password } = new URL(url);
  return protocol === 'https:' && username + password === '' ? { kind: 'link', text, url } : null;
}

export function moment(at: Instant, form: MomentForm): Moment {
  return { kind: 'moment', at, form };
}

/** Lines side by side, with a mark between. */
export function joined(lines: readonly Line[], mark: string): Line {
  return lines.flatMap((line, i) => (i === 0 ? line : [ours(mark), ...line]));
}

/** The line without any mark-up, times on the site's clock. */
export function plainText(line: Line, setting: Setting): string {
  return line
    .map((p) => (p.kind === 'moment' ? momentText(p.at, p.form, setting, 'no-zone') : p.text))
    .join('');
}
