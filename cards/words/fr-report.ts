// Français : le rapport. Des chiffres en mots, à redire à voix haute.
import { ours, say, strongInput } from '../line.ts';
import type { ReportWords, SaidGrade } from './report-words.ts';

const plural = new Intl.PluralRules('fr');

function s(n: number, one: string, other: string): string {
  return plural.select(n) === 'one' ? one : other;
}

const GRADE: Readonly<Record<SaidGrade, string>> = {
  acceptable: 'ce qui convient',
  manageable: 'plus que les 6 qui conviennent',
  floods: 'ce qui convient, hors avalanches',
  'too-much': 'au-delà des 12 que l’on peut suivre',
};

export const report: ReportWords = {
  title: {
    shift: 'Rapport de ce poste',
    today: 'Rapport du jour',
    week: 'Rapport des 7 derniers jours',
    all: 'Rapport depuis le début',
  },
  models: 'Combien de fois chaque modèle a eu raison',
  noAlerts: 'Aucune alerte sur cette période.',
  noModels: 'Aucune détection n’a nommé son modèle.',
  model: ({ n, x, low, high }) => `${x} sur ${n} réelles ; probablement ${low}–${high} %`,
  modelWeak: (n) => `pas encore assez d’éléments (${n} ${s(n, 'réponse', 'réponses')})`,
  modelNone: 'pas encore de réponse',
  answered: (x, n, percent) =>
    `Avec réponse : ${x} sur ${n} ${s(n, 'alerte', 'alertes')} (${percent} %)`,
  times: (half, most) =>
    most === null
      ? `La moitié a reçu une réponse en ${half} ou moins ; neuf sur dix, pas encore`
      : `La moitié a reçu une réponse en ${half} ou moins ; neuf sur dix en ${most} ou moins`,
  withinTarget: (percent) => `Réponse avant l’échéance de l’étape suivante : ${percent} %`,
  climbed: (x, percent) =>
    x === 0
      ? 'Aucune n’est montée faute de réponse'
      : `Montées faute de réponse : ${x} (${percent} %)`,
  loadTitle: 'Combien sont arrivées',
  load: (channel, perHour, grade) =>
    say`${strongInput(channel)} : ${ours(`${perHour} par heure, ${GRADE[grade]}`)}`,
  flood: (percent, floods, most) =>
    ` ; en avalanche ${percent} % du temps (${floods}×, jusqu’à ${most} en 10 min)`,
  chattering: (n) => `Répétitives : ${n}`,
  stale: (n) => `Ouvertes depuis plus d’un jour : ${n}`,
  top: (actors) => say`La plupart viennent de ${actors}`,
  actor: (type, asset, n, percent) => say`${type} sur ${asset} (${ours(`${n}, ${percent} %`)})`,
  more: (n) => `… et ${n} de plus`,
  medianUnknown: 'Moins de la moitié a reçu une réponse, il n’y a donc pas encore de délai typique',
  contested: (n) => `Contestées : ${n} (non comptées)`,
};
