// Français : cartes groupées, qui représentent beaucoup d’alertes à la fois.
import { say } from '../line.ts';
import type { DigestWords } from '../words.ts';

const plural = new Intl.PluralRules('fr');

export const digest: DigestWords = {
  title: (n) =>
    `${n} ${plural.select(n) === 'one' ? 'alerte ouverte' : 'alertes ouvertes'} à la fois`,
  allClosed: 'Toutes ont reçu une réponse ou sont closes',
  since: (at) => say`Depuis ${at}, plus de 10 en 10 minutes. Les critiques ont leur propre carte.`,
  ended: (from, to) => say`L’avalanche de ${from} à ${to} est terminée.`,
  closed: (n, of) => say`${n} sur ${of} closes`,
  more: (n) => `… et ${n} de plus`,
  others: (n) => (n === 0 ? [] : say` ${n} autres de cette liste attendent aussi.`),
  choose: 'Quel équipement ?',
  chooseAsset: 'Choisissez d’abord un équipement',
  bulkAll: {
    confirm: 'Tout confirmer',
    reject: 'Tout rejeter',
    take: 'Tout prendre',
    shelve: 'Tout reporter',
    open: 'Montrer en cartes',
  },
};
