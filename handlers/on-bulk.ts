// Somebody pressed a button of a digest: the same as a tap on each alert of that asset, as they saw it. Each alert is decided,
// labelled and written by itself, so nobody's own state is lost; what the digest did not show yet is left alone.
import { type Alert, isClosed, wantsVerdict } from '../bot/core/alert.ts';
import { type Answer, bulkAnswer } from '../bot/core/answer.ts';
import type { BulkVerb, DigestView } from '../bot/core/digest.ts';
import type { Person } from '../bot/core/plant.ts';
import { mayAct } from '../bot/core/rights.ts';
import { cardsIn } from '../bot/core/saying.ts';
import type { Message, Told } from '../bot/core/view.ts';
import type { BulkTap } from '../bot/ports/chat.ts';
import type { Deps } from './deps.ts';
import { act, type Origin, tell } from './on-tap.ts';

export interface BulkTapped {
  readonly told: Told;
  readonly by: Person;
  readonly on: Message | null;
}

export async function onBulk(tap: BulkTap, deps: Deps): Promise<BulkTapped> {
  const { sender, message } = tap;
  const by = await deps.store.personOf(sender);
  const on = message === null ? null : await deps.store.messageAt(sender.platform, message);
  const answer = mayAct(by, deps.around.plant)
    ? await actOnAll(tap, by, deps)
    : ({ code: 'stranger' } as const);
  deps.meter.count('andon_taps_total', { verb: `bulk-${tap.button.verb}`, outcome: answer.code });
  return { told: await tell(answer, deps), by, on };
}

async function actOnAll(
  { button, sender, message }: BulkTap,
  by: Person,
  deps: Deps,
): Promise<Answer> {
  const { verb } = button;
  const view = await deps.store.digest(button.digest);
  if (view === null) return { code: 'unknown-button' };
  const shown = await deps.store.digestShown(button.digest, button.seen);
  const alerts = meant(view, button.first, verb).filter((a) => shown.has(a.id));
  if (alerts.length === 0) return { code: 'bulk-none' };
  if (verb === 'open') return showEach(alerts, view, deps);
  const from: Origin = { platform: sender.platform, message };
  const answers: (Answer | null)[] = [];
  let n = 0;
  for (const alert of alerts) {
    const seen = shown.get(alert.id) ?? 1;
    const request = { verb, by, seen, code: null, text: null, forMs: null };
    const { answer, hasChanged } = await act(alert.id, request, from, deps);
    answers.push(answer);
    if (hasChanged) n += 1;
  }
  return bulkAnswer(verb, answers, n);
}

/** The alerts of the asset for which the verb still means something. */
function meant({ alerts }: DigestView, first: string, verb: BulkVerb): readonly Alert[] {
  const asset = alerts.find((a) => a.id === first);
  const here = alerts.filter(
    (a) => !isClosed(a) && a.site === asset?.site && a.asset === asset.asset,
  );
  switch (verb) {
    case 'confirm':
    case 'reject':
      return here.filter(wantsVerdict);
    case 'take':
      return here.filter((a) => a.owner === null && a.shelf === null);
    case 'shelve':
      return here.filter((a) => a.attention !== 'shelved');
    case 'open':
      return here;
  }
}

/** Each gets a card of its own beside the digest. */
async function showEach(
  alerts: readonly Alert[],
  { digest }: DigestView,
  deps: Deps,
): Promise<Answer> {
  let n = 0;
  for (const alert of alerts) {
    const deliveries = cardsIn(digest.channel, alert, deps.around);
    const change = { alert, expected: alert.revision, events: [], labels: [], deliveries };
    const changes = [{ ...change, refreshCards: false }];
    const commit = { changes, detections: [], quarantine: [], labels: [] };
    if ((await deps.store.commit(commit)) === 'done') n += 1;
  }
  deps.wake();
  return { code: 'bulk-done', verb: 'open', n, left: alerts.length - n };
}
