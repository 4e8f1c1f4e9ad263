// Everything that is said about rules, in each language, as one text to be read from top to bottom; and it fits every platform.
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../bot/core/plant.ts';
import { plainText } from '../../cards/line.ts';
import { replyAdaptive } from '../../cards/reply/adaptive.ts';
import { replyText } from '../../cards/reply/lines.ts';
import type { ReplyBody } from '../../cards/reply/model.ts';
import { replySlack } from '../../cards/reply/slack.ts';
import type { ChoiceLabel, RuleQuestion, RuleRefusal } from '../../cards/rules/model.ts';
import { openedAt, setting } from './fixtures.ts';
import { adaptiveFaults, slackFaults } from './limits.ts';
import { ruleReplies } from './rules.ts';

const users = { routes: [2], policies: ['standard', 'night'] };

/** One for every code; the type keeps it complete. */
const REFUSALS: { readonly [C in RuleRefusal['code']]: Extract<RuleRefusal, { code: C }> } = {
  'not-a-lead': { code: 'not-a-lead' },
  'not-an-admin': { code: 'not-an-admin' },
  unknown: { code: 'unknown', what: 'policy', name: 'moon' },
  'not-in-a-channel': { code: 'not-in-a-channel' },
  'not-bound': { code: 'not-bound', name: 'floor' },
  'channel-in-use': { code: 'channel-in-use', name: 'floor', users },
  'policy-in-use': {
    code: 'policy-in-use',
    name: 'night',
    users: { routes: [1, 3], policies: [] },
  },
  'last-admin': { code: 'last-admin' },
  'who-is-that': { code: 'who-is-that', name: '@max' },
  'route-at-end': { code: 'route-at-end' },
  'no-change': { code: 'no-change' },
  'nothing-to-undo': { code: 'nothing-to-undo' },
  invalid: { code: 'invalid', fault: 'policies.p.steps.1.to: there is no person "max"' },
  'changed-meanwhile': { code: 'changed-meanwhile', who: 'Ada Admin', at: openedAt },
  'too-many-changes': { code: 'too-many-changes' },
  'token-exists': { code: 'token-exists', name: 'cam-9' },
  'too-many-tokens': { code: 'too-many-tokens' },
  'not-alone': { code: 'not-alone' },
  'claim-wrong': { code: 'claim-wrong' },
  'claim-too-often': { code: 'claim-too-often' },
  'claim-over': { code: 'claim-over', admins: ['Ada Admin', 'Zoe Kern'] },
};

const QUESTIONS: { readonly [C in RuleQuestion['code']]: Extract<RuleQuestion, { code: C }> } = {
  'bound-elsewhere': { code: 'bound-elsewhere', name: 'floor' },
  'sure-all': { code: 'sure-all', verb: 'reject', n: 12, name: 'line-1' },
  taken: { code: 'taken', name: 'press', other: 'line-1' },
  'what-with': { code: 'what-with', name: 'Ana Ruiz' },
  'which-channel': { code: 'which-channel' },
  'which-role': { code: 'which-role', name: 'Ana Ruiz' },
  'which-language': { code: 'which-language', name: 'Ana Ruiz' },
  'which-scopes': { code: 'which-scopes', name: 'cam-9' },
};

const LABELS: readonly ChoiceLabel[] = [
  ...(
    ['move-here', 'leave', 'here', 'off', 'language', 'role', 'up', 'down', 'remove'] as const
  ).map((code) => ({ code })),
  { code: 'add', name: 'Zoe Kern' },
  ...LANGUAGES.map((language) => ({ code: 'to-language', language }) as const),
  ...(['technician', 'lead', 'admin'] as const).map((role) => ({ code: 'to-role', role }) as const),
];

function promptOf(question: RuleQuestion, labels: readonly ChoiceLabel[]): ReplyBody {
  const choices = labels.map((label) => ({ label, command: 'help' }));
  return { kind: 'prompt', question, choices };
}

const bodies: readonly ReplyBody[] = [
  { kind: 'help', unknown: null, role: 'admin' },
  ...Object.entries(ruleReplies).flatMap(([name, body]) =>
    name.includes('hostile') || name === 'prompt-many' ? [] : [body],
  ),
  { kind: 'revoked', name: 'cam-9' },
  ...Object.values(REFUSALS).map((why): ReplyBody => ({ kind: 'refused', why })),
  {
    kind: 'refused',
    why: { code: 'changed-meanwhile', who: null, at: openedAt },
  },
  { kind: 'refused', why: { code: 'claim-over', admins: [] } },
  ...Object.values(QUESTIONS).map((q) => promptOf(q, [])),
  // Ten buttons at most in one answer.
  promptOf(QUESTIONS['which-role'], LABELS.slice(0, 9)),
  promptOf(QUESTIONS['which-language'], LABELS.slice(9)),
];

describe.each(LANGUAGES)('%s', (language) => {
  const place = { ...setting, language };

  test('reads well', async () => {
    const text = bodies.map((body) => {
      const { sections, choices } = replyText({ setting: place, body });
      const lines = sections.flatMap((s) => [
        ...[s.title ?? [], ...s.lines].map((line) => plainText(line, place)),
        ...(s.code === undefined ? [] : [s.code.trimEnd()]),
      ]);
      const buttons = choices.map((c) => `[${c.text}]`).join(' ');
      return [...lines, buttons].filter((line) => line !== '').join('\n');
    });
    await expect(`${text.join('\n\n')}\n`).toMatchFileSnapshot(`../golden/rules/${language}.txt`);
  });

  test('fits', () => {
    for (const body of bodies) {
      const reply = { setting: place, body };
      expect(slackFaults(replySlack(reply))).toEqual([]);
      expect(adaptiveFaults(replyAdaptive(reply))).toEqual([]);
    }
  });
});
