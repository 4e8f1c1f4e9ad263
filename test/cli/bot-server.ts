// A bot's front door for tests of the commands: it answers detections as the API does, and misbehaves when told to.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SECOND } from '../../bot/core/time.ts';

export const TOKEN = 'token-of-the-test';

/** What the next request gets instead of a proper answer. */
export type Mishap =
  | 'drop-before'
  | 'drop-after'
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

export interface BotServer {
  readonly url: string;
  /** The bodies of all requests that were taken, in order. */
  readonly batches: readonly (readonly unknown[])[];
  /** The requests as text, whatever became of them. */
  readonly texts: readonly string[];
  next(...mishaps: readonly Mishap[]): void;
  close(): Promise<void>;
}

export async function botServer(): Promise<BotServer> {
  const batches: unknown[][] = [];
  const texts: string[] = [];
  const mishaps: Mishap[] = [];
  const seen = new Set<string>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    texts.push(text);
    const mishap = mishaps.shift();
    if (mishap === 'drop-before') return void request.socket.destroy();
    if (typeof mishap === 'object')
      return void response.writeHead(mishap.status, mishap.headers).end(mishap.body ?? '');
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      return void response.writeHead(401).end('{"title":"Unauthorized"}');
    if (request.url !== '/v1/detections' || request.method !== 'POST')
      return void response.writeHead(404).end();
    const items: unknown[] = JSON.parse(text);
    batches.push(items);
    const results = items.map((item) => resultOf(item, seen));
    if (mishap === 'drop-after') return void request.socket.destroy();
    const isAllBad = results.every((r) => r.status === 'rejected');
    response.writeHead(isAllBad ? 400 : 202).end(JSON.stringify({ results }));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.requestTimeout = 10 * SECOND;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    batches,
    texts,
    next: (...more) => mishaps.push(...more),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function resultOf(item: unknown, seen: Set<string>): { status: string; error?: string } {
  const given = typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
  if (typeof given.id !== 'string') return { status: 'rejected', error: 'id: is missing' };
  const key = JSON.stringify([given.source, given.id, given.status ?? 'active']);
  if (seen.has(key)) return { status: 'duplicate' };
  seen.add(key);
  return { status: given.asset === 'hot' ? 'joined' : 'opened' };
}
