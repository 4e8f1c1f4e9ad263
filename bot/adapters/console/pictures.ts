// Kept pictures on the console: they come from the bot itself, to whoever may see the console, and to nobody else.
import type { PictureLink } from '../../../cards/alert/adaptive.ts';
import type { PictureMemory } from '../../ports/pictures.ts';
import { sendPicture } from '../picture-answer.ts';
import { type Route, sendFault } from './exchange.ts';

const PATH = /^\/evidence\/([0-9a-f]{64})$/;

/** Where a card on this console loads it from. */
export const pictureHere: PictureLink = ({ sha256 }) => `/evidence/${sha256}`;

export function isPicturePath(path: string): boolean {
  return PATH.test(path);
}

export function pictureRoute(pictures: Pick<PictureMemory, 'picture'>, noPicture: string): Route {
  return async (request, response, url) => {
    const [, sha256 = ''] = PATH.exec(url.pathname) ?? [];
    const picture = await pictures.picture(sha256);
    if (picture === null) return sendFault(response, { status: 404, detail: noPicture });
    sendPicture(request, response, picture, 'private');
  };
}
