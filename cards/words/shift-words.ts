// What is said of presence and shifts, per language.
import type { Line, Moment } from '../line.ts';
import type { ShiftRefusal } from '../shifts/model.ts';

/** `from` is null where it begins at once. */
export interface SpanWords {
  readonly from: Moment | null;
  readonly until: Moment;
}

export interface ShiftWords {
  /** `areas` is null for everything. */
  readonly checkedIn: (areas: string | null, until: Moment) => Line;
  readonly checkedOut: (who: string | null) => Line;
  readonly stillOwns: (who: string | null, n: number) => Line;
  readonly nobodyLeft: Line;
  readonly title: (areas: string) => Line;
  readonly everywhere: string;
  readonly shift: (letter: string, until: Moment) => Line;
  readonly next: (letter: string, from: Moment) => Line;
  readonly unplanned: (until: Moment) => Line;
  readonly holiday: (name: string) => Line;
  readonly crew: (names: string) => Line;
  readonly lead: (names: string) => Line;
  readonly noLead: Line;
  readonly nobody: Line;
  readonly here: (people: Line) => Line;
  readonly hereOne: (name: string, areas: string | null, until: Moment) => Line;
  readonly nobodyHere: Line;
  readonly straightToLeads: (leads: string) => Line;
  readonly more: (n: number) => string;
  readonly covers: (by: string, who: string, span: SpanWords) => Line;
  readonly comes: (by: string, span: SpanWords) => Line;
  readonly isBack: (who: string, span: SpanWords) => Line;
  readonly works: (crew: string, roster: string, span: SpanWords) => Line;
  readonly left: (who: string, at: Moment) => Line;
  readonly arrangedBy: (who: string, at: Moment) => Line;
  readonly overruled: string;
  readonly calendar: Line;
  readonly calendarSecret: Line;
  readonly refusal: {
    readonly [C in ShiftRefusal['code']]: (
      refusal: Extract<ShiftRefusal, { readonly code: C }>,
    ) => Line;
  };
}
