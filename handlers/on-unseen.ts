// People are about to be asked in a thread that they can't see: they are asked directly as well, before it is posted. It
// changes nothing about the alert, and however often the post is tried, each of them is asked once.
import type { PersonId } from '../bot/core/alert.ts';
import { directly } from '../bot/core/saying.ts';
import { alertIn } from '../bot/core/view.ts';
import type { Delivery } from '../bot/ports/outbox.ts';
import { DECIDE_ATTEMPTS, type Deps } from './deps.ts';

export async function onUnseen(
  delivery: Delivery,
  people: readonly PersonId[],
  deps: Deps,
): Promise<void> {
  const { message, ask, key } = delivery;
  const about = alertIn(message);
  if (ask === null || about === null) return;
  for (let attempt = 1; attempt <= DECIDE_ATTEMPTS; attempt += 1) {
    const alert = await deps.store.alert(about);
    if (alert === null) return;
    const deliveries = directly(ask, people, key, message.platform, alert);
    const change = { alert, expected: alert.revision, events: [], labels: [], deliveries };
    const commit = { detections: [], quarantine: [], labels: [] };
    const changes = [{ ...change, refreshCards: false }];
    if ((await deps.store.commit({ ...commit, changes })) === 'done') return deps.wake();
  }
  throw new Error(`people who can't see a thread could not be asked directly: ${about}`);
}
