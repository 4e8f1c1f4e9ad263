// How much a channel asks of the people behind it, against the figures of ISA-18.2 for one operating position: about six
// alerts an hour are acceptable, twelve the most that can be managed; more than ten in ten minutes should hardly ever happen.
import { floods } from '../storm.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../time.ts';
import type { KpiAlert } from './rows.ts';

export const ACCEPTABLE_PER_HOUR = 6;
export const MANAGEABLE_PER_HOUR = 12;
/** Above this share of windows with a flood, or of time in one, something is wrong with what is sent. */
export const FLOOD_SHARE_LIMIT = 0.01;

const WINDOW_MS = 10 * MINUTE;
/** Windows are counted over at most this long before the end of what was asked for. */
export const LOAD_SPAN_MS = 366 * DAY;
const TOP = 10;

export type LoadGrade = 'acceptable' | 'manageable' | 'too-much';

/** What is counted: [from, to). */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

export interface ChannelLoad {
  readonly channel: string;
  readonly alerts: number;
  readonly perDay: number;
  readonly perHour: number;
  readonly perTenMinutes: number;
  readonly maxInTenMinutes: number;
  /** The share of windows of ten minutes with more than ten alerts, the empty windows counted. */
  readonly shareAboveTen: number;
  /** The share of time in a flood (starts above 10 in 10 minutes, ends below 5), and how many there were. */
  readonly shareInFlood: number;
  readonly floods: number;
  readonly grade: LoadGrade;
}

/** What sends most. */
export interface BadActor {
  readonly asset: string;
  readonly type: string;
  readonly alerts: number;
  /** Of all alerts. */
  readonly share: number;
}

export interface BadActors {
  readonly top: readonly BadActor[];
  /** The share of all alerts that the top ten send; null without alerts. */
  readonly share: number | null;
}

/** One line for each channel, the busiest first. Every row counts in its channel when it was opened; joins and ends do not. */
export function load(rows: readonly KpiAlert[], span: Span): readonly ChannelLoad[] {
  const to = Math.max(span.to, span.from);
  const from = Math.floor(Math.max(span.from, to - LOAD_SPAN_MS) / WINDOW_MS) * WINDOW_MS;
  const windows = Math.max(1, Math.ceil((to - from) / WINDOW_MS));
  const counted = rows.filter((r) => r.openedAt >= from && r.openedAt < from + windows * WINDOW_MS);
  return [...grouped(counted, (r) => r.channel)]
    .map(([channel, here]) => channelLoad(channel, here, from, windows))
    .sort((a, b) => b.alerts - a.alerts || (a.channel < b.channel ? -1 : 1));
}

function channelLoad(
  channel: string,
  rows: readonly KpiAlert[],
  from: Instant,
  windows: number,
): ChannelLoad {
  const counts = new Array<number>(windows).fill(0);
  for (const { openedAt } of rows) {
    const window = Math.floor((openedAt - from) / WINDOW_MS);
    counts[window] = (counts[window] ?? 0) + 1;
  }
  const figures = floods(counts);
  const perWindow = rows.length / windows;
  const perHour = perWindow * (HOUR / WINDOW_MS);
  return {
    channel,
    alerts: rows.length,
    perDay: perHour * 24,
    perHour,
    perTenMinutes: perWindow,
    maxInTenMinutes: figures.max,
    shareAboveTen: figures.shareAbove ?? 0,
    shareInFlood: figures.shareInFlood ?? 0,
    floods: figures.episodes.length,
    grade: gradeOf(perHour, Math.max(figures.shareAbove ?? 0, figures.shareInFlood ?? 0)),
  };
}

function gradeOf(perHour: number, floodShare: number): LoadGrade {
  if (perHour > MANAGEABLE_PER_HOUR) return 'too-much';
  const isCalm = perHour <= ACCEPTABLE_PER_HOUR && floodShare <= FLOOD_SHARE_LIMIT;
  return isCalm ? 'acceptable' : 'manageable';
}

export function badActors(rows: readonly KpiAlert[]): BadActors {
  const groups = [...grouped(rows, (r) => JSON.stringify([r.asset, r.type])).values()];
  const top = groups
    .flatMap((group): readonly BadActor[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { asset, type } = first;
      return [{ asset, type, alerts: group.length, share: group.length / rows.length }];
    })
    .sort((a, b) => b.alerts - a.alerts || (a.asset + a.type < b.asset + b.type ? -1 : 1))
    .slice(0, TOP);
  const sent = top.reduce((sum, actor) => sum + actor.alerts, 0);
  return { top, share: rows.length === 0 ? null : sent / rows.length };
}

function grouped<T>(
  all: readonly T[],
  keyOf: (one: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}
