// The App Home of everybody who looked at theirs lately, kept up to date. A page is drawn when it is opened, soon after something
// changed, and now and then in between; a page that would look the same is not published. One at a time and with a gap, because
// Slack allows about 100 a minute. Whoever has not looked for half a day is forgotten until they look again.
import { z } from 'zod';
import { homeSlack } from '../../../cards/home/slack.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../core/time.ts';
import type { Reactions } from '../../ports/chat.ts';
import type { Notebook } from '../../ports/notes.ts';
import type { Sender } from '../../ports/store.ts';
import type { Clock, Log } from '../../ports/system.ts';
import { faultOf, refusalCode } from './faults.ts';
import type { Workspaces } from './workspaces.ts';

export interface Homes {
  /** Somebody opened their page. Resolves at once; the page follows. */
  opened(sender: Sender): void;
  /** Somebody pressed something on their page: they shall see at once what it did. */
  pressed(sender: Sender): void;
  /** Something changed; nobody waits. */
  stir(): void;
  /** Draws again what was open when the last process ended. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface HomesDeps {
  readonly reactions: Pick<Reactions, 'home'>;
  readonly spaces: Workspaces;
  readonly notebook: Notebook;
  readonly clock: Clock;
  readonly log: Log;
  readonly pace: 'on' | 'off';
}

/** How long somebody who looked counts as looking: a long shift. */
const WATCH_MS = 12 * HOUR;
/** More pages are kept up to date than this only when they are opened. */
const HOMES_MAX = 200;
/** Between two publishings, between two of one person, and how often one looks without being told of a change. */
const GAP_MS = 700;
const AGAIN_MS = 5 * SECOND;
const CHECK_MS = MINUTE;
const NOTE = 'slack:homes';

interface Watched {
  readonly sender: Sender;
  until: Instant;
  /** When it is looked at next. */
  dueAt: Instant;
  publishedAt: Instant;
  /** What it shows, and Slack's mark of that state. */
  shown: string | null;
  hash: string | null;
}

const Kept = z.array(
  z.object({
    tenant: z.string(),
    user: z.string(),
    name: z.string(),
    until: z.number(),
  }),
);

export function homes(deps: HomesDeps): Homes {
  const { clock, log } = deps;
  const watched = new Map<string, Watched>();
  const pace = deps.pace === 'on' ? { gapMs: GAP_MS, againMs: AGAIN_MS } : { gapMs: 0, againMs: 0 };
  let notBefore = 0;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let isStopped = false;

  function watch(sender: Sender, until: Instant): Watched {
    const key = keyOf(sender);
    const known = watched.get(key);
    watched.delete(key);
    const entry: Watched = known ?? {
      ...{ sender, until, dueAt: 0, publishedAt: 0, shown: null, hash: null },
    };
    entry.until = until;
    watched.set(key, entry);
    const [oldest] = watched.keys();
    if (watched.size > HOMES_MAX && oldest !== undefined) watched.delete(oldest);
    return entry;
  }

  /** Sets the clock for whichever page is due first. */
  function plan(): void {
    if (isStopped || running !== null) return;
    if (timer !== null) clearTimeout(timer);
    const due = [...watched.values()].map((w) => w.dueAt);
    if (due.length === 0) return;
    const at = Math.max(Math.min(...due), notBefore);
    timer = setTimeout(round, Math.max(0, at - clock.now())).unref();
  }

  function round(): void {
    running = drawNext()
      .catch((error: unknown) => log.error('an App Home was not drawn', { error: String(error) }))
      .finally(() => {
        running = null;
        plan();
      });
  }

  async function drawNext(): Promise<void> {
    const now = clock.now();
    for (const [key, w] of watched) if (w.until <= now) watched.delete(key);
    const [next] = [...watched.values()].sort((a, b) => a.dueAt - b.dueAt);
    if (next === undefined || next.dueAt > now) return;
    next.dueAt = now + CHECK_MS;
    await draw(next);
  }

  async function draw(home: Watched): Promise<void> {
    const workspace = deps.spaces.ofTeam(home.sender.tenant);
    const [user = ''] = home.sender.users;
    if (workspace === null) return;
    const view = homeSlack(await deps.reactions.home(home.sender));
    const face = JSON.stringify(view);
    if (face === home.shown) return;
    try {
      const hash = home.hash === null ? {} : { hash: home.hash };
      const answer = await workspace.client.views.publish({ user_id: user, view, ...hash });
      Object.assign(home, { shown: face, hash: answer.view?.hash ?? null });
    } catch (error) {
      refused(home, error);
    }
    home.publishedAt = clock.now();
    notBefore = Math.max(notBefore, clock.now() + pace.gapMs);
  }

  function refused(home: Watched, error: unknown): void {
    const code = refusalCode(error);
    // Another replica was faster: its state is not ours to know, so ours is drawn anew over it.
    if (code === 'hash_conflict') {
      Object.assign(home, { hash: null, shown: null, dueAt: clock.now() + pace.againMs });
      return;
    }
    const fault = faultOf(error, 'read', '');
    if (fault.code === 'limited') {
      notBefore = clock.now() + fault.retryAfterMs;
      home.dueAt = notBefore;
      return;
    }
    log.warn('an App Home can’t be published', { code: code ?? 'no answer' });
    if (fault.code === 'refused') watched.delete(keyOf(home.sender));
  }

  return {
    opened(sender) {
      const home = watch(sender, clock.now() + WATCH_MS);
      // Slack may have lost what we drew: somebody who looks gets it anew.
      Object.assign(home, { dueAt: clock.now(), shown: null, hash: null });
      plan();
      void keep().catch((error: unknown) =>
        log.warn('who looks at an App Home could not be kept', { error: String(error) }),
      );
    },
    pressed(sender) {
      const home = watch(sender, clock.now() + WATCH_MS);
      home.dueAt = 0;
      plan();
    },
    stir() {
      const now = clock.now();
      for (const home of watched.values()) {
        home.dueAt = Math.min(home.dueAt, Math.max(now, home.publishedAt + pace.againMs));
      }
      plan();
    },
    async start() {
      const now = clock.now();
      for (const { tenant, user, name, until } of await kept()) {
        if (until > now)
          watch({ platform: 'slack', tenant, users: [user], name }, until).dueAt = now;
      }
      plan();
    },
    async stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };

  async function keep(): Promise<void> {
    const list = [...watched.values()].map(({ sender: { tenant, users, name }, until }) => {
      return { tenant, user: users[0] ?? '', name, until };
    });
    await deps.notebook.write(NOTE, JSON.stringify(list satisfies z.infer<typeof Kept>));
  }

  async function kept(): Promise<z.infer<typeof Kept>> {
    try {
      return Kept.parse(JSON.parse((await deps.notebook.read(NOTE)) ?? '[]'));
    } catch {
      return [];
    }
  }
}

function keyOf({ tenant, users }: Sender): string {
  return `${tenant}:${users[0] ?? ''}`;
}
