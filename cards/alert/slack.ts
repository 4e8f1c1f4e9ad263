// The alert's card in Block Kit: header, section, context, image and actions only, because every client shows those.
// Decides nothing; the model did.
import type { ImageElement, KnownBlock, StaticSelect } from '@slack/types';
import type { Verb } from '../../bot/core/alert.ts';
import { buttonValue } from '../button.ts';
import { joined, type Line, ours, say, strongInput } from '../line.ts';
import { isPublic } from '../reach.ts';
import {
  actions,
  context,
  mrkdwn,
  notice,
  plain,
  SLACK_LIMITS,
  type SlackMessage,
} from '../slack.ts';
import { words } from '../words.ts';
import type { CardButton } from './buttons.ts';
import { pictureLine, readingLine, type ShownPicture } from './evidence.ts';
import { type AlertModel, standing } from './model.ts';

export function alertSlack(model: AlertModel): SlackMessage {
  return {
    text: notice(model.summary),
    blocks: [
      ...head(model),
      ...evidence(model),
      ...states(model),
      ...buttons(model),
      ...foot(model),
    ].slice(0, SLACK_LIMITS.blocks),
  };
}

/** Block ids differ per revision, else clients keep what was chosen on the old card. */
function blockId(model: AlertModel, name: string): string {
  return `${model.id}.${model.revision}.${name}`.slice(-SLACK_LIMITS.blockId);
}

function head(model: AlertModel): KnownBlock[] {
  const { severity, title, where, setting } = model;
  const facts = say`${strongInput(where)}\n${model.when} · ${ours(model.howSure)}`;
  const past = model.past === null || model.isBrief ? [] : say`\n${model.past}`;
  const picture = model.isBrief ? pictureShown(model) : null;
  return [
    {
      type: 'header',
      block_id: blockId(model, 'head'),
      text: plain(`${severity.emoji} ${severity.word}: ${title}`, SLACK_LIMITS.header),
    },
    {
      type: 'section',
      block_id: blockId(model, 'facts'),
      text: mrkdwn([...facts, ...past], setting, SLACK_LIMITS.sectionText),
      ...(picture === null ? {} : { accessory: image(picture) }),
    },
  ];
}

/** From its own address, or as the file that was brought to Slack. */
function image({ url, alt, kept }: ShownPicture): ImageElement {
  const alt_text = plain(alt, SLACK_LIMITS.altText).text;
  const id = kept?.ref;
  return typeof id === 'string'
    ? { type: 'image', slack_file: { id }, alt_text }
    : { type: 'image', image_url: url, alt_text };
}

function pictureShown(model: AlertModel): AlertModel['picture'] {
  const { picture } = model;
  if (typeof picture?.kept?.ref === 'string') return picture;
  return picture?.isShowable && isPublic(picture.url) ? picture : null;
}

function evidence(model: AlertModel): KnownBlock[] {
  if (model.isBrief) return [];
  const blocks: KnownBlock[] = [];
  const shown = pictureShown(model);
  if (shown !== null) {
    blocks.push({ ...image(shown), block_id: blockId(model, 'picture') });
  } else if (model.picture !== null) {
    const line = pictureLine(model.picture, words(model.setting.language));
    blocks.push(context([mrkdwn(line, model.setting, 600)], blockId(model, 'picture')));
  }
  const facts: Line[] = model.readings.map(readingLine);
  const why: Line[] = model.why.map((w) => say`• ${w}`);
  const lines = [...facts, ...why];
  if (lines.length > 0) {
    const text = mrkdwn(joined(lines, '\n'), model.setting, SLACK_LIMITS.sectionText);
    blocks.push({ type: 'section', block_id: blockId(model, 'why'), text });
  }
  return blocks;
}

/** Who did what, who has it, and until when: above the buttons, so that a tap changes its words and not its place. */
function states(model: AlertModel): KnownBlock[] {
  const lines = [...model.states, ...standing(model)];
  if (lines.length === 0) return [];
  const text = mrkdwn(joined(lines, '\n'), model.setting, SLACK_LIMITS.sectionText);
  return [{ type: 'section', block_id: blockId(model, 'state'), text }];
}

function buttons(model: AlertModel): KnownBlock[] {
  const { main, offer, reasons, furtherReasons, more, shelf, note } = model.buttons;
  const said = words(model.setting.language).card;
  const rows: KnownBlock[] = [];
  if (offer.length > 0) rows.push(actions(offer, blockId(model, 'offer')));
  if (reasons.length > 0) {
    const question = plain(model.reasonQuestion ?? '', 150);
    const row = actions(reasons, blockId(model, 'reasons'));
    if (furtherReasons.length > 0)
      row.elements.push(select('reason', said.otherReason, furtherReasons));
    rows.push(context([question], blockId(model, 'question')), row);
  }
  if (model.mainQuestion !== null) {
    rows.push(context([plain(model.mainQuestion, 150)], blockId(model, 'ask')));
  }
  if (main.length > 0) rows.push(actions(main, blockId(model, 'main')));
  rows.push(actions([...more, note], blockId(model, 'more')));
  if (model.shelfQuestion !== null) {
    const row = actions(shelf.reasons, blockId(model, 'shelf'));
    // The same verb twice in a row of buttons is not allowed; in a select it is.
    row.elements.unshift(select('shelve', said.otherTime, shelf.times));
    const question = plain(model.shelfQuestion, 150);
    rows.push(context([question], blockId(model, 'shelf-ask')), row);
  }
  return rows;
}

/** Its options carry the whole value: a select has none of its own. */
function select(verb: Verb, placeholder: string, choices: readonly CardButton[]): StaticSelect {
  return {
    type: 'static_select',
    action_id: verb,
    placeholder: plain(placeholder, 75),
    options: choices.map(({ button, text }) => ({
      text: plain(text, 75),
      value: JSON.stringify({ ...buttonValue(button), c: button.code }),
    })),
  };
}

function foot(model: AlertModel): KnownBlock[] {
  const said = words(model.setting.language).card;
  const late = model.late === null ? [] : [model.late];
  const rest = [
    model.count,
    model.detector === null ? null : say`${model.detector}`,
    said.id(model.shortId),
  ].filter((l) => l !== null);
  const lines = [late, rest].filter((l) => l.length > 0).map((l) => joined(l, ' · '));
  return [
    context(
      [mrkdwn(joined(lines, '\n'), model.setting, SLACK_LIMITS.sectionText)],
      blockId(model, 'foot'),
    ),
  ];
}
