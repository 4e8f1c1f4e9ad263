// What a route of the API is: a method, a path, the scope it asks for, and how it answers. Written by the files beside this
// one, dispatched by bot/adapters/api.ts.
import type { IncomingMessage } from 'node:http';
import type { Surroundings } from '../../core/escalation.ts';
import type { Ingest } from '../../ports/producer.ts';
import type { Scope, Store } from '../../ports/store.ts';
import type { Clock, Ids, Log, Meter, Seal } from '../../ports/system.ts';
import type { Caller } from './access.ts';
import type { Reply } from './reply.ts';

export interface Readiness {
  readonly status: 'ready' | 'degraded' | 'down';
  /** One sentence for each thing that is wrong. */
  readonly problems: readonly string[];
}

export interface ApiDeps {
  readonly ingest: Ingest;
  readonly store: Store;
  readonly meter: Meter & { text(): Promise<string> };
  readonly clock: Clock;
  readonly log: Log;
  readonly ids: Ids;
  /** The plant's site. */
  readonly site: string;
  /** Hex SHA-256 of the token that has every scope and no limit. */
  readonly bootstrapHash: string;
  readonly readiness: () => Promise<Readiness>;
  /** The plant in force and who is there. */
  readonly around: () => Surroundings;
  readonly seal: Seal;
}

/** One request, as far as it was read before its route is asked. */
export interface Asked {
  readonly request: IncomingMessage;
  /** The parts of the path that stand in braces. */
  readonly parts: Readonly<Record<string, string>>;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Null only where a route asks for no scope. */
  readonly caller: Caller | null;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** For example `/v1/alerts/{id}`. */
  readonly path: string;
  /** Null = open to everybody. */
  readonly scope: Scope | null;
  /** Whether the question itself proves that it was given by us: then no token is asked for. */
  isProven?(query: URLSearchParams): boolean;
  /** Null when the caller is gone and nobody reads an answer. */
  answer(asked: Asked): Promise<Reply | null>;
}
