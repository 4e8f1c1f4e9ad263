// What is said about rules: the catalogue that each language fills. Types only.
import type { Language, Role } from '../../bot/core/plant.ts';
import type { Line, Moment } from '../line.ts';
import type { ChoiceLabel, RuleQuestion, RuleRefusal } from '../rules/model.ts';
import type { Target } from '../words.ts';

type Plain<T extends { readonly code: string }, C> = Extract<T, { readonly code: C }>;

export interface RuleWords {
  readonly channelsTitle: string;
  readonly youAreHere: string;
  readonly notRunning: string;
  readonly language: Readonly<Record<Language, string>>;
  readonly routesTitle: string;
  readonly everything: string;
  readonly noRoutes: string;
  /** Where something goes: `line-1, policy standard`. */
  readonly goesTo: (channel: string, policy: string) => Line;
  readonly joinsWithin: (duration: string) => string;
  readonly theRest: (channel: string, policy: string) => Line;
  readonly routed: (place: number | null, channel: string, policy: string) => Line;
  readonly policiesTitle: string;
  readonly target: (to: Target) => Line;
  readonly atOnce: string;
  readonly after: (duration: string) => string;
  readonly repeats: (times: number, every: string) => string;
  readonly needsTwo: string;
  readonly quiet: (from: string, to: string) => string;
  readonly clocks: (expire: string, idle: string) => string;
  readonly peopleTitle: string;
  readonly noPeople: string;
  readonly role: Readonly<Record<Role, string>>;
  readonly strangersTitle: string;
  readonly tokensTitle: string;
  readonly noTokens: string;
  readonly validUntil: (at: Moment) => Line;
  readonly withoutEnd: string;
  readonly expiredOn: (at: Moment) => Line;
  readonly plantTitle: (site: string, revision: number) => Line;
  /** Null = the plant file. */
  readonly since: (at: Moment, who: string | null) => Line;
  readonly historyTitle: string;
  readonly fromFile: string;
  readonly firstStart: string;
  readonly takenBack: string;
  readonly droppedTitle: string;
  readonly fileTitle: string;
  readonly fileElsewhere: (url: string) => Line;
  readonly added: string;
  readonly removed: string;
  readonly movedUp: string;
  readonly movedDown: string;
  readonly route: string;
  readonly more: (n: number) => string;
  readonly done: (revision: number) => string;
  readonly undone: (revision: number) => string;
  readonly isNumber: (place: number) => string;
  readonly undoHint: string;
  readonly secret: (name: string) => Line;
  readonly revoked: (name: string) => Line;
  readonly claimed: (name: string) => Line;
  readonly refusal: {
    readonly [C in RuleRefusal['code']]: (why: Plain<RuleRefusal, C>) => Line;
  };
  readonly question: {
    readonly [C in RuleQuestion['code']]: (of: Plain<RuleQuestion, C>) => Line;
  };
  readonly label: {
    readonly [C in Exclude<ChoiceLabel['code'], 'input' | 'to-role' | 'to-language'>]: (
      of: Plain<ChoiceLabel, C>,
    ) => string;
  };
}
