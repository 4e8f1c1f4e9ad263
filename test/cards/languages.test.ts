// A language is offered only when it is complete: no sentence may be left in English, and every card must still fit.
import { describe, expect, test } from 'vitest';
import type { Language } from '../../bot/core/plant.ts';
import { alertAdaptive } from '../../cards/alert/adaptive.ts';
import { alertModel } from '../../cards/alert/model.ts';
import { alertSlack } from '../../cards/alert/slack.ts';
import { plainText } from '../../cards/line.ts';
import { toldText, words } from '../../cards/words.ts';
import { ana, openedAt, setting, viewOf, views } from './fixtures.ts';
import { adaptiveFaults, slackFaults, strings, things } from './limits.ts';

const OTHERS: readonly Language[] = ['de', 'es', 'fr'];

describe.each(OTHERS)('%s', (language) => {
  const place = { ...setting, language };

  test('says nothing as English does', () => {
    const english = new Set(strings(words('en')).map((s) => s.text));
    const same = strings(words(language))
      .filter(({ field, text }) => english.has(text) && field !== 'usage')
      // Words that the languages share, units and signs; names of verbs are spelt as typed.
      .filter(
        ({ text }) =>
          !/^(words|note|Maintenance|route|Slack|Teams|Console|.{1,3})$/i.test(text.trim()),
      )
      .map((s) => s.text);
    expect(same).toEqual([]);
  });

  test('every card fits, and its first three buttons stand in one row', () => {
    for (const [name, view] of Object.entries(views)) {
      const model = alertModel(view, place);
      expect(slackFaults(alertSlack(model)), name).toEqual([]);
      const drawn = alertAdaptive(model);
      expect(adaptiveFaults(drawn), name).toEqual([]);
      const rows = things(drawn.card)
        .filter((t) => t.type === 'ActionSet')
        .map((t) => (t.actions as readonly { readonly verb: string }[]).map((a) => a.verb));
      const main = rows.find((r) => r.includes('escalate'));
      if (main !== undefined) expect(main.length, name).toBe(3);
    }
  });

  test('sentences keep their facts', () => {
    const { summary, states } = alertModel(views.confirmed, place);
    expect(summary).toMatch(/Scratch on housing, line-1\/station-12, 10:20\..*Ana Ruiz.*10:21/);
    expect(states.map((s) => plainText(s, place)).join()).toMatch(/Ana Ruiz.*10:21.*1 min/);
    const names = new Map([[ana.id, ana.name]]);
    for (const verdict of ['real', 'not_real', 'unsure', 'contested', 'pending'] as const) {
      const answer = { code: 'faster', who: ana.id, at: openedAt, verdict } as const;
      expect(toldText({ answer, names }, place)).toMatch(/Ana Ruiz.*10:20/);
    }
  });
});

test('dates are written in the language around them', () => {
  const may = Date.UTC(2026, 4, 3, 8, 0);
  const view = viewOf({ detection: { observedAt: may } });
  const summaries = (['en', ...OTHERS] as const).map(
    (language) => alertModel(view, { ...setting, language }).summary,
  );
  expect(summaries.map((s) => /station-12, (.*?)10:00/.exec(s)?.[1]?.trim())).toEqual([
    '3 May,',
    '3. Mai,',
    '3 may,',
    '3 mai,',
  ]);
});
