// The console's page as files: read once at start, sent as they are, without any build. The policy they are sent with allows
// scripts, styles and connections from here only, and pictures from any https address (evidence lives where it lives).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  readonly zipped: Buffer;
  readonly etag: string;
}

export const PAGE_PATH = '/';
export const SIGN_IN_PATH = '/console/sign-in';

const TYPES = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

const FILES: Readonly<Record<string, keyof typeof TYPES>> = {
  'index.html': 'html',
  'console.css': 'css',
  'layout.css': 'css',
  'cards.css': 'css',
  'tray.css': 'css',
  'phone.css': 'css',
  'console.js': 'js',
  'cards.js': 'js',
  'feed.js': 'js',
  'server.js': 'js',
  'tray.js': 'js',
  'looks.js': 'js',
  'welcome.js': 'js',
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

/** Every file by the path it is asked for. */
export function loadAssets(): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const [name, kind] of Object.entries(FILES)) {
    const path = name === 'index.html' ? PAGE_PATH : `/console/${name}`;
    assets.set(path, asset(readFileSync(new URL(`page/${name}`, import.meta.url)), TYPES[kind]));
  }
  const adaptiveCards = createRequire(import.meta.url).resolve(
    'adaptivecards/dist/adaptivecards.min.js',
  );
  assets.set('/console/adaptivecards.min.js', asset(readFileSync(adaptiveCards), TYPES.js));
  return assets;
}

/** The sign-in form, with a sentence where something was wrong. */
export function signInPage(sentence: string): string {
  const page = readFileSync(new URL('page/sign-in.html', import.meta.url), 'utf8');
  return page.replace('<!-- sentence -->', sentence);
}

function asset(body: Buffer, type: string): Asset {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { type, body, zipped: gzipSync(body), etag };
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
  const body = isZipped ? file.zipped : file.body;
  response.writeHead(200, {
    ...headers,
    'Content-Type': file.type,
    'Content-Length': body.length,
    ...(isZipped ? { 'Content-Encoding': 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
