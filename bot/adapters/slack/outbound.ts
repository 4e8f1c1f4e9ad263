// What the outbox asks of Slack: post, update, find. Posts carry the delivery's key as metadata, so that an unclear one can be
// looked up. It tries once: pace, order and retry are the outbox's. Sole exemptions: a card whose picture Slack can't load
// is posted without it, one that is too large without its details, and a reply whose thread is gone goes to the channel.
import type { KnownBlock } from '@slack/types';
import { leastOf } from '../../../cards/alert/fitting.ts';
import { alertSlack } from '../../../cards/alert/slack.ts';
import { askSlack } from '../../../cards/ask/slack.ts';
import { digestSlack } from '../../../cards/digest/slack.ts';
import { handoverSlack } from '../../../cards/handover/slack.ts';
import type { SlackMessage } from '../../../cards/slack.ts';
import type { Person } from '../../core/plant.ts';
import type { Instant } from '../../core/time.ts';
import type { ChatAdapter, Chatted, Content, Found, Place } from '../../ports/chat.ts';
import type { Log } from '../../ports/system.ts';
import { addressOf, channelOf, isGroup, tsOf } from './address.ts';
import { type Attempt, faultOf, isTooMuch, refusalCode } from './faults.ts';
import { slackFiles } from './files.ts';
import { findPosts, METADATA_TYPE } from './search.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** How long to wait before a search is tried again that failed for no fault of its own. */
const SEARCH_AGAIN_MS = 5_000;

interface Sent {
  readonly address: string;
  /** Slack would not have the picture, so it stands there without. */
  readonly isBare: boolean;
}

interface Face {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

export function outbound(
  spaces: Workspaces,
  log: Log,
): Pick<ChatAdapter, 'post' | 'update' | 'find' | 'pictures'> {
  const rooms = roomFinder(spaces);

  /** Runs one attempt; whatever is thrown becomes a fault of the port. */
  async function attempt(
    place: Place,
    how: Attempt,
    call: (room: string) => Promise<Sent>,
  ): Promise<Chatted> {
    let room = place.channel;
    let stage: Attempt = 'read';
    try {
      room = await rooms.of(place);
      if (room === null)
        return { ok: false, code: 'refused', reason: NO_IDENTITY, refusal: 'person-gone' };
      stage = how;
      const { address, isBare } = await call(room);
      return { ok: true, address, ...(isBare ? { isBare } : {}) };
    } catch (error) {
      const fault = faultOf(error, stage, room ?? 'of a direct message');
      log.debug('Slack did not do as asked', { how, code: fault.code });
      return { ok: false, ...fault };
    }
  }

  return {
    post: (place, content, key) =>
      attempt(place, 'post', (room) =>
        spaces.inChannel(room, (w) => postOnce(w, room, place.thread, content, key)),
      ),

    update: (place, address, content) =>
      attempt(
        // The address of a direct message names its conversation, so nobody need be looked up.
        { ...place, channel: channelOf(address) ?? place.channel },
        'update',
        async (room) => {
          const isBare = await spaces.inChannel(room, (w) =>
            updateOnce(w, room, tsOf(address), content),
          );
          return { address, isBare };
        },
      ),

    pictures: slackFiles(spaces, (place) => rooms.of(place), log),

    async find(place, key, since: Instant) {
      try {
        const room = await rooms.of(place);
        if (room === null) return { kind: 'absent' };
        const thread = place.thread === null ? null : tsOf(place.thread);
        const wanted = { room, thread, key, since };
        const ts = await spaces.inChannel(room, (w) => findPosts(w, wanted, log));
        return ts === null ? { kind: 'absent' } : { kind: 'found', address: addressOf(room, ts) };
      } catch (error) {
        return notSearched(error, place.channel ?? 'of a direct message', log);
      }
    },
  };
}

const NO_IDENTITY = 'This person has no Slack id of their own in the plant.';

function notSearched(error: unknown, room: string, log: Log): Found {
  const fault = faultOf(error, 'read', room);
  if (fault.code === 'limited') return { kind: 'later', retryAfterMs: fault.retryAfterMs };
  if (fault.code !== 'refused') return { kind: 'later', retryAfterMs: SEARCH_AGAIN_MS };
  log.warn('an unclear Slack message can’t be looked up', { reason: fault.reason });
  // Where the app may not read, it never will; where there is no such room, there is no post either.
  return refusalCode(error) === 'missing_scope' ? { kind: 'cannot' } : { kind: 'absent' };
}

/** Finds the conversation that a place means; direct ones are opened once and remembered. */
function roomFinder(spaces: Workspaces): { of(place: Place): Promise<string | null> } {
  const opened = new Map<string, string>();

  async function open(workspace: Workspace, user: string): Promise<string> {
    const name = `${spaces.all.indexOf(workspace)}:${user}`;
    const known = opened.get(name);
    if (known !== undefined) return known;
    const answer = await workspace.client.conversations.open({ users: user });
    const id = answer.channel?.id;
    if (id === undefined) throw new Error('Slack opened no conversation');
    opened.set(name, id);
    spaces.settle(id, workspace);
    return id;
  }

  /** Null when the person is not on Slack; throws the last refusal when no workspace knows them. */
  async function direct(person: Person | null): Promise<string | null> {
    const identities = person?.identities.filter((i) => i.platform === 'slack') ?? [];
    const refusals: unknown[] = [];
    for (const { tenant, user } of identities.filter((i) => !isGroup(i.user))) {
      for (const workspace of candidates(spaces, tenant)) {
        try {
          return await open(workspace, user);
        } catch (error) {
          if (refusalCode(error) === null) throw error;
          refusals.push(error);
        }
      }
    }
    if (refusals.length > 0) throw refusals.at(-1);
    return null;
  }

  return {
    async of(place) {
      if (place.channel !== null) return place.channel;
      const named = place.thread === null ? null : channelOf(place.thread);
      return named ?? direct(place.person);
    },
  };
}

function candidates(spaces: Workspaces, tenant: string): readonly Workspace[] {
  if (tenant === '') return spaces.all;
  const workspace = spaces.ofTeam(tenant);
  // Before Slack has told whose token is whose, any may be the right one.
  return workspace === null ? spaces.all.filter((w) => w.membership === null) : [workspace];
}

function drawn(content: Content): SlackMessage {
  switch (content.kind) {
    case 'alert':
      return alertSlack(content.model);
    case 'ask':
      return askSlack(content.model);
    case 'digest':
      return digestSlack(content.model);
    case 'handover':
      return handoverSlack(content.model);
  }
}

function faceOf(content: Content): Face {
  const { text, blocks } = drawn(content);
  return { text, blocks: [...blocks] };
}

/** What is tried in turn where Slack won't have it: all of it, the picture as a line of text, what can't be left out. */
function facesOf(content: Content): readonly Tried[] {
  const whole = { ...faceOf(content), isBare: false };
  if (content.kind !== 'alert') return [whole];
  const { model } = content;
  const hasPicture = model.picture !== null;
  const lost = { isShowable: false, kept: null, fetching: 'failed' } as const;
  const picture = model.picture === null ? null : { ...model.picture, ...lost };
  const bare = faceOf({ kind: 'alert', model: { ...model, picture } });
  const light = faceOf({ kind: 'alert', model: leastOf(model) });
  const all = [whole, ...[bare, light].map((face) => ({ ...face, isBare: hasPicture }))];
  const looks = all.map(({ blocks }) => JSON.stringify(blocks));
  return all.filter((_, i) => looks.indexOf(looks[i] ?? '') === i);
}

interface Tried extends Face {
  readonly isBare: boolean;
}

/** Refused is not posted, so a lighter face may be tried at once. */
async function firstTaken<T>(
  content: Content,
  send: (face: Face) => Promise<T>,
): Promise<{ readonly answer: T; readonly isBare: boolean }> {
  const faces = facesOf(content);
  for (const [index, { isBare, ...face }] of faces.entries()) {
    try {
      return { answer: await send(face), isBare };
    } catch (error) {
      if (!isTooMuch(refusalCode(error)) || index === faces.length - 1) throw error;
    }
  }
  throw new Error('there is always one face');
}

function postOnce(
  workspace: Workspace,
  room: string,
  thread: string | null,
  content: Content,
  key: string,
): Promise<Sent> {
  const send = async (shown: Face, under: string | null): Promise<string> => {
    const answer = await workspace.client.chat.postMessage({
      channel: room,
      ...shown,
      ...(under === null ? {} : { thread_ts: tsOf(under) }),
      metadata: { event_type: METADATA_TYPE, event_payload: { key } },
      unfurl_links: false,
      unfurl_media: false,
    });
    if (answer.ts === undefined) throw new Error('Slack named no message');
    return addressOf(answer.channel ?? room, answer.ts);
  };
  return withSecondChances(content, thread, send);
}

/** A thread that is gone does not keep the words from being said. */
async function withSecondChances(
  content: Content,
  thread: string | null,
  send: (face: Face, thread: string | null) => Promise<string>,
): Promise<Sent> {
  try {
    const { answer, isBare } = await firstTaken(content, (face) => send(face, thread));
    return { address: answer, isBare };
  } catch (error) {
    if (refusalCode(error) !== 'thread_not_found' || thread === null) throw error;
    return withSecondChances(content, null, send);
  }
}

/** Whether it went without its picture. */
async function updateOnce(
  workspace: Workspace,
  room: string,
  ts: string,
  content: Content,
): Promise<boolean> {
  const update = (face: Face) => workspace.client.chat.update({ channel: room, ts, ...face });
  return (await firstTaken(content, update)).isBare;
}
