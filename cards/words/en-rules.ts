// English: what is said about rules, to the leads and admins who make them.
import type { AllVerb } from '../../bot/core/command/all.ts';
import { type Line, ours, say, strongInput } from '../line.ts';
import type { Users } from '../rules/model.ts';
import { tidy } from '../text.ts';
import type { Target } from '../words.ts';
import { listIn } from './forms.ts';
import type { RuleWords } from './rule-words.ts';

const list = listIn('en');

const ALL: Readonly<Record<AllVerb, string>> = {
  confirm: 'Confirm',
  reject: 'Reject',
  take: 'Take',
  shelve: 'Shelve',
};

export const rules: RuleWords = {
  channelsTitle: 'Channels',
  youAreHere: 'you are here',
  notRunning: 'not running',
  language: { en: 'English', de: 'German', es: 'Spanish', fr: 'French' },
  routesTitle: 'Routes: the first that fits wins',
  everything: 'everything',
  noRoutes: 'There are no routes.',
  goesTo: (channel, policy) => say`${strongInput(channel)}, policy ${policy}`,
  joinsWithin: (duration) => `joins within ${duration}`,
  theRest: (channel, policy) =>
    say`Everything else goes to ${strongInput(channel)}, policy ${policy}.`,
  routed: (place, channel, policy) =>
    place === null
      ? say`No route takes it: it goes to ${strongInput(channel)}, policy ${policy}.`
      : say`Route ${place} takes it: it goes to ${strongInput(channel)}, policy ${policy}.`,
  policiesTitle: 'Policies: who is asked when nobody answers',
  target,
  atOnce: 'at once',
  after: (duration) => `after ${duration}`,
  repeats: (times, every) => `asked ${times} more times, every ${every}`,
  needsTwo: 'until two have answered',
  quiet: (from, to) => `Quiet from ${from} to ${to}`,
  clocks: (expire, idle) =>
    `Counts as unanswered ${expire} after the last step. An owner is reminded after ${idle}.`,
  peopleTitle: 'People',
  noPeople: 'Nobody is in the plant yet.',
  role: { technician: 'technician', lead: 'lead', admin: 'admin' },
  strangersTitle: 'Acted here, but not in the plant',
  tokensTitle: 'API tokens',
  noTokens: 'There are no tokens but the one from the start.',
  validUntil: (at) => say`until ${at}`,
  withoutEnd: 'without end',
  expiredOn: (at) => say`expired ${at}`,
  plantTitle: (site, revision) => say`Plant ${strongInput(site)}, revision ${revision}`,
  since: (at, who) =>
    who === null
      ? say`In force since ${at}, from the plant file.`
      : say`In force since ${at}, by ${strongInput(who)}.`,
  historyTitle: 'Latest changes',
  fromFile: 'another plant file',
  firstStart: 'first start',
  takenBack: 'taken back',
  droppedTitle: 'No longer fits the plant file, so it was dropped',
  fileTitle: 'The plant in force, as a plant file',
  fileElsewhere: (url) =>
    say`The plant is too long for a chat. Get it with an admin token: GET ${url}`,
  added: 'added',
  removed: 'removed',
  movedUp: 'moved up',
  movedDown: 'moved down',
  route: 'Route',
  more: (n) => `… and ${n} more.`,
  done: (revision) => `Done, revision ${revision}`,
  undone: (revision) => `Taken back, revision ${revision}`,
  isNumber: (place) => `It is number ${place} in the list.`,
  undoHint: '“plant undo” takes it back.',
  secret: (name) =>
    say`Token ${strongInput(name)}. This is the only time it is shown, so keep it in a safe place:`,
  revoked: (name) => say`The token ${strongInput(name)} is withdrawn. Nobody gets in with it now.`,
  claimed: (name) => say`Welcome, ${strongInput(name)}: you are the admin of this plant now.`,
  refusal: {
    'not-a-lead': () => say`Only leads and admins look after the rules. Ask one of them for this.`,
    'not-an-admin': () => say`Only admins may do this. Ask one of them.`,
    unknown: ({ what, name }) => {
      const said = {
        channel: 'channel',
        route: 'route',
        policy: 'policy',
        person: 'person',
        token: 'token',
      };
      return say`There is no ${ours(said[what])} ${strongInput(tidy(name, 60))}.`;
    },
    'not-in-a-channel': () => say`“here” means the channel where it is typed. Type it there.`,
    'not-bound': ({ name }) => say`The channel ${strongInput(name)} is not shown on this platform.`,
    'channel-in-use': ({ name, users }) =>
      say`The channel ${strongInput(name)} is still needed by ${usedBy(users)}. Change that first.`,
    'policy-in-use': ({ name, users }) =>
      say`The policy ${strongInput(name)} is still needed by ${usedBy(users)}. Change that first.`,
    'last-admin': () =>
      say`That would leave the plant without an admin. Make somebody else an admin first.`,
    'who-is-that': ({ name }) =>
      say`I can’t tell who ${tidy(name, 60)} is. Mention them with @, or give their id on this platform.`,
    'route-at-end': () => say`It stands at the end of the list already.`,
    'no-change': () => say`That is so already. Nothing was changed.`,
    'nothing-to-undo': () => say`No change by command is left to take back.`,
    invalid: ({ fault }) => say`That would not be a good plant: ${tidy(fault, 300)}`,
    'changed-meanwhile': ({ who }) =>
      who === null
        ? say`A new plant file came into force at the same moment. Nothing of yours was changed; look again.`
        : say`${strongInput(tidy(who, 60))} changed the rules at the same moment. Nothing of yours was changed; look again.`,
    'too-many-changes': () =>
      say`Too many changes lie over the plant file. Put them into the file (“plant export”) and start again.`,
    'token-exists': ({ name }) => say`There is a token ${strongInput(name)} already.`,
    'too-many-tokens': () => say`There are too many tokens. Withdraw one first.`,
    'not-alone': () =>
      say`I can’t write to you alone, so the secret is not shown here. Withdraw this token and ask again in our direct chat.`,
    'claim-wrong': () => say`That is not the code. It was printed where the bot was first started.`,
    'claim-too-often': () => say`That were many tries. Please wait an hour.`,
    'claim-over': ({ admins }) =>
      admins.length === 0
        ? say`The code was used already. Name an admin in the plant file.`
        : say`This plant has an admin already: ${strongInput(list(admins.map((a) => tidy(a, 60))))}.`,
  },
  question: {
    'sure-all': ({ verb, n, name }) => say`${ours(ALL[verb])} ${n} open alerts${about(name)}?`,
    'bound-elsewhere': ({ name }) =>
      say`The channel ${strongInput(name)} is bound to another place. Move it here?`,
    taken: ({ name, other }) =>
      say`This place is the channel ${strongInput(other)} already. Bind ${strongInput(name)} here as well?`,
    'what-with': ({ name }) => say`What shall happen with ${strongInput(tidy(name, 60))}?`,
    'which-channel': () => say`Which channel shall it go to?`,
    'which-role': ({ name }) => say`Which role shall ${strongInput(tidy(name, 60))} have?`,
    'which-language': ({ name }) => say`Which language for ${strongInput(tidy(name, 60))}?`,
    'which-scopes': ({ name }) => say`What may the token ${strongInput(name)} do?`,
  },
  label: {
    'do-all': ({ n }) => `Yes, all ${n}`,
    'move-here': () => 'Yes, here',
    leave: () => 'Leave it',
    here: () => 'Bind it here',
    off: () => 'Take it off',
    language: () => 'Language',
    role: () => 'Role',
    up: () => 'Up',
    down: () => 'Down',
    remove: () => 'Remove',
    add: ({ name }) => `Add ${tidy(name, 30)}`,
  },
};

function usedBy({ routes, policies }: Users): Line {
  return say`${ours(
    list([...routes.map((n) => `route ${n}`), ...policies.map((name) => `the policy ${name}`)]),
  )}`;
}

function target(to: Target): Line {
  switch (to.kind) {
    case 'channel':
      return say`its channel`;
    case 'lead':
      return say`the leads`;
    case 'shift-lead':
      return say`the shift lead`;
    case 'crew':
      return to.name === null ? say`the crew on shift` : say`the crew ${to.name}`;
    case 'person':
      return say`${to.name}`;
    case 'other-channel':
      return say`the channel ${to.name}`;
  }
}

/** What is meant, where that was said. */
function about(name: string): Line {
  return name === '' ? [] : say` (${tidy(name, 80)})`;
}
