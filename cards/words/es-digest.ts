// Español: tarjetas colectivas, que representan muchas alertas a la vez.
import { say } from '../line.ts';
import type { DigestWords } from '../words.ts';

const plural = new Intl.PluralRules('es');

export const digest: DigestWords = {
  title: (n) =>
    `${n} ${plural.select(n) === 'one' ? 'alerta abierta' : 'alertas abiertas'} a la vez`,
  allClosed: 'Todas están respondidas o cerradas',
  since: (at) =>
    say`Desde las ${at}, más de 10 en 10 minutos. Las críticas tienen su propia tarjeta.`,
  ended: (from, to) => say`La avalancha de ${from} a ${to} ha terminado.`,
  closed: (n, of) => say`${n} de ${of} cerradas`,
  more: (n) => `… y ${n} más`,
  others: (n) => (n === 0 ? [] : say` Otras ${n} de esta lista también esperan.`),
  choose: '¿Qué equipo?',
  chooseAsset: 'Elija primero un equipo',
  bulkAll: {
    confirm: 'Confirmar todas',
    reject: 'Rechazar todas',
    take: 'Tomar todas',
    shelve: 'Aparcar todas',
    open: 'Mostrar en tarjetas',
  },
};
