// What the outbox hears when Slack has a bad day, and that nothing is said twice: each kind of trouble is mapped exactly.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../bot/core/time.ts';
import type { Content, Place } from '../../bot/ports/chat.ts';
import { alertModel } from '../../cards/alert/model.ts';
import {
  alertContent,
  askContent,
  confirmedContent,
  SETTING,
  viewOf,
} from '../contracts/chat-views.ts';
import type { SlackFault } from '../fakes/slack-server.ts';
import { LINE_1, NO_REACTIONS, personOf, type SlackRig, slackRig, TO_LINE_1 } from './slack-rig.ts';

let rig: SlackRig;
beforeEach(async () => {
  rig = await slackRig(NO_REACTIONS);
});
afterEach(() => rig.close());

describe('who is in a channel', () => {
  const stranger = personOf('far', 'Far Away', 'U0NOBODY01');
  const asked = (): Promise<readonly string[]> =>
    rig.chat.unseenBy?.(TO_LINE_1, [rig.ana, stranger]) ?? Promise.resolve([]);
  const looks = () => rig.slack.calls.filter((c) => c.method === 'conversations.members').length;

  it('is asked of Slack and remembered', async () => {
    expect(await asked()).toEqual([stranger.id]);
    expect(await asked()).toEqual([stranger.id]);
    expect(looks()).toBe(1);
  });

  it('is everybody when Slack does not tell, and the operator learns why', async () => {
    rig.slack.fail({ method: 'conversations.members', kind: 'error', code: 'missing_scope' });
    expect(await asked()).toEqual([]);
    expect(JSON.stringify(rig.logged)).toMatch(/channels:read/);
  });

  it('is not asked for a direct message, nor about people who are not on Slack', async () => {
    expect(await rig.chat.unseenBy?.(rig.direct, [stranger])).toEqual([]);
    expect(looks()).toBe(0);
    const elsewhere = { ...stranger, identities: [] };
    expect(await rig.chat.unseenBy?.(TO_LINE_1, [elsewhere])).toEqual([]);
  });
});

describe('a post', () => {
  const faults: readonly [string, SlackFault, object, number][] = [
    ['429', { kind: 'limited', retryAfterS: 7 }, { code: 'limited', retryAfterMs: 7_000 }, 0],
    ['ratelimited in words', { kind: 'error', code: 'ratelimited' }, { code: 'limited' }, 0],
    ['a status 503', { kind: 'status', status: 503 }, { code: 'unclear' }, 0],
    ['a status 404', { kind: 'status', status: 404 }, { code: 'unavailable' }, 0],
    ['a reset', { kind: 'reset' }, { code: 'unclear' }, 0],
    ['a reset after it was stored', { kind: 'reset', when: 'after' }, { code: 'unclear' }, 1],
    ['a 502 after it was stored', { kind: 'status', when: 'after' }, { code: 'unclear' }, 1],
    ['a page of HTML', { kind: 'html' }, { code: 'unclear' }, 0],
    ['internal_error', { kind: 'error', code: 'internal_error' }, { code: 'unclear' }, 0],
    ['fatal_error', { kind: 'error', code: 'fatal_error' }, { code: 'unclear' }, 0],
    ['not_in_channel', { kind: 'error', code: 'not_in_channel' }, { code: 'refused' }, 0],
    ['is_archived', { kind: 'error', code: 'is_archived' }, { code: 'refused' }, 0],
    ['invalid_auth', { kind: 'error', code: 'invalid_auth' }, { code: 'unavailable' }, 0],
    ['an unheard-of refusal', { kind: 'error', code: 'no_such_thing' }, { code: 'refused' }, 0],
  ];
  for (const [title, fault, result, stored] of faults) {
    it(`that meets ${title} is ${JSON.stringify(result)}`, async () => {
      rig.slack.fail(fault);
      const posted = await rig.chat.post(TO_LINE_1, alertContent(), 'card:1');
      expect(posted).toMatchObject({ ok: false, ...result });
      expect(rig.messages(LINE_1)).toHaveLength(stored);
      expect(rig.slack.calls.filter((c) => c.method === 'chat.postMessage')).toHaveLength(1);
    });
  }

  const rooms: readonly [string, RegExp][] = [
    ['C0NOBOT001', /not a member.*C0NOBOT001.*invite/],
    ['C0OLD00001', /C0OLD00001 is archived/],
    ['C0NOWHERE1', /no channel C0NOWHERE1/],
  ];
  for (const [channel, words] of rooms) {
    it(`into ${channel} is refused in words that help`, async () => {
      const posted = await rig.chat.post({ ...TO_LINE_1, channel }, alertContent(), 'card:1');
      expect(posted).toMatchObject({ ok: false, code: 'refused' });
      expect(posted).toHaveProperty('reason', expect.stringMatching(words));
    });
  }

  it('that never reached Slack is not unclear', async () => {
    await rig.slack.close();
    const posted = await rig.chat.post(TO_LINE_1, alertContent(), 'card:1');
    expect(posted).toMatchObject({ ok: false, code: 'unavailable' });
  });

  it('carries the key as metadata, a sentence beside the blocks, and no previews', async () => {
    await rig.chat.post(TO_LINE_1, alertContent(), 'card:1');
    const [call] = rig.slack.calls.filter((c) => c.method === 'chat.postMessage');
    const metadata = { event_type: 'andon_delivery', event_payload: { key: 'card:1' } };
    expect(JSON.parse(call?.args.metadata ?? '')).toEqual(metadata);
    expect(call?.args.text).toContain('Scratch on housing');
    expect(call?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  });

  it('with a picture that Slack can’t load goes without the picture', async () => {
    rig.slack.fail({ method: 'chat.postMessage', kind: 'error', code: 'invalid_blocks' });
    const posted = await rig.chat.post(TO_LINE_1, withPicture(), 'card:1');
    expect(posted).toMatchObject({ ok: true, isBare: true });
    const blocks = JSON.stringify(rig.messages(LINE_1)[0]?.blocks);
    expect(blocks).not.toContain('image_url');
    expect(blocks).toContain('could not be loaded: https://cdn.example.com/frame.png');
  });

  const codes = ['invalid_blocks', 'msg_too_long', 'msg_blocks_too_long'];
  it.each(codes)(
    'that meets %s twice goes without details, never without its buttons',
    async (code) => {
      const refuse = () => rig.slack.fail({ method: 'chat.postMessage', kind: 'error', code });
      refuse();
      refuse();
      const posted = await rig.chat.post(TO_LINE_1, withPicture(), 'card:1');
      expect(posted).toMatchObject({ ok: true, isBare: true });
      const [message] = rig.messages(LINE_1);
      const blocks = JSON.stringify(message?.blocks);
      expect(blocks).not.toMatch(/image_url|depth/);
      expect(blocks).toMatch(/"confirm".*"reject".*"escalate"/);
      const posts = rig.slack.calls.filter((c) => c.method === 'chat.postMessage');
      expect(posts.map((c) => JSON.parse(c.args.metadata ?? '{}').event_payload.key)).toEqual([
        'card:1',
        'card:1',
        'card:1',
      ]);

      // The same for an edit; and what is refused even so is this card's trouble, not its channel's.
      const edit = () => rig.slack.fail({ method: 'chat.update', kind: 'error', code });
      edit();
      edit();
      const address = message?.ts ?? '';
      const updated = await rig.chat.update(TO_LINE_1, address, withPicture());
      expect(updated).toMatchObject({ ok: true, isBare: true });
      for (let n = 0; n < 3; n += 1) edit();
      const refused = await rig.chat.update(TO_LINE_1, address, withPicture());
      expect(refused).toMatchObject({ ok: false, code: 'refused', refusal: 'card' });
    },
  );

  it('under a card that is gone goes to the channel: nobody is left unasked', async () => {
    const place = { ...TO_LINE_1, thread: '1700000000.000001' };
    expect(await rig.chat.post(place, askContent(rig.ana), 'ask:1')).toMatchObject({ ok: true });
    expect(rig.messages(LINE_1).map((m) => m.thread)).toEqual([null]);
    const address = rig.messages(LINE_1)[0]?.ts;
    expect(await rig.chat.find(place, 'ask:1', 0)).toEqual({ kind: 'found', address });
  });

  it('to somebody without a Slack id is refused', async () => {
    const nobody = { ...personOf('eve', 'Eve', 'x'), identities: [] };
    const place: Place = { channel: null, person: nobody, thread: null };
    expect(await rig.chat.post(place, alertContent(), 'card:1')).toMatchObject({ code: 'refused' });
    const unknown = { ...place, person: personOf('eve', 'Eve', 'U0NOBODY01') };
    const posted = await rig.chat.post(unknown, alertContent(), 'card:1');
    expect(posted).toMatchObject({ code: 'refused' });
  });

  it('to one person opens the conversation once, and is not unclear when that fails', async () => {
    rig.slack.fail({ method: 'conversations.open', kind: 'reset' });
    const failed = await rig.chat.post(rig.direct, alertContent(), 'card:1');
    expect(failed).toMatchObject({ code: 'unavailable' });
    for (const key of ['card:1', 'card:2']) {
      const posted = await rig.chat.post(rig.direct, alertContent(), key);
      expect(posted).toMatchObject({ ok: true, address: expect.stringMatching(/^D\w+:\d+\.\d+$/) });
    }
    expect(rig.slack.calls.filter((c) => c.method === 'conversations.open')).toHaveLength(2);
  });

  it('waits as long as the real limiter says', async () => {
    rig.slack.limitPosts(true);
    const keys = ['card:1', 'card:2', 'card:3', 'card:4'];
    const posts = await Promise.all(keys.map((k) => rig.chat.post(TO_LINE_1, alertContent(), k)));
    expect(posts.filter((p) => p.ok)).toHaveLength(3);
    expect(posts.find((p) => !p.ok)).toEqual({ ok: false, code: 'limited', retryAfterMs: 1_000 });
  });
});

describe('an update', () => {
  const faults: readonly [SlackFault, object][] = [
    [
      { kind: 'limited', retryAfterS: 3 },
      { code: 'limited', retryAfterMs: 3_000 },
    ],
    [{ kind: 'reset', when: 'after' }, { code: 'unavailable' }],
    [{ kind: 'status', status: 500 }, { code: 'unavailable' }],
    [{ kind: 'error', code: 'internal_error' }, { code: 'unavailable' }],
    [{ kind: 'error', code: 'message_not_found' }, { code: 'missing' }],
    [{ kind: 'error', code: 'cant_update_message' }, { code: 'missing' }],
    [{ kind: 'error', code: 'channel_not_found' }, { code: 'refused' }],
    [
      { kind: 'error', code: 'is_archived' },
      { code: 'refused', refusal: 'archived' },
    ],
  ];
  for (const [fault, result] of faults) {
    it(`that meets ${JSON.stringify(fault)} is ${JSON.stringify(result)}`, async () => {
      const posted = await rig.chat.post(TO_LINE_1, alertContent(), 'card:1');
      if (!posted.ok) throw new Error('not posted');
      rig.slack.fail(fault);
      const updated = await rig.chat.update(TO_LINE_1, posted.address, confirmedContent(rig.ana));
      expect(updated).toMatchObject({ ok: false, ...result });
    });
  }
});

describe('a search', () => {
  it('keeps the oldest of two and takes the other back', async () => {
    await rig.chat.post(TO_LINE_1, alertContent(), 'card:1');
    await rig.chat.post(TO_LINE_1, alertContent(), 'card:2');
    await rig.chat.post(TO_LINE_1, alertContent(), 'card:1');
    const [oldest] = rig.messages(LINE_1);
    const found = await rig.chat.find(TO_LINE_1, 'card:1', Date.now() - 60_000);
    expect(found).toEqual({ kind: 'found', address: oldest?.ts });
    expect(rig.messages(LINE_1)).toHaveLength(2);
  });

  it('does not look at what was said before, nor take others’ messages for ours', async () => {
    await rig.chat.post(TO_LINE_1, alertContent(), 'card:1');
    const later = await rig.chat.find(TO_LINE_1, 'card:1', Date.now() + 6 * MINUTE);
    expect(later).toEqual({ kind: 'absent' });
    const [message] = rig.messages(LINE_1);
    if (message === undefined) throw new Error('no message');
    rig.slack.world.messages[0] = { ...message, botId: 'B0OTHER001' };
    expect(await rig.chat.find(TO_LINE_1, 'card:1', 0)).toEqual({ kind: 'absent' });
  });

  it('looks through more than one page', async () => {
    await rig.chat.post(TO_LINE_1, alertContent(), 'card:1');
    const [message] = rig.messages(LINE_1);
    if (message === undefined) throw new Error('no message');
    const chatter = (n: number) => ({ ...message, ts: `${4e9 + n}.000000`, botId: 'B0OTHER001' });
    rig.slack.world.messages.push(...Array.from({ length: 450 }, (_, n) => chatter(n)));
    const found = await rig.chat.find(TO_LINE_1, 'card:1', Date.now() - 60_000);
    expect(found).toEqual({ kind: 'found', address: message.ts });
  });

  const faults: readonly [SlackFault, object][] = [
    [
      { kind: 'limited', retryAfterS: 4 },
      { kind: 'later', retryAfterMs: 4_000 },
    ],
    [{ kind: 'reset' }, { kind: 'later' }],
    [{ kind: 'error', code: 'missing_scope' }, { kind: 'cannot' }],
    [{ kind: 'error', code: 'not_in_channel' }, { kind: 'absent' }],
  ];
  for (const [fault, result] of faults) {
    it(`that meets ${JSON.stringify(fault)} is ${JSON.stringify(result)}`, async () => {
      rig.slack.fail({ ...fault, method: 'conversations.history' });
      expect(await rig.chat.find(TO_LINE_1, 'card:1', 0)).toMatchObject(result);
    });
  }
});

function withPicture(): Content {
  const view = viewOf();
  const evidence = [{ kind: 'image', url: 'https://cdn.example.com/frame.png', alt: 'Scratch' }];
  const detection = { ...view.opening, evidence };
  const model = alertModel({ ...view, opening: detection, latest: detection }, SETTING);
  return { kind: 'alert', model };
}
