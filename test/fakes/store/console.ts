// The console's posts in memory. Every add and replace takes the next number, so that a browser can catch up.
import type { ConsoleMemory, ConsolePost } from '../../../bot/ports/notes.ts';
import type { Tables } from './tables.ts';

export function memoryConsole(tables: Tables): ConsoleMemory {
  const keep = (post: ConsolePost): void => {
    tables.postSeq += 1;
    tables.posts.set(post.id, { seq: tables.postSeq, post });
  };
  const all = (): readonly ConsolePost[] => [...tables.posts.values()].map((r) => r.post);
  return {
    add: async (post) => {
      const known = all().find((p) => p.key === post.key);
      if (known === undefined) keep(post);
      return known?.id ?? post.id;
    },
    read: async (by) => all().find((p) => ('id' in by ? p.id === by.id : p.key === by.key)) ?? null,
    replace: async (id, change) => {
      const known = tables.posts.get(id);
      if (known !== undefined) keep({ ...known.post, ...change });
      return known !== undefined;
    },
    page: async (of, limit, before) => {
      const newest = all().toReversed();
      const start = before === null ? 0 : newest.findIndex((p) => p.id === before) + 1;
      if (before !== null && start === 0) return [];
      return newest
        .slice(start)
        .filter((p) => ('channel' in of ? p.channel === of.channel : p.person === of.person))
        .slice(0, limit);
    },
    since: async (seq, limit) =>
      [...tables.posts.values()]
        .filter((r) => r.seq > seq)
        .sort((a, b) => a.seq - b.seq)
        .slice(0, limit)
        .map((r) => ({ ...r.post, seq: r.seq })),
    seq: async () => tables.postSeq,
  };
}
