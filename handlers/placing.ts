// Where a detection goes, whether it has just arrived or is shown only now: it opens an alert, joins one, brings one back or clears
// one, on the alerts as one commit in the making has left them so far.
import { type Alert, isClosed } from '../bot/core/alert.ts';
import { clear, giveWay, join, joins, open, reopen, reopens } from '../bot/core/arrival.ts';
import type { Decision } from '../bot/core/decision.ts';
import type { Detection } from '../bot/core/detection.ts';
import { newsOf } from '../bot/core/news.ts';
import { routeOf } from '../bot/core/routing.ts';
import { cardsIn, sayings } from '../bot/core/saying.ts';
import type { ArrivalResult } from '../bot/ports/producer.ts';
import type { Change } from '../bot/ports/store.ts';
import { type Batch, joinKey, type Touched } from './arrivals.ts';
import type { Deps } from './deps.ts';

export interface Placed {
  readonly status: ArrivalResult['status'];
  readonly alert: Alert | null;
  /** What it was suppressed by. */
  readonly detail?: string;
}

/**
 * Opens, joins or clears, on the alerts as this batch has left them so far. `suppress` says what keeps it from opening one, or
 * from bringing one back; null = nothing does. What is open goes on as it is.
 */
export function place(
  detection: Detection,
  batch: Batch,
  deps: Deps,
  suppress: () => string | null,
): Placed {
  const now = deps.clock.now();
  const present = batch.joinable.get(joinKey(detection));
  if (detection.status === 'cleared') {
    if (present === undefined) return { status: 'logged', alert: null };
    return { status: 'joined', alert: touch(batch, present, clear(present, detection, now)) };
  }
  const routed = routeOf(detection, deps.around.plant, now);
  if (present !== undefined && joins(present, detection, routed)) {
    return { status: 'joined', alert: touch(batch, present, join(present, detection, now)) };
  }
  const detail = suppress();
  if (detail !== null) return { status: 'logged', alert: null, detail };
  const closed = batch.closed.get(joinKey(detection));
  if (present === undefined && closed !== undefined && reopens(closed, routed, now)) {
    return { status: 'joined', alert: touch(batch, closed, reopen(closed, detection, now)) };
  }
  const opened = open(detection, routed, deps.ids.next(), now);
  if (present !== undefined) touch(batch, present, giveWay(present, opened.alert.id, now));
  return { status: 'opened', alert: touch(batch, null, opened) };
}

/** Adds a decision's events to those that this batch already has for the alert. */
function touch(batch: Batch, before: Alert | null, decision: Decision): Alert {
  const { alert } = decision;
  const touched = batch.touched.get(alert.id);
  if (touched === undefined) {
    const isOnDigest = before === null && batch.storms.takes(alert);
    batch.touched.set(alert.id, { expected: before?.revision ?? null, decision, isOnDigest });
  } else {
    const events = [...touched.decision.events, ...decision.events];
    const asks = [...touched.decision.asks, ...decision.asks];
    touched.decision = { ...decision, events, asks };
  }
  if (alert.isJoinable) batch.joinable.set(joinKey(alert), alert);
  else if (batch.joinable.get(joinKey(alert))?.id === alert.id) {
    batch.joinable.delete(joinKey(alert));
  }
  if (isClosed(alert)) batch.closed.set(joinKey(alert), alert);
  return alert;
}

/** What memory is to write of one alert that the batch has touched. */
export function finished(touched: Touched, deps: Deps): Change {
  const { alert, asks, events } = touched.decision;
  const isNew = touched.expected === null;
  return {
    alert,
    expected: touched.expected,
    events: events.map((event) => ({ ...event, id: deps.ids.next() })),
    labels: [],
    deliveries: [
      ...(isNew && !touched.isOnDigest ? cardsIn(alert.channel, alert, deps.around) : []),
      ...sayings(asks, alert, deps.around),
      ...newsOf(events, alert, deps.around),
    ],
    refreshCards: !isNew,
  };
}
