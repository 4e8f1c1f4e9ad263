// Detections arrive. Those that arrive together are decided and committed together, one transaction for many; each producer
// is answered only when its detections are durable.
import { createHash } from 'node:crypto';
import type { Detection, KeptDetection, Sampling } from '../bot/core/detection.ts';
import { sample } from '../bot/core/feedback.ts';
import { suppressing } from '../bot/core/suppression.ts';
import type { Arrival, ArrivalResult, Ingest } from '../bot/ports/producer.ts';
import type { SamplingHash } from '../bot/ports/system.ts';
import { type Batch, conditionsOf, identity, joinKey, loadBatch } from './arrivals.ts';
import type { Deps } from './deps.ts';
import { finished, place } from './placing.ts';

/** How many detections one transaction takes, and how often it is tried when taps change its alerts meanwhile. */
export const COMMIT_LIMIT = 1_000;
export const COMMIT_ATTEMPTS = 8;

type Taken = Extract<Arrival, { ok: true }>;

interface Waiting {
  readonly arrivals: readonly Arrival[];
  readonly resolve: (results: readonly ArrivalResult[]) => void;
  readonly reject: (error: unknown) => void;
}

/** The one way in. Requests that wait while a commit is under way share the next one. */
export function ingestion(deps: Deps, hash: SamplingHash): Ingest {
  const queue: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    while (queue.length > 0) {
      const group = takeGroup(queue);
      try {
        const results = await commitArrivals(
          group.flatMap((w) => w.arrivals),
          deps,
          hash,
        );
        let from = 0;
        for (const waiting of group) {
          waiting.resolve(results.slice(from, from + waiting.arrivals.length));
          from += waiting.arrivals.length;
        }
      } catch (error) {
        for (const waiting of group) waiting.reject(error);
      }
      // Whoever knocked meanwhile is let in, and shares the next commit.
      await breathe();
    }
    isRunning = false;
  }

  return (arrivals) =>
    new Promise((resolve, reject) => {
      queue.push({ arrivals, resolve, reject });
      if (!isRunning) void run();
    });
}

/** Lets the event loop turn once. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function takeGroup(queue: Waiting[]): readonly Waiting[] {
  const group: Waiting[] = [];
  let size = 0;
  while (queue[0] !== undefined && (group.length === 0 || size < COMMIT_LIMIT)) {
    size += queue[0].arrivals.length;
    if (group.length > 0 && size > COMMIT_LIMIT) break;
    group.push(queue[0]);
    queue.shift();
  }
  return group;
}

async function commitArrivals(
  arrivals: readonly Arrival[],
  deps: Deps,
  hash: SamplingHash,
): Promise<readonly ArrivalResult[]> {
  const good = arrivals.flatMap((a) => (a.ok ? [a.detection] : []));
  for (let attempt = 1; attempt <= COMMIT_ATTEMPTS; attempt += 1) {
    const batch = await loadBatch(good, deps);
    const results = arrivals.map((arrival) => receive(arrival, batch, deps, hash));
    const outcome = await deps.store.commit({
      changes: [...batch.touched.values()].map((t) => finished(t, deps)),
      detections: batch.detections,
      suppressed: batch.suppressed,
      conditions: conditionsOf(batch),
      quarantine: batch.quarantine,
      labels: [],
      digests: batch.storms.changes(),
    });
    if (outcome === 'stale') continue;
    if (batch.touched.size > 0) deps.wake();
    for (const { by } of batch.suppressed) deps.meter.count('andon_suppressed_total', { by });
    return results;
  }
  throw new Error('detections could not be committed: their alerts changed each time');
}

function receive(arrival: Arrival, batch: Batch, deps: Deps, hash: SamplingHash): ArrivalResult {
  if (!arrival.ok) {
    const error = arrival.errors
      .map((e) => (e.path === '' ? e.message : `${e.path}: ${e.message}`))
      .join('; ');
    quarantine(batch, deps, arrival, error, arrival.source, arrival.id);
    return { source: arrival.source, id: arrival.id, status: 'rejected', error };
  }
  const { detection } = arrival;
  const { source, id } = detection;
  const bodyHash = createHash('sha256').update(arrival.body).digest('hex');
  const first = batch.kept.get(identity(detection));
  if (first !== undefined) {
    if (first.bodyHash !== bodyHash) {
      quarantine(batch, deps, arrival, 'the same identity with a different body', source, id);
    }
    const alert = first.alert === null ? {} : { alert: first.alert };
    return { source, id, status: 'duplicate', ...alert };
  }
  batch.begun.delete(joinKey(detection));
  const { status, alert, detail } = place(detection, batch, deps, () =>
    suppress(arrival, batch, deps),
  );
  const kept: KeptDetection = {
    ...sampling(detection, hash),
    detection,
    receivedAt: deps.clock.now(),
    bodyHash,
    alert: alert?.id ?? null,
    revision: alert?.revision ?? 0,
  };
  batch.kept.set(identity(detection), kept);
  batch.detections.push(kept);
  if (detail !== undefined) return { source, id, status, detail };
  return alert === null ? { source, id, status } : { source, id, status, alert: alert.id };
}

function sampling(detection: Detection, hash: SamplingHash): Sampling {
  return sample(hash(detection.source, detection.id));
}

function quarantine(
  batch: Batch,
  deps: Deps,
  arrival: Arrival,
  reason: string,
  source: string | null,
  detectionId: string | null,
): void {
  const { body } = arrival;
  const at = deps.clock.now();
  batch.quarantine.push({ id: deps.ids.next(), at, source, detectionId, reason, body });
}

/** Null when nothing suppresses it. */
function suppress({ detection, isCondition }: Taken, batch: Batch, deps: Deps): string | null {
  const now = deps.clock.now();
  const found = suppressing(detection, deps.around.plant, batch.said, now);
  if (found === null) return null;
  const { source, id: detectionId, site, key, asset, type } = detection;
  const id = deps.ids.next();
  batch.suppressed.push({ id, at: now, source, detectionId, asset, type, ...found });
  if (isCondition) batch.begun.set(joinKey(detection), { site, key, source, detectionId });
  return found.detail;
}
