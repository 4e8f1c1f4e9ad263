// Answers about rules as fixtures: each is what a handler would hand to the renderers.
import { HOUR, MINUTE } from '../../bot/core/time.ts';
import type { RuleReply, ShownRevision } from '../../cards/rules/model.ts';
import { plant, standard } from '../core/world.ts';
import { openedAt } from './fixtures.ts';
import { HOSTILE } from './hostile.ts';

const change: ShownRevision = {
  number: 7,
  at: openedAt,
  who: 'Sam Supervisor',
  cause: 'command',
  changes: [
    {
      kind: 'route-added',
      route: { match: { asset: 'line-1/*', severity: 'critical' }, channel: 'floor' },
    },
  ],
};

const night = {
  ...standard,
  name: 'night',
  steps: [
    ...standard.steps.slice(0, 1),
    {
      to: { kind: 'shift-lead' },
      afterMs: 5 * MINUTE,
      repeat: { times: 2, everyMs: 3 * MINUTE },
      needsTwo: true,
    },
    { to: { kind: 'crew', crew: 'B' }, afterMs: 20 * MINUTE },
    { to: { kind: 'person', key: 'ada' }, afterMs: 30 * MINUTE },
  ],
  quiet: { severities: ['low', 'medium'], fromMs: 22 * HOUR, untilMs: 6 * HOUR, zone: 'UTC' },
} as const;

const token = {
  name: 'cam-9',
  scopes: ['ingest', 'read'],
  expiresAt: openedAt + 90 * 24 * HOUR,
  isExpired: false,
} as const;

const [anyRoute] = plant.routes;

export const ruleReplies: Readonly<Record<string, RuleReply>> = {
  channels: {
    kind: 'channels',
    here: 'line-1',
    channels: [
      { name: 'line-1', addresses: { slack: 'C0LINE0001' }, language: 'de', running: ['slack'] },
      {
        name: 'floor',
        addresses: { slack: 'C0FLOOR001', teams: '19:floor@thread.tacv2' },
        language: null,
        running: ['slack'],
      },
    ],
  },
  routes: {
    kind: 'routes',
    firstChannel: 'line-1',
    policies: plant.policies,
    routes: [
      {
        match: { asset: 'line-1/*', severity: 'critical' },
        channel: 'floor',
        policy: 'urgent',
        joinWithinMs: HOUR,
        reopenWithinMs: null,
      },
      ...(anyRoute === undefined ? [] : [{ ...anyRoute, match: { type: 'noise' } }]),
    ],
  },
  'routes-none': { kind: 'routes', firstChannel: 'line-1', policies: plant.policies, routes: [] },
  routed: { kind: 'routed', place: 2, channel: 'line-1', policy: standard },
  'routed-nowhere': { kind: 'routed', place: null, channel: 'line-1', policy: standard },
  policies: { kind: 'policies', policies: [standard, night] },
  people: {
    kind: 'people',
    people: plant.people.map((p) => (p.key === 'ana' ? { ...p, language: 'es' } : p)),
    strangers: ['Zoe Kern'],
    choices: [{ label: { code: 'add', name: 'Zoe Kern' }, command: 'person zoe-kern add U0ZOE' }],
  },
  tokens: {
    kind: 'tokens',
    tokens: [
      token,
      { ...token, name: 'old', expiresAt: openedAt, isExpired: true },
      { ...token, name: 'mes', expiresAt: null },
    ],
  },
  'tokens-none': { kind: 'tokens', tokens: [] },
  plant: {
    kind: 'plant',
    site: 'lyon-2',
    revision: change,
    history: [
      change,
      { ...change, number: 6, cause: 'undo' },
      { ...change, number: 5, who: null, cause: 'file', changes: [] },
    ],
    dropped: [{ kind: 'set', path: ['people', 'ole', 'language'], was: null, value: 'fr' }],
  },
  'plant-file': {
    kind: 'plant-file',
    text: '# Lyon\nroutes:\n  - { match: { asset: "line-1/*" }, channel: line-1 }\n',
  },
  'plant-file-long': { kind: 'plant-file', text: null },
  changed: {
    kind: 'changed',
    isUndone: false,
    changes: change.changes,
    revision: 7,
    place: 1,
  },
  undone: {
    kind: 'changed',
    isUndone: true,
    changes: [{ kind: 'set', path: ['people', 'ana', 'roles'], was: ['lead'], value: null }],
    revision: 8,
    place: null,
  },
  secret: { kind: 'secret', token, secret: 'andon__a-secret_with_signs*' },
  claimed: { kind: 'claimed', name: 'Zoe Kern' },
  prompt: {
    kind: 'prompt',
    question: { code: 'taken', name: 'press', other: 'line-1' },
    choices: [
      { label: { code: 'move-here' }, command: 'channel press here sure C0LINE0001' },
      { label: { code: 'leave' }, command: 'channel' },
    ],
  },
  'prompt-many': {
    kind: 'prompt',
    question: { code: 'which-channel' },
    choices: Array.from({ length: 30 }, (_, n) => ({
      label: { code: 'input', text: `${HOSTILE.text} ${n}` } as const,
      command: `route add type=noise channel=c-${n}`,
    })),
  },
  'not-a-lead': { kind: 'refused', why: { code: 'not-a-lead' } },
  'changed-meanwhile': {
    kind: 'refused',
    why: { code: 'changed-meanwhile', who: 'Ada Admin', at: openedAt },
  },
  'channel-in-use': {
    kind: 'refused',
    why: {
      code: 'channel-in-use',
      name: 'floor',
      users: { routes: [1, 4], policies: ['standard'] },
    },
  },
  'rules-hostile': {
    kind: 'people',
    people: Array.from({ length: 200 }, () => ({
      key: HOSTILE.text,
      name: HOSTILE.text,
      roles: ['lead'] as const,
      identities: [],
    })),
    strangers: [HOSTILE.text],
    choices: [{ label: { code: 'add', name: HOSTILE.text }, command: 'person x add U0X' }],
  },
};
