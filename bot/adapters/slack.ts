// Slack as a chat platform: cards go out through the Web API, taps and commands come in signed over HTTP or by Socket Mode.
// The parts are in slack/; this plugs them together. It keeps no promise of its own about delivery: that is the outbox's.
import { App, type Receiver } from '@slack/bolt';
import type { Setting } from '../core/view.ts';
import type { ConnectedChat, Door, Reactions } from '../ports/chat.ts';
import type { Notebook } from '../ports/notes.ts';
import type { Store } from '../ports/store.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { AnsweringDeps } from './slack/answering.ts';
import { httpReceiver, slackDoor } from './slack/door.ts';
import { type Events, events } from './slack/events.ts';
import { homes } from './slack/homes.ts';
import { inbound } from './slack/inbound.ts';
import { sdkLogger } from './slack/logger.ts';
import { memberFinder } from './slack/members.ts';
import { nameBook } from './slack/names.ts';
import { outbound } from './slack/outbound.ts';
import { type Socket, slackSocket } from './slack/socket.ts';
import { type Hearer, whisperer } from './slack/whisper.ts';
import { openWorkspaces, type Workspaces } from './slack/workspaces.ts';

export interface SlackOptions {
  /** One bot token for each workspace. */
  readonly tokens: readonly string[];
  readonly signingSecret: string | null;
  /** With one, Socket Mode instead of HTTP. */
  readonly appToken: string | null;
  /** Base of the Web API. */
  readonly apiUrl: string;
  readonly pace: 'on' | 'off';
  /** How people are spoken to where the inside could not be asked; English when absent. */
  readonly setting?: Setting;
  /** The same for one person in one room, from what stands in the plant; `setting` when absent. */
  readonly settingOf?: (to: Hearer) => Setting;
}

export interface SlackDeps {
  readonly reactions: Reactions;
  readonly clock: Clock;
  readonly log: Log;
  readonly once: Store['once'];
  readonly notebook: Notebook;
}

/** Slack takes a message a second in each channel, and 50 updates a minute in a whole workspace. */
const POST_GAP_MS = 1_050;
const UPDATE_GAP_MS = 1_250;

const PLAIN_ENGLISH: Setting = { language: 'en', timezone: 'UTC', publicUrl: '' };

export function slackChat(options: SlackOptions, deps: SlackDeps): ConnectedChat {
  const { clock, log } = deps;
  const spaces = openWorkspaces(options, log);
  const logger = sdkLogger(log);
  const pages = homes({ ...deps, spaces, pace: options.pace });
  const inner: AnsweringDeps = {
    ...deps,
    spaces,
    whisper: whisperer(spaces, log),
    names: nameBook(spaces, { clock, log }),
    homes: pages,
    speak: (to) => options.settingOf?.(to) ?? options.setting ?? PLAIN_ENGLISH,
  };
  const people = inbound(inner);
  const told = events({ ...inner, homes: pages });
  const appFor = (receiver: Receiver): App => {
    const app = boltApp(receiver, spaces, options, logger);
    people.listen(app);
    return app;
  };
  const ways: Ways = { options, appFor, logger, log, clock, events: told };
  const socket = socketOf(ways);
  const isPaced = options.pace === 'on';

  return {
    platform: 'slack',
    pace: {
      postGapMs: isPaced ? POST_GAP_MS : 0,
      updateGapMs: isPaced ? UPDATE_GAP_MS : 0,
    },
    door: doorOf(ways),
    ...outbound(spaces, log),
    stir: pages.stir,
    unseenBy: memberFinder(spaces, { clock, log }),
    async start() {
      await Promise.all([spaces.start(), socket?.start()]);
      await pages.start();
    },
    async stop() {
      spaces.stop();
      await socket?.stop();
      await pages.stop();
      await people.settled();
    },
    trouble: () => spaces.trouble() ?? socket?.trouble() ?? null,
  };
}

/** Bolt with nothing to look up: tokens come from the configuration, and no request waits for Slack to tell whose they are. */
function boltApp(
  receiver: Receiver,
  spaces: Workspaces,
  options: SlackOptions,
  logger: ReturnType<typeof sdkLogger>,
): App {
  return new App({
    receiver,
    logger,
    convoStore: false,
    ignoreSelf: false,
    clientOptions: { slackApiUrl: options.apiUrl, logger },
    authorize: async ({ teamId }) => {
      const space = spaces.all.findIndex((w) => w.membership?.team === teamId);
      return { botToken: options.tokens[Math.max(space, 0)] ?? '' };
    },
  });
}

/** What the two ways in, the socket and the door, are made of. */
interface Ways {
  readonly options: SlackOptions;
  readonly appFor: (receiver: Receiver) => App;
  readonly logger: ReturnType<typeof sdkLogger>;
  readonly clock: Clock;
  readonly log: Log;
  readonly events: Events;
}

function socketOf({ options, ...ways }: Ways): Socket | null {
  const { appToken, apiUrl } = options;
  return appToken === null ? null : slackSocket({ appToken, apiUrl, ...ways });
}

function doorOf({ options, appFor, logger, ...deps }: Ways): Door | null {
  const { signingSecret, appToken } = options;
  if (signingSecret === null || appToken !== null) return null;
  const receiver = httpReceiver(signingSecret, logger, deps.log);
  appFor(receiver);
  return slackDoor(receiver, signingSecret, deps);
}
