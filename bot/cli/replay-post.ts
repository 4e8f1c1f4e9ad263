// Posts detections to a running bot until each has its answer, as a good producer does: it waits as long as it is asked to,
// tries again after a fault of the line (the bot knows what it has seen), and gives up with a sentence.
import { SECOND } from '../core/time.ts';

/** The bot that is spoken to. */
export interface Bot {
  readonly url: string;
  readonly token: string;
  /** Waits; handed in so that tests need no time. */
  readonly wait: (ms: number) => Promise<void>;
}

export interface Result {
  readonly status: string;
  readonly error: string | null;
}

export type Posted =
  /** One result for each item, in order. */
  | { readonly kind: 'answered'; readonly results: readonly Result[] }
  /** This request will never be taken as it is; a smaller one may. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nothing further will succeed. */
  | { readonly kind: 'lost'; readonly reason: string };

/** Attempts against a bot that does not answer: a restart is bridged, an absence is told. */
const MAX_ATTEMPTS = 8;
/** A bot that never answered yet is most likely not there. */
const MAX_FIRST_ATTEMPTS = 4;
const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 5 * SECOND;
/** Times that one request may be asked to wait, and how long at most each time. */
const MAX_WAITS = 60;
const MAX_WAIT_MS = 60 * SECOND;
const DEFAULT_WAIT_MS = SECOND;
const REQUEST_LIMIT_MS = 30 * SECOND;

/** A poster remembers whether the bot has ever answered. `items` are JSON texts. */
export function poster(bot: Bot): (items: readonly string[]) => Promise<Posted> {
  let hasAnswered = false;
  return async (items) => {
    let attempts = 0;
    let waits = 0;
    for (;;) {
      const answer = await attempt(bot, `[${items.join(',')}]`);
      if (answer.kind !== 'silent') hasAnswered = true;
      if (answer.kind === 'wait') {
        waits += 1;
        if (waits > MAX_WAITS)
          return { kind: 'lost', reason: `${bot.url} asked to wait ${MAX_WAITS} times in a row` };
        await bot.wait(answer.ms);
      } else if (answer.kind === 'silent' || answer.kind === 'failed') {
        attempts += 1;
        if (attempts >= (hasAnswered ? MAX_ATTEMPTS : MAX_FIRST_ATTEMPTS))
          return { kind: 'lost', reason: answer.reason };
        const ms = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1));
        await bot.wait(Math.max(ms, answer.kind === 'failed' ? answer.waitMs : 0));
      } else if (answer.kind === 'answered' && answer.results.length !== items.length) {
        const { length } = answer.results;
        return {
          kind: 'refused',
          reason: `${length} results came back for ${items.length} lines`,
        };
      } else return answer;
    }
  };
}

type Attempt =
  | Posted
  | { readonly kind: 'wait'; readonly ms: number }
  /** It answered, but could not. */
  | { readonly kind: 'failed'; readonly reason: string; readonly waitMs: number }
  | { readonly kind: 'silent'; readonly reason: string };

async function attempt({ url, token }: Bot, body: string): Promise<Attempt> {
  try {
    const response = await fetch(`${url}/v1/detections`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
      // The token goes to the address that was named, and nowhere else.
      redirect: 'manual',
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
    });
    return judge(url, response, await response.text());
  } catch (error) {
    const reason = `${url} does not answer (${causeOf(error)}). Is the bot running there? PUBLIC_URL, or HOST and PORT, say where it is.`;
    return { kind: 'silent', reason };
  }
}

function judge(url: string, response: Response, text: string): Attempt {
  const { status } = response;
  const results = resultsOf(text);
  if ((status === 202 || status === 400) && results !== null && results.length > 0)
    return { kind: 'answered', results };
  if (status === 401)
    return { kind: 'lost', reason: `ANDON_TOKEN is not the token of the bot at ${url}` };
  if (status === 403)
    return { kind: 'lost', reason: 'The token in ANDON_TOKEN may not bring detections in' };
  if (status === 429) return { kind: 'wait', ms: retryAfterMs(response) ?? DEFAULT_WAIT_MS };
  if (status >= 500) {
    const waitMs = retryAfterMs(response) ?? 0;
    return { kind: 'failed', reason: `${url} answers ${said(status, text)}`, waitMs };
  }
  if (status === 400 || status === 413)
    return { kind: 'refused', reason: `refused with ${said(status, text)}` };
  const reason = `${url} answers ${said(status, text)}: that is not how a bot answers detections`;
  return { kind: 'lost', reason };
}

/** Null when the text is no answer about detections. */
function resultsOf(text: string): readonly Result[] | null {
  const value = parse(text);
  if (!isRecord(value) || !Array.isArray(value.results)) return null;
  return value.results.map((given: unknown) => {
    const { status, error } = isRecord(given) ? given : {};
    return {
      status: typeof status === 'string' ? status : 'unknown',
      error: error === undefined || error === null ? null : sentenceOf(error),
    };
  });
}

function sentenceOf(error: unknown): string {
  return typeof error === 'string' ? error : JSON.stringify(error);
}

/** The status, with the sentence of a problem+json where there is one. */
function said(status: number, text: string): string {
  const value = parse(text);
  const detail = isRecord(value) ? (value.detail ?? value.title) : undefined;
  return typeof detail === 'string' ? `${status}: ${detail.slice(0, 200)}` : `${status}`;
}

/** Seconds or a date, as HTTP allows; clamped, and null when there is none. */
function retryAfterMs(response: Response): number | null {
  const given = response.headers.get('retry-after');
  if (given === null) return null;
  const ms = /^\d+$/.test(given) ? Number(given) * SECOND : Date.parse(given) - Date.now();
  return Number.isFinite(ms) ? Math.min(MAX_WAIT_MS, Math.max(0, ms)) : null;
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof AggregateError) return causeOf(cause.errors[0]);
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return cause instanceof Error ? cause.name : 'no reason given';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
