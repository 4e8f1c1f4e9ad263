// Français : ce qui, pour un temps, ne reçoit pas de carte.
import { say, strongInput } from '../line.ts';
import type { SuppressWords } from './suppress-words.ts';

const plural = new Intl.PluralRules('fr');
const detections = (n: number) => (plural.select(n) === 'one' ? 'détection' : 'détections');

export const suppress: SuppressWords = {
  title: (n) => `Supprimé ou hors service en ce moment (${n})`,
  none: 'Rien n’est supprimé ni hors service en ce moment.',
  kind: {
    maintenance: 'Maintenance',
    'out-of-service': 'Hors service',
    state: 'État',
    rule: 'Règle',
  },
  everything: 'tout',
  until: (at) => say`jusqu’à ${at}`,
  noEnd: 'jusqu’à ce que quelqu’un y mette fin',
  whileIn: (states) => say`tant que ${states}`,
  whileHolds: 'tant que cela dure',
  maintenance: (what, until) =>
    say`${strongInput(what)} est en maintenance jusqu’à ${until} : ses détections sont gardées, mais ne reçoivent pas de carte. Cela prend fin tout seul.`,
  outOfService: (what) =>
    say`${strongInput(what)} est hors service : ses détections sont gardées, mais ne reçoivent pas de carte jusqu’à « in-service … ». Chaque passation le mentionne.`,
  state: (what, state, until) =>
    say`${strongInput(what)} compte comme ${strongInput(state)} jusqu’à ${until}.`,
  stays: say`Ce qui est ouvert reste ouvert, et ce qui est critique ou de gestion renforcée est montré malgré tout.`,
  asked: say`Les règles du fichier du site qui demandent cet état valent maintenant. Ce qui est ouvert reste ouvert.`,
  unasked: say`Aucune règle du fichier du site ne demande cet état : rien ne change.`,
  unknown: (asset) =>
    say`Aucune alerte de ${asset} n’est connue jusqu’ici. Vérifiez le nom ; * vaut pour tout.`,
  ended: {
    maintenance: (asset) =>
      say`La maintenance de ${strongInput(asset)} est terminée. Ce qui est encore là ouvre une carte, maintenant ou à sa prochaine détection.`,
    'out-of-service': (asset) =>
      say`${strongInput(asset)} est de nouveau en service. Ce qui est encore là ouvre une carte, maintenant ou à sa prochaine détection.`,
  },
  beside: 'Vaut là aussi',
  leadsOnly: say`Les chefs d’équipe et les administrateurs peuvent le faire. La commande « maintenance » montre ce qui vaut maintenant.`,
  range: (days) =>
    say`Cela dure de 1 min à ${days} jours. Ce qui dure plus longtemps est hors service : out-of-service ASSET REASON.`,
  nothing: (asset) =>
    say`Rien de tel ne vaut pour ${asset}. La commande « maintenance » montre ce qui vaut.`,
  full: (n) =>
    say`Il y en a déjà ${n}. Mettez d’abord fin à quelques-uns : la commande « maintenance » les montre.`,
  count: (n) => `${n} ${detections(n)} sans carte`,
};
