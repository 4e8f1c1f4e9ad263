// The one HTTP server on a real socket: what no door owns, doors that fail, callers that are slow, gone or talk nonsense,
// and a stop that finishes what runs.
import { afterEach, describe, expect, test } from 'vitest';
import { type HttpLimits, type Listening, listen, PORT_UNUSABLE } from '../../bot/adapters/http.ts';
import type { Door } from '../../bot/ports/chat.ts';
import { listLog } from '../harness.ts';
import { wire } from './wire.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Rig extends Listening {
  readonly logged: string[];
}

async function rig(doors: readonly Door[], limits: Partial<HttpLimits> = {}): Promise<Rig> {
  const logged: string[] = [];
  const options = { host: '127.0.0.1', port: 0, doors, log: listLog(logged), limits };
  const listening = await listen(options);
  closing.push(() => listening.close());
  return { ...listening, logged };
}

function door(method: string, path: string, open: Door['open']): Door {
  return { owns: (m, p) => m === method && p === path, open };
}

const hello = door('GET', '/hello', async (request, response) => {
  response.end(`hello ${request.url}`);
});

/** A door that stays open until the test lets it go on. */
function slowDoor(): { readonly door: Door; readonly entered: Promise<void>; go(): void } {
  let enter = (): void => undefined;
  let go = (): void => undefined;
  const entered = new Promise<void>((resolve) => {
    enter = resolve;
  });
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  const open: Door['open'] = async (_request, response) => {
    enter();
    await gone;
    response.end('late');
  };
  return { door: door('GET', '/slow', open), entered, go: () => go() };
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  return JSON.parse(await response.text());
}

describe('finding the door', () => {
  test('the first that owns method and path; the query is not part of the path', async () => {
    const { url } = await rig([hello, door('GET', '/hello', async () => {})]);
    const response = await fetch(`${url}/hello?who=ana`);
    expect(await response.text()).toBe('hello /hello?who=ana');
  });

  test('nobody owns the path', async () => {
    const { url } = await rig([hello]);
    const response = await fetch(`${url}/nothing`);
    expect(response.status).toBe(404);
    expect(await problemOf(response)).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'There is nothing at this path.',
    });
  });

  test('somebody owns the path by another method', async () => {
    const { url } = await rig([hello, door('POST', '/hello', async () => {})]);
    const response = await fetch(`${url}/hello`, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(await problemOf(response)).toMatchObject({ title: 'Method Not Allowed' });
  });

  test.each([
    ['GET http://any.example/hello?a=1 HTTP/1.1', '200 OK', 'hello /hello?a=1'],
    ['GET //hello HTTP/1.1', '404 Not Found', 'problem+json'],
    ['GET /%zz HTTP/1.1', '404 Not Found', 'problem+json'],
    ['OPTIONS * HTTP/1.1', '404 Not Found', 'problem+json'],
  ])('%s', async (line, status, text) => {
    const { url } = await rig([hello]);
    const caller = await wire(url);
    caller.send(`${line}\r\nHost: a\r\nConnection: close\r\n\r\n`);
    const answer = await caller.ended();
    expect(answer).toContain(`HTTP/1.1 ${status}`);
    expect(answer).toContain(text);
  });
});

describe('a door that fails', () => {
  const broken = door('GET', '/broken', async () => {
    throw new Error('SELECT secret FROM inside');
  });

  test('is a 500 without a word from inside, and a line in the log', async () => {
    const { url, logged } = await rig([broken, hello]);
    const response = await fetch(`${url}/broken`);
    expect(response.status).toBe(500);
    expect(JSON.stringify(await problemOf(response))).not.toMatch(/SELECT|secret|inside/);
    expect(logged.join()).toMatch(/error a request failed .*SELECT secret/);
    expect((await fetch(`${url}/hello`)).status).toBe(200);
  });

  test('after its answer began cuts the answer, so that nobody takes a half for a whole', async () => {
    const half = door('GET', '/half', async (_request, response) => {
      response.write('half');
      throw new Error('no more');
    });
    const { url } = await rig([half, hello]);
    await expect(fetch(`${url}/half`).then((r) => r.text())).rejects.toThrow();
    expect((await fetch(`${url}/hello`)).status).toBe(200);
  });

  test('that throws before it promises anything', async () => {
    const rude: Door = {
      owns: () => true,
      open: () => {
        throw new Error('at once');
      },
    };
    const { url } = await rig([rude]);
    expect((await fetch(url)).status).toBe(500);
  });
});

describe('callers that do not behave', () => {
  test.each([
    ['no HTTP at all', 'hello?\r\n\r\n', '400 Bad Request'],
    ['no host', 'GET /hello HTTP/1.1\r\n\r\n', '400 Bad Request'],
    [
      'two lengths',
      'GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      '400 Bad Request',
    ],
    [
      'endless headers',
      `GET /hello HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      '431 ',
    ],
  ])('%s', async (_, text, status) => {
    const { url } = await rig([hello]);
    const caller = await wire(url);
    caller.send(text);
    expect(await caller.ended()).toContain(`HTTP/1.1 ${status}`);
    expect((await fetch(`${url}/hello`)).status).toBe(200);
  });

  test('headers that never end are ended by us', async () => {
    const { url } = await rig([hello], { headersMs: 50, requestMs: 50, checkMs: 20 });
    const caller = await wire(url);
    caller.send('GET /hello HTTP/1.1\r\nHost: a\r\n');
    expect(await caller.ended()).toContain('HTTP/1.1 408 Request Timeout');
  });

  test('a caller that leaves before the answer disturbs nobody', async () => {
    const slow = slowDoor();
    const { url, logged } = await rig([slow.door, hello]);
    const caller = await wire(url);
    caller.send('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n');
    await slow.entered;
    caller.socket.resetAndDestroy();
    expect((await fetch(`${url}/hello`)).status).toBe(200);
    slow.go();
    expect((await fetch(`${url}/hello`)).status).toBe(200);
    expect(logged).toEqual([]);
  });

  test('two requests at once on one connection are answered in order', async () => {
    const slow = slowDoor();
    const { url } = await rig([slow.door, hello]);
    const caller = await wire(url);
    caller.send('GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n');
    await slow.entered;
    slow.go();
    expect(await caller.received(/hello \/hello$/)).toMatch(/late[\s\S]*hello \/hello$/);
  });

  test('nonsense behind a good request is not answered into the middle of its answer', async () => {
    const half = door('GET', '/half', async (_request, response) => {
      response.write('half');
      await new Promise((resolve) => response.once('close', resolve));
    });
    const { url } = await rig([half]);
    const caller = await wire(url);
    caller.send('GET /half HTTP/1.1\r\nHost: a\r\n\r\n');
    await caller.received(/half/);
    caller.send('nonsense\r\n\r\n');
    expect((await caller.ended()).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200']);
  });
});

describe('Expect: 100-continue', () => {
  const echo = door('POST', '/echo', async (request, response) => {
    for await (const chunk of request) response.write(chunk);
    response.end();
  });

  test('is told to go on', async () => {
    const { url } = await rig([echo]);
    const caller = await wire(url);
    caller.send(
      'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n',
    );
    await caller.received(/100 Continue/);
    caller.send('body');
    expect(await caller.received(/body/)).toContain('HTTP/1.1 200 OK');
  });

  test('is refused before a body that is too long is sent', async () => {
    const { url } = await rig([echo], { expectBytes: 10 });
    const caller = await wire(url);
    caller.send(
      'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n',
    );
    const answer = await caller.ended();
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('application/problem+json');
  });
});

describe('closing', () => {
  test('finishes what runs, takes nothing new, and leaves no connection', async () => {
    const slow = slowDoor();
    const { url, close } = await rig([slow.door, hello]);
    const idle = await wire(url);
    const caller = await wire(url);
    caller.send('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n');
    await slow.entered;
    const closed = close();
    await idle.ended();
    await expect(fetch(`${url}/hello`)).rejects.toThrow();
    slow.go();
    expect(await caller.ended()).toContain('late');
    await closed;
  });

  test('cuts what takes too long', async () => {
    const slow = slowDoor();
    const { url, close, logged } = await rig([slow.door], { closeMs: 30 });
    const caller = await wire(url);
    caller.send('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n');
    await slow.entered;
    await close();
    expect(await caller.ended()).toBe('');
    expect(logged.join()).toMatch(/warn requests that were still running were cut off/);
    slow.go();
  });

  test('ends streams of events at once: they never end by themselves', async () => {
    const stream = door('GET', '/stream', async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
      await new Promise((resolve) => response.once('close', resolve));
    });
    const { url, close, logged } = await rig([stream]);
    const caller = await wire(url);
    caller.send('GET /stream HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n');
    await caller.received(/data: 1/);
    await close();
    expect(logged).toEqual([]);
  });
});

describe('where it can not listen', () => {
  test('a port in use is one clear sentence with a code', async () => {
    const { url } = await rig([]);
    const port = Number(new URL(url).port);
    await expect(
      listen({ host: '127.0.0.1', port, doors: [], log: listLog([]) }),
    ).rejects.toMatchObject({
      code: PORT_UNUSABLE,
      message: `PORT ${port} on 127.0.0.1 is in use by another program; stop it, or set PORT to a free one.`,
      cause: { code: 'EADDRINUSE' },
    });
  });

  test('an address that is not ours', async () => {
    await expect(
      listen({ host: '192.0.2.1', port: 0, doors: [], log: listLog([]) }),
    ).rejects.toMatchObject({ code: PORT_UNUSABLE });
  });
});
