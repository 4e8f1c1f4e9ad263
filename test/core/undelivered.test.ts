// What a message that can't be delivered means for the alert, case by case.
import { expect, test } from 'vitest';
import type { Alert } from '../../bot/core/alert.ts';
import { undelivered } from '../../bot/core/undelivered.ts';
import type { Message } from '../../bot/core/view.ts';
import { scene } from './world.ts';

const NOW = 1_000;

function message(over: Partial<Message>): Message {
  return {
    id: 'm-1',
    subject: { kind: 'alert', id: 'alert-1' },
    kind: 'card',
    platform: 'slack',
    channel: 'line-1',
    person: null,
    address: null,
    state: 'pending',
    revision: 0,
    postedAt: null,
    updatedAt: null,
    receipts: [],
    ...over,
  };
}

const card = message({});
const copy = message({ channel: 'floor' });
const direct = message({ kind: 'direct', channel: null, person: 'id-sam' });
const onTeams = message({ id: 'm-2', platform: 'teams', state: 'sent', address: 'a-2' });
const threadOnTeams = message({ id: 'm-3', kind: 'thread', platform: 'teams', state: 'sent' });
const toAdmin = message({
  id: 'm-5',
  kind: 'direct',
  channel: null,
  person: 'id-ada',
  state: 'sent',
});
const thread = message({ id: 'm-6', kind: 'thread', state: 'sent', address: 'a-6' });
const failed = message({ id: 'm-4', kind: 'thread', state: 'failed' });

const CASES: readonly [
  title: string,
  alert: Partial<Alert>,
  lost: Message,
  others: readonly Message[],
  climbs: boolean,
][] = [
  ['the only card', {}, card, [], true],
  ['the only card that is not lost yet is another channel’s', {}, card, [copy], true],
  ['a card that stands on another platform too', {}, card, [onTeams], false],
  ['the first card, after the alert has climbed', { level: 1 }, card, [], false],
  ['a copy that is the last step', { level: 2 }, copy, [onTeams], false],
  ['the only message to the lead', { level: 1 }, direct, [card, failed], true],
  ['what an admin was told beside it', { level: 1 }, direct, [card, toAdmin], true],
  ['one of two messages to leads', { level: 1 }, direct, [card, threadOnTeams], false],
  ['what a lead was told who can’t see the thread', { level: 1 }, direct, [card, thread], true],
  ['the same, where another platform asks them', { level: 1 }, direct, [threadOnTeams], false],
  ['the card of an answered alert', { attention: 'acknowledged' }, card, [], false],
  ['the card of a closed alert', { work: 'done' }, card, [], false],
];

test.each(CASES)('%s', (_title, over, lost, others, climbs) => {
  const alert = { ...scene().alert, ...over };
  const loss = {
    message: lost,
    others,
    reason: 'gone',
    asked: ['id-sam'],
    isPassedOn: false,
    now: NOW,
  };
  const { events, alert: after } = undelivered(alert, loss);
  expect(events.map((e) => e.kind)).toEqual(['unreachable']);
  expect(after.dueAt).toBe(climbs ? NOW : alert.dueAt);
});

test('a copy that is not the last step climbs, whatever stands elsewhere', () => {
  const { policy } = scene().alert;
  const steps = [...policy.steps, { to: { kind: 'lead' as const }, afterMs: 9_000_000 }];
  const alert = { ...scene().alert, level: 2, policy: { ...policy, steps } };
  const loss = {
    message: copy,
    others: [onTeams],
    reason: 'gone',
    asked: ['id-sam'],
    isPassedOn: false,
    now: NOW,
  };
  expect(undelivered(alert, loss).alert.dueAt).toBe(NOW);
});

test('whoever is asked another way is waited for', () => {
  const alert = { ...scene().alert, level: 1 };
  const loss = {
    message: failed,
    others: [],
    reason: 'gone',
    asked: ['id-sam'],
    isPassedOn: true,
    now: NOW,
  };
  expect(undelivered(alert, loss).alert.dueAt).toBe(alert.dueAt);
});

test('a card that stands and can not be updated is no change', () => {
  const loss = {
    message: { ...card, address: '1.2' },
    others: [],
    reason: 'gone',
    asked: [],
    isPassedOn: false,
    now: NOW,
  };
  expect(undelivered(scene().alert, loss).events).toEqual([]);
});
