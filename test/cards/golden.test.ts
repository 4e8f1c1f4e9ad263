// The face of every card in every state, on both renderers, as files to be read in review. `npm run golden` writes them
// anew, `npm run pictures` draws them.
import { describe, expect, test } from 'vitest';
import { alertAdaptive } from '../../cards/alert/adaptive.ts';
import { alertModel } from '../../cards/alert/model.ts';
import { alertSlack } from '../../cards/alert/slack.ts';
import { askAdaptive } from '../../cards/ask/adaptive.ts';
import { askSlack } from '../../cards/ask/slack.ts';
import { formSlack } from '../../cards/form/slack.ts';
import { replyAdaptive } from '../../cards/reply/adaptive.ts';
import { replySlack } from '../../cards/reply/slack.ts';
import { setting, stateNames, views } from './fixtures.ts';
import { formModels } from './forms.ts';
import { asks, replies } from './said.ts';

async function expectFile(path: string, face: unknown): Promise<void> {
  await expect(`${JSON.stringify(face, null, 2)}\n`).toMatchFileSnapshot(`../golden/${path}.json`);
}

describe('alerts', () => {
  test.each(stateNames)('%s', async (name) => {
    const model = alertModel(views[name], setting);
    await expectFile(`alert/slack/${name}`, alertSlack(model));
    await expectFile(`alert/adaptive/${name}`, alertAdaptive(model));
  });
});

describe('asks', () => {
  test.each(Object.entries(asks))('%s', async (name, model) => {
    await expectFile(`ask/slack/${name}`, askSlack(model));
    await expectFile(`ask/adaptive/${name}`, askAdaptive(model));
  });

  test('where nobody can be mentioned, names are names', async () => {
    for (const model of Object.values(asks)) {
      const { card } = askAdaptive(model, 'names');
      expect(JSON.stringify(card)).not.toContain('<at>');
      expect(card.msteams).toBeUndefined();
    }
  });
});

describe('forms', () => {
  test.each(Object.entries(formModels))('%s', async (name, model) => {
    await expectFile(`form/slack/${name}`, formSlack(model));
  });
});

describe('replies', () => {
  test.each(Object.entries(replies))('%s', async (name, model) => {
    await expectFile(`reply/slack/${name}`, replySlack(model));
    await expectFile(`reply/adaptive/${name}`, replyAdaptive(model));
  });
});
