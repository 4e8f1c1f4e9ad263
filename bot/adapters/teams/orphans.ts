// Takes away a copy of a card that nobody knows: it was posted, its answer was lost, and one more was posted. Nobody waits for
// it, and nobody keeps it: what is not taken away now is tried again when somebody presses on that copy again.
import type { Log } from '../../ports/system.ts';
import type { Spoken } from './activity.ts';
import { insist } from './answers.ts';
import type { Connector } from './connector.ts';
import { within } from './within.ts';

export interface Orphans {
  /** Removes the message that this was pressed on. Never rejects, and does not wait. */
  remove(press: Spoken): void;
  /** Waits a moment for what is under way. */
  settle(): Promise<void>;
}

const PATIENCE_MS = 5_000;

export function orphans(deps: { connector: Connector; log: Log }): Orphans {
  const underWay = new Set<Promise<void>>();

  async function remove(conversation: string, id: string): Promise<void> {
    const removed = await insist(() => deps.connector.remove(conversation, id));
    // Whoever was faster did the same.
    if (removed.ok || removed.code === 'missing') {
      deps.log.info('a second copy of a card in Teams was removed');
      return;
    }
    deps.log.warn('a second copy of a card in Teams was not removed', { code: removed.code });
  }

  return {
    remove({ conversation, replyToId }) {
      if (!replyToId) return;
      const work = remove(conversation.id, replyToId).catch((error: unknown) => {
        deps.log.error('removing a copy in Teams failed', { reason: String(error) });
      });
      underWay.add(work);
      work.finally(() => underWay.delete(work));
    },
    async settle() {
      await within(PATIENCE_MS, Promise.all([...underWay])).catch(() => {});
    },
  };
}
