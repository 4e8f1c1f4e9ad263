// Reads the body of a request under a limit. An oversize body is read on and thrown away for a while, so that the caller is
// able to read why it was refused; a caller that left is told nothing. It never decodes what is not UTF-8.
import type { IncomingMessage } from 'node:http';
import { problem, type Reply } from './reply.ts';

/** Bytes of one request. */
export const BODY_LIMIT_BYTES = 1_024 * 1_024;

/** Bytes of an oversize body that are read and thrown away before the connection is closed instead. */
export const DISCARD_LIMIT_BYTES = 8 * 1_024 * 1_024;

export type Body =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large'; readonly isRead: boolean }
  | { readonly kind: 'not-utf8' }
  /** The caller is gone. */
  | { readonly kind: 'aborted' };

export async function readBody(request: IncomingMessage): Promise<Body> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > DISCARD_LIMIT_BYTES) return { kind: 'too-large', isRead: false };
  const { outcome, chunks } = await collect(request);
  if (outcome !== 'whole') return outcome;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return { kind: 'text', text };
  } catch {
    return { kind: 'not-utf8' };
  }
}

interface Collected {
  readonly outcome: 'whole' | (Body & { kind: 'too-large' | 'aborted' });
  readonly chunks: readonly Buffer[];
}

function collect(request: IncomingMessage): Promise<Collected> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (outcome: Collected['outcome']): void => {
      request.off('data', onChunk).off('end', onEnd).off('close', onGone);
      resolve({ outcome, chunks });
    };
    const onChunk = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes <= BODY_LIMIT_BYTES) chunks.push(chunk);
      else chunks = [];
      if (bytes > DISCARD_LIMIT_BYTES) finish({ kind: 'too-large', isRead: false });
    };
    const onEnd = (): void => {
      finish(bytes > BODY_LIMIT_BYTES ? { kind: 'too-large', isRead: true } : 'whole');
    };
    const onGone = (): void => finish({ kind: 'aborted' });
    request.on('data', onChunk).on('end', onEnd).on('close', onGone);
    if (request.destroyed) onGone();
  });
}

/** We read what was sent, byte by byte: a compressed body could become anything. */
export function encodingRefusal(request: IncomingMessage): Reply | null {
  if (request.headers['content-encoding'] === undefined) return null;
  const detail = 'Send the body as it is, without any Content-Encoding.';
  return problem({ status: 415, detail }, { 'accept-encoding': 'identity' });
}

/** The answer to a body that could not be read. */
export function unreadable(body: Body & { kind: 'too-large' | 'not-utf8' }): Reply {
  if (body.kind === 'not-utf8') {
    const errors = [{ path: '', message: 'must be UTF-8' }];
    return problem({ status: 400, detail: 'The body is not UTF-8.', errors });
  }
  const detail = `The body may have at most ${BODY_LIMIT_BYTES} bytes.`;
  return problem({ status: 413, detail }, body.isRead ? {} : { connection: 'close' });
}
