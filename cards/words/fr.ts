// Français : ce que disent les cartes et les demandes. Mots courts, phrases entières, pas de jargon.
import { type Line, ours, say, strong, strongInput } from '../line.ts';
import type { AskWords, CardWords, Target, Words } from '../words.ts';
import { durationIn, noted, timed } from './forms.ts';
import { delivery } from './fr-delivery.ts';
import { digest } from './fr-digest.ts';
import { form } from './fr-form.ts';
import { handover } from './fr-handover.ts';
import { home } from './fr-home.ts';
import { reply } from './fr-reply.ts';
import { report } from './fr-report.ts';
import { rules } from './fr-rules.ts';
import { shifts } from './fr-shifts.ts';
import { suppress } from './fr-suppress.ts';
import { told } from './fr-told.ts';

const plural = new Intl.PluralRules('fr');
const heure = timed('à ');
const jusque = timed('jusqu’à ', 'jusqu’à ');

const card: CardWords = {
  severity: { low: 'Faible', medium: 'Moyenne', high: 'Élevée', critical: 'Critique' },
  button: {
    confirm: 'Confirmer',
    reject: 'Rejeter',
    escalate: 'Remonter',
    take: 'Prendre',
    resolve: 'Résoudre',
    undo: 'Annuler',
    shelve: 'Reporter',
    'cant-tell': 'Impossible à dire',
    disagree: 'Pas d’accord',
    'hand-over': 'Demander le relais',
    accept: 'Accepter',
    decline: 'Refuser',
    note: 'Note',
  },
  cantTake: 'Pas possible',
  shelveUntil: { shiftEnd: 'Reporter à fin de poste', hours: (n) => `Reporter de ${n} h` },
  shelfQuestion: 'Reportée combien de temps, et pourquoi ? Un appui chacun, si vous voulez.',
  otherTime: 'Combien de temps ?',
  shelfReason: {
    'S-PARTS': 'Pièces attendues',
    'S-PLAN': 'Réparation prévue',
    'S-WATCH': 'À surveiller',
    'S-SENSOR': 'Capteur défaillant',
    'S-NUISANCE': 'Trop fréquente',
  },
  sendReason: 'Envoyer',
  reason: {
    'C-INSP': 'J’ai vérifié',
    'C-EVID': 'Vu dans les données',
    'C-FIXED': 'Réparé',
    'C-WO': 'Intervention à prévoir',
    'R-NONE': 'Rien trouvé',
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
    half: 'modèle moyennement sûr',
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
  closed: (severity) => `${severity}, clôturée`,
  wasItReal: 'Était-ce réel ? Un seul appui aide le modèle à apprendre.',
  reasonQuestion: {
    real: 'Comment le savez-vous ? Un seul appui aide le modèle à apprendre.',
    not_real: 'Pourquoi ce rejet ? Un seul appui aide le modèle à apprendre.',
  },
  otherReason: 'Autre raison',
  chooseReason: 'Choisir …',
  confirmed: (who, when, after) =>
    say`✅ ${strong('Confirmée')} par ${strongInput(who)} ${heure(when)}, ${ours(after)} après l’ouverture`,
  rejected: (who, when, after) =>
    say`❌ ${strong('Rejetée')} par ${strongInput(who)} ${heure(when)}, ${ours(after)} après l’ouverture`,
  unsure: (who, when) =>
    say`🤔 ${strongInput(who)} ${strong('ne peut pas le dire')} (${when}). Quelqu’un d’autre ?`,
  contested: say`⚖️ ${strong('Contestée')} : les avis divergent, réelle ou non`,
  disagreed: (who, when) =>
    say`⚖️ ${strong('Contestée')} : ${strongInput(who)} n’est pas d’accord (${when})`,
  because: (reason) => say` (${reason})`,
  needsSecond: say`👥 ${strong('Une deuxième personne')} doit aussi l’acquitter`,
  climbed: (to, cause) => {
    switch (cause.kind) {
      case 'by-hand':
        return say`⏫ ${strong('Remontée')} par ${strongInput(cause.who)} ${heure(cause.at)} ${target(to)}`;
      case 'idle':
        return say`⏫ ${strong('Remontée')} ${target(to)} : rien ne s’est passé depuis un moment`;
      case 'silence':
        return say`⏫ ${strong('Remontée')} ${target(to)} : personne n’a répondu`;
    }
  },
  expired: say`⏰ ${strong('Tout le monde a été prévenu')} et personne n’a encore répondu`,
  shelved: (who, until, reason) =>
    reason === null
      ? say`💤 ${strong('Reportée')} par ${strongInput(who)} ${jusque(until)}`
      : say`💤 ${strong('Reportée')} par ${strongInput(who)} ${jusque(until)}. Raison : ${reason}`,
  cleared: say`☑️ ${strong('Terminée')} : d’après la source, c’est fini`,
  clearedOwned: say`☑️ D’après la source, c’est fini`,
  resolved: (who, when) => say`🏁 ${strong('Résolue')} par ${strongInput(who)} ${heure(when)}`,
  offered: (from, to) => say`🤝 ${strongInput(from)} souhaite confier ceci à ${strongInput(to)}`,
  offeredToCrew: (from, crew) =>
    say`🤝 ${strongInput(from)} souhaite confier ceci à l’équipe ${strongInput(crew)}`,
  wanted: (from, to) =>
    say`🤝 ${strongInput(to)} souhaite reprendre ceci à la place de ${strongInput(from)}`,
  owner: (who, since) =>
    since === null
      ? say`Responsable : ${strongInput(who)}`
      : say`Responsable : ${strongInput(who)} depuis ${since}`,
  noOwner: [strong('Pas encore de responsable')],
  nextStep: (to, when) => say`remonte ${target(to)} ${heure(when)}`,
  nextExpiry: (when) => say`plus personne à prévenir ; comptée sans réponse ${heure(when)}`,
  nextAgain: (when) => say`nouvelle demande ${heure(when)}`,
  nextReminder: (when) => say`rappel ${heure(when)}`,
  nextUnshelve: (when) => say`de retour ${heure(when)}`,
  count: (n, latest, tempo) => {
    const what = plural.select(n) === 'one' ? 'détection' : 'détections';
    const pace =
      tempo === null
        ? ''
        : tempo === 'faster'
          ? ', de plus en plus rapprochées'
          : ', de plus en plus espacées';
    return say`${n} ${ours(what)}, la dernière ${heure(latest)}${ours(pace)}`;
  },
  past: (x, n) => {
    if (x === n) return say`Sur cet équipement, les ${n} dernières étaient toutes réelles`;
    if (x === 0) return say`Sur cet équipement, aucune des ${n} dernières n’était réelle`;
    const were = plural.select(x) === 'one' ? 'était réelle' : 'étaient réelles';
    return say`Sur cet équipement, ${x} des ${n} dernières ${ours(were)}`;
  },
  trend: (name, { from, isUp }, to) =>
    `${name} en ${isUp ? 'hausse' : 'baisse'}, de ${from} à ${to}`,
  id: (shortId) => say`n° ${shortId}`,
  sentence: (severity, title, asset, when) => say`${ours(severity)} : ${title}, ${asset}, ${when}.`,
};

/** With its preposition, which contracts with the article. */
function target(to: Target): Line {
  switch (to.kind) {
    case 'channel':
      return say`à ce canal`;
    case 'lead':
      return say`au chef d’équipe`;
    case 'shift-lead':
      return say`au chef de poste`;
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
          return say`${cause.who} a fait remonter ceci jusqu’à vous. Merci d’y jeter un œil.`;
        case 'idle':
          return say`${cause.who} en est responsable et rien ne s’est passé depuis un moment. Merci d’y jeter un œil.`;
        case 'silence':
          return say`Personne n’a répondu depuis ${opened}. Merci d’y jeter un œil.`;
      }
    },
    again: ({ opened, cause }) =>
      cause.kind === 'by-hand'
        ? say`${cause.who} relance. Merci d’y jeter un œil.`
        : say`Ceci attend toujours une réponse, ouvert depuis ${opened}. Merci d’y jeter un œil.`,
    expired: ({ opened }) =>
      say`Tout le monde a été prévenu et personne n’a répondu depuis ${opened}. Merci d’y jeter un œil.`,
    idle: ({ opened }) =>
      say`Vous en êtes responsable, ouvert depuis ${opened}, et rien ne s’est passé depuis un moment. Vous vous en occupez toujours ?`,
    unattended: () =>
      say`Andon a trouvé cette alerte sans responsable et sans délai en cours. Cela ne doit pas arriver : occupez-vous-en et prévenez la personne qui exploite Andon.`,
    'expired-admins': ({ opened }) =>
      say`Tout le monde a été prévenu et personne n’a répondu depuis ${opened}. L’alerte reste ouverte : merci de trouver quelqu’un.`,
    unreached: ({ missed }) =>
      say`Andon devait en parler ${target(missed)} et n’y joint personne. Merci d’y jeter un œil et de vérifier qui le site y désigne.`,
    'rejected-yours': ({ who }) =>
      say`${who} a rejeté ceci alors que vous en étiez responsable. Il n’y a plus rien à faire.`,
    'taken-from-you': ({ who }) => say`${who} a repris ceci à votre place.`,
    'hand-over': ({ who, offer }) => {
      if (offer === null)
        return say`${who} souhaite reprendre ceci à votre place. Êtes-vous d’accord ?`;
      if (offer.crew !== null)
        return say`${who} souhaite confier ceci à l’équipe ${offer.crew}. Qui accepte ?`;
      return say`${who} souhaite vous confier ceci. Acceptez-vous ?`;
    },
    undelivered: ({ lost }) =>
      lost === null
        ? say`Ceci n’a pas pu être affiché partout où il le fallait. Merci de vérifier le canal.`
        : delivery.troubled(lost.of, lost.why),
    'delivered-again': ({ lost }) => (lost === null ? [] : delivery.well(lost.of)),
  },
  past: say`Ce relais est déjà réglé : il n’y a plus rien à répondre.`,
  news: {
    handedOver: (to, from) => say`🤝 ${strongInput(to)} a pris le relais de ${strongInput(from)}`,
    declined: (who) => say`🤝 ${strongInput(who)} a refusé le relais`,
    cantTake: (who) => say`🙅 ${strongInput(who)} ne peut pas s’en charger`,
    unshelved: say`⏰ N’est plus reportée`,
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
  received: 'Reçu.',
  repeated: 'Ceci était déjà arrivé. La carte montre le résultat.',
  card,
  ask,
  digest,
  form,
  handover,
  home,
  reply,
  report,
  shifts,
  suppress,
  delivery,
  rules,
  told,
};
