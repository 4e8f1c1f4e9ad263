// Who is on, for everybody's calendar: RFC 5545 text, in UTC so that no reader needs to know the zone. The same shifts give
// the same text, and a shift keeps its identity when who works it changes.
import { dayText, type Instant, isoText } from '../time.ts';
import { onDutyOf, type Staffing } from './on-duty.ts';
import { isManned, type Roster, shiftsBetween } from './roster.ts';

/** Octets in a line before it is folded (RFC 5545, 3.1). */
const LINE_OCTETS = 75;

export interface CalendarSpan {
  readonly site: string;
  readonly from: Instant;
  readonly until: Instant;
  /** When the text is made. */
  readonly now: Instant;
}

/** The shifts of these rosters that begin in the span, each as one event that names crews and people. */
export function calendarFile(
  rosters: readonly Roster[],
  span: CalendarSpan,
  staffing: Staffing,
): string {
  const { site } = span;
  const names = rosters.map((r) => r.name).join(', ');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Andon//Shifts//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(`${site} ${names}`)}`,
    ...rosters.flatMap((roster) => events(roster, span, staffing)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function events(
  roster: Roster,
  { site, from, until, now }: CalendarSpan,
  staffing: Staffing,
): readonly string[] {
  const shifts = shiftsBetween(roster, from, until, staffing.zone).filter(isManned);
  return shifts.flatMap((shift) => {
    // As the shift begins: whoever comes later covers for somebody who is named.
    const { crews, people, leads, holiday } = onDutyOf(roster, shift.from, staffing);
    const names = people.map((p) => p.name);
    return [
      'BEGIN:VEVENT',
      `UID:${escaped(`${dayText(shift.day)}-${shift.letter}-${roster.name}@${site}`)}`,
      `DTSTAMP:${utcText(now)}`,
      `DTSTART:${utcText(shift.from)}`,
      `DTEND:${utcText(shift.until)}`,
      `SUMMARY:${escaped(summary(shift.letter, crews, leads[0]?.name ?? null))}`,
      ...(names.length > 0 ? [`DESCRIPTION:${escaped(names.join('\n'))}`] : []),
      ...(holiday === null ? [] : [`CATEGORIES:${escaped(holiday.name)}`]),
      `LOCATION:${escaped([site, ...roster.areas].join(', '))}`,
      'END:VEVENT',
    ];
  });
}

function summary(letter: string, crews: readonly string[], lead: string | null): string {
  const crew = crews.length > 0 ? crews.join(' + ') : '–';
  return [letter, crew, ...(lead === null ? [] : [lead])].join(' · ');
}

function utcText(at: Instant): string {
  return `${isoText(at).slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** Text as RFC 5545 (3.3.11) wants it. Other control characters are not allowed at all. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, ' ');
}

/** Long lines go on in the next, after a space; a character is never cut in two. */
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const char of line) {
    const size = octetsOf(char);
    if (octets + size > LINE_OCTETS) {
      text += '\r\n ';
      octets = 1;
    }
    text += char;
    octets += size;
  }
  return text;
}

function octetsOf(char: string): number {
  const point = char.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
