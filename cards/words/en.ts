// English: what cards and asks say. Short words, whole sentences, no jargon of the platform or of data science.
import { ours, say, strong, strongInput } from '../line.ts';
import type { AskWords, CardWords, Target, Words } from '../words.ts';
import { delivery } from './en-delivery.ts';
import { digest } from './en-digest.ts';
import { form } from './en-form.ts';
import { handover } from './en-handover.ts';
import { home } from './en-home.ts';
import { reply } from './en-reply.ts';
import { report } from './en-report.ts';
import { rules } from './en-rules.ts';
import { shifts } from './en-shifts.ts';
import { suppress } from './en-suppress.ts';
import { told } from './en-told.ts';
import { durationIn, noted, timed } from './forms.ts';

const plural = new Intl.PluralRules('en');
const at = timed('at ');

const card: CardWords = {
  severity: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  button: {
    confirm: 'Confirm',
    reject: 'Reject',
    escalate: 'Escalate',
    take: 'Take',
    resolve: 'Resolve',
    undo: 'Undo',
    shelve: 'Shelve',
    'cant-tell': 'Can’t tell',
    disagree: 'Disagree',
    'hand-over': 'Ask for it',
    accept: 'Accept',
    decline: 'Decline',
    note: 'Note',
  },
  cantTake: 'Can’t take it',
  shelveUntil: { shiftEnd: 'Shelve to end of shift', hours: (n) => `Shelve ${n} h` },
  shelfQuestion: 'Shelved for how long, and why? One tap each, if you like.',
  otherTime: 'For how long?',
  shelfReason: {
    'S-PARTS': 'Waits for parts',
    'S-PLAN': 'Repair planned',
    'S-WATCH': 'Watching it',
    'S-SENSOR': 'Bad sensor',
    'S-NUISANCE': 'Nuisance',
  },
  sendReason: 'Send',
  reason: {
    'C-INSP': 'I checked it',
    'C-EVID': 'Seen in evidence',
    'C-FIXED': 'Fixed it',
    'C-WO': 'Needs work order',
    'R-NONE': 'Nothing there',
    'R-NORMAL': 'Normal here',
    'R-KNOWN': 'Already known',
    'R-MAINT': 'Maintenance',
    'R-SENSOR': 'Bad sensor',
    'R-WHERE': 'Wrong asset or place',
    'R-TYPE': 'Real, but another fault',
    'R-EARLY': 'Real, too early to act',
    'R-LATE': 'Real, too late to act',
  },
  buttonAbout: (text, title) => `${text}: ${title}`,
  sureness: {
    very: 'model very sure',
    fairly: 'model fairly sure',
    half: 'model half sure',
    little: 'model not sure',
  },
  noSureness: 'no confidence given',
  limit: 'limit',
  pictureAlt: (asset) => `Picture of ${asset}`,
  pictureElsewhere: (alt, url) => say`Picture: ${alt} (${url})`,
  pictureComing: (alt) => say`Picture: ${alt} (being fetched)`,
  pictureFailed: (alt, url) => say`Picture: ${alt} (could not be loaded: ${url})`,
  ask: 'Confirm or reject.',
  stillAsk: 'Was it real? Confirm or reject.',
  closed: (severity) => `${severity}, closed`,
  wasItReal: 'Was it real? One tap helps the model learn.',
  reasonQuestion: {
    real: 'How do you know? One tap helps the model learn.',
    not_real: 'Why not? One tap helps the model learn.',
  },
  otherReason: 'Another reason',
  chooseReason: 'Choose …',
  confirmed: (who, when, after) =>
    say`✅ ${strong('Confirmed')} by ${strongInput(who)} ${at(when)}, ${ours(after)} after it opened`,
  rejected: (who, when, after) =>
    say`❌ ${strong('Rejected')} by ${strongInput(who)} ${at(when)}, ${ours(after)} after it opened`,
  unsure: (who, when) =>
    say`🤔 ${strongInput(who)} ${strong('can’t tell')} (${when}). Can somebody else?`,
  contested: say`⚖️ ${strong('Contested')}: people disagree whether it is real`,
  disagreed: (who, when) => say`⚖️ ${strong('Contested')}: ${strongInput(who)} disagrees (${when})`,
  because: (reason) => say` (${reason})`,
  needsSecond: say`👥 ${strong('A second person')} must acknowledge it too`,
  climbed: (to, cause) => {
    switch (cause.kind) {
      case 'by-hand':
        return say`⏫ ${strong('Escalated')} by ${strongInput(cause.who)} ${at(cause.at)} to ${target(to)}`;
      case 'idle':
        return say`⏫ ${strong('Climbed')} to ${target(to)}: nothing has happened for a while`;
      case 'silence':
        return say`⏫ ${strong('Climbed')} to ${target(to)}: nobody answered`;
    }
  },
  expired: say`⏰ ${strong('Everybody was asked')} and nobody has answered yet`,
  shelved: (who, until, reason) =>
    reason === null
      ? say`💤 ${strong('Shelved')} by ${strongInput(who)} until ${until}`
      : say`💤 ${strong('Shelved')} by ${strongInput(who)} until ${until}: ${reason}`,
  cleared: say`☑️ ${strong('Over')}: the source says the condition has ended`,
  clearedOwned: say`☑️ The source says the condition has ended`,
  resolved: (who, when) => say`🏁 ${strong('Resolved')} by ${strongInput(who)} ${at(when)}`,
  offered: (from, to) =>
    say`🤝 ${strongInput(from)} would like to hand this over to ${strongInput(to)}`,
  offeredToCrew: (from, crew) =>
    say`🤝 ${strongInput(from)} would like to hand this over to the crew ${strongInput(crew)}`,
  wanted: (from, to) =>
    say`🤝 ${strongInput(to)} would like to take this over from ${strongInput(from)}`,
  owner: (who, since) =>
    since === null
      ? say`Owner: ${strongInput(who)}`
      : say`Owner: ${strongInput(who)} since ${since}`,
  noOwner: [strong('No owner yet')],
  nextStep: (to, when) => say`climbs to ${target(to)} ${at(when)}`,
  nextExpiry: (when) => say`nobody further to ask; counts as unanswered ${at(when)}`,
  nextAgain: (when) => say`asked again ${at(when)}`,
  nextReminder: (when) => say`reminder ${at(when)}`,
  nextUnshelve: (when) => say`back ${at(when)}`,
  count: (n, latest, tempo) => {
    const what = plural.select(n) === 'one' ? 'detection' : 'detections';
    const pace = tempo === null ? '' : tempo === 'faster' ? ', coming faster' : ', coming slower';
    return say`${n} ${ours(what)}, latest ${latest}${ours(pace)}`;
  },
  past: (x, n) => {
    if (x === n) return say`On this asset all of the last ${n} were real`;
    if (x === 0) return say`On this asset none of the last ${n} was real`;
    const were = plural.select(x) === 'one' ? 'was' : 'were';
    return say`On this asset ${x} of the last ${n} ${ours(were)} real`;
  },
  trend: (name, { from, isUp }, to) => `${name} ${isUp ? 'rose' : 'fell'} from ${from} to ${to}`,
  id: (shortId) => say`id ${shortId}`,
  sentence: (severity, title, asset, when) => say`${ours(severity)}: ${title}, ${asset}, ${when}.`,
};

function target(to: Target) {
  switch (to.kind) {
    case 'channel':
      return say`this channel`;
    case 'lead':
      return say`the lead`;
    case 'shift-lead':
      return say`the shift lead`;
    case 'crew':
      return to.name === null ? say`the crew on shift` : say`crew ${to.name}`;
    case 'person':
      return say`${to.name}`;
    case 'other-channel':
      return say`the channel ${to.name}`;
  }
}

const ask: AskWords = {
  sentence: {
    step: ({ opened, cause }) => {
      switch (cause.kind) {
        case 'by-hand':
          return say`${cause.who} has escalated this to you. Please have a look.`;
        case 'idle':
          return say`${cause.who} owns this, and nothing has happened for a while. Please have a look.`;
        case 'silence':
          return say`Nobody has answered this since ${opened}. Please have a look.`;
      }
    },
    again: ({ opened, cause }) =>
      cause.kind === 'by-hand'
        ? say`${cause.who} asks once more. Please have a look.`
        : say`This still needs an answer, open since ${opened}. Please have a look.`,
    expired: ({ opened }) =>
      say`Everybody was asked, and nobody has answered since ${opened}. Please have a look.`,
    idle: ({ opened }) =>
      say`This is yours, open since ${opened}, and nothing has happened for a while. Still on it?`,
    unattended: () =>
      say`Andon found this without an owner and without a running clock. That must not happen: please look after it, and tell whoever runs Andon.`,
    'expired-admins': ({ opened }) =>
      say`Everybody was asked, and nobody has answered since ${opened}. It stays open: please find somebody.`,
    unreached: ({ missed }) =>
      say`Andon should have asked ${target(missed)} about this and can reach nobody there. Please have a look, and check whom the plant names there.`,
    'rejected-yours': ({ who }) =>
      say`${who} rejected this while you owned it. Nothing is left to do.`,
    'taken-from-you': ({ who }) => say`${who} has taken this over from you.`,
    'hand-over': ({ who, offer }) => {
      if (offer === null) return say`${who} would like to take this over from you. Do you agree?`;
      if (offer.crew !== null)
        return say`${who} would like to hand this over to the crew ${offer.crew}. Who takes it?`;
      return say`${who} would like to hand this over to you. Do you take it?`;
    },
    undelivered: ({ lost }) =>
      lost === null
        ? say`This could not be shown everywhere it should be. Please check the channel.`
        : delivery.troubled(lost.of, lost.why),
    'delivered-again': ({ lost }) => (lost === null ? [] : delivery.well(lost.of)),
  },
  past: say`This hand-over is settled by now: there is nothing left to answer.`,
  news: {
    handedOver: (to, from) =>
      say`🤝 ${strongInput(to)} has taken this over from ${strongInput(from)}`,
    declined: (who) => say`🤝 ${strongInput(who)} declined the hand-over`,
    cantTake: (who) => say`🙅 ${strongInput(who)} can’t take it`,
    unshelved: say`⏰ Back from the shelf`,
    undone: (who, verb) => say`↩️ ${strongInput(who)} took back “${ours(verb)}”`,
    note: (who, text, pictures) =>
      say`📝 ${strongInput(who)}: ${noted(text, pictures, photos(pictures))}`,
  },
};

function photos(n: number): string {
  return plural.select(n) === 'one' ? `${n} photo` : `${n} photos`;
}

export const en: Words = {
  somebody: 'somebody',
  percent: (whole) => `${whole} %`,
  over99: 'over 99 %',
  under1: 'under 1 %',
  duration: durationIn({ second: 's', minute: 'min', hour: 'h', day: 'd' }),
  received: 'Received.',
  repeated: 'This press was received before. The card shows what came of it.',
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
