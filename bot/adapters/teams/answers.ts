// Private answers to whoever pressed or typed: in the 1:1 chat, or in the thread where that chat can't be had. An answer is
// no delivery: nobody keeps it, so it is tried a few times and then given up, with a line in the log. Answers in one chat go one
// after the other: where Teams asks one of them to wait, the next ones wait, too.
import { setTimeout as pause } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import type { Log } from '../../ports/system.ts';
import { isPersonal, type Spoken, withoutThread } from './activity.ts';
import type { Called, Connector } from './connector.ts';
import type { Notes } from './notes.ts';
import { within } from './within.ts';

export interface Answers {
  /**
   * Resolves when it was said, or after some seconds while it is still being tried. Never rejects. `inThread` is said where the
   * 1:1 chat can't be had.
   */
  sayPrivately(to: Spoken, message: Partial<Activity>, inThread?: Partial<Activity>): Promise<void>;
  /** The 1:1 chat with whoever has these ids, opened if need be. */
  directOf(users: readonly string[]): Promise<Called>;
  /** Waits a moment for answers that are under way. */
  settle(): Promise<void>;
}

const ATTEMPTS = 3;
/** Teams that wants to be left alone for longer is not asked again for this answer. */
const LONGEST_PAUSE_MS = 60_000;
const BREATH_MS = 300;
/** A timer may ring a moment before the clock says so, and a call that is too early is one attempt less. */
const EARLY_MS = 5;
/** Teams redelivers a message that is not answered in about 15 s. */
const PATIENCE_MS = 5_000;

export function answers(deps: { connector: Connector; notes: Notes; log: Log }): Answers {
  const { connector, notes } = deps;
  const underWay = new Set<Promise<void>>();
  const turns = lanes();

  async function directOf(users: readonly string[]): Promise<Called> {
    const known = await notes.directOf(users);
    if (known !== null) return { ok: true, conversation: known, activity: '' };
    let opened: Called = { ok: false, code: 'refused', reason: NOBODY, refusal: 'person-gone' };
    for (const user of users) {
      opened = await connector.openDirect(user);
      if (opened.ok) await notes.learnDirect(users, opened.conversation);
      // An id that Teams does not know says nothing about the other one.
      if (opened.ok || !opened.isShut) return opened;
    }
    return opened;
  }

  async function say(
    to: Spoken,
    message: Partial<Activity>,
    instead: Partial<Activity>,
  ): Promise<void> {
    const here = (what: Partial<Activity>) => connector.send(to.conversation.id, what);
    let said = await turns.take(to.from.id, () =>
      isPersonal(to) ? here(message) : alone(to, message),
    );
    if (!isPersonal(to) && mayElsewhere(said))
      said = await turns.take(withoutThread(to.conversation.id), () => here(instead));
    if (!said.ok) deps.log.warn('an answer in Teams was not delivered', { code: said.code });
  }

  async function alone(to: Spoken, message: Partial<Activity>): Promise<Called> {
    const { id, aadObjectId } = to.from;
    const users = aadObjectId ? [id, aadObjectId] : [id];
    const direct = await directOf(users);
    if (!direct.ok) return direct;
    const said = await connector.send(direct.conversation, message);
    if (!said.ok && said.isShut) await notes.forgetDirect(users);
    return said;
  }

  return {
    directOf,
    async sayPrivately(to, message, inThread = message) {
      const work = say(to, message, inThread).catch((error: unknown) => {
        deps.log.error('an answer in Teams failed', { reason: String(error) });
      });
      underWay.add(work);
      work.finally(() => underWay.delete(work));
      await within(PATIENCE_MS, work).catch(() => {});
    },
    async settle() {
      await within(PATIENCE_MS, Promise.all([...underWay])).catch(() => {});
    },
  };
}

const NOBODY = 'This person has no Teams id in the plant file.';

/** Said nowhere for certain, so it may be said in the thread. */
function mayElsewhere(said: Called): boolean {
  return !said.ok && said.code !== 'unclear';
}

interface Lanes {
  /** Insists on the work when all that came before it in this lane is done, and Teams may be asked again. */
  take(lane: string, work: () => Promise<Called>): Promise<Called>;
}

function lanes(): Lanes {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(lane, work) {
      const turn = (last.get(lane) ?? Promise.resolve()).then(() => insist(work));
      const over = turn.then((said) => waitFor(said)).catch(() => {});
      last.set(lane, over);
      void over.then(() => last.get(lane) === over && last.delete(lane));
      return turn;
    },
  };
}

/** Tries again what was certainly not done, after the pause that Teams asks for. */
export async function insist(work: () => Promise<Called>): Promise<Called> {
  let result = await work();
  for (let n = 1; n < ATTEMPTS && !result.ok; n += 1) {
    if (result.code === 'unclear' || result.code === 'refused') return result;
    if (result.code === 'limited' && result.retryAfterMs > LONGEST_PAUSE_MS) return result;
    if (result.code === 'unavailable') await pause(BREATH_MS);
    await waitFor(result);
    result = await work();
  }
  return result;
}

async function waitFor(said: Called): Promise<void> {
  if (said.ok || said.code !== 'limited') return;
  const ms = Math.min(said.retryAfterMs, LONGEST_PAUSE_MS) + EARLY_MS;
  await pause(ms, undefined, { ref: false });
}
