// The Teams adapter as it runs, for its tests: a server with its door, a notebook, a memory of what was seen, and the
// stand-in of Teams on the other side.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { CALL_LIMIT_MS, type TeamsOptions, teamsChat } from '../../../bot/adapters/teams.ts';
import type { Person } from '../../../bot/core/plant.ts';
import type { ConnectedChat, Place, Reactions } from '../../../bot/ports/chat.ts';
import type { Log } from '../../../bot/ports/system.ts';
import { startTeams, type TeamsFault, type TeamsServer } from '../teams-server.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly text: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface TeamsBot {
  readonly teams: TeamsServer;
  readonly chat: ConnectedChat;
  /** Where the door is. */
  readonly door: string;
  readonly notebook: Map<string, string>;
  readonly lines: LogLine[];
  readonly clock: { at: number };
  /** A second adapter with the same notebook and memory, as after a restart. */
  restarted(options?: Partial<TeamsOptions>): ConnectedChat;
  close(): Promise<void>;
}

export async function startTeamsBot(
  reactions: Reactions,
  options: Partial<TeamsOptions> = {},
): Promise<TeamsBot> {
  const teams = await startTeams();
  const lines: LogLine[] = [];
  const notebook = new Map<string, string>();
  const seen = new Set<string>();
  // Tokens are dated by the real clock and waits last as long there, so this one runs with it, ahead of it when told to.
  let aheadMs = 0;
  const clock = {
    get at() {
      return Date.now() + aheadMs;
    },
    set at(at: number) {
      aheadMs = at - Date.now();
    },
  };
  const build = (changed: Partial<TeamsOptions>) =>
    teamsChat(
      { ...teams.options, pace: 'off', ...options, ...changed },
      {
        reactions,
        clock: { now: () => clock.at },
        log: logInto(lines),
        async once(key) {
          const isNew = !seen.has(key);
          seen.add(key);
          return isNew;
        },
        notebook: {
          read: async (name) => notebook.get(name) ?? null,
          async write(name, value) {
            notebook.set(name, value);
          },
        },
      },
    );
  const chats = [build({})];
  const server = createServer((request, response) => {
    void chats[chats.length - 1]?.door?.open(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const [chat] = chats;
  if (chat === undefined) throw new Error('no chat was built');
  await chat.start();
  return {
    teams,
    chat,
    door: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    notebook,
    lines,
    clock,
    restarted(changed = {}) {
      const next = build(changed);
      chats.push(next);
      return next;
    },
    async close() {
      for (const each of chats) await each.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await teams.close();
    },
  };
}

/** Runs a call into a fault; a call that hangs is given no time to wait for real. */
export async function into<T>(
  teams: TeamsServer,
  fault: TeamsFault,
  work: () => Promise<T>,
): Promise<T> {
  const struck = teams.fail(fault);
  if (fault.kind !== 'hang') return work();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const result = work();
    await struck;
    vi.advanceTimersByTime(CALL_LIMIT_MS);
    return await result;
  } finally {
    vi.useRealTimers();
  }
}

/** Somebody with these ids on Teams. */
export function personWith(...users: readonly string[]): Person {
  const identities = users.map((user) => ({ platform: 'teams' as const, tenant: '', user }));
  return { id: 'p-1', key: 'p', name: 'P', roles: ['technician'], identities };
}

/** Their direct messages. */
export function directTo(...users: readonly string[]): Place {
  return { channel: null, person: personWith(...users), thread: null };
}

function logInto(lines: LogLine[]): Log {
  const at =
    (level: LogLine['level']) =>
    (text: string, facts: Record<string, unknown> = {}) =>
      void lines.push({ level, text, facts });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
