// A digest in Block Kit: the list by asset in as few sections as hold it, then one choice of an asset and what can be done with
// all of it. A menu for each asset would make a message that Slack finds too large.
import type { ActionsBlock, KnownBlock } from '@slack/types';
import { BULK_VERBS, type BulkVerb, DIGEST_SIZE } from '../../bot/core/digest.ts';
import { input, type Line, ours, plainText, say, strongInput } from '../line.ts';
import { context, mrkdwn, notice, plain, SLACK_LIMITS, type SlackMessage } from '../slack.ts';
import { words } from '../words.ts';
import { BULK_MENU, bulkValue, bulkVerb } from './button.ts';
import { type DigestGroup, type DigestModel, moreOf } from './model.ts';

/** Below what Slack takes for all blocks of a message together, as JSON. */
const JSON_MAX = 12_500;
/** How many alerts an asset lists, the most detail first that fits. */
const DETAILS = [DIGEST_SIZE, 16, 8, 4, 2, 1, 0];
const ASSET_MAX = 60;

export function digestSlack(model: DigestModel): SlackMessage {
  const drafts = DETAILS.map((lines) => () => blocksOf(model, lines));
  const fitting = drafts.find((draft) => JSON.stringify(draft()).length <= JSON_MAX);
  const blocks = (fitting ?? drafts.at(-1))?.() ?? [];
  return { text: notice(model.summary), blocks };
}

function blocksOf(model: DigestModel, lines: number): KnownBlock[] {
  const emoji = model.isCalm ? '✅' : '🌊';
  const about = model.about.map((line) => mrkdwn(line, model.setting, SLACK_LIMITS.sectionText));
  const list = [...model.groups.flatMap((g) => listed(g, model, lines)), ...model.rest];
  return [
    {
      type: 'header',
      block_id: blockId(model, 'head'),
      text: plain(`${emoji} ${model.title}`, SLACK_LIMITS.header),
    },
    context(about, blockId(model, 'about')),
    ...sections(list, model),
    ...(model.groups.length > 0 ? [actions(model)] : []),
  ];
}

/** What the blocks of a message about many alerts need of its model. */
type Listing = Pick<DigestModel, 'id' | 'revision' | 'setting'>;

export function blockId(model: Listing, name: string): string {
  return `${model.id}.${model.revision}.${name}`.slice(-SLACK_LIMITS.blockId);
}

/** An asset and as many of its alerts as fit; the others are counted and named. */
function listed(group: DigestGroup, model: DigestModel, lines: number): readonly Line[] {
  const shown = group.lines.slice(0, lines);
  const tail = moreOf(group, shown.length, words(model.setting.language));
  return [
    say`${ours(group.emoji)} ${strongInput(group.where)}${ours(tail)}`,
    // One plain part each: dates in everybody's own clock would be longer than all the rest.
    ...shown.map((line) => [ours('• '), input(plainText(line, model.setting))]),
  ];
}

/** Lines in order, in as few sections as hold them. */
export function sections(lines: readonly Line[], model: Listing): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const { text } = mrkdwn(line, model.setting, SLACK_LIMITS.sectionText / 2);
    const last = texts.at(-1);
    if (last !== undefined && last.length + text.length < SLACK_LIMITS.sectionText) {
      texts[texts.length - 1] = `${last}\n${text}`;
    } else {
      texts.push(text);
    }
  }
  return texts.map((text, i) => ({
    type: 'section',
    block_id: blockId(model, `list-${i}`),
    text: { type: 'mrkdwn', text, verbatim: true },
  }));
}

function actions(model: DigestModel): ActionsBlock {
  const said = words(model.setting.language).digest;
  return {
    type: 'actions',
    block_id: blockId(model, 'choose'),
    elements: [
      {
        type: 'static_select',
        action_id: BULK_MENU,
        placeholder: plain(said.choose, SLACK_LIMITS.label),
        options: model.groups.map(({ emoji, where, first }) => ({
          text: plain(`${emoji} ${where}`, ASSET_MAX),
          value: first,
        })),
      },
      ...BULK_VERBS.map((verb) => button(verb, model)),
    ],
  };
}

function button(verb: BulkVerb, model: DigestModel) {
  const style = verb === 'confirm' ? 'primary' : verb === 'reject' ? 'danger' : null;
  const { bulkAll } = words(model.setting.language).digest;
  return {
    type: 'button' as const,
    action_id: bulkVerb(verb),
    text: plain(bulkAll[verb], SLACK_LIMITS.buttonText),
    accessibility_label: plain(`${bulkAll[verb]}: ${model.title}`, SLACK_LIMITS.label).text,
    value: JSON.stringify(bulkValue({ digest: model.id, seen: model.revision })),
    ...(style === null ? {} : ({ style } as const)),
  };
}
