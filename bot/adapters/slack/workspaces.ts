// The workspaces that the bot's tokens open: one client each, whose team it is, and which of them can see a channel. Teams are
// learned in the background and again after trouble; no request ever waits for that, and nothing here ends the process.
import { webApi } from '@slack/bolt';
import type { Log } from '../../ports/system.ts';
import { faultOf, isTokenRefusal, refusalCode } from './faults.ts';
import { sdkLogger } from './logger.ts';

/** Who the bot is in a workspace. */
export interface Membership {
  readonly team: string;
  readonly botId: string;
  readonly botUser: string;
}

export interface Workspace {
  readonly client: webApi.WebClient;
  /** Null until Slack has told. */
  membership: Membership | null;
  /** One sentence for the operator, null when all is well. */
  trouble: string | null;
}

export interface Workspaces {
  readonly all: readonly Workspace[];
  ofTeam(team: string): Workspace | null;
  /** Whether the team is one of ours; null while that can't be known yet. */
  isOurs(team: string): boolean | null;
  /** Runs the call in the workspace that can see the channel, and remembers which one that is. */
  inChannel<T>(channel: string, call: (workspace: Workspace) => Promise<T>): Promise<T>;
  /** Whether it is known which workspace sees the channel. */
  isSettled(channel: string): boolean;
  /** Notes that a channel belongs to a workspace. */
  settle(channel: string, workspace: Workspace): void;
  start(): Promise<void>;
  stop(): void;
  trouble(): string | null;
}

/** A call that takes longer is given up. */
const CALL_TIMEOUT_MS = 8_000;
/** How long `start` waits for Slack before it goes on without. */
const FIRST_ANSWER_MS = 1_000;
const PROBE_FIRST_MS = 1_000;
const PROBE_LONGEST_MS = 60_000;
/** More channels than any plant has; beyond it we forget and learn again. */
const CHANNELS_MAX = 10_000;
/** Answers that mean: not in this workspace, perhaps in another. */
const ELSEWHERE = new Set([
  'channel_not_found',
  'not_in_channel',
  'invalid_auth',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'team_access_not_granted',
]);

export function openWorkspaces(
  options: { readonly tokens: readonly string[]; readonly apiUrl: string },
  log: Log,
): Workspaces {
  const all = options.tokens.map((token) => workspaceOf(token, options.apiUrl, log));
  const homes = new Map<string, Workspace>();
  const probes = all.map((workspace) => probeOf(workspace, log));

  function settle(channel: string, workspace: Workspace): void {
    if (homes.size >= CHANNELS_MAX) homes.clear();
    homes.set(channel, workspace);
  }

  return {
    all,
    settle,
    isSettled: (channel) => all.length === 1 || homes.has(channel),
    ofTeam: (team) => all.find((w) => w.membership?.team === team) ?? null,
    isOurs(team) {
      if (all.some((w) => w.membership?.team === team)) return true;
      return all.every((w) => w.membership !== null) ? false : null;
    },
    async inChannel(channel, call) {
      const home = homes.get(channel);
      const order = home === undefined ? all : [home, ...all.filter((w) => w !== home)];
      const answer = await firstThatSees(order, call);
      settle(channel, answer.workspace);
      return answer.value;
    },
    async start() {
      const first = Promise.all(probes.map((probe) => probe.run()));
      await Promise.race([first, pause(FIRST_ANSWER_MS)]);
    },
    stop() {
      for (const probe of probes) probe.stop();
    },
    trouble: () => all.find((w) => w.trouble !== null)?.trouble ?? null,
  };
}

function workspaceOf(token: string, apiUrl: string, log: Log): Workspace {
  const client = new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    // Every retry is the outbox's own: the SDK would post again what may have been posted.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
    logger: sdkLogger(log),
  });
  return { client, membership: null, trouble: 'Slack has not answered yet.' };
}

async function firstThatSees<T>(
  order: readonly Workspace[],
  call: (workspace: Workspace) => Promise<T>,
): Promise<{ workspace: Workspace; value: T }> {
  const refusals: unknown[] = [];
  for (const workspace of order) {
    try {
      return { workspace, value: await call(workspace) };
    } catch (error) {
      noteTrouble(workspace, error);
      if (!ELSEWHERE.has(refusalCode(error) ?? '')) throw error;
      refusals.push(error);
    }
  }
  // The most telling refusal: “not a member” says more than “no such channel”.
  throw refusals.find((e) => refusalCode(e) !== 'channel_not_found') ?? refusals[0];
}

/** What says something about the whole workspace; the next probe finds out whether it lasts. */
function noteTrouble(workspace: Workspace, error: unknown): void {
  const fault = faultOf(error, 'read', '');
  const isRefusedToken = isTokenRefusal(refusalCode(error));
  if (fault.code === 'unavailable' || (fault.code === 'refused' && isRefusedToken)) {
    workspace.trouble = fault.reason;
  }
}

/** Asks Slack who we are until it answers, then again whenever the workspace is in trouble. */
function probeOf(workspace: Workspace, log: Log): { run(): Promise<void>; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let waitMs = PROBE_FIRST_MS;
  let isAnnounced = false;

  async function run(): Promise<void> {
    try {
      if (workspace.membership === null || workspace.trouble !== null) {
        workspace.membership = await whoAmI(workspace.client);
        workspace.trouble = null;
      }
      if (!isAnnounced) log.info('Slack lets us in');
      isAnnounced = true;
      waitMs = PROBE_FIRST_MS;
    } catch (error) {
      const fault = faultOf(error, 'read', '');
      workspace.trouble = 'reason' in fault ? fault.reason : 'Slack asks us to wait.';
      const isNews = isAnnounced || waitMs === PROBE_FIRST_MS;
      if (isNews) log.warn('Slack does not let us in', { reason: workspace.trouble });
      isAnnounced = false;
      waitMs = Math.min(waitMs * 2, PROBE_LONGEST_MS);
    }
    if (!isStopped) timer = setTimeout(() => void run(), waitMs).unref();
  }

  return {
    run,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

async function whoAmI(client: webApi.WebClient): Promise<Membership> {
  const answer = await client.auth.test();
  const { team_id: team, bot_id: botId, user_id: botUser } = answer;
  if (team === undefined || botId === undefined || botUser === undefined) {
    throw new Error('this is no bot token');
  }
  return { team, botId, botUser };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}
