// One output of a model about one asset, immutable as received, after it was parsed at the door.
import type { Severity } from './plant.ts';
import type { Instant } from './time.ts';

export interface Reading {
  readonly name: string;
  readonly value: number | string;
  readonly unit?: string;
  readonly limit?: number;
}

export interface Evidence {
  readonly kind: string;
  readonly url: string;
  readonly alt?: string;
}

export interface Model {
  readonly name: string;
  readonly version: string;
}

export interface Detection {
  readonly source: string;
  readonly id: string;
  readonly status: 'active' | 'cleared';
  readonly type: string;
  readonly asset: string;
  readonly site: string;
  readonly area: string | null;
  readonly title: string;
  readonly severity: Severity;
  /** 0…1, or null where the model gave none. */
  readonly confidence: number | null;
  readonly model: Model | null;
  readonly observedAt: Instant;
  /** What makes two detections the same alert, within one site. */
  readonly key: string;
  readonly reasons: readonly string[];
  readonly readings: readonly Reading[];
  readonly evidence: readonly Evidence[];
  /** Fields we do not know, kept as they came. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export type Stream = 'action' | 'audit';

/** How a detection came to be shown: its stream and the probability of being shown at all. */
export interface Sampling {
  readonly stream: Stream;
  readonly probability: number;
}

/** A stored detection: what arrived, when, and where it stands. */
export interface KeptDetection extends Sampling {
  readonly detection: Detection;
  readonly receivedAt: Instant;
  /** Hash of the body as received, to tell a repetition from a contradiction. */
  readonly bodyHash: string;
  /** The alert it opened or joined; null when it was only logged. */
  readonly alert: string | null;
  /** The alert's revision at which it joined. */
  readonly revision: number;
}
