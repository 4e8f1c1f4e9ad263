// Español: presencia y turnos.
import { say, strong, strongInput } from '../line.ts';
import { listText } from './forms.ts';
import type { ShiftWords, SpanWords } from './shift-words.ts';

function during({ from, until }: SpanWords) {
  return from === null ? say`hasta ${until}` : say`desde ${from} hasta ${until}`;
}

export const shifts: ShiftWords = {
  checkedIn: (areas, until) =>
    areas === null
      ? say`Estás de turno hasta ${until}. Las alertas te llegan primero a ti.`
      : say`Estás de turno en ${strongInput(areas)} hasta ${until}. Las alertas de allí te llegan primero a ti.`,
  checkedOut: (who) =>
    who === null
      ? say`Ya no estás de turno. A partir de ahora se pregunta a otros.`
      : say`${strongInput(who)} ya no está de turno. A partir de ahora se pregunta a otros.`,
  stillOwns: (who, n) =>
    who === null
      ? say`Todavía tienes ${n} sin cerrar: traspasa o resuelve lo que puedas. El comando «mine» los muestra.`
      : say`${who} todavía tiene ${n} sin cerrar.`,
  nobodyLeft: say`Ahora no hay nadie: las alertas van directamente a los encargados.`,
  title: (areas) => say`${strong('Quién está')}: ${areas}`,
  everywhere: 'todo',
  shift: (letter, until) => say`${strong(letter)} hasta ${until}`,
  next: (letter, from) => say`Después ${strong(letter)} desde ${from}`,
  unplanned: (until) => say`No hay nadie previsto hasta ${until}.`,
  holiday: (name) => say`Festivo: ${name}`,
  crew: (names) => say`equipo ${names}`,
  lead: (names) => say`encargado: ${names}`,
  noLead: say`sin encargado`,
  nobody: say`nadie`,
  here: (people) => say`Presentes: ${people}`,
  hereOne: (name, areas, until) =>
    areas === null ? say`${name} hasta ${until}` : say`${name} (${areas}) hasta ${until}`,
  nobodyHere: say`Nadie ha indicado que está.`,
  straightToLeads: (leads) =>
    leads === ''
      ? say`No hay nadie, y tampoco un encargado a quien preguntar.`
      : say`No hay nadie: las alertas van directamente a los encargados (${leads}).`,
  more: (n) => `${n} más`,
  covers: (by, who, span) =>
    say`${strongInput(by)} sustituye a ${strongInput(who)} ${during(span)}`,
  comes: (by, span) => say`${strongInput(by)} viene también ${during(span)}`,
  isBack: (who, span) => say`${strongInput(who)} hace su propio turno ${during(span)}`,
  works: (crew, roster, span) =>
    say`El equipo ${strongInput(crew)} trabaja en ${strongInput(roster)} ${during(span)}`,
  left: (who, at) => say`${strongInput(who)} se fue: ${at}`,
  arrangedBy: (who, at) => say` (acordado por ${who}, ${at})`,
  overruled: 'Esto sustituye a:',
  calendar: say`Quién está de turno, para tu programa de calendario. Suscríbete a esta dirección:`,
  calendarSecret: say`Quien tenga la dirección puede leer los turnos sin identificarse.`,
  refusal: {
    'unknown-area': ({ area, known }) =>
      known.length === 0
        ? say`No conozco la zona ${area}.`
        : say`No conozco la zona ${area}. Conozco: ${listText(known)}.`,
    'unknown-person': ({ typed }) => say`No conozco a nadie que se llame ${typed}.`,
    'several-people': ({ typed, names }) =>
      say`${typed} puede ser más de una persona: ${listText(names)}. Indica el nombre completo.`,
    'unclear-time': ({ typed }) =>
      say`No entiendo ${typed} como hora. Por ejemplo: 06:00, mañana 06:00, 2026-11-23 06:00 o for 2h.`,
    'ends-first': () => say`Terminaría antes de empezar.`,
    'time-passed': () => say`Esa hora ya ha pasado.`,
    'too-long': ({ days }) =>
      say`Es demasiado tiempo: como mucho ${days} días, y como mucho con un año de antelación.`,
    'nothing-to-cover': ({ who }) =>
      say`${who} no trabaja en ese tiempo, así que no hay nada que sustituir. Para que te pregunten a ti, escribe: on.`,
    'nobody-covers-you': () => say`Nadie te sustituye en ese tiempo, así que no ha cambiado nada.`,
    'unknown-crew': ({ crew, known }) =>
      say`No conozco el equipo ${crew}. Hay: ${listText(known)}.`,
    'which-place': ({ crew }) =>
      say`El equipo ${crew} podría trabajar en varios sitios. Indica cuál, por ejemplo: shift swap ${crew} in hall-b.`,
    'leads-only': () => say`Eso solo pueden hacerlo los encargados.`,
    'not-on': ({ who }) =>
      who === null
        ? say`No estabas de turno, así que no ha cambiado nada.`
        : say`${who} no estaba de turno, así que no ha cambiado nada.`,
  },
};
