// The Slack adapter keeps the chat contract over real HTTP.
import { chatContract } from '../contracts/chat.ts';
import { slackRig } from './slack-rig.ts';

chatContract('slack', (reactions) => slackRig(reactions));
