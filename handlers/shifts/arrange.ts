// Somebody covers for somebody, or a crew works instead of another. Of arrangements that contradict each other the latest
// holds; whoever makes it is told what it takes the place of.
import type { ShiftCommand, TypedSpan } from '../../bot/core/command/shifts.ts';
import { staffingOf } from '../../bot/core/escalation.ts';
import type { Person } from '../../bot/core/plant.ts';
import { isLead } from '../../bot/core/rights.ts';
import {
  CHECK_IN_MS,
  overruledBy,
  rosterNamed,
  rostersOf,
  worksIn,
} from '../../bot/core/shifts/arranging.ts';
import { type Roster, shiftAt } from '../../bot/core/shifts/roster.ts';
import { readSpan, SPAN_LIMIT_MS, type SpanRead } from '../../bot/core/shifts/span.ts';
import { DAY } from '../../bot/core/time.ts';
import type { CommandCall } from '../../bot/ports/chat.ts';
import type { Arrangement } from '../../bot/ports/presence.ts';
import type { ReplyBody } from '../../cards/reply/model.ts';
import type { ShiftRefusal } from '../../cards/shifts/model.ts';
import type { Deps } from '../deps.ts';
import { noShifts } from './on-shift.ts';
import { namesOf, refused, whoIsMeant } from './who-is-meant.ts';

type CoverCommand = Extract<ShiftCommand, { kind: 'cover' }>;
type SwapCommand = Extract<ShiftCommand, { kind: 'swap' }>;

export async function cover(
  command: CoverCommand,
  call: CommandCall,
  by: Person,
  deps: Deps,
): Promise<ReplyBody> {
  const { around } = deps;
  if (around.plant.shifts.rosters.length === 0) return noShifts();
  const whose = whoIsMeant(command.who, call, by, deps);
  if (!whose.ok) return refused(whose.refusal);
  const comes = command.by === null ? null : whoIsMeant(command.by, call, by, deps);
  if (comes?.ok === false) return refused(comes.refusal);
  const who = comes === null ? by : comes.person;
  const insteadOf = whose.person;
  // Everybody for themselves: who comes instead says so, or a lead does.
  if (who.id !== by.id && !isLead(by)) return refused({ code: 'leads-only' });
  const read = spanFor(
    command.span,
    rostersOf(insteadOf, deps.clock.now(), staffingOf(around)),
    deps,
  );
  if (!read.ok) return refused(spanRefusal(read));
  const { span } = read;
  if (!worksIn(insteadOf, span, staffingOf(around)))
    return refused({ code: 'nothing-to-cover', who: insteadOf.name });
  const added: Arrangement = {
    ...{ id: deps.ids.next(), at: deps.clock.now(), by: by.id, ...span },
    ...{ kind: 'cover', person: who.id, insteadOf: insteadOf.id },
  };
  // Back on one's own shift: there must be something to take back.
  const isBack = who.id === insteadOf.id;
  if (isBack && overruledBy(added, around.overrides).length === 0)
    return refused({ code: 'nobody-covers-you' });
  return keep(added, deps);
}

export async function swap(command: SwapCommand, by: Person, deps: Deps): Promise<ReplyBody> {
  const { shifts } = deps.around.plant;
  if (shifts.rosters.length === 0) return noShifts();
  if (!isLead(by)) return refused({ code: 'leads-only' });
  const crew = [...shifts.crews.keys()].find(
    (name) => name.toLowerCase() === command.crew.toLowerCase(),
  );
  if (crew === undefined) {
    return refused({ code: 'unknown-crew', crew: command.crew, known: [...shifts.crews.keys()] });
  }
  const roster = rosterOf(crew, command.area, shifts.rosters);
  if (roster === null) return refused({ code: 'which-place', crew });
  const read = spanFor(command.span, [roster], deps);
  if (!read.ok) return refused(spanRefusal(read));
  return keep(
    {
      ...{ id: deps.ids.next(), at: deps.clock.now(), by: by.id, ...read.span },
      ...{ kind: 'crew', roster: roster.name, crew },
    },
    deps,
  );
}

/** Where the crew works: in the area that was named, where its turns are, or where there is no other place. */
function rosterOf(crew: string, area: string | null, rosters: readonly Roster[]): Roster | null {
  if (area !== null) return rosterNamed(area, rosters);
  const own = rosters.filter((r) => r.turns.some((t) => t.crew === crew));
  const [only] = own.length > 0 ? own : rosters;
  return (own.length > 0 ? own : rosters).length === 1 ? (only ?? null) : null;
}

/** Without an end it ends with the shift that it begins in. */
function spanFor(typed: TypedSpan, rosters: readonly Roster[], deps: Deps): SpanRead {
  const { timezone } = deps.around.plant;
  return readSpan(typed, deps.clock.now(), timezone, (from) => {
    const ends = rosters.map((r) => shiftAt(r, from, timezone).until);
    return ends.length === 0 ? from + CHECK_IN_MS : Math.max(...ends);
  });
}

function spanRefusal(read: Extract<SpanRead, { ok: false }>): ShiftRefusal {
  switch (read.fault) {
    case 'unclear':
      return { code: 'unclear-time', typed: read.typed };
    case 'empty':
      return { code: 'ends-first' };
    case 'over':
      return { code: 'time-passed' };
    case 'too-long':
      return { code: 'too-long', days: SPAN_LIMIT_MS / DAY };
  }
}

async function keep(arranged: Arrangement, deps: Deps): Promise<ReplyBody> {
  const overruled = overruledBy(arranged, deps.around.overrides);
  await deps.store.addArrangement(arranged);
  await deps.keepPresence();
  deps.log.info('a shift was rearranged', { ...arranged });
  const { from, until, at } = arranged;
  const names = await namesOf([arranged, ...overruled], deps);
  return { kind: 'arranged', arranged, span: { from, until }, overruled, names, at };
}
