// Nothing that a producer or a person types may mention, link, format, hide or swell: checked on the JSON that is sent.
import { describe, expect, test } from 'vitest';
import type { AlertView } from '../../bot/core/view.ts';
import { blockText, runText } from '../../cards/adaptive.ts';
import { alertAdaptive } from '../../cards/alert/adaptive.ts';
import { alertModel } from '../../cards/alert/model.ts';
import { alertSlack } from '../../cards/alert/slack.ts';
import { askAdaptive } from '../../cards/ask/adaptive.ts';
import { askModel } from '../../cards/ask/model.ts';
import { askSlack } from '../../cards/ask/slack.ts';
import { digestAdaptive } from '../../cards/digest/adaptive.ts';
import { digestSlack } from '../../cards/digest/slack.ts';
import { handoverAdaptive } from '../../cards/handover/adaptive.ts';
import { handoverSlack } from '../../cards/handover/slack.ts';
import { homeSlack } from '../../cards/home/slack.ts';
import { replyAdaptive } from '../../cards/reply/adaptive.ts';
import type { ReplyModel } from '../../cards/reply/model.ts';
import { replySlack } from '../../cards/reply/slack.ts';
import { disarm } from '../../cards/slack.ts';
import { digests } from './digests.ts';
import { ana, bo, sam, setting, viewOf, views } from './fixtures.ts';
import { handovers } from './handovers.ts';
import { homeModels } from './homes.ts';
import { detectionSaying, TRICKS } from './hostile.ts';
import { strings, things } from './limits.ts';
import { asks, replies } from './said.ts';

const hostileViews = [
  views.hostile,
  views['hostile-open'],
  ...TRICKS.flatMap((said) => [nasty(said, views.hostile), nasty(said, views['hostile-open'])]),
];
const models = hostileViews.map((v) => alertModel(v, setting));

const hostileAsks = [
  ...Object.values(asks),
  ...TRICKS.map((said) => {
    const people = [
      { ...ana, name: said, identities: [] },
      { ...sam, name: said },
    ];
    const ask = { reason: 'hand-over', people: [], copyTo: null } as const;
    return askModel(nasty(said, views.hostile), ask, people, setting);
  }),
];

const hostileReplies = [
  ...Object.values(replies),
  ...TRICKS.map((unknown): ReplyModel => ({ setting, body: { kind: 'help', unknown } })),
  ...TRICKS.map((said): ReplyModel => {
    const { alert } = nasty(said, views.hostile);
    const names = new Map([[ana.id, said]]);
    return { setting, body: { kind: 'list', of: 'open', alerts: [alert], hasMore: false, names } };
  }),
];

/** A view in which every text from outside is `said`. */
function nasty(said: string, like: AlertView): AlertView {
  const { alert } = like;
  const shelf = alert.shelf === null ? null : { ...alert.shelf, reason: said };
  return viewOf({
    detection: detectionSaying(said, 3),
    alert: { ...alert, title: said, asset: said, area: said, reason: said, shelf },
    people: [ana, sam, bo].map((p) => ({ ...p, name: said })),
  });
}

const onSlack: readonly unknown[] = [
  ...models.map(alertSlack),
  ...hostileAsks.map(askSlack),
  ...hostileReplies.map(replySlack),
  ...Object.values(digests).map(digestSlack),
  ...Object.values(handovers).map(handoverSlack),
  ...Object.values(homeModels).map(homeSlack),
];
const onAdaptive: readonly unknown[] = [
  ...models.map((m) => alertAdaptive(m)),
  ...hostileAsks.map((a) => askAdaptive(a)),
  ...hostileReplies.map(replyAdaptive),
  ...Object.values(digests).map((d) => digestAdaptive(d)),
  ...Object.values(handovers).map((h) => handoverAdaptive(h)),
];

describe('Slack', () => {
  test('no mention, link or broadcast but our own dates and mentions', () => {
    for (const { field, text } of onSlack.flatMap((m) => strings(m))) {
      const ours = text
        .replace(/<!date\^\d+\^[^|<>]+\|[^<>|]+>/g, '')
        .replace(/<https:\/\/plant\.slack\.com\/[\w/.]+\|photo \d>/g, '')
        .replace(/<@U0(SAM00001|ANA00001|BOCHEN01)>|<!subteam\^S0FITTERS1>/g, '');
      expect(ours, field).not.toMatch(/<[!@#]|<https?:|<mailto:/);
      if (field !== 'text') expect(ours, field).not.toContain('<!');
    }
  });

  test('mentions stand only where somebody is asked', () => {
    for (const message of models.map(alertSlack)) {
      expect(JSON.stringify(message)).not.toMatch(/<@U/);
    }
  });

  test('mark-up is verbatim, plain text shows no emoji codes', () => {
    for (const thing of onSlack.flatMap((m) => things(m))) {
      if (thing.type === 'mrkdwn') expect(thing.verbatim).toBe(true);
      if (thing.type === 'plain_text') expect(thing.emoji).toBe(false);
    }
  });

  test('in mark-up every control sign is escaped and every format sign is ours', () => {
    expect(disarm('a & b <c>')).toBe('a &amp; b &lt;c&gt;');
    expect(disarm('*bold* _it_ ~s~ `c`')).toBe('∗bold∗ ˍitˍ ∼s∼ ˋcˋ');
    expect(disarm('line_1/station_12')).toBe('line_1/station_12');
    expect(disarm('at 10:20:47')).toBe('at 10:20:47');
    expect(disarm(':skull:')).not.toContain(':skull:');
    expect(disarm('@channel')).not.toContain('@channel');
  });

  test('pictures that Slack can not fetch are text', () => {
    for (const url of [
      'http://pictures.plant-lyon.com/a.png',
      'https://10.0.0.7/a.png',
      'https://camera/a.png',
      'https://cam.local/a.png',
      'https://[::1]/a.png',
      'data:image/png;base64,AAAA',
      'javascript:alert(1)',
      'https://user:secret@plant-lyon.com/a.png',
      'not a url',
    ]) {
      const view = viewOf({ detection: { evidence: [{ kind: 'image', url }] } });
      const { blocks } = alertSlack(alertModel(view, setting));
      expect(
        things(blocks).some((t) => t.type === 'image'),
        url,
      ).toBe(false);
    }
  });
});

describe('Adaptive Cards', () => {
  test('a picture in the plant’s network is text for who fetches from outside, with its address', () => {
    const model = alertModel(views['plant-network-picture'], setting);
    const isPicture = (t: Readonly<Record<string, unknown>>): boolean => t.type === 'Image';
    expect(things(alertAdaptive(model, 'plant')).some(isPicture)).toBe(true);
    const outside = alertAdaptive(model, 'internet');
    expect(things(outside).some(isPicture)).toBe(false);
    expect(JSON.stringify(outside)).toContain('https://10.3.0.12/cam-12/88213.png');
    const open = alertModel(views['open-with-picture'], setting);
    expect(things(alertAdaptive(open, 'internet')).some(isPicture)).toBe(true);
  });

  test('a picture that the bot keeps is loaded from where it says, and is text where it says nowhere', () => {
    const model = alertModel(views['picture-kept'], setting);
    const address = 'https://andon.example.com/evidence/abc';
    const linked = things(alertAdaptive(model, 'internet', () => address));
    expect(linked.filter((t) => t.type === 'Image').map((t) => t.url)).toEqual([address]);
    for (const from of ['plant', 'internet'] as const)
      expect(things(alertAdaptive(model, from)).some((t) => t.type === 'Image')).toBe(false);
  });

  test('photos of a note are links, and what is no https address is not', () => {
    const reply = replies['show-with-notes'];
    const links = things(reply && replyAdaptive(reply).card).filter(
      (t) => t.type === 'Action.OpenUrl',
    );
    expect(links.map((t) => String(t.url))).toEqual([
      'https://plant.slack.com/files/U1/F1/bearing.jpg',
      'https://plant.slack.com/F2',
    ]);
  });

  test('only mentions with an entity', () => {
    for (const message of onAdaptive) {
      const known = new Set(things(message).flatMap((t) => (t.type === 'mention' ? [t.text] : [])));
      for (const { text } of strings(message)) {
        for (const [at] of text.matchAll(/<\/?at\b[^>]*>[^<]*(<\/at>)?/gi)) {
          expect(known).toContain(at);
        }
      }
    }
  });

  test('text blocks hold no markdown, link, html or template', () => {
    const blocks = onAdaptive.flatMap((m) => things(m)).filter((t) => t.type === 'TextBlock');
    expect(blocks.length).toBeGreaterThan(10);
    for (const { text } of blocks) {
      const ours = String(text).replace(/<at>[^<]*<\/at>/g, '');
      expect(ours).not.toMatch(/[*_~`[\]<>\\]|https?:\/\/|www\.|\{\{|\$\{/);
      expect(ours).not.toMatch(/^\s*([#+-]|\d+[.)])\s/);
    }
    expect(blockText('# head')).not.toMatch(/^#/);
    expect(blockText('1. one')).not.toMatch(/^1\./);
    expect(blockText('- item')).not.toMatch(/^-/);
  });

  test('runs know no markdown; templates and tags are broken anyway', () => {
    for (const thing of onAdaptive.flatMap((m) => things(m))) {
      if (thing.type !== 'TextRun') continue;
      expect(thing.text).not.toMatch(/<(at|script)\b|\{\{DATE|\$\{title/i);
    }
    expect(runText('5 < 6 & *x*')).toBe('5 < 6 & *x*');
  });

  test('only https pictures', () => {
    for (const message of onAdaptive) {
      for (const thing of things(message)) {
        if (thing.type === 'Image') expect(thing.url).toMatch(/^https:/);
      }
    }
  });
});

test('nobody sends what nobody can read', () => {
  for (const { text } of [...onSlack, ...onAdaptive].flatMap((m) => strings(m))) {
    // The line break is ours, between lines.
    expect(text.replaceAll('\n', '')).not.toMatch(
      /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200b]/u,
    );
  }
});
