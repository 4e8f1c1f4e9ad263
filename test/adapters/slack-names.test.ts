// Names in what people type: Slack's marks are written out with the id that they stand for; names that were typed by hand are
// looked up, seldom and briefly.
import { afterEach, describe, expect, it, test } from 'vitest';
import { readable, readMarks } from '../../bot/adapters/slack/names.ts';
import type { CommandCall } from '../../bot/ports/chat.ts';
import { SETTING } from '../contracts/chat-views.ts';
import { type } from '../fakes/slack-sender.ts';
import { ANA, BEN, LINE_1 } from './slack-rig.ts';
import { closeScenes, type Scene, scene } from './slack-scene.ts';

afterEach(closeScenes);

const NAMES: Readonly<Record<string, string>> = { [ANA]: 'ana', U0TWO00001: 'ana' };
const nameOf = (user: string): string | null => NAMES[user] ?? null;

const marks: readonly (readonly [string, string, readonly (readonly string[])[]])[] = [
  [`person <@${ANA}|ana.ruiz> lead`, 'person @ana.ruiz lead', [['person', '@ana.ruiz', ANA]]],
  [`person <@${ANA}> lead`, 'person @ana lead', [['person', '@ana', ANA]]],
  ['person <@U0NEW00001>', 'person @U0NEW00001', [['person', '@U0NEW00001', 'U0NEW00001']]],
  ['channel <#C0LINE0001|line-1>', 'channel #line-1', [['channel', '#line-1', 'C0LINE0001']]],
  ['channel <#C0PRIV0001|>', 'channel #C0PRIV0001', [['channel', '#C0PRIV0001', 'C0PRIV0001']]],
  ['ask <!subteam^S0FIT00001|@fitters>', 'ask @fitters', [['group', '@fitters', 'S0FIT00001']]],
  [`<@${ANA}|Ana Maria Ruiz>`, '@Ana-Maria-Ruiz', [['person', '@Ana-Maria-Ruiz', ANA]]],
  [
    `<@${ANA}> or <@U0TWO00001>`,
    '@ana or @U0TWO00001',
    [
      ['person', '@ana', ANA],
      ['person', '@U0TWO00001', 'U0TWO00001'],
    ],
  ],
  [`<@${ANA}> <@${ANA}>`, '@ana @ana', [['person', '@ana', ANA]]],
  ['shelve 4f2a 2h &lt;parts&gt; &amp; oil', 'shelve 4f2a 2h <parts> & oil', []],
  ['&lt;@U0FAKE0001&gt;', '<@U0FAKE0001>', []],
  ['a < b > c <!here> <@>', 'a < b > c <!here> <@>', []],
];
test.each(marks)('%j', (typed, text, mentions) => {
  const read = readMarks(typed, nameOf);
  expect(read.text).toBe(text);
  expect(read.mentions.map((m) => [m.kind, m.text, m.id])).toEqual(mentions);
});

test.each([
  ['<https://a.example/x>', 'https://a.example/x'],
  ['<https://a.example/x|https://a.example/x>', 'https://a.example/x'],
  ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
  ['<mailto:a@b.example>', 'mailto:a@b.example'],
  ['<!channel> look', '@channel look'],
  ['<!date^1^{time}|10:20>', '10:20'],
])('%j reads %j', (written, text) => {
  expect(readable(written, nameOf)).toBe(text);
});

describe('a command', () => {
  async function typed(at: Scene, calls: CommandCall[], text: string): Promise<CommandCall> {
    await type(at.rig.slack, at.rig.doorUrl, LINE_1, ANA, text);
    const call = calls.at(-1);
    if (call === undefined) throw new Error('nothing arrived');
    return call;
  }
  function listening(calls: CommandCall[]): Promise<Scene> {
    return scene({
      command: async (call) => {
        calls.push(call);
        return { setting: SETTING, body: { kind: 'help', unknown: null } };
      },
    });
  }
  const lists = (at: Scene): readonly string[] =>
    at.rig.slack.calls.map((c) => c.method).filter((m) => m.endsWith('.list'));

  it('with marks asks Slack nothing', async () => {
    const calls: CommandCall[] = [];
    const at = await listening(calls);
    const call = await typed(at, calls, `person <@${BEN}|ben> lead`);
    expect(call.text).toBe('person @ben lead');
    expect(call.mentions).toEqual([{ kind: 'person', text: '@ben', id: BEN }]);
    expect(lists(at)).toEqual([]);
  });

  it('with names typed by hand finds them, and reads the directory once', async () => {
    const calls: CommandCall[] = [];
    const at = await listening(calls);
    for (const _ of [1, 2]) {
      const call = await typed(at, calls, 'route a=line-1/* #C0LINE0001 @Ben @maintenance @nobody');
      expect(call.mentions).toEqual([
        { kind: 'channel', text: '#C0LINE0001', id: LINE_1 },
        { kind: 'person', text: '@Ben', id: BEN },
        { kind: 'group', text: '@maintenance', id: 'S0GROUP001' },
      ]);
    }
    expect(lists(at).toSorted()).toEqual(['conversations.list', 'usergroups.list', 'users.list']);
  });

  it('is answered without names where the app may not read them', async () => {
    const calls: CommandCall[] = [];
    const at = await listening(calls);
    at.rig.slack.fail({ method: 'users.list', kind: 'error', code: 'missing_scope' });
    const call = await typed(at, calls, 'route #C0LINE0001 @ben');
    expect(call.mentions).toEqual([{ kind: 'channel', text: '#C0LINE0001', id: LINE_1 }]);
  });

  it('does not wait for a directory that does not come', async () => {
    const calls: CommandCall[] = [];
    const at = await listening(calls);
    at.rig.slack.fail({ method: 'users.list', kind: 'hang' });
    const call = await typed(at, calls, 'person @ben');
    expect([call.text, call.mentions]).toEqual(['person @ben', []]);
  });
});
