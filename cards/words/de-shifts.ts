// Deutsch: Anwesenheit und Schichten.
import { say, strong, strongInput } from '../line.ts';
import { listText } from './forms.ts';
import type { ShiftWords, SpanWords } from './shift-words.ts';

function during({ from, until }: SpanWords) {
  return from === null ? say`bis ${until}` : say`von ${from} bis ${until}`;
}

export const shifts: ShiftWords = {
  checkedIn: (areas, until) =>
    areas === null
      ? say`Du bist da bis ${until}. Meldungen kommen zuerst zu dir.`
      : say`Du bist für ${strongInput(areas)} da bis ${until}. Meldungen von dort kommen zuerst zu dir.`,
  checkedOut: (who) =>
    who === null
      ? say`Du bist abgemeldet. Ab jetzt werden andere gefragt.`
      : say`${strongInput(who)} ist abgemeldet. Ab jetzt werden andere gefragt.`,
  stillOwns: (who, n) =>
    who === null
      ? say`Bei dir liegen noch ${n} offene: übergib oder erledige, was geht. Der Befehl „mine“ listet sie auf.`
      : say`Bei ${who} liegen noch ${n} offene.`,
  nobodyLeft: say`Jetzt ist niemand da: Meldungen gehen direkt an die Teamleitung.`,
  title: (areas) => say`${strong('Wer ist da')}: ${areas}`,
  everywhere: 'alles',
  shift: (letter, until) => say`${strong(letter)} bis ${until}`,
  next: (letter, from) => say`Danach ${strong(letter)} ab ${from}`,
  unplanned: (until) => say`Bis ${until} ist niemand eingeplant.`,
  holiday: (name) => say`Feiertag: ${name}`,
  crew: (names) => say`Schichtgruppe ${names}`,
  lead: (names) => say`Leitung: ${names}`,
  noLead: say`keine Leitung`,
  nobody: say`niemand`,
  here: (people) => say`Angemeldet: ${people}`,
  hereOne: (name, areas, until) =>
    areas === null ? say`${name} bis ${until}` : say`${name} (${areas}) bis ${until}`,
  nobodyHere: say`Niemand hat sich angemeldet.`,
  straightToLeads: (leads) =>
    leads === ''
      ? say`Niemand ist da, und es gibt keine Teamleitung, die gefragt werden kann.`
      : say`Niemand ist da: Meldungen gehen direkt an die Teamleitung (${leads}).`,
  more: (n) => `${n} weitere`,
  covers: (by, who, span) => say`${strongInput(by)} vertritt ${strongInput(who)} ${during(span)}`,
  comes: (by, span) => say`${strongInput(by)} kommt dazu ${during(span)}`,
  isBack: (who, span) => say`${strongInput(who)} arbeitet die eigene Schicht ${during(span)}`,
  works: (crew, roster, span) =>
    say`Schichtgruppe ${strongInput(crew)} arbeitet in ${strongInput(roster)} ${during(span)}`,
  left: (who, at) => say`${strongInput(who)} ist gegangen: ${at}`,
  arrangedBy: (who, at) => say` (vereinbart von ${who}, ${at})`,
  overruled: 'Das ersetzt:',
  calendar: say`Wer da ist, für dein Kalenderprogramm. Abonniere diese Adresse:`,
  calendarSecret: say`Wer die Adresse hat, kann die Schichten lesen, ohne sich anzumelden.`,
  refusal: {
    'unknown-area': ({ area, known }) =>
      known.length === 0
        ? say`Den Bereich ${area} kenne ich nicht.`
        : say`Den Bereich ${area} kenne ich nicht. Ich kenne: ${listText(known)}.`,
    'unknown-person': ({ typed }) => say`Ich kenne niemanden mit dem Namen ${typed}.`,
    'several-people': ({ typed, names }) =>
      say`${typed} passt auf mehrere: ${listText(names)}. Bitte den ganzen Namen angeben.`,
    'unclear-time': ({ typed }) =>
      say`${typed} kann ich nicht als Zeit lesen. Zum Beispiel: 06:00, morgen 06:00, 2026-11-23 06:00 oder for 2h.`,
    'ends-first': () => say`Das wäre zu Ende, bevor es beginnt.`,
    'time-passed': () => say`Diese Zeit ist schon vorbei.`,
    'too-long': ({ days }) =>
      say`Das ist zu lang: höchstens ${days} Tage, höchstens ein Jahr voraus.`,
    'nothing-to-cover': ({ who }) =>
      say`${who} arbeitet in dieser Zeit nicht, also gibt es nichts zu vertreten. Um selbst gefragt zu werden, tippe: on.`,
    'nobody-covers-you': () =>
      say`Niemand vertritt dich in dieser Zeit, also wurde nichts geändert.`,
    'unknown-crew': ({ crew, known }) =>
      say`Die Schichtgruppe ${crew} kenne ich nicht. Es gibt: ${listText(known)}.`,
    'which-place': ({ crew }) =>
      say`Die Schichtgruppe ${crew} könnte an mehreren Orten arbeiten. Sag, wo, zum Beispiel: shift swap ${crew} in hall-b.`,
    'leads-only': () => say`Das kann nur die Teamleitung.`,
    'not-on': ({ who }) =>
      who === null
        ? say`Du warst nicht angemeldet, also wurde nichts geändert.`
        : say`${who} war nicht angemeldet, also wurde nichts geändert.`,
  },
};
