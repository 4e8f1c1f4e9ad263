// Whether a load balancer should send work here. Only an unusable database says no: a chat platform that is down is told by
// name, and detections are still taken in.
import type { ChatAdapter } from './ports/chat.ts';
import type { Store } from './ports/store.ts';

export interface Readiness {
  readonly status: 'ready' | 'degraded' | 'down';
  /** One sentence for each thing that is wrong. */
  readonly problems: readonly string[];
}

export function readiness(
  store: Pick<Store, 'check'>,
  chats: readonly Pick<ChatAdapter, 'platform' | 'trouble'>[],
  /** What else is wrong, one sentence each. */
  troubles: () => readonly string[],
): () => Promise<Readiness> {
  return async () => {
    try {
      await store.check();
    } catch (error) {
      return { status: 'down', problems: [`database: ${String(error)}`] };
    }
    const ofChats = chats.flatMap((chat) => {
      const trouble = chat.trouble();
      return trouble === null ? [] : [`${chat.platform}: ${trouble}`];
    });
    const problems = [...ofChats, ...troubles()];
    return { status: problems.length > 0 ? 'degraded' : 'ready', problems };
  };
}
