// A place that nothing can be brought to, and a place where something gets through again: the admins are told, once each, and
// open alerts get the cards that they lack there. That it is told and that it is known are one commit, so neither a crash nor a
// second process says it twice.
import type { Alert } from '../bot/core/alert.ts';
import type { Lost } from '../bot/core/escalation.ts';
import type { Saying } from '../bot/core/saying.ts';
import { missingAfter, newsOf, type Trouble, troubleKey } from '../bot/core/trouble.ts';
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

/** Open alerts that are looked at when something gets through again, in pages. */
const PAGE = 50;
const PAGES_LIMIT = 100;
/** How many of them get their card then, at the platform's pace; what waited for days is more than a flood, and must be seen. */
const BROUGHT_AT_ONCE = 100;

/** Tells that it is over unless somebody else just did, and brings the cards that are still missing there. */
export async function onWell(trouble: Trouble, deps: Deps): Promise<void> {
  // Before it counts as over: whoever takes over from a process that died in between brings them.
  await bringMissing(trouble, deps);
  for (let attempt = 1; attempt <= DECIDE_ATTEMPTS; attempt += 1) {
    if (!(await deps.store.troubles()).some((t) => t.id === trouble.id)) return;
    const alert = await deps.store.alert(trouble.alert);
    if (alert === null) return;
    const news = newsOf(trouble, 'delivered-again', alert, deps.around);
    if (await said(alert, news, { begun: [], over: [trouble.id] }, deps)) return;
  }
}

async function bringMissing(trouble: Trouble, deps: Deps): Promise<void> {
  const { channel } = trouble;
  if (channel === null) return;
  let cursor: string | null = null;
  let brought = 0;
  for (let page = 0; page < PAGES_LIMIT; page += 1) {
    const { items, next } = await deps.store.alerts({ channel, state: 'open' }, PAGE, cursor);
    for (const { id } of items) {
      if (brought === BROUGHT_AT_ONCE) return;
      if (await bring(id, trouble, deps)) brought += 1;
    }
    if (next === null) return;
    cursor = next;
  }
}

/** False when none is missing, or when the alert moved on each time. */
async function bring(id: string, trouble: Trouble, deps: Deps): Promise<boolean> {
  for (let attempt = 1; attempt <= DECIDE_ATTEMPTS; attempt += 1) {
    const alert = await deps.store.alert(id);
    if (alert === null) return false;
    const missing = missingAfter(trouble, alert, await deps.store.messages(id));
    if (missing === null) return false;
    if (await broughtBack(alert, missing, deps)) return true;
  }
  return false;
}

/** False when the alert, or its digest, was faster. */
async function broughtBack(alert: Alert, missing: Saying, deps: Deps): Promise<boolean> {
  if (missing.digest === undefined) return said(alert, [missing], { begun: [], over: [] }, deps);
  const view = await deps.store.digest(missing.digest);
  if (view === null) return true;
  const { digest } = view;
  const digests = [{ digest, expected: digest.size, added: [], deliveries: [missing] }];
  const commit = { changes: [], detections: [], quarantine: [], labels: [], digests };
  if ((await deps.store.commit(commit)) === 'stale') return false;
  deps.wake();
  return true;
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
