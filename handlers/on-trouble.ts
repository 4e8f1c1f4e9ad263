// A place that nothing can be brought to, and a place where something gets through again: the admins are told, once each. That
// it is told and that it is known are one commit, so neither a crash nor a second process says it twice.
import type { Alert } from '../bot/core/alert.ts';
import type { Lost } from '../bot/core/escalation.ts';
import { newsOf, type Trouble, troubleKey } from '../bot/core/trouble.ts';
import { alertIn, type Message } from '../bot/core/view.ts';
import type { Delivery } from '../bot/ports/outbox.ts';
import type { Change, Commit } from '../bot/ports/store.ts';
import { DECIDE_ATTEMPTS, type Deps } from './deps.ts';

/** Tells of a trouble unless it is known. */
export async function onTrouble(delivery: Delivery, lost: Lost, deps: Deps): Promise<void> {
  const key = troubleKey(lost);
  for (let attempt = 1; attempt <= DECIDE_ATTEMPTS; attempt += 1) {
    if ((await deps.store.troubles()).some((t) => t.key === key)) return;
    const alert = await alertFor(delivery.message, deps);
    if (alert === null) return;
    const { op } = delivery;
    const since = deps.clock.now();
    const trouble = { ...lost, id: deps.ids.next(), key, op, since, alert: alert.id };
    const news = newsOf(trouble, 'undelivered', alert, deps.around);
    if (await said(alert, news, { begun: [trouble], over: [] }, deps)) {
      const { platform, channel, reason } = lost;
      deps.log.error('a place can not be reached', { platform, channel, reason });
      return;
    }
  }
}

/** Tells that it is over unless somebody else just did. */
export async function onWell(trouble: Trouble, deps: Deps): Promise<void> {
  for (let attempt = 1; attempt <= DECIDE_ATTEMPTS; attempt += 1) {
    if (!(await deps.store.troubles()).some((t) => t.id === trouble.id)) return;
    const alert = await deps.store.alert(trouble.alert);
    if (alert === null) return;
    const news = newsOf(trouble, 'delivered-again', alert, deps.around);
    if (await said(alert, news, { begun: [], over: [trouble.id] }, deps)) return;
  }
}

/** The alert that the message is about; for one that stands for many, the newest of its channel. */
async function alertFor(message: Message, deps: Deps): Promise<Alert | null> {
  const about = alertIn(message);
  if (about !== null) return deps.store.alert(about);
  const filter = message.channel === null ? {} : { channel: message.channel };
  return (await deps.store.alerts(filter, 1, null)).items[0] ?? null;
}

/** False when the alert, or somebody's word on the trouble, was faster. */
async function said(
  alert: Alert,
  deliveries: Change['deliveries'],
  troubles: NonNullable<Commit['troubles']>,
  deps: Deps,
): Promise<boolean> {
  const change = { alert, expected: alert.revision, events: [], labels: [], deliveries };
  const changes = [{ ...change, refreshCards: false }];
  const commit = { changes, detections: [], quarantine: [], labels: [], troubles };
  if ((await deps.store.commit(commit)) === 'stale') return false;
  deps.wake();
  return true;
}
