// Words and photos in the thread under a card: whose they are, which of them count, and that each has one effect however often
// Slack sends it.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TapReply } from '../../bot/ports/chat.ts';
import { eventPayload, tell } from '../fakes/slack-sender.ts';
import { ANA, LINE_1, onceMemory, STRANGER } from './slack-rig.ts';
import { answersOf, closeScenes, QUIET, type Scene, scene, TOLD } from './slack-scene.ts';

afterEach(closeScenes);

const BOT = 'U0ANDON001';

function written(at: Scene, change: object = {}): object {
  return {
    type: 'message',
    channel: LINE_1,
    channel_type: 'channel',
    user: ANA,
    team: 'T0OURS0001',
    text: 'The bearing is warm',
    ts: '1790000000.000100',
    thread_ts: at.card.ts,
    parent_user_id: BOT,
    ...change,
  };
}

async function hear(at: Scene, change: object = {}, id?: string): Promise<number> {
  return (await tell(at.rig.doorUrl, eventPayload(written(at, change), id))).status;
}

describe('words in a thread', () => {
  it('go inwards with who wrote them and under which card', async () => {
    const at = await scene();
    expect(await hear(at)).toBe(200);
    expect(at.replies).toEqual([
      {
        sender: {
          platform: 'slack',
          tenant: 'T0OURS0001',
          users: [ANA],
          name: 'ana',
        },
        card: at.card.ts,
        message: '1790000000.000100',
        text: 'The bearing is warm',
        pictures: [],
      },
    ]);
  });

  it('are plain text: marks become names, links become addresses, nothing is escaped', async () => {
    const at = await scene();
    await hear(at, {
      text: `<@${ANA}> &amp; <@U0BEN00001|ben>: see <#C0LINE0001|line-1>, <https://wiki.example/p|the page> &lt;5 mm, <!here> <!subteam^S1ABC|@maint>`,
    });
    expect(at.replies[0]?.text).toBe(
      '@ana & @ben: see #line-1, the page (https://wiki.example/p) <5 mm, @here @maint',
    );
  });

  it('name whoever is mentioned, also somebody who never spoke to us', async () => {
    const at = await scene();
    await hear(at, { text: '<@U0BEN00001> knows this bearing' });
    expect(at.replies[0]?.text).toBe('@ben knows this bearing');
  });

  it('bring their photos, and name what is no photo', async () => {
    const at = await scene();
    const files = [
      { id: 'F1', mimetype: 'image/jpeg', permalink: 'https://plant.slack.com/files/F1' },
      { id: 'F2', mimetype: 'image/png', url_private: 'https://files.slack.com/F2.png' },
      {
        id: 'F3',
        mimetype: 'application/pdf',
        title: 'report.pdf',
        permalink: 'https://plant.slack.com/files/F3',
      },
      { id: 'F4', mimetype: 'image/gif' },
    ];
    await hear(at, { subtype: 'file_share', text: '', files });
    expect(at.replies[0]).toMatchObject({
      pictures: ['https://plant.slack.com/files/F1', 'https://files.slack.com/F2.png'],
      text: 'report.pdf https://plant.slack.com/files/F3',
    });
  });

  const ignored: readonly [string, object][] = [
    ['of a bot', { bot_id: 'B0OTHER001' }],
    ['of our own', { bot_id: 'B0ANDON001', user: BOT }],
    ['of an app without a user', { user: undefined, subtype: 'bot_message' }],
    ['that were changed', { subtype: 'message_changed', message: { text: 'x' } }],
    ['that were taken back', { subtype: 'message_deleted' }],
    ['that join the channel', { subtype: 'channel_join' }],
    ['at the top of the channel', { thread_ts: undefined }],
    ['that begin a thread', { ts: '1790000000.000100', thread_ts: '1790000000.000100' }],
    ['under somebody else’s message', { parent_user_id: ANA }],
    ['that nobody sees', { hidden: true }],
  ];
  for (const [title, change] of ignored) {
    it(`${title} are nobody’s note`, async () => {
      const at = await scene();
      expect(await hear(at, change)).toBe(200);
      expect(at.replies).toEqual([]);
      expect(await at.rig.answers()).toEqual([]);
    });
  }

  it('that were also sent to the channel count', async () => {
    const at = await scene();
    await hear(at, { subtype: 'thread_broadcast' });
    expect(at.replies).toHaveLength(1);
  });

  it('of another firm in a shared channel are refused privately', async () => {
    const at = await scene();
    await hear(at, { user: STRANGER, user_team: 'T0FAR00001' });
    expect(at.replies).toEqual([]);
    const [answer] = await answersOf(at.rig, 1);
    expect(answer).toMatch(/list/);
    expect(at.rig.slack.world.ephemerals).toMatchObject([{ user: STRANGER, channel: LINE_1 }]);
  });

  it('of a workspace that is not ours reach nobody', async () => {
    const at = await scene();
    const payload = eventPayload(written(at), 'Ev1', 'T0ELSE0001');
    expect((await tell(at.rig.doorUrl, payload)).status).toBe(200);
    expect(at.replies).toEqual([]);
  });
});

describe('an answer to words in a thread', () => {
  it('is told to the writer alone, in the thread, once for all times that Slack sends it', async () => {
    const once = onceMemory();
    const at = await scene({ once, reply: async () => TOLD });
    for (const retry of ['0', '1']) {
      const headers = { 'x-slack-retry-num': retry, 'x-slack-retry-reason': 'http_timeout' };
      const payload = eventPayload(written(at), 'Ev1');
      expect((await tell(at.rig.doorUrl, payload, headers)).status).toBe(200);
    }
    await answersOf(at.rig, 1);
    const said = at.rig.slack.calls.filter((c) => c.method === 'chat.postEphemeral');
    expect(said).toHaveLength(1);
    expect(said[0]?.args).toMatchObject({ user: ANA, channel: LINE_1, thread_ts: at.card.ts });
  });

  it('is none when the thread is not ours', async () => {
    const at = await scene({ reply: async () => null });
    expect(await hear(at)).toBe(200);
    expect(await at.rig.answers()).toEqual([]);
  });
});

describe('an event', () => {
  it('is acknowledged when it is kept, not before', async () => {
    let keep = (_reply: TapReply): void => {};
    const at = await scene({
      reply: () =>
        new Promise<TapReply>((resolve) => {
          keep = resolve;
        }),
    });
    let status = 0;
    const heard = hear(at).then((s) => {
      status = s;
    });
    await vi.waitFor(() => expect(at.replies).toHaveLength(1));
    expect(status).toBe(0);
    keep(QUIET);
    await heard;
    expect(status).toBe(200);
  });

  it('that could not be kept comes again', async () => {
    let isBroken = true;
    const at = await scene({
      reply: async () => {
        if (isBroken) throw new Error('the database is gone');
        return QUIET;
      },
    });
    expect(await hear(at, {}, 'Ev1')).toBe(503);
    isBroken = false;
    expect(await hear(at, {}, 'Ev1')).toBe(200);
    expect(at.replies).toHaveLength(2);
    expect(await at.rig.answers()).toEqual([]);
  });

  it('that met a newer alert each time comes again, and nobody is told to tap', async () => {
    const busy = { ...QUIET, told: { answer: { code: 'busy' }, names: new Map() } } as const;
    const at = await scene({ reply: async () => busy });
    expect(await hear(at)).toBe(503);
    expect(await at.rig.answers()).toEqual([]);
  });
});
