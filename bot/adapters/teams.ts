// Microsoft Teams, through botbuilder (loaded only with this file): one door in, one connector out. It verifies and translates;
// what is said and when is decided elsewhere. It refuses to be built half-configured, because botbuilder would then trust
// everybody.
import type { Instant } from '../core/time.ts';
import type { Setting } from '../core/view.ts';
import type { Chatted, ConnectedChat, Found, Pace, Place, Reactions } from '../ports/chat.ts';
import type { Notebook } from '../ports/notes.ts';
import type { Store } from '../ports/store.ts';
import type { Clock, Log } from '../ports/system.ts';
import { withoutThread } from './teams/activity.ts';
import { type Answers, answers } from './teams/answers.ts';
import { channels } from './teams/channels.ts';
import { type Called, type Connector, connector } from './teams/connector.ts';
import { teamsDoor } from './teams/door.ts';
import { isAllowedUrl } from './teams/guard.ts';
import { inbound } from './teams/inbound.ts';
import { teamMembers } from './teams/members.ts';
import { type Notes, notes } from './teams/notes.ts';
import { orphans } from './teams/orphans.ts';
import { messageOf, pictureLink } from './teams/outgoing.ts';
import { trust } from './teams/trust.ts';

export interface TeamsOptions {
  readonly appId: string;
  readonly password: string;
  readonly tenantId: string;
  /** Null = the public cloud, for these three. */
  readonly openIdMetadataUrl: string | null;
  readonly tokenIssuer: string | null;
  readonly loginAuthority: string | null;
  /** Allowed prefixes; the first is used until an activity names another. */
  readonly serviceUrls: readonly string[];
  readonly pace: 'on' | 'off';
  /** How people are spoken to where the inside could not be asked; English when absent. */
  readonly setting?: Setting;
}

export interface TeamsDeps {
  readonly reactions: Reactions;
  readonly clock: Clock;
  readonly log: Log;
  readonly once: Store['once'];
  readonly notebook: Notebook;
  /** Where the internet may load a kept picture from; left out = from nowhere. */
  readonly linkTo?: (sha256: string) => string | null;
}

/** Teams allows 60 posts in 30 s into one conversation, for updates it names no figure, and 50 calls a second in all. */
const PACE: Pace = { postGapMs: 550, updateGapMs: 50, laneUpdateGapMs: 550 };
const PLAIN_ENGLISH: Setting = { language: 'en', timezone: 'UTC', publicUrl: '' };
const NO_PACE: Pace = { postGapMs: 0, updateGapMs: 0, laneUpdateGapMs: 0 };
const PUBLIC_SERVICE = 'https://smba.trafficmanager.net';
/** How long one call may take. */
export const CALL_LIMIT_MS = 8_000;
const TOKEN_RETRY_MS = 30_000;

export function teamsChat(options: TeamsOptions, deps: TeamsDeps): ConnectedChat {
  const serviceUrls = checked(options);
  warnOfOtherCloud(options, deps.log);
  const trusted = trust(options, { ...deps, limitMs: CALL_LIMIT_MS });
  const noted = notes(serviceUrls, deps);
  const places = channels(deps);
  const isHere = (url: string | null) => url !== null && isAllowedUrl(url, serviceUrls);
  const calls = connector(
    { ...options, limitMs: CALL_LIMIT_MS },
    {
      trust: trusted,
      clock: deps.clock,
      async serviceUrls(conversation) {
        const own =
          conversation === null ? null : await places.serviceUrlOf(withoutThread(conversation));
        // The allow-list may have changed since an address was noted.
        return [...new Set([own ?? '', await noted.serviceUrl(), ...serviceUrls].filter(isHere))];
      },
      async onReached(conversation, url) {
        if (conversation?.startsWith('19:')) await places.reached(withoutThread(conversation), url);
      },
    },
  );
  const said = answers({ connector: calls, notes: noted, log: deps.log });
  const lost = orphans({ connector: calls, log: deps.log });
  const setting = options.setting ?? PLAIN_ENGLISH;
  const linkTo = pictureLink(deps.linkTo ?? (() => null));
  const { appId, tenantId } = options;
  const expected = { issuer: trusted.issuer, appId, tenantId, serviceUrls };
  const door = teamsDoor(expected, {
    trust: trusted,
    inbound: inbound(tenantId, {
      ...deps,
      notes: noted,
      channels: places,
      answers: said,
      orphans: lost,
      setting,
      linkTo,
    }),
    clock: deps.clock,
    log: deps.log,
  });
  const health = healthOf(() => trusted.token('cached'), deps.log);

  return {
    platform: 'teams',
    pace: options.pace === 'off' ? NO_PACE : PACE,
    door,
    async post(place, content, key) {
      const message = messageOf(content, linkTo, key);
      return health.after(await post(place, message, { calls, said, noted }));
    },
    async update(place, address, content) {
      const conversation = await conversationOf(place, address, said);
      if (!conversation.ok) return health.after(conversation);
      const { conversation: id } = conversation;
      return health.after(await calls.update(id, address, messageOf(content, linkTo)));
    },
    async find(_place: Place, _key: string, _since: Instant): Promise<Found> {
      return { kind: 'cannot' };
    },
    unseenBy: teamMembers(calls, deps.clock),
    async start() {
      health.start();
      await places.recall();
    },
    async stop() {
      health.stop();
      await Promise.all([said.settle(), lost.settle()]);
    },
    trouble: () => health.trouble() ?? places.troubles()[0] ?? null,
  };
}

/** The parts that botbuilder would go on without, or our own door; a missing one throws `teams-half-configured`. */
function checked(options: TeamsOptions): readonly [string, ...string[]] {
  const missing = (['appId', 'password', 'tenantId'] as const).filter((k) => !options[k]);
  const [first, ...rest] = options.serviceUrls;
  const wrong = [options.openIdMetadataUrl, options.loginAuthority, ...options.serviceUrls].find(
    (url) => url !== null && !URL.canParse(url),
  );
  if (missing.length > 0 || first === undefined || wrong !== undefined) {
    const what = missing.length > 0 ? `without ${missing.join(', ')}` : 'without good addresses';
    throw Object.assign(new Error(`Teams can't be used ${what}`), {
      code: 'teams-half-configured',
    });
  }
  return [first, ...rest];
}

/** Whoever runs these addresses is believed in everything: nobody shall set them unseen. */
function warnOfOtherCloud(options: TeamsOptions, log: Log): void {
  const { openIdMetadataUrl, tokenIssuer, loginAuthority, serviceUrls } = options;
  const isPublic = serviceUrls.every((url) => new URL(url).origin === PUBLIC_SERVICE);
  if (isPublic && openIdMetadataUrl === null && tokenIssuer === null && loginAuthority === null)
    return;
  log.warn('Teams: another cloud than the public one decides who is trusted', {
    openIdMetadataUrl,
    tokenIssuer,
    loginAuthority,
    serviceUrls,
  });
}

type Outgoing = ReturnType<typeof messageOf>;

interface Parts {
  readonly calls: Connector;
  readonly said: Answers;
  readonly noted: Notes;
}

async function post(place: Place, message: Outgoing, parts: Parts): Promise<Called> {
  const { channel, thread } = place;
  if (channel === null) return postDirect(place, message, parts);
  const conversation = withoutThread(channel);
  if (!hasThreads(conversation)) return isNowhere(await parts.calls.send(conversation, message));
  if (thread !== null) return parts.calls.send(`${conversation};messageid=${thread}`, message);
  return isNowhere(await parts.calls.startThread(conversation, message));
}

async function postDirect(
  place: Place,
  message: Outgoing,
  { calls, said, noted }: Parts,
): Promise<Called> {
  const users = usersOf(place);
  const direct = await said.directOf(users);
  if (!direct.ok) return isNowhere(direct);
  const first = await calls.send(direct.conversation, message);
  if (first.ok || !first.isShut) return first;
  // The chat that was noted is gone or closed to us; nothing was posted, so open it anew, once.
  await noted.forgetDirect(users);
  const again = await said.directOf(users);
  return isNowhere(again.ok ? await calls.send(again.conversation, message) : again);
}

/** Where a message stands. A card at the top of a channel begins its own thread. */
async function conversationOf(place: Place, address: string, said: Answers): Promise<Called> {
  if (place.channel === null) return said.directOf(usersOf(place));
  const channel = withoutThread(place.channel);
  const conversation = hasThreads(channel)
    ? `${channel};messageid=${place.thread ?? address}`
    : channel;
  return { ok: true, conversation, activity: address };
}

/** Channels of a team have threads; a group chat (`@thread.v2`) is one conversation. */
function hasThreads(channel: string): boolean {
  return !channel.endsWith('@thread.v2');
}

/** A place that does not exist won't exist at the next attempt either. */
function isNowhere(called: Called): Called {
  if (called.ok || called.code !== 'missing') return called;
  return {
    ok: false,
    code: 'refused',
    reason: 'Teams does not know this channel or person. Check the id in the plant file.',
    refusal: 'unknown-place',
  };
}

/** The ids of Teams itself first: they name a person also where the directory may not be read. */
function usersOf(place: Place): readonly string[] {
  const users = (place.person?.identities ?? [])
    .filter((i) => i.platform === 'teams')
    .map((i) => i.user);
  return [...users].sort((a, b) => Number(b.startsWith('29:')) - Number(a.startsWith('29:')));
}

interface Health {
  start(): void;
  stop(): void;
  after(called: Called): Chatted;
  trouble(): string | null;
}

/** Remembers the last trouble with Teams as a whole, and keeps asking for a token until there is one. */
function healthOf(token: () => Promise<void>, log: Log): Health {
  let trouble: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  async function ask(): Promise<void> {
    try {
      await token();
      trouble = null;
    } catch (error) {
      trouble = 'Teams gives Andon no token. Check MICROSOFT_APP_PASSWORD and the network.';
      log.warn('no token for Teams', { reason: error instanceof Error ? error.name : 'unknown' });
      if (!isStopped) timer = setTimeout(() => void ask(), TOKEN_RETRY_MS).unref();
    }
  }

  return {
    start: () => void ask(),
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
    after(called) {
      if (called.ok) {
        trouble = null;
        return { ok: true, address: called.activity };
      }
      if (called.code === 'unavailable') trouble = called.reason;
      return called;
    },
    trouble: () => trouble,
  };
}
