// The side of the fake chat that the outbox sees: post, update, find, with the trouble that was ordered.
import type { Instant } from '../../bot/core/time.ts';
import type { Chatted, Content, Found, Place } from '../../bot/ports/chat.ts';
import { alertSlack } from '../../cards/alert/slack.ts';
import { askSlack } from '../../cards/ask/slack.ts';
import { digestSlack } from '../../cards/digest/slack.ts';
import { handoverSlack } from '../../cards/handover/slack.ts';
import type { Shown } from '../contracts/chat-rig.ts';
import type { FakeCall, FakeMessage, FakeState, FakeTrouble } from './chat.ts';
import { readMessage } from './slack-blocks.ts';

const RETRY_AFTER_MS = 2_000;
/** How far the platform's clock may be behind ours. */
const CLOCK_SLACK_MS = 5_000;

export async function postTo(
  state: FakeState,
  place: Place,
  content: Content,
  key: string,
): Promise<Chatted> {
  const call: FakeCall = { op: 'post', place, key, address: null };
  const bad = await trouble(state, call);
  if (bad !== null && bad !== 'lost-answer') return note(state, call, content, faultOf(bad));
  if (place.thread !== null && !state.standing.has(place.thread)) {
    return note(state, call, content, faultOf('missing'));
  }
  shownAs(content);
  const address = keep(state, place, content, key);
  return note(state, call, content, bad === null ? took(state, address, content) : faultOf(bad));
}

export async function updateAt(
  state: FakeState,
  place: Place,
  address: string,
  content: Content,
): Promise<Chatted> {
  const call: FakeCall = { op: 'update', place, key: null, address };
  const bad = await trouble(state, call);
  if (bad !== null && bad !== 'lost-answer') {
    if (bad === 'missing') removeFrom(state, address);
    return note(state, call, content, updateFault(bad));
  }
  const message = state.standing.get(address);
  if (message === undefined) return note(state, call, content, faultOf('missing'));
  shownAs(content);
  state.standing.set(address, { ...message, content, states: [...message.states, content] });
  const done = bad === null ? took(state, address, content) : updateFault(bad);
  return note(state, call, content, done);
}

/** A picture that it can't show yet, it leaves out. */
function took(state: FakeState, address: string, content: Content): Chatted {
  const ref = content.kind === 'alert' ? content.model.picture?.kept?.ref : null;
  const isBare = typeof ref === 'string' && !state.gallery.isFit(ref);
  return isBare ? { ok: true, address, isBare } : { ok: true, address };
}

export async function findIn(
  state: FakeState,
  place: Place,
  key: string,
  since: Instant,
): Promise<Found> {
  const call: FakeCall = { op: 'find', place, key, address: null };
  const bad = await trouble(state, call);
  if (bad !== null) return note(state, call, null, { kind: 'later', retryAfterMs: RETRY_AFTER_MS });
  const [first, ...twins] = [...state.standing.values()].filter(
    (m) => m.key === key && isIn(m, place) && m.postedAt >= since - CLOCK_SLACK_MS,
  );
  for (const twin of twins) state.standing.delete(twin.address);
  if (first === undefined) return note(state, call, null, { kind: 'absent' });
  return note(state, call, null, { kind: 'found', address: first.address });
}

/** The message as people see it. Also draws what is posted, so that a card that can't be drawn fails its test. */
export function shownAs(content: Content): Shown {
  const { text, blocks } =
    content.kind === 'alert'
      ? alertSlack(content.model)
      : content.kind === 'ask'
        ? askSlack(content.model)
        : content.kind === 'digest'
          ? digestSlack(content.model)
          : handoverSlack(content.model);
  return readMessage(text, blocks, content.model.setting.publicUrl);
}

async function trouble(state: FakeState, call: FakeCall): Promise<FakeTrouble | null> {
  await state.gate;
  if (state.isDown) return 'unavailable';
  return state.planned.shift() ?? state.spoil(call);
}

function note<T extends Chatted | Found>(
  state: FakeState,
  call: FakeCall,
  content: Content | null,
  result: T,
): T {
  const outcome = 'kind' in result ? result.kind : result.ok ? 'ok' : result.code;
  state.record.push({ ...call, at: state.clock.now(), content, outcome });
  return result;
}

function keep(state: FakeState, place: Place, content: Content, key: string): string {
  state.count += 1;
  const address = `${state.platform}-${state.count}`;
  const { channel, thread } = place;
  const person = personIn(place);
  const postedAt = state.clock.now();
  const states = [content];
  state.standing.set(address, { address, key, channel, person, thread, postedAt, content, states });
  return address;
}

function isIn(message: FakeMessage, place: Place): boolean {
  return (
    message.channel === place.channel &&
    message.person === personIn(place) &&
    message.thread === place.thread
  );
}

function personIn(place: Place): string | null {
  return place.channel === null ? (place.person?.id ?? null) : null;
}

function faultOf(bad: FakeTrouble): Chatted {
  switch (bad) {
    case 'limited':
      return { ok: false, code: 'limited', retryAfterMs: RETRY_AFTER_MS };
    case 'unavailable':
      return { ok: false, code: 'unavailable', reason: 'The chat platform does not answer.' };
    case 'unclear':
    case 'lost-answer':
      return { ok: false, code: 'unclear', reason: 'The answer was lost on the way.' };
    case 'missing':
      return { ok: false, code: 'missing', reason: 'The message is gone.' };
    case 'locked-out':
      return {
        ok: false,
        code: 'unavailable',
        reason: 'The token was revoked.',
        refusal: 'credentials',
      };
    case 'refused':
      return {
        ok: false,
        code: 'refused',
        reason: 'The bot is not a member of this channel.',
        refusal: 'not-member',
      };
  }
}

/** An update may be repeated at will, so an unclear one is merely unavailable. */
function updateFault(bad: FakeTrouble): Chatted {
  return faultOf(bad === 'lost-answer' || bad === 'unclear' ? 'unavailable' : bad);
}

/** Whoever deletes a card takes its thread along: nobody sees what was said there. */
export function removeFrom(state: FakeState, address: string): void {
  for (const m of state.standing.values()) {
    if (m.address === address || m.thread === address) state.standing.delete(m.address);
  }
}
