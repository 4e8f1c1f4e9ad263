// English: the report. Figures in words that a shift lead can repeat aloud.
import { ours, say, strongInput } from '../line.ts';
import type { ReportWords, SaidGrade } from './report-words.ts';

const plural = new Intl.PluralRules('en');

function s(n: number, one: string, other: string): string {
  return plural.select(n) === 'one' ? one : other;
}

const GRADE: Readonly<Record<SaidGrade, string>> = {
  acceptable: 'which is fine',
  manageable: 'more than the 6 that are fine',
  floods: 'fine but for the floods',
  'too-much': 'more than the 12 that anybody can manage',
};

export const report: ReportWords = {
  title: {
    shift: 'Report for this shift',
    today: 'Report for today',
    week: 'Report for the last 7 days',
    all: 'Report since the beginning',
  },
  models: 'How often each model was right',
  noAlerts: 'No alerts in this time.',
  noModels: 'No detection named its model.',
  model: ({ n, x, low, high }) => `${x} of ${n} real; likely ${low}–${high} %`,
  modelWeak: (n) => `not enough evidence yet (${n} ${s(n, 'answer', 'answers')})`,
  modelNone: 'no answers yet',
  answered: (x, n, percent) => `Answered: ${x} of ${n} ${s(n, 'alert', 'alerts')} (${percent} %)`,
  times: (half, most) =>
    most === null
      ? `Half were answered within ${half}; nine in ten not yet`
      : `Half were answered within ${half}, nine in ten within ${most}`,
  withinTarget: (percent) => `Answered before the next step was due: ${percent} %`,
  climbed: (x, percent) =>
    x === 0
      ? 'None climbed for want of an answer'
      : `Climbed for want of an answer: ${x} (${percent} %)`,
  loadTitle: 'How much came',
  load: (channel, perHour, grade) =>
    say`${strongInput(channel)}: ${ours(`${perHour} an hour, ${GRADE[grade]}`)}`,
  flood: (percent, floods, most) =>
    `; in a flood ${percent} % of the time (${floods}×, up to ${most} in 10 min)`,
  chattering: (n) => `Chattering: ${n}`,
  stale: (n) => `Open for more than a day: ${n}`,
  top: (actors) => say`Most came from ${actors}`,
  actor: (type, asset, n, percent) => say`${type} on ${asset} (${ours(`${n}, ${percent} %`)})`,
  more: (n) => `… and ${n} more`,
  medianUnknown: 'Fewer than half were answered, so there is no typical time yet',
  contested: (n) => `Contested: ${n} (left out of the figures)`,
};
