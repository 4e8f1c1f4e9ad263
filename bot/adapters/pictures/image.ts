// What a file really is, from its first bytes: PNG, JPEG or GIF with its size in pixels, or nothing that we show. What a
// server says about its file is never asked.
import type { PictureType } from '../../ports/pictures.ts';

export interface Image {
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
}

/** A picture of a few KiB may unpack to gigabytes: beyond this many pixels no browser gets it from us. */
export const PIXELS_MAX = 64_000_000;

/** Null for anything else, for a file that breaks off within its head, and for one with too many pixels. */
export function imageIn(bytes: Buffer): Image | null {
  const image = png(bytes) ?? gif(bytes) ?? jpeg(bytes);
  if (image === null) return null;
  const pixels = image.width * image.height;
  return pixels > 0 && pixels <= PIXELS_MAX ? image : null;
}

const PNG_START = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function png(bytes: Buffer): Image | null {
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(PNG_START)) return null;
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function gif(bytes: Buffer): Image | null {
  if (bytes.length < 13 || !/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return null;
  return { type: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

/** Start-of-frame markers, which tell the size; C4, C8 and CC are none. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** A JPEG is a row of segments, each with its length; the walk ends where one does not follow the other. */
function jpeg(bytes: Buffer): Image | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) {
      return {
        type: 'image/jpeg',
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
      };
    }
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}
