// What one person is told privately after a tap or a command, as a value. The sentence is found in cards/words.ts.
// Success of a tap needs no answer: the card itself shows it.
import type { PersonId, Verdict } from './alert.ts';
import type { BulkVerb } from './digest.ts';
import type { Instant } from './time.ts';

export type Answer =
  /** Somebody else judged first; the verdict was kept as a further label. */
  | {
      readonly code: 'faster';
      readonly who: PersonId;
      readonly at: Instant;
      readonly verdict: Verdict;
    }
  | { readonly code: 'kept-after-closing' }
  | { readonly code: 'contested-already' }
  | { readonly code: 'already-yours'; readonly at: Instant }
  | { readonly code: 'closed'; readonly who: PersonId | null; readonly at: Instant | null }
  | { readonly code: 'already-climbed'; readonly at: Instant | null }
  | { readonly code: 'answered-since'; readonly who: PersonId | null }
  | { readonly code: 'asked-again' }
  | { readonly code: 'owned-by'; readonly who: PersonId }
  | { readonly code: 'not-judged' }
  | { readonly code: 'nothing-to-undo' }
  | { readonly code: 'undo-too-late'; readonly minutes: number }
  | { readonly code: 'undo-overtaken'; readonly who: PersonId }
  | { readonly code: 'undo-newer-alert' }
  | { readonly code: 'no-verdict-of-yours' }
  | { readonly code: 'reason-does-not-fit' }
  | { readonly code: 'unknown-reason' }
  | { readonly code: 'no-reason' }
  | { readonly code: 'nobody-owns' }
  | {
      readonly code: 'hand-over-asked';
      /** One of those who were asked. */
      readonly who: PersonId | null;
      readonly crew: string | null;
    }
  /** Nobody of them has an account on a platform that runs. */
  | {
      readonly code: 'hand-over-nobody';
      readonly who: PersonId | null;
      readonly crew: string | null;
    }
  | { readonly code: 'no-offer' }
  | { readonly code: 'unknown-person'; readonly name: string }
  | { readonly code: 'shelve-range'; readonly hours: number }
  | { readonly code: 'shelved-already'; readonly who: PersonId; readonly until: Instant }
  | { readonly code: 'not-shelved' }
  | { readonly code: 'highly-managed' }
  | { readonly code: 'note-empty' }
  /** `left`: how many somebody else was faster with; `managed`: how many nobody shelves from chat. */
  | {
      readonly code: 'bulk-done';
      readonly verb: BulkVerb;
      readonly n: number;
      readonly left: number;
      readonly managed?: number;
    }
  | { readonly code: 'bulk-none' }
  /** A button of a digest without a choice. */
  | { readonly code: 'no-asset' }
  | { readonly code: 'stranger' }
  | { readonly code: 'unknown-alert'; readonly id: string }
  | { readonly code: 'ambiguous-id'; readonly id: string }
  | { readonly code: 'unknown-button' }
  | { readonly code: 'no-shifts' }
  | { readonly code: 'when-unclear'; readonly typed: string }
  | { readonly code: 'miss-incomplete' }
  /** A form could not open in time. */
  | { readonly code: 'form-late' }
  | { readonly code: 'handover-none' }
  | { readonly code: 'handover-past' }
  | { readonly code: 'handover-early'; readonly at: Instant }
  | { readonly code: 'handover-not-yours' }
  | { readonly code: 'handover-signed'; readonly who: PersonId }
  /** `unseen`: the first note that came after the card that was pressed. */
  | { readonly code: 'handover-signed-now'; readonly unseen: number | null }
  | { readonly code: 'handover-noted'; readonly number: number }
  | { readonly code: 'handover-note-empty' }
  | { readonly code: 'handover-note-long'; readonly n: number; readonly most: number }
  /** The very same note stands there already. */
  | { readonly code: 'handover-note-again'; readonly number: number }
  | { readonly code: 'handover-full'; readonly n: number }
  | { readonly code: 'handover-dropped'; readonly number: number; readonly text: string }
  | { readonly code: 'handover-no-note'; readonly number: number }
  /** Hand-overs of several rosters have one, `roster` is among them. */
  | { readonly code: 'handover-which'; readonly number: number; readonly roster: string }
  | {
      readonly code: 'handover-note-gone';
      readonly number: number;
      readonly who: PersonId;
      readonly at: Instant;
    }
  | { readonly code: 'handover-note-signed'; readonly number: number; readonly who: PersonId }
  | { readonly code: 'handover-note-others'; readonly number: number; readonly who: PersonId }
  /** It was accepted, so nothing on it changes. */
  | { readonly code: 'handover-closed'; readonly who: PersonId; readonly at: Instant }
  | { readonly code: 'handover-form-late' }
  /** `n`: how many alerts went over. */
  | {
      readonly code: 'handover-taken';
      readonly who: PersonId;
      readonly at: Instant;
      readonly n: number;
    }
  | { readonly code: 'handover-yours'; readonly n: number; readonly unseen: number | null }
  | { readonly code: 'busy' }
  | { readonly code: 'done'; readonly verb: string; readonly alert: string };

/** What many acts at once came to: each was decided by itself, and `n` of them changed something. */
export function bulkAnswer(verb: BulkVerb, answers: readonly (Answer | null)[], n: number): Answer {
  const managed = answers.filter((a) => a?.code === 'highly-managed').length;
  if (managed > 0 && managed === answers.length) return { code: 'highly-managed' };
  const left = answers.length - n - managed;
  return { code: 'bulk-done', verb, n, left, ...(managed === 0 ? {} : { managed }) };
}
