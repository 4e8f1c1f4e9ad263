// What stands on the hand-overs of a random shift, reckoned by another way than the product's: from what people did, who they are,
// and what they were told. A sheet for each hand-over, a line for each note; lines are crossed out and never leave.
import type { Answer } from '../../bot/core/answer.ts';

export type Code = Answer['code'];

export interface SheetLine {
  readonly text: string;
  readonly by: string;
  isSigned: boolean;
  isGone: boolean;
}

export interface Sheet {
  readonly lines: SheetLine[];
  isSigned: boolean;
  isAccepted: boolean;
}

export interface Ledger {
  /** By the hand-over's id, in the order in which somebody first had to do with them. */
  readonly sheets: ReadonlyMap<string, Sheet>;
  sheet(id: string): Sheet;
  /** Words that nobody wrote before. */
  words(): string;
}

export function ledger(): Ledger {
  const sheets = new Map<string, Sheet>();
  let written = 0;
  return {
    sheets,
    sheet(id) {
      const found = sheets.get(id) ?? { lines: [], isSigned: false, isAccepted: false };
      sheets.set(id, found);
      return found;
    },
    words() {
      written += 1;
      return `watch (${written})`;
    },
  };
}

/** What whoever writes must be told, or null where the card tells it. */
export function toldOfNote({ lines, isAccepted }: Sheet, by: string, text: string): Code {
  if (isAccepted) return 'handover-closed';
  const shown = lines.filter((l) => !l.isGone);
  if (shown.some((l) => l.by === by && l.text === text)) return 'handover-note-again';
  return shown.length === 20 || lines.length === 100 ? 'handover-full' : 'handover-noted';
}

export function toldOfDrop({ lines, isAccepted }: Sheet, by: string, number: number): Code {
  if (isAccepted) return 'handover-closed';
  const line = lines[number - 1];
  if (line === undefined) return 'handover-no-note';
  if (line.isGone) return 'handover-note-gone';
  if (line.isSigned) return 'handover-note-signed';
  return line.by === by || isLeading(by) ? 'handover-dropped' : 'handover-note-others';
}

/** What was said is done: on the sheet, too. */
export function write({ lines }: Sheet, by: string, text: string): void {
  lines.push({ text, by, isSigned: false, isGone: false });
}

export function crossOut({ lines }: Sheet, number: number): void {
  const line = lines[number - 1];
  if (line !== undefined) line.isGone = true;
}

export function sign(sheet: Sheet): void {
  sheet.isSigned = true;
  for (const line of sheet.lines) line.isSigned = !line.isGone;
}

function isLeading(who: string): boolean {
  return who === 'sam' || who === 'ada';
}
