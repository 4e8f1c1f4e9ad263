// Text from outside, made harmless before any platform sees it: producers and people type what they like. Here it only
// loses what nobody can read (controls, bidi overrides) and its excess length; mark-up is escaped by each renderer.

/** Shown where nothing readable is left. */
export const NOTHING = '–';

// Controls, bidi overrides and isolates, zero-width spaces, byte order marks, tag characters, lone surrogates.
const UNREADABLE =
  /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const SPACES = /[\s\u2028\u2029]+/gu;
// More than three marks on one letter are drawn over the neighbouring lines.
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

/** One readable line of at most `max` UTF-16 units; never empty. */
export function tidy(text: string, max: number): string {
  // Cut first, generously: a megabyte must not be searched character by character.
  const line = text
    .slice(0, max * 8)
    .replace(SPACES, ' ')
    .replace(UNREADABLE, '')
    .replace(PILED_MARKS, '$1')
    .trim();
  return clamp(line, max) || NOTHING;
}

/** Cuts to `max` UTF-16 units with an ellipsis, never through a surrogate pair. */
export function clamp(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = max - 1;
  const last = text.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** `tidy`, or null where there is nothing to show. */
export function tidyOrNull(text: string | null | undefined, max: number): string | null {
  if (text === null || text === undefined) return null;
  const line = tidy(text, max);
  return line === NOTHING ? null : line;
}
