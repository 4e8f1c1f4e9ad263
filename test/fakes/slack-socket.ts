// Slack's end of Socket Mode: a real web socket that says hello, sends envelopes, waits for their acknowledgement, and can hang up
// politely or not.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface SlackSocketServer {
  readonly url: string;
  /** How many sockets were opened so far. */
  opened(): number;
  /** Sends an envelope to the newest socket; resolves with the payload of its acknowledgement. */
  send(type: 'interactive' | 'slash_commands' | 'events_api', payload: object): Promise<unknown>;
  /** Asks the bot to come again, as Slack does every few hours. */
  refresh(reason?: 'refresh_requested' | 'warning' | 'link_disabled'): void;
  /** While true, whoever comes is sent away at once. */
  isFull: boolean;
  /** Breaks every connection. */
  drop(): void;
  close(): Promise<void>;
}

export async function slackSocketServer(): Promise<SlackSocketServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const waiting = new Map<string, (payload: unknown) => void>();
  let newest: WebSocket | null = null;
  let count = 0;
  let isFull = false;
  server.on('connection', (socket) => {
    count += 1;
    newest = socket;
    socket.on('message', (bytes) => {
      const { envelope_id: id, payload } = JSON.parse(String(bytes));
      waiting.get(id)?.(payload);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
    if (isFull) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
    }
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    opened: () => count,
    send(type, payload) {
      const id = randomUUID();
      const acknowledged = new Promise<unknown>((resolve) => waiting.set(id, resolve));
      const envelope = { envelope_id: id, type, payload, accepts_response_payload: true };
      newest?.send(JSON.stringify(envelope));
      return acknowledged;
    },
    refresh: (reason = 'refresh_requested') =>
      newest?.send(JSON.stringify({ type: 'disconnect', reason })),
    get isFull() {
      return isFull;
    },
    set isFull(full) {
      isFull = full;
    },
    drop() {
      for (const client of server.clients) client.terminate();
    },
    close() {
      for (const client of server.clients) client.terminate();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
