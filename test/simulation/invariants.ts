// What must hold after every shift, however it went: the invariants of the design, read from memory and from the chat.
import { expect } from 'vitest';
import { type Alert, isClosed, replay } from '../../bot/core/alert.ts';
import { liveLabels } from '../../bot/core/feedback.ts';
import { SECOND } from '../../bot/core/time.ts';
import type { Harness } from '../harness.ts';
import type { Shift } from './steps.ts';

export async function checkInvariants({ h, accepted }: Shift): Promise<void> {
  const { store, outbox } = h.memory;
  const alerts = await everyAlert(h);
  const kept = new Set<string>();
  for (const alert of alerts) {
    const { events, detections, labels } = await store.history(alert.id);
    expect(replay(events), 'replaying the events rebuilds the row').toEqual(alert);
    for (const d of detections)
      kept.add(`${d.detection.source} ${d.detection.id} ${d.detection.status}`);
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
}

async function everyAlert(h: Harness): Promise<readonly Alert[]> {
  const all: Alert[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof h.memory.store.alerts>> = await h.memory.store.alerts(
      {},
      100,
      cursor,
    );
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

/** Silence is never the end, and nothing is overdue. */
function checkSilence(alert: Alert, now: number): void {
  if (isClosed(alert)) {
    expect(alert.dueAt, 'a closed alert waits for nothing').toBeNull();
    return;
  }
  expect(alert.dueAt, 'an open alert has a due time').not.toBeNull();
  expect(alert.dueAt ?? 0, 'no step is overdue').toBeGreaterThan(now - SECOND);
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
