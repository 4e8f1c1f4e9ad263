// The face of every card in every state, on both renderers, as files to be read in review. `npm run golden` writes them
// anew, `npm run pictures` draws them.
import { describe, expect, test } from 'vitest';
import type { LateBy } from '../../bot/core/receipts.ts';
import { alertAdaptive } from '../../cards/alert/adaptive.ts';
import { alertModel, shortIdOf } from '../../cards/alert/model.ts';
import { alertSlack } from '../../cards/alert/slack.ts';
import { askAdaptive } from '../../cards/ask/adaptive.ts';
import { askSlack } from '../../cards/ask/slack.ts';
import { digestAdaptive } from '../../cards/digest/adaptive.ts';
import { bulkValue, bulkVerb, readBulk } from '../../cards/digest/button.ts';
import type { DigestModel } from '../../cards/digest/model.ts';
import { digestSlack } from '../../cards/digest/slack.ts';
import { formSlack } from '../../cards/form/slack.ts';
import { handoverAdaptive } from '../../cards/handover/adaptive.ts';
import { handoverValue, handoverVerb, readHandover } from '../../cards/handover/button.ts';
import { handoverSlack } from '../../cards/handover/slack.ts';
import { homeSlack } from '../../cards/home/slack.ts';
import { replyAdaptive } from '../../cards/reply/adaptive.ts';
import { replySlack } from '../../cards/reply/slack.ts';
import { complaintsAboutView } from '../fakes/slack-limits.ts';
import { digests, MANY, ONE } from './digests.ts';
import { setting, stateNames, views } from './fixtures.ts';
import { formModels } from './forms.ts';
import { handovers } from './handovers.ts';
import { homeModels } from './homes.ts';
import { adaptiveFaults, slackFaults } from './limits.ts';
import { asks, replies } from './said.ts';

const LATE: LateBy = { ms: 14_000, cause: 'asked-to-wait' };

async function expectFile(path: string, face: unknown): Promise<void> {
  await expect(`${JSON.stringify(face, null, 2)}\n`).toMatchFileSnapshot(`../golden/${path}.json`);
}

describe('alerts', () => {
  test.each(stateNames)('%s', async (name) => {
    const model = alertModel(views[name], setting);
    await expectFile(`alert/slack/${name}`, alertSlack(model));
    await expectFile(`alert/adaptive/${name}`, alertAdaptive(model, 'internet'));
  });
});

test('a copy that came late says so', async () => {
  const model = alertModel(views.open, setting, LATE);
  await expectFile('alert/slack/late', alertSlack(model));
  await expectFile('alert/adaptive/late', alertAdaptive(model, 'internet'));
});

test('the console reads in the plant, so it shows pictures that Teams can’t reach', async () => {
  const model = alertModel(views['plant-network-picture'], setting);
  await expectFile('alert/console/plant-network-picture', alertAdaptive(model, 'plant'));
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

describe('digests', () => {
  test.each(Object.entries(digests))('%s', async (name, model) => {
    await expectFile(`digest/slack/${name}`, digestSlack(model));
    await expectFile(`digest/adaptive/${name}`, digestAdaptive(model));
  });

  test('name every alert that stands on them, however many', () => {
    for (const draw of [digestSlack, digestAdaptive]) {
      for (const [model, alerts] of [
        [digests.many, MANY] as const,
        [digests['one-asset'], ONE] as const,
      ]) {
        const face = JSON.stringify(draw(model as DigestModel));
        for (const { id } of alerts) expect(face).toContain(shortIdOf(id));
      }
    }
  });

  test('stay within what the platforms take', () => {
    for (const model of Object.values(digests)) {
      expect(slackFaults(digestSlack(model))).toEqual([]);
      expect(adaptiveFaults(digestAdaptive(model))).toEqual([]);
    }
  });

  test('what is pressed reads back with what is chosen, and not without', () => {
    const model = digests.going;
    if (model === undefined) throw new Error('no fixture');
    const first = model.groups[0]?.first ?? '';
    const value = bulkValue({ digest: model.id, seen: model.revision });
    const pressed = { verb: 'reject', digest: model.id, seen: 42, first };
    expect(readBulk(bulkVerb('reject'), { ...value, bulk: first })).toEqual(pressed);
    expect(readBulk(bulkVerb('reject'), value)).toBeNull();
    expect(readBulk('reject', { ...value, bulk: first })).toBeNull();
    expect(readBulk('bulk:erase', { ...value, bulk: first })).toBeNull();
  });
});

describe('hand-overs', () => {
  test.each(Object.entries(handovers))('%s', async (name, model) => {
    await expectFile(`handover/slack/${name}`, handoverSlack(model));
    await expectFile(`handover/adaptive/${name}`, handoverAdaptive(model));
  });

  test('stay within what the platforms take', () => {
    for (const model of Object.values(handovers)) {
      expect(slackFaults(handoverSlack(model))).toEqual([]);
      expect(adaptiveFaults(handoverAdaptive(model))).toEqual([]);
    }
  });

  test('what is pressed reads back, and nothing else does', () => {
    const value = handoverValue({ handover: 'h1', seen: 3 });
    const pressed = { verb: 'accept', handover: 'h1', seen: 3 };
    expect(readHandover(handoverVerb('accept'), value)).toEqual(pressed);
    expect(readHandover(handoverVerb('accept'), JSON.stringify(value))).toEqual(pressed);
    for (const verb of ['accept', 'handover:erase', 'handover:']) {
      expect(readHandover(verb, value)).toBeNull();
    }
    for (const forged of ['{', null, { v: 2, h: 'h1', r: 3 }, { v: 1, h: '', r: 3 }]) {
      expect(readHandover(handoverVerb('accept'), forged)).toBeNull();
    }
  });
});

describe('forms', () => {
  test.each(Object.entries(formModels))('%s', async (name, model) => {
    await expectFile(`form/slack/${name}`, formSlack(model));
  });
});

describe('home pages', () => {
  test.each(Object.entries(homeModels))('%s', async (name, model) => {
    await expectFile(`home/slack/${name}`, homeSlack(model));
    expect(complaintsAboutView(homeSlack(model))).toEqual([]);
  });
});

describe('replies', () => {
  test.each(Object.entries(replies))('%s', async (name, model) => {
    await expectFile(`reply/slack/${name}`, replySlack(model));
    await expectFile(`reply/adaptive/${name}`, replyAdaptive(model));
  });
});
