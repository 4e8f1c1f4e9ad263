// What people get who press or type in Slack: every honest press is acknowledged quickly, whatever happens inside, and whoever
// must be told something is told alone.
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { TapReply } from '../../bot/ports/chat.ts';
import { alertContent, alertOf, SETTING } from '../contracts/chat-views.ts';
import { commandBody, FORM, press, send, signed, type } from '../fakes/slack-sender.ts';
import { ANA, BEN, LINE_1, STRANGER, TO_LINE_1 } from './slack-rig.ts';
import { answersOf, closeScenes, QUIET, scene, TOLD } from './slack-scene.ts';

afterAll(closeScenes);

describe.concurrent('a press', () => {
  it('three times at once is three taps, each acknowledged', async () => {
    const { rig, card, taps } = await scene();
    const all = [1, 2, 3].map(() => press(rig.slack, rig.doorUrl, card, ANA, 'confirm'));
    expect((await Promise.all(all)).map((s) => s.status)).toEqual([200, 200, 200]);
    expect(taps).toHaveLength(3);
    expect(taps[0]?.sender).toEqual({
      platform: 'slack',
      tenant: 'T0OURS0001',
      users: [ANA],
      name: 'ana',
    });
  });

  it('on a reason in the select carries its code', async () => {
    const { rig, card, taps } = await scene();
    await rig.chat.update(TO_LINE_1, card.ts, confirmedAsRejected());
    const [now] = rig.messages(LINE_1);
    if (now === undefined) throw new Error('no card');
    await press(rig.slack, rig.doorUrl, now, ANA, 'reason:R-WHERE');
    expect(taps.map((t) => t.button)).toEqual([
      { verb: 'reason', alert: alertOf().id, seen: 2, code: 'R-WHERE' },
    ]);
  });

  it('on an unknown button, or with a value that is not ours, is told so', async () => {
    const { rig, card, taps } = await scene();
    for (const change of [{ actionId: 'explode' }, { actionId: 'confirm', value: '{"v":2}' }]) {
      const sent = await press(rig.slack, rig.doorUrl, card, ANA, 'confirm', {
        value: '{"v":1,"a":"x","r":1}',
        ...change,
      });
      expect(sent.status).toBe(200);
    }
    const answers = await answersOf(rig, 2);
    for (const answer of answers) expect(answer).toMatch(/\w+ \w+/);
    expect(taps).toEqual([]);
  });

  it('is acknowledged after the decision and before the private answer', async () => {
    let decide = (_reply: TapReply): void => {};
    const { rig, card, taps } = await scene({
      tap: () =>
        new Promise<TapReply>((resolve) => {
          decide = resolve;
        }),
    });
    rig.slack.fail({ method: 'response_url', kind: 'hang' });
    let status = 0;
    const sent = press(rig.slack, rig.doorUrl, card, ANA, 'confirm').then((s) => {
      status = s.status;
    });
    await vi.waitFor(() => expect(taps).toHaveLength(1));
    // A whole round trip later the press is still unanswered, because nothing is decided.
    expect((await send(rig.doorUrl, signed('x', FORM, { isUnsigned: true }))).status).toBe(401);
    expect(status).toBe(0);
    decide(TOLD);
    await sent;
    expect(status).toBe(200);
    expect(await rig.answers()).toEqual([]);
  });

  it('is answered in another way when response_url fails', async () => {
    const { rig, card } = await scene({ tap: async () => TOLD });
    const responseUrl = rig.slack.responseUrl(LINE_1, ANA).replace(/\d+$/, '999');
    await press(rig.slack, rig.doorUrl, card, ANA, 'confirm', { responseUrl });
    await answersOf(rig, 1);
    expect(rig.slack.world.ephemerals.map((e) => e.via)).toEqual(['chat.postEphemeral']);
    rig.slack.fail({ method: 'response_url', kind: 'status', status: 500 });
    rig.slack.fail({ method: 'chat.postEphemeral', kind: 'error', code: 'user_not_in_channel' });
    await press(rig.slack, rig.doorUrl, card, BEN, 'confirm');
    await vi.waitFor(() => expect(rig.messages(`D${BEN.slice(1)}`)).toHaveLength(1));
    expect(rig.messages(LINE_1)).toHaveLength(1);
  });

  it('that the inside can’t decide is acknowledged and told, and the next one works', async () => {
    let isBroken = true;
    const { rig, card, taps } = await scene({
      async tap() {
        if (isBroken) throw new Error('secret details');
        return QUIET;
      },
    });
    const sent = await press(rig.slack, rig.doorUrl, card, ANA, 'confirm');
    expect(sent).toEqual({ status: 200, text: '' });
    expect((await answersOf(rig, 1))[0]).not.toContain('secret');
    isBroken = false;
    await press(rig.slack, rig.doorUrl, card, ANA, 'confirm');
    expect(taps).toHaveLength(2);
  });

  it('while memory is gone changes nothing and is told', async () => {
    const once = vi.fn(async () => Promise.reject(new Error('disk full')));
    const { rig, card, taps } = await scene({ once });
    expect((await press(rig.slack, rig.doorUrl, card, ANA, 'confirm')).status).toBe(200);
    await answersOf(rig, 1);
    expect(taps).toEqual([]);
  });

  it('that is decided too slowly is acknowledged before Slack gives up', async () => {
    let decide = (_reply: TapReply): void => {};
    const { rig, card } = await scene({
      tap: () =>
        new Promise<TapReply>((resolve) => {
          decide = resolve;
        }),
    });
    const began = performance.now();
    const sent = await press(rig.slack, rig.doorUrl, card, ANA, 'confirm');
    expect(sent.status).toBe(200);
    expect(performance.now() - began).toBeLessThan(2_950);
    expect(await rig.answers()).toEqual([]);
    decide(TOLD);
    await answersOf(rig, 1);
  });

  it('by somebody of another firm is refused privately', async () => {
    const { rig, card, taps } = await scene();
    expect((await press(rig.slack, rig.doorUrl, card, STRANGER, 'confirm')).status).toBe(200);
    await answersOf(rig, 1);
    expect((await rig.answers())[0]?.user).toBe(STRANGER);
    expect(taps).toEqual([]);
  });
});

describe('a command', () => {
  it('is handed inwards as typed and answered in blocks, to one person', async () => {
    const calls: string[] = [];
    const { rig } = await scene({
      async command(call) {
        calls.push(`${call.sender.users[0]} ${call.channel}: ${call.text}`);
        return { setting: SETTING, body: { kind: 'help', unknown: call.text } };
      },
    });
    const sent = await type(rig.slack, rig.doorUrl, LINE_1, ANA, ' show &lt;C0DE&gt; &amp; co ');
    expect(calls).toEqual([`${ANA} ${LINE_1}: show <C0DE> & co`]);
    expect(JSON.parse(sent.text)).toMatchObject({ response_type: 'ephemeral' });
    expect(JSON.parse(sent.text).blocks.length).toBeGreaterThan(0);
  });

  it('is answered once when it comes twice', async () => {
    const { rig } = await scene();
    const request = signed(commandBody(rig.slack, LINE_1, ANA, 'open'), FORM);
    expect((await send(rig.doorUrl, request)).text).toContain('ephemeral');
    expect(await send(rig.doorUrl, request)).toEqual({ status: 200, text: '' });
  });

  it('from a workspace that is not ours is refused in words', async () => {
    const { rig } = await scene();
    const sent = await type(rig.slack, rig.doorUrl, LINE_1, STRANGER, 'open');
    expect(sent.status).toBe(200);
    expect(JSON.parse(sent.text).text).toMatch(/\w+ \w+/);
  });
});

function confirmedAsRejected() {
  return alertContent({
    revision: 2,
    verdict: 'not_real',
    work: 'owned',
    attention: 'acknowledged',
  });
}
