// Kept pictures for those who load them from the internet on behalf of a card: a link that nobody can guess, good for some days,
// and the door that it leads to. Without an address of ours that the internet reaches there are no links and there is no door.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isPublic } from '../../cards/reach.ts';
import { DAY, type Instant } from '../core/time.ts';
import type { Door } from '../ports/chat.ts';
import type { PictureMemory } from '../ports/pictures.ts';
import type { Clock } from '../ports/system.ts';
import { sendPicture } from './picture-answer.ts';
import { sendProblem } from './problem.ts';

export interface EvidenceOptions {
  readonly publicUrl: string;
  /** Kept with the database, so that every replica and every start signs alike. */
  readonly key: string;
}

export interface EvidenceDeps {
  readonly pictures: Pick<PictureMemory, 'picture'>;
  readonly clock: Clock;
}

export interface Evidence {
  readonly door: Door | null;
  /** Where the picture can be loaded from for the next days; null when from nowhere. */
  linkTo(sha256: string): string | null;
}

/** A link holds for this many whole days and the rest of the day on which it is made. */
export const LINK_DAYS = 14;

const PATH = /^\/evidence\/([0-9a-f]{64})\/([1-9]\d{0,5})\.([\w-]{43})$/;

export function evidence({ publicUrl, key }: EvidenceOptions, deps: EvidenceDeps): Evidence {
  const { pictures, clock } = deps;
  const signatureOf = (sha256: string, until: number): string =>
    createHmac('sha256', key).update(`evidence v1 ${sha256} ${until}`).digest('base64url');
  if (!publicUrl.startsWith('https:') || !isPublic(publicUrl))
    return { door: null, linkTo: () => null };

  /** Null for a link that is not ours, or no longer good: nobody learns which. */
  function named(path: string, now: Instant): string | null {
    const [, sha256 = '', day = '', given = ''] = PATH.exec(path) ?? [];
    if (sha256 === '') return null;
    const isOurs = isSame(given, signatureOf(sha256, Number(day)));
    return isOurs && now < Number(day) * DAY ? sha256 : null;
  }

  const door: Door = {
    owns: (method, path) => (method === 'GET' || method === 'HEAD') && PATH.test(path),
    async open(request, response) {
      const [path = ''] = (request.url ?? '').split('?', 1);
      const sha256 = named(path, clock.now());
      const picture = sha256 === null ? null : await pictures.picture(sha256);
      if (picture === null)
        return sendProblem(response, { status: 404, detail: 'There is no such picture.' });
      sendPicture(request, response, picture, 'public');
    },
  };
  return {
    door,
    linkTo: (sha256) => {
      const until = Math.floor(clock.now() / DAY) + 1 + LINK_DAYS;
      return `${publicUrl}/evidence/${sha256}/${until}.${signatureOf(sha256, until)}`;
    },
  };
}

function isSame(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
