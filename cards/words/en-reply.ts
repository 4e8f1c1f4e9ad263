// English: what commands are answered with. Figures in words that a shift lead can repeat aloud.
import { say, strongInput } from '../line.ts';
import type { ReplyWords } from '../words.ts';
import { help, helpGroup } from './en-help.ts';

const plural = new Intl.PluralRules('en');

function s(n: number, one: string, other: string): string {
  return plural.select(n) === 'one' ? one : other;
}

export const reply: ReplyWords = {
  unknown: (typed) => say`I don’t understand “${typed}”. This is what I can do:`,
  helpTitle: 'What I can do',
  helpGroup,
  help,
  missNoted: (type, asset, at) =>
    say`Noted: ${strongInput(type)} on ${asset}, ${at}. It counts as missed. Thank you.`,
  missSeen: say`Andon had seen it:`,
  listTitle: { open: 'Open alerts', mine: 'Your alerts' },
  listEmpty: { open: 'Nothing is open. All quiet.', mine: 'You own nothing at the moment.' },
  listMore: '… and more. The console shows all of them.',
  phase: {
    open: 'waiting for an answer',
    escalated: 'escalated',
    shelved: 'shelved',
    closed: 'closed',
    owned: (who) => say`with ${who}`,
  },
  historyTitle: 'What happened',
  copiesTitle: 'Shown in',
  messageState: {
    pending: 'on its way',
    sent: 'shown',
    ambiguous: 'unclear whether it arrived',
    failed: 'could not be shown',
  },
  photo: (n) => `photo ${n}`,
  event: {
    opened: 'opened',
    joined: 'one more detection',
    acknowledged: 'acknowledged',
    confirmed: 'confirmed',
    rejected: 'rejected',
    escalated: 'escalated',
    asked: 'asked again',
    unreachable: 'a step reached nobody',
    reminded: 'owner reminded',
    taken: 'taken',
    'handed-over': 'handed over',
    declined: 'declined',
    resolved: 'resolved',
    shelved: 'shelved',
    unshelved: 'back from the shelf',
    cleared: 'over, says the source',
    expired: 'everybody asked, nobody answered',
    undone: 'undone',
    reason: 'reason given',
    note: 'note',
    'cant-tell': 'can’t tell',
    disagreed: 'disagreed',
    adjudicated: 'settled',
    suppressed: 'not shown, by rule',
  },
  directMessage: 'direct message',
  reportTitle: {
    today: 'Report for today',
    week: 'Report for the last 7 days',
    all: 'Report since the beginning',
  },
  reportModels: 'How often each model was right',
  noAlerts: 'No alerts in this time.',
  noModels: 'No detection named its model.',
  model: ({ n, x, low, high }) => `${x} of ${n} real; likely ${low}–${high} %`,
  modelWeak: (n) => `not enough evidence yet (${n} ${s(n, 'answer', 'answers')})`,
  modelNone: 'no answers yet',
  answered: (x, n, percent) => `Answered: ${x} of ${n} ${s(n, 'alert', 'alerts')} (${percent} %)`,
  median: (duration) => `Half of them were answered within ${duration}`,
  medianUnknown: 'Fewer than half were answered, so there is no typical time yet',
  contested: (n) => `Contested: ${n} (left out of the figures)`,
};
