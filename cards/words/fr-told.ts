// Français : les réponses privées, une phrase (ou deux) pour chaque cas.
import type { Verdict } from '../../bot/core/alert.ts';
import type { BulkVerb } from '../../bot/core/digest.ts';
import { type Line, moment, ours, say } from '../line.ts';
import { tidy } from '../text.ts';
import type { ToldWords } from '../words.ts';

const DID: Readonly<Record<Verdict, string>> = {
  pending: 'répondu',
  real: 'confirmé ceci',
  not_real: 'rejeté ceci',
  unsure: 'dit ne pas savoir',
  contested: 'donné son avis',
};

const DONE: Readonly<Record<string, string>> = {
  confirm: 'Confirmée',
  reject: 'Rejetée',
  escalate: 'Remontée',
  take: 'Prise : vous en êtes responsable',
  resolve: 'Résolue',
  undo: 'Annulé',
  shelve: 'Reportée',
  'cant-tell': 'Noté que vous ne pouvez pas le dire',
  disagree: 'Votre désaccord est noté',
  'hand-over': 'Demandée à son responsable',
  accept: 'Acceptée : vous en êtes responsable',
  decline: 'Non acceptée',
  note: 'Noté',
  reason: 'Raison notée',
};

const BULK: Readonly<Record<BulkVerb, string>> = {
  confirm: 'confirmées',
  reject: 'rejetées',
  take: 'prises',
  shelve: 'reportées',
  open: 'chacune a maintenant sa carte',
};

export const told: ToldWords = {
  'bulk-done': ({ verb, n, left, managed = 0 }) =>
    say`Fait : ${ours(BULK[verb])} (${n}${ours(left > 0 ? ` ; ${left} non : quelqu’un a été plus rapide` : '')}${ours(managed > 0 ? ` ; ${managed} pas depuis le chat : gestion renforcée` : '')}).`,
  'no-asset': () => say`Choisissez d’abord un équipement.`,
  'bulk-none': () =>
    say`Il n’y avait plus rien à faire là. Regardez la liste telle qu’elle est maintenant.`,
  faster: ({ who, at, verdict }, nameOf) =>
    say`${nameOf(who)} a déjà ${ours(DID[verdict])} à ${moment(at, 'time')}. Votre réponse est gardée aussi.`,
  'kept-after-closing': () =>
    say`C’est déjà clôturé. Votre réponse est gardée et rien n’est rouvert.`,
  'contested-already': () =>
    say`Les avis diffèrent déjà sur ce point. Votre réponse est gardée aussi.`,
  'already-yours': ({ at }) => say`Vous l’avez déjà fait à ${moment(at, 'time')}.`,
  closed: ({ who, at }, nameOf) => {
    if (at === null) return say`C’est déjà clôturé.`;
    return who === null
      ? say`C’est déjà clôturé : ${moment(at, 'day')}.`
      : say`C’est déjà clôturé : ${nameOf(who)}, ${moment(at, 'day')}.`;
  },
  'already-climbed': ({ at }) =>
    at === null
      ? say`Ceci venait de remonter. Regardez la carte telle qu’elle est maintenant.`
      : say`Ceci était déjà remonté. La prochaine étape est prévue à ${moment(at, 'time')}.`,
  'answered-since': ({ who }, nameOf) =>
    say`${nameOf(who)} a répondu entre-temps. Regardez la carte telle qu’elle est maintenant et faites-la remonter de nouveau si c’est encore nécessaire.`,
  'asked-again': () => say`Il n’y a plus personne à prévenir. Les derniers l’ont été de nouveau.`,
  'owned-by': ({ who }, nameOf) =>
    say`${nameOf(who)} en est responsable. Un chef d’équipe peut reprendre l’alerte, ou touchez « Demander le relais ».`,
  'not-judged': () => say`Personne n’a encore dit si c’est réel. Confirmez ou rejetez d’abord.`,
  'nothing-to-undo': () => say`Il n’y a rien de vous à annuler ici.`,
  'undo-too-late': ({ minutes }) =>
    say`On peut annuler pendant ${minutes} minutes. Un chef d’équipe peut annuler ce qu’il a fait plus tard aussi.`,
  'undo-overtaken': ({ who }, nameOf) =>
    say`${nameOf(who)} a agi depuis, on ne peut donc plus annuler.`,
  'undo-newer-alert': () =>
    say`Une alerte plus récente sur le même sujet est ouverte, celle-ci reste donc telle quelle.`,
  'no-verdict-of-yours': () =>
    say`Une raison accompagne un avis que vous avez donné. Confirmez ou rejetez d’abord.`,
  'reason-does-not-fit': () => say`Cette raison ne correspond pas à votre avis.`,
  'unknown-reason': () => say`Je ne connais pas cette raison. Merci d’en choisir une sur la carte.`,
  'nobody-owns': () => say`Personne n’en est responsable. Prenez-la d’abord.`,
  'hand-over-asked': ({ who, crew }, nameOf) =>
    crew === null
      ? say`La demande a été faite à ${nameOf(who)}. Le relais prend effet avec son accord.`
      : say`La demande a été faite à l’équipe ${tidy(crew, 40)}. Le relais ira au premier qui accepte.`,
  'hand-over-nobody': ({ who, crew }, nameOf) =>
    crew === null
      ? say`${nameOf(who)} n’est pas joignable d’ici, vous en restez donc responsable.`
      : say`Personne de l’équipe ${tidy(crew, 40)} n’est joignable d’ici, vous en restez donc responsable.`,
  'no-offer': () => say`Aucun relais n’attend votre réponse.`,
  'unknown-person': ({ name }) =>
    name === ''
      ? say`Vous en êtes déjà responsable. Quelqu’un d’autre peut vous la demander.`
      : say`Je ne connais personne du nom de ${tidy(name, 60)}.`,
  'shelve-range': ({ hours }) =>
    say`Une alerte peut être reportée de ${hours} heures au plus, par exemple 2h.`,
  'not-shelved': () => say`Ceci n’est plus reporté.`,
  'highly-managed': () =>
    say`Les alertes de ce type ont une gestion renforcée : personne ne les reporte depuis le chat. Qui tient le fichier du site peut le changer.`,
  'shelved-already': ({ who, until }, nameOf) =>
    say`${nameOf(who)} a déjà reporté ceci jusqu’à : ${moment(until, 'day')}.`,
  'note-empty': () =>
    say`Il faut écrire quelque chose, par exemple : note 4f2a vérifié, palier chaud.`,
  stranger: () =>
    say`Vous n’êtes pas dans la liste de ce site et ne pouvez donc pas agir ici. Demandez à un chef d’équipe de vous ajouter.`,
  'unknown-alert': ({ id }) => say`Je ne connais pas d’alerte ${tidy(id, 64)}.`,
  'ambiguous-id': ({ id }) =>
    say`Plusieurs alertes finissent par ${tidy(id, 64)}. Merci de donner plus de caractères du numéro.`,
  'no-reason': () => say`Choisissez d’abord une raison.`,
  'unknown-button': () =>
    say`Je ne connais pas ce bouton. La carte est peut-être plus ancienne que moi ; rien n’a été changé.`,
  'handover-none': () => say`Aucune passation n’est en cours ici.`,
  'handover-past': () =>
    say`Ce poste est terminé lui aussi. La passation suivante dit ce qui reste ouvert.`,
  'handover-early': ({ at }) =>
    say`Vous pourrez l’accepter à partir de ${moment(at, 'time')}, au changement de poste.`,
  'handover-not-yours': () => say`C’est au responsable du poste de le faire.`,
  'handover-signed': ({ who }, nameOf) => say`${nameOf(who)} l’a déjà signée.`,
  'handover-signed-now': ({ unseen }) => say`Signée. Merci.${late(unseen)}`,
  'handover-noted': ({ number }) =>
    say`La note ${number} figure sur la passation. « handover drop ${number} » la retire.`,
  'handover-note-empty': () =>
    say`Une note demande quelques mots, par exemple : handover note la station 12 chauffe.`,
  'handover-note-long': ({ n, most }) =>
    say`Cette note a ${n} caractères, il y a place pour ${most}. Rien n’a été gardé ; raccourcissez-la ou faites-en deux.`,
  'handover-note-again': ({ number }) =>
    say`C’est déjà sur la passation, sous le numéro ${number}.`,
  'handover-full': ({ n }) => say`Une passation contient ${n} notes. Dites le reste de vive voix.`,
  'handover-dropped': ({ number, text }) =>
    say`La note ${number} est retirée : « ${tidy(text, 100)} ». Le registre la garde.`,
  'handover-no-note': ({ number }) => say`Il n’y a pas de note ${number} sur cette passation.`,
  'handover-which': ({ number, roster }) =>
    say`Plusieurs passations ont une note ${number}. Précisez laquelle, par exemple : handover drop ${number} ${tidy(roster, 40)}.`,
  'handover-note-gone': ({ number, who, at }, nameOf) =>
    say`La note ${number} n’y est plus : ${nameOf(who)} l’a retirée à ${moment(at, 'time')}.`,
  'handover-note-signed': ({ number, who }, nameOf) =>
    say`${nameOf(who)} a signé avec la note ${number}, elle reste donc. Ajoutez une note qui la corrige.`,
  'handover-note-others': ({ number, who }, nameOf) =>
    say`La note ${number} est de ${nameOf(who)}. Seuls cette personne et un responsable peuvent la retirer.`,
  'handover-closed': ({ who, at }, nameOf) =>
    say`${nameOf(who)} a accepté à ${moment(at, 'time')}, cela reste donc comme lu. Dites-le de vive voix.`,
  'handover-form-late': () =>
    say`Le formulaire n’a pas pu s’ouvrir à temps. Appuyez de nouveau ou tapez par exemple : handover note la station 12 chauffe.`,
  'handover-taken': ({ who, at }, nameOf) =>
    say`${nameOf(who)} l’a acceptée à ${moment(at, 'time')}.`,
  'handover-yours': ({ n, unseen }) =>
    say`Vous avez pris la suite ; alertes désormais à vous : ${n}. Cela ne s’annule pas ; vous pouvez transmettre une alerte à la fois.${late(unseen)}`,
  'no-shifts': () => say`Ce site n’a pas encore d’équipes postées.`,
  'when-unclear': ({ typed }) =>
    say`Je ne peux pas lire ${tidy(typed, 60)} comme une heure passée. Essayez 14:20, il y a 10m ou 2026-11-22 14:20.`,
  'miss-incomplete': () =>
    say`Il faut un équipement et un type, par exemple : miss line-1/station-12 scratch 10m ago.`,
  'form-late': () =>
    say`Le formulaire n’a pas pu s’ouvrir à temps. Appuyez encore une fois, ou tapez par exemple : note 4f2a le palier est chaud.`,
  busy: () =>
    say`Beaucoup de personnes agissent en même temps. Rien n’a été changé ; merci de recommencer.`,
  done: ({ verb, alert }) => say`${ours(DONE[verb] ?? 'Fait')} (${alert.slice(-6)}).`,
};

/** A note that whoever pressed can't have read. */
function late(number: number | null): Line {
  return number === null
    ? []
    : say` La note ${number} est arrivée après la carte sur laquelle vous avez appuyé : merci de la lire.`;
}
