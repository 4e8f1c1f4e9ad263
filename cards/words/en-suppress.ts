// English: what gets no card for a while.
import { say, strongInput } from '../line.ts';
import type { SuppressWords } from './suppress-words.ts';

const plural = new Intl.PluralRules('en');
const detections = (n: number) => (plural.select(n) === 'one' ? 'detection' : 'detections');

export const suppress: SuppressWords = {
  title: (n) => `Suppressed or out of service now (${n})`,
  none: 'Nothing is suppressed or out of service now.',
  kind: {
    maintenance: 'Maintenance',
    'out-of-service': 'Out of service',
    state: 'State',
    rule: 'Rule',
  },
  everything: 'everything',
  until: (at) => say`until ${at}`,
  noEnd: 'until somebody ends it',
  whileIn: (states) => say`while ${states}`,
  whileHolds: 'as long as that holds',
  maintenance: (what, until) =>
    say`${strongInput(what)} is under maintenance until ${until}: its detections are kept, but get no card. It ends by itself.`,
  outOfService: (what) =>
    say`${strongInput(what)} is out of service: its detections are kept, but get no card until “in-service …”. Every hand-over lists it.`,
  state: (what, state, until) =>
    say`${strongInput(what)} counts as ${strongInput(state)} until ${until}.`,
  stays: say`What is open stays open, and what is critical or highly managed is shown all the same.`,
  asked: say`Rules of the plant file that ask for this state hold now. What is open stays open.`,
  unasked: say`No rule of the plant file asks for this state, so nothing changes by it.`,
  unknown: (asset) =>
    say`No alert of ${asset} is known so far. Please check the name; * stands for anything.`,
  ended: {
    maintenance: (asset) =>
      say`The maintenance of ${strongInput(asset)} is over. What is still there opens a card, now or with its next detection.`,
    'out-of-service': (asset) =>
      say`${strongInput(asset)} is in service again. What is still there opens a card, now or with its next detection.`,
  },
  beside: 'Holds there, too',
  leadsOnly: say`Leads and admins can do this. The command “maintenance” lists what holds now.`,
  range: (days) =>
    say`This takes from 1 min to ${days} days. What lasts longer is out of service: out-of-service ASSET REASON.`,
  nothing: (asset) =>
    say`Nothing of this kind holds for ${asset}. The command “maintenance” lists what does.`,
  full: (n) =>
    say`${n} of these hold already. Please end some first: the command “maintenance” lists them.`,
  count: (n) => `${n} ${detections(n)} got no card`,
};
