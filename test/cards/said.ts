// Asks and replies as fixtures: each is what a handler would hand to the renderers.
import type { AlertEvent, EventKind, PersonId } from '../../bot/core/alert.ts';
import type { AskReason, Lost } from '../../bot/core/escalation.ts';
import { kpis } from '../../bot/core/kpi/report.ts';
import type { KpiAlert } from '../../bot/core/kpi/rows.ts';
import type { Miss } from '../../bot/core/miss.ts';
import type { News } from '../../bot/core/news.ts';
import type { Person } from '../../bot/core/plant.ts';
import { HOUR, MINUTE, SECOND } from '../../bot/core/time.ts';
import type { AlertView, Message } from '../../bot/core/view.ts';
import { type AskModel, askModel } from '../../cards/ask/model.ts';
import type { ReplyBody, ReplyModel } from '../../cards/reply/model.ts';
import { row as kpiRow } from '../core/kpi-rows.ts';
import { ana, bo, openedAt, sam, setting, views } from './fixtures.ts';
import { HOSTILE } from './hostile.ts';
import { ruleReplies } from './rules.ts';
import { shiftReplies } from './shift-replies.ts';
import { suppressReplies } from './suppress-replies.ts';

function asking(view: AlertView, reason: AskReason, people: readonly Person[]): AskModel {
  return askModel(view, { reason, people: people.map((p) => p.id), copyTo: null }, people, setting);
}

function told(news: Omit<News, 'at'>, view: AlertView = views.confirmed): AskModel {
  const at = openedAt + 30 * MINUTE;
  const ask = { reason: 'news', people: [], copyTo: null, news: { ...news, at } } as const;
  return askModel(view, ask, [ana, bo, sam], setting);
}

const nasty: Person = { ...bo, name: HOSTILE.text };

function undeliveredTo(
  where: { channel: string | null; person: string | null },
  over: Partial<Lost> = {},
  reasonToTell: 'undelivered' | 'delivered-again' = 'undelivered',
): AskModel {
  const reason = 'Andon is not a member of this conversation. Add the Andon app to the team.';
  const refusal = where.channel === null ? 'person-gone' : 'not-member';
  const lost = { platform: 'teams', ...where, reason, refusal, isWide: false, ...over } as const;
  const ask = { reason: reasonToTell, people: [sam.id], copyTo: null, lost } as const;
  return askModel(views.open, ask, [sam, nasty], setting);
}

export const asks: Readonly<Record<string, AskModel>> = {
  'step-silence': asking(views['escalated-by-timer'], 'step', [sam]),
  'step-by-hand': asking(views['escalated-by-hand'], 'step', [sam]),
  'step-idle': asking(views['climbed-past-owner'], 'step', [sam]),
  'step-group': asking(views['escalated-by-timer'], 'step', [
    {
      ...sam,
      id: 'person-fitters',
      name: 'Fitters',
      identities: [{ platform: 'slack', tenant: '', user: 'S0FITTERS1' }],
    },
  ]),
  again: asking(views.expired, 'again', []),
  expired: asking(views.expired, 'expired', [sam]),
  idle: asking(views.confirmed, 'idle', [ana]),
  unattended: asking(views.open, 'unattended', [sam]),
  'expired-admins': asking(views.expired, 'expired-admins', [sam]),
  unreached: askModel(
    views['escalated-by-timer'],
    { reason: 'unreached', people: [sam.id], copyTo: null, level: 1 },
    [sam],
    setting,
  ),
  'rejected-yours': asking(views.rejected, 'rejected-yours', [bo]),
  'taken-from-you': asking(views.taken, 'taken-from-you', [ana]),
  'hand-over-past': asking(views.taken, 'hand-over', [bo]),
  'news-climbed': told(
    { kind: 'escalated', by: null, detail: { to: 'channel:floor', level: 2 } },
    views['escalated-by-timer'],
  ),
  'news-handed-over': told({
    kind: 'handed-over',
    by: bo.id,
    detail: { from: ana.id, to: bo.id },
  }),
  'news-declined': told({ kind: 'declined', by: bo.id, detail: {} }),
  'news-shelved': told({
    kind: 'shelved',
    by: sam.id,
    detail: { note: 'Camera is cleaned', until: openedAt + 90 * MINUTE },
  }),
  'news-unshelved': told({ kind: 'unshelved', by: null, detail: {} }),
  'news-cleared': told({ kind: 'cleared', by: null, detail: {} }),
  'news-expired': told({ kind: 'expired', by: null, detail: {} }),
  'news-undone': told({ kind: 'undone', by: ana.id, detail: { verb: 'reject' } }),
  'news-note': told({
    kind: 'note',
    by: ana.id,
    detail: { note: HOSTILE.text, pictures: ['https://files.example.com/1'] },
  }),
  'hand-over': asking(views['hand-over-offered'], 'hand-over', [bo]),
  'hand-over-crew': asking(views['hand-over-crew'], 'hand-over', [bo, sam]),
  'hand-over-wanted': asking(views['hand-over-wanted'], 'hand-over', [ana]),
  undelivered: asking(views.open, 'undelivered', [sam]),
  'undelivered-there': undeliveredTo({ channel: 'line-1', person: null }),
  'undelivered-to-somebody': undeliveredTo({ channel: null, person: nasty.id }),
  'undelivered-at-all': undeliveredTo(
    { channel: 'line-1', person: null },
    { isWide: true, refusal: 'credentials' },
  ),
  'undelivered-hostile': undeliveredTo(
    { channel: HOSTILE.text, person: null },
    { refusal: 'other', reason: HOSTILE.text },
  ),
  'delivered-again': undeliveredTo({ channel: 'line-1', person: null }, {}, 'delivered-again'),
  'two-of-one-name': asking(views.expired, 'step', [
    sam,
    { ...ana, name: sam.name },
    { ...sam, identities: [] },
  ]),
  hostile: asking(views.hostile, 'hand-over', [nasty, { ...nasty, identities: [] }]),
};

const names: ReadonlyMap<PersonId, string> = new Map([ana, sam, bo].map((p) => [p.id, p.name]));

function event(
  kind: EventKind,
  by: PersonId | null,
  afterMs: number,
  revision: number,
): AlertEvent {
  return { kind, at: openedAt + afterMs, by, revision, set: {}, detail: {} };
}

const message: Message = {
  id: 'm1',
  subject: { kind: 'alert', id: views.confirmed.alert.id },
  kind: 'card',
  platform: 'slack',
  channel: 'line-1',
  person: null,
  address: '1795.0001',
  state: 'sent',
  revision: 2,
  postedAt: openedAt + SECOND,
  updatedAt: openedAt + MINUTE,
  receipts: [
    { at: openedAt, kind: 'queued' },
    { at: openedAt, kind: 'delayed', reason: 'asked-to-wait', ms: 14 * SECOND },
    { at: openedAt + 14 * SECOND, kind: 'posted', ms: 14 * SECOND },
    { at: openedAt + 40 * SECOND, kind: 'updated', ms: 300, times: 2 },
    { at: openedAt + MINUTE, kind: 'updated', ms: 200 },
  ],
};

/** `x` alerts of `n` judged real for one model; the rest of them not. */
function judged(name: string, version: string, x: number, n: number): readonly KpiAlert[] {
  return Array.from({ length: n }, (_, i) => ({
    ...kpiRow(),
    id: `${name}-${version}-${i}`,
    openedAt,
    closedAt: openedAt + 9 * MINUTE,
    answeredAt: openedAt + (40 + 10 * i) * SECOND,
    verdict: i < x ? ('real' as const) : ('not_real' as const),
    label: {
      verdict: i < x ? ('real' as const) : ('not_real' as const),
      technicalTruth: i < x,
      actionable: i < x,
      strength: 1,
    },
    models: [{ name, version }],
  }));
}

function silent(name: string, version: string): KpiAlert {
  const [row] = judged(name, version, 1, 1);
  if (row === undefined) throw new Error('no row');
  return {
    ...row,
    id: `${name}-silent`,
    answeredAt: null,
    closedAt: null,
    verdict: 'pending',
    label: null,
  };
}

const report = kpis(
  [
    ...judged('scratch', '4.2', 12, 14),
    ...judged('scratch', '4.3', 2, 2),
    ...judged('bearing-heat', '2.3.1', 3, 11),
    silent('ppe', '1.0'),
    { ...silent('ppe', '1.0'), id: 'contested', verdict: 'contested' },
  ],
  openedAt + 60 * MINUTE,
);

/** A shift with a flood: two minutes in which an asset says the same again and again, and few answer. */
const busy = [
  ...judged('scratch', '4.2', 20, 30).map((row, i) => ({
    ...row,
    channel: 'line-1',
    asset: 'line-1/press-7',
    type: 'overheating',
    openedAt: openedAt + 3 * HOUR + i * 4 * SECOND,
    answeredAt: i < 18 ? openedAt + 3 * HOUR + (i + 1) * MINUTE : null,
    closedAt: i < 18 ? openedAt + 4 * HOUR : null,
    isClimbedByItself: i >= 18,
    chatter: i < 2 ? 0.2 : null,
  })),
  ...judged('leak', '1.0', 1, 2).map((row, i) => ({
    ...row,
    channel: 'floor',
    openedAt: openedAt + i * HOUR - 30 * HOUR * i,
    closedAt: null,
    answeredAt: null,
  })),
];

const open = [
  views.open,
  views.critical,
  views.confirmed,
  views['escalated-by-timer'],
  views.shelved,
];

const missed: Miss = {
  id: 'miss-1',
  at: openedAt,
  happenedAt: openedAt - 10 * MINUTE,
  site: 'lyon-2',
  asset: 'line-1/station-12',
  type: 'oil-leak',
  by: ana.id,
  platform: 'console',
  channel: null,
  text: null,
  link: null,
  alert: null,
};

const bodies: Readonly<Record<string, ReplyBody>> = {
  ...ruleReplies,
  'help-admin': { kind: 'help', unknown: null, role: 'admin' },
  models: { kind: 'models', models: report.models },
  help: { kind: 'help', unknown: null },
  'help-unknown': { kind: 'help', unknown: 'confrim 4b2 <!channel> *now*' },
  'help-word': { kind: 'help', unknown: 'show me', word: 'show' },
  'list-open': {
    kind: 'list',
    of: 'open',
    alerts: open.map((v) => v.alert),
    hasMore: true,
    names,
  },
  'list-mine': { kind: 'list', of: 'mine', alerts: [views.confirmed.alert], hasMore: false, names },
  'list-mine-empty': { kind: 'list', of: 'mine', alerts: [], hasMore: false, names },
  'list-open-empty': { kind: 'list', of: 'open', alerts: [], hasMore: false, names },
  'list-hostile': {
    kind: 'list',
    of: 'open',
    alerts: Array.from({ length: 100 }, () => views.hostile.alert),
    hasMore: false,
    names: new Map([[ana.id, HOSTILE.text]]),
  },
  show: {
    kind: 'show',
    view: views['confirmed-with-reason'],
    events: [
      event('opened', null, 0, 1),
      event('confirmed', ana.id, MINUTE, 2),
      event('reason', ana.id, 2 * MINUTE, 3),
    ],
    messages: [
      message,
      { ...message, id: 'm2', platform: 'teams', state: 'ambiguous' },
      { ...message, id: 'm3', kind: 'direct', channel: null, person: sam.id },
    ],
  },
  'show-with-notes': {
    kind: 'show',
    view: views.confirmed,
    events: [
      event('opened', null, 0, 1),
      {
        ...event('note', ana.id, MINUTE, 2),
        detail: {
          note: 'The bearing is warm.',
          pictures: [
            'https://plant.slack.com/files/U1/F1/bearing.jpg',
            'https://plant.slack.com/F2',
          ],
        },
      },
      {
        ...event('note', bo.id, 2 * MINUTE, 3),
        detail: { pictures: ['javascript:alert(1)', 'https://ok@evil.example/<b>|x'] },
      },
    ],
    messages: [],
  },
  'show-hostile': {
    kind: 'show',
    view: views['hostile-open'],
    events: Array.from({ length: 200 }, (_, i) => event('joined', ana.id, i * MINUTE, i)),
    messages: Array.from({ length: 50 }, () => ({ ...message, channel: HOSTILE.text })),
  },
  report: { kind: 'report', span: 'week', kpis: report },
  'report-busy': {
    kind: 'report',
    span: 'shift',
    kpis: kpis(busy, openedAt + 8 * HOUR, { from: openedAt }),
  },
  'report-hostile': {
    kind: 'report',
    span: 'all',
    kpis: kpis(
      Array.from({ length: 40 }, (_, n) => ({
        ...silent(`${n} ${HOSTILE.text}`, '1'),
        ...{ channel: `${n % 9} ${HOSTILE.text}`, asset: HOSTILE.text, type: `${n % 5} *x*` },
      })),
      openedAt + HOUR,
    ),
  },
  'report-suppressed': {
    ...{ kind: 'report', span: 'shift', kpis: kpis([], openedAt) },
    suppressed: { detections: 12, held: 2 },
  },
  'report-empty': { kind: 'report', span: 'today', kpis: kpis([], openedAt) },
  'report-silent': { kind: 'report', span: 'all', kpis: kpis([silent('ppe', '1.0')], openedAt) },
  told: {
    kind: 'told',
    told: {
      answer: { code: 'faster', who: ana.id, at: openedAt + MINUTE, verdict: 'real' },
      names,
    },
  },
  miss: { kind: 'miss', miss: missed, seen: null },
  'miss-seen': {
    kind: 'miss',
    miss: { ...missed, asset: HOSTILE.text },
    seen: { alert: views.rejected.alert, observedAt: openedAt - 20 * MINUTE },
  },
  ...shiftReplies,
  ...suppressReplies,
};

export const replies: Readonly<Record<string, ReplyModel>> = Object.fromEntries(
  Object.entries(bodies).map(([name, body]) => [name, { setting, body }]),
);
