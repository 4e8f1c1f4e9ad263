// Presence and shifts as titled lines, before they have a look.
import type { PersonId } from '../../bot/core/alert.ts';
import type { Person } from '../../bot/core/plant.ts';
import type { Board, Here, Manned } from '../../bot/core/shifts/board.ts';
import type { Override } from '../../bot/core/shifts/on-duty.ts';
import { isManned } from '../../bot/core/shifts/roster.ts';
import type { Span } from '../../bot/core/shifts/span.ts';
import type { Instant } from '../../bot/core/time.ts';
import type { Setting } from '../../bot/core/view.ts';
import { joined, type Line, type Moment, moment, ours, say, strong } from '../line.ts';
import { formNear } from '../moment.ts';
import { tidy } from '../text.ts';
import { listText } from '../words/forms.ts';
import type { ShiftWords } from '../words/shift-words.ts';
import { type Words, words } from '../words.ts';
import type { ShiftRefusal, ShiftReply } from './model.ts';

interface Section {
  readonly title: Line | null;
  readonly lines: readonly Line[];
}

/** How many are named before the rest are counted. */
const BOARDS_SHOWN = 12;
const PEOPLE_SHOWN = 12;
const ARRANGED_SHOWN = 5;
const NAME_MAX = 60;

/** What every line needs to know. */
interface Telling {
  readonly said: ShiftWords;
  readonly somebody: string;
  readonly names: ReadonlyMap<PersonId, string>;
  at(instant: Instant): Moment;
}

export function shiftSections(reply: ShiftReply, setting: Setting): readonly Section[] {
  const { shifts: said, somebody }: Words = words(setting.language);
  const at = 'at' in reply ? reply.at : 0;
  const telling: Telling = {
    said,
    somebody,
    names: 'names' in reply ? reply.names : new Map(),
    at: (instant) => moment(instant, formNear(instant, at, setting)),
  };
  switch (reply.kind) {
    case 'checked-in': {
      const areas = reply.areas.length === 0 ? null : listed(reply.areas);
      return [plainly([said.checkedIn(areas, telling.at(reply.until))])];
    }
    case 'checked-out':
      return [plainly(checkedOut(reply, said))];
    case 'boards':
      return reply.boards
        .slice(0, BOARDS_SHOWN)
        .map((board) => boardSection(board, reply.of, reply.leads, telling));
    case 'arranged':
      return arranged(reply, telling);
    case 'calendar':
      return [plainly([said.calendar, say`${reply.link}`, said.calendarSecret])];
    case 'shift-refused':
      return [plainly([refusalLine(reply.refusal, said)])];
  }
}

function plainly(lines: readonly Line[]): Section {
  return { title: null, lines };
}

function listed(texts: readonly string[]): string {
  return listText(texts.map((t) => tidy(t, NAME_MAX)));
}

function checkedOut(
  { who, owned, isNobodyLeft }: Extract<ShiftReply, { kind: 'checked-out' }>,
  said: ShiftWords,
): readonly Line[] {
  const name = who === null ? null : tidy(who, NAME_MAX);
  return [
    said.checkedOut(name),
    ...(owned > 0 ? [said.stillOwns(name, owned)] : []),
    ...(isNobodyLeft ? [said.nobodyLeft] : []),
  ];
}

// ---- boards -----------------------------------------------------------------------------------------------------------

function boardSection(
  { roster, now, next, here, arranged: against }: Board,
  of: 'who' | 'shift',
  leads: readonly string[],
  telling: Telling,
): Section {
  const { said } = telling;
  const areas = roster?.areas ?? [];
  const title = said.title(areas.length === 0 ? (roster?.name ?? said.everywhere) : listed(areas));
  const isEmpty = here.length === 0 && (now?.people.length ?? 0) === 0;
  const presence = here.length > 0 || of === 'who' ? [hereLine(here, telling)] : [];
  return {
    title,
    lines: [
      ...(now === null ? [] : nowLines(now, telling)),
      ...against.slice(0, ARRANGED_SHOWN).map((o) => overrideLine(o, o, telling)),
      ...(isEmpty ? [said.straightToLeads(named(leads, said))] : presence),
      ...(next === null ? [] : [nextLine(next, telling)]),
    ],
  };
}

function nowLines(now: Manned, telling: Telling): readonly Line[] {
  const { said, at } = telling;
  const until = at(now.shift.until);
  const shift = isManned(now.shift)
    ? say`${said.shift(now.shift.letter, until)}: ${staff(now, telling)}`
    : said.unplanned(until);
  return [...holidayLines(now, said), shift];
}

function nextLine(next: Manned, telling: Telling): Line {
  const { said, at } = telling;
  const holiday = holidayLines(next, said).flatMap((line) => say` (${line})`);
  const shift = said.next(next.shift.letter, at(next.shift.from));
  return say`${shift}${holiday}: ${staff(next, telling)}`;
}

function holidayLines({ holiday }: Manned, said: ShiftWords): readonly Line[] {
  return holiday === null ? [] : [said.holiday(tidy(holiday.name, NAME_MAX))];
}

/** Crew, people and who leads them. */
function staff({ crews, people, leads }: Manned, { said }: Telling): Line {
  const crew = crews.length === 0 ? [] : [said.crew(listed(crews))];
  if (people.length === 0) return joined([...crew, said.nobody], ' · ');
  const others = people.filter((p) => !leads.includes(p));
  const rest = others.length === 0 ? [] : [say`${named(namesOf(others), said)}`];
  const lead = leads.length === 0 ? said.noLead : said.lead(named(namesOf(leads), said));
  return joined([...crew, lead, ...rest], ' · ');
}

function namesOf(people: readonly Person[]): readonly string[] {
  return people.map((p) => p.name);
}

function named(names: readonly string[], said: ShiftWords): string {
  const shown = names.slice(0, PEOPLE_SHOWN).map((n) => tidy(n, NAME_MAX));
  const more = names.length - shown.length;
  return listText(more > 0 ? [...shown, said.more(more)] : shown);
}

function hereLine(here: readonly Here[], { said, at }: Telling): Line {
  if (here.length === 0) return said.nobodyHere;
  const shown = here.slice(0, PEOPLE_SHOWN).map(({ person, areas, until }) => {
    const where = areas.length === 0 ? null : listed(areas);
    return said.hereOne(tidy(person.name, NAME_MAX), where, at(until));
  });
  const more = here.length - shown.length;
  return said.here(joined(more > 0 ? [...shown, [ours(said.more(more))]] : shown, ', '));
}

// ---- arrangements -----------------------------------------------------------------------------------------------------

function arranged(
  reply: Extract<ShiftReply, { kind: 'arranged' }>,
  telling: Telling,
): readonly Section[] {
  const { said, at } = telling;
  const shown = reply.overruled.slice(0, ARRANGED_SHOWN);
  const more = reply.overruled.length - shown.length;
  const lines = shown.map((o) => {
    const by = said.arrangedBy(nameOf(o.by, telling), at(o.at));
    return say`• ${overrideLine(o, o, telling)}${by}`;
  });
  const done = plainly([overrideLine(reply.arranged, reply.span, telling)]);
  if (lines.length === 0) return [done];
  return [
    done,
    {
      title: [strong(said.overruled)],
      lines: more > 0 ? [...lines, [ours(`• ${said.more(more)}`)]] : lines,
    },
  ];
}

/** What an arrangement means, from now on where it began before. */
function overrideLine(o: Override, span: Span, telling: Telling): Line {
  const { said, at } = telling;
  const isBegun = span.from <= o.at;
  const during = { from: isBegun ? null : at(span.from), until: at(span.until) };
  switch (o.kind) {
    case 'crew':
      return said.works(tidy(o.crew, NAME_MAX), tidy(o.roster, NAME_MAX), during);
    case 'away':
      return said.left(nameOf(o.person, telling), at(o.from));
    case 'cover': {
      const by = nameOf(o.person, telling);
      if (o.insteadOf === null) return said.comes(by, during);
      if (o.insteadOf === o.person) return said.isBack(by, during);
      return said.covers(by, nameOf(o.insteadOf, telling), during);
    }
  }
}

function nameOf(id: PersonId, { names, somebody }: Telling): string {
  return tidy(names.get(id) ?? somebody, NAME_MAX);
}

function refusalLine(refusal: ShiftRefusal, said: ShiftWords): Line {
  // The table's type pairs each code with its refusal; TypeScript can't follow that through a lookup.
  const sentence = said.refusal[refusal.code] as (refusal: ShiftRefusal) => Line;
  return sentence(tidied(refusal));
}

/** What was typed, and what the plant calls its own. */
function tidied(refusal: ShiftRefusal): ShiftRefusal {
  const facts = Object.entries(refusal).map(([name, value]) => {
    if (typeof value === 'string') return [name, tidy(value, NAME_MAX)];
    const isList = Array.isArray(value);
    return [name, isList ? value.slice(0, PEOPLE_SHOWN).map((v) => tidy(v, NAME_MAX)) : value];
  });
  return Object.fromEntries(facts) as ShiftRefusal;
}
