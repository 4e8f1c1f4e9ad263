// The parity table: every ability, every platform, and the written reason wherever one is excused.
import type { Group } from './ability.ts';
import { STANDS, type StandName } from './stand.ts';

/** What stands around the table in the README. */
export const BEGIN = '<!-- parity: written by npm run golden -->';
export const END = '<!-- /parity -->';

export function parityTable(groups: readonly Group[]): string {
  const notes: string[] = [];
  const cell = (stand: StandName, except: Partial<Record<StandName, string>> = {}): string => {
    const reason = except[stand];
    if (reason === undefined) return '✓';
    const at = notes.indexOf(reason);
    return `– <sup>${at < 0 ? notes.push(reason) : at + 1}</sup>`;
  };
  const rows = groups.flatMap(({ title, abilities }) => [
    line([`**${title}**`, ...STANDS.map(() => '')]),
    ...abilities.map(({ name, except }) => line([name, ...STANDS.map((s) => cell(s, except))])),
  ]);
  const head = [line(['', ...STANDS]), line(['---', ...STANDS.map(() => ':-:')])];
  return [...head, ...rows, '', ...notes.map((note, i) => `${i + 1}. ${sentence(note)}`)].join(
    '\n',
  );
}

/** A text with the table in its place; throws where there is no place for it. */
export function withTable(text: string, table: string): string {
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`the README has no place for the parity table (${BEGIN} … ${END})`);
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}
