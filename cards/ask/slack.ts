// A question to people in Block Kit: it mentions those whom Slack knows and names the others.
import type { KnownBlock } from '@slack/types';
import type { Person } from '../../bot/core/plant.ts';
import { ours, say, strongInput } from '../line.ts';
import {
  actions,
  context,
  disarm,
  mrkdwn,
  notice,
  SLACK_LIMITS,
  type SlackMessage,
} from '../slack.ts';
import { tidy } from '../text.ts';
import { words } from '../words.ts';
import type { AskModel } from './model.ts';

const NAME_MAX = 60;

export function askSlack(model: AskModel): SlackMessage {
  const { setting, severity } = model;
  const mentions = model.people.map(mention).join(' ');
  const sentence = mrkdwn(model.sentence, setting, SLACK_LIMITS.sectionText / 2).text;
  const about = say`${ours(severity.emoji)} ${ours(severity.word)}: ${strongInput(model.title)} · ${model.where} · ${words(setting.language).card.id(model.shortId)}`;
  const blocks: KnownBlock[] = [
    {
      type: 'section',
      block_id: `${model.id}.${model.revision}.ask`,
      text: {
        type: 'mrkdwn',
        text: mentions === '' ? sentence : `${mentions}: ${sentence}`,
        verbatim: true,
      },
    },
  ];
  // In the thread under its card, news need not say what they are about.
  if (model.reason !== 'news') blocks.push(context([mrkdwn(about, setting, 1_000)]));
  if (model.buttons.length > 0) {
    blocks.push(actions(model.buttons, `${model.id}.${model.revision}.answers`));
  }
  // The mention stands in the text too: it is what makes the phone ring.
  const summary = notice(model.summary);
  return { text: mentions === '' ? summary : `${mentions}: ${summary}`, blocks };
}

function mention(person: Person): string {
  const id = person.identities.find((i) => i.platform === 'slack')?.user ?? '';
  if (/^[UW][A-Z0-9]{2,30}$/.test(id)) return `<@${id}>`;
  // A user group is asked as one.
  if (/^S[A-Z0-9]{2,30}$/.test(id)) return `<!subteam^${id}>`;
  return disarm(tidy(person.name, NAME_MAX));
}
