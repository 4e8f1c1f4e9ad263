// Français : ce que l’aide énumère et ce que signifie chaque ligne.
import type { ReplyWords } from '../words.ts';

export const helpGroup: ReplyWords['helpGroup'] = {
  alerts: 'Alertes',
  rules: 'Règles (responsables d’équipe et administrateurs)',
  access: 'Accès (administrateurs)',
};

export const help: ReplyWords['help'] = {
  open: 'tout ce qui est ouvert',
  mine: 'ce dont vous êtes responsable',
  'show ID': 'une alerte avec son historique',
  report: 'combien de fois les modèles ont eu raison, et nos délais de réponse',
  'confirm ID': 'c’est réel ; vous en devenez responsable si personne ne l’est',
  'reject ID': 'ce n’est pas réel ; clôture l’alerte',
  'escalate ID': 'prévient les suivants maintenant',
  'take ID': 'vous en devenez responsable',
  'resolve ID': 'le travail est fait ; clôture l’alerte',
  'note ID …': 'ajoute une note pour les autres',
  'miss ASSET TYPE [when]':
    'quelque chose de réel que personne n’a signalé, par exemple : miss line-1/station-12 scratch 10m ago',
  help: 'cette liste. Les 4 derniers caractères d’un numéro suffisent.',
  channel: 'les canaux et où ils sont montrés',
  'channel NAME here': 'montre ce canal là où vous l’écrivez',
  'channel NAME off': 'ne le montre plus sur cette plateforme',
  'channel NAME language de': 'la langue de ses cartes',
  route: 'où vont les détections, dans l’ordre',
  'route add asset=… channel=NAME':
    'une de plus ; aussi type= severity= area= model= policy= joinWithin=',
  'route N up': 'consultée plus tôt',
  'route N down': 'consultée plus tard',
  'route N remove': 'la retire',
  'route test asset=… type=…': 'quelle route prend une telle détection',
  policy: 'qui est prévenu quand personne ne répond',
  'policy NAME set channel@0s lead@10m': 'ses étapes ; ensuite expire 20m, idle 60m',
  'policy NAME remove': 'en retire une qui ne sert pas',
  person: 'les personnes et leurs rôles',
  'person NAME add @WHO lead': 'inscrit quelqu’un ; sans rôle, comme technicien',
  'person NAME role lead': 'technician, lead ou admin',
  'person NAME language es': 'la langue des réponses privées',
  'person NAME remove': 'retire quelqu’un du site',
  model: 'les modèles et leur taux de réussite',
  plant: 'quelles règles sont en vigueur, depuis quand, par qui',
  'plant export': 'les règles comme fichier du site',
  'plant undo': 'annule le dernier changement',
  token: 'les clés de l’API',
  'token add NAME ingest,read 90d': 'une nouvelle ; son secret est montré une fois',
  'token NAME revoke': 'la retire',
};
