// The buttons of a drawn card as the platforms would press them: verb and value, read from the JSON alone.

import { alertAdaptive } from '../../cards/alert/adaptive.ts';
import type { AlertModel } from '../../cards/alert/model.ts';
import { alertSlack } from '../../cards/alert/slack.ts';
import { things } from './limits.ts';

export interface Pressable {
  readonly verb: string;
  readonly value: unknown;
  /** What a select or an input adds. */
  readonly chosen: string | undefined;
  readonly style: unknown;
}

export const PRESSABLES: Readonly<Record<string, (model: AlertModel) => readonly Pressable[]>> = {
  slack: slackPressables,
  adaptive: adaptivePressables,
};

function slackPressables(model: AlertModel): readonly Pressable[] {
  return things(alertSlack(model).blocks).flatMap((t): readonly Pressable[] => {
    const verb = String(t.action_id);
    if (t.type === 'button') return [{ verb, value: t.value, chosen: undefined, style: t.style }];
    if (t.type !== 'static_select') return [];
    const options = t.options as readonly { readonly value: string }[];
    return options.map((o) => ({ verb, value: o.value, chosen: undefined, style: undefined }));
  });
}

function adaptivePressables(model: AlertModel): readonly Pressable[] {
  const all = things(alertAdaptive(model).card);
  const choices = all.flatMap((t) =>
    t.type === 'Input.ChoiceSet' ? (t.choices as readonly { readonly value: string }[]) : [],
  );
  return all
    .filter((t) => t.type === 'Action.Execute')
    .flatMap((t): readonly Pressable[] => {
      const press = { verb: String(t.verb), value: t.data, style: t.style };
      return t.associatedInputs === 'auto' && t.verb !== 'note'
        ? choices.map((c) => ({ ...press, chosen: c.value }))
        : [{ ...press, chosen: undefined }];
    });
}
