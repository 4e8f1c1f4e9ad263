// A digest in Block Kit: one section for each asset, with a menu for all of its alerts.
import type { KnownBlock, Overflow } from '@slack/types';
import { joined, ours, say, strongInput } from '../line.ts';
import { context, mrkdwn, notice, plain, SLACK_LIMITS, type SlackMessage } from '../slack.ts';
import { BULK_MENU, bulkOption } from './button.ts';
import type { DigestGroup, DigestModel } from './model.ts';

/** Slack's own limit for the options of such a menu. */
const OPTIONS_MAX = 5;

export function digestSlack(model: DigestModel): SlackMessage {
  const { setting } = model;
  const emoji = model.isCalm ? '✅' : '🌊';
  const blocks: KnownBlock[] = [
    {
      type: 'header',
      block_id: blockId(model, 'head'),
      text: plain(`${emoji} ${model.title}`, SLACK_LIMITS.header),
    },
    context(
      [mrkdwn(joined(model.about, '\n'), setting, SLACK_LIMITS.sectionText)],
      blockId(model, 'about'),
    ),
    ...model.groups.map((group, i) => section(group, model, i)),
  ];
  if (model.rest.length > 0) {
    const text = mrkdwn(joined(model.rest, '\n'), setting, SLACK_LIMITS.sectionText);
    blocks.push({ type: 'section', block_id: blockId(model, 'rest'), text });
  }
  return { text: notice(model.summary), blocks: blocks.slice(0, SLACK_LIMITS.blocks) };
}

function blockId(model: DigestModel, name: string): string {
  return `${model.id}.${model.revision}.${name}`.slice(-SLACK_LIMITS.blockId);
}

function section(group: DigestGroup, model: DigestModel, index: number): KnownBlock {
  const head = say`${ours(group.emoji)} ${strongInput(group.where)}`;
  const text = mrkdwn(
    joined([head, ...group.lines], '\n'),
    model.setting,
    SLACK_LIMITS.sectionText,
  );
  const block = { type: 'section', block_id: blockId(model, `asset-${index}`), text } as const;
  return group.menu.length === 0 ? block : { ...block, accessory: menu(group) };
}

function menu(group: DigestGroup): Overflow {
  return {
    type: 'overflow',
    action_id: BULK_MENU,
    options: group.menu.slice(0, OPTIONS_MAX).map(({ button, text }) => ({
      text: plain(text, SLACK_LIMITS.label),
      value: bulkOption(button),
    })),
  };
}
