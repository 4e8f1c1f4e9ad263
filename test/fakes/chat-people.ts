// The side of the fake chat that people see: they press what is shown, type commands, and get private answers.
import type { BulkVerb } from '../../bot/core/digest.ts';
import type { Setting, Told } from '../../bot/core/view.ts';
import type { TapReply } from '../../bot/ports/chat.ts';
import type { Sender } from '../../bot/ports/store.ts';
import { readButton } from '../../cards/button.ts';
import { isBulk } from '../../cards/digest/button.ts';
import { readHandover } from '../../cards/handover/button.ts';
import type { ReplyModel } from '../../cards/reply/model.ts';
import { replySlack } from '../../cards/reply/slack.ts';
import { toldText } from '../../cards/words.ts';
import type { FakeState } from './chat.ts';
import { shownAs } from './chat-wire.ts';
import { readMessage, verbNamed } from './slack-blocks.ts';

/** How the fake speaks when the inside gave it nothing to go by. */
const SETTING: Setting = {
  language: 'en',
  timezone: 'UTC',
  publicUrl: 'https://andon.example.com',
};

export async function tapOn(
  state: FakeState,
  address: string,
  user: string,
  verb: string,
  value?: unknown,
  text: string | null = null,
): Promise<TapReply | null> {
  const message = state.standing.get(address);
  if (message === undefined) throw new Error(`no message stands at ${address}`);
  const there = shownAs(message.content).buttons.find((b) => b.verb === verb);
  if (there === undefined && value === undefined) {
    throw new Error(`the card at ${address} has no button ${verb}`);
  }
  const sender = senderOf(state, user);
  const passing = readHandover(verb, value ?? there?.value);
  if (passing !== null) {
    const tap = { sender, button: passing, message: address, text };
    return answered(state, user, () => state.reactions.handover(tap));
  }
  const button = readButton(verbNamed(verb), value ?? there?.value);
  if (button === null) {
    const code = isBulk(verb) ? 'no-asset' : 'unknown-button';
    tell(state, user, { answer: { code }, names: new Map() }, SETTING);
    return null;
  }
  const tap = { sender, button, message: address, text };
  return answered(state, user, () => state.reactions.tap(tap));
}

/** Tells the tapper what there is to tell, also when the inside fails. */
async function answered(
  state: FakeState,
  user: string,
  react: () => Promise<TapReply>,
): Promise<TapReply | null> {
  try {
    const reply = await react();
    if (reply.told !== null) tell(state, user, reply.told, reply.setting);
    return reply;
  } catch {
    tell(state, user, { answer: { code: 'busy' }, names: new Map() }, SETTING);
    return null;
  }
}

export async function commandFrom(
  state: FakeState,
  channel: string | null,
  user: string,
  text: string,
): Promise<ReplyModel | null> {
  try {
    const reply = await state.reactions.command({ sender: senderOf(state, user), text, channel });
    const drawn = replySlack(reply);
    const shown = readMessage(drawn.text, drawn.blocks, reply.setting.publicUrl);
    const words = `${shown.summary}\n${shown.text}`;
    state.answers.push({ user, text: words, told: null, reply, at: state.clock.now() });
    return reply;
  } catch {
    tell(state, user, { answer: { code: 'busy' }, names: new Map() }, SETTING);
    return null;
  }
}

export async function bulkFrom(
  state: FakeState,
  address: string,
  user: string,
  asset: string,
  verb: BulkVerb,
): Promise<void> {
  const content = state.standing.get(address)?.content;
  if (content?.kind !== 'digest') throw new Error(`no digest stands at ${address}`);
  const group = content.model.groups.find((g) => g.where.includes(asset));
  if (group === undefined) throw new Error(`the digest does not list ${asset}`);
  const { id: digest, revision: seen } = content.model;
  const sender = senderOf(state, user);
  const tap = { sender, button: { verb, digest, seen, first: group.first }, message: address };
  await answered(state, user, () => state.reactions.bulk(tap));
}

export async function replyFrom(
  state: FakeState,
  card: string,
  user: string,
  text: string,
  pictures: readonly string[],
  given?: string,
): Promise<TapReply | null> {
  const sender = senderOf(state, user);
  state.count += 1;
  const message = given ?? `${state.platform}-${state.count}`;
  const reply = await state.reactions.reply({ sender, card, text, pictures, message });
  if (reply?.told) tell(state, user, reply.told, reply.setting);
  return reply;
}

function senderOf(state: FakeState, user: string): Sender {
  return { platform: state.platform, tenant: state.tenant, users: [user], name: user };
}

function tell(state: FakeState, user: string, told: Told, setting: Setting): void {
  const text = toldText(told, setting);
  state.answers.push({ user, text, told, reply: null, at: state.clock.now() });
}
