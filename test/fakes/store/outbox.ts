// The memory store's outbox: claims with leases, and how an attempt ended. Same rules as prisma/outbox.ts, in plain loops.
import { SEVERITIES } from '../../../bot/core/plant.ts';
import { noted, waitOf } from '../../../bot/core/receipts.ts';
import type { Instant } from '../../../bot/core/time.ts';
import type { Message } from '../../../bot/core/view.ts';
import type { Delivery, DeliveryResult, Lane, Outbox } from '../../../bot/ports/outbox.ts';
import type { DeliveryRow, Tables } from './tables.ts';

export function memoryOutbox(tables: Tables): Outbox {
  const wanted = (): DeliveryRow[] =>
    [...tables.deliveries.values()].filter((r) => r.state === 'wanted');
  return {
    lanes: async (now) => {
      const ready = wanted().filter((r) => r.nextAt <= now);
      return [...new Map(ready.map((r) => [laneKey(r.lane), r.lane])).values()];
    },
    claim: async ({ lane, op, now, leaseUntil, instance, limit }) =>
      wanted()
        .filter((r) => r.nextAt <= now && laneKey(r.lane) === laneKey(lane))
        .filter((r) => opOf(messageOf(tables, r)) === op)
        .sort((a, b) => (op === 'update' ? a.wantedAt - b.wantedAt : 0) || byUrgency(a, b))
        .slice(0, limit)
        .map((row) => {
          loseClaim(tables, row, now);
          if (op === 'post' && !row.isUnclear) row.triedAt = now;
          Object.assign(row, { claimedBy: instance, nextAt: leaseUntil });
          return deliveryOf(row, messageOf(tables, row));
        }),
    finish: async (id, instance, result, receipts) => {
      const row = tables.deliveries.get(id);
      if (row === undefined || row.claimedBy !== instance) return;
      row.claimedBy = null;
      wholeTimes({ result, receipts });
      const message = settle(row, messageOf(tables, row), result);
      const all = noted(message.receipts, ...receipts);
      tables.messages.set(message.id, { ...message, receipts: all });
    },
    redraw: async (message, now) => {
      const row = [...tables.deliveries.values()].find((r) => r.message === message);
      if (row === undefined || row.isAsk || row.state !== 'done') return;
      if (messageOf(tables, row).address === null) return;
      Object.assign(row, { state: 'wanted', nextAt: now, wantedAt: now, attempts: 0 });
    },
    release: async (now) => {
      const claimed = wanted().filter((r) => r.claimedBy !== null);
      for (const row of claimed) {
        loseClaim(tables, row, now);
        row.nextAt = now;
      }
      return claimed.length;
    },
    rewind: async (since, now, leaseUntil) => {
      for (const row of wanted().filter((r) => r.nextAt > now && r.wantedAt > since)) {
        row.nextAt = Math.min(row.nextAt, row.claimedBy === null ? now : leaseUntil);
        row.wantedAt = Math.min(row.wantedAt, now);
        if (row.triedAt !== null) row.triedAt = Math.min(row.triedAt, now);
      }
    },
    waiting: async (now, limit) =>
      wanted()
        .filter((r) => r.nextAt > now && r.claimedBy === null && !r.isUnclear)
        .sort((a, b) => b.nextAt - a.nextAt)
        .slice(0, limit)
        .flatMap((row) => {
          const message = messageOf(tables, row);
          const cause = waitOf(message.receipts);
          const { lane, nextAt: until } = row;
          return cause === null ? [] : [{ lane, op: opOf(message), until, cause }];
        }),
    nextAt: async () => {
      const times = wanted().map((r) => r.nextAt);
      return times.length === 0 ? null : times.reduce((a, b) => Math.min(a, b));
    },
    pending: async () => wanted().length,
  };
}

function laneKey(lane: Lane): string {
  return `${lane.platform} ${lane.channel} ${lane.person}`;
}

function opOf(message: Message): 'post' | 'update' {
  return message.address === null ? 'post' : 'update';
}

function byUrgency(a: DeliveryRow, b: DeliveryRow): number {
  const order = (r: DeliveryRow): readonly [boolean, boolean, boolean, number, string, string] => [
    r.ask?.reason === 'news',
    r.ask?.reason === 'again',
    !(r.isAsk || r.severity === 'critical'),
    -SEVERITIES.indexOf(r.severity),
    r.subject,
    r.id,
  ];
  const [x, y] = [order(a), order(b)];
  for (const [i, part] of x.entries()) {
    const other = y[i];
    if (other !== undefined && part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

/** Whoever held it is gone: had they been posting, nobody knows whether it was posted. */
function loseClaim(tables: Tables, row: DeliveryRow, now: Instant): void {
  const message = messageOf(tables, row);
  if (row.claimedBy !== null && message.address === null) {
    row.isUnclear = true;
    const receipts = noted(message.receipts, { at: now, kind: 'unclear' });
    tables.messages.set(message.id, { ...message, state: 'ambiguous', receipts });
  }
  row.claimedBy = null;
}

function messageOf(tables: Tables, row: DeliveryRow): Message {
  const message = tables.messages.get(row.message);
  if (message === undefined) throw new Error(`delivery ${row.id} has no message`);
  return message;
}

function deliveryOf(row: DeliveryRow, message: Message): Delivery {
  const { id, key, ask, severity, isUnclear, attempts, wantedAt } = row;
  const triedAt = isUnclear ? row.triedAt : null;
  const op = opOf(message);
  return { id, key, message, ask, severity, op, isUnclear, attempts, wantedAt, triedAt };
}

/** Changes the row and gives the message as it is after the attempt. */
/** As a database keeps them: a part of a millisecond would make the row unreadable. */
function wholeTimes(kept: unknown): void {
  const part = /:(\d+\.\d+)/.exec(JSON.stringify(kept).replace(/"(?:[^"\\]|\\.)*"/g, '""'));
  if (part !== null) throw new Error(`not a whole number of milliseconds: ${part[1]}`);
}

function settle(row: DeliveryRow, message: Message, result: DeliveryResult): Message {
  switch (result.kind) {
    case 'sent': {
      const { address, at, shown: revision } = result;
      settleSent(row, revision, at);
      const isFirst = message.address === null;
      const times = isFirst ? { postedAt: at } : { updatedAt: at };
      return { ...message, address, revision, state: 'sent', ...times };
    }
    case 'later':
      retry(row, result.nextAt, result.isFailure);
      return message;
    case 'unclear':
      retry(row, result.nextAt, true);
      row.isUnclear = message.address === null;
      return row.isUnclear ? { ...message, state: 'ambiguous' } : message;
    case 'post-again':
      retry(row, result.nextAt, true);
      row.isUnclear = false;
      return {
        ...message,
        address: null,
        state: 'pending',
        revision: 0,
        postedAt: null,
        updatedAt: null,
      };
    case 'failed':
      row.state = 'failed';
      return { ...message, state: 'failed' };
  }
}

function settleSent(row: DeliveryRow, shown: number, at: Instant): void {
  Object.assign(row, { attempts: 0, isUnclear: false, triedAt: null });
  if (row.isAsk || shown >= row.wanted) row.state = 'done';
  else Object.assign(row, { nextAt: at, wantedAt: at });
}

function retry(row: DeliveryRow, nextAt: Instant, isFailure: boolean): void {
  row.nextAt = nextAt;
  if (isFailure) row.attempts += 1;
}
