// Every sentence the bot says, per language. A language is offered only when all of it is written; the type sees to
// it. Sentences are kind, exact and short; they never say whose fault it is.
import type { EventKind, PersonId, Verb } from '../bot/core/alert.ts';
import type { Answer } from '../bot/core/answer.ts';
import type { BulkVerb } from '../bot/core/digest.ts';
import type { AskReason } from '../bot/core/escalation.ts';
import type { Language, Platform, Severity } from '../bot/core/plant.ts';
import type { LateBy, ReceiptKind, Refusal, WaitCause } from '../bot/core/receipts.ts';
import type { ShelfReason } from '../bot/core/verbs/shelving.ts';
import type { MessageState, Setting, Told } from '../bot/core/view.ts';
import type { Tempo } from './alert/trend.ts';
import { type Line, type Moment, plainText } from './line.ts';
import type { HelpGroupKey, HelpUsage } from './reply/help.ts';
import { tidy } from './text.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import type { HandoverWords } from './words/handover-words.ts';
import type { ReportWords } from './words/report-words.ts';
import type { RuleWords } from './words/rule-words.ts';
import type { ShiftWords } from './words/shift-words.ts';
import type { SuppressWords } from './words/suppress-words.ts';

/** How sure a model is, in four bands. */
export type Sureness = 'very' | 'fairly' | 'half' | 'little';

/** Whom a step asks. */
export type Target =
  | { readonly kind: 'channel' }
  | { readonly kind: 'lead' }
  | { readonly kind: 'shift-lead' }
  /** The crew that is on; one that the plant names. */
  | { readonly kind: 'crew'; readonly name: string | null }
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'other-channel'; readonly name: string };

/** Why an alert stands where it stands. */
export type ClimbCause =
  | { readonly kind: 'by-hand'; readonly who: string; readonly at: Moment }
  | { readonly kind: 'idle'; readonly who: string }
  | { readonly kind: 'silence' };

/** What the alert's card says. */
export interface CardWords {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly button: Readonly<Record<Exclude<Verb, 'reason'>, string>>;
  readonly cantTake: string;
  /** What the button says: until when a tap puts it aside. */
  readonly shelveUntil: { readonly shiftEnd: string; readonly hours: (n: number) => string };
  readonly shelfQuestion: string;
  readonly otherTime: string;
  readonly shelfReason: Readonly<Record<ShelfReason, string>>;
  readonly sendReason: string;
  /** Reason codes; a code that is not here is shown as it is. */
  readonly reason: Readonly<Record<string, string>>;
  /** For screen readers: the button's text and what it is about. */
  readonly buttonAbout: (text: string, title: string) => string;
  readonly sureness: Readonly<Record<Sureness, string>>;
  readonly noSureness: string;
  readonly limit: string;
  readonly pictureAlt: (asset: string) => string;
  readonly pictureElsewhere: (alt: string, url: string) => Line;
  readonly pictureComing: (alt: string) => Line;
  readonly pictureFailed: (alt: string, url: string) => Line;
  readonly ask: string;
  readonly stillAsk: string;
  /** A severity of an alert that is closed. */
  readonly closed: (severity: string) => string;
  readonly wasItReal: string;
  readonly reasonQuestion: { readonly real: string; readonly not_real: string };
  readonly otherReason: string;
  readonly chooseReason: string;
  readonly confirmed: (who: string, at: Moment, after: string) => Line;
  readonly rejected: (who: string, at: Moment, after: string) => Line;
  readonly unsure: (who: string, at: Moment) => Line;
  readonly contested: Line;
  readonly disagreed: (who: string, at: Moment) => Line;
  readonly because: (reason: string) => Line;
  readonly climbed: (to: Target, cause: ClimbCause) => Line;
  /** One acknowledged it; the step wants a second person. */
  readonly needsSecond: Line;
  readonly expired: Line;
  readonly shelved: (who: string, until: Moment, reason: string | null) => Line;
  readonly cleared: Line;
  readonly clearedOwned: Line;
  readonly resolved: (who: string, at: Moment) => Line;
  readonly offered: (from: string, to: string) => Line;
  readonly offeredToCrew: (from: string, crew: string) => Line;
  readonly wanted: (from: string, to: string) => Line;
  readonly owner: (who: string, since: Moment | null) => Line;
  readonly noOwner: Line;
  readonly nextStep: (to: Target, at: Moment) => Line;
  readonly nextExpiry: (at: Moment) => Line;
  readonly nextAgain: (at: Moment) => Line;
  readonly nextReminder: (at: Moment) => Line;
  readonly nextUnshelve: (at: Moment) => Line;
  readonly count: (n: number, latest: Moment, tempo: Tempo | null) => Line;
  /** Of `n` judged before, `x` were real. */
  readonly past: (x: number, n: number) => Line;
  /** For notifications and screen readers, which do not see the bars. */
  readonly trend: (
    name: string,
    from: { readonly from: string; readonly isUp: boolean },
    to: string,
  ) => string;
  readonly id: (shortId: string) => Line;
  readonly sentence: (severity: string, title: string, asset: string, at: Moment) => Line;
}

export interface AskWords {
  readonly sentence: Readonly<Record<Exclude<AskReason, 'news'>, (more: AskFacts) => Line>>;
  /** Instead of a question about a hand-over that was settled before it could be put. */
  readonly past: Line;
  /** Lines of the timeline that the card has no words for. */
  readonly news: {
    readonly handedOver: (to: string, from: string) => Line;
    readonly declined: (who: string) => Line;
    readonly cantTake: (who: string) => Line;
    readonly unshelved: Line;
    readonly undone: (who: string, verb: string) => Line;
    readonly note: (who: string, text: string | null, pictures: number) => Line;
  };
}

export interface AskFacts {
  /** Who did what the ask tells of. */
  readonly who: string;
  readonly opened: Moment;
  readonly cause: ClimbCause;
  /** Whom the step should have asked that reached nobody. */
  readonly missed: Target;
  /** A hand-over that its owner offers, to a crew or to who is asked; null = another one wants it. */
  readonly offer: { readonly crew: string | null } | null;
  /** Where a message could not be brought, and why; null when nothing was lost. */
  readonly lost: { readonly of: Troubled; readonly why: string } | null;
}

/** What commands are answered with. */
export interface ReplyWords {
  readonly unknown: (typed: string) => Line;
  readonly helpTitle: string;
  readonly helpGroup: Readonly<Record<HelpGroupKey, string>>;
  readonly help: Readonly<Record<HelpUsage, string>>;
  readonly missNoted: (type: string, asset: string, at: Moment) => Line;
  /** Before the alert that had it. */
  readonly missSeen: Line;
  readonly listTitle: { readonly open: string; readonly mine: string };
  readonly listEmpty: { readonly open: string; readonly mine: string };
  readonly listMore: string;
  readonly phase: {
    readonly open: string;
    readonly escalated: string;
    readonly shelved: string;
    readonly closed: string;
    readonly owned: (who: string) => Line;
  };
  readonly historyTitle: string;
  readonly copiesTitle: string;
  readonly messageState: Readonly<Record<MessageState, string>>;
  readonly event: Readonly<Record<EventKind, string>>;
  /** Names one of several photos. */
  readonly photo: (n: number) => string;
  readonly directMessage: string;
}

/** What digests say. Texts of choices have at most 40 characters. */
export interface DigestWords {
  readonly title: (open: number) => string;
  readonly allClosed: string;
  readonly since: (at: Moment) => Line;
  readonly ended: (from: Moment, to: Moment) => Line;
  readonly closed: (n: number, of: number) => Line;
  readonly more: (n: number) => string;
  /** After a question about one alert: that others wait, too. */
  readonly others: (n: number) => Line;
  readonly choose: string;
  readonly chooseAsset: string;
  readonly bulkAll: Readonly<Record<BulkVerb, string>>;
}

/** What forms ask. Titles and the words on buttons have at most 24 characters. */
export interface FormWords {
  readonly send: string;
  readonly close: string;
  readonly noteTitle: string;
  readonly noteLabel: (shortId: string) => string;
  readonly noteHint: string;
  readonly notePlaceholder: string;
  readonly noteMissing: string;
  readonly handoverNoteLabel: string;
  readonly handoverNoteHint: string;
  readonly missTitle: string;
  readonly missAsset: string;
  readonly missAssetHint: string;
  readonly missType: string;
  readonly missTypeHint: string;
  readonly missWhen: string;
  readonly missWhenHint: string;
}

export type HomeGroupKey = 'asked' | 'mine' | 'open';

/** What somebody's own page says. */
export interface HomeWords {
  readonly title: Readonly<Record<HomeGroupKey, string>>;
  readonly empty: Readonly<Record<HomeGroupKey, Line>>;
  readonly more: (n: number) => Line;
  readonly noShifts: Line;
  readonly offShift: Line;
  /** `crews` may be empty. */
  readonly onShift: (letter: string, crews: string, until: Moment) => Line;
}

/** What is said of delivering itself: on a late card, in a copy's history, and to the admins. */
export interface DeliveryWords {
  readonly late: (cause: LateBy['cause'], by: string) => Line;
  readonly platform: Readonly<Record<Platform, string>>;
  readonly kind: Readonly<Record<ReceiptKind, string>>;
  readonly cause: Readonly<Record<WaitCause, string>>;
  readonly refusal: Readonly<Record<Refusal, string>>;
  readonly after: (duration: string) => string;
  readonly updated: (times: number, last: Moment) => Line;
  readonly troubled: (of: Troubled, why: string) => Line;
  readonly well: (of: Troubled) => Line;
}

/** Where nothing can be said. */
export type Troubled =
  | { readonly kind: 'channel'; readonly platform: string; readonly name: string }
  | { readonly kind: 'person'; readonly platform: string; readonly name: string }
  | { readonly kind: 'platform'; readonly platform: string };

type NameOf = (id: PersonId | null) => string;

/** A private sentence for each code. */
export type ToldWords = {
  readonly [C in Answer['code']]: (
    answer: Extract<Answer, { readonly code: C }>,
    nameOf: NameOf,
  ) => Line;
};

export interface Words {
  readonly somebody: string;
  readonly percent: (whole: number) => string;
  readonly over99: string;
  readonly under1: string;
  readonly duration: (ms: number) => string;
  /** Where a platform wants an answer and there is nothing else to say. */
  readonly received: string;
  /** The same press came again. */
  readonly repeated: string;
  readonly card: CardWords;
  readonly ask: AskWords;
  readonly digest: DigestWords;
  readonly form: FormWords;
  readonly handover: HandoverWords;
  readonly home: HomeWords;
  readonly reply: ReplyWords;
  readonly report: ReportWords;
  readonly shifts: ShiftWords;
  readonly suppress: SuppressWords;
  readonly delivery: DeliveryWords;
  readonly rules: RuleWords;
  readonly told: ToldWords;
}

const CATALOGUE: Readonly<Record<Language, Words>> = { en, de, es, fr };

/** The sentences of a language: all of them, by type. */
export function words(language: Language): Words {
  return CATALOGUE[language];
}

/** A private answer in one plain sentence or two. Names come as typed by people: escape it like any input. */
export function toldText(told: Told, setting: Setting): string {
  const said = words(setting.language);
  const nameOf: NameOf = (id) => {
    const name = id === null ? undefined : told.names.get(id);
    return name === undefined ? said.somebody : tidy(name, 60);
  };
  // The table's type pairs each code with its answer; TypeScript can't follow that through a lookup.
  const sentence = said.told[told.answer.code] as (answer: Answer, nameOf: NameOf) => Line;
  return plainText(sentence(told.answer, nameOf), setting);
}
