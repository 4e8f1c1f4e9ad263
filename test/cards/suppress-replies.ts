// What commands about suppression are answered with, as fixtures: a list with every kind, what begins, what ends, refusals, and a
// plant that is hostile.
import type { Held, Suppression } from '../../bot/core/suppression.ts';
import { DAY, HOUR } from '../../bot/core/time.ts';
import type { ReplyBody } from '../../cards/reply/model.ts';
import { ana, openedAt, sam } from './fixtures.ts';
import { HOSTILE } from './hostile.ts';

const listed = { names: new Map([ana, sam].map((p) => [p.id, p.name])), at: openedAt };

const begun: Suppression = {
  ...{ id: 's1', kind: 'maintenance', asset: 'line-1/press-4', type: null, state: null },
  ...{ reason: 'new gearbox', by: sam.id, at: openedAt, until: openedAt + 4 * HOUR },
};

const bare: Held = {
  ...{ kind: 'maintenance', match: { asset: 'line-1/press-4' }, state: null },
  ...{ reason: 'new gearbox', by: sam.id, until: openedAt + 4 * HOUR },
};

/** One of each. */
export const everyHeld: readonly Held[] = [
  bare,
  {
    ...{ ...bare, kind: 'out-of-service', until: null, by: ana.id },
    ...{ match: { asset: 'line-2/*', type: 'vibration' }, reason: 'waits for parts' },
  },
  { ...bare, kind: 'state', state: 'stopped', reason: null, until: openedAt + 2 * DAY },
  {
    ...{ ...bare, kind: 'rule', by: null, reason: 'Cleaning in place' },
    ...{ match: { asset: 'line-3/*', severity: 'low' } },
  },
  {
    ...{ ...bare, kind: 'rule', by: null, until: null, match: {}, reason: 'The line stands' },
    state: 'stopped, cleaning',
  },
];

const hostile: Held = {
  ...bare,
  match: { asset: HOSTILE.text, type: HOSTILE.text },
  reason: HOSTILE.text,
  by: 'gone',
};

const refused = (refusal: Extract<ReplyBody, { kind: 'held-refused' }>['refusal']): ReplyBody => {
  return { kind: 'held-refused', refusal };
};

const beginning = (over: Partial<Suppression>, rest: object = {}): ReplyBody => ({
  kind: 'held-begun',
  begun: { ...begun, ...over },
  others: [],
  isUnknown: false,
  isAsked: true,
  ...listed,
  ...rest,
});

export const suppressReplies: Readonly<Record<string, ReplyBody>> = {
  held: { kind: 'held', held: everyHeld, ...listed },
  'held-none': { kind: 'held', held: [], ...listed },
  'held-many': { kind: 'held', held: Array.from({ length: 40 }, () => bare), ...listed },
  'held-hostile': { kind: 'held', held: [hostile], ...listed },
  'held-maintenance': beginning({}, { others: everyHeld.slice(1, 2) }),
  'held-out-of-service': beginning(
    { kind: 'out-of-service', until: null, type: 'vibration' },
    { isUnknown: true },
  ),
  'held-state': beginning({ kind: 'state', state: 'stopped', until: openedAt + DAY }),
  'held-state-unasked': beginning(
    { kind: 'state', state: HOSTILE.text, until: openedAt + DAY },
    { isAsked: false },
  ),
  'held-over': {
    kind: 'held-ended',
    ...{ of: 'maintenance', asset: 'line-1/press-4', others: everyHeld.slice(3), ...listed },
  },
  'held-in-service': {
    kind: 'held-ended',
    ...{ of: 'out-of-service', asset: 'line-1/press-4', others: [], ...listed },
  },
  'held-leads-only': refused({ code: 'leads-only' }),
  'held-range': refused({ code: 'range', days: 31 }),
  'held-nothing': refused({ code: 'nothing', asset: HOSTILE.text }),
  'held-full': refused({ code: 'full', n: 500 }),
};
