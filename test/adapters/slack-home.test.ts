// The App Home: drawn when it is opened, soon after something changed, and only when it looks different; its buttons act.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Reactions } from '../../bot/ports/chat.ts';
import { homeModel } from '../../cards/home/model.ts';
import { SETTING, viewOf } from '../contracts/chat-views.ts';
import {
  eventPayload,
  FORM,
  homePressPayload,
  interaction,
  send,
  signed,
  tell,
} from '../fakes/slack-sender.ts';
import { ANA, BEN, noteMemory, STRANGER } from './slack-rig.ts';
import { closeScenes, type Scene, scene } from './slack-scene.ts';

afterEach(closeScenes);

/** A page on which as many alerts are open as `count.now` says. */
function pages(count: { now: number }): Pick<Reactions, 'home'> {
  return {
    home: async () => {
      const alerts = Array.from({ length: count.now }, (_, i) => viewOf({ id: `a${i}` }).alert);
      const none = { alerts: [], more: 0 };
      const home = { mine: none, asked: none, open: { alerts, more: 0 }, duty: NO_SHIFTS };
      return homeModel(home, new Map(), SETTING);
    },
  };
}
const NO_SHIFTS = { kind: 'no-shifts' } as const;

async function open(at: Scene, user = ANA, change: object = {}): Promise<void> {
  const event = { type: 'app_home_opened', user, channel: 'D1', tab: 'home', ...change };
  expect((await tell(at.rig.doorUrl, eventPayload(event))).status).toBe(200);
}

const shown = (at: Scene, user = ANA): string =>
  JSON.stringify(at.rig.slack.world.homes.get(user)?.view ?? null);
const published = (at: Scene): number =>
  at.rig.slack.calls.filter((c) => c.method === 'views.publish').length;
const untilShown = (at: Scene, text: string | RegExp, user = ANA): Promise<void> =>
  vi.waitFor(() => expect(shown(at, user)).toMatch(text), { timeout: 5_000 });

describe('the page', () => {
  it('is drawn when it is opened, for whoever opened it', async () => {
    const at = await scene(pages({ now: 1 }));
    await open(at);
    await untilShown(at, 'Scratch on housing');
    expect(shown(at)).toMatch(/No shifts/);
    expect(at.rig.slack.world.homes.has(BEN)).toBe(false);
  });

  it('is drawn again when something changed, and not when it would look the same', async () => {
    const count = { now: 0 };
    const at = await scene(pages(count));
    await open(at);
    await untilShown(at, /quiet/);
    const before = published(at);
    const home = vi.spyOn(at.reactions, 'home');
    at.rig.chat.stir?.();
    await vi.waitFor(() => expect(home).toHaveBeenCalled());
    count.now = 1;
    at.rig.chat.stir?.();
    await untilShown(at, 'Scratch on housing');
    expect(published(at)).toBe(before + 1);
  });

  it('changes many times and is published once for all of them', async () => {
    const count = { now: 0 };
    const at = await scene({ ...pages(count), options: { pace: 'on' } });
    await open(at);
    await untilShown(at, /quiet/);
    const before = published(at);
    for (count.now = 1; count.now < 50; count.now += 1) at.rig.chat.stir?.();
    expect(published(at)).toBe(before);
  });

  it('that somebody else published meanwhile is drawn anew over it', async () => {
    const count = { now: 0 };
    const at = await scene(pages(count));
    await open(at);
    await untilShown(at, /quiet/);
    const [mine] = at.rig.slack.world.homes.values();
    if (mine === undefined) throw new Error('no page');
    at.rig.slack.world.homes.set(ANA, { ...mine, hash: 'of another replica' });
    count.now = 1;
    at.rig.chat.stir?.();
    await untilShown(at, 'Scratch on housing');
  });

  it('comes when Slack is willing again', async () => {
    const at = await scene(pages({ now: 1 }));
    at.rig.slack.fail({ method: 'views.publish', kind: 'limited', retryAfterS: 1 });
    await open(at);
    await untilShown(at, 'Scratch on housing');
    expect(published(at)).toBe(2);
  });

  it('of somebody whom Slack does not know is given up', async () => {
    const at = await scene(pages({ now: 1 }));
    at.rig.slack.fail({ method: 'views.publish', kind: 'error', code: 'user_not_found' });
    await open(at);
    await vi.waitFor(() => expect(published(at)).toBe(1));
    at.rig.chat.stir?.();
    await open(at, BEN);
    await untilShown(at, 'Scratch on housing', BEN);
    expect(at.rig.slack.world.homes.has(ANA)).toBe(false);
  });

  it('is kept up to date also after a restart', async () => {
    const notebook = noteMemory();
    const first = await scene({ ...pages({ now: 0 }), notebook });
    await open(first);
    await untilShown(first, /quiet/);
    await vi.waitFor(async () => expect(await notebook.read('slack:homes')).toContain(ANA));
    const second = await scene({ ...pages({ now: 1 }), notebook });
    await untilShown(second, 'Scratch on housing');
  });

  it.each([
    ['of another tab', { tab: 'messages' }],
    ['of nobody', { user: '' }],
  ])('%s is none', async (_title, change) => {
    const at = await scene(pages({ now: 1 }));
    await open(at, ANA, change);
    await open(at, BEN);
    await untilShown(at, 'Scratch on housing', BEN);
    expect(published(at)).toBe(1);
  });

  it('of somebody from another firm is not drawn by us', async () => {
    const at = await scene(pages({ now: 1 }));
    await open(at, STRANGER);
    await open(at, BEN);
    await untilShown(at, 'Scratch on housing', BEN);
    expect(at.rig.slack.world.homes.has(STRANGER)).toBe(false);
  });
});

describe('its buttons', () => {
  it('act as on the card, and the page shows at once what they did', async () => {
    const count = { now: 2 };
    const at = await scene({ ...pages(count), options: { pace: 'on' } });
    await open(at);
    await untilShown(at, 'Scratch on housing');
    count.now = 0;
    const payload = homePressPayload(at.rig.slack, ANA, 'confirm');
    expect((await send(at.rig.doorUrl, signed(interaction(payload), FORM))).status).toBe(200);
    expect(at.taps).toMatchObject([
      {
        button: { verb: 'confirm', alert: 'a0', seen: 1 },
        message: null,
        sender: { users: [ANA] },
      },
    ]);
    await untilShown(at, /quiet/);
  });
});
