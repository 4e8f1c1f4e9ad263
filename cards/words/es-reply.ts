// Español: con qué se contesta a los comandos. Cifras en palabras que se pueden repetir en voz alta.
import { say, strongInput } from '../line.ts';
import type { ReplyWords } from '../words.ts';
import { help, helpGroup } from './es-help.ts';

export const reply: ReplyWords = {
  unknown: (typed) => say`No entiendo «${typed}». Esto es lo que sé hacer:`,
  helpTitle: 'Lo que sé hacer',
  helpGroup,
  help,
  missNoted: (type, asset, at) =>
    say`Anotado: ${strongInput(type)} en ${asset}, ${at}. Cuenta como no detectado. Gracias.`,
  missSeen: say`Andon lo había visto:`,
  listTitle: { open: 'Alertas abiertas', mine: 'Tus alertas' },
  listEmpty: {
    open: 'No hay nada abierto. Todo tranquilo.',
    mine: 'Ahora mismo no llevas ninguna.',
  },
  listMore: '… y más. La consola las muestra todas.',
  phase: {
    open: 'espera respuesta',
    escalated: 'escalada',
    shelved: 'aplazada',
    closed: 'cerrada',
    owned: (who) => say`la lleva ${who}`,
  },
  historyTitle: 'Qué ha pasado',
  copiesTitle: 'Se ve en',
  messageState: {
    pending: 'en camino',
    sent: 'mostrada',
    ambiguous: 'no está claro si llegó',
    failed: 'no se pudo mostrar',
  },
  photo: (n) => `foto ${n}`,
  event: {
    opened: 'abierta',
    joined: 'una detección más',
    acknowledged: 'vista',
    confirmed: 'confirmada',
    rejected: 'rechazada',
    escalated: 'escalada',
    asked: 'se vuelve a avisar',
    unreachable: 'un paso no llegó a nadie',
    reminded: 'recordatorio',
    taken: 'asumida',
    'handed-over': 'traspasada',
    declined: 'no aceptado',
    resolved: 'resuelta',
    shelved: 'aplazada',
    unshelved: 'de vuelta',
    cleared: 'terminada, según la fuente',
    expired: 'se avisó a todos, nadie contestó',
    undone: 'deshecho',
    reason: 'motivo indicado',
    note: 'nota',
    'cant-tell': 'no se sabe',
    disagreed: 'en desacuerdo',
    adjudicated: 'decidida',
    suppressed: 'no mostrada, por regla',
    retimed: 'espera de nuevo: el reloj iba adelantado',
  },
  directMessage: 'mensaje directo',
};
