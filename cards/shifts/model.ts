// What commands about presence and shifts are answered with, as facts. People are named; how it reads is lines.ts.
import type { PersonId } from '../../bot/core/alert.ts';
import type { Board } from '../../bot/core/shifts/board.ts';
import type { Override } from '../../bot/core/shifts/on-duty.ts';
import type { Span } from '../../bot/core/shifts/span.ts';
import type { Instant } from '../../bot/core/time.ts';

type Names = ReadonlyMap<PersonId, string>;

export type ShiftReply =
  | {
      readonly kind: 'checked-in';
      /** Empty = everything. */
      readonly areas: readonly string[];
      readonly until: Instant;
      readonly at: Instant;
    }
  | {
      readonly kind: 'checked-out';
      /** Null = whoever typed it. */
      readonly who: string | null;
      /** How many open alerts stay theirs. */
      readonly owned: number;
      readonly isNobodyLeft: boolean;
    }
  | {
      readonly kind: 'boards';
      readonly of: 'who' | 'shift';
      readonly boards: readonly Board[];
      /** Who is asked where nobody is on. */
      readonly leads: readonly string[];
      readonly names: Names;
      readonly at: Instant;
    }
  | {
      readonly kind: 'arranged';
      readonly arranged: Override;
      readonly span: Span;
      /** What no longer counts in that time. */
      readonly overruled: readonly Override[];
      readonly names: Names;
      readonly at: Instant;
    }
  | { readonly kind: 'calendar'; readonly link: string }
  | { readonly kind: 'shift-refused'; readonly refusal: ShiftRefusal };

export type ShiftRefusal =
  | { readonly code: 'unknown-area'; readonly area: string; readonly known: readonly string[] }
  | { readonly code: 'unknown-person'; readonly typed: string }
  | { readonly code: 'several-people'; readonly typed: string; readonly names: readonly string[] }
  | { readonly code: 'unclear-time'; readonly typed: string }
  | { readonly code: 'ends-first' }
  | { readonly code: 'time-passed' }
  | { readonly code: 'too-long'; readonly days: number }
  | { readonly code: 'nothing-to-cover'; readonly who: string }
  | { readonly code: 'nobody-covers-you' }
  | { readonly code: 'unknown-crew'; readonly crew: string; readonly known: readonly string[] }
  | { readonly code: 'which-place'; readonly crew: string }
  | { readonly code: 'leads-only' }
  /** Null = whoever typed it. */
  | { readonly code: 'not-on'; readonly who: string | null };
