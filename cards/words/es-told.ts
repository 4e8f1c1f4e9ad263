// Español: las respuestas privadas, una frase (o dos) para cada caso.
import type { Verdict } from '../../bot/core/alert.ts';
import type { BulkVerb } from '../../bot/core/digest.ts';
import { type Line, moment, ours, say } from '../line.ts';
import { tidy } from '../text.ts';
import type { ToldWords } from '../words.ts';

const DID: Readonly<Record<Verdict, string>> = {
  pending: 'contestó',
  real: 'confirmó',
  not_real: 'rechazó',
  unsure: 'no supo decir si era real',
  contested: 'contestó',
};

const DONE: Readonly<Record<string, string>> = {
  confirm: 'Confirmada',
  reject: 'Rechazada',
  escalate: 'Escalada',
  take: 'Asumida: ahora es tuya',
  resolve: 'Resuelta',
  undo: 'Deshecho',
  shelve: 'Aplazada',
  'cant-tell': 'Anotado que no lo sabes',
  disagree: 'Anotado que no estás de acuerdo',
  'hand-over': 'Pedida a su responsable',
  accept: 'Aceptada: ahora es tuya',
  decline: 'No aceptada',
  note: 'Anotado',
  reason: 'Motivo anotado',
};

const BULK: Readonly<Record<BulkVerb, string>> = {
  confirm: 'confirmadas',
  reject: 'rechazadas',
  take: 'tomadas',
  shelve: 'aplazadas',
  open: 'cada una tiene ya su tarjeta',
};

export const told: ToldWords = {
  'bulk-done': ({ verb, n, left, managed = 0 }) =>
    say`Hecho: ${ours(BULK[verb])} (${n}${ours(left > 0 ? `; ${left} no: alguien fue más rápido` : '')}${ours(managed > 0 ? `; ${managed} no desde el chat: gestión especial` : '')}).`,
  'no-asset': () => say`Elija primero un equipo.`,
  'bulk-none': () => say`Ya no quedaba nada por hacer ahí. Mire la lista como está ahora.`,
  faster: ({ who, at, verdict }, nameOf) =>
    say`${nameOf(who)} ya ${ours(DID[verdict])} esto a las ${moment(at, 'time')}. Tu respuesta también se guarda.`,
  'kept-after-closing': () =>
    say`Esto ya está cerrado. Tu respuesta se guarda y nada se vuelve a abrir.`,
  'contested-already': () => say`Aquí ya hay desacuerdo. Tu respuesta también se guarda.`,
  'already-yours': ({ at }) => say`Ya lo hiciste a las ${moment(at, 'time')}.`,
  closed: ({ who, at }, nameOf) => {
    if (at === null) return say`Esto ya está cerrado.`;
    return who === null
      ? say`Esto ya se cerró: ${moment(at, 'day')}.`
      : say`Esto ya está cerrado: ${nameOf(who)}, ${moment(at, 'day')}.`;
  },
  'already-climbed': ({ at }) =>
    at === null
      ? say`Esto acababa de escalarse. Mira la tarjeta como está ahora.`
      : say`Esto ya se había escalado. El siguiente paso es a las ${moment(at, 'time')}.`,
  'answered-since': ({ who }, nameOf) =>
    say`${nameOf(who)} ha contestado mientras tanto. Mira la tarjeta como está ahora y escala otra vez si sigue haciendo falta.`,
  'asked-again': () => say`No queda nadie más a quien avisar. Se ha vuelto a avisar a los últimos.`,
  'owned-by': ({ who }, nameOf) =>
    say`La lleva ${nameOf(who)}. Un encargado puede asumirla, o toca «Pedirla».`,
  'not-judged': () => say`Nadie ha dicho todavía si es real. Confirma o rechaza primero.`,
  'nothing-to-undo': () => say`Aquí no hay nada tuyo que deshacer.`,
  'undo-too-late': ({ minutes }) =>
    say`Un toque se puede deshacer durante ${minutes} minutos. Un encargado puede deshacer los suyos más tarde.`,
  'undo-overtaken': ({ who }, nameOf) =>
    say`${nameOf(who)} ha hecho algo después, así que tu toque ya no se puede deshacer.`,
  'undo-newer-alert': () =>
    say`Hay abierta una alerta más reciente sobre lo mismo, así que esta se queda como está.`,
  'no-verdict-of-yours': () =>
    say`El motivo va con tu propia respuesta. Confirma o rechaza primero.`,
  'reason-does-not-fit': () => say`Ese motivo no encaja con tu respuesta.`,
  'unknown-reason': () => say`No conozco ese motivo. Elige uno de la tarjeta, por favor.`,
  'nobody-owns': () => say`Nadie es responsable de esto. Asúmelo primero.`,
  'hand-over-asked': ({ who, crew }, nameOf) =>
    crew === null
      ? say`Se ha preguntado a ${nameOf(who)} por el traspaso. Vale en cuanto lo acepte.`
      : say`Se ha preguntado al equipo ${tidy(crew, 40)} por el traspaso. Será de quien acepte primero.`,
  'hand-over-nobody': ({ who, crew }, nameOf) =>
    crew === null
      ? say`No se puede llegar a ${nameOf(who)} desde aquí, así que sigue siendo tuyo.`
      : say`No se puede llegar a nadie del equipo ${tidy(crew, 40)} desde aquí, así que sigue siendo tuyo.`,
  'no-offer': () => say`No hay ningún traspaso que espere tu respuesta.`,
  'unknown-person': ({ name }) =>
    name === ''
      ? say`Esto ya es tuyo. Otra persona puede pedírtelo.`
      : say`No conozco a nadie llamado ${tidy(name, 60)}.`,
  'shelve-range': ({ hours }) => say`Se puede aplazar hasta ${hours} horas, por ejemplo 2h.`,
  'not-shelved': () => say`Esto ya no está aplazado.`,
  'highly-managed': () =>
    say`Las alertas de este tipo tienen una gestión especial: nadie las aplaza desde el chat. Puede cambiarlo quien cuida el archivo de planta.`,
  'shelved-already': ({ who, until }, nameOf) =>
    say`${nameOf(who)} ya ha aplazado esto hasta: ${moment(until, 'day')}.`,
  'note-empty': () =>
    say`Una nota necesita palabras, por ejemplo: note 4f2a revisado, rodamiento caliente.`,
  stranger: () =>
    say`No estás en la lista de esta planta, así que aquí no puedes actuar. Pide a un encargado que te añada.`,
  'unknown-alert': ({ id }) => say`No conozco ninguna alerta ${tidy(id, 64)}.`,
  'ambiguous-id': ({ id }) =>
    say`Varias alertas terminan en ${tidy(id, 64)}. Escribe más caracteres del número, por favor.`,
  'no-reason': () => say`Elige primero un motivo.`,
  'unknown-button': () =>
    say`No conozco ese botón. Quizá la tarjeta sea más antigua que yo; no se ha cambiado nada.`,
  'handover-none': () => say`Ahora no hay ningún relevo en curso aquí.`,
  'handover-past': () =>
    say`Ese turno también terminó. El relevo siguiente muestra lo que sigue abierto.`,
  'handover-early': ({ at }) =>
    say`Se puede aceptar a partir de las ${moment(at, 'time')}, cuando cambia el turno.`,
  'handover-not-yours': () => say`Esto le corresponde al responsable del turno.`,
  'handover-signed': ({ who }, nameOf) => say`${nameOf(who)} ya lo firmó.`,
  'handover-signed-now': ({ unseen }) => say`Firmado. Gracias.${late(unseen)}`,
  'handover-noted': ({ number }) =>
    say`La nota ${number} está en el relevo. «handover drop ${number}» la retira.`,
  'handover-note-empty': () =>
    say`Una nota necesita palabras, por ejemplo: handover note la estación 12 se calienta.`,
  'handover-note-long': ({ n, most }) =>
    say`Esta nota tiene ${n} caracteres y caben ${most}. No se guardó nada; acórtela o divídala en dos.`,
  'handover-note-again': ({ number }) => say`Esto ya está en el relevo, como nota ${number}.`,
  'handover-full': ({ n }) => say`Un relevo admite ${n} notas. Cuente el resto en persona.`,
  'handover-dropped': ({ number, text }) =>
    say`La nota ${number} está retirada: «${tidy(text, 100)}». El registro la conserva.`,
  'handover-no-note': ({ number }) => say`En este relevo no hay nota ${number}.`,
  'handover-which': ({ number, roster }) =>
    say`Varios relevos tienen una nota ${number}. Diga cuál, por ejemplo: handover drop ${number} ${tidy(roster, 40)}.`,
  'handover-note-gone': ({ number, who, at }, nameOf) =>
    say`La nota ${number} ya no está: ${nameOf(who)} la retiró a las ${moment(at, 'time')}.`,
  'handover-note-signed': ({ number, who }, nameOf) =>
    say`${nameOf(who)} firmó con la nota ${number}, así que se queda. Añada una nota que la corrija.`,
  'handover-note-others': ({ number, who }, nameOf) =>
    say`La nota ${number} es de ${nameOf(who)}. Solo puede retirarla esa persona o un responsable.`,
  'handover-closed': ({ who, at }, nameOf) =>
    say`${nameOf(who)} aceptó esto a las ${moment(at, 'time')}, así que queda como se leyó. Dígalo en persona.`,
  'handover-form-late': () =>
    say`El formulario no pudo abrirse a tiempo. Pulse de nuevo o escriba por ejemplo: handover note la estación 12 se calienta.`,
  'handover-taken': ({ who, at }, nameOf) =>
    say`${nameOf(who)} lo aceptó a las ${moment(at, 'time')}.`,
  'handover-yours': ({ n, unseen }) =>
    say`Ha aceptado el relevo; alertas que ahora son suyas: ${n}. No se puede deshacer; puede ceder alertas una a una.${late(unseen)}`,
  'no-shifts': () => say`Esta planta aún no tiene turnos.`,
  'when-unclear': ({ typed }) =>
    say`No puedo leer ${tidy(typed, 60)} como una hora pasada. Pruebe 14:20, hace 10m o 2026-11-22 14:20.`,
  'miss-incomplete': () =>
    say`Hace falta un equipo y un tipo, por ejemplo: miss line-1/station-12 scratch 10m ago.`,
  'form-late': () =>
    say`El formulario no se pudo abrir a tiempo. Pulsa otra vez o escribe, por ejemplo: note 4f2a el rodamiento está caliente.`,
  busy: () =>
    say`Muchas personas están tocando a la vez. No se ha cambiado nada; toca otra vez, por favor.`,
  done: ({ verb, alert }) => say`${ours(DONE[verb] ?? 'Hecho')} (${alert.slice(-6)}).`,
};

/** A note that whoever pressed can't have read. */
function late(number: number | null): Line {
  return number === null
    ? []
    : say` La nota ${number} llegó después de la tarjeta que ha pulsado: léala, por favor.`;
}
