// A question to people as an Adaptive Card. Mentions ring only in Teams; elsewhere a name is a name.
import type { Person } from '../../bot/core/plant.ts';
import { actionSet, adaptiveMessage, blockText, richText } from '../adaptive.ts';
import type { AdaptiveElement, AdaptiveMessage, Mention } from '../adaptive-elements.ts';
import { ours, plainText, say, strongInput } from '../line.ts';
import { tidy } from '../text.ts';
import { words } from '../words.ts';
import type { AskModel } from './model.ts';

/** `names` where nobody can be mentioned, as on the console. */
export function askAdaptive(
  model: AskModel,
  mentioning: 'mentions' | 'names' = 'mentions',
): AdaptiveMessage {
  const { setting, severity } = model;
  const mentions = mentioning === 'mentions' ? mentionsOf(model.people) : [];
  const names = model.people.map((p) => mentions.find((m) => m.person === p)?.text ?? nameOf(p));
  const sentence = blockText(plainText(model.sentence, setting));
  const about = say`${ours(severity.emoji)} ${ours(severity.word)}: ${strongInput(model.title)} · ${model.where} · ${words(setting.language).card.id(model.shortId)}`;
  const body: AdaptiveElement[] = [
    {
      type: 'TextBlock',
      text: names.length === 0 ? sentence : `${names.join(', ')}: ${sentence}`,
      wrap: true,
    },
  ];
  // In the thread under its card, news need not say what they are about.
  if (model.reason !== 'news') {
    body.push(richText(about, setting, { size: 'small', isSubtle: true }, { spacing: 'small' }));
  }
  if (model.buttons.length > 0) body.push(actionSet(model.buttons));
  return adaptiveMessage(
    `${model.people.map((p) => tidy(p.name, 60)).join(', ')}: ${model.summary}`.replace(/^: /, ''),
    setting,
    body,
    mentions.map(({ person: _, ...m }) => m),
  );
}

function nameOf(person: Person): string {
  return blockText(tidy(person.name, 60));
}

/** Two people of one name get a number, because a mention is found by its text. */
function mentionsOf(people: readonly Person[]): readonly (Mention & { readonly person: Person })[] {
  const seen = new Map<string, number>();
  return people.flatMap((person) => {
    const id = person.identities.find((i) => i.platform === 'teams')?.user;
    if (id === undefined) return [];
    const name = nameOf(person);
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    const unique = n === 1 ? name : `${name} (${n})`;
    return [
      {
        type: 'mention',
        text: `<at>${unique}</at>`,
        mentioned: { id, name: unique },
        person,
      } as const,
    ];
  });
}
