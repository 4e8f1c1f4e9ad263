// English: what is said of delivering itself. Nobody's fault, and what to do about it.
import { ours, say, strong } from '../line.ts';
import type { DeliveryWords, Troubled } from '../words.ts';

export const delivery: DeliveryWords = {
  late: (cause, by) => {
    const late = say`🕐 ${strong('Shown late')} by ${ours(by)}`;
    switch (cause) {
      case 'asked-to-wait':
        return say`${late}: the chat asked for a pause`;
      case 'unavailable':
        return say`${late}: the chat could not be reached`;
      case 'pace':
        return say`${late}: many messages were in line`;
    }
  },
  platform: { slack: 'Slack', teams: 'Teams', console: 'Console' },
  kind: {
    queued: 'queued',
    delayed: 'waited',
    posted: 'posted',
    updated: 'updated',
    unclear: 'unclear whether it arrived',
    found: 'found, it had arrived',
    lost: 'deleted by somebody',
    'posted-again': 'posted again',
    failed: 'could not be shown',
  },
  cause: {
    'asked-to-wait': 'asked to wait',
    unavailable: 'not reachable',
    pace: 'in line',
    order: 'waited for its card',
  },
  refusal: {
    'not-member': 'the bot is not a member there; please invite it',
    'unknown-place': 'there is no such channel, or the bot may not see it',
    archived: 'the channel is archived',
    forbidden: 'the bot may not write there',
    'person-gone': 'this person can’t be written to there',
    credentials: 'the bot is not let in; please check its credentials',
    card: 'the card is not taken as it is',
    removed: 'the plant no longer has this place',
    other: 'it is refused there',
  },
  after: (duration) => `after ${duration}`,
  updated: (times, last) => say`updated ${times}×, last ${last}`,
  troubled: (of, why) =>
    say`${place(of)} can’t be reached any more: ${why}. I say this once, and again when it works.`,
  well: (of) => say`${place(of)} can be reached again.`,
};

function place(of: Troubled) {
  switch (of.kind) {
    case 'channel':
      return say`The channel ${of.name} (${ours(of.platform)})`;
    case 'person':
      return say`${of.name} (${ours(of.platform)})`;
    case 'platform':
      return say`${ours(of.platform)}`;
  }
}
