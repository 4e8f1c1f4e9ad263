// Français : ce qui est dit de la livraison elle-même. Sans faute de personne, et avec ce qu'il faut faire.
import { ours, say, strong } from '../line.ts';
import type { DeliveryWords, Troubled } from '../words.ts';

export const delivery: DeliveryWords = {
  late: (cause, by) => {
    const late = say`🕐 ${strong('Affichée en retard')} de ${ours(by)}`;
    switch (cause) {
      case 'asked-to-wait':
        return say`${late} : la messagerie a demandé une pause`;
      case 'unavailable':
        return say`${late} : la messagerie était injoignable`;
      case 'pace':
        return say`${late} : beaucoup de messages attendaient`;
    }
  },
  platform: { slack: 'Slack', teams: 'Teams', console: 'Console' },
  kind: {
    queued: 'mise en file',
    delayed: 'attente',
    posted: 'affichée',
    updated: 'mise à jour',
    unclear: 'arrivée incertaine',
    found: 'retrouvée, elle était arrivée',
    lost: 'supprimée par quelqu’un',
    'posted-again': 'affichée de nouveau',
    failed: 'n’a pas pu être affichée',
  },
  cause: {
    'asked-to-wait': 'pause demandée',
    unavailable: 'injoignable',
    pace: 'dans la file',
    order: 'a attendu sa carte',
  },
  refusal: {
    'not-member': 'le bot n’en est pas membre ; merci de l’inviter',
    'unknown-place': 'ce canal n’existe pas, ou le bot ne peut pas le voir',
    archived: 'le canal est archivé',
    forbidden: 'le bot n’a pas le droit d’y écrire',
    'person-gone': 'on ne peut pas y écrire à cette personne',
    credentials: 'le bot n’est pas admis ; merci de vérifier ses identifiants',
    card: 'la carte n’est pas acceptée telle quelle',
    removed: 'l’usine n’a plus cet endroit',
    other: 'c’est refusé là-bas',
  },
  after: (duration) => `après ${duration}`,
  updated: (times, last) => say`mise à jour ${times}×, la dernière : ${last}`,
  troubled: (of, why) =>
    say`Impossible de joindre ${place(of)} : ${why}. Je le dis une fois, et de nouveau quand cela remarche.`,
  well: (of) => say`On peut de nouveau joindre ${place(of)}.`,
};

function place(of: Troubled) {
  switch (of.kind) {
    case 'channel':
      return say`le canal ${of.name} (${ours(of.platform)})`;
    case 'person':
      return say`${of.name} (${ours(of.platform)})`;
    case 'platform':
      return say`${ours(of.platform)}`;
  }
}
