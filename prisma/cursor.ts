// Cursors of pages: opaque outside, a kind and a position inside. Whatever no page gave is refused, never guessed at.
import { storeFault } from './fault.ts';

export type CursorKind = 'alerts' | 'handovers' | 'labels' | 'misses';

const POSITION: Readonly<Record<CursorKind, RegExp>> = {
  alerts: /^.{1,64}$/s,
  handovers: /^.{1,64}$/s,
  labels: /^\d{1,15}$/,
  misses: /^\d{1,15}$/,
};

export function cursorOf(kind: CursorKind, position: string): string {
  return Buffer.from(`${kind}:${position}`).toString('base64url');
}

/** Throws `BadCursor`. */
export function readCursor(kind: CursorKind, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const position = text.slice(kind.length + 1);
  // Writing it again finds what the decoder let pass.
  const isOurs = cursorOf(kind, position) === cursor && POSITION[kind].test(position);
  if (!isOurs) throw storeFault('BadCursor', 'this cursor is not one that a page gave');
  return position;
}
