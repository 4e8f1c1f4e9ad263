// A reader of server-sent events, as a browser is one, that tests can wait on.
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { expect, vi } from 'vitest';

export interface StreamEvent {
  readonly id: string | null;
  readonly event: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Stream {
  readonly status: number;
  readonly type: string;
  readonly events: readonly StreamEvent[];
  readonly hasEnded: () => boolean;
  /** Resolves when `count` events of that name are here, and gives all of that name. */
  wait(event: string, count: number): Promise<readonly StreamEvent[]>;
  close(): void;
}

export async function openStream(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Stream> {
  const events: StreamEvent[] = [];
  const { sent, response } = await opened(url, headers);
  let rest = '';
  let isOver = false;
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    events.push(...blocks.flatMap(eventOf));
  });
  response.on('error', () => {
    isOver = true;
  });
  response.on('close', () => {
    isOver = true;
  });
  const named = (event: string) => events.filter((e) => e.event === event);
  return {
    status: response.statusCode ?? 0,
    type: response.headers['content-type'] ?? '',
    events,
    hasEnded: () => isOver,
    wait: async (event, count) => {
      await vi.waitFor(() => expect(named(event).length).toBeGreaterThanOrEqual(count), {
        timeout: 5_000,
        interval: 10,
      });
      return named(event);
    },
    close: () => sent.destroy(),
  };
}

function opened(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ sent: ClientRequest; response: IncomingMessage }> {
  return new Promise((resolve, reject) => {
    const sent = get(url, { headers, agent: false });
    sent.on('response', (response) => resolve({ sent, response }));
    sent.on('error', reject);
  });
}

function eventOf(block: string): readonly StreamEvent[] {
  const fields = new Map(
    block.split('\n').flatMap((line) => {
      const at = line.indexOf(': ');
      return at <= 0 ? [] : [[line.slice(0, at), line.slice(at + 2)] as const];
    }),
  );
  const event = fields.get('event');
  if (event === undefined) return [];
  return [{ id: fields.get('id') ?? null, event, body: JSON.parse(fields.get('data') ?? '{}') }];
}
