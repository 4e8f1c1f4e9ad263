// Somebody's own page as Slack's App Home: for each alert a line and its buttons.
import type { HomeView, KnownBlock } from '@slack/types';
import { actions, context, mrkdwn, plain, SLACK_LIMITS } from '../slack.ts';
import type { HomeModel, HomeRow, HomeSection } from './model.ts';

/** Slack's own limit for a page. */
export const HOME_BLOCKS = 100;

export function homeSlack(model: HomeModel): HomeView {
  const duty = context([mrkdwn(model.duty, model.setting, SLACK_LIMITS.sectionText)]);
  const blocks = [duty, ...model.sections.flatMap((s) => section(s, model))];
  return { type: 'home', blocks: blocks.slice(0, HOME_BLOCKS) };
}

function section({ title, rows, remark }: HomeSection, model: HomeModel): readonly KnownBlock[] {
  const { setting } = model;
  return [
    { type: 'header', text: plain(title, SLACK_LIMITS.header) },
    ...rows.flatMap((r) => row(r, model)),
    ...(remark === null ? [] : [context([mrkdwn(remark, setting, SLACK_LIMITS.sectionText)])]),
  ];
}

function row({ line, buttons }: HomeRow, { setting }: HomeModel): readonly KnownBlock[] {
  const text = mrkdwn(line, setting, SLACK_LIMITS.sectionText);
  const [first] = buttons;
  if (first === undefined) return [{ type: 'section', text }];
  const { alert, seen } = first.button;
  return [
    { type: 'section', text },
    actions(buttons, `home.${alert}.${seen}`.slice(-SLACK_LIMITS.blockId)),
  ];
}
