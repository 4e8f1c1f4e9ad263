// One platform with people in front of it, on the wire: what they see, press and type. A whole bot is plugged into it, so an
// ability is proved from the detection to the eye and back. Abilities are told in these words alone; none asks which platform.
import type { Platform } from '../../bot/core/plant.ts';
import type { ConnectedChat, Reactions } from '../../bot/ports/chat.ts';
import type { LivePlant } from '../../bot/ports/plant.ts';
import type { Memory } from '../../bot/ports/store.ts';
import type { Clock, Ids, Log } from '../../bot/ports/system.ts';
import type { ChatTrouble, Shown } from '../contracts/chat-rig.ts';
import { verbNamed } from '../fakes/slack-blocks.ts';

/** The columns of the parity table. */
export const STANDS = ['Slack (HTTP)', 'Slack (Socket Mode)', 'Teams', 'Console'] as const;
export type StandName = (typeof STANDS)[number];

/** Ana and Ole are technicians, Sam is the lead, Ada the admin; Mia is verified, but not in the plant. */
export const WHO = ['ana', 'ole', 'sam', 'ada', 'mia'] as const;
export type Who = (typeof WHO)[number];

export type Channel = 'line-1' | 'floor';

/** A message as people see it now. */
export interface Seen extends Shown {
  readonly address: string;
  /** Addresses of the pictures that are drawn. */
  readonly pictures: readonly string[];
  /** What the choices on it offer, by what is read there. */
  readonly choices: readonly Choice[];
}

export interface Choice {
  /** The id under which the choice travels. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
}

/** What a stand needs of the bot that is plugged into it. */
export interface Wiring {
  readonly reactions: Reactions;
  readonly live: LivePlant;
  readonly memory: Memory;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** A press that was sent; the very same request can be sent once more. */
export interface Sent {
  readonly status: number;
  again(): Promise<Sent>;
}

export interface Stand {
  readonly platform: Platform;
  readonly addresses: Readonly<Record<Channel, string>>;
  /** Their id on this platform, as it stands in a plant file. */
  userOf(who: Who): string;
  /** Builds the adapter, with its door, and connects it. */
  connect(wiring: Wiring): Promise<ConnectedChat>;
  /** What stands at the top of a channel, oldest first. */
  top(channel: Channel): Promise<readonly Seen[]>;
  /** What stands under one card of a channel. */
  thread(channel: Channel, card: string): Promise<readonly Seen[]>;
  /** What was said to one person directly. */
  direct(who: Who): Promise<readonly Seen[]>;
  /** The private answers that one person got, oldest first. */
  heard(who: Who): Promise<readonly string[]>;
  /** Presses a button as it is shown; `value` is that of an older card. */
  press(who: Who, message: Seen, verb: string, value?: unknown): Promise<Sent>;
  /** Picks what is named so in the choice of a message, and presses a button beside it. */
  pick(who: Who, message: Seen, label: string, verb: string): Promise<Sent>;
  /** Somebody's own page, where the platform lets one be drawn: what is shown there. */
  own(who: Who): Promise<readonly Seen[]>;
  /** Writes a note on the card itself. */
  note(who: Who, message: Seen, text: string): Promise<void>;
  /** The same press by somebody who can't prove who they are. */
  forge(message: Seen, verb: string): Promise<Sent>;
  /** Types a command in a channel. */
  type(who: Who, text: string, channel: Channel): Promise<void>;
  /** Presses a button of the latest private answer that has some, by what stands on it. */
  choose(who: Who, label: string): Promise<void>;
  /** Writes under a card, where people of this platform do. */
  write(who: Who, message: Seen, text: string): Promise<void>;
  /** The next call fails. */
  fail(trouble: ChatTrouble): void;
  /** Somebody throws the bot out of a channel. */
  shut(channel: Channel): void;
  /** Somebody deletes a message. */
  remove(message: Seen): void;
  close(): Promise<void>;
}

export type MakeStand = () => Promise<Stand>;

/** A plant file, as JSON (which is YAML too). */
export interface PlantFile {
  readonly [key: string]: unknown;
  readonly channels: Readonly<Record<Channel, Readonly<Record<string, string>>>>;
  readonly people: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The plant file of a stand: its channels and its people by their ids on this platform. */
export function plantFileAt({ platform, addresses, userOf }: Stand): PlantFile {
  // Who sits at the console is picked by name: there is no id to give.
  const at = (who: Who) => (platform === 'console' ? {} : { [platform]: userOf(who) });
  return {
    apiVersion: 'andon/v1',
    site: 'lyon-2',
    timezone: 'Europe/Paris',
    channels: {
      'line-1': { [platform]: addresses['line-1'] },
      floor: { [platform]: addresses.floor },
    },
    people: {
      ana: { name: 'Ana Ruiz', ...at('ana') },
      ole: { name: 'Ole Berg', ...at('ole') },
      sam: { name: 'Sam Supervisor', roles: ['lead'], ...at('sam') },
      ada: { name: 'Ada Admin', roles: ['admin'], ...at('ada') },
    },
    routes: [{ match: {}, channel: 'line-1', policy: 'standard' }],
    policies: {
      standard: {
        steps: [
          { to: 'channel', after: '0s' },
          { to: 'lead', after: '10m' },
          { to: 'channel:floor', after: '20m' },
        ],
        expire: '20m',
        idle: '60m',
      },
    },
  };
}

/** What a press carries: the shown button's value, or the choice in the list of further reasons beside it. */
export function carried(seen: Seen, verb: string): unknown {
  const button = buttonOn(seen, verb);
  if (button !== undefined) return button.value;
  const list = verb.startsWith('reason:') ? seen.buttons.find((b) => b.verb === 'reason') : null;
  if (!list) throw new Error(`${seen.address} shows no button ${verb}`);
  return { ...(list.value as object), reason: verb.slice('reason:'.length) };
}

/** By its verb, or by verb and code where several carry the verb: `shelve:2h`. */
function buttonOn(seen: Seen, name: string): Seen['buttons'][number] | undefined {
  const [verb, code] = name.split(':');
  return (
    seen.buttons.find((b) => b.verb === name) ??
    seen.buttons.find((b) => b.verb === verb && (b.value as { readonly c?: string }).c === code)
  );
}

/** What is picked in the choice of a message, as it was shown. */
export function choiceOn(seen: Seen, label: string): Choice {
  const found = seen.choices.find((c) => c.label.includes(label));
  if (found === undefined) throw new Error(`${seen.address} offers no choice ${label}`);
  return found;
}

/** The button of a card that opens its form for notes. */
export function noteVerbOn(seen: Seen): string {
  const found = seen.buttons.find(({ verb }) => verb === 'note' || verb === 'handover:note');
  if (found === undefined) throw new Error(`nobody can write on ${seen.address}`);
  return found.verb;
}

/** The verb that travels: a choice in a list goes with the list's own button. */
export function sentVerb(seen: Seen, verb: string): string {
  const isShown = seen.buttons.some((b) => b.verb === verb);
  if (isShown) return verb;
  return verb.startsWith('reason:') ? 'reason' : verbNamed(verb);
}
