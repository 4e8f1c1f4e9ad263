// What is suppressed in a random shift, reckoned by another way than the product's: who said what, in order, and two rules. And what
// memory was given meanwhile, beside what was to be expected at that moment.
import type { Detection } from '../../bot/core/detection.ts';
import type { Plant } from '../../bot/core/plant.ts';
import type {
  SuppressedDetection,
  Suppression,
  SuppressWindow,
} from '../../bot/core/suppression.ts';
import { HOUR, type Instant, MINUTE } from '../../bot/core/time.ts';
import type { Change, Commit, Memory } from '../../bot/ports/store.ts';
import type { Clock } from '../../bot/ports/system.ts';

/** The press is cleaned on some days, and what stands still does not vibrate; nobody hides gas from chat. */
export const suppressingPlant: Pick<Plant, 'suppress' | 'highlyManaged'> = {
  suppress: [
    {
      match: { asset: 'line-1/press' },
      windows: [weekly('12:20', '13:25'), weekly('14:30', '17:00')],
      assetStates: null,
      reason: 'cleaning in place',
    },
    { match: { type: 'vibration' }, windows: null, assetStates: ['stopped'], reason: 'stands' },
  ],
  highlyManaged: ['gas-*'],
};

/** Sundays, on one of which a shift begins at 13:00, Mondays and Wednesdays. */
function weekly(from: string, until: string): SuppressWindow {
  const [fromMs, untilMs] = [clockTime(from), clockTime(until)];
  return { kind: 'weekly', days: [0, 2, 6], fromMs, untilMs };
}

function clockTime(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * HOUR + minutes * MINUTE;
}

/** What somebody said, as far as it matters here. */
export type Said = Pick<Suppression, 'kind' | 'asset' | 'type' | 'state' | 'reason' | 'until'>;
type Hiding = Pick<SuppressedDetection, 'by' | 'detail'>;

/** An active detection that was kept. */
export interface Arrived {
  readonly detection: Detection;
  /** The alert that it opened or joined. */
  readonly alert: string | null;
  /** The alert of its key that was open before. */
  readonly before: string | null;
  /** All that suppressed it at that moment. */
  readonly hiding: readonly Hiding[];
  readonly recorded: readonly SuppressedDetection[];
}

/** A detection that was suppressed and has its alert only now. */
export interface Shown {
  readonly detection: Detection;
  readonly alert: string | null;
  /** It was the newest of its key, and its producer had not said that it was over. */
  readonly isWaiting: boolean;
  /** All that suppresses it still. */
  readonly hiding: readonly Hiding[];
}

export interface Watch {
  readonly arrived: readonly Arrived[];
  readonly shown: readonly Shown[];
  /** Alerts that opened without a detection. */
  readonly strays: readonly string[];
  /** What is suppressed and not over, though nothing suppresses it any more. */
  overdue(now: Instant): readonly Detection[];
  overhear(memory: Memory, clock: Clock): Memory;
  begin(said: Said): void;
  /** Resolves with how many that ended; `type` null = of every type. */
  end(of: Pick<Said, 'kind' | 'asset' | 'type'>, now: Instant): number;
  inForce(now: Instant): readonly Said[];
}

export function watchSuppression(): Watch {
  const arrived: Arrived[] = [];
  const shown: Shown[] = [];
  const strays: string[] = [];
  /** The suppressed condition of each key. */
  const waiting = new Map<string, Detection>();
  /** The alert of each key that takes further detections. */
  const joinable = new Map<string, string>();
  let said: Said[] = [];
  const inForce = (now: Instant) => said.filter(({ until }) => until === null || until > now);

  const hidingNow = (d: Detection, now: Instant) => hidingOf(d, inForce(now), now);

  function take({ detections, suppressed = [], changes, conditions }: Commit, now: Instant): void {
    const before = new Map(joinable);
    for (const { detection, alert } of detections) {
      const { source, id, key, status } = detection;
      waiting.delete(key);
      if (status === 'cleared') continue;
      const recorded = suppressed.filter((s) => s.source === source && s.detectionId === id);
      const hiding = hidingNow(detection, now);
      arrived.push({ detection, alert, before: before.get(key) ?? null, hiding, recorded });
      if (alert !== null) before.set(key, alert);
      else if (hiding.length > 0 && isCondition(detection)) waiting.set(key, detection);
    }
    const late = conditions?.shown ?? [];
    for (const { detection, alert } of late) {
      const isWaiting = waiting.get(detection.key)?.id === detection.id;
      shown.push({ detection, alert, isWaiting, hiding: hidingNow(detection, now) });
      waiting.delete(detection.key);
    }
    const known = new Set([...detections, ...late].map((k) => k.alert));
    const opened = changes.filter(({ events }) => events.some((e) => e.kind === 'opened'));
    strays.push(...opened.map((c) => c.alert.id).filter((id) => !known.has(id)));
    keepJoinable(changes, joinable);
  }

  return {
    arrived,
    shown,
    strays,
    overdue: (now) => [...waiting.values()].filter((d) => hidingNow(d, now).length === 0),
    overhear(memory, clock) {
      const commit = async (wish: Commit) => {
        const now = clock.now();
        const outcome = await memory.store.commit(wish);
        if (outcome === 'done') take(wish, now);
        return outcome;
      };
      return { ...memory, store: { ...memory.store, commit } };
    },
    begin(begun) {
      const { kind, asset, type } = begun;
      const isReplaced = (s: Said) => s.kind === kind && s.asset === asset && s.type === type;
      if (kind !== 'maintenance') said = said.filter((s) => !isReplaced(s));
      said.push(begun);
    },
    end({ kind, asset, type }, now) {
      const meant = inForce(now).filter(
        (s) => s.kind === kind && s.asset === asset && (type === null || s.type === type),
      );
      said = said.filter((s) => !meant.includes(s));
      return meant.length;
    },
    inForce,
  };
}

/** Bursts and floods are events: their producer never says that they are over. */
function isCondition({ id }: Detection): boolean {
  return id.startsWith('d-') || id.startsWith('s-');
}

function keepJoinable(changes: readonly Change[], joinable: Map<string, string>): void {
  for (const { alert } of changes) {
    if (!alert.isJoinable && joinable.get(alert.key) === alert.id) joinable.delete(alert.key);
  }
  for (const { alert } of changes) if (alert.isJoinable) joinable.set(alert.key, alert.id);
}

/** Commands never hide what is critical or gas; no rule here names what is critical. */
function hidingOf(detection: Detection, said: readonly Said[], now: Instant): readonly Hiding[] {
  const { severity, type, asset } = detection;
  if (severity === 'critical') return [];
  const about = said.filter((s) => s.asset === 'line-1/*' || s.asset === asset);
  const hiding: Hiding[] = [];
  for (const { kind, asset, type: of, reason } of type === 'gas-leak' ? [] : about) {
    if (kind === 'state' || (of !== null && of !== type)) continue;
    const ofType = of === null ? '' : ` (${of})`;
    hiding.push({ by: kind, detail: `${kind} of ${asset}${ofType}: ${reason}` });
  }
  if (asset === 'line-1/press' && isCleaning(now)) {
    hiding.push({ by: 'rule', detail: 'suppress.0: cleaning in place' });
  }
  const typed = about.filter((s) => s.kind === 'state').at(-1)?.state;
  const state = String(detection.extra.assetState ?? typed ?? '').trim();
  if (type === 'vibration' && state.toLowerCase() === 'stopped') {
    hiding.push({ by: 'rule', detail: 'suppress.1: stands' });
  }
  return hiding;
}

/** Winter in Paris: an hour ahead. Sunday is 0. */
function isCleaning(now: Instant): boolean {
  const wall = new Date(now + HOUR);
  const time = wall.toISOString().slice(11, 16);
  const isTime = (time >= '12:20' && time < '13:25') || (time >= '14:30' && time < '17:00');
  return isTime && [0, 1, 3].includes(wall.getUTCDay());
}
