// The machine: its clock, its ids, its log, its measurements, its keyed hash. Each is the real half of a port whose other
// half is a fake in the tests. Nothing here decides anything.
import { createHmac } from 'node:crypto';
import pino from 'pino';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { v7 } from 'uuid';
import type {
  Clock,
  Ids,
  Log,
  Meter,
  MeterCounter,
  MeterHistogram,
  SamplingHash,
  Seal,
} from '../ports/system.ts';

export const systemClock: Clock = { now: () => Date.now() };

/** UUID version 7. Ids of one process grow, also within a millisecond and when the clock is set back. */
export const uuidIds: Ids = { next: () => v7() };

// ---- log --------------------------------------------------------------------------------------------------------------

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What must never stand in a log, whoever passes it on. */
const SECRET_FACTS = ['token', 'password', 'secret', 'authorization', 'cookie', 'body'];

/** JSON lines on standard output, or into `sink`. */
export function pinoLog(level: LogLevel, sink?: { write(line: string): void }): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    messageKey: 'text',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err, cause: pino.stdSerializers.err },
    redact: { paths: SECRET_FACTS, censor: '[not logged]' },
  };
  const logger = sink === undefined ? pino(options) : pino(options, sink);
  return {
    debug: (text, facts = {}) => logger.debug(facts, text),
    info: (text, facts = {}) => logger.info(facts, text),
    warn: (text, facts = {}) => logger.warn(facts, text),
    error: (text, facts = {}) => logger.error(facts, text),
  };
}

// ---- measurements -----------------------------------------------------------------------------------------------------

const COUNTERS: Readonly<Record<MeterCounter, { help: string; labels: readonly string[] }>> = {
  andon_detections_total: {
    help: 'Detections received, by what became of them.',
    labels: ['status'],
  },
  andon_taps_total: { help: 'Taps and how each ended.', labels: ['verb', 'outcome'] },
  andon_deliveries_total: {
    help: 'Attempts to deliver a copy or a message.',
    labels: ['platform', 'outcome'],
  },
  andon_throttled_seconds_total: {
    help: 'Seconds that deliveries had to wait, by what for: asked-to-wait, unavailable, pace, order.',
    labels: ['platform', 'cause'],
  },
  andon_suppressed_total: {
    help: 'Detections that got no card, by what they were suppressed by: rule, maintenance, out-of-service.',
    labels: ['by'],
  },
  andon_handovers_total: { help: 'Hand-overs that reached a stage.', labels: ['stage'] },
  andon_unreachable_total: { help: 'Escalation steps that reached nobody.', labels: [] },
  andon_nobody_there_total: {
    help: 'Asks for whoever is on that went straight to the leads: nobody was there.',
    labels: [],
  },
};

const HISTOGRAMS: Readonly<Record<MeterHistogram, { help: string; buckets: readonly number[] }>> = {
  andon_ingest_seconds: {
    help: 'From a request with detections being read to its durable answer.',
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  andon_tap_seconds: {
    help: 'From a verified tap to its durable decision.',
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  andon_delivery_delay_seconds: {
    help: 'From a copy being wanted to it being shown.',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900],
  },
};

/** What a detection's answer may be; each begins at zero, so that a rate can be drawn from the first one on. */
const DETECTION_STATUSES = ['opened', 'joined', 'duplicate', 'logged', 'rejected'];

const SUPPRESSED_BY = ['rule', 'maintenance', 'out-of-service'];

/** The product's measurements in a registry of their own, and their Prometheus text. */
export function promMeter(): Meter & { text(): Promise<string>; readonly contentType: string } {
  const registry = new Registry();
  const registers = [registry];
  const counters = table(COUNTERS, (name, { help, labels }) => {
    return new Counter({ name, help, labelNames: [...labels], registers });
  });
  const histograms = table(HISTOGRAMS, (name, { help, buckets }) => {
    return new Histogram({ name, help, buckets: [...buckets], registers });
  });
  const pending = new Gauge({
    name: 'andon_outbox_pending',
    help: 'Deliveries that are wanted and not done.',
    registers,
  });
  counters.andon_unreachable_total.inc(0);
  counters.andon_nobody_there_total.inc(0);
  for (const status of DETECTION_STATUSES) counters.andon_detections_total.inc({ status }, 0);
  for (const by of SUPPRESSED_BY) counters.andon_suppressed_total.inc({ by }, 0);
  return {
    count: (name, labels, by = 1) => counters[name].inc(labels, by),
    // A clock that was set back must not become a negative duration.
    observe: (name, seconds) => histograms[name].observe(Math.max(0, seconds)),
    gauge: (_name, value) => pending.set(value),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function table<K extends string, A, B>(
  from: Readonly<Record<K, A>>,
  make: (name: K, entry: A) => B,
): Record<K, B> {
  const names = Object.keys(from) as K[];
  return Object.fromEntries(names.map((name) => [name, make(name, from[name])])) as Record<K, B>;
}

// ---- sampling ---------------------------------------------------------------------------------------------------------

/** u = uint64_be(HMAC-SHA256(key, text)[0..8]) / 2^64, in [0, 1). */
export function keyedHash(key: string, text: string): number {
  const digest = createHmac('sha256', key).update(text, 'utf8').digest();
  const u = Number(digest.readBigUInt64BE(0)) / 2 ** 64;
  // The largest few integers round up to 2^64 in a double; the draw must stay below one.
  return Math.min(u, 1 - Number.EPSILON / 2);
}

/** HMAC-SHA256 under one key, in letters that an address can carry. */
export function hmacSeal(key: string): Seal {
  return (text) => createHmac('sha256', key).update(text, 'utf8').digest('base64url');
}

/** The sampling hash under one key: the same detection draws the same number for ever, and nobody can aim at it. */
export function samplingHash(key: string): SamplingHash {
  return (source, id) => keyedHash(key, `${source}\n${id}`);
}
