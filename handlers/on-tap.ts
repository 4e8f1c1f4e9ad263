// Somebody pressed a button. Loads the row, checks the right, decides on what is true now, writes, and only then answers.
// Nothing on this path waits for a chat platform.
import type { Alert } from '../bot/core/alert.ts';
import type { Answer } from '../bot/core/answer.ts';
import { decide } from '../bot/core/decide.ts';
import type { Decision, Request } from '../bot/core/decision.ts';
import type { Person, Platform } from '../bot/core/plant.ts';
import { mayAct } from '../bot/core/rights.ts';
import type { AlertView, Message, Told } from '../bot/core/view.ts';
import type { Tap } from '../bot/ports/chat.ts';
import { changeOf, labelRecords } from './change.ts';
import { DECIDE_ATTEMPTS, type Deps } from './deps.ts';
import { tally } from './tally.ts';

export interface Tapped {
  readonly told: Told | null;
  /** The alert as it is now; null when there is none. */
  readonly view: AlertView | null;
  /** It was pressed on a copy that stands beside those that we know. */
  readonly isOrphan: boolean;
  readonly by: Person;
  /** The copy it was pressed on, where we know it. */
  readonly on: Message | null;
}

export async function onTap(tap: Tap, deps: Deps): Promise<Tapped> {
  const startedAt = deps.clock.now();
  // Before anything new is said: what is on its way makes it uncertain whose copy this is.
  const { button } = tap;
  const [person, copies] = await Promise.all([
    deps.store.personOf(tap.sender),
    tap.message === null ? [] : deps.store.messages(button.alert),
  ]);
  const here = copies.filter((m) => m.platform === tap.sender.platform);
  const on = here.find((m) => m.address === tap.message) ?? null;
  const isOrphan = on === null && (await isOrphaned(tap, here, deps));
  const request: Request = {
    verb: button.verb,
    by: person,
    seen: button.seen,
    code: button.code,
    text: tap.text ?? null,
    forMs: null,
  };
  const from = { platform: tap.sender.platform, message: tap.message };
  const { answer, hasChanged } = await act(button.alert, request, from, deps);
  const outcome = hasChanged ? 'done' : (answer?.code ?? 'done');
  deps.meter.count('andon_taps_total', { verb: button.verb, outcome });
  deps.meter.observe('andon_tap_seconds', (deps.clock.now() - startedAt) / 1_000);
  const mayLook = answer?.code !== 'stranger';
  const view = mayLook ? await deps.store.view(button.alert) : null;
  const told = answer === null ? null : await tell(answer, deps);
  return { told, view, isOrphan: mayLook && isOrphan, by: person, on };
}

/**
 * A post whose answer was lost may have been made twice. A copy is called an orphan only when every card that we know on that
 * platform stands and nothing is on its way: else the unknown copy may be the only one.
 */
async function isOrphaned(
  { sender, message }: Tap,
  here: readonly Message[],
  deps: Deps,
): Promise<boolean> {
  if (message === null) return false;
  const cards = here.filter((m) => m.kind === 'card');
  const isCertain =
    cards.length > 0 &&
    cards.every((m) => m.state === 'sent') &&
    here.every((m) => m.state !== 'pending' && m.state !== 'ambiguous');
  if (!isCertain) return false;
  // Whoever names another alert than the card's own must not have that card taken away.
  return (await deps.store.messageAt(sender.platform, message)) === null;
}

/** Where an act came from. */
export interface Origin {
  readonly platform: Platform;
  /** The address of the card that was tapped; null for commands. */
  readonly message: string | null;
  /** Whether this very act is on the alert already. Asked of what is written now, before each decision. */
  readonly wasKept?: () => Promise<boolean>;
}

export interface Acted {
  readonly answer: Answer | null;
  readonly hasChanged: boolean;
}

/** Decides a request on an alert and writes it, again when somebody else was faster by a revision. */
export async function act(
  alertId: string,
  request: Request,
  from: Origin,
  deps: Deps,
): Promise<Acted> {
  if (!mayAct(request.by, deps.around.plant)) return refused({ code: 'stranger' });
  for (let attempt = 1; attempt <= DECIDE_ATTEMPTS; attempt += 1) {
    const alert = await deps.store.alert(alertId);
    if (alert === null) return refused({ code: 'unknown-alert', id: alertId });
    if (await from.wasKept?.()) return { answer: null, hasChanged: false };
    const decision = await decideNow(alert, request, deps);
    if (await write(alert, decision, request.by, from, deps)) {
      return { answer: decision.answer, hasChanged: decision.events.length > 0 };
    }
  }
  deps.log.warn('an act met a newer revision each time', { alert: alertId, verb: request.verb });
  return refused({ code: 'busy' });
}

function refused(answer: Answer): Acted {
  return { answer, hasChanged: false };
}

async function decideNow(alert: Alert, request: Request, deps: Deps): Promise<Decision> {
  const [labels, joinable] = await Promise.all([
    deps.store.labelsOf(alert.id),
    deps.store.joinable([{ site: alert.site, key: alert.key }]),
  ]);
  return decide(alert, request, {
    now: deps.clock.now(),
    around: deps.around,
    labels,
    labelIds: [deps.ids.next(), deps.ids.next()],
    isKeyTaken: joinable.some((other) => other.id !== alert.id),
  });
}

/** False when the alert moved on meanwhile. */
async function write(
  alert: Alert,
  decision: Decision,
  person: Person,
  from: Origin,
  deps: Deps,
): Promise<boolean> {
  if (decision.events.length === 0 && decision.labels.length === 0) return true;
  const labels =
    decision.labels.length === 0 ? [] : await provenLabels(alert, decision, person, from, deps);
  const digest = await deps.store.digestOf(alert.id);
  const change = changeOf(decision, alert.revision, labels, deps, digest);
  const outcome = await deps.store.commit({
    changes: change === null ? [] : [change],
    detections: [],
    quarantine: [],
    labels: change === null ? labels : [],
  });
  if (outcome === 'stale') return false;
  if (change !== null) deps.wake();
  tally(decision, deps);
  return true;
}

async function provenLabels(
  alert: Alert,
  decision: Decision,
  person: Person,
  from: Origin,
  deps: Deps,
) {
  const [opening, message] = await Promise.all([
    deps.store.opening(alert.id),
    from.message === null ? null : deps.store.messageAt(from.platform, from.message),
  ]);
  if (opening === null) throw new Error(`alert ${alert.id} has no opening detection`);
  const shownAt = message?.postedAt ?? null;
  return labelRecords(decision.labels, alert, {
    person,
    platform: from.platform,
    shownAt,
    opening,
  });
}

/** An answer with the names of the people in it. */
export async function tell(answer: Answer, deps: Deps): Promise<Told> {
  const who = 'who' in answer ? answer.who : null;
  const people = who === null ? [] : await deps.store.people([who]);
  return { answer, names: new Map(people.map((p) => [p.id, p.name])) };
}
