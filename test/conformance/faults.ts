// How each platform spoils a call, by the contract's names.
import type { ChatTrouble } from '../contracts/chat-rig.ts';
import type { SlackFault } from '../fakes/slack-server.ts';
import type { TeamsFault } from '../fakes/teams-server.ts';

export const SLACK_FAULTS: Readonly<Record<ChatTrouble, SlackFault>> = {
  limited: { kind: 'limited', retryAfterS: 2 },
  unavailable: { kind: 'status', status: 503 },
  'lost-answer': { method: 'chat.postMessage', kind: 'reset', when: 'after' },
  missing: { kind: 'error', code: 'message_not_found' },
  refused: { kind: 'error', code: 'not_in_channel' },
};

export const TEAMS_FAULTS: Readonly<Record<ChatTrouble, TeamsFault>> = {
  limited: { of: 'post', kind: 'status', status: 429, retryAfter: '2' },
  unavailable: { of: 'call', kind: 'status', status: 503 },
  'lost-answer': { of: 'post', kind: 'reset', when: 'after' },
  missing: { of: 'update', kind: 'status', status: 404, code: 'ActivityNotFoundInConversation' },
  refused: { of: 'post', kind: 'status', status: 403, code: 'BotNotInConversationRoster' },
};
