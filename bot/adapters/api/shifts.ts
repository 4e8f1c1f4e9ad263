// GET /v1/shifts.ics: who is on, for calendar programs. They can't send a token, so an address that was given in chat carries a
// seal over what it asks for; it opens nothing else.
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { staffingOf } from '../../core/escalation.ts';
import { rosterNamed } from '../../core/shifts/arranging.ts';
import { calendarFile } from '../../core/shifts/calendar-file.ts';
import {
  CALENDAR_DAYS,
  CALENDAR_DAYS_MAX,
  CALENDAR_PATH,
  type CalendarQuery,
  sealedText,
} from '../../core/shifts/calendar-link.ts';
import { type Roster, shiftAt } from '../../core/shifts/roster.ts';
import { DAY } from '../../core/time.ts';
import { type Json, parameter, refusal, wrongInput } from './openapi-parts.ts';
import { limit, type Read, readQuery, Word } from './query.ts';
import { problem, type Reply } from './reply.ts';
import type { ApiDeps, Asked, Route } from './route.ts';

const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

const ShiftQuery = z.strictObject({
  area: Word.optional(),
  days: limit(CALENDAR_DAYS_MAX, CALENDAR_DAYS),
  seal: Word.optional(),
});

export function shiftRoutes({ around, clock, seal }: ApiDeps): readonly Route[] {
  function answer({ query }: Asked): Reply {
    const read = readCalendarQuery(query);
    if (!read.ok) return read.reply;
    const { area, days } = read.value;
    const surroundings = around();
    const { plant } = surroundings;
    const rosters = rostersOf(area, plant.shifts.rosters);
    const now = clock.now();
    const begins = rosters.map((r) => shiftAt(r, now, plant.timezone).from);
    if (begins.length === 0) {
      return problem({ status: 404, detail: 'There are no shifts here.' });
    }
    const span = { site: plant.site, from: Math.min(...begins), until: now + days * DAY, now };
    const body = calendarFile(rosters, span, staffingOf(surroundings));
    return { status: 200, headers: { 'content-type': CALENDAR_TYPE }, body };
  }

  function isProven(query: URLSearchParams): boolean {
    const given = query.get('seal');
    const read = given === null ? null : readCalendarQuery(query);
    if (given === null || read === null || !read.ok) return false;
    return isSame(given, seal(sealedText(read.value)));
  }

  const route = { method: 'GET', path: CALENDAR_PATH, scope: 'read', isProven } as const;
  return [{ ...route, answer: async (asked) => answer(asked) }];
}

function readCalendarQuery(query: URLSearchParams): Read<CalendarQuery> {
  const read = readQuery(ShiftQuery, query);
  if (!read.ok) return read;
  const { area = null, days } = read.value;
  return { ok: true, value: { area, days } };
}

function rostersOf(area: string | null, rosters: readonly Roster[]): readonly Roster[] {
  if (area === null) return rosters;
  const found = rosterNamed(area, rosters);
  return found === null ? [] : [found];
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** How the API's description tells it; `refusals` are those that all routes share. */
export function shiftOperation(refusals: Json): Json {
  return {
    operationId: 'getShifts',
    tags: ['shifts'],
    summary: 'Who is on, as a calendar (iCalendar, RFC 5545). Scope `read`.',
    description:
      'With a token, or without one by the address that the chat command `shift calendar` gives: its `seal` is a ' +
      'proof for exactly that `area` and `days`.',
    parameters: [
      parameter('area', 'An area or asset; without it every roster.'),
      parameter('days', `How many days ahead. Default ${CALENDAR_DAYS}.`, {
        type: 'integer',
        minimum: 1,
        maximum: CALENDAR_DAYS_MAX,
        default: CALENDAR_DAYS,
      }),
      parameter('seal', 'What the address from the chat carries.'),
    ],
    responses: {
      200: {
        description: 'One event for each shift, from the present one on.',
        content: { 'text/calendar': { schema: { type: 'string' } } },
      },
      400: wrongInput,
      404: refusal('There are no shifts there.'),
      ...refusals,
    },
  };
}
