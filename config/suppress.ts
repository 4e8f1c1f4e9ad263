// Suppression in the plant file: rules that keep detections without a card, for planned windows or while an asset is in a state.
// A rule without either would hide its detections for good, so there is none.
import { z } from 'zod';
import type { Match as Pattern } from '../bot/core/plant.ts';
import { type SuppressRule, type SuppressWindow, WEEKDAYS } from '../bot/core/suppression.ts';
import {
  clockText,
  DAY,
  type Day,
  type Instant,
  instantOf,
  parseClock,
  parseDay,
  parseInstant,
  type WallTime,
} from '../bot/core/time.ts';
import { Match, say, section, text, Words } from './fields.ts';
import type { Names, Remark } from './names.ts';

export const MAX_SUPPRESS_RULES = 500;
export const MAX_WINDOWS = 100;
export const MAX_STATES = 50;

const EDGE_SENTENCE =
  'must be a time of day such as "22:00", or a day and a time such as 2026-12-24T06:00 (on the site\'s clock) or 2026-12-24T06:00Z';

/** A time of day, a day and a time on the site's wall, or an instant. */
type Edge =
  | { readonly kind: 'clock'; readonly ms: number }
  | { readonly kind: 'wall'; readonly wall: WallTime }
  | { readonly kind: 'instant'; readonly at: Instant };

const Edge = z.string({ error: say(EDGE_SENTENCE) }).transform((given, context): Edge => {
  const edge = edgeOf(given);
  if (edge !== null) return edge;
  context.addIssue(EDGE_SENTENCE);
  return z.NEVER;
});

function edgeOf(given: string): Edge | null {
  const ms = parseClock(given);
  if (ms !== null) return { kind: 'clock', ms };
  const at = parseInstant(given);
  if (at !== null) return { kind: 'instant', at };
  const [, date = '', time = ''] = /^(\S{10})[T ](\d\d:\d\d)$/.exec(given) ?? [];
  const [day, wallMs]: [Day | null, number | null] = [parseDay(date), parseClock(time)];
  return day === null || wallMs === null ? null : { kind: 'wall', wall: { day, ms: wallMs } };
}

const Window = section({
  days: z
    .array(z.enum(WEEKDAYS, { error: say(`must be one of ${WEEKDAYS.join(', ')}`) }), {
      error: say('must be a list of days of the week, for example [sat, sun]'),
    })
    .min(1, 'needs at least one day')
    .optional(),
  from: Edge.optional(),
  until: Edge.optional(),
});
type Window = z.infer<typeof Window>;

const State = text('must be the name of a state such as stopped', /^(?=.*\S)[^\p{Cc}]{1,60}$/u);

export const Suppress = z
  .array(
    section({
      match: Match,
      when: z
        .array(Window, {
          error: say(
            'must be a list of windows such as { days: [sat], from: "06:00", until: "14:00" }',
          ),
        })
        .min(1, 'needs at least one window')
        .max(MAX_WINDOWS, `has more than ${MAX_WINDOWS} windows`)
        .optional(),
      assetState: z
        .array(State, { error: say('must be a list of states, for example [stopped, cleaning]') })
        .min(1, 'needs at least one state')
        .max(MAX_STATES, `has more than ${MAX_STATES} states`)
        .optional(),
      reason: Words,
    }),
    { error: say('must be a list of rules') },
  )
  .max(MAX_SUPPRESS_RULES, `has more than ${MAX_SUPPRESS_RULES} rules`);
export type Suppress = z.infer<typeof Suppress>;

/** `zone` is the site's. Reads rules that have no fault. */
export function suppressRules(given: Suppress, zone: string): readonly SuppressRule[] {
  return given.map(({ match, when, assetState, reason }) => ({
    match: givenOnly(match),
    windows: when?.flatMap((w) => windowOf(w, zone) ?? []) ?? null,
    assetStates: assetState?.map((s) => s.trim().toLowerCase()) ?? null,
    reason: reason.trim(),
  }));
}

/** What is left out of a match is not asked. */
export function givenOnly(match: z.infer<typeof Match>): Pattern {
  return Object.fromEntries(Object.entries(match).filter((entry) => entry[1] !== undefined));
}

/** Null where it has a fault. */
function windowOf({ days, from, until }: Window, zone: string): SuppressWindow | null {
  const indices = days?.map((d) => WEEKDAYS.indexOf(d)) ?? WEEKDAYS.map((_, i) => i);
  if (from === undefined && until === undefined) {
    return days === undefined ? null : { kind: 'weekly', days: indices, fromMs: 0, untilMs: 0 };
  }
  if (from === undefined || until === undefined) return null;
  if (from.kind === 'clock' && until.kind === 'clock') {
    return { kind: 'weekly', days: indices, fromMs: from.ms, untilMs: until.ms };
  }
  if (from.kind === 'clock' || until.kind === 'clock') return null;
  return { kind: 'once', from: instantAt(from, zone), until: instantAt(until, zone) };
}

function instantAt(edge: Exclude<Edge, { kind: 'clock' }>, zone: string): Instant {
  return edge.kind === 'instant' ? edge.at : instantOf(edge.wall, zone);
}

/** Reads rules whose shape is good. */
export function checkSuppress(given: Suppress | null | undefined, zone: string): Names {
  const faults: Remark[] = [];
  const notes: Remark[] = [];
  (given ?? []).forEach(({ match, when, assetState }, index) => {
    const path = ['suppress', index];
    if (when === undefined && assetState === undefined) {
      const sentence =
        'needs when or assetState: without them it would hide its detections for good';
      faults.push({ path, sentence });
    }
    (when ?? []).forEach((window, i) => {
      const fault = windowFault(window, zone);
      if (fault !== null) faults.push({ path: [...path, 'when', i], sentence: fault });
    });
    const isAll = Object.values(match).every((glob) => glob === undefined || glob === '*');
    if (isAll) notes.push({ path, sentence: 'matches everything, also what names the cause' });
    if (match.severity === 'critical') {
      notes.push({ path: [...path, 'match', 'severity'], sentence: 'hides critical alerts, too' });
    }
  });
  return { faults, notes };
}

function windowFault(window: Window, zone: string): string | null {
  const { days, from, until } = window;
  if (from === undefined && until === undefined) {
    return days === undefined ? 'needs days, or from and until' : null;
  }
  if (from === undefined || until === undefined) return 'needs both from and until, or neither';
  if ((from.kind === 'clock') !== (until.kind === 'clock')) {
    return 'mixes a time of day with a date: both from and until must be of one kind';
  }
  if (from.kind === 'clock' || until.kind === 'clock') {
    const isWhole = from.kind === 'clock' && until.kind === 'clock' && from.ms === until.ms;
    return isWhole
      ? `begins and ends at ${clockText(from.ms)}; for whole days leave both out`
      : null;
  }
  if (days !== undefined) return 'has dates, so it can have no days of the week';
  const [begins, ends] = [instantAt(from, zone), instantAt(until, zone)];
  if (ends <= begins) return 'ends before it begins';
  return ends - begins > MAX_ONCE_MS ? 'is longer than a year' : null;
}

const MAX_ONCE_MS = 366 * DAY;
