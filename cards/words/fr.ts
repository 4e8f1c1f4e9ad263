// Français : ce que disent les cartes et les demandes. Mots courts, phrases entières, pas de jargon.
import { type Line, ours, say, strong, strongInput } from '../line.ts';
import type { AskWords, CardWords, Target, Words } from '../words.ts';
import { durationIn, noted } from './forms.ts';
import { delivery } from './fr-delivery.ts';
import { form } from './fr-form.ts';
import { reply } from './fr-reply.ts';
import { told } from './fr-told.ts';

const plural = new Intl.PluralRules('fr');

const card: CardWords = {
  severity: { low: 'Faible', medium: 'Moyenne', high: 'Élevée', critical: 'Critique' },
  button: {
    confirm: 'Confirmer',
    reject: 'Rejeter',
    escalate: 'Escalader',
    take: 'Prendre',
    resolve: 'Résoudre',
    undo: 'Annuler',
    shelve: 'Reporter',
    'cant-tell': 'Impossible à dire',
    disagree: 'Pas d’accord',
    'hand-over': 'La demander',
    accept: 'Accepter',
    decline: 'Ne pas accepter',
    note: 'Note',
  },
  sendReason: 'Envoyer',
  reason: {
    'C-INSP': 'J’ai vérifié',
    'C-EVID': 'Vu sur les données',
    'C-FIXED': 'Réparé',
    'C-WO': 'Ordre à créer',
    'R-NONE': 'Rien à voir',
    'R-NORMAL': 'Normal ici',
    'R-KNOWN': 'Déjà connu',
    'R-MAINT': 'Maintenance',
    'R-SENSOR': 'Capteur défaillant',
    'R-WHERE': 'Mauvais équipement',
    'R-TYPE': 'Réel, autre défaut',
    'R-EARLY': 'Réel, mais trop tôt',
    'R-LATE': 'Réel, mais trop tard',
  },
  buttonAbout: (text, title) => `${text} : ${title}`,
  sureness: {
    very: 'modèle très sûr',
    fairly: 'modèle assez sûr',
    half: 'modèle à moitié sûr',
    little: 'modèle peu sûr',
  },
  noSureness: 'confiance non indiquée',
  limit: 'limite',
  pictureAlt: (asset) => `Image de ${asset}`,
  pictureElsewhere: (alt, url) => say`Image : ${alt} (${url})`,
  pictureComing: (alt) => say`Image : ${alt} (chargement)`,
  pictureFailed: (alt, url) => say`Image : ${alt} (n’a pas pu être chargée : ${url})`,
  ask: 'Confirmez ou rejetez.',
  stillAsk: 'Était-ce réel ? Confirmez ou rejetez.',
  closed: (severity) => `${severity}, close`,
  wasItReal: 'Était-ce réel ? Un geste aide le modèle à apprendre.',
  reasonQuestion: {
    real: 'Comment le savez-vous ? Un geste aide le modèle à apprendre.',
    not_real: 'Pourquoi pas ? Un geste aide le modèle à apprendre.',
  },
  otherReason: 'Autre raison',
  chooseReason: 'Choisir …',
  confirmed: (who, at, after) =>
    say`✅ ${strong('Confirmée')} par ${strongInput(who)} à ${at}, ${ours(after)} après l’ouverture`,
  rejected: (who, at, after) =>
    say`❌ ${strong('Rejetée')} par ${strongInput(who)} à ${at}, ${ours(after)} après l’ouverture`,
  unsure: (who, at) =>
    say`🤔 ${strongInput(who)} ${strong('ne peut pas le dire')} (${at}). Quelqu’un d’autre ?`,
  contested: say`⚖️ ${strong('Contestée')} : les avis diffèrent sur sa réalité`,
  disagreed: (who, at) =>
    say`⚖️ ${strong('Contestée')} : ${strongInput(who)} n’est pas d’accord (${at})`,
  because: (reason) => say` (${reason})`,
  taken: (who, at) => say`🙋 ${strong('Prise')} par ${strongInput(who)} à ${at}`,
  needsSecond: say`👥 ${strong('Une deuxième personne')} doit aussi l’acquitter`,
  climbed: (to, cause) => {
    switch (cause.kind) {
      case 'by-hand':
        return say`⏫ ${strong('Escaladée')} par ${strongInput(cause.who)} à ${cause.at} ${target(to)}`;
      case 'idle':
        return say`⏫ ${strong('Transmise')} ${target(to)} : rien ne s’est passé depuis un moment`;
      case 'silence':
        return say`⏫ ${strong('Transmise')} ${target(to)} : personne n’a répondu`;
    }
  },
  expired: say`⏰ ${strong('Tout le monde a été sollicité')} et personne n’a encore répondu`,
  shelved: (who, until, reason) =>
    reason === null
      ? say`💤 ${strong('Reportée')} par ${strongInput(who)} jusqu’à : ${until}`
      : say`💤 ${strong('Reportée')} par ${strongInput(who)} jusqu’à : ${until}. Raison : ${reason}`,
  cleared: say`☑️ ${strong('Terminée')} : la source indique que la situation a pris fin`,
  clearedOwned: say`☑️ La source indique que la situation a pris fin`,
  resolved: (who, at) => say`🏁 ${strong('Résolue')} par ${strongInput(who)} à ${at}`,
  offered: (from, to) => say`🤝 ${strongInput(from)} souhaite confier ceci à ${strongInput(to)}`,
  wanted: (from, to) =>
    say`🤝 ${strongInput(to)} souhaite reprendre ceci à la place de ${strongInput(from)}`,
  owner: (who, since) =>
    since === null
      ? say`Responsable : ${strongInput(who)}`
      : say`Responsable : ${strongInput(who)} depuis ${since}`,
  noOwner: say`Pas encore de responsable`,
  nextStep: (to, at) => say`Passe ${target(to)} à ${at}`,
  nextExpiry: (at) => say`Plus personne à solliciter ; sans réponse à partir de ${at}`,
  nextAgain: (at) => say`Nouvelle demande à ${at}`,
  nextReminder: (at) => say`Rappel à ${at}`,
  nextUnshelve: (at) => say`De retour à ${at}`,
  count: (n, latest) =>
    plural.select(n) === 'one'
      ? say`${n} détection, la dernière : ${latest}`
      : say`${n} détections, la dernière : ${latest}`,
  id: (shortId) => say`n° ${shortId}`,
  sentence: (severity, title, asset, at) => say`${ours(severity)} : ${title}, ${asset}, ${at}.`,
};

/** With its preposition, which contracts with the article. */
function target(to: Target): Line {
  switch (to.kind) {
    case 'channel':
      return say`à ce canal`;
    case 'lead':
      return say`au responsable d’équipe`;
    case 'shift-lead':
      return say`au chef du poste en cours`;
    case 'crew':
      return to.name === null ? say`à l’équipe de poste` : say`à l’équipe ${to.name}`;
    case 'person':
      return say`à ${to.name}`;
    case 'other-channel':
      return say`au canal ${to.name}`;
  }
}

const ask: AskWords = {
  sentence: {
    step: ({ opened, cause }) => {
      switch (cause.kind) {
        case 'by-hand':
          return say`${cause.who} vous a transmis ceci. Merci d’y jeter un œil.`;
        case 'idle':
          return say`${cause.who} en est responsable et rien ne s’est passé depuis un moment. Merci d’y jeter un œil.`;
        case 'silence':
          return say`Personne n’a répondu depuis ${opened}. Merci d’y jeter un œil.`;
      }
    },
    again: ({ opened, cause }) =>
      cause.kind === 'by-hand'
        ? say`${cause.who} redemande. Merci d’y jeter un œil.`
        : say`Ceci attend toujours une réponse, ouvert depuis ${opened}. Merci d’y jeter un œil.`,
    expired: ({ opened }) =>
      say`Tout le monde a été sollicité et personne n’a répondu depuis ${opened}. Merci d’y jeter un œil.`,
    idle: ({ opened }) =>
      say`Vous en êtes responsable, ouvert depuis ${opened}, et rien ne s’est passé depuis un moment. Vous vous en occupez toujours ?`,
    'expired-admins': ({ opened }) =>
      say`Tout le monde a été sollicité et personne n’a répondu depuis ${opened}. L’alerte reste ouverte : merci de trouver quelqu’un.`,
    'rejected-yours': ({ who }) =>
      say`${who} a rejeté ceci alors que vous en étiez responsable. Il n’y a plus rien à faire.`,
    'taken-from-you': ({ who }) => say`${who} a repris ceci à votre place.`,
    'hand-over': ({ who, isOffer }) =>
      isOffer
        ? say`${who} souhaite vous confier ceci. Acceptez-vous ?`
        : say`${who} souhaite reprendre ceci à votre place. Êtes-vous d’accord ?`,
    undelivered: ({ lost }) =>
      lost === null
        ? say`Ceci n’a pas pu être affiché partout où il le fallait. Merci de vérifier le canal.`
        : say`Ceci n’a pas pu être remis à ${lost.place} : ${lost.reason} Vous êtes prévenu une fois par jour.`,
  },
  news: {
    handedOver: (to, from) => say`🤝 ${strongInput(to)} a pris le relais de ${strongInput(from)}`,
    declined: (who) => say`🤝 ${strongInput(who)} a refusé le relais`,
    unshelved: say`⏰ N’est plus mise de côté`,
    undone: (who, verb) => say`↩️ ${strongInput(who)} a annulé « ${ours(verb)} »`,
    note: (who, text, pictures) =>
      say`📝 ${strongInput(who)} : ${noted(text, pictures, photos(pictures))}`,
  },
};

function photos(n: number): string {
  return plural.select(n) === 'one' ? `${n} photo` : `${n} photos`;
}

export const fr: Words = {
  somebody: 'quelqu’un',
  percent: (whole) => `${whole} %`,
  over99: 'plus de 99 %',
  under1: 'moins de 1 %',
  duration: durationIn({ second: 's', minute: 'min', hour: 'h', day: 'j' }),
  card,
  ask,
  form,
  reply,
  delivery,
  told,
};
