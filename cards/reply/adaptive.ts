// A command's answer as an Adaptive Card: titled groups of lines.
import { adaptiveMessage, richText } from '../adaptive.ts';
import type { AdaptiveElement, AdaptiveMessage } from '../adaptive-elements.ts';
import { plainText } from '../line.ts';
import { replyText } from './lines.ts';
import type { ReplyModel } from './model.ts';

export function replyAdaptive(reply: ReplyModel): AdaptiveMessage {
  const { sections, setting } = replyText(reply);
  const body = sections.flatMap(({ title, lines }): AdaptiveElement[] => [
    ...(title === null ? [] : [richText(title, setting, {}, { spacing: 'medium' })]),
    ...lines.map((line) => richText(line, setting, {}, { spacing: 'small' })),
  ]);
  const first = sections[0];
  const summary = first?.title ?? first?.lines[0] ?? [];
  return adaptiveMessage(plainText(summary, setting), setting, body);
}
