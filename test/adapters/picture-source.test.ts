// Fetching a picture from a real server on this machine, with everything that a server, a name or an address may try.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { imageIn } from '../../bot/adapters/pictures/image.ts';
import { mayReach, rangeOf } from '../../bot/adapters/pictures/ranges.ts';
import { pictureSource, type Resolve } from '../../bot/adapters/pictures/source.ts';
import type { Fetched } from '../../bot/ports/pictures.ts';
import { gifOf, jpegOf, pngOf } from './picture-files.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const MAX_BYTES = 50_000;

let base: string;
let port: number;
let close: () => Promise<void>;
let answers: Record<string, Answer>;
let asked: { path: string; host: string | undefined }[];

beforeEach(async () => {
  answers = {};
  asked = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, host: request.headers.host });
    const answer = answers[path];
    if (answer === undefined) response.writeHead(404).end('no such picture');
    else answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  base = `http://127.0.0.1:${port}`;
  close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
});
afterEach(() => close());

function fetched(
  url: string,
  hosts: readonly string[] = ['127.0.0.1'],
  more: { resolve?: Resolve; limitMs?: number } = {},
): Promise<Fetched> {
  return pictureSource({ rules: () => ({ hosts, maxBytes: MAX_BYTES }), ...more })(url);
}

function gives(body: Buffer | string, headers: Record<string, string> = {}): Answer {
  return (response) => response.writeHead(200, headers).end(body);
}

function sendsTo(location: string, status = 302): Answer {
  return (response) => response.writeHead(status, { location }).end();
}

describe('what is fetched', () => {
  test.each([
    ['png', pngOf(7, 4), { type: 'image/png', width: 7, height: 4 }],
    ['jpeg', jpegOf(640, 480), { type: 'image/jpeg', width: 640, height: 480 }],
    ['gif', gifOf(3, 5), { type: 'image/gif', width: 3, height: 5 }],
  ])('a %s is known by its bytes, whatever its server says', async (_kind, bytes, image) => {
    answers['/a'] = gives(bytes, { 'content-type': 'text/html' });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await fetched(`${base}/a`)).toEqual({ ok: true, picture: { ...image, sha256, bytes } });
  });

  test.each<[string, Answer, RegExp]>([
    ['HTML that says it is a PNG', gives('<html>', { 'content-type': 'image/png' }), /no PNG/],
    ['an SVG with a script', gives('<svg onload="x()"/>'), /no PNG/],
    ['nothing', gives(''), /no PNG/],
    ['the start of a PNG', gives(pngOf().subarray(0, 12)), /no PNG/],
    ['a PNG of 30,000 × 30,000', gives(hugePng()), /too many pixels/],
    ['a compressed PNG', gives(pngOf(), { 'content-encoding': 'gzip' }), /^$/],
    ['a long one that says so', gives(Buffer.alloc(60_000)), /larger than 50000/],
    ['an endless one that does not', endless, /larger than 50000/],
  ])('%s is refused for good', async (title, answer, reason) => {
    answers['/a'] = answer;
    const result = await fetched(`${base}/a`);
    // What is not decoded is judged as it is: PNG bytes are PNG bytes.
    if (title.startsWith('a compressed')) return expect(result).toMatchObject({ ok: true });
    expect(result).toMatchObject({ ok: false, isFinal: true });
    expect(result.ok ? '' : result.reason).toMatch(reason);
  });

  test.each<[string, Answer, RegExp]>([
    ['a status 500', (r) => void r.writeHead(500).end(), /status 500/],
    ['a status 404: the camera may not have it yet', (r) => void r.writeHead(404).end(), /404/],
    ['a status 206', (r) => void r.writeHead(206).end(pngOf()), /206/],
    ['a connection that breaks', (r) => void r.socket?.resetAndDestroy(), /ECONNRESET/],
    [
      'a body that breaks off',
      (r) => {
        r.writeHead(200, { 'content-length': '5000' });
        r.write(pngOf(), () => r.destroy());
      },
      /ECONNRESET/,
    ],
  ])('%s may be tried again', async (_title, answer, reason) => {
    answers['/a'] = answer;
    const result = await fetched(`${base}/a`);
    expect(result).toMatchObject({ ok: false, isFinal: false });
    expect(result.ok ? '' : result.reason).toMatch(reason);
  });

  it('ends in time when a server is silent, or dribbles', async () => {
    answers['/silent'] = () => {};
    answers['/dribbles'] = (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(Buffer.from([0x89])), 5);
      response.once('close', () => clearInterval(timer));
    };
    for (const path of ['/silent', '/dribbles']) {
      const result = await fetched(base + path, undefined, { limitMs: 150 });
      expect(result).toEqual({ ok: false, isFinal: false, reason: 'it did not arrive in time' });
    }
  });

  it('ends in time when the name can’t be resolved', async () => {
    const never: Resolve = () => new Promise(() => {});
    const result = await fetched(`http://nas:${port}/a`, ['nas'], { resolve: never, limitMs: 50 });
    expect(result).toMatchObject({ isFinal: false, reason: 'it did not arrive in time' });
  });

  it('survives what is no HTTP', async () => {
    const server = createTcp((socket) => {
      socket.on('error', () => {}).resume();
      socket.end('SSH-2.0-OpenSSH_9.6\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const result = await fetched(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(result).toMatchObject({ ok: false, isFinal: false });
    await new Promise((resolve) => server.close(resolve));
  });

  it('never tells the address, which may hold a secret', async () => {
    const result = await fetched(`http://127.0.0.1:1/a?token=s3cret`);
    expect(JSON.stringify(result)).not.toContain('s3cret');
  });
});

describe('where it goes', () => {
  it('asks no host that is not listed', async () => {
    answers['/a'] = gives(pngOf());
    const result = await fetched(`${base}/a`, ['cam-*.plant.local']);
    expect(result).toMatchObject({ ok: false, isFinal: true });
    expect(asked).toEqual([]);
  });

  it('asks the resolver once, and connects to what it said', async () => {
    answers['/a'] = gives(pngOf());
    let looks = 0;
    const rebinding: Resolve = async () => {
      looks += 1;
      return looks === 1 ? ['127.0.0.1'] : ['169.254.169.254'];
    };
    const result = await fetched(`http://nas:${port}/a`, ['nas'], { resolve: rebinding });
    expect(result).toMatchObject({ ok: true });
    expect(looks).toBe(1);
    expect(asked).toEqual([{ path: '/a', host: `nas:${port}` }]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['a pattern to this machine', ['cam-*.plant.local'], ['127.0.0.1']],
    ['a pattern to this machine in IPv6', ['cam-*.plant.local'], ['::1']],
    ['a pattern to this machine, wrapped', ['cam-*.plant.local'], ['::ffff:127.0.0.1']],
    ['a name to the metadata of a cloud', ['cam-1.plant.local'], ['169.254.169.254']],
    ['a name to nowhere', ['cam-1.plant.local'], ['0.0.0.0']],
    ['a name to both', ['cam-*.plant.local'], ['10.0.4.7', '127.0.0.1']],
  ])('a listed name does not lead %s', async (_title, hosts, addresses) => {
    const resolve: Resolve = async () => addresses;
    const result = await fetched(`http://cam-1.plant.local:${port}/a`, hosts, { resolve });
    expect(result).toMatchObject({ ok: false, isFinal: true });
    expect(result.ok ? '' : result.reason).toContain('not for pictures');
    expect(asked).toEqual([]);
  });

  it('follows three redirects between listed hosts, and no more', async () => {
    answers['/a'] = sendsTo('/b', 301);
    answers['/b'] = sendsTo(`${base}/c`, 307);
    answers['/c'] = sendsTo(`//127.0.0.1:${port}/d`, 308);
    answers['/d'] = gives(pngOf());
    expect(await fetched(`${base}/a`)).toMatchObject({ ok: true });
    answers['/d'] = sendsTo('/e');
    answers['/e'] = gives(pngOf());
    expect(await fetched(`${base}/a`)).toMatchObject({ ok: false, isFinal: true });
    expect(asked.map((a) => a.path)).not.toContain('/e');
  });

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost:1/a.png',
    'http://[::1]/a.png',
    'http://[::ffff:7f00:1]/a.png',
    'http://2130706433/a.png',
    'http://127.1@169.254.169.254/',
    'http://ana@127.0.0.1/a.png',
    'https://example.com/a.png',
    'file:///etc/passwd',
    'gopher://127.0.0.1/1',
    'http://',
    '',
  ])('does not follow a redirect to %s', async (location) => {
    answers['/a'] = sendsTo(location);
    const hosts = [`127.0.0.1:${port}`];
    const result = await fetched(`${base}/a`, hosts);
    expect(result.ok).toBe(false);
    expect(asked.map((a) => a.path)).toEqual(location === '' ? asked.map(() => '/a') : ['/a']);
  });

  it('goes to an address of this machine only when it is listed', async () => {
    answers['/a'] = gives(pngOf());
    expect(await fetched(`http://2130706433:${port}/a`)).toMatchObject({ ok: true });
    expect(await fetched(`http://[::ffff:127.0.0.1]:${port}/a`)).toMatchObject({ isFinal: true });
  });
});

describe('ranges', () => {
  test.each([
    ['93.184.216.34', 'public'],
    ['2606:2800:220:1::1', 'public'],
    ['10.0.4.7', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['fd12::1', 'private'],
    ['::ffff:10.0.4.7', 'private'],
    ['64:ff9b::a00:407', 'private'],
    ['127.0.0.1', 'loopback'],
    ['127.9.9.9', 'loopback'],
    ['::1', 'loopback'],
    ['::127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['0:0:0:0:0:ffff:127.0.0.1', 'loopback'],
    ['169.254.169.254', 'special'],
    ['100.100.100.200', 'special'],
    ['fe80::1%eth0', 'special'],
    ['fd00:ec2::254', 'special'],
    ['64:ff9b::a9fe:a9fe', 'special'],
    ['0.0.0.0', 'never'],
    ['::', 'never'],
    ['224.0.0.1', 'never'],
    ['255.255.255.255', 'never'],
    ['2002:7f00:1::', 'never'],
    ['ff02::1', 'never'],
    ['cam-1', 'never'],
  ])('%s is %s', (address, range) => expect(rangeOf(address)).toBe(range));

  test.each([
    ['10.0.4.7', 'pattern', true],
    ['127.0.0.1', 'pattern', false],
    ['127.0.0.1', 'name', true],
    ['169.254.0.9', 'name', false],
    ['169.254.0.9', 'address', true],
    ['0.0.0.0', 'address', false],
    ['10.0.4.7', 'none', false],
  ] as const)('%s by a %s: %s', (address, listing, may) => {
    expect(mayReach(address, listing)).toBe(may);
  });
});

test('a JPEG is walked to its frame, and never past its end', () => {
  expect(imageIn(jpegOf(3, 2))).toEqual({ type: 'image/jpeg', width: 3, height: 2 });
  for (let cut = 0; cut < jpegOf().length; cut += 1) imageIn(jpegOf().subarray(0, cut));
  expect(imageIn(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))).toBeNull();
  expect(imageIn(Buffer.alloc(1_000, 0xff))).toBeNull();
});

function hugePng(): Buffer {
  const bytes = pngOf();
  bytes.writeUInt32BE(30_000, 16);
  bytes.writeUInt32BE(30_000, 20);
  return bytes;
}

function endless(response: ServerResponse): void {
  response.writeHead(200);
  const write = (): void => {
    while (!response.destroyed && response.write(Buffer.alloc(16_384, 1)));
  };
  response.on('drain', write);
  write();
}
