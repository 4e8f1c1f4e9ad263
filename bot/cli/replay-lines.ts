// Reads a file of detections, one JSON value a line, without ever holding more of it than one line. What is no JSON is told
// with its line number and never sent.
import { createReadStream } from 'node:fs';
import { type Instant, isoText, parseInstant } from '../core/time.ts';

/** One line that is not blank. */
export type FeedLine =
  | { readonly ok: true; readonly line: number; readonly json: string }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** Two bytes less than a request may have, for the brackets around it. */
export const MAX_LINE_BYTES = 1024 * 1024 - 2;

const NEWLINE = 0x0a;

/** `shiftMs` moves every `observedAt`; 0 leaves the lines exactly as they are. */
export async function* readLines(path: string, shiftMs: number): AsyncGenerator<FeedLine> {
  for await (const { line, bytes } of splitLines(path)) {
    const read = bytes === null ? tooLong(line) : readLine(line, bytes, shiftMs);
    if (read !== null) yield read;
  }
}

/** The latest `observedAt` of the file; null when no line has one. */
export async function latestObservedAt(path: string): Promise<Instant | null> {
  let latest: Instant | null = null;
  for await (const read of readLines(path, 0)) {
    const at = read.ok ? observedAt(JSON.parse(read.json)) : null;
    if (at !== null && (latest === null || at > latest)) latest = at;
  }
  return latest;
}

function tooLong(line: number): FeedLine {
  return { ok: false, line, reason: 'is longer than 1 MiB' };
}

/** Null for a blank line. */
function readLine(line: number, bytes: Buffer, shiftMs: number): FeedLine | null {
  const text = decode(bytes);
  if (text === null) return { ok: false, line, reason: 'is not UTF-8' };
  const json = text.trim();
  if (json === '') return null;
  try {
    const value: unknown = JSON.parse(json);
    const at = shiftMs === 0 ? null : observedAt(value);
    // Written anew only where something changes: numbers keep the digits that they came with.
    if (at === null || typeof value !== 'object') return { ok: true, line, json };
    const moved = { ...value, observedAt: isoText(at + shiftMs) };
    return { ok: true, line, json: JSON.stringify(moved) };
  } catch {
    return { ok: false, line, reason: 'is no JSON' };
  }
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function observedAt(value: unknown): Instant | null {
  if (typeof value !== 'object' || value === null || !('observedAt' in value)) return null;
  return typeof value.observedAt === 'string' ? parseInstant(value.observedAt) : null;
}

/** Lines end at a line feed and nowhere else: other separators may stand inside of JSON. `null` = too long to keep. */
async function* splitLines(
  path: string,
): AsyncGenerator<{ readonly line: number; readonly bytes: Buffer | null }> {
  let line = 1;
  let parts: Buffer[] = [];
  let size = 0;
  const add = (part: Buffer) => {
    size += part.length;
    if (size <= MAX_LINE_BYTES) parts.push(part);
    else parts = [];
  };
  const taken = () => {
    const bytes = size > MAX_LINE_BYTES ? null : Buffer.concat(parts);
    parts = [];
    size = 0;
    return { line: line++, bytes };
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      yield taken();
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (size > 0) yield taken();
}
