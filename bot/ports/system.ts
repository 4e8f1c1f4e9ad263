// What the machine must promise: time, chance, a log, measurements. Types only; nothing here behaves.
import type { Instant } from '../core/time.ts';

export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** A new time-ordered id, unique everywhere (UUID version 7). */
  next(): string;
}

export interface Log {
  debug(text: string, facts?: Record<string, unknown>): void;
  info(text: string, facts?: Record<string, unknown>): void;
  warn(text: string, facts?: Record<string, unknown>): void;
  error(text: string, facts?: Record<string, unknown>): void;
}

export interface Meter {
  count(name: MeterCounter, labels: Record<string, string>, by?: number): void;
  observe(name: MeterHistogram, seconds: number): void;
  gauge(name: 'andon_outbox_pending', value: number): void;
}

export type MeterCounter =
  | 'andon_detections_total'
  | 'andon_taps_total'
  | 'andon_deliveries_total'
  | 'andon_throttled_seconds_total'
  | 'andon_unreachable_total'
  | 'andon_handovers_total'
  | 'andon_suppressed_total'
  | 'andon_nobody_there_total';

export type MeterHistogram =
  | 'andon_ingest_seconds'
  | 'andon_tap_seconds'
  | 'andon_delivery_delay_seconds';

/** A proof that nobody can make without our key: the same text always gives the same, letters that an address can carry. */
export type Seal = (text: string) => string;

export type SamplingHash = (source: string, id: string) => number;
