// What is kept without a card for a while, and why: by a rule of the plant file, while somebody works on an asset, or while it is
// out of service. What is suppressed is stored like everything else; an alert that is open already is never touched.
import type { PersonId } from './alert.ts';
import type { Detection } from './detection.ts';
import { matchesGlob } from './glob.ts';
import type { Match, Plant } from './plant.ts';
import { isHighlyManaged } from './rights.ts';
import { factsOf, isMatched } from './routing.ts';
import { DAY, type Day, type Instant, instantOf, wallAt } from './time.ts';

/** Monday first, as ISO 8601 counts them. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type SuppressWindow =
  | { readonly kind: 'once'; readonly from: Instant; readonly until: Instant }
  /** On the site's wall, in milliseconds since midnight; `untilMs` at or before `fromMs` is on the next day. */
  | {
      readonly kind: 'weekly';
      /** Indices into WEEKDAYS: the days on which it begins. */
      readonly days: readonly number[];
      readonly fromMs: number;
      readonly untilMs: number;
    };

/** A rule holds while one of its windows is open, and the asset is in one of its states; null = it does not ask. */
export interface SuppressRule {
  readonly match: Match;
  readonly windows: readonly SuppressWindow[] | null;
  /** In lower case. */
  readonly assetStates: readonly string[] | null;
  readonly reason: string;
}

export const SUPPRESSION_KINDS = ['maintenance', 'out-of-service', 'state'] as const;
export type SuppressionKind = (typeof SUPPRESSION_KINDS)[number];

/** What somebody said of an asset by command. A `state` hides nothing by itself: rules ask for it. */
export interface Suppression {
  readonly id: string;
  readonly kind: SuppressionKind;
  /** A name, or a pattern with `*`. */
  readonly asset: string;
  /** Null = every type. */
  readonly type: string | null;
  /** With `state` alone, in lower case. */
  readonly state: string | null;
  readonly reason: string | null;
  readonly by: PersonId;
  readonly at: Instant;
  /** When it ends by itself; null = never, for `out-of-service` alone. */
  readonly until: Instant | null;
}

/** Ends what was said of exactly this asset; `type` null = of every type there. */
export interface SuppressionEnd {
  readonly kind: SuppressionKind;
  readonly asset: string;
  readonly type: string | null;
  readonly by: PersonId;
  readonly at: Instant;
}

/** A detection that got no card, and what it was suppressed by. */
export interface SuppressedDetection {
  readonly id: string;
  readonly at: Instant;
  readonly source: string;
  readonly detectionId: string;
  readonly asset: string;
  readonly type: string;
  readonly by: 'rule' | 'maintenance' | 'out-of-service';
  /** Names the rule, or what was said. */
  readonly detail: string;
}

/**
 * The newest detection of its key got no card, and its producer says when the condition is over. As long as it does not, the
 * condition is believed to last.
 */
export interface SuppressedCondition {
  readonly site: string;
  readonly key: string;
  readonly source: string;
  readonly detectionId: string;
}

/** What is in force now, whoever or whatever began it. */
export interface Held {
  readonly kind: SuppressionKind | 'rule';
  readonly match: Match;
  readonly state: string | null;
  readonly reason: string | null;
  readonly by: PersonId | null;
  readonly until: Instant | null;
}

/** How many hold at once; beyond it something else is wrong. */
export const SUPPRESSIONS_LIMIT = 500;
/** A window by command; what takes longer is out of service. */
export const MAINTENANCE_LIMIT_MS = 31 * DAY;
/** After this a state that somebody typed is no longer believed. */
export const STATE_DEFAULT_MS = DAY;

/** Why a detection gets no card now; null = it gets one. */
export function suppressing(
  detection: Detection,
  plant: Plant,
  said: readonly Suppression[],
  now: Instant,
): Pick<SuppressedDetection, 'by' | 'detail'> | null {
  // Only a rule that names it hides what is critical, and no command what is highly managed.
  const isCritical = detection.severity === 'critical';
  const isShown = isCritical || isHighlyManaged(detection.type, plant);
  const spoken = isShown ? undefined : said.find((s) => s.kind !== 'state' && covers(s, detection));
  if (spoken !== undefined) return { by: kindOf(spoken), detail: detailOf(spoken) };
  const facts = factsOf(detection);
  const rules = plant.suppress ?? [];
  const place = rules.findIndex(
    (rule) =>
      (!isCritical || rule.match.severity === 'critical') &&
      isInState(rule, detection, said) &&
      openUntil(rule, plant.timezone, now) !== null &&
      isMatched(facts, rule.match, plant, now),
  );
  const rule = rules[place];
  return rule === undefined ? null : { by: 'rule', detail: `suppress.${place}: ${rule.reason}` };
}

function covers({ asset, type }: Suppression, detection: Detection): boolean {
  return (
    matchesGlob(detection.asset, asset) && (type === null || matchesGlob(detection.type, type))
  );
}

function kindOf({ kind }: Suppression): SuppressedDetection['by'] {
  return kind === 'maintenance' ? 'maintenance' : 'out-of-service';
}

function detailOf({ kind, asset, type, reason }: Suppression): string {
  return `${kind} of ${asset}${type === null ? '' : ` (${type})`}: ${reason ?? ''}`;
}

/** The producer knows best in which state the asset is; else what somebody said last. */
function isInState(
  { assetStates }: SuppressRule,
  detection: Detection,
  said: readonly Suppression[],
): boolean {
  if (assetStates === null) return true;
  const told = detection.extra.assetState;
  const known = said.findLast((s) => s.kind === 'state' && covers(s, detection))?.state;
  const state = typeof told === 'string' ? told.trim().toLowerCase() : known;
  return state !== undefined && state !== null && assetStates.includes(state);
}

/** When the last of a rule's open windows ends: Infinity where it has none, null while all are shut. */
function openUntil({ windows }: SuppressRule, zone: string, now: Instant): Instant | null {
  if (windows === null) return Number.POSITIVE_INFINITY;
  const ends = windows.flatMap((w) => windowUntil(w, zone, now) ?? []);
  return ends.length === 0 ? null : Math.max(...ends);
}

/** When the window ends that is open now; null while it is shut. */
export function windowUntil(window: SuppressWindow, zone: string, now: Instant): Instant | null {
  if (window.kind === 'once') return window.from <= now && now < window.until ? window.until : null;
  const { day: today } = wallAt(now, zone);
  const ends = [today - 1, today]
    .filter((day) => window.days.includes(weekdayOf(day)))
    .map((day) => spanOn(day, window, zone))
    .filter(({ from, until }) => from <= now && now < until)
    .map(({ until }) => until);
  return ends.length === 0 ? null : Math.max(...ends);
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Between two instants, so that an hour which the clock shows twice does not open it twice. */
function spanOn(
  day: Day,
  { fromMs, untilMs }: Extract<SuppressWindow, { kind: 'weekly' }>,
  zone: string,
): { readonly from: Instant; readonly until: Instant } {
  const lastDay = untilMs <= fromMs ? day + 1 : day;
  return {
    from: instantOf({ day, ms: fromMs }, zone),
    until: instantOf({ day: lastDay, ms: untilMs }, zone),
  };
}

/** What people said, then rules whose time it is. A rule that only asks for a state is listed while somebody said that state. */
export function heldNow(plant: Plant, said: readonly Suppression[], now: Instant): readonly Held[] {
  const spoken = said.map(heldBy);
  const rules = (plant.suppress ?? []).flatMap((rule): readonly Held[] => {
    const until = openUntil(rule, plant.timezone, now);
    const { match, reason, assetStates } = rule;
    const isKnown =
      assetStates === null || said.some((s) => s.state !== null && assetStates.includes(s.state));
    if (until === null || !isKnown) return [];
    const end = Number.isFinite(until) ? until : null;
    return [
      { kind: 'rule', match, state: assetStates?.join(', ') ?? null, reason, by: null, until: end },
    ];
  });
  return [...spoken, ...rules];
}

export function heldBy({ kind, asset, type, state, reason, by, until }: Suppression): Held {
  return { kind, match: { asset, ...(type === null ? {} : { type }) }, state, reason, by, until };
}

/** What holds beside it for some of the same assets. */
export function besides(
  of: Pick<Suppression, 'id' | 'asset'>,
  said: readonly Suppression[],
): readonly Suppression[] {
  return said.filter(
    (s) => s.id !== of.id && (matchesGlob(of.asset, s.asset) || matchesGlob(s.asset, of.asset)),
  );
}
