// What went wrong with a call to Slack, as the port says it: wait, come again, unclear, gone, or never. It decides from the
// error alone and never guesses that something was posted or not: where that is open, the answer is `unclear`.
import { webApi } from '@slack/bolt';
import type { Refusal } from '../../core/receipts.ts';
import type { ChatFault } from '../../ports/chat.ts';

/** What was tried. `read` stands for calls that change nothing and may be repeated, like an update. */
export type Attempt = 'post' | 'update' | 'read';

/** Slack's own code for a refusal (`not_in_channel`), or null when it was no refusal of Slack's. */
export function refusalCode(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? String(error.data.error) : null;
}

export function faultOf(error: unknown, attempt: Attempt, channel: string): ChatFault {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { code: 'limited', retryAfterMs: waitMs(error.retryAfter) };
  }
  if (error instanceof webApi.WebAPIPlatformError) return platformFault(error, attempt, channel);
  if (error instanceof webApi.WebAPIHTTPError) {
    const reason = `Slack answered with status ${error.statusCode}.`;
    return error.statusCode >= 500 ? lost(attempt, reason) : { code: 'unavailable', reason };
  }
  if (error instanceof webApi.WebAPIRequestError) {
    return wasNeverSent(error)
      ? { code: 'unavailable', reason: 'Slack can’t be reached.' }
      : lost(attempt, 'Slack did not answer in time, or the connection broke.');
  }
  // The SDK's words for a 429 that does not say how long to wait.
  if (error instanceof Error && error.message.startsWith('Retry header')) {
    return { code: 'limited', retryAfterMs: DEFAULT_WAIT_MS };
  }
  return lost(attempt, 'Slack gave an answer that can’t be read.');
}

const DEFAULT_WAIT_MS = 30_000;
const LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
const MISSING = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);
const LOST = new Set(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable']);
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Refusals in words for the operator; `#` stands for the channel. */
const SENTENCES: Readonly<Record<string, string>> = {
  channel_not_found:
    'Slack knows no channel #, or the bot may not see it: check the plant file and invite the bot.',
  not_in_channel: 'The bot is not a member of the channel #: type /invite @Andon there.',
  is_archived: 'The channel # is archived: unarchive it, or name another one in the plant file.',
  restricted_action: 'This workspace does not let apps post in the channel #.',
  msg_too_long: 'The message for the channel # is longer than Slack takes.',
  msg_blocks_too_long: 'The card for the channel # is longer than Slack takes.',
  metadata_too_large: 'The mark on the message is larger than Slack takes.',
  user_not_found: 'Slack knows no such person: check the Slack ids in the plant file.',
  users_not_found: 'Slack knows no such person: check the Slack ids in the plant file.',
  user_disabled: 'This person’s Slack account is switched off.',
  cannot_dm_bot: 'The Slack id of this person belongs to a bot.',
};
const REFUSALS: Readonly<Record<string, Refusal>> = {
  channel_not_found: 'unknown-place',
  not_in_channel: 'not-member',
  is_archived: 'archived',
  restricted_action: 'forbidden',
  msg_too_long: 'card',
  msg_blocks_too_long: 'card',
  metadata_too_large: 'card',
  invalid_blocks: 'card',
  invalid_blocks_format: 'card',
  user_not_found: 'person-gone',
  users_not_found: 'person-gone',
  user_disabled: 'person-gone',
  cannot_dm_bot: 'person-gone',
};
const TOKEN = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'not_allowed_token_type',
]);

/** Slack won't have the message as it is; a smaller or plainer one it may. */
export function isTooMuch(code: string | null): boolean {
  return code !== null && REFUSALS[code] === 'card' && code !== 'metadata_too_large';
}

export function isTokenRefusal(code: string | null): boolean {
  return code !== null && TOKEN.has(code);
}

function platformFault(
  error: webApi.WebAPIPlatformError,
  attempt: Attempt,
  channel: string,
): ChatFault {
  const code = String(error.data.error);
  const retryAfter = error.data.response_metadata?.retryAfter;
  if (LIMITED.has(code)) {
    const retryAfterMs = typeof retryAfter === 'number' ? waitMs(retryAfter) : DEFAULT_WAIT_MS;
    return { code: 'limited', retryAfterMs };
  }
  // A page of HTML with status 200 arrives as its own error code.
  if (LOST.has(code) || !/^[a-z0-9_.:-]{1,80}$/.test(code)) {
    return lost(attempt, 'Slack had a fault of its own.');
  }
  // A token can be put right, and what was said meanwhile must not be lost.
  const reason = refusalSentence(code, channel, error);
  if (isTokenRefusal(code)) return { code: 'unavailable', reason, refusal: 'credentials' };
  if (MISSING.has(code)) return { code: 'missing', reason: `The message is gone (${code}).` };
  return { code: 'refused', reason, refusal: REFUSALS[code] ?? 'other' };
}

function refusalSentence(code: string, channel: string, error: unknown): string {
  if (isTokenRefusal(code)) {
    return `Slack refuses the bot token (${code}): put a valid one into SLACK_BOT_TOKEN.`;
  }
  if (code === 'missing_scope') {
    return `The Slack app lacks the scope ${neededScope(error)}: add it and install the app again.`;
  }
  if (code.startsWith('invalid_blocks')) {
    return `Slack refuses the layout of the card (${code}): ${firstComplaint(error)}`;
  }
  const sentence = SENTENCES[code];
  return sentence === undefined
    ? `Slack refuses the message for the channel ${channel} (${code}).`
    : `${sentence.replace('#', channel)} (${code})`;
}

/** Slack rounds down to 0 at times; at once would be too early. */
function waitMs(seconds: number): number {
  return Math.ceil(Math.max(1, seconds) * 1_000);
}

function neededScope(error: unknown): string {
  return error instanceof webApi.WebAPIPlatformError && 'needed' in error.data
    ? String(error.data.needed)
    : 'that this call needs';
}

function firstComplaint(error: unknown): string {
  if (!(error instanceof webApi.WebAPIPlatformError)) return 'no reason given.';
  const [first] = error.data.response_metadata?.messages ?? [];
  return String(first ?? 'no reason given.').slice(0, 200);
}

/** After a post nobody knows; an update or a search is simply done again. */
function lost(attempt: Attempt, reason: string): ChatFault {
  return { code: attempt === 'post' ? 'unclear' : 'unavailable', reason };
}

function wasNeverSent(error: webApi.WebAPIRequestError): boolean {
  const { cause } = error.original;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return NEVER_SENT.has(code);
}
