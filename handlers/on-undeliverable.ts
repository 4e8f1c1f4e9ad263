// A message can never be delivered (its channel is gone, its person unknown to the platform). That is said loudly, whoever
// was asked there is asked directly, and a step that reached nobody is passed at once: silence is never the end.
import type { Alert } from '../bot/core/alert.ts';
import { ask as tellOf } from '../bot/core/decision.ts';
import { reach } from '../bot/core/escalation.ts';
import { inChannel } from '../bot/core/handover/saying.ts';
import type { Refusal } from '../bot/core/receipts.ts';
import { directly } from '../bot/core/saying.ts';
import { isLasting } from '../bot/core/trouble.ts';
import { undelivered } from '../bot/core/undelivered.ts';
import { unreached } from '../bot/core/verbs/climbing.ts';
import { alertIn } from '../bot/core/view.ts';
import type { Delivery } from '../bot/ports/outbox.ts';
import type { Change } from '../bot/ports/store.ts';
import { changeOf } from './change.ts';
import { DECIDE_ATTEMPTS, type Deps } from './deps.ts';

export async function onUndeliverable(
  delivery: Delivery,
  reason: string,
  refusal: Refusal | null,
  deps: Deps,
): Promise<void> {
  const { message } = delivery;
  deps.meter.count('andon_unreachable_total', {});
  deps.log.error('a message can not be delivered', {
    subject: message.subject.id,
    platform: message.platform,
    channel: message.channel,
    reason,
  });
  if (message.subject.kind === 'handover') return handOverElsewhere(delivery, deps);
  const about = alertIn(message);
  if (about === null) return;
  for (let attempt = 1; attempt <= DECIDE_ATTEMPTS; attempt += 1) {
    const alert = await deps.store.alert(about);
    if (alert === null) return;
    const change = await changeAfter(delivery, { reason, refusal }, alert, deps);
    if (change === null) return;
    const commit = { changes: [change], detections: [], quarantine: [], labels: [] };
    if ((await deps.store.commit(commit)) === 'done') return deps.wake();
  }
}

/** Whoever should have had the hand-over can't be reached after all: their channel is told. */
async function handOverElsewhere({ message, key }: Delivery, deps: Deps): Promise<void> {
  if (message.person === null) return;
  for (let attempt = 1; attempt <= DECIDE_ATTEMPTS; attempt += 1) {
    const handover = await deps.store.handover(message.subject.id);
    if (handover === null) return;
    const { revision: expected } = handover;
    const deliveries = inChannel(handover, `${key}:lost`, deps.around);
    const handovers = [{ handover: { ...handover, revision: expected + 1 }, expected, deliveries }];
    const commit = { changes: [], detections: [], quarantine: [], labels: [], handovers };
    if ((await deps.store.commit(commit)) === 'done') return deps.wake();
  }
}

async function changeAfter(
  delivery: Delivery,
  { reason, refusal }: { readonly reason: string; readonly refusal: Refusal | null },
  alert: Alert,
  deps: Deps,
): Promise<Change | null> {
  const { message, ask, key } = delivery;
  const others = (await deps.store.messages(alert.id)).filter((m) => m.id !== message.id);
  const elsewhere =
    message.kind === 'thread' && ask !== null
      ? directly(ask, ask.people, key, message.platform, alert)
      : [];
  const isPassedOn = elsewhere.length > 0;
  const now = deps.clock.now();
  const step = alert.policy.steps[alert.level];
  const asked = step === undefined ? [] : (reach(step, alert, deps.around, now)?.ask.people ?? []);
  const loss = { message, others, reason, asked, isPassedOn, now };
  const lost = undelivered(alert, loss);
  // Of a place in trouble the admins are told once; of a step that nothing else tells of, here.
  const isStep = lost.alert.dueAt === now && alert.dueAt !== now;
  const isTold = refusal !== null && isLasting(refusal);
  const decision =
    isStep && !isTold ? tellOf(lost, ...unreached(alert, alert.level, now, deps.around)) : lost;
  const change = changeOf(decision, alert.revision, [], deps, null) ?? nothing(alert);
  const deliveries = [...change.deliveries, ...elsewhere];
  return change.events.length === 0 && deliveries.length === 0 ? null : { ...change, deliveries };
}

function nothing(alert: Alert): Change {
  const said = { events: [], labels: [], deliveries: [] };
  return { alert, expected: alert.revision, ...said, refreshCards: false };
}
