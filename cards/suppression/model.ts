// What commands about suppression are answered with, as facts.
import type { PersonId } from '../../bot/core/alert.ts';
import type { Held, Suppression } from '../../bot/core/suppression.ts';
import type { Instant } from '../../bot/core/time.ts';

interface Listed {
  readonly names: ReadonlyMap<PersonId, string>;
  readonly at: Instant;
}

export type SuppressReply =
  | ({ readonly kind: 'held'; readonly held: readonly Held[] } & Listed)
  | ({
      readonly kind: 'held-begun';
      readonly begun: Suppression;
      /** What holds for some of the same assets, too. */
      readonly others: readonly Held[];
      /** No alert of that asset is known. */
      readonly isUnknown: boolean;
      /** A rule asks for that state. */
      readonly isAsked: boolean;
    } & Listed)
  | ({
      readonly kind: 'held-ended';
      readonly of: 'maintenance' | 'out-of-service';
      readonly asset: string;
      readonly others: readonly Held[];
    } & Listed)
  | { readonly kind: 'held-refused'; readonly refusal: SuppressRefusal };

export type SuppressRefusal =
  | { readonly code: 'leads-only' }
  | { readonly code: 'range'; readonly days: number }
  | { readonly code: 'nothing'; readonly asset: string }
  | { readonly code: 'full'; readonly n: number };
