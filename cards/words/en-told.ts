// English: the private answers, one sentence (or two) for each code.
import type { PersonId, Verdict } from '../../bot/core/alert.ts';
import type { Answer } from '../../bot/core/answer.ts';
import { type Line, moment, ours, say } from '../line.ts';
import { tidy } from '../text.ts';
import type { Words } from '../words.ts';

const DID: Readonly<Record<Verdict, string>> = {
  pending: 'answered',
  real: 'confirmed',
  not_real: 'rejected',
  unsure: 'could not judge',
  contested: 'judged',
};

const DONE: Readonly<Record<string, string>> = {
  confirm: 'Confirmed',
  reject: 'Rejected',
  escalate: 'Escalated',
  take: 'Taken: it is yours now',
  resolve: 'Resolved',
  undo: 'Undone',
  shelve: 'Shelved',
  'cant-tell': 'Noted that you can’t tell',
  disagree: 'Noted that you disagree',
  'hand-over': 'Hand-over asked for',
  accept: 'Accepted: it is yours now',
  decline: 'Declined',
  reason: 'Reason noted',
};

export const told: Words['told'] = (answer, nameOf) => {
  switch (answer.code) {
    case 'faster':
      return say`${nameOf(answer.who)} already ${ours(DID[answer.verdict])} this at ${moment(answer.at, 'time')}. Your answer is kept too.`;
    case 'kept-after-closing':
      return say`This is already closed. Your answer is kept, and nothing reopens.`;
    case 'contested-already':
      return say`People already disagree on this one. Your answer is kept too.`;
    case 'already-yours':
      return say`You already did this at ${moment(answer.at, 'time')}.`;
    case 'closed':
      if (answer.at === null) return say`This is already closed.`;
      return answer.who === null
        ? say`This was closed on ${moment(answer.at, 'day')}.`
        : say`This is already closed: ${nameOf(answer.who)}, ${moment(answer.at, 'day')}.`;
    case 'already-climbed':
      return answer.at === null
        ? say`This had just climbed already. Look at the card as it is now.`
        : say`This had already climbed. The next step is due at ${moment(answer.at, 'time')}.`;
    case 'answered-since':
      return say`${nameOf(answer.who)} answered meanwhile. Look at the card as it is now, and escalate again if it is still needed.`;
    case 'asked-again':
      return say`There is nobody further to ask. The last ones were asked again.`;
    case 'owned-by':
      return say`${nameOf(answer.who)} owns this. A lead can take it over, or tap “Ask for it”.`;
    case 'not-judged':
      return say`Nobody has judged this yet. Confirm or reject it first.`;
    case 'nothing-to-undo':
      return say`There is nothing of yours to undo here.`;
    case 'undo-too-late':
      return say`A tap can be undone within ${answer.minutes} minutes. A lead can still undo their own.`;
    case 'undo-overtaken':
      return say`${nameOf(answer.who)} has acted on this since, so your tap can’t be undone any more.`;
    case 'undo-newer-alert':
      return say`A newer alert for the same thing is open, so this one stays as it is.`;
    default:
      return toldOfRequest(answer, nameOf);
  }
};

type AlertAnswer =
  | 'faster'
  | 'kept-after-closing'
  | 'contested-already'
  | 'already-yours'
  | 'closed'
  | 'already-climbed'
  | 'answered-since'
  | 'asked-again'
  | 'owned-by'
  | 'not-judged'
  | 'nothing-to-undo'
  | 'undo-too-late'
  | 'undo-overtaken'
  | 'undo-newer-alert';

/** What is wrong with the request itself, rather than with the moment. */
function toldOfRequest(
  answer: Exclude<Answer, { readonly code: AlertAnswer }>,
  nameOf: (id: PersonId | null) => string,
): Line {
  switch (answer.code) {
    case 'no-verdict-of-yours':
      return say`A reason belongs to a verdict of your own. Confirm or reject first.`;
    case 'reason-does-not-fit':
      return say`That reason does not fit your verdict.`;
    case 'unknown-reason':
      return say`I don’t know that reason. Please pick one from the card.`;
    case 'nobody-owns':
      return say`Nobody owns this. Take it first.`;
    case 'hand-over-asked':
      return say`${nameOf(answer.who)} was asked about the hand-over. It moves when they accept.`;
    case 'no-offer':
      return say`There is no hand-over waiting for your answer.`;
    case 'unknown-person':
      return answer.name === ''
        ? say`This is yours already. Somebody else can ask you for it.`
        : say`I don’t know anybody called ${tidy(answer.name, 60)}.`;
    case 'shelve-range':
      return say`Shelve for up to ${answer.hours} hours, for example 2h.`;
    case 'shelved-already':
      return say`${nameOf(answer.who)} already shelved this until ${moment(answer.until, 'day')}.`;
    case 'stranger':
      return say`You are not in this plant’s list, so you can’t act here. Ask a lead to add you.`;
    case 'unknown-alert':
      return say`I don’t know an alert ${tidy(answer.id, 64)}.`;
    case 'ambiguous-id':
      return say`Several alerts end in ${tidy(answer.id, 64)}. Please give more characters of the id.`;
    case 'unknown-button':
      return say`I don’t know that button. The card may be older than I am; nothing was changed.`;
    case 'busy':
      return say`Many people are tapping at once. Nothing was changed; please tap again.`;
    case 'done':
      return say`${ours(DONE[answer.verb] ?? 'Done')} (${answer.alert.slice(-6)}).`;
  }
}
