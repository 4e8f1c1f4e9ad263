// A camera in memory: what stands at an address, and how often somebody asked. It keeps the port of a picture source, and
// gives what a test put there; elsewhere there is nothing yet.
import { createHash } from 'node:crypto';
import type { Fetched, Picture, PictureSource } from '../../bot/ports/pictures.ts';

export interface FakeCamera {
  readonly source: PictureSource;
  /** Every address that was asked for, in order. */
  readonly asked: readonly string[];
  show(url: string, picture?: Picture): void;
  /** It can't be had from there: for good, or for now. */
  breakDown(url: string, reason: string, isFinal: boolean): void;
}

/** Two pictures with another `fill` are two pictures. */
export function pictureOf(fill = 1, size = 64): Picture {
  const bytes = Buffer.alloc(size, fill);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, type: 'image/png', width: 8, height: 6, bytes };
}

export function fakeCamera(): FakeCamera {
  const answers = new Map<string, Fetched>();
  const asked: string[] = [];
  const nothing: Fetched = {
    ok: false,
    isFinal: false,
    reason: 'its host answered with status 404',
  };
  return {
    source: async (url) => {
      asked.push(url);
      return answers.get(url) ?? nothing;
    },
    asked,
    show: (url, picture = pictureOf()) => void answers.set(url, { ok: true, picture }),
    breakDown: (url, reason, isFinal) => void answers.set(url, { ok: false, isFinal, reason }),
  };
}
