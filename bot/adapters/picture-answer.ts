// A kept picture as an HTTP answer, for every door that gives one out. Its type comes from its bytes, and whatever else the
// bytes may be, no browser runs them: no guessing of types, no scripts, no frames.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Picture } from '../ports/pictures.ts';

/** A picture's name is the hash of its bytes, so it never changes. */
const KEPT_S = 24 * 60 * 60;

export function sendPicture(
  request: IncomingMessage,
  response: ServerResponse,
  picture: Picture,
  audience: 'private' | 'public',
): void {
  const etag = `"${picture.sha256}"`;
  const headers = {
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': audience === 'private' ? 'same-origin' : 'cross-origin',
    'Cache-Control': `${audience}, max-age=${KEPT_S}, immutable`,
    ETag: etag,
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': picture.type,
    'Content-Length': picture.bytes.length,
    'Content-Disposition': 'inline; filename="evidence"',
  });
  response.end(request.method === 'HEAD' ? undefined : picture.bytes);
}
