// Español: el informe. Cifras en palabras que se pueden repetir en voz alta.
import { ours, say, strongInput } from '../line.ts';
import type { ReportWords, SaidGrade } from './report-words.ts';

const plural = new Intl.PluralRules('es');

function s(n: number, one: string, other: string): string {
  return plural.select(n) === 'one' ? one : other;
}

const GRADE: Readonly<Record<SaidGrade, string>> = {
  acceptable: 'lo cual está bien',
  manageable: 'más de las 6 que están bien',
  floods: 'bien, salvo las avalanchas',
  'too-much': 'más de las 12 que se pueden atender',
};

export const report: ReportWords = {
  title: {
    shift: 'Informe de este turno',
    today: 'Informe de hoy',
    week: 'Informe de los últimos 7 días',
    all: 'Informe desde el principio',
  },
  models: 'Cuántas veces acertó cada modelo',
  noAlerts: 'Ninguna alerta en este periodo.',
  noModels: 'Ninguna detección indicó su modelo.',
  model: ({ n, x, low, high }) => `${x} de ${n} reales; probablemente ${low}–${high} %`,
  modelWeak: (n) => `aún no hay datos suficientes (${n} ${s(n, 'respuesta', 'respuestas')})`,
  modelNone: 'aún sin respuestas',
  answered: (x, n, percent) =>
    `Contestadas: ${x} de ${n} ${s(n, 'alerta', 'alertas')} (${percent} %)`,
  times: (half, most) =>
    most === null
      ? `La mitad se contestó en ${half} o menos; nueve de cada diez, todavía no`
      : `La mitad se contestó en ${half} o menos; nueve de cada diez, en ${most} o menos`,
  withinTarget: (percent) => `Contestadas antes de que tocara el siguiente paso: ${percent} %`,
  climbed: (x, percent) =>
    x === 0
      ? 'Ninguna escaló por falta de respuesta'
      : `Escalaron por falta de respuesta: ${x} (${percent} %)`,
  loadTitle: 'Cuánto llegó',
  load: (channel, perHour, grade) =>
    say`${strongInput(channel)}: ${ours(`${perHour} por hora, ${GRADE[grade]}`)}`,
  flood: (percent, floods, most) =>
    `; en avalancha el ${percent} % del tiempo (${floods}×, hasta ${most} en 10 min)`,
  chattering: (n) => `Repetitivas: ${n}`,
  stale: (n) => `Abiertas más de un día: ${n}`,
  top: (actors) => say`La mayoría vino de ${actors}`,
  actor: (type, asset, n, percent) => say`${type} en ${asset} (${ours(`${n}, ${percent} %`)})`,
  more: (n) => `… y ${n} más`,
  medianUnknown: 'Se contestó menos de la mitad, así que aún no hay un tiempo típico',
  contested: (n) => `Sin acuerdo: ${n} (no se cuentan)`,
};
