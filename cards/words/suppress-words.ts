// What is said of suppression, per language: what gets no card for a while, by rule or by command.
import type { Held } from '../../bot/core/suppression.ts';
import type { Line, Moment } from '../line.ts';

export interface SuppressWords {
  readonly title: (n: number) => string;
  readonly none: string;
  readonly kind: Readonly<Record<Held['kind'], string>>;
  readonly everything: string;
  readonly until: (at: Moment) => Line;
  /** It ends when somebody says so. */
  readonly noEnd: string;
  readonly whileIn: (states: string) => Line;
  readonly whileHolds: string;
  readonly maintenance: (what: string, until: Moment) => Line;
  readonly outOfService: (what: string) => Line;
  readonly state: (what: string, state: string, until: Moment) => Line;
  /** What is not touched by it. */
  readonly stays: Line;
  /** Rules ask for that state, or none does. */
  readonly asked: Line;
  readonly unasked: Line;
  readonly unknown: (asset: string) => Line;
  readonly ended: Readonly<Record<'maintenance' | 'out-of-service', (asset: string) => Line>>;
  /** Before what holds for the same assets, too. */
  readonly beside: string;
  readonly leadsOnly: Line;
  readonly range: (days: number) => Line;
  readonly nothing: (asset: string) => Line;
  readonly full: (n: number) => Line;
  /** How many detections got no card. */
  readonly count: (n: number) => string;
}
