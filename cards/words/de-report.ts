// Deutsch: der Bericht. Zahlen in Worten, die man laut weitersagen kann.
import { ours, say, strongInput } from '../line.ts';
import type { ReportWords, SaidGrade } from './report-words.ts';

const plural = new Intl.PluralRules('de');

function s(n: number, one: string, other: string): string {
  return plural.select(n) === 'one' ? one : other;
}

const GRADE: Readonly<Record<SaidGrade, string>> = {
  acceptable: 'das ist in Ordnung',
  manageable: 'mehr als die 6, die in Ordnung sind',
  floods: 'bis auf die Flut in Ordnung',
  'too-much': 'mehr als die 12, die noch zu schaffen sind',
};

export const report: ReportWords = {
  title: {
    shift: 'Bericht für diese Schicht',
    today: 'Bericht für heute',
    week: 'Bericht für die letzten 7 Tage',
    all: 'Bericht seit Beginn',
  },
  models: 'Wie oft jedes Modell recht hatte',
  noAlerts: 'Keine Meldungen in dieser Zeit.',
  noModels: 'Bei keiner Erkennung war ein Modell angegeben.',
  model: ({ n, x, low, high }) => `${x} von ${n} echt; wahrscheinlich ${low}–${high} %`,
  modelWeak: (n) => `noch zu wenig Belege (${n} ${s(n, 'Antwort', 'Antworten')})`,
  modelNone: 'noch keine Antworten',
  answered: (x, n, percent) =>
    `Beantwortet: ${x} von ${n} ${s(n, 'Meldung', 'Meldungen')} (${percent} %)`,
  times: (half, most) =>
    most === null
      ? `Die Hälfte wurde innerhalb von ${half} beantwortet, neun von zehn noch nicht`
      : `Die Hälfte wurde innerhalb von ${half} beantwortet, neun von zehn innerhalb von ${most}`,
  withinTarget: (percent) => `Beantwortet, bevor der nächste Schritt fällig war: ${percent} %`,
  climbed: (x, percent) =>
    x === 0
      ? 'Keine ist mangels Antwort eskaliert'
      : `Mangels Antwort eskaliert: ${x} (${percent} %)`,
  loadTitle: 'Wie viel kam',
  load: (channel, perHour, grade) =>
    say`${strongInput(channel)}: ${ours(`${perHour} pro Stunde, ${GRADE[grade]}`)}`,
  flood: (percent, floods, most) =>
    `; ${percent} % der Zeit in einer Flut (${floods}×, bis zu ${most} in 10 min)`,
  chattering: (n) => `Flatternd: ${n}`,
  stale: (n) => `Länger als einen Tag offen: ${n}`,
  top: (actors) => say`Die meisten kamen von ${actors}`,
  actor: (type, asset, n, percent) => say`${type} an ${asset} (${ours(`${n}, ${percent} %`)})`,
  more: (n) => `… und ${n} weitere`,
  medianUnknown: 'Weniger als die Hälfte wurde beantwortet, daher gibt es noch keine typische Zeit',
  contested: (n) => `Umstritten: ${n} (nicht mitgezählt)`,
};
