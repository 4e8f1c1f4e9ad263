// Turns what goes wrong on a call to Teams into the words of the outbox. The question behind every line: may the message have
// been posted? A post whose answer is lost is unclear; an update may simply be made again. Pure.
import type { Refusal } from '../../core/receipts.ts';
import type { ChatFault } from '../../ports/chat.ts';

/** `create` makes something new, `update` may be repeated without harm. */
export type CallKind = 'create' | 'update';

/** Names that Teams and Node give to a failure. */
export interface Failure {
  readonly status: number | null;
  readonly code: string | null;
  readonly retryAfter: string | null;
}

const DEFAULT_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 3_600_000;

/** No connection came about, so nothing can have been posted. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const REFUSALS: Readonly<Record<string, string>> = {
  BotNotInConversationRoster:
    'Andon is not a member of this Teams conversation. Add the Andon app to the team.',
  BotDisabledByAdmin: 'An administrator has disabled the Andon app in Teams.',
  ConversationBlockedByUser: 'This person has blocked Andon in Teams.',
  NotEnoughPermissions: 'Andon may not write here. Ask an owner of the team to allow the app.',
  ForbiddenOperationException:
    'Andon is not installed for this person in Teams. Ask them to add the Andon app.',
  InvalidBotApiHost:
    'Teams is reached under another address for this tenant. Check TEAMS_SERVICE_URLS.',
  MessageSizeTooBig: 'The card is too large for Teams.',
  ConversationNotFound: 'Teams does not know this channel. Check its id in the plant file.',
};

const REFUSED_FOR: Readonly<Record<string, Refusal>> = {
  BotNotInConversationRoster: 'not-member',
  BotDisabledByAdmin: 'forbidden',
  ConversationBlockedByUser: 'person-gone',
  NotEnoughPermissions: 'forbidden',
  ForbiddenOperationException: 'person-gone',
  MessageSizeTooBig: 'card',
  ConversationNotFound: 'unknown-place',
};

export function faultOf(failure: Failure, kind: CallKind, now: number): ChatFault {
  const { status, code } = failure;
  if (status === null) return brokenCall(code, kind);
  if (status === 429) return { code: 'limited', retryAfterMs: waitMs(failure.retryAfter, now) };
  if (status === 404)
    return { code: 'missing', reason: `Teams does not find it (${name(failure)})` };
  if (status === 401)
    return {
      code: 'unavailable',
      reason:
        'Teams does not accept the credentials of Andon (401). Check MICROSOFT_APP_ID and its password.',
      refusal: 'credentials',
    };
  if (status === 409 || status === 412 || status === 425)
    return { code: 'unavailable', reason: `Teams was busy with this conversation (${status})` };
  if (status >= 400 && status < 500 && status !== 408)
    return {
      code: 'refused',
      reason: refusalText(failure),
      refusal: REFUSED_FOR[code ?? ''] ?? (status === 413 ? 'card' : 'other'),
    };
  return brokenCall(`status ${status}`, kind);
}

/** Nobody answered in a way that tells what happened. */
function brokenCall(code: string | null, kind: CallKind): ChatFault {
  const reason = `Teams gave no usable answer (${code ?? 'no reason'})`;
  const isSafe = kind === 'update' || (code !== null && NEVER_SENT.has(code));
  return { code: isSafe ? 'unavailable' : 'unclear', reason };
}

export function refusalText(failure: Failure): string {
  return REFUSALS[failure.code ?? ''] ?? `Teams refused the message (${name(failure)}).`;
}

function name(failure: Failure): string {
  return [failure.status, failure.code].filter((part) => part !== null).join(' ');
}

/** Reads `Retry-After`, in seconds or as a date. */
function waitMs(text: string | null, now: number): number {
  const seconds = Number(text ?? Number.NaN);
  const until = Date.parse(text ?? '');
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : until - now;
  return Number.isFinite(ms) && ms > 0 ? Math.min(Math.ceil(ms), LONGEST_WAIT_MS) : DEFAULT_WAIT_MS;
}
