// Notes on a hand-over: something to watch, for those who come. A note keeps its number for ever, and one that was taken back
// keeps its place: two people at once never mean different notes by a number, and the record keeps what was said.
import type { PersonId } from '../alert.ts';
import type { Answer } from '../answer.ts';
import type { Person } from '../plant.ts';
import type { Instant } from '../time.ts';
import { changed, type Handover, refused } from './handover.ts';

export interface HandoverNote {
  readonly at: Instant;
  readonly by: PersonId;
  readonly text: string;
  /** The hand-over's revision that it came with: whoever saw an older one has not read it. */
  readonly revision: number;
  /** Written once it was signed: the signature does not cover it. */
  readonly isAfterSigning: boolean;
  /** Taken back: no card shows it any more. */
  readonly droppedBy: PersonId | null;
  readonly droppedAt: Instant | null;
}

export interface NumberedNote extends HandoverNote {
  readonly number: number;
}

/** Notes that a hand-over shows, and that it keeps with those taken back, at most. */
export const HANDOVER_NOTES = 20;
export const HANDOVER_NOTES_KEPT = 100;
export const HANDOVER_NOTE_MAX = 500;

/** Those that nobody took back, with their numbers. */
export function standing(notes: readonly HandoverNote[]): readonly NumberedNote[] {
  return notes.map(numbered).filter((n) => n.droppedAt === null);
}

/** Whether the signature covers it. */
export function isSigned(
  { isAfterSigning, droppedAt }: HandoverNote,
  { signedAt }: Pick<Handover, 'signedAt'>,
): boolean {
  return signedAt !== null && !isAfterSigning && droppedAt === null;
}

/** The same words of the same person are there once, however often a form is sent. */
export function noted(
  handover: Handover,
  by: Person,
  text: string,
  now: Instant,
): Handover | Answer {
  const refusal = closed(handover, now);
  if (refusal !== null) return refusal;
  const words = text.trim();
  if (words === '') return { code: 'handover-note-empty' };
  if (words.length > HANDOVER_NOTE_MAX)
    return { code: 'handover-note-long', n: words.length, most: HANDOVER_NOTE_MAX };
  const shown = standing(handover.notes);
  const same = shown.find((n) => n.by === by.id && n.text === words);
  if (same !== undefined) return { code: 'handover-note-again', number: same.number };
  if (shown.length >= HANDOVER_NOTES) return { code: 'handover-full', n: HANDOVER_NOTES };
  if (handover.notes.length >= HANDOVER_NOTES_KEPT)
    return { code: 'handover-full', n: HANDOVER_NOTES_KEPT };
  const note = {
    at: now,
    by: by.id,
    text: words,
    revision: handover.revision + 1,
    isAfterSigning: handover.signedAt !== null,
    droppedBy: null,
    droppedAt: null,
  };
  return changed(handover, now, { notes: [...handover.notes, note] });
}

/** Taken back by whoever wrote it, or by a lead or admin. What was signed stays: a further note corrects it. */
export function dropped(
  handover: Handover,
  number: number,
  by: Person,
  now: Instant,
): Handover | Answer {
  const refusal = closed(handover, now);
  if (refusal !== null) return refusal;
  const note = handover.notes[number - 1];
  if (note === undefined) return { code: 'handover-no-note', number };
  const { droppedBy, droppedAt } = note;
  if (droppedBy !== null && droppedAt !== null)
    return { code: 'handover-note-gone', number, who: droppedBy, at: droppedAt };
  if (handover.signedBy !== null && isSigned(note, handover))
    return { code: 'handover-note-signed', number, who: handover.signedBy };
  const isAbove = by.roles.includes('lead') || by.roles.includes('admin');
  if (note.by !== by.id && !isAbove) return { code: 'handover-note-others', number, who: note.by };
  const notes = handover.notes.map((n, i) =>
    i === number - 1 ? { ...n, droppedBy: by.id, droppedAt: now } : n,
  );
  return changed(handover, now, { notes });
}

/** The first note of somebody else that came after the revision that a person saw; null = none, or nobody knows what was seen. */
export function unseen(handover: Handover, by: Person, seen: number | null): number | null {
  return standing(handover.notes).find(isUnseen(by, seen))?.number ?? null;
}

/** A signature covers what its signer saw: a note that came meanwhile stands behind it, as one that came later does. */
export function signedAsSeen(handover: Handover, by: Person, seen: number | null): Handover {
  const isLate = isUnseen(by, seen);
  return {
    ...handover,
    notes: handover.notes.map((note) => (isLate(note) ? { ...note, isAfterSigning: true } : note)),
  };
}

function isUnseen(by: Person, seen: number | null): (note: HandoverNote) => boolean {
  return ({ revision, by: author }) => seen !== null && revision > seen && author !== by.id;
}

/** With the acceptance its notes are as they are. */
function closed(handover: Handover, now: Instant): Answer | null {
  const { acceptedBy: who, acceptedAt: at } = handover;
  return who !== null && at !== null
    ? { code: 'handover-closed', who, at }
    : refused(handover, now);
}

function numbered(note: HandoverNote, i: number): NumberedNote {
  return { ...note, number: i + 1 };
}
