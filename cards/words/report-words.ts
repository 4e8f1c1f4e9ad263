// What the report says, per language. Figures come as they are to be written.
import type { ReportSpan } from '../../bot/core/command.ts';
import type { LoadGrade } from '../../bot/core/kpi/load.ts';
import type { Line } from '../line.ts';

/** A model's track record in figures. */
export interface Record95 {
  readonly n: number;
  readonly x: number;
  /** Percent, whole. */
  readonly low: number;
  readonly high: number;
}

/** `floods` = the rate is fine, the floods are not. */
export type SaidGrade = LoadGrade | 'floods';

export interface ReportWords {
  readonly title: Readonly<Record<ReportSpan, string>>;
  readonly models: string;
  readonly noAlerts: string;
  readonly noModels: string;
  readonly model: (record: Record95) => string;
  readonly modelWeak: (answers: number) => string;
  readonly modelNone: string;
  readonly answered: (x: number, n: number, percent: number) => string;
  /** `most` is null where fewer than nine in ten were ever answered. */
  readonly times: (half: string, most: string | null) => string;
  readonly medianUnknown: string;
  readonly withinTarget: (percent: number) => string;
  readonly climbed: (x: number, percent: number) => string;
  readonly contested: (n: number) => string;
  readonly loadTitle: string;
  /** Against the figures of ISA-18.2 for one operating position. */
  readonly load: (channel: string, perHour: string, grade: SaidGrade) => Line;
  readonly flood: (percent: number, floods: number, most: number) => string;
  readonly chattering: (n: number) => string;
  readonly stale: (n: number) => string;
  readonly top: (actors: Line) => Line;
  readonly actor: (type: string, asset: string, n: number, percent: number) => Line;
  readonly more: (n: number) => string;
}
