// Somebody says that they are there or go, asks who is on, or looks at the shifts. Whoever asks hears what every replica
// knows: presence is read anew first.

import type { ShiftCommand } from '../../bot/core/command/shifts.ts';
import { staffingOf } from '../../bot/core/escalation.ts';
import type { Person } from '../../bot/core/plant.ts';
import { isLead } from '../../bot/core/rights.ts';
import { areasOffered, isKnownArea } from '../../bot/core/shifts/areas.ts';
import { checkInUntil, rostersOf, shiftEndOf } from '../../bot/core/shifts/arranging.ts';
import { boards } from '../../bot/core/shifts/board.ts';
import { CALENDAR_DAYS, calendarLink, sealedText } from '../../bot/core/shifts/calendar-link.ts';
import { onDutyOf } from '../../bot/core/shifts/on-duty.ts';
import { isWithin } from '../../bot/core/shifts/roster.ts';
import type { CommandCall } from '../../bot/ports/chat.ts';
import type { PresenceWord } from '../../bot/ports/presence.ts';
import type { ReplyBody } from '../../cards/reply/model.ts';
import type { ShiftRefusal } from '../../cards/shifts/model.ts';
import type { Deps } from '../deps.ts';
import { cover, swap } from './arrange.ts';
import { namesOf, refused, whoIsMeant } from './who-is-meant.ts';

/** How many alerts are looked through for an area that the plant does not name, and for what somebody owns. */
export const AREA_SCAN = 200;
export const OWNED_LIMIT = 100;

export async function onShift(
  command: ShiftCommand,
  call: CommandCall,
  by: Person,
  deps: Deps,
): Promise<ReplyBody> {
  await deps.keepPresence();
  switch (command.kind) {
    case 'on':
      return checkIn(command.areas, by, deps);
    case 'off':
      return checkOut(command.who, call, by, deps);
    case 'who':
    case 'shift':
      return look(command.kind, command.area, deps);
    case 'calendar':
      return calendar(command.area, deps);
    case 'cover':
      return cover(command, call, by, deps);
    case 'swap':
      return swap(command, by, deps);
  }
}

async function checkIn(areas: readonly string[], by: Person, deps: Deps): Promise<ReplyBody> {
  const strange = await unknownArea(areas, deps);
  if (strange !== null) return refused(strange);
  const at = deps.clock.now();
  const until = checkInUntil(by, areas, at, staffingOf(deps.around));
  const places = areas.length === 0 ? [null] : areas;
  const ids = places.map(() => deps.ids.next());
  await say({ person: by.id, by: by.id, at, until, state: 'here', areas: places, ids }, deps);
  return { kind: 'checked-in', areas, until, at };
}

async function checkOut(
  who: string | null,
  call: CommandCall,
  by: Person,
  deps: Deps,
): Promise<ReplyBody> {
  const meant = who === null ? { ok: true as const, person: by } : whoIsMeant(who, call, by, deps);
  if (!meant.ok) return refused(meant.refusal);
  const { person } = meant;
  const isSelf = person.id === by.id;
  if (!isSelf && !isLead(by)) return refused({ code: 'leads-only' });
  const at = deps.clock.now();
  const name = isSelf ? null : person.name;
  const end = shiftEndOf(person, at, staffingOf(deps.around));
  const isHere = deps.around.checkIns.some((c) => c.person === person.id && at < c.until);
  if (!isHere && end === null) return refused({ code: 'not-on', who: name });
  const said = { person: person.id, by: by.id, at, areas: [], ids: [deps.ids.next()] };
  const state = end === null ? 'neither' : 'away';
  const places = rostersOf(person, at, staffingOf(deps.around));
  await say({ ...said, until: end ?? at, state }, deps);
  const owned = await deps.store.alerts({ state: 'open', owner: person.id }, OWNED_LIMIT, null);
  const staffing = staffingOf(deps.around);
  const isNobodyLeft =
    !deps.around.checkIns.some((c) => c.from <= at && at < c.until) &&
    places.every((roster) => onDutyOf(roster, at, staffing).people.length === 0);
  return { kind: 'checked-out', who: name, owned: owned.items.length, isNobodyLeft };
}

async function say(word: PresenceWord, deps: Deps): Promise<void> {
  await deps.store.sayPresence(word);
  await deps.keepPresence();
  const { person, by, state, areas } = word;
  deps.log.info('somebody said who is there', { person, by, state, areas });
}

async function look(of: 'who' | 'shift', area: string | null, deps: Deps): Promise<ReplyBody> {
  const { plant, people, checkIns } = deps.around;
  if (of === 'shift' && plant.shifts.rosters.length === 0) return noShifts();
  const strange = await unknownArea(area === null ? [] : [area], deps);
  if (strange !== null) return refused(strange);
  const at = deps.clock.now();
  const found = boards(area, at, staffingOf(deps.around), checkIns);
  const named = found.flatMap((b) => b.arranged);
  return {
    kind: 'boards',
    of,
    boards: found,
    leads: people.filter((p) => p.roles.includes('lead')).map((p) => p.name),
    names: await namesOf(named, deps),
    at,
  };
}

async function calendar(area: string | null, deps: Deps): Promise<ReplyBody> {
  if (deps.around.plant.shifts.rosters.length === 0) return noShifts();
  const strange = await unknownArea(area === null ? [] : [area], deps);
  if (strange !== null) return refused(strange);
  const query = { area, days: CALENDAR_DAYS };
  const seal = deps.seal(sealedText(query));
  return { kind: 'calendar', link: calendarLink(deps.publicUrl, query, seal) };
}

export function noShifts(): ReplyBody {
  return { kind: 'told', told: { answer: { code: 'no-shifts' }, names: new Map() } };
}

/** An area counts when the plant names it, or an alert of late belongs to it. */
async function unknownArea(areas: readonly string[], deps: Deps): Promise<ShiftRefusal | null> {
  const { plant } = deps.around;
  const strange = areas.filter((a) => !isKnownArea(a, plant));
  if (strange.length === 0) return null;
  const { items } = await deps.store.alerts({}, AREA_SCAN, null);
  const area = strange.find((a) => !items.some((alert) => isWithin(alert, a)));
  if (area === undefined) return null;
  return { code: 'unknown-area', area, known: areasOffered(plant) };
}
