// A command's answer in Block Kit: sections of lines, each as long as Slack lets it be.
import type { KnownBlock } from '@slack/types';
import type { Setting } from '../../bot/core/view.ts';
import { type Line, plainText } from '../line.ts';
import { mrkdwn, notice, SLACK_LIMITS, type SlackMessage } from '../slack.ts';
import { replyText } from './lines.ts';
import type { ReplyModel } from './model.ts';

export function replySlack(reply: ReplyModel): SlackMessage {
  const { sections, setting } = replyText(reply);
  const groups = sections.map(({ title, lines }) => (title === null ? lines : [title, ...lines]));
  const blocks = groups.flatMap((lines) => packed(lines, setting));
  const text = groups.flat().map((line) => plainText(line, setting));
  return { text: notice(text.join('\n')), blocks: blocks.slice(0, SLACK_LIMITS.blocks) };
}

/** Lines in order, in as few sections as hold them: a long list must not lose its end. */
function packed(lines: readonly Line[], setting: Setting): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const { text } = mrkdwn(line, setting, SLACK_LIMITS.sectionText / 2);
    const last = texts.at(-1);
    if (last !== undefined && last.length + text.length < SLACK_LIMITS.sectionText) {
      texts[texts.length - 1] = `${last}\n${text}`;
    } else {
      texts.push(text);
    }
  }
  return texts.map((text) => ({
    type: 'section',
    text: { type: 'mrkdwn', text, verbatim: true },
  }));
}
