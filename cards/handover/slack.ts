// A hand-over in Block Kit: what it is about, the lists in as few sections as hold them, and the buttons of whoever reads it.
import type { ActionsBlock, KnownBlock } from '@slack/types';
import { blockId, sections } from '../digest/slack.ts';
import { type Line, say } from '../line.ts';
import { context, mrkdwn, notice, plain, SLACK_LIMITS, type SlackMessage } from '../slack.ts';
import { words } from '../words.ts';
import { handoverValue, handoverVerb } from './button.ts';
import { drawFitting, linesOf } from './fitting.ts';
import type { HandoverModel } from './model.ts';

/** Below what Slack takes for all blocks of a message together, as JSON. */
const JSON_MAX = 12_500;

export function handoverSlack(model: HandoverModel): SlackMessage {
  const blocks = drawFitting(model, blocksOf, (b) => JSON.stringify(b).length <= JSON_MAX);
  return { text: notice(model.summary), blocks };
}

function blocksOf(model: HandoverModel): KnownBlock[] {
  const about = model.about.map((line) => mrkdwn(line, model.setting, SLACK_LIMITS.sectionText));
  return [
    {
      type: 'header',
      block_id: blockId(model, 'head'),
      text: plain(`${model.emoji} ${model.title}`, SLACK_LIMITS.header),
    },
    context(about, blockId(model, 'about')),
    ...sections(listed(model), model),
    ...(model.buttons.length > 0 ? [actions(model)] : []),
  ];
}

function listed(model: HandoverModel): readonly Line[] {
  return model.groups.flatMap((group) => [
    group.title,
    ...linesOf(group, model).map((line) => (group.isNotes ? line : say`• ${line}`)),
  ]);
}

function actions(model: HandoverModel): ActionsBlock {
  const said = words(model.setting.language).handover;
  return {
    type: 'actions',
    block_id: blockId(model, 'do'),
    elements: model.buttons.map((verb) => ({
      type: 'button' as const,
      action_id: handoverVerb(verb),
      text: plain(said.button[verb], SLACK_LIMITS.buttonText),
      accessibility_label: plain(`${said.button[verb]}: ${model.title}`, SLACK_LIMITS.label).text,
      value: JSON.stringify(handoverValue({ handover: model.id, seen: model.revision })),
      ...(verb === 'accept' ? ({ style: 'primary' } as const) : {}),
    })),
  };
}
