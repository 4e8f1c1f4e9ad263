// One command for many alerts: `take all`, `reject all TYPE on ASSET`. It says first how many that would be, and does it only for
// exactly that number; each alert is then decided, labelled and written by itself.
import { type Alert, wantsVerdict } from '../bot/core/alert.ts';
import { type Answer, bulkAnswer } from '../bot/core/answer.ts';
import type { AllCommand, AllVerb } from '../bot/core/command/all.ts';
import { matchesGlob } from '../bot/core/glob.ts';
import type { Person } from '../bot/core/plant.ts';
import type { CommandCall } from '../bot/ports/chat.ts';
import type { ReplyBody } from '../cards/reply/model.ts';
import type { Deps } from './deps.ts';
import { act, tell } from './on-tap.ts';

/** As many as anybody may mean with one command; whoever means more begins with a type or an asset. */
export const ALL_LIMIT = 200;
const PAGE = 100;
const PAGES_LIMIT = 50;

export async function onAll(
  command: AllCommand,
  call: CommandCall,
  by: Person,
  deps: Deps,
): Promise<ReplyBody> {
  const { verb, type, asset, sure } = command;
  const alerts = await meant(command, deps);
  const n = alerts.length;
  if (n === 0) return { kind: 'told', told: await tell({ code: 'bulk-none' }, deps) };
  if (sure !== n) {
    const words = [verb, 'all', type, asset === null ? null : `on ${asset}`, `sure ${n}`];
    const typed = words.filter((w) => w !== null).join(' ');
    const name = [type, asset].filter((w) => w !== null).join(' · ');
    return {
      kind: 'prompt',
      question: { code: 'sure-all', verb, n, name },
      choices: [
        { label: { code: 'do-all', n }, command: typed },
        { label: { code: 'leave' }, command: 'open' },
      ],
    };
  }
  const from = { platform: call.sender.platform, message: null };
  const answers: (Answer | null)[] = [];
  let done = 0;
  for (const alert of alerts) {
    const request = { verb, by, seen: alert.revision, code: null, text: null, forMs: null };
    const { answer, hasChanged } = await act(alert.id, request, from, deps);
    answers.push(answer);
    if (hasChanged) done += 1;
  }
  return { kind: 'told', told: await tell(bulkAnswer(verb, answers, done), deps) };
}

/** The open alerts for which the verb still means something, newest first. */
async function meant({ verb, type, asset }: AllCommand, deps: Deps): Promise<readonly Alert[]> {
  const found: Alert[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_LIMIT && found.length < ALL_LIMIT; page += 1) {
    const { items, next } = await deps.store.alerts({ state: 'open' }, PAGE, cursor);
    found.push(
      ...items.filter(
        (a) =>
          isFor(verb, a) &&
          (type === null || matchesGlob(a.type, type)) &&
          (asset === null || matchesGlob(a.asset, asset)),
      ),
    );
    cursor = next;
    if (cursor === null) break;
  }
  return found.slice(0, ALL_LIMIT);
}

function isFor(verb: AllVerb, alert: Alert): boolean {
  switch (verb) {
    case 'confirm':
    case 'reject':
      return wantsVerdict(alert);
    // What somebody put aside stays there.
    case 'take':
      return alert.owner === null && alert.shelf === null;
    case 'shelve':
      return alert.attention !== 'shelved';
  }
}
