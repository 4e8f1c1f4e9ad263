// Français : ce qui se dit des règles à ceux qui les font.
import type { AllVerb } from '../../bot/core/command/all.ts';
import { type Line, ours, say, strongInput } from '../line.ts';
import type { Users } from '../rules/model.ts';
import { tidy } from '../text.ts';
import type { Target } from '../words.ts';
import { listIn } from './forms.ts';
import type { RuleWords } from './rule-words.ts';

const list = listIn('fr');

const ALL: Readonly<Record<AllVerb, string>> = {
  confirm: 'Confirmer',
  reject: 'Rejeter',
  take: 'Prendre',
  shelve: 'Reporter',
};

export const rules: RuleWords = {
  channelsTitle: 'Canaux',
  youAreHere: 'vous êtes ici',
  notRunning: 'ne fonctionne pas',
  language: { en: 'anglais', de: 'allemand', es: 'espagnol', fr: 'français' },
  routesTitle: 'Routes : la première qui convient l’emporte',
  everything: 'tout',
  noRoutes: 'Il n’y a pas de route.',
  goesTo: (channel, policy) => say`${strongInput(channel)}, escalade ${policy}`,
  joinsWithin: (duration) => `se joint en moins de ${duration}`,
  theRest: (channel, policy) =>
    say`Tout le reste va à ${strongInput(channel)}, escalade ${policy}.`,
  routed: (place, channel, policy) =>
    place === null
      ? say`Aucune route ne convient : cela va à ${strongInput(channel)}, escalade ${policy}.`
      : say`La route ${place} convient : cela va à ${strongInput(channel)}, escalade ${policy}.`,
  policiesTitle: 'Escalades : qui est prévenu quand personne ne répond',
  target,
  atOnce: 'tout de suite',
  after: (duration) => `après ${duration}`,
  repeats: (times, every) => `rappelé ${times} fois, toutes les ${every}`,
  needsTwo: 'jusqu’à deux réponses',
  quiet: (from, to) => `Silence de ${from} à ${to}`,
  clocks: (expire, idle) =>
    `Compte comme sans réponse ${expire} après la dernière étape. Rappel à qui s’en occupe après ${idle}.`,
  peopleTitle: 'Personnes',
  noPeople: 'Personne n’est encore inscrit sur le site.',
  role: { technician: 'technicien', lead: 'chef d’équipe', admin: 'administrateur' },
  strangersTitle: 'Ont agi ici, mais ne sont pas inscrits',
  tokensTitle: 'Clés de l’API',
  noTokens: 'Il n’y a pas d’autre clé que celle du démarrage.',
  validUntil: (at) => say`jusqu’au ${at}`,
  withoutEnd: 'sans fin',
  expiredOn: (at) => say`expirée ${at}`,
  plantTitle: (site, revision) => say`Site ${strongInput(site)}, révision ${revision}`,
  since: (at, who) =>
    who === null
      ? say`En vigueur depuis ${at}, d’après le fichier du site.`
      : say`En vigueur depuis ${at}, par ${strongInput(who)}.`,
  historyTitle: 'Derniers changements',
  fromFile: 'un autre fichier du site',
  firstStart: 'premier démarrage',
  takenBack: 'annulé',
  droppedTitle: 'Ne convient plus au fichier du site et a été abandonné',
  fileTitle: 'Le site en vigueur, comme fichier',
  fileElsewhere: (url) =>
    say`Le site est trop long pour une messagerie. Avec une clé d’administrateur : GET ${url}`,
  added: 'ajoutée',
  removed: 'retiré',
  movedUp: 'monte',
  movedDown: 'descend',
  route: 'Route',
  more: (n) => `… et ${n} de plus.`,
  done: (revision) => `C’est fait, révision ${revision}`,
  undone: (revision) => `Annulé, révision ${revision}`,
  isNumber: (place) => `C’est le numéro ${place} de la liste.`,
  undoHint: '« plant undo » l’annule.',
  secret: (name) =>
    say`Clé ${strongInput(name)}. Elle n’est montrée que cette fois, gardez-la en lieu sûr :`,
  revoked: (name) => say`La clé ${strongInput(name)} est retirée. Plus personne n’entre avec elle.`,
  claimed: (name) => say`Bienvenue, ${strongInput(name)} : vous administrez ce site désormais.`,
  refusal: {
    'not-a-lead': () =>
      say`Les règles sont l’affaire des chefs d’équipe et des administrateurs. Demandez à l’un d’eux.`,
    'not-an-admin': () => say`Seul un administrateur peut le faire. Demandez à l’un d’eux.`,
    unknown: ({ what, name }) => {
      const said = {
        channel: 'de canal',
        route: 'de route',
        policy: 'd’escalade',
        person: 'de personne',
        token: 'de clé',
      };
      return say`Il n’y a pas ${ours(said[what])} ${strongInput(tidy(name, 60))}.`;
    },
    'not-in-a-channel': () => say`« here » désigne le canal où on l’écrit. Écrivez-le là-bas.`,
    'not-bound': ({ name }) =>
      say`Le canal ${strongInput(name)} n’est pas montré sur cette plateforme.`,
    'channel-in-use': ({ name, users }) =>
      say`Le canal ${strongInput(name)} sert encore : ${usedBy(users)}. Changez cela d’abord.`,
    'policy-in-use': ({ name, users }) =>
      say`L’escalade ${strongInput(name)} sert encore : ${usedBy(users)}. Changez cela d’abord.`,
    'last-admin': () =>
      say`Le site n’aurait plus d’administrateur. Donnez d’abord ce rôle à quelqu’un d’autre.`,
    'who-is-that': ({ name }) =>
      say`Je ne sais pas qui est ${tidy(name, 60)}. Mentionnez la personne avec @ ou donnez son identifiant sur cette plateforme.`,
    'route-at-end': () => say`Elle est déjà au bout de la liste.`,
    'no-change': () => say`C’est déjà ainsi. Rien n’a été changé.`,
    'nothing-to-undo': () => say`Il ne reste aucun changement par commande à annuler.`,
    invalid: ({ fault }) => say`Le site ne serait plus valable : ${tidy(fault, 300)}`,
    'changed-meanwhile': ({ who }) =>
      who === null
        ? say`Un nouveau fichier du site est arrivé au même moment. Rien de votre part n’a été changé ; regardez à nouveau.`
        : say`${strongInput(tidy(who, 60))} a changé les règles au même moment. Rien de votre part n’a été changé ; regardez à nouveau.`,
    'too-many-changes': () =>
      say`Trop de changements recouvrent le fichier du site. Reportez-les dans le fichier (« plant export ») et redémarrez.`,
    'token-exists': ({ name }) => say`Il y a déjà une clé ${strongInput(name)}.`,
    'too-many-tokens': () => say`Il y a trop de clés. Retirez-en une d’abord.`,
    'not-alone': () =>
      say`Je ne peux pas vous écrire en privé, le secret n’est donc pas montré ici. Retirez la clé et redemandez-la dans notre discussion directe.`,
    'claim-wrong': () =>
      say`Ce n’est pas le code. Il a été affiché là où le bot a démarré la première fois.`,
    'claim-too-often': () => say`Cela fait beaucoup d’essais. Attendez une heure, s’il vous plaît.`,
    'claim-over': ({ admins }) =>
      admins.length === 0
        ? say`Le code a déjà servi. Nommez un administrateur dans le fichier du site.`
        : say`Ce site a déjà un administrateur : ${strongInput(list(admins.map((a) => tidy(a, 60))))}.`,
  },
  question: {
    'sure-all': ({ verb, n, name }) =>
      say`${ours(ALL[verb])} ${n} alertes ouvertes${about(name)} ?`,
    'bound-elsewhere': ({ name }) =>
      say`Le canal ${strongInput(name)} est relié à un autre endroit. Le déplacer ici ?`,
    taken: ({ name, other }) =>
      say`Cet endroit est déjà le canal ${strongInput(other)}. Y relier aussi ${strongInput(name)} ?`,
    'what-with': ({ name }) => say`Que faire de ${strongInput(tidy(name, 60))} ?`,
    'which-channel': () => say`Vers quel canal ?`,
    'which-role': ({ name }) => say`Quel rôle pour ${strongInput(tidy(name, 60))} ?`,
    'which-language': ({ name }) => say`Quelle langue pour ${strongInput(tidy(name, 60))} ?`,
    'which-scopes': ({ name }) => say`Que peut faire la clé ${strongInput(name)} ?`,
  },
  label: {
    'do-all': ({ n }) => `Oui, les ${n}`,
    'move-here': () => 'Oui, ici',
    leave: () => 'Laisser ainsi',
    here: () => 'Relier ici',
    off: () => 'Détacher',
    language: () => 'Langue',
    role: () => 'Rôle',
    up: () => 'Monter',
    down: () => 'Descendre',
    remove: () => 'Retirer',
    add: ({ name }) => `Ajouter ${tidy(name, 28)}`,
  },
};

function usedBy({ routes, policies }: Users): Line {
  return say`${ours(
    list([...routes.map((n) => `la route ${n}`), ...policies.map((name) => `l’escalade ${name}`)]),
  )}`;
}

function target(to: Target): Line {
  switch (to.kind) {
    case 'channel':
      return say`son canal`;
    case 'lead':
      return say`les chefs d’équipe`;
    case 'shift-lead':
      return say`le chef de poste`;
    case 'crew':
      return to.name === null ? say`l’équipe de poste` : say`l’équipe ${to.name}`;
    case 'person':
      return say`${to.name}`;
    case 'other-channel':
      return say`le canal ${to.name}`;
  }
}

/** What is meant, where that was said. */
function about(name: string): Line {
  return name === '' ? [] : say` (${tidy(name, 80)})`;
}
