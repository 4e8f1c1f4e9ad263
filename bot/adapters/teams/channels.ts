// What is known of the channels and group chats in Teams, kept for the next start: under which address each is reached, which
// team it belongs to, and whether nobody can write there any more. It is learned from whatever arrives, and is never the last
// word: a channel that is called gone is written to all the same, and is no longer gone when that goes well.
import { z } from 'zod';
import type { Notebook } from '../../ports/notes.ts';
import type { Clock, Log } from '../../ports/system.ts';
import type { Change } from './changes.ts';

export interface Channels {
  /** Reads what was noted before a restart. */
  recall(): Promise<void>;
  /** Learns from an activity that came by this address. */
  learn(changes: readonly Change[], serviceUrl: string): Promise<void>;
  /** The address under which it was seen last; null when it never was. */
  serviceUrlOf(channel: string): Promise<string | null>;
  /** It was written to, by this address. */
  reached(channel: string, serviceUrl: string): Promise<void>;
  /** One sentence for each channel that we write to and can't any more. */
  troubles(): readonly string[];
}

const Known = z.object({
  serviceUrl: z.string(),
  team: z.string().nullable(),
  name: z.string().nullable(),
  /** We have written there. */
  isUsed: z.boolean(),
  gone: z.enum(['removed', 'deleted']).nullable(),
});
type Known = z.infer<typeof Known>;
const All = z.record(z.string(), Known);

const NOTE = 'teams:channels';
/** The one without news for the longest time is forgotten first; it is learned anew from the next message. */
const MOST_CHANNELS = 500;
/** Another replica may have learned more meanwhile. */
const FRESH_MS = 30_000;

const SAID: Readonly<Record<'removed' | 'deleted', string>> = {
  removed: 'the Andon app was taken away. Add it to the team again.',
  deleted: 'it was deleted. Name another one in the plant file.',
};

export function channels(deps: { notebook: Notebook; clock: Clock; log: Log }): Channels {
  let all: Map<string, Known> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;
  let turn: Promise<unknown> = Promise.resolve();

  async function read(): Promise<void> {
    if (Math.abs(deps.clock.now() - readAt) < FRESH_MS) return;
    try {
      const text = await deps.notebook.read(NOTE);
      const parsed = All.safeParse(JSON.parse(text ?? '{}'));
      if (parsed.success) all = new Map([...Object.entries(parsed.data)]);
      readAt = deps.clock.now();
    } catch (error) {
      deps.log.warn('a note on Teams could not be read', { error: String(error) });
    }
  }

  /** One after the other, so that none overwrites what another one has just noted. */
  function change(work: () => boolean): Promise<void> {
    const mine = turn.then(async () => {
      await read();
      if (!work()) return;
      const newest = [...all].slice(-MOST_CHANNELS);
      all = new Map(newest);
      await deps.notebook.write(NOTE, JSON.stringify(Object.fromEntries(newest)));
    });
    turn = mine.catch((error: unknown) => {
      deps.log.warn('a note on Teams could not be written', { error: String(error) });
    });
    return turn as Promise<void>;
  }

  /** True when that is news. */
  function put(channel: string, fresh: Partial<Known> & Pick<Known, 'serviceUrl'>): boolean {
    const known = all.get(channel);
    const next: Known = {
      ...(known ?? { team: null, name: null, isUsed: false, gone: null }),
      ...fresh,
    };
    if (known !== undefined && JSON.stringify(known) === JSON.stringify(next)) return false;
    if (known !== undefined && known.serviceUrl !== next.serviceUrl)
      deps.log.info('a Teams channel has moved to another address', { channel });
    all.delete(channel);
    all.set(channel, next);
    return true;
  }

  function mark(of: { team: string | null; channel: string | null }, gone: Known['gone']): boolean {
    const meant = [...all].filter(
      ([id, { team }]) => id === of.channel || (of.team !== null && team === of.team),
    );
    const news = meant.map(([id, known]) => put(id, { ...known, gone }));
    return news.some(Boolean);
  }

  function apply(change: Change, serviceUrl: string): boolean {
    if (change.kind === 'seen') {
      const { channel, team, name } = change;
      const named = name === null ? {} : { name };
      // Whatever comes from there shows that we are there.
      return put(channel, { serviceUrl, ...(team === null ? {} : { team }), ...named, gone: null });
    }
    const { kind, ...facts } = change;
    deps.log.info(`Teams: ${kind === 'gone' ? `a place was ${change.why}` : 'the app was added'}`, {
      ...facts,
    });
    return mark(change, kind === 'gone' ? change.why : null);
  }

  return {
    recall: read,
    learn: (changes, serviceUrl) =>
      change(() => changes.map((c) => apply(c, serviceUrl)).some(Boolean)),
    async serviceUrlOf(channel) {
      await read();
      return all.get(channel)?.serviceUrl ?? null;
    },
    reached: (channel, serviceUrl) =>
      change(() => put(channel, { serviceUrl, isUsed: true, gone: null })),
    troubles: () =>
      [...all].flatMap(([id, { gone, isUsed, name }]) =>
        gone === null || !isUsed ? [] : [`channel ${name ?? id}: ${SAID[gone]}`],
      ),
  };
}
