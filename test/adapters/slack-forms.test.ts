// Forms in Slack: they open while the trigger lives and without the database, what is filled in arrives like a tap, and what is
// wrong with it is said in the form.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Hearer } from '../../bot/adapters/slack/whisper.ts';
import type { Miss } from '../../bot/core/miss.ts';
import type { MissCall } from '../../bot/ports/chat.ts';
import type { ReplyBody } from '../../cards/reply/model.ts';
import { alertOf, SETTING } from '../contracts/chat-views.ts';
import type { SlackView } from '../fakes/slack-api.ts';
import {
  directRoomOf,
  FORM,
  interaction,
  press,
  send,
  shortcutPayload,
  signed,
  submissionPayload,
  submit,
} from '../fakes/slack-sender.ts';
import { ANA, LINE_1 } from './slack-rig.ts';
import {
  answersOf,
  closeScenes,
  pressBody,
  QUIET,
  type Scene,
  scene,
  TOLD,
} from './slack-scene.ts';

afterEach(closeScenes);

async function opened(at: Scene): Promise<SlackView> {
  const sent = await press(at.rig.slack, at.rig.doorUrl, at.card, ANA, 'note');
  expect(sent.status).toBe(200);
  const form = at.rig.slack.world.forms.at(-1);
  if (form === undefined) throw new Error('no form stands open');
  return form;
}

describe('the form for a note', () => {
  it('opens for the presser, with nothing asked of the database', async () => {
    const once = vi.fn(async () => Promise.reject(new Error('the database hangs')));
    const at = await scene({ once });
    const form = await opened(at);
    expect(form.user).toBe(ANA);
    expect(JSON.stringify(form.view)).toContain(alertOf().id.slice(-6));
    expect(once).not.toHaveBeenCalled();
    expect(at.taps).toEqual([]);
  });

  it('hands the words inwards as a tap on the card that was seen, and closes', async () => {
    const at = await scene();
    const form = await opened(at);
    const sent = await submit(at.rig.slack, at.rig.doorUrl, form, { text: ' Oil < 5 mm & warm ' });
    expect([sent.status, sent.text]).toEqual([200, '']);
    expect(at.rig.slack.world.forms).toEqual([]);
    expect(at.taps).toEqual([
      {
        sender: { platform: 'slack', tenant: 'T0OURS0001', users: [ANA], name: 'ana' },
        button: { verb: 'note', alert: alertOf().id, seen: 1, code: null },
        message: at.card.ts,
        text: ' Oil < 5 mm & warm ',
      },
    ]);
    expect(await at.rig.answers()).toEqual([]);
  });

  it('says in the form what is wrong, and stays open', async () => {
    const at = await scene({ tap: async () => TOLD });
    const form = await opened(at);
    const sent = await submit(at.rig.slack, at.rig.doorUrl, form, { text: 'x' });
    const answer = JSON.parse(sent.text);
    expect(answer.response_action).toBe('errors');
    expect(answer.errors.text).toMatch(/\w+ \w+/);
    expect(at.rig.slack.world.forms).toEqual([form]);
  });

  it('sent twice in one request is one note', async () => {
    const at = await scene();
    const form = await opened(at);
    const payload = submissionPayload(at.rig.slack, form, { text: 'warm' });
    const request = signed(interaction(payload), FORM);
    for (const _ of [1, 2]) expect((await send(at.rig.doorUrl, request)).status).toBe(200);
    expect(at.taps).toHaveLength(1);
  });

  it('that came too late is said in one private sentence', async () => {
    const at = await scene();
    at.rig.slack.fail({ method: 'views.open', kind: 'error', code: 'expired_trigger_id' });
    await press(at.rig.slack, at.rig.doorUrl, at.card, ANA, 'note');
    const [answer] = await answersOf(at.rig, 1);
    expect(answer).toMatch(/could not open in time.*note 4f2a/);
  });

  it('is answered in words when Slack does not answer', async () => {
    const at = await scene();
    at.rig.slack.fail({ method: 'views.open', kind: 'reset' });
    await press(at.rig.slack, at.rig.doorUrl, at.card, ANA, 'note');
    expect(await answersOf(at.rig, 1)).toHaveLength(1);
  });

  it('opens once for one press, and a replayed press says nothing', async () => {
    const at = await scene();
    const request = signed(pressBody(at, { actionId: 'note', value: noteValue() }), FORM);
    for (const _ of [1, 2]) expect((await send(at.rig.doorUrl, request)).status).toBe(200);
    expect(at.rig.slack.world.forms).toHaveLength(1);
    expect(await at.rig.answers()).toEqual([]);
  });

  it('is not opened for people of another firm', async () => {
    const at = await scene();
    await press(at.rig.slack, at.rig.doorUrl, at.card, ANA, 'note', { userTeam: 'T0FAR00001' });
    await answersOf(at.rig, 1);
    expect(at.rig.slack.world.forms).toEqual([]);
  });

  it('with something that we did not put there changes nothing, and says so', async () => {
    const at = await scene();
    const form = await opened(at);
    for (const carried of ['', '{"alert":7}', '[]']) {
      const view = { ...form.view, private_metadata: carried };
      const sent = await submit(at.rig.slack, at.rig.doorUrl, { ...form, view }, { text: 'x' });
      expect(sent.status).toBe(200);
    }
    expect(at.taps).toEqual([]);
    // Where it was opened nobody knows, so it is said directly.
    await vi.waitFor(() =>
      expect(at.rig.messages(directRoomOf(at.rig.slack, ANA))).toHaveLength(3),
    );
  });

  it('that the inside could not take is answered in words where it was opened', async () => {
    const at = await scene({ tap: async () => Promise.reject(new Error('the database is gone')) });
    await submit(at.rig.slack, at.rig.doorUrl, await opened(at), { text: 'x' });
    const [answer] = await answersOf(at.rig, 1);
    expect(answer).not.toContain('database');
    expect(at.rig.slack.world.ephemerals.at(-1)).toMatchObject({ user: ANA, channel: LINE_1 });
  });

  it('of a kind that is not ours is closed without effect', async () => {
    const at = await scene({ tap: async () => QUIET });
    const form = await opened(at);
    const view = { ...form.view, callback_id: 'survey' };
    const sent = await submit(at.rig.slack, at.rig.doorUrl, { ...form, view }, { text: 'x' });
    expect([sent.status, sent.text]).toEqual([200, '']);
    expect(at.taps).toEqual([]);
  });
});

it('a form speaks as its opener and the room do, and so does what is said instead', async () => {
  const german = { ...SETTING, language: 'de' } as const;
  const settingOf = ({ user, team, room }: Hearer) =>
    user === ANA && team === 'T0OURS0001' && room === LINE_1 ? german : SETTING;
  const at = await scene({ options: { settingOf } });
  expect(JSON.stringify((await opened(at)).view)).toContain('Notiz hinzufügen');
  at.rig.slack.fail({ method: 'views.open', kind: 'error', code: 'expired_trigger_id' });
  await press(at.rig.slack, at.rig.doorUrl, at.card, ANA, 'note');
  const [answer] = await answersOf(at.rig, 1);
  expect(answer).toMatch(/Formular/);
});

describe('the form for a miss', () => {
  const SAID = Math.floor(Date.now() / 60_000) * 60 - 600;
  const MESSAGE = {
    ts: `${SAID}.000200`,
    text: 'Oil leak again &amp; again at line-1/station-7 <https://wiki.example|see>',
    thread_ts: '1790000000.000100',
  };

  async function chosen(at: Scene, change: object = {}, message = MESSAGE): Promise<number> {
    const payload = shortcutPayload(at.rig.slack, LINE_1, ANA, message, change);
    return (await send(at.rig.doorUrl, signed(interaction(payload), FORM))).status;
  }

  function reporting(calls: MissCall[], body?: ReplyBody): Promise<Scene> {
    return scene({
      miss: async (call) => {
        calls.push(call);
        return { setting: SETTING, body: body ?? { kind: 'miss', miss: KEPT, seen: null } };
      },
    });
  }

  it('opens with what the message tells, and hands what was filled in inwards', async () => {
    const calls: MissCall[] = [];
    const at = await reporting(calls);
    expect(await chosen(at)).toBe(200);
    await vi.waitFor(() => expect(at.rig.slack.world.forms).toHaveLength(1));
    const [form] = at.rig.slack.world.forms;
    if (form === undefined) throw new Error('no form');
    const sent = await submit(at.rig.slack, at.rig.doorUrl, form, { type: 'oil-leak' });
    expect([sent.status, sent.text]).toEqual([200, '']);
    expect(calls).toEqual([
      {
        sender: { platform: 'slack', tenant: 'T0OURS0001', users: [ANA], name: 'ana' },
        asset: 'line-1/station-7',
        type: 'oil-leak',
        when: expect.stringMatching(/^\d\d:\d\d$/),
        channel: LINE_1,
        text: 'Oil leak again & again at line-1/station-7 see (https://wiki.example)',
        link: `https://plant.slack.com/archives/${LINE_1}/p${SAID}000200?thread_ts=1790000000.000100&cid=${LINE_1}`,
      },
    ]);
    const [answer] = await answersOf(at.rig, 1);
    expect(answer).toMatch(/Noted.*oil-leak/);
  });

  it('says at the right field what is wrong', async () => {
    const calls: MissCall[] = [];
    const told = { answer: { code: 'when-unclear', typed: 'soon' }, names: new Map() } as const;
    const at = await reporting(calls, { kind: 'told', told });
    await chosen(at);
    await vi.waitFor(() => expect(at.rig.slack.world.forms).toHaveLength(1));
    const [form] = at.rig.slack.world.forms;
    if (form === undefined) throw new Error('no form');
    const sent = await submit(at.rig.slack, at.rig.doorUrl, form, { type: 'x', when: 'soon' });
    expect(JSON.parse(sent.text)).toMatchObject({
      response_action: 'errors',
      errors: { when: expect.stringMatching(/soon/) },
    });
  });

  it('opens for a log full of quotes, too, and carries of it what Slack carries', async () => {
    const calls: MissCall[] = [];
    const at = await reporting(calls);
    const log = '""\\\n'.repeat(500);
    expect(await chosen(at, {}, { ...MESSAGE, text: log })).toBe(200);
    await vi.waitFor(() => expect(at.rig.slack.world.forms).toHaveLength(1));
    const [form] = at.rig.slack.world.forms;
    if (form === undefined) throw new Error('no form');
    await submit(at.rig.slack, at.rig.doorUrl, form, { asset: 'line-1/s7', type: 'oil-leak' });
    const [call] = calls;
    expect(call?.text?.length).toBeGreaterThan(1_300);
    expect(log).toContain(call?.text?.replace(/…$/, ''));
    expect(call?.link).toContain(`p${SAID}000200`);
  });

  it('that came too late is said privately', async () => {
    const at = await scene();
    at.rig.slack.fail({ method: 'views.open', kind: 'error', code: 'expired_trigger_id' });
    expect(await chosen(at)).toBe(200);
    await answersOf(at.rig, 1);
  });

  it('of another entry is none', async () => {
    const at = await scene();
    expect(await chosen(at, { callback_id: 'something-else' })).toBe(200);
    expect(at.rig.slack.world.forms).toEqual([]);
  });
});

const KEPT: Miss = {
  id: 'm1',
  at: Date.now(),
  happenedAt: Date.now(),
  site: 'lyon-2',
  asset: 'line-1/station-7',
  type: 'oil-leak',
  by: 'p',
  platform: 'slack',
  channel: 'line-1',
  text: null,
  link: null,
  alert: null,
};

function noteValue(): string {
  return JSON.stringify({ v: 1, a: alertOf().id, r: 1 });
}
