// A command's answer in Block Kit: sections of lines, each as long as Slack lets it be, text to copy, and commands to press.
import type { ActionsBlock, KnownBlock } from '@slack/types';
import type { Setting } from '../../bot/core/view.ts';
import { type Line, plainText } from '../line.ts';
import { runValue, runVerb } from '../run.ts';
import { escaped, mrkdwn, notice, plain, SLACK_LIMITS, type SlackMessage } from '../slack.ts';
import { type ReplyText, replyText } from './lines.ts';
import type { ReplyModel } from './model.ts';

const FENCE = '```';
/** What a phone shows of a button. */
const TITLE_MAX = 24;

export function replySlack(reply: ReplyModel): SlackMessage {
  const { sections, setting, choices } = replyText(reply);
  const blocks = sections.flatMap(({ title, lines, code }) => [
    ...packed(title === null ? lines : [title, ...lines], setting),
    ...(code === undefined ? [] : preformatted(code)),
  ]);
  const all = sections.flatMap(({ title, lines }) => (title === null ? lines : [title, ...lines]));
  const text = all.map((line) => plainText(line, setting));
  const buttons = choices.length === 0 ? [] : [commandButtons(choices, text[0] ?? '')];
  return {
    text: notice(text.join('\n')),
    blocks: [...blocks.slice(0, SLACK_LIMITS.blocks - buttons.length), ...buttons],
  };
}

/** Lines in order, in as few sections as hold them: a long list must not lose its end. */
function packed(lines: readonly Line[], setting: Setting): readonly KnownBlock[] {
  const texts = lines.map((line) => mrkdwn(line, setting, SLACK_LIMITS.sectionText / 2).text);
  return sectionsOf(texts, (text) => text);
}

/** Between the fences nothing is mark-up but the fence itself. */
function preformatted(code: string): readonly KnownBlock[] {
  const lines = escaped(code.trimEnd()).replaceAll(FENCE, "'''").split('\n');
  return sectionsOf(lines, (text) => `${FENCE}\n${text}\n${FENCE}`);
}

/** What both fences and their line ends take. */
const FENCES_LENGTH = 2 * (FENCE.length + 1);

function sectionsOf(
  lines: readonly string[],
  written: (text: string) => string,
): readonly KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    const length = (last?.length ?? 0) + line.length + FENCES_LENGTH;
    if (last !== undefined && length < SLACK_LIMITS.sectionText) {
      texts[texts.length - 1] = `${last}\n${line}`;
    } else {
      texts.push(line);
    }
  }
  return texts.map((text) => ({
    type: 'section',
    text: { type: 'mrkdwn', text: written(text), verbatim: true },
  }));
}

/** `about` is what a screen reader says after the button's own text. */
function commandButtons(choices: ReplyText['choices'], about: string): ActionsBlock {
  return {
    type: 'actions',
    block_id: 'commands',
    elements: choices.slice(0, SLACK_LIMITS.actions).map(({ text, command }, n) => ({
      type: 'button',
      action_id: runVerb(n),
      text: plain(text, TITLE_MAX),
      value: JSON.stringify(runValue(command)),
      accessibility_label: plain(`${text}: ${about}`, SLACK_LIMITS.label).text,
    })),
  };
}
