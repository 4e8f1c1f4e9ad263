// What must hold after every shift, however it went: the invariants of the design, read from memory and from the chat.
import { expect } from 'vitest';
import { type Alert, isClosed, replay } from '../../bot/core/alert.ts';
import { liveLabels } from '../../bot/core/feedback.ts';
import { AHEAD_MS } from '../../bot/core/retiming.ts';
import { SECOND } from '../../bot/core/time.ts';
import { SHELVE_LIMIT_MS } from '../../bot/core/verbs/shelving.ts';
import type { FakeMessage } from '../fakes/chat.ts';
import type { Harness } from '../harness.ts';
import type { Sheet } from './noting.ts';
import { everyAlert, type Shift, titleOf } from './shift.ts';
import type { Arrived, Watch } from './suppressing.ts';

export async function checkInvariants({ h, accepted, watch, ledger }: Shift): Promise<void> {
  const { store, outbox } = h.memory;
  const alerts = await everyAlert(h);
  const kept = new Set<string>();
  for (const alert of alerts) {
    const { events, detections, labels } = await store.history(alert.id);
    expect(replay(events), 'replaying the events rebuilds the row').toEqual(alert);
    for (const d of detections)
      kept.add(`${d.detection.source} ${d.detection.id} ${d.detection.status}`);
    // Counted from the tap: people were told the hour, so it stays where the clock is put right.
    for (const { at, set } of events.filter((e) => e.kind === 'shelved'))
      expect((set.shelf?.until ?? 0) - at, 'shelved for half a day at most').toBeLessThanOrEqual(
        SHELVE_LIMIT_MS,
      );
    checkSilence(alert, h.clock.now());
    await checkCards(alert, h);
    const live = liveLabels(labels.map((l) => l.label));
    const people = live.map((l) => l.by);
    expect(new Set(people).size, 'one live verdict for each person').toBe(people.length);
    for (const label of live) {
      expect(label.by, 'no answer is never a label').toBeTruthy();
      expect(label.revision).toBeLessThanOrEqual(alert.revision);
    }
    if (alert.verdict === 'pending') {
      expect(
        live.filter((l) => l.isDeciding),
        'nothing decides a pending alert',
      ).toEqual([]);
    }
  }
  expect(await outbox.pending(), 'everything is delivered').toBe(0);
  expect(h.chat.duplicates(), 'nothing is said twice').toEqual([]);
  expect(h.logged.filter((l) => l.includes('failed and is tried'))).toEqual([]);
  const refs = [...accepted].map((text) => {
    const [source = '', id = '', status = ''] = text.split(' ');
    return {
      source,
      id,
      status: status === 'cleared' ? ('cleared' as const) : ('active' as const),
    };
  });
  expect(await store.kept(refs), 'nothing accepted is lost').toHaveLength(accepted.size);
  for (const arrived of watch.arrived) checkArrived(arrived);
  await checkSuppressed(watch, h);
  for (const [id, sheet] of ledger.sheets) await checkNotes(id, sheet, h);
}

/** Silence is never the end, and nothing is overdue. */
function checkSilence(alert: Alert, now: number): void {
  if (isClosed(alert)) {
    expect(alert.dueAt, 'a closed alert waits for nothing').toBeNull();
    return;
  }
  expect(alert.dueAt, 'an open alert has a due time').not.toBeNull();
  expect(alert.dueAt ?? 0, 'no step is overdue').toBeGreaterThan(now - SECOND);
  const { attention, shelf, policy } = alert;
  expect(attention === 'shelved', 'shelved is what has an end').toBe(shelf !== null);
  const longest = Math.max(
    2 * policy.idleMs,
    policy.expireMs,
    ...policy.steps.map((s) => s.afterMs),
  );
  if (shelf === null && policy.quiet === undefined)
    expect((alert.dueAt ?? 0) - now, 'no wait is longer than planned').toBeLessThanOrEqual(
      longest + AHEAD_MS,
    );
  if (shelf === null || shelf.until <= now) return;
  expect(alert.dueAt, 'it comes back when its card says so').toBe(shelf.until);
}

/** With the outbox empty, every copy of every card equals its row, and an alert without one stands on a digest that shows it. */
async function checkCards(alert: Alert, h: Harness): Promise<void> {
  const messages = h.chat.messages();
  const copies = messages.filter(
    (m) => m.content.kind === 'alert' && m.content.model.id === alert.id,
  );
  for (const copy of copies) expect(copy.content.model.revision).toBe(alert.revision);
  if (copies.length > 0) return;
  const digests = (await h.memory.store.messages(alert.id)).filter((m) => m.kind === 'digest');
  const addresses = digests.map((m) => m.address);
  const shown = messages.filter((m) => addresses.includes(m.address));
  expect(shown.length, 'an alert has a card, or a digest').toBeGreaterThan(0);
}

/** What may come of a detection that arrives while something suppresses it, or while nothing does. */
function checkArrived({ detection, alert, before, hiding, recorded }: Arrived): void {
  const { id, severity, type, asset } = detection;
  const is = `${id} (${severity} ${type} on ${asset})`;
  for (const { by } of recorded) {
    if (by === 'rule') continue;
    expect(severity, `${is}: no command hides what is critical`).not.toBe('critical');
    expect(type, `${is}: no command hides what is highly managed`).not.toMatch(/^gas-/);
  }
  if (before !== null) {
    expect(alert, `${is}: what is open is joined, whatever is suppressed`).toBe(before);
  } else if (hiding.length > 0) {
    expect(alert, `${is}: what is suppressed has no alert of its own`).toBeNull();
  } else {
    expect(alert, `${is}: what nothing suppresses (any more) opens an alert`).not.toBeNull();
  }
  const isHidden = before === null && hiding.length > 0;
  expect(recorded.length, `${is}: what is suppressed is recorded once, nothing else is`).toBe(
    isHidden ? 1 : 0,
  );
  for (const { by, detail } of recorded) {
    expect(hiding, `${is}: it is recorded what suppressed it`).toContainEqual({ by, detail });
  }
}

/** What was suppressed, at the end of the shift: kept, counted, and not spoken of unless its suppression ended before it did. */
async function checkSuppressed(watch: Watch, h: Harness): Promise<void> {
  const { store } = h.memory;
  for (const { detection, alert, isWaiting, hiding } of watch.shown) {
    const { id } = detection;
    expect(isWaiting, `${id}: only what is not over comes after its suppression`).toBe(true);
    expect(hiding, `${id}: it comes when nothing suppresses it any more`).toEqual([]);
    expect(alert, `${id}: it comes with an alert`).not.toBeNull();
  }
  expect(watch.strays, 'no alert opens without a detection').toEqual([]);
  const overdue = watch.overdue(h.clock.now()).map((d) => d.id);
  expect(overdue, 'what outlasted its suppression is shown').toEqual([]);
  const hidden = watch.arrived.filter((a) => a.recorded.length > 0).map((a) => a.detection);
  const kept = await store.kept(hidden);
  expect(kept, 'what is suppressed is kept').toHaveLength(hidden.length);
  const alerts = new Map(watch.shown.map((s) => [s.detection.id, s.alert]));
  for (const { detection, alert } of kept) {
    const { id } = detection;
    expect(alert, `${id}: while suppressed it has no alert`).toBe(alerts.get(id) ?? null);
  }
  const unshown = hidden.filter((d) => !alerts.has(d.id)).map((d) => titleOf(d.id));
  const counted = await store.suppressedSince(0);
  expect(counted, 'what got no card is counted').toBe(unshown.length);
  const said = JSON.stringify(h.chat.record.map((line) => line.content));
  const titles = unshown.filter((title) => said.includes(title));
  expect(titles, 'nothing is said of what is suppressed').toEqual([]);
}

/** A hand-over shows what stands on its sheet, in order and apart from what was signed; its record keeps the rest. */
async function checkNotes(id: string, { lines, isSigned }: Sheet, h: Harness): Promise<void> {
  const handover = await h.memory.store.handover(id);
  const kept = handover?.notes.map((n) => [n.text, n.droppedAt !== null]);
  const meant = lines.map((l) => [l.text, l.isGone]);
  expect(kept, 'each note has its place for ever').toEqual(meant);
  const shown = lines.map((line, i) => ({ ...line, number: i + 1 })).filter((l) => !l.isGone);
  const [timely, late] = [false, true].map((isLate) =>
    shown
      .filter((l) => (isSigned && !l.isSigned) === isLate)
      .map(({ number, text }) => `${number}. ${text}`),
  );
  for (const copy of h.chat.messages().filter((m) => isCopyOf(m, id))) {
    const [before = '', after = ''] = h.chat.shown(copy).text.split('added after the signature');
    expect(notesIn(before), 'what was signed, or waits for it').toEqual(timely);
    expect(notesIn(after), 'what came after the signature stands apart').toEqual(late);
  }
}

/** Numbers and words of the lines; who wrote them and when stands between. */
function notesIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [, number, words] = /^(\d+\. ).*>: (.*)$/.exec(line) ?? [];
    return number === undefined ? [] : [`${number}${words}`];
  });
}

function isCopyOf({ content }: FakeMessage, id: string): boolean {
  return content.kind === 'handover' && content.model.id === id;
}
