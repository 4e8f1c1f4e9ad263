// The form for a note on a hand-over, in Slack: it opens without the database, its words arrive like a press of the card that was
// seen, and what is wrong with them is said in it, where they still stand.
import { afterEach, expect, it, vi } from 'vitest';
import type { Answer } from '../../bot/core/answer.ts';
import type { HandoverTap } from '../../bot/ports/chat.ts';
import { HANDOVER_ID, handoverContent } from '../contracts/chat-views.ts';
import type { SlackMessage, SlackView } from '../fakes/slack-api.ts';
import {
  FORM,
  interaction,
  press,
  send,
  signed,
  submissionPayload,
  submit,
} from '../fakes/slack-sender.ts';
import { ANA, LINE_1, type RigChange, TO_LINE_1 } from './slack-rig.ts';
import { answersOf, closeScenes, QUIET, type Scene, scene } from './slack-scene.ts';

afterEach(closeScenes);

interface Passing extends Scene {
  readonly handover: SlackMessage;
  readonly pressed: HandoverTap[];
}

/** A hand-over in the channel; what is written on it is answered so. */
async function passing(answer: Answer | null = null, change: RigChange = {}): Promise<Passing> {
  const pressed: HandoverTap[] = [];
  const at = await scene({
    ...change,
    async handover(tap) {
      pressed.push(tap);
      return answer === null ? QUIET : { ...QUIET, told: { answer, names: new Map() } };
    },
  });
  await at.rig.chat.post(TO_LINE_1, handoverContent({ revision: 4 }), 'handover:1');
  const handover = at.rig.messages(LINE_1).at(-1);
  if (handover === undefined) throw new Error('no hand-over');
  return { ...at, handover, pressed };
}

function pressNote(at: Passing, change: object = {}) {
  return press(at.rig.slack, at.rig.doorUrl, at.handover, ANA, 'handover:note', change);
}

async function opened(at: Passing): Promise<SlackView> {
  expect((await pressNote(at)).status).toBe(200);
  const form = at.rig.slack.world.forms.at(-1);
  if (form === undefined) throw new Error('no form stands open');
  return form;
}

it('opens for the presser, with nothing asked of the database, and takes what a note holds', async () => {
  const once = vi.fn(async () => Promise.reject(new Error('the database hangs')));
  const at = await passing(null, { once });
  const form = await opened(at);
  expect(form.user).toBe(ANA);
  expect(JSON.stringify(form.view)).toMatch(/for those who come.*"max_length":500/);
  expect(once).not.toHaveBeenCalled();
  expect(at.pressed).toEqual([]);
});

it('hands the words inwards with the hand-over that was seen, and closes', async () => {
  const at = await passing();
  const form = await opened(at);
  const sent = await submit(at.rig.slack, at.rig.doorUrl, form, { text: 'Oil < 5 mm & warm' });
  expect([sent.status, sent.text]).toEqual([200, '']);
  expect(at.rig.slack.world.forms).toEqual([]);
  expect(at.pressed).toEqual([
    {
      sender: { platform: 'slack', tenant: 'T0OURS0001', users: [ANA], name: 'ana' },
      button: { verb: 'note', handover: HANDOVER_ID, seen: 4 },
      message: at.handover.ts,
      text: 'Oil < 5 mm & warm',
    },
  ]);
  expect(at.taps).toEqual([]);
  expect(await at.rig.answers()).toEqual([]);
});

it('sent twice in one request is one note', async () => {
  const at = await passing();
  const payload = submissionPayload(at.rig.slack, await opened(at), { text: 'warm' });
  const request = signed(interaction(payload), FORM);
  for (const _ of [1, 2]) expect((await send(at.rig.doorUrl, request)).status).toBe(200);
  expect(at.pressed).toHaveLength(1);
});

it.each<readonly [string, Answer, RegExp]>([
  ['no words', { code: 'handover-note-empty' }, /needs some words/],
  ['too many words', { code: 'handover-note-long', n: 612, most: 500 }, /612.*500/],
  ['no room', { code: 'handover-full', n: 20 }, /holds 20 notes/],
  [
    'an acceptance meanwhile',
    { code: 'handover-closed', who: 'p-ben', at: 0 },
    /accepted this at .* stays as it was read/,
  ],
])('says of %s in the form, which stays open with its words', async (_what, answer, sentence) => {
  const at = await passing(answer);
  const form = await opened(at);
  const sent = await submit(at.rig.slack, at.rig.doorUrl, form, { text: 'x' });
  const { response_action: action, errors } = JSON.parse(sent.text);
  expect([action, errors.text]).toEqual(['errors', expect.stringMatching(sentence)]);
  expect(at.rig.slack.world.forms).toEqual([form]);
});

it('that came too late is said privately, with the command that does the same', async () => {
  const at = await passing();
  at.rig.slack.fail({ method: 'views.open', kind: 'error', code: 'expired_trigger_id' });
  await pressNote(at);
  const [answer] = await answersOf(at.rig, 1);
  expect(answer).toMatch(/could not open in time.*handover note/);
});

it('that the inside could not take is answered where it was opened, with its words', async () => {
  const at = await passing();
  at.reactions.handover = async () => Promise.reject(new Error('the database is gone'));
  const words = 'Oil < 5 mm\n& warm';
  await submit(at.rig.slack, at.rig.doorUrl, await opened(at), { text: words });
  const [answer] = await answersOf(at.rig, 1);
  expect(answer).toMatch(/tap again\.\n>Oil &lt; 5 mm\n>&amp; warm\s*$/);
});

it('is not opened for people of another firm', async () => {
  const at = await passing();
  await pressNote(at, { userTeam: 'T0FAR00001' });
  await answersOf(at.rig, 1);
  expect(at.rig.slack.world.forms).toEqual([]);
});

it('with something that we did not put there changes nothing, and says so', async () => {
  const at = await passing();
  const form = await opened(at);
  const view = { ...form.view, private_metadata: '{"alert":"a1","seen":1}' };
  const sent = await submit(at.rig.slack, at.rig.doorUrl, { ...form, view }, { text: 'x' });
  expect(sent.status).toBe(200);
  expect(at.pressed).toEqual([]);
});
