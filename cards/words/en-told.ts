// English: the private answers, one sentence (or two) for each code.
import type { Verdict } from '../../bot/core/alert.ts';
import type { BulkVerb } from '../../bot/core/digest.ts';
import { type Line, moment, ours, say } from '../line.ts';
import { tidy } from '../text.ts';
import type { ToldWords } from '../words.ts';

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
  note: 'Noted',
  reason: 'Reason noted',
};

const BULK: Readonly<Record<BulkVerb, string>> = {
  confirm: 'confirmed',
  reject: 'rejected',
  take: 'taken',
  shelve: 'shelved',
  open: 'each has its own card now',
};

export const told: ToldWords = {
  'bulk-done': ({ verb, n, left, managed = 0 }) =>
    say`Done: ${ours(BULK[verb])} (${n}${ours(left > 0 ? `, ${left} not: somebody was faster` : '')}${ours(managed > 0 ? `, ${managed} not from chat: highly managed` : '')}).`,
  'no-asset': () => say`Choose an asset first.`,
  'bulk-none': () => say`There was nothing left to do there. Look at the list as it is now.`,
  faster: ({ who, at, verdict }, nameOf) =>
    say`${nameOf(who)} already ${ours(DID[verdict])} this at ${moment(at, 'time')}. Your answer is kept too.`,
  'kept-after-closing': () =>
    say`This is already closed. Your answer is kept, and nothing reopens.`,
  'contested-already': () => say`People already disagree on this one. Your answer is kept too.`,
  'already-yours': ({ at }) => say`You already did this at ${moment(at, 'time')}.`,
  closed: ({ who, at }, nameOf) => {
    if (at === null) return say`This is already closed.`;
    return who === null
      ? say`This was closed on ${moment(at, 'day')}.`
      : say`This is already closed: ${nameOf(who)}, ${moment(at, 'day')}.`;
  },
  'already-climbed': ({ at }) =>
    at === null
      ? say`This had just climbed already. Look at the card as it is now.`
      : say`This had already climbed. The next step is due at ${moment(at, 'time')}.`,
  'answered-since': ({ who }, nameOf) =>
    say`${nameOf(who)} answered meanwhile. Look at the card as it is now, and escalate again if it is still needed.`,
  'asked-again': () => say`There is nobody further to ask. The last ones were asked again.`,
  'owned-by': ({ who }, nameOf) =>
    say`${nameOf(who)} owns this. A lead can take it over, or tap “Ask for it”.`,
  'not-judged': () => say`Nobody has judged this yet. Confirm or reject it first.`,
  'nothing-to-undo': () => say`There is nothing of yours to undo here.`,
  'undo-too-late': ({ minutes }) =>
    say`A tap can be undone within ${minutes} minutes. A lead can still undo their own.`,
  'undo-overtaken': ({ who }, nameOf) =>
    say`${nameOf(who)} has acted on this since, so your tap can’t be undone any more.`,
  'undo-newer-alert': () =>
    say`A newer alert for the same thing is open, so this one stays as it is.`,
  'no-verdict-of-yours': () =>
    say`A reason belongs to a verdict of your own. Confirm or reject first.`,
  'reason-does-not-fit': () => say`That reason does not fit your verdict.`,
  'unknown-reason': () => say`I don’t know that reason. Please pick one from the card.`,
  'nobody-owns': () => say`Nobody owns this. Take it first.`,
  'hand-over-asked': ({ who, crew }, nameOf) =>
    crew === null
      ? say`${nameOf(who)} was asked about the hand-over. It moves when they accept.`
      : say`The crew ${tidy(crew, 40)} was asked about the hand-over. It goes to whoever accepts first.`,
  'hand-over-nobody': ({ who, crew }, nameOf) =>
    crew === null
      ? say`${nameOf(who)} can’t be reached from here, so this stays yours.`
      : say`Nobody of the crew ${tidy(crew, 40)} can be reached from here, so this stays yours.`,
  'no-offer': () => say`There is no hand-over waiting for your answer.`,
  'unknown-person': ({ name }) =>
    name === ''
      ? say`This is yours already. Somebody else can ask you for it.`
      : say`I don’t know anybody called ${tidy(name, 60)}.`,
  'shelve-range': ({ hours }) => say`Shelve for up to ${hours} hours, for example 2h.`,
  'not-shelved': () => say`This is not shelved any more.`,
  'highly-managed': () =>
    say`Alerts of this type are highly managed: nobody shelves them from chat. Whoever looks after the plant file can change that.`,
  'shelved-already': ({ who, until }, nameOf) =>
    say`${nameOf(who)} already shelved this until ${moment(until, 'day')}.`,
  'note-empty': () =>
    say`A note needs some words, for example: note 4f2a checked, bearing is warm.`,
  stranger: () =>
    say`You are not in this plant’s list, so you can’t act here. Ask a lead to add you.`,
  'unknown-alert': ({ id }) => say`I don’t know an alert ${tidy(id, 64)}.`,
  'ambiguous-id': ({ id }) =>
    say`Several alerts end in ${tidy(id, 64)}. Please give more characters of the id.`,
  'no-reason': () => say`Choose a reason first.`,
  'unknown-button': () =>
    say`I don’t know that button. The card may be older than I am; nothing was changed.`,
  'handover-none': () => say`There is no hand-over under way here now.`,
  'handover-past': () =>
    say`That shift is over too. The hand-over after it lists what is still open.`,
  'handover-early': ({ at }) =>
    say`You can accept it from ${moment(at, 'time')} on, when the shift changes.`,
  'handover-not-yours': () => say`This is for the shift’s lead to do.`,
  'handover-signed': ({ who }, nameOf) => say`${nameOf(who)} has signed this already.`,
  'handover-signed-now': ({ unseen }) => say`Signed. Thank you.${late(unseen)}`,
  'handover-noted': ({ number }) =>
    say`Note ${number} is on the hand-over. “handover drop ${number}” takes it back.`,
  'handover-note-empty': () =>
    say`A note needs some words, for example: handover note station 12 runs warm.`,
  'handover-note-long': ({ n, most }) =>
    say`This note has ${n} characters, and one holds ${most}. Nothing was kept; please make it shorter, or two of it.`,
  'handover-note-again': ({ number }) => say`This is on the hand-over already, as note ${number}.`,
  'handover-full': ({ n }) => say`A hand-over holds ${n} notes. Please tell the rest in person.`,
  'handover-dropped': ({ number, text }) =>
    say`Note ${number} is taken back: “${tidy(text, 100)}”. The record keeps it.`,
  'handover-no-note': ({ number }) => say`There is no note ${number} on this hand-over.`,
  'handover-which': ({ number, roster }) =>
    say`Several hand-overs have a note ${number}. Say which, for example: handover drop ${number} ${tidy(roster, 40)}.`,
  'handover-note-gone': ({ number, who, at }, nameOf) =>
    say`Note ${number} is gone already: ${nameOf(who)} took it back at ${moment(at, 'time')}.`,
  'handover-note-signed': ({ number, who }, nameOf) =>
    say`${nameOf(who)} signed with note ${number} on it, so it stays. Add a note that puts it right.`,
  'handover-note-others': ({ number, who }, nameOf) =>
    say`Note ${number} is by ${nameOf(who)}, who can take it back, and so can a lead.`,
  'handover-closed': ({ who, at }, nameOf) =>
    say`${nameOf(who)} accepted this at ${moment(at, 'time')}, so it stays as it was read. Please tell it in person.`,
  'handover-form-late': () =>
    say`The form could not open in time. Press again, or type for example: handover note station 12 runs warm.`,
  'handover-taken': ({ who, at }, nameOf) =>
    say`${nameOf(who)} accepted this at ${moment(at, 'time')}.`,
  'handover-yours': ({ n, unseen }) =>
    say`You have taken over; alerts that are yours now: ${n}. This can’t be undone; hand single alerts over instead.${late(unseen)}`,
  'no-shifts': () => say`This plant has no shifts yet.`,
  'when-unclear': ({ typed }) =>
    say`I can’t read ${tidy(typed, 60)} as a time that has passed. Try 14:20, 10m ago, or 2026-11-22 14:20.`,
  'miss-incomplete': () =>
    say`A miss needs an asset and a type, for example: miss line-1/station-12 scratch 10m ago.`,
  'form-late': () =>
    say`The form could not open in time. Press again, or type for example: note 4f2a bearing is warm.`,
  busy: () => say`Many people are tapping at once. Nothing was changed; please tap again.`,
  done: ({ verb, alert }) => say`${ours(DONE[verb] ?? 'Done')} (${alert.slice(-6)}).`,
};

/** A note that whoever pressed can't have read. */
function late(number: number | null): Line {
  return number === null
    ? []
    : say` Note ${number} came after the card that you pressed: please read it.`;
}
