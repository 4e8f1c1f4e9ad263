// A command's answer in Block Kit: one section for each titled group of lines.
import type { KnownBlock } from '@slack/types';
import { joined, plainText } from '../line.ts';
import { mrkdwn, notice, SLACK_LIMITS, type SlackMessage } from '../slack.ts';
import { replyText } from './lines.ts';
import type { ReplyModel } from './model.ts';

export function replySlack(reply: ReplyModel): SlackMessage {
  const { sections, setting } = replyText(reply);
  const groups = sections.map(({ title, lines }) => (title === null ? lines : [title, ...lines]));
  const blocks: KnownBlock[] = groups.map((lines) => ({
    type: 'section',
    text: mrkdwn(joined(lines, '\n'), setting, SLACK_LIMITS.sectionText),
  }));
  const text = groups.flat().map((line) => plainText(line, setting));
  return { text: notice(text.join('\n')), blocks };
}
