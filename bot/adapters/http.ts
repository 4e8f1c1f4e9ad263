// The one HTTP server: finds the door that owns a request and opens it. It keeps time and size limits, answers what no door
// owns, and closes gracefully. It never knows what stands behind a door, and no request can bring it down.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Door } from '../ports/chat.ts';
import type { Log } from '../ports/system.ts';
import { type Problem, problemText, sendProblem } from './problem.ts';

/** Limits of time and size; each has a default that suits a plant's network and a load balancer in front. */
export interface HttpLimits {
  /** Milliseconds until all headers of a request must be here. */
  readonly headersMs: number;
  /** Milliseconds until all of a request must be here. */
  readonly requestMs: number;
  /** Milliseconds that an idle connection is kept. */
  readonly keepAliveMs: number;
  /** Milliseconds between two looks for requests that are too slow. */
  readonly checkMs: number;
  /** Milliseconds that running requests have to finish once the server closes. */
  readonly closeMs: number;
  readonly headerBytes: number;
  /** A caller that asks first (Expect: 100-continue) is refused a longer body before it sends it. */
  readonly expectBytes: number;
  readonly connections: number;
}

export const HTTP_LIMITS: HttpLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 65_000,
  checkMs: 2_000,
  closeMs: 4_000,
  headerBytes: 16 * 1_024,
  expectBytes: 1_024 * 1_024,
  connections: 4_096,
};

export interface HttpOptions {
  readonly host: string;
  readonly port: number;
  /** Asked in this order. */
  readonly doors: readonly Door[];
  readonly log: Log;
  readonly limits?: Partial<HttpLimits>;
}

export interface Listening {
  /** Where it listens, with the real port. */
  readonly url: string;
  /** Stops accepting, lets running requests finish, cuts those that take too long. */
  close(): Promise<void>;
}

/** The open connections, each with the answers under way on it; pipelined requests make several. */
type Running = Map<Socket, Set<ServerResponse>>;

/** Starts to listen. Rejects with a coded error and one clear sentence when it can't. */
export async function listen(options: HttpOptions): Promise<Listening> {
  const limits = { ...HTTP_LIMITS, ...options.limits };
  const { log, doors } = options;
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkMs,
    maxHeaderSize: limits.headerBytes,
  });
  server.maxConnections = limits.connections;
  const running: Running = new Map();
  let isClosing = false;

  server.on('connection', (socket: Socket) => {
    running.set(socket, new Set());
    socket.once('close', () => running.delete(socket));
  });
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    survive(request, response);
    const answers = running.get(request.socket);
    answers?.add(response);
    response.once('close', () => {
      answers?.delete(response);
      if (isClosing) setImmediate(() => server.closeIdleConnections());
    });
    if (isClosing) response.setHeader('connection', 'close');
    void serve(request, response, doors, log);
  };

  server.on('request', onRequest);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (Number(request.headers['content-length'] ?? 0) > limits.expectBytes) {
      survive(request, response);
      const detail = `The body may have at most ${limits.expectBytes} bytes.`;
      sendProblem(response, { status: 413, detail }, { connection: 'close' });
      return;
    }
    response.writeContinue();
    onRequest(request, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    refuseSocket(error, socket as Socket, running);
  });
  server.on('drop', () => log.warn('a connection was refused: too many are open'));

  await bind(server, options);
  server.on('error', (error) => log.error('the HTTP server has a fault', { error: error.stack }));
  return {
    url: urlOf(options.host, server.address() as AddressInfo),
    close: () => {
      isClosing = true;
      for (const [socket, answers] of running) {
        // Connections without a request are closed too: browsers open some ahead of need.
        if ([...answers].every(isEndless)) socket.destroy();
      }
      return close(server, limits.closeMs, log);
    },
  };
}

/** A caller that goes away must not become an unhandled error of a stream. */
function survive(request: IncomingMessage, response: ServerResponse): void {
  request.on('error', () => undefined);
  response.on('error', () => undefined);
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  doors: readonly Door[],
  log: Log,
): Promise<void> {
  const method = request.method ?? '';
  // Doors see a path and a query, also when a request names the whole URL as to a proxy.
  const url = originForm(request.url ?? '/');
  request.url = url;
  const [path = '/'] = url.split('?', 1);
  try {
    const door = doors.find((d) => d.owns(method, path));
    if (door === undefined) refuse(response, doors, method, path);
    else await door.open(request, response);
  } catch (error) {
    if (response.destroyed && !response.headersSent) return;
    log.error('a request failed', { method, error: error instanceof Error ? error.stack : null });
    if (response.headersSent) response.destroy();
    else sendProblem(response, FAILED);
  }
}

const FAILED: Problem = {
  status: 500,
  detail: 'This failed on our side. Nothing was confirmed; trying again is safe.',
};

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

function refuse(
  response: ServerResponse,
  doors: readonly Door[],
  method: string,
  path: string,
): void {
  const allowed = METHODS.filter((m) => doors.some((d) => d.owns(m, path)));
  if (allowed.length === 0) {
    sendProblem(response, { status: 404, detail: 'There is nothing at this path.' });
    return;
  }
  const allow = allowed.join(', ');
  const detail = `This path does not know ${method}; it knows ${allow}.`;
  sendProblem(response, { status: 405, detail }, { allow });
}

function originForm(url: string): string {
  if (url.startsWith('/') || !URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** What is no HTTP gets an answer too, unless another answer is on its way on that connection. */
function refuseSocket(error: NodeJS.ErrnoException, socket: Socket, running: Running): void {
  const hasBegun = [...(running.get(socket) ?? [])].some((answer) => answer.headersSent);
  if (error.code === 'ECONNRESET' || !socket.writable || hasBegun) {
    socket.destroy();
    return;
  }
  const problem = socketProblem(error.code);
  const body = problemText(problem);
  const title = JSON.parse(body).title;
  socket.end(
    `HTTP/1.1 ${problem.status} ${title}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function socketProblem(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { status: 431, detail: 'The headers of this request are too long.' };
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: 408, detail: 'The request took too long to arrive.' };
  }
  return { status: 400, detail: 'This is not a well-formed HTTP/1.1 request.' };
}

/** The code of the error that `listen` rejects with; its message is for the operator. */
export const PORT_UNUSABLE = 'PORT_UNUSABLE';

function bind(server: Server, { host, port }: HttpOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (cause: NodeJS.ErrnoException): void => {
      const error = new Error(bindSentence(cause, host, port), { cause });
      reject(Object.assign(error, { code: PORT_UNUSABLE }));
    };
    server.once('error', onError);
    server.listen({ host, port }, () => {
      server.off('error', onError);
      resolve();
    });
  });
}

function bindSentence(cause: NodeJS.ErrnoException, host: string, port: number): string {
  if (cause.code === 'EADDRINUSE') {
    return `PORT ${port} on ${host} is in use by another program; stop it, or set PORT to a free one.`;
  }
  if (cause.code === 'EACCES') {
    return `This user may not listen on PORT ${port}; choose one above 1023.`;
  }
  return `Cannot listen on HOST ${host}, PORT ${port}: ${cause.code ?? 'unknown reason'}.`;
}

function urlOf(host: string, address: AddressInfo): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

/** A stream of events never finishes by itself; its reader comes back when we do. */
function isEndless(answer: ServerResponse): boolean {
  return (answer.req.headers.accept ?? '').includes('text/event-stream');
}

function close(server: Server, closeMs: number, log: Log): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      log.warn('requests that were still running were cut off');
      server.closeAllConnections();
    }, closeMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}
