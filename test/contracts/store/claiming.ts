// The contract of claims: what an outbox may take, for how long, and in which order it comes.
import type { Alert } from '../../../bot/core/alert.ts';
import type { Receipt } from '../../../bot/core/receipts.ts';
import type { Delivery, DeliveryResult, Lane } from '../../../bot/ports/outbox.ts';
import type { NewDelivery } from '../../../bot/ports/store.ts';
import { NOON } from '../../core/world.ts';
import { card, opened, type StoreRig } from './samples.ts';

export const LANE: Lane = { platform: 'slack', channel: 'line-1', person: null };
export const LEASE = 30;

export function claim(
  rig: StoreRig,
  now: number,
  over: { lane?: Lane; op?: 'post' | 'update'; instance?: string; limit?: number } = {},
): Promise<readonly Delivery[]> {
  const leaseUntil = now + LEASE;
  const wish = { lane: LANE, op: 'post', now, leaseUntil, instance: 'me', limit: 10 } as const;
  return rig.memory.outbox.claim({ ...wish, ...over });
}

export async function claimOne(
  rig: StoreRig,
  now: number,
  op: 'post' | 'update' = 'post',
  instance = 'me',
): Promise<Delivery> {
  const [delivery, ...others] = await claim(rig, now, { op, instance });
  if (delivery === undefined || others.length > 0) throw new Error('not exactly one to claim');
  return delivery;
}

export function sent(shown: number, at: number, address = '17.1'): DeliveryResult {
  return { kind: 'sent', address, shown, at };
}

export async function finish(
  rig: StoreRig,
  id: string,
  result: DeliveryResult,
  by = 'me',
  receipts: readonly Receipt[] = [],
): Promise<void> {
  await rig.memory.outbox.finish(id, by, result, receipts);
}

export async function withCard(rig: StoreRig, ...more: readonly NewDelivery[]): Promise<Alert> {
  const key = `card:${rig.ids.next()}`;
  return opened(rig, {}, { deliveries: [card(key), ...more] });
}

export async function posted(rig: StoreRig): Promise<Alert> {
  const alert = await withCard(rig);
  const { id } = await claimOne(rig, NOON);
  await finish(rig, id, sent(1, NOON + 1));
  return alert;
}

export async function messageOf(rig: StoreRig, alert: Alert) {
  const [message] = await rig.memory.store.messages(alert.id);
  return message;
}
