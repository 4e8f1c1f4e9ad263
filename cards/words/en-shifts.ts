// English: presence and shifts.
import { say, strong, strongInput } from '../line.ts';
import { listText } from './forms.ts';
import type { ShiftWords, SpanWords } from './shift-words.ts';

function during({ from, until }: SpanWords) {
  return from === null ? say`until ${until}` : say`from ${from} until ${until}`;
}

export const shifts: ShiftWords = {
  checkedIn: (areas, until) =>
    areas === null
      ? say`You are on until ${until}. Alerts come to you first.`
      : say`You are on for ${strongInput(areas)} until ${until}. Alerts from there come to you first.`,
  checkedOut: (who) =>
    who === null
      ? say`You are off. Others are asked from now on.`
      : say`${strongInput(who)} is off. Others are asked from now on.`,
  stillOwns: (who, n) =>
    who === null
      ? say`You still own ${n} open: hand over or resolve what you can. The command “mine” lists them.`
      : say`${who} still owns ${n} open.`,
  nobodyLeft: say`Nobody is on now: alerts go straight to the leads.`,
  title: (areas) => say`${strong('Who is on')}: ${areas}`,
  everywhere: 'everything',
  shift: (letter, until) => say`${strong(letter)} until ${until}`,
  next: (letter, from) => say`Then ${strong(letter)} from ${from}`,
  unplanned: (until) => say`Nobody is planned until ${until}.`,
  holiday: (name) => say`Holiday: ${name}`,
  crew: (names) => say`crew ${names}`,
  lead: (names) => say`lead: ${names}`,
  noLead: say`no lead`,
  nobody: say`nobody`,
  here: (people) => say`Checked in: ${people}`,
  hereOne: (name, areas, until) =>
    areas === null ? say`${name} until ${until}` : say`${name} (${areas}) until ${until}`,
  nobodyHere: say`Nobody has checked in.`,
  straightToLeads: (leads) =>
    leads === ''
      ? say`Nobody is on, and there is no lead to ask.`
      : say`Nobody is on: alerts go straight to the leads (${leads}).`,
  more: (n) => `${n} more`,
  covers: (by, who, span) => say`${strongInput(by)} covers for ${strongInput(who)} ${during(span)}`,
  comes: (by, span) => say`${strongInput(by)} comes as well ${during(span)}`,
  isBack: (who, span) => say`${strongInput(who)} works their own shift ${during(span)}`,
  works: (crew, roster, span) =>
    say`Crew ${strongInput(crew)} works on ${strongInput(roster)} ${during(span)}`,
  left: (who, at) => say`${strongInput(who)} left at ${at}`,
  arrangedBy: (who, at) => say` (arranged by ${who}, ${at})`,
  overruled: 'This takes the place of:',
  calendar: say`Who is on, for your calendar program. Subscribe to this address:`,
  calendarSecret: say`Whoever has the address can read the shifts, without signing in.`,
  refusal: {
    'unknown-area': ({ area, known }) =>
      known.length === 0
        ? say`I don’t know the area ${area}.`
        : say`I don’t know the area ${area}. I know: ${listText(known)}.`,
    'unknown-person': ({ typed }) => say`I don’t know anybody called ${typed}.`,
    'several-people': ({ typed, names }) =>
      say`${typed} fits several people: ${listText(names)}. Please give the whole name.`,
    'unclear-time': ({ typed }) =>
      say`I can’t read ${typed} as a time. Try 06:00, tomorrow 06:00, 2026-11-23 06:00, or for 2h.`,
    'ends-first': () => say`That would end before it begins.`,
    'time-passed': () => say`That time has passed already.`,
    'too-long': ({ days }) => say`That is too long: at most ${days} days, at most a year ahead.`,
    'nothing-to-cover': ({ who }) =>
      say`${who} does not work in that time, so there is nothing to cover. To be asked yourself, type: on.`,
    'nobody-covers-you': () => say`Nobody covers for you in that time, so nothing was changed.`,
    'unknown-crew': ({ crew, known }) =>
      say`I don’t know the crew ${crew}. There are: ${listText(known)}.`,
    'which-place': ({ crew }) =>
      say`Crew ${crew} could work in several places. Add which, for example: shift swap ${crew} in hall-b.`,
    'leads-only': () => say`Only leads can do that.`,
    'not-on': ({ who }) =>
      who === null
        ? say`You were not on, so nothing was changed.`
        : say`${who} was not on, so nothing was changed.`,
  },
};
