// What the card of a hand-over says. The sentences stand beside, one file for each language.
import type { HandoverStage, HandoverVerb } from '../../bot/core/handover/handover.ts';
import type { HandoverGroupKey } from '../../bot/core/handover/items.ts';
import type { Line, Moment } from '../line.ts';

export interface HandoverWords {
  readonly title: (roster: string) => string;
  /** The shift that goes, from when to when, and until when the next one lasts. */
  readonly span: (from: Moment, changesAt: Moment, until: Moment) => Line;
  readonly stage: Readonly<Record<HandoverStage, (changesAt: Moment) => Line>>;
  readonly accepted: (who: string, at: Moment, moved: number) => Line;
  readonly signed: (who: string, at: Moment) => Line;
  readonly unsigned: Line;
  readonly asOf: (at: Moment) => Line;
  readonly group: Readonly<Record<HandoverGroupKey, (n: number) => string>>;
  readonly empty: string;
  readonly notAll: (n: number) => Line;
  readonly notes: string;
  /** Those that the signature does not cover. */
  readonly notesAfter: string;
  /** How one is taken back: what is typed for one that is there. */
  readonly takeBack: (typed: string) => Line;
  readonly note: (who: string, text: string, at: Moment) => Line;
  readonly shelvedUntil: (until: Moment) => Line;
  /** It was open before the shift began that goes now. */
  readonly crossed: string;
  readonly button: Readonly<Record<HandoverVerb, string>>;
}
