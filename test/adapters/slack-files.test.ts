// Pictures given to Slack over the wire: unseen, then shared in the card's thread, then on the card; and every kind of trouble.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { Content, PictureDesk, Place } from '../../bot/ports/chat.ts';
import { alertModel } from '../../cards/alert/model.ts';
import { SETTING, viewOf } from '../contracts/chat-views.ts';
import { pictureOf } from '../fakes/camera.ts';
import type { SlackFault } from '../fakes/slack-server.ts';
import { LINE_1, NO_REACTIONS, type SlackRig, slackRig, TO_LINE_1 } from './slack-rig.ts';

let rig: SlackRig;
let desk: PictureDesk;
let card: string;
beforeEach(async () => {
  rig = await slackRig(NO_REACTIONS);
  if (rig.chat.pictures === undefined) throw new Error('Slack shows no pictures');
  desk = rig.chat.pictures;
  card = await postedTo(TO_LINE_1);
});
afterEach(() => rig.close());

const URL = 'http://cam-1.plant.local/1.png';
const PICTURE = pictureOf(7, 2_000);

/** A card with a picture that Slack has under this name. */
function withFile(ref: string): Content {
  const view = viewOf();
  const detection = { ...view.opening, evidence: [{ kind: 'image', url: URL, alt: 'Housing' }] };
  const kept = { kind: 'kept', sha256: PICTURE.sha256, size: 2_000, ref } as const;
  const pictures = new Map([[URL, kept]]);
  const model = alertModel({ ...view, opening: detection, latest: detection, pictures }, SETTING);
  return { kind: 'alert', model };
}

async function postedTo(place: Place): Promise<string> {
  const posted = await rig.chat.post(place, withFile('F0NONE00001'), 'card:1');
  if (!posted.ok) throw new Error(posted.code);
  return posted.address;
}

async function brought(place: Place = TO_LINE_1): Promise<string> {
  const done = await desk.bring(place, PICTURE, 'Housing,\ntop left');
  if (!done.ok) throw new Error(JSON.stringify(done));
  return done.value;
}

function calls(): readonly string[] {
  const files = rig.slack.calls.filter((c) => /^files|upload/.test(c.method));
  return files.map((c) => c.method.replace('files.', ''));
}

function blocks(channel = LINE_1): string {
  return JSON.stringify(rig.messages(channel)[0]?.blocks);
}

it('is brought unseen, shared under the card, prepared, and then on the card', async () => {
  expect(blocks()).toContain('could not be loaded');
  const ref = await brought();
  expect(rig.slack.world.files).toMatchObject([
    { id: ref, name: `evidence-${PICTURE.sha256.slice(0, 12)}.png`, alt: 'Housing, top left' },
  ]);
  expect(rig.slack.world.files[0]?.bytes).toEqual(PICTURE.bytes);
  expect(rig.slack.world.shares).toEqual([]);
  expect(await desk.isReady(TO_LINE_1, ref)).toEqual({ ok: true, value: false });
  expect(await desk.share(TO_LINE_1, card, ref, false)).toEqual({ ok: true, value: true });
  expect(rig.slack.world.shares).toEqual([{ channel: LINE_1, thread: card, files: [ref] }]);
  expect(await rig.chat.update(TO_LINE_1, card, withFile(ref))).toMatchObject({ isBare: true });
  expect(await desk.isReady(TO_LINE_1, ref)).toEqual({ ok: true, value: false });
  expect(await desk.isReady(TO_LINE_1, ref)).toEqual({ ok: true, value: true });
  expect(await rig.chat.update(TO_LINE_1, card, withFile(ref))).toEqual({
    ok: true,
    address: card,
  });
  expect(blocks()).toContain(`"slack_file":{"id":"${ref}"}`);
  expect(calls()).toEqual([
    ...['getUploadURLExternal', 'upload', 'info', 'completeUploadExternal', 'info', 'info'],
  ]);
});

it('goes to one person in the conversation with them', async () => {
  const address = await postedTo(rig.direct);
  const ref = await brought(rig.direct);
  expect(await desk.share(rig.direct, address, ref, false)).toMatchObject({ ok: true });
  const [channel, thread] = address.split(':');
  expect(rig.slack.world.shares).toEqual([{ channel, thread, files: [ref] }]);
});

describe('what may have been shared already', () => {
  it('is looked for first, and not shown twice', async () => {
    const ref = await brought();
    rig.slack.fail({ method: 'files.completeUploadExternal', kind: 'reset', when: 'after' });
    const lost = await desk.share(TO_LINE_1, card, ref, false);
    expect(lost).toMatchObject({ ok: false, code: 'unavailable' });
    expect(await desk.share(TO_LINE_1, card, ref, true)).toEqual({ ok: true, value: true });
    expect(rig.slack.world.shares).toHaveLength(1);
    expect(calls().filter((c) => c === 'completeUploadExternal')).toHaveLength(1);
  });

  it('is not shown twice either where the app may not look', async () => {
    const ref = await brought();
    await desk.share(TO_LINE_1, card, ref, false);
    rig.slack.fail({ method: 'files.info', kind: 'error', code: 'missing_scope' });
    expect(await desk.share(TO_LINE_1, card, ref, true)).toEqual({ ok: true, value: true });
    expect(rig.slack.world.shares).toHaveLength(1);
  });

  it('is shared when it was not', async () => {
    const ref = await brought();
    expect(await desk.share(TO_LINE_1, card, ref, true)).toEqual({ ok: true, value: true });
    expect(rig.slack.world.shares).toHaveLength(1);
  });
});

describe('trouble', () => {
  const faults: readonly [Partial<SlackFault> & { kind: SlackFault['kind'] }, object][] = [
    [
      { kind: 'limited', retryAfterS: 7 },
      { code: 'limited', retryAfterMs: 7_000 },
    ],
    [{ kind: 'status', status: 503 }, { code: 'unavailable' }],
    [{ kind: 'reset' }, { code: 'unavailable' }],
    [{ kind: 'html' }, { code: 'unavailable' }],
    [{ kind: 'error', code: 'internal_error' }, { code: 'unavailable' }],
    [{ kind: 'error', code: 'invalid_auth' }, { code: 'unavailable' }],
    [{ kind: 'error', code: 'missing_scope' }, { code: 'refused' }],
    [{ kind: 'error', code: 'not_in_channel' }, { code: 'refused' }],
    [{ kind: 'error', code: 'file_not_found' }, { code: 'missing' }],
  ];
  test.each(faults)('%j is %j', async (fault, result) => {
    const ref = await brought();
    rig.slack.fail({ ...fault, method: 'files.completeUploadExternal' });
    const shared = await desk.share(TO_LINE_1, card, ref, false);
    expect(shared).toMatchObject({ ok: false, ...result });
    expect(rig.slack.world.shares).toEqual([]);
  });

  test.each(['status', 'reset'] as const)(
    'an upload that meets a %s is brought again',
    async (kind) => {
      rig.slack.fail({ method: 'upload', kind });
      const done = await desk.bring(TO_LINE_1, PICTURE, 'Housing');
      expect(done).toMatchObject({ ok: false, code: 'unavailable' });
      await brought();
    },
  );

  it('names the scope that is missing', async () => {
    rig.slack.fail({
      method: 'files.getUploadURLExternal',
      kind: 'error',
      code: 'missing_scope',
    });
    const done = await desk.bring(TO_LINE_1, PICTURE, 'Housing');
    expect(done).toHaveProperty('reason', expect.stringContaining('scope'));
  });

  it('a file that is not shared in the channel is not shown there, and the card stays', async () => {
    const ref = await brought(rig.direct);
    const posted = await rig.chat.post(TO_LINE_1, withFile(ref), 'card:2');
    expect(posted).toMatchObject({ ok: true, isBare: true });
    expect(rig.messages(LINE_1)).toHaveLength(2);
  });
});
