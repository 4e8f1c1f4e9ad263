// Talks to the bot: state, taps, commands, and the live stream with its own way back after a loss. Answers are plain objects;
// whatever goes wrong comes back as one sentence, never as an exception.
import { fill, words } from './say.js';

const SILENCE_MS = 40_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 10_000;

export async function readState(wish) {
  const query = new URLSearchParams(Object.entries(wish).filter(([, value]) => value));
  return ask(`/console/state?${query}`, {});
}

export async function readAlert(id) {
  return ask(`/console/alert?${new URLSearchParams({ id })}`, {});
}

export async function sendTap(tap) {
  return ask('/console/tap', posted(tap));
}

export async function sendCommand(command) {
  return ask('/console/command', posted(command));
}

function posted(body) {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** `{ ok: true, body }`, or `{ ok: false, sentence }`. */
async function ask(path, options) {
  try {
    const response = await fetch(path, { ...options, signal: AbortSignal.timeout(20_000) });
    if (response.status === 401) {
      location.assign('/console/sign-in');
      return { ok: false, sentence: words.told.signInAgain };
    }
    const body = await response.json().catch(() => ({}));
    if (response.ok) return { ok: true, body };
    const sentence = body.detail ?? fill(words.told.botAnswered, { status: response.status });
    return { ok: false, sentence };
  } catch {
    return { ok: false, sentence: words.told.notSent };
  }
}

/**
 * Listens until `close()`. `sinceOf` says what was seen last, so that nothing is missed while the line is down.
 * `on.post({ seq, post })`, `on.reset()` (too far behind: read the state anew), `on.line('live' | 'lost')`.
 */
export function listen({ person, sinceOf, on }) {
  let source = null;
  let retryMs = FIRST_RETRY_MS;
  let timer = null;
  let isClosed = false;

  function open() {
    const query = new URLSearchParams({ since: String(sinceOf()) });
    if (person) query.set('person', person);
    source = new EventSource(`/console/live?${query}`);
    source.addEventListener('hello', isLive);
    source.addEventListener('beat', isLive);
    source.addEventListener('post', (event) => {
      isLive();
      on.post(JSON.parse(event.data));
    });
    source.addEventListener('reset', () => {
      isLive();
      on.reset();
    });
    source.addEventListener('error', lost);
    watch();
  }

  function isLive() {
    retryMs = FIRST_RETRY_MS;
    on.line('live');
    watch();
  }

  /** A line that says nothing, not even a heartbeat, is as good as lost. */
  function watch() {
    clearTimeout(timer);
    timer = setTimeout(lost, SILENCE_MS);
  }

  function lost() {
    if (isClosed) return;
    source?.close();
    on.line('lost');
    clearTimeout(timer);
    timer = setTimeout(again, retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  }

  /** The stream cannot tell why it was refused; a signed-out browser learns it here and is shown the way. */
  async function again() {
    const state = await readState({});
    if (isClosed) return;
    if (state.ok) open();
    else lost();
  }

  const hurry = () => {
    if (source?.readyState === EventSource.OPEN) return;
    clearTimeout(timer);
    retryMs = FIRST_RETRY_MS;
    void again();
  };
  addEventListener('online', hurry);
  open();
  return {
    close() {
      isClosed = true;
      removeEventListener('online', hurry);
      clearTimeout(timer);
      source?.close();
    },
  };
}
