// Somebody typed a command. The same grammar and the same rules on every platform; what is not understood is answered
// with what is possible.
import type { Alert } from '../bot/core/alert.ts';
import type { Answer } from '../bot/core/answer.ts';
import type { HandoverCommand } from '../bot/core/command/handovers.ts';
import { type Command, ID_ENDING_MIN, parseCommand, type ReportSpan } from '../bot/core/command.ts';
import { staffingOf } from '../bot/core/escalation.ts';
import { kpis } from '../bot/core/kpi/report.ts';
import type { Person } from '../bot/core/plant.ts';
import { mayAct, roleOf } from '../bot/core/rights.ts';
import { rostersOf } from '../bot/core/shifts/arranging.ts';
import { shiftAt } from '../bot/core/shifts/roster.ts';
import { DAY, type Instant, startOfDay } from '../bot/core/time.ts';
import type { CommandCall } from '../bot/ports/chat.ts';
import type { InForce } from '../bot/ports/plant.ts';
import type { ReplyBody } from '../cards/reply/model.ts';
import type { Deps } from './deps.ts';
import { presentFor, presentWithNote, viewOf } from './handovers.ts';
import { onAll } from './on-all.ts';
import { actOnHandover, dropOnHandover, noteOnHandover } from './on-handover.ts';
import { reportMiss } from './on-miss.ts';
import { onSuppress, suppressedIn } from './on-suppress.ts';
import { act, tell } from './on-tap.ts';
import { onRule } from './rules/on-rule.ts';
import { onShift } from './shifts/on-shift.ts';

/** How many alerts a list names, and how many events `show` tells. */
export const LIST_LIMIT = 20;
export const SHOW_EVENTS_LIMIT = 15;

export interface Commanded {
  readonly by: Person;
  readonly body: ReplyBody;
}

export async function onCommand(call: CommandCall, deps: Deps): Promise<Commanded> {
  // What they look at while they type; who changes rules meanwhile is told apart by it.
  const { inForce } = deps;
  const by = await deps.store.personOf(call.sender);
  return { by, body: await reactionTo(call, by, inForce, deps) };
}

async function reactionTo(
  call: CommandCall,
  person: Person,
  inForce: InForce,
  deps: Deps,
): Promise<ReplyBody> {
  const command = parseCommand(call.text);
  // The first admin may be somebody whom the plant does not know yet.
  const isClaim = command.kind === 'claim';
  if (!isClaim && !mayAct(person, deps.around.plant)) return told({ code: 'stranger' }, deps);
  switch (command.kind) {
    case 'help':
      return { kind: 'help', unknown: command.unknown, word: command.word, role: roleOf(person) };
    case 'open':
      return list('open', deps);
    case 'mine':
      return list('mine', deps, person);
    case 'report':
      return report(command.span, person, deps);
    case 'show':
      return show(command.id, deps);
    case 'act':
      return actOn(command, person, call, deps);
    case 'all':
      return onAll(command, call, person, deps);
    case 'handover':
      return onHandoverCommand(command, person, deps);
    case 'suppress':
      return onSuppress(command, person, deps);
    case 'miss': {
      const { asset, type, when } = command;
      const { sender, channel } = call;
      return reportMiss(
        { sender, asset, type, when, channel, text: null, link: null },
        person,
        deps,
      );
    }
    case 'on':
    case 'off':
    case 'who':
    case 'shift':
    case 'calendar':
    case 'cover':
    case 'swap':
      return onShift(command, call, person, deps);
    default:
      return onRule(command, call, person, inForce, deps);
  }
}

async function onHandoverCommand(
  command: HandoverCommand,
  person: Person,
  deps: Deps,
): Promise<ReplyBody> {
  if (command.what === 'drop') {
    const { number, roster } = command;
    const meant = await presentWithNote(number, roster, person, deps);
    if ('code' in meant) return told(meant, deps);
    return told(await dropOnHandover(meant.id, number, person, deps), deps);
  }
  const present = await presentFor(person, deps);
  if (present === null) return told({ code: 'handover-none' }, deps);
  const { id } = present;
  switch (command.what) {
    case 'show':
      return { kind: 'handover', view: await viewOf(present, deps) };
    case 'note':
      return told(await noteOnHandover(id, command.text, person, deps), deps);
    default:
      return told(await actOnHandover(id, command.what, person, deps), deps);
  }
}

async function told(answer: Answer, deps: Deps): Promise<ReplyBody> {
  return { kind: 'told', told: await tell(answer, deps) };
}

async function list(of: 'open' | 'mine', deps: Deps, owner?: Person): Promise<ReplyBody> {
  const filter = owner === undefined ? {} : { owner: owner.id };
  const page = await deps.store.alerts({ state: 'open', ...filter }, LIST_LIMIT, null);
  const owners = page.items.flatMap((a) => (a.owner === null ? [] : [a.owner]));
  const people = await deps.store.people([...new Set(owners)]);
  return {
    kind: 'list',
    of,
    alerts: page.items,
    hasMore: page.next !== null,
    names: new Map(people.map((p) => [p.id, p.name])),
  };
}

async function report(span: ReportSpan, person: Person, deps: Deps): Promise<ReplyBody> {
  const now = deps.clock.now();
  const from = startOf(span, person, now, deps);
  if (from === null && span === 'shift') return told({ code: 'no-shifts' }, deps);
  const rows = await deps.store.kpiAlerts(from === null ? {} : { from });
  const suppressed = await suppressedIn(from ?? 0, now, deps);
  return { kind: 'report', span, kpis: kpis(rows, now, from === null ? {} : { from }), suppressed };
}

/** The beginning of a report's span; null = everything, or no shift. */
function startOf(span: ReportSpan, person: Person, now: Instant, { around }: Deps): Instant | null {
  const { timezone } = around.plant;
  switch (span) {
    case 'all':
      return null;
    case 'week':
      return now - 7 * DAY;
    case 'today':
      return startOfDay(now, timezone);
    case 'shift': {
      const rosters = rostersOf(person, now, staffingOf(around));
      const begins = rosters.map((roster) => shiftAt(roster, now, timezone).from);
      return begins.length === 0 ? null : Math.min(...begins);
    }
  }
}

/** The alert that an id or its ending names, or why it names none. */
async function findAlert(id: string, deps: Deps): Promise<Alert | Answer> {
  if (id.length < ID_ENDING_MIN) return { code: 'unknown-alert', id };
  const found = await deps.store.alertsEndingWith(id, 2);
  const [first] = found;
  if (first === undefined) return { code: 'unknown-alert', id };
  return found.length > 1 ? { code: 'ambiguous-id', id } : first;
}

async function show(id: string, deps: Deps): Promise<ReplyBody> {
  const alert = await findAlert(id, deps);
  if ('code' in alert) return told(alert, deps);
  const [view, events, messages] = await Promise.all([
    deps.store.view(alert.id),
    deps.store.events(alert.id, SHOW_EVENTS_LIMIT),
    deps.store.messages(alert.id),
  ]);
  if (view === null) return told({ code: 'unknown-alert', id }, deps);
  return { kind: 'show', view, events, messages };
}

async function actOn(
  command: Command & { kind: 'act' },
  person: Person,
  call: CommandCall,
  deps: Deps,
): Promise<ReplyBody> {
  const alert = await findAlert(command.id, deps);
  if ('code' in alert) return told(alert, deps);
  const { verb, text, forMs } = command;
  const code = command.code === null ? null : whoIs(command.code, call, deps);
  const request = { verb, by: person, seen: null, code, text, forMs };
  const from = { platform: call.sender.platform, message: null };
  const { answer } = await act(alert.id, request, from, deps);
  return told(answer ?? { code: 'done', verb, alert: alert.id }, deps);
}

/** The id of somebody in the plant who was named by the platform's mark, by key or by name; else what was typed. */
function whoIs(typed: string, { sender, mentions = [] }: CommandCall, deps: Deps): string {
  const bare = typed.toLowerCase();
  const user = mentions.find((m) => m.kind === 'person' && m.text === `@${typed}`)?.id;
  const isMeant = (p: Person): boolean =>
    user === undefined
      ? p.key?.toLowerCase() === bare || p.name.toLowerCase() === bare
      : p.identities.some((i) => i.platform === sender.platform && i.user === user);
  return deps.around.people.find(isMeant)?.id ?? typed;
}
