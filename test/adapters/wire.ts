// A raw HTTP client for tests that must send what no decent client sends: halves of requests, two at once, nonsense.
import { connect, type Socket } from 'node:net';

export interface Wire {
  readonly socket: Socket;
  send(text: string | Buffer): void;
  /** Resolves once what was received matches; rejects when the connection ends before. */
  received(pattern: RegExp): Promise<string>;
  /** Everything received until the other side closed. */
  ended(): Promise<string>;
}

export async function wire(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let text = '';
  let isClosed = false;
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const look of waiting) look();
  };
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    text += chunk.toString('utf8');
    wake();
  });
  socket.on('close', () => {
    isClosed = true;
    wake();
  });
  const until = (isDone: () => boolean): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!isDone() && !isClosed) return;
        waiting.delete(look);
        if (isDone()) resolve(text);
        else reject(new Error(`the connection ended after: ${JSON.stringify(text)}`));
      };
      waiting.add(look);
      look();
    });
  return {
    socket,
    send: (what) => void socket.write(what),
    received: (pattern) => until(() => pattern.test(text)),
    ended: () => until(() => isClosed),
  };
}
