// The console's page as files: read once at start, sent as they are, without any build. The policy they are sent with allows
// scripts, styles and connections from here only, and pictures from any https address (evidence lives where it lives).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { Language } from '../../core/plant.ts';
import { worded, wordsModule } from './words/said.ts';

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** Made when first asked for: a start has no time to lose. */
  readonly zipped: () => Buffer;
  readonly etag: string;
}

export const PAGE_PATH = '/';
export const WALL_PATH = '/wall';
export const SIGN_IN_PATH = '/console/sign-in';

const TYPES = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

const FILES: Readonly<Record<string, keyof typeof TYPES>> = {
  'index.html': 'html',
  'wall.html': 'html',
  'console.css': 'css',
  'layout.css': 'css',
  'cards.css': 'css',
  'filters.css': 'css',
  'alert.css': 'css',
  'tray.css': 'css',
  'phone.css': 'css',
  'wall.css': 'css',
  'console.js': 'js',
  'cards.js': 'js',
  'feed.js': 'js',
  'server.js': 'js',
  'tray.js': 'js',
  'looks.js': 'js',
  'welcome.js': 'js',
  'places.js': 'js',
  'filters.js': 'js',
  'keys.js': 'js',
  'alert.js': 'js',
  'say.js': 'js',
  'sorted.js': 'js',
  'wall.js': 'js',
  'icon.svg': 'svg',
};

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' https: data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // Not `no-referrer`: it would also hide from us that our own sign-in form is ours.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const PATHS: Readonly<Record<string, string>> = {
  'index.html': PAGE_PATH,
  'wall.html': WALL_PATH,
};

/** Every file by the path it is asked for, in the plant's language. */
export function loadAssets(language: Language): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const [name, kind] of Object.entries(FILES)) {
    const path = PATHS[name] ?? `/console/${name}`;
    const body = kind === 'html' ? Buffer.from(pageIn(name, language)) : readPage(name);
    assets.set(path, asset(body, TYPES[kind]));
  }
  assets.set('/console/words.js', asset(Buffer.from(wordsModule(language)), TYPES.js));
  const adaptiveCards = createRequire(import.meta.url).resolve(
    'adaptivecards/dist/adaptivecards.min.js',
  );
  assets.set('/console/adaptivecards.min.js', asset(readFileSync(adaptiveCards), TYPES.js));
  return assets;
}

/** The sign-in form, with a sentence where something was wrong. `next` is where it leads. */
export function signInPage(sentence: string, next: string, language: Language): string {
  return pageIn('sign-in.html', language)
    .replace('<!-- sentence -->', sentence)
    .replace('<!-- next -->', next);
}

function pageIn(name: string, language: Language): string {
  return worded(readPage(name).toString('utf8'), language);
}

function readPage(name: string): Buffer {
  return readFileSync(new URL(`page/${name}`, import.meta.url));
}

function asset(body: Buffer, type: string): Asset {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  let zipped: Buffer | undefined;
  return {
    type,
    body,
    etag,
    zipped: () => {
      zipped ??= gzipSync(body);
      return zipped;
    },
  };
}

export function sendAsset(request: IncomingMessage, response: ServerResponse, file: Asset): void {
  const headers = {
    ...SECURITY_HEADERS,
    ETag: file.etag,
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
  };
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const isZipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = isZipped ? file.zipped() : file.body;
  response.writeHead(200, {
    ...headers,
    'Content-Type': file.type,
    'Content-Length': body.length,
    ...(isZipped ? { 'Content-Encoding': 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
