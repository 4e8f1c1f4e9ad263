// A hand-over that is too large for its platform shows less until it fits: first its lists get shorter, for every alert has a card
// of its own, then the notes, which stand nowhere else. Pure.
import { input, type Line, ours } from '../line.ts';
import { clamp } from '../text.ts';
import { words } from '../words.ts';
import type { HandoverGroup, HandoverModel } from './model.ts';

/** Lines of a list, and characters of a note: the most that fits, the most first. */
const SIZES: readonly (readonly [lines: number, note: number])[] = [
  [10, 500],
  [6, 500],
  [3, 500],
  [1, 500],
  [1, 250],
  [0, 150],
  [0, 60],
];

/** The drawing of the most that fits; of the least, where even that does not. */
export function drawFitting<T>(
  model: HandoverModel,
  draw: (model: HandoverModel) => T,
  fits: (drawn: T) => boolean,
): T {
  for (const [lines, note] of SIZES) {
    const drawn = draw(shortened(model, lines, note));
    if (fits(drawn)) return drawn;
  }
  return draw(shortened(model, ...LEAST));
}

const LEAST = [0, 60] as const;

function shortened(model: HandoverModel, lines: number, note: number): HandoverModel {
  const shorter = (group: HandoverGroup): HandoverGroup => {
    if (group.isNotes) return { ...group, lines: group.lines.map((line) => cut(line, note)) };
    const shown = group.lines.slice(0, lines);
    return { ...group, lines: shown, more: group.more + group.lines.length - shown.length };
  };
  return { ...model, groups: model.groups.map(shorter) };
}

/** Names are never so long. */
function cut(line: Line, max: number): Line {
  return line.map((part) => (part.kind === 'input' ? input(clamp(part.text, max)) : part));
}

/** The lines of a group, with how many more there are. */
export function linesOf(
  { lines, more }: HandoverGroup,
  { setting }: HandoverModel,
): readonly Line[] {
  return more === 0 ? lines : [...lines, [ours(words(setting.language).digest.more(more))]];
}
