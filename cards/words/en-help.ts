// English: what help lists, and what each line means.
import type { ReplyWords } from '../words.ts';

export const helpGroup: ReplyWords['helpGroup'] = {
  alerts: 'Alerts',
  rules: 'Rules (leads and admins)',
  access: 'Access (admins)',
};

export const help: ReplyWords['help'] = {
  open: 'everything that is open',
  mine: 'what you own',
  'show ID': 'one alert with its history',
  report: 'how often the models were right, how fast we answered',
  'confirm ID': 'it is real; it becomes yours if nobody owns it',
  'reject ID': 'it is not real; closes it',
  'escalate ID': 'asks the next people now',
  'take ID': 'makes it yours',
  'resolve ID': 'the work is done; closes it',
  'note ID …': 'adds a note for the others',
  'miss ASSET TYPE [when]':
    'something real that nobody reported, for example: miss line-1/station-12 scratch 10m ago',
  help: 'this list. The last 4 characters of an id are enough.',
  channel: 'the channels and where they are shown',
  'channel NAME here': 'shows that channel where you type this',
  'channel NAME off': 'no longer shows it on this platform',
  'channel NAME language de': 'the language of its cards',
  route: 'where detections go, in order',
  'route add asset=… channel=NAME':
    'one more; also type= severity= area= model= policy= joinWithin=',
  'route N up': 'asked earlier',
  'route N down': 'asked later',
  'route N remove': 'takes it away',
  'route test asset=… type=…': 'which route such a detection takes',
  policy: 'who is asked when nobody answers',
  'policy NAME set channel@0s lead@10m': 'its steps; then expire 20m, idle 60m',
  'policy NAME remove': 'takes away one that nobody uses',
  person: 'the people and their roles',
  'person NAME add @WHO lead': 'adds somebody; without a role as a technician',
  'person NAME role lead': 'technician, lead or admin',
  'person NAME language es': 'the language of private answers',
  'person NAME remove': 'takes somebody out of the plant',
  model: 'the models and how often they were right',
  plant: 'which rules are in force, since when, by whom',
  'plant export': 'the rules as a plant file',
  'plant undo': 'takes the last change back',
  token: 'the API tokens',
  'token add NAME ingest,read 90d': 'a new one; its secret is shown once',
  'token NAME revoke': 'withdraws it',
};
