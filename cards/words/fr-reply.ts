// Français : les réponses aux commandes. Des chiffres en mots que l’on peut répéter à voix haute.
import { say, strongInput } from '../line.ts';
import type { ReplyWords } from '../words.ts';
import { help, helpGroup } from './fr-help.ts';

export const reply: ReplyWords = {
  unknown: (typed) => say`Je ne comprends pas « ${typed} ». Voici ce que je sais faire :`,
  helpTitle: 'Ce que je sais faire',
  helpGroup,
  help,
  missNoted: (type, asset, at) =>
    say`Noté : ${strongInput(type)} sur ${asset}, ${at}. Cela compte comme manqué. Merci.`,
  missSeen: say`Andon l’avait vu :`,
  listTitle: { open: 'Alertes ouvertes', mine: 'Vos alertes' },
  listEmpty: {
    open: 'Rien n’est ouvert. Tout est calme.',
    mine: 'Vous n’êtes responsable de rien en ce moment.',
  },
  listMore: '… et d’autres. La console les montre toutes.',
  phase: {
    open: 'attend une réponse',
    escalated: 'remontée',
    shelved: 'reportée',
    closed: 'clôturée',
    owned: (who) => say`suivie par ${who}`,
  },
  historyTitle: 'Ce qui s’est passé',
  copiesTitle: 'Visible dans',
  messageState: {
    pending: 'en route',
    sent: 'affichée',
    ambiguous: 'arrivée incertaine',
    failed: 'n’a pas pu être affichée',
  },
  photo: (n) => `photo ${n}`,
  event: {
    opened: 'ouverte',
    joined: 'une détection de plus',
    acknowledged: 'vue',
    confirmed: 'confirmée',
    rejected: 'rejetée',
    escalated: 'remontée',
    asked: 'nouvelle demande',
    unreachable: 'une étape n’a atteint personne',
    reminded: 'rappel envoyé',
    taken: 'prise en charge',
    'handed-over': 'relais pris',
    declined: 'non accepté',
    resolved: 'résolue',
    shelved: 'reportée',
    unshelved: 'de retour',
    cleared: 'terminée, selon la source',
    expired: 'tout le monde prévenu, aucune réponse',
    undone: 'annulé',
    reason: 'raison donnée',
    note: 'note',
    'cant-tell': 'impossible à dire',
    disagreed: 'désaccord',
    adjudicated: 'tranchée',
    suppressed: 'non affichée, par règle',
    retimed: 'attend de nouveau : l’horloge avançait',
  },
  directMessage: 'message direct',
};
