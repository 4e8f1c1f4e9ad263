// What a command about rules is answered with, as facts: lists, what was changed, a question with its possible answers, or why
// not. An answer that asks offers commands: pressing one types it, with the rights of whoever presses.
import type { AllVerb } from '../../bot/core/command/all.ts';
import type { ModelPrecision } from '../../bot/core/kpi/report.ts';
import type {
  ChannelAddresses,
  Language,
  PlantPerson,
  Platform,
  Policy,
  Role,
  Route,
} from '../../bot/core/plant.ts';
import type { PlantChange } from '../../bot/core/plant-change.ts';
import type { Instant } from '../../bot/core/time.ts';

/** What can be named in a command and not be there. */
export type Named = 'channel' | 'route' | 'policy' | 'person' | 'token';

/** Why a rule stays as it is. */
export type RuleRefusal =
  | { readonly code: 'not-a-lead' }
  | { readonly code: 'not-an-admin' }
  | { readonly code: 'unknown'; readonly what: Named; readonly name: string }
  /** It was typed where no channel is. */
  | { readonly code: 'not-in-a-channel' }
  | { readonly code: 'not-bound'; readonly name: string }
  | { readonly code: 'channel-in-use'; readonly name: string; readonly users: Users }
  | { readonly code: 'policy-in-use'; readonly name: string; readonly users: Users }
  | { readonly code: 'last-admin' }
  | { readonly code: 'who-is-that'; readonly name: string }
  | { readonly code: 'route-at-end' }
  | { readonly code: 'no-change' }
  | { readonly code: 'nothing-to-undo' }
  /** The plant would not be good any more; the fault in the words of the plant check. */
  | { readonly code: 'invalid'; readonly fault: string }
  /** Somebody else changed the rules at the same moment; null = the plant file. */
  | { readonly code: 'changed-meanwhile'; readonly who: string | null; readonly at: Instant }
  | { readonly code: 'too-many-changes' }
  | { readonly code: 'token-exists'; readonly name: string }
  | { readonly code: 'too-many-tokens' }
  /** A secret was made, and there is no place where one person alone can be told. */
  | { readonly code: 'not-alone' }
  | { readonly code: 'claim-wrong' }
  | { readonly code: 'claim-too-often' }
  /** There is an admin, or the code was used; the names of the admins. */
  | { readonly code: 'claim-over'; readonly admins: readonly string[] };

/** Routes by their place in the list, from 1, and policies by name. */
export interface Users {
  readonly routes: readonly number[];
  readonly policies: readonly string[];
}

export type RuleQuestion =
  /** The same for `n` alerts at once; `name` says which, empty = all. */
  | {
      readonly code: 'sure-all';
      readonly verb: AllVerb;
      readonly n: number;
      readonly name: string;
    }
  | { readonly code: 'bound-elsewhere'; readonly name: string }
  /** The chat channel is another channel of the plant already. */
  | { readonly code: 'taken'; readonly name: string; readonly other: string }
  | { readonly code: 'what-with'; readonly name: string }
  | { readonly code: 'which-channel' }
  | { readonly code: 'which-role'; readonly name: string }
  | { readonly code: 'which-language'; readonly name: string }
  | { readonly code: 'which-scopes'; readonly name: string };

/** What stands on a button; `input` is text from outside. */
export type ChoiceLabel =
  | { readonly code: 'move-here' | 'leave' | 'here' | 'off' | 'language' | 'role' }
  | { readonly code: 'up' | 'down' | 'remove' }
  | { readonly code: 'do-all'; readonly n: number }
  | { readonly code: 'input'; readonly text: string }
  | { readonly code: 'add'; readonly name: string }
  | { readonly code: 'to-role'; readonly role: Role }
  | { readonly code: 'to-language'; readonly language: Language };

export interface Choice {
  readonly label: ChoiceLabel;
  /** What is typed when it is pressed. */
  readonly command: string;
}

export interface ShownToken {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Instant | null;
  readonly isExpired: boolean;
}

/** One state of the rules, as far as people read it. */
export interface ShownRevision {
  readonly number: number;
  readonly at: Instant;
  /** Null = the plant file. */
  readonly who: string | null;
  readonly cause: 'start' | 'file' | 'command' | 'undo';
  readonly changes: readonly PlantChange[];
}

export type RuleReply =
  | {
      readonly kind: 'channels';
      readonly channels: readonly ShownChannel[];
      /** The name of the one where it was typed. */
      readonly here: string | null;
    }
  | {
      readonly kind: 'routes';
      readonly routes: readonly Route[];
      readonly firstChannel: string;
      readonly policies: ReadonlyMap<string, Policy>;
    }
  /** Where such a detection would go; place null = no route takes it. */
  | {
      readonly kind: 'routed';
      readonly place: number | null;
      readonly channel: string;
      readonly policy: Policy;
    }
  | { readonly kind: 'policies'; readonly policies: readonly Policy[] }
  | {
      readonly kind: 'people';
      readonly people: readonly PlantPerson[];
      /** People who acted here and are not in the plant. */
      readonly strangers: readonly string[];
      readonly choices: readonly Choice[];
    }
  | { readonly kind: 'tokens'; readonly tokens: readonly ShownToken[] }
  | { readonly kind: 'models'; readonly models: readonly ModelPrecision[] }
  | {
      readonly kind: 'plant';
      readonly site: string;
      readonly revision: ShownRevision;
      /** Newest first. */
      readonly history: readonly ShownRevision[];
      /** What no longer fitted the latest plant file. */
      readonly dropped: readonly PlantChange[];
    }
  /** Null where it is too long for a chat. */
  | { readonly kind: 'plant-file'; readonly text: string | null }
  | {
      readonly kind: 'changed';
      readonly isUndone: boolean;
      readonly changes: readonly PlantChange[];
      readonly revision: number;
      /** Where a route stands now, from 1. */
      readonly place: number | null;
    }
  /** Shown to one person, once. */
  | { readonly kind: 'secret'; readonly token: ShownToken; readonly secret: string }
  | { readonly kind: 'revoked'; readonly name: string }
  | { readonly kind: 'claimed'; readonly name: string }
  | {
      readonly kind: 'prompt';
      readonly question: RuleQuestion;
      readonly choices: readonly Choice[];
    }
  | { readonly kind: 'refused'; readonly why: RuleRefusal };

export interface ShownChannel {
  readonly name: string;
  readonly addresses: ChannelAddresses;
  readonly language: Language | null;
  /** The platforms that show it now. */
  readonly running: readonly Platform[];
}
