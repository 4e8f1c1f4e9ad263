// What a platform without a memory of its own is lent: the console's posts, and a notebook of lasting facts. Types only.
import type { PersonId } from '../core/alert.ts';
import type { Instant } from '../core/time.ts';

export interface ConsolePost {
  /** The address. */
  readonly id: string;
  readonly key: string;
  readonly channel: string | null;
  readonly person: PersonId | null;
  readonly thread: string | null;
  readonly alert: string;
  /** The full sentence for screen readers and notifications. */
  readonly summary: string;
  /** Adaptive Card 1.5 as JSON. */
  readonly card: Readonly<Record<string, unknown>>;
  readonly postedAt: Instant;
  readonly updatedAt: Instant;
}

export interface ConsoleMemory {
  /** Keeps a post; the same key again changes nothing and gives the first id. */
  add(post: ConsolePost): Promise<string>;
  /** The post with this id, or with this key; null when there is none. */
  read(by: { readonly id: string } | { readonly key: string }): Promise<ConsolePost | null>;
  /** False when there is no such post. */
  replace(
    id: string,
    change: Pick<ConsolePost, 'summary' | 'card' | 'updatedAt'>,
  ): Promise<boolean>;
  /** The newest posts of a channel or of a person, newest first, older than `before` (an id) if given. */
  page(
    of: { readonly channel: string } | { readonly person: PersonId },
    limit: number,
    before: string | null,
  ): Promise<readonly ConsolePost[]>;
  /** Posts that were added or replaced after `seq`, in order, with the seq of each. Seq counts every add and replace. */
  since(seq: number, limit: number): Promise<readonly (ConsolePost & { readonly seq: number })[]>;
  /** The latest seq; 0 when empty. */
  seq(): Promise<number>;
}

export interface Notebook {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
}
