// A message can never be delivered (its channel is gone, its person unknown to the platform). That is an event of its own,
// and an alert that still waits for an answer climbs at once: silence is never the end.
import { isClosed } from '../bot/core/alert.ts';
import { record, unchanged } from '../bot/core/decision.ts';
import { lastLevel } from '../bot/core/escalation.ts';
import type { Delivery } from '../bot/ports/outbox.ts';
import { changeOf } from './change.ts';
import { DECIDE_ATTEMPTS, type Deps } from './deps.ts';

export async function onUndeliverable(
  delivery: Delivery,
  reason: string,
  deps: Deps,
): Promise<void> {
  const { message } = delivery;
  deps.meter.count('andon_unreachable_total', {});
  deps.log.error('a message can not be delivered', {
    alert: message.alert,
    platform: message.platform,
    channel: message.channel,
    reason,
  });
  for (let attempt = 1; attempt <= DECIDE_ATTEMPTS; attempt += 1) {
    const alert = await deps.store.alert(message.alert);
    if (alert === null) return;
    const now = deps.clock.now();
    const others = (await deps.store.messages(alert.id)).filter((m) => m.id !== message.id);
    const isSeen = others.some((m) => m.kind === message.kind && m.state !== 'failed');
    const mustClimb =
      !isSeen &&
      !isClosed(alert) &&
      alert.attention === 'new' &&
      alert.level < lastLevel(alert.policy);
    const decision = record(unchanged(alert, null), {
      kind: 'unreachable',
      at: now,
      by: null,
      set: mustClimb ? { dueAt: now } : {},
      detail: { platform: message.platform, channel: message.channel ?? '', reason },
    });
    const change = changeOf(decision, alert.revision, [], deps);
    if (change === null) return;
    const commit = { changes: [change], detections: [], quarantine: [], labels: [] };
    if ((await deps.store.commit(commit)) === 'done') return;
  }
}
