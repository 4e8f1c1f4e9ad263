// Spanish: the hand-over from one shift to the next.
import { ours, say, strongInput } from '../line.ts';
import type { HandoverWords } from './handover-words.ts';

const plural = new Intl.PluralRules('es');
const alerts = (n: number) => `${n} ${plural.select(n) === 'one' ? 'alerta' : 'alertas'}`;

export const handover: HandoverWords = {
  title: (roster) => `Relevo: ${roster}`,
  span: (from, changesAt, until) =>
    say`Turno de ${from} a ${changesAt}; después el siguiente hasta ${until}.`,
  stage: {
    prepared: (changesAt) =>
      say`Revíselo, añada notas y fírmelo. El turno siguiente lo recibe a las ${changesAt}.`,
    offered: () => say`Espera «Leído y aceptado». Hasta entonces todo sigue con quien lo tiene.`,
    late: (changesAt) =>
      say`Nadie lo ha aceptado desde las ${changesAt}. Se preguntó a todos los responsables presentes.`,
    climbed: (changesAt) =>
      say`Nadie lo ha aceptado desde las ${changesAt}. Se preguntó a los responsables y luego a los administradores.`,
    accepted: () => say`Aceptado.`,
  },
  accepted: (who, at, moved) =>
    say`${strongInput(who)} lo leyó y aceptó a las ${at}. ${ours(moved === 0 ? 'Ninguna alerta tuvo que cambiar de manos.' : `Con ello pasaron ${alerts(moved)}.`)}`,
  signed: (who, at) => say`Firmado por ${who} a las ${at}.`,
  unsigned: say`Aún sin firmar.`,
  asOf: (at) => say`Estado a las ${at}.`,
  group: {
    unanswered: (n) => `Sin respuesta (${n})`,
    expired: (n) => `Caducadas: se preguntó a todos (${n})`,
    contested: (n) => `En disputa (${n})`,
    owned: (n) => `Con dueño (${n})`,
    shelved: (n) => `Aplazadas (${n})`,
    open: (n) => `Abiertas sin dueño (${n})`,
  },
  empty: 'No hay nada abierto. No hay nada que relevar.',
  notAll: (n) => say`Solo se revisaron las ${n} alertas abiertas más recientes.`,
  notes: 'Notas a vigilar',
  notesAfter: 'Notas añadidas después de la firma',
  takeBack: (typed) => say`para retirar una: «${typed}»`,
  note: (who, text, at) => say`${who}, ${at}: ${text}`,
  shelvedUntil: (until) => say`hasta ${until}`,
  crossed: 'abierta a través de dos turnos',
  button: { sign: 'Firmar', accept: 'Leído y aceptado', note: 'Añadir una nota' },
};
