// What the console says about alerts beyond their cards: filters, the page of one alert, the wall. With the whole bot behind it,
// over real HTTP; only the wall's order and the cutting of long lists are looked at alone.
import { afterEach, describe, expect, it } from 'vitest';
import { alertPage } from '../../bot/adapters/console/alert-page.ts';
import { byUrgency } from '../../bot/adapters/console/wall.ts';
import type { Alert } from '../../bot/core/alert.ts';
import type { AlertHistory, Message } from '../../bot/core/view.ts';
import { type Bot, startBot } from '../browser/rig.ts';
import { alertOf, SETTING, viewOf } from '../contracts/chat-views.ts';
import { openStream } from './console-stream.ts';

interface Post {
  readonly id: string;
  readonly alert: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly facts: { readonly states: readonly string[]; readonly mine: readonly string[] } | null;
}
interface State {
  readonly posts: readonly Post[];
  readonly older: string | null;
  readonly total: number | null;
}

const OPEN_BOTS: Bot[] = [];
afterEach(async () => {
  for (const bot of OPEN_BOTS.splice(0)) await bot.close();
});

async function start(options: Parameters<typeof startBot>[0] = {}): Promise<Bot> {
  const bot = await startBot(options);
  OPEN_BOTS.push(bot);
  return bot;
}

async function read<T>(bot: Bot, path: string): Promise<T> {
  const response = await fetch(bot.url + path);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function tap(bot: Bot, person: string, verb: string, a: string, r = 1): Promise<void> {
  const body = JSON.stringify({ person, verb, value: { v: 1, a, r } });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${bot.url}/console/tap`, { method: 'POST', headers, body });
  expect(await response.json()).toEqual({ toast: null });
}

const said = (bot: Bot) =>
  expect.poll(() => bot.memory.outbox.pending(), { timeout: 10_000 }).toBe(0);

/** Cards only, in the order in which they came. */
async function cards(bot: Bot, query: string): Promise<readonly string[]> {
  const { posts } = await read<State>(bot, `/console/state?${query}`);
  return posts.filter((p) => p.thread === null).map((p) => p.alert);
}

describe('filters', () => {
  it('find alerts by severity, state and whose they are', async () => {
    const bot = await start();
    const [low, critical, owned, rejected, climbed] = [
      await bot.detect({ severity: 'low' }),
      await bot.detect({ severity: 'critical' }),
      await bot.detect({ severity: 'high' }),
      await bot.detect({ severity: 'high' }),
      await bot.detect({ severity: 'medium' }),
    ];
    await tap(bot, 'ana', 'confirm', owned);
    await tap(bot, 'ana', 'reject', rejected);
    await tap(bot, 'ole', 'escalate', climbed);
    await said(bot);
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['severity=critical', [critical]],
      ['severity=high,low', [rejected, owned, low]],
      ['state=open', [climbed, owned, critical, low]],
      ['state=unowned', [climbed, critical, low]],
      ['state=owned', [owned]],
      ['state=escalated', [climbed]],
      ['state=shelved', []],
      ['state=closed', [rejected]],
      ['mine=ana', [rejected, owned]],
      ['mine=ana&state=open', [owned]],
      ['mine=ole', []],
      ['mine=nobody', []],
      ['severity=low&state=owned', []],
    ];
    for (const [query, alerts] of cases) {
      const found = await cards(bot, `channel=line-1&${query}`);
      expect([...found].sort(), query).toEqual([...alerts].sort());
    }
    expect(await cards(bot, 'channel=floor&state=open')).toEqual([]);
    const { posts, total } = await read<State>(bot, '/console/state?channel=*&state=escalated');
    expect(total).toBe(1);
    expect(posts.map((p) => p.thread === null)).toEqual([true, false]);
  });

  it('reach what is far below the newest page, and give every card once', async () => {
    const bot = await start();
    const first = await bot.detect({ severity: 'critical' });
    const rest: string[] = [];
    for (let n = 0; n < 60; n += 1) rest.push(await bot.detect({ severity: 'low' }));
    await said(bot);
    expect(await cards(bot, 'channel=line-1&severity=critical')).toEqual([first]);
    expect(await cards(bot, 'channel=line-1&severity=critical&state=open')).toEqual([first]);
    for (const query of ['severity=low&state=open', 'severity=low', '']) {
      const found: string[] = [];
      let before = '';
      do {
        const path = `/console/state?channel=line-1&${query}&before=${encodeURIComponent(before)}`;
        const page = await read<State>(bot, path);
        found.push(...page.posts.map((p) => p.alert));
        before = page.older ?? '';
      } while (before !== '');
      const wanted = query === '' ? [first, ...rest] : rest;
      expect([...found].sort(), query).toEqual([...wanted].sort());
    }
  });

  it('refuse what makes no sense, with a sentence', async () => {
    const bot = await start();
    for (const [query, sentence] of [
      ['severity=huge', /severity: one of low/],
      ['severity=high,huge', /severity/],
      ['state=lost', /state: one of open/],
      ['state=closed&before=nonsense', /before/],
      ['channel=nowhere&state=open', /no such channel/],
    ] as const) {
      const given = query.includes('channel=') ? query : `channel=line-1&${query}`;
      const response = await fetch(`${bot.url}/console/state?${given}`);
      expect([response.status, query]).toEqual([400, query]);
      expect(((await response.json()) as { detail: string }).detail).toMatch(sentence);
    }
  });

  it('come with every post, also live', async () => {
    const bot = await start();
    const stream = await openStream(`${bot.url}/console/live`);
    const alert = await bot.detect();
    await tap(bot, 'ana', 'take', alert);
    await said(bot);
    const events = await stream.wait('post', 2);
    const last = events.at(-1)?.body as { post: Post };
    expect(last.post.facts).toEqual({
      severity: 'high',
      states: ['open', 'owned'],
      mine: ['ana'],
      channel: 'line-1',
    });
    await stream.close();
  });
});

describe('the page of one alert', () => {
  it('tells what happened, where it was shown, what was detected and answered', async () => {
    const bot = await start();
    const alert = await bot.detect({ title: 'Scratch on housing' });
    await tap(bot, 'ole', 'escalate', alert);
    await tap(bot, 'ana', 'reject', alert, 2);
    await tap(bot, 'ana', 'reason:R-NORMAL', alert, 4);
    await said(bot);
    const page = await read<Awaited<ReturnType<typeof alertPage>>>(
      bot,
      `/console/alert?id=${alert}`,
    );
    expect(page).toMatchObject({ id: alert, title: 'Scratch on housing' });
    expect(JSON.stringify(page?.card)).toContain('"verb":"disagree"');
    expect(page?.timeline.items.map(({ text, more }) => [text, more])).toEqual([
      ['opened', ''],
      ['escalated by Ole Berg', 'to the lead'],
      ['asked again', 'to the lead · Sam Supervisor'],
      ['rejected by Ana Ruiz', ''],
      ['reason given by Ana Ruiz', 'Normal here'],
    ]);
    expect(page?.copies.items[0]).toMatchObject({
      place: 'console · line-1 · card',
      state: 'shown',
      isFailed: false,
      after: expect.stringMatching(/^\d(\.\d)? s after it opened$/),
    });
    expect(page?.labels.items.map(({ more, isLive }) => [more, isLive])).toEqual([
      ['replaced later', false],
      ['reason: Normal here · decided', true],
    ]);
    expect(page?.detections).toMatchObject({
      all: 1,
      items: [{ source: 'cam-12 · frame-1', confidence: '93 %', model: 'scratch 4.2' }],
    });
    expect(JSON.stringify(page)).not.toMatch(/undefined|NaN|\[object/);
  });

  it('says so when there is no such alert', async () => {
    const bot = await start();
    for (const query of ['?id=nothing', '?id=', '', `?id=${'x'.repeat(3_000)}`]) {
      const response = await fetch(`${bot.url}/console/alert${query}`);
      const { detail } = (await response.json()) as { detail: string };
      expect([response.status, detail]).toEqual([404, 'There is no alert with this id.']);
    }
  });

  it('is closed to who is not signed in', async () => {
    const bot = await start({ password: 'lights out' });
    const alert = await bot.detect();
    for (const path of [`/console/alert?id=${alert}`, '/console/wall', '/console/state'])
      expect((await fetch(bot.url + path)).status, path).toBe(401);
  });

  it('cuts long lists to the latest, and names people of other platforms', async () => {
    const message = (n: number): Message => ({
      id: `m${n}`,
      subject: { kind: 'alert', id: 'a' },
      kind: 'direct',
      platform: 'teams',
      channel: null,
      person: 'id-kim',
      address: `${n}`,
      state: n === 149 ? 'failed' : 'sent',
      revision: 1,
      postedAt: n === 149 ? null : alertOf().openedAt + 125_000,
      updatedAt: null,
      receipts:
        n < 149
          ? []
          : [
              { at: alertOf().openedAt, kind: 'queued' },
              {
                at: alertOf().openedAt,
                kind: 'delayed',
                reason: 'asked-to-wait',
                ms: 14_000,
              },
              { at: alertOf().openedAt + 14_000, kind: 'failed', reason: 'person-gone', times: 2 },
            ],
    });
    const messages = Array.from({ length: 150 }, (_, n) => message(n));
    const history: AlertHistory = { events: [], detections: [], messages, labels: [] };
    const kim = { id: 'id-kim', key: null, name: 'Kim Stranger', roles: [], identities: [] };
    const reads = {
      view: async () => viewOf(),
      history: async () => history,
      people: async (ids: readonly string[]) => [kim].filter((p) => ids.includes(p.id)),
    };
    const page = await alertPage('a', reads, { ...SETTING, language: 'de' });
    expect([page?.copies.items.length, page?.copies.all]).toEqual([100, 150]);
    expect(page?.copies.items.at(-2)).toMatchObject({
      place: 'teams · Kim Stranger · Direktnachricht',
      after: '2 min 5 s nach dem Öffnen',
    });
    expect(page?.copies.items.at(-1)).toMatchObject({ isFailed: true, posted: '', after: '' });
    expect(page?.copies.items.at(-1)?.history.map(({ text }) => text)).toEqual([
      'vorgemerkt',
      'gewartet 14 s (um Pause gebeten)',
      'konnte nicht gezeigt werden 2× (dieser Person kann man dort nicht schreiben)',
    ]);
  });
});

describe('the wall', () => {
  it('shows all that is open with owner and deadline, also in a language', async () => {
    const bot = await start();
    await bot.detect({ title: 'Low', severity: 'low' });
    const owned = await bot.detect({ title: 'Owned', severity: 'critical' });
    await bot.detect({ title: 'Nobody', severity: 'critical' });
    const rejected = await bot.detect({ title: 'Gone' });
    await tap(bot, 'ana', 'confirm', owned);
    await tap(bot, 'ana', 'reject', rejected);
    const wall = await read<Record<string, unknown>>(bot, '/console/wall');
    expect(wall).toMatchObject({
      site: 'lyon-2',
      open: 3,
      unowned: 2,
      isCut: false,
      bySeverity: { critical: 2, high: 0, medium: 0, low: 1 },
      lines: [
        { title: 'Nobody', owner: null, next: 'climbs', dueAt: expect.any(Number) },
        { title: 'Owned', owner: 'Ana Ruiz', next: 'reminder' },
        { title: 'Low', severity: 'low' },
      ],
    });
    expect(JSON.stringify(wall)).not.toContain(owned);
  });

  it('puts the most urgent first', () => {
    const order: readonly Partial<Alert>[] = [
      { severity: 'critical', dueAt: 200 },
      { severity: 'critical', dueAt: 300 },
      { severity: 'critical', dueAt: 300, openedAt: alertOf().openedAt + 1 },
      { severity: 'critical', dueAt: 100, work: 'owned', owner: 'id-ana' },
      { severity: 'high', dueAt: 100 },
      { severity: 'low', dueAt: 1 },
      { severity: 'critical', dueAt: 1, attention: 'shelved' },
    ];
    const alerts = order.map((change, n) => alertOf({ ...change, id: `a${n}` }));
    for (const given of [alerts.toReversed(), [...alerts.slice(3), ...alerts.slice(0, 3)]])
      expect([...given].sort(byUrgency).map((a) => a.id)).toEqual(alerts.map((a) => a.id));
  });
});
