// `channel`: which chat channels the plant has, and binding one to the place where the command is typed. A channel that is
// bound elsewhere moves only when the person says so once more.
import { type ChannelCommand, SURE } from '../../bot/core/command/rules.ts';
import { LANGUAGES, type Person, type Plant } from '../../bot/core/plant.ts';
import type { PlantChange } from '../../bot/core/plant-change.ts';
import type { CommandCall } from '../../bot/ports/chat.ts';
import type { InForce } from '../../bot/ports/plant.ts';
import type { RuleReply, Users } from '../../cards/rules/model.ts';
import type { Deps } from '../deps.ts';
import { changeRules, refused, set } from './change.ts';

export async function onChannel(
  command: ChannelCommand,
  call: CommandCall,
  by: Person,
  base: InForce,
  deps: Deps,
): Promise<RuleReply> {
  if (command.ask === 'list') return channels(call, deps);
  const name = channelNamed(command.name, call, deps.around.plant);
  const known = deps.around.plant.channels.get(name);
  if (command.ask === 'here') {
    const next = binding({ ...command, name }, call, base, deps.around.plant);
    return 'path' in next ? changeRules(by, base, next, deps) : next;
  }
  if (known === undefined) return refused({ code: 'unknown', what: 'channel', name });
  if (command.ask === 'off') return unbind(name, call, by, base, deps);
  if (command.ask !== 'language') return offer(name);
  const { language } = command;
  if (language === null) {
    const choices = LANGUAGES.map((l) => ({
      label: { code: 'to-language', language: l } as const,
      command: `channel ${name} language ${l}`,
    }));
    return { kind: 'prompt', question: { code: 'which-language', name }, choices };
  }
  return changeRules(by, base, set(base, ['channels', name, 'language'], language), deps);
}

/** The plant's name for it: as typed, or for the chat channel that is mentioned so. */
export function channelNamed(typed: string, call: CommandCall, plant: Plant): string {
  if (plant.channels.has(typed)) return typed;
  const mention = call.mentions?.find((m) => m.kind === 'channel' && m.text === `#${typed}`);
  return (mention === undefined ? null : nameAt(mention.id, call, plant)) ?? typed;
}

function channels(call: CommandCall, { around }: Deps): RuleReply {
  const { plant, platforms } = around;
  return {
    kind: 'channels',
    channels: [...plant.channels].map(([name, addresses]) => ({
      name,
      addresses,
      language: plant.channelLanguages.get(name) ?? null,
      running: platforms.filter((p) => addresses[p] !== undefined),
    })),
    here: call.channel === null ? null : nameAt(call.channel, call, plant),
  };
}

function nameAt(address: string, { sender }: CommandCall, plant: Plant): string | null {
  const found = [...plant.channels].find(([, a]) => a[sender.platform] === address);
  return found?.[0] ?? null;
}

/** What binds the channel, or the question whether it shall move. */
function binding(
  command: Extract<ChannelCommand, { readonly ask: 'here' }>,
  call: CommandCall,
  base: InForce,
  plant: Plant,
): (PlantChange & { kind: 'set' }) | RuleReply {
  const { name, isSure } = command;
  const { platform } = call.sender;
  const address = command.address ?? call.channel;
  if (address === null) return refused({ code: 'not-in-a-channel' });
  const known = plant.channels.get(name);
  const bound = known?.[platform];
  const other = nameAt(address, call, plant);
  if (!isSure && bound !== address && (bound !== undefined || other !== null)) {
    const question =
      other === null
        ? ({ code: 'bound-elsewhere', name } as const)
        : ({ code: 'taken', name, other } as const);
    // The answer may be pressed somewhere else, in a private chat: it says where "here" was.
    const sure = `channel ${name} here ${SURE} ${address}`;
    const choices = [
      { label: { code: 'move-here' }, command: sure },
      { label: { code: 'leave' }, command: 'channel' },
    ] as const;
    return { kind: 'prompt', question, choices };
  }
  return known === undefined
    ? set(base, ['channels', name], { [platform]: address })
    : set(base, ['channels', name, platform], address);
}

function offer(name: string): RuleReply {
  return {
    kind: 'prompt',
    question: { code: 'what-with', name },
    choices: [
      { label: { code: 'here' }, command: `channel ${name} here` },
      { label: { code: 'language' }, command: `channel ${name} language` },
      { label: { code: 'off' }, command: `channel ${name} off` },
    ],
  };
}

/** Off on the platform where it is typed; with its last platform the channel goes, unless somebody needs it. */
async function unbind(
  name: string,
  call: CommandCall,
  by: Person,
  base: InForce,
  deps: Deps,
): Promise<RuleReply> {
  const { plant } = deps.around;
  const addresses = plant.channels.get(name) ?? {};
  const { platform } = call.sender;
  if (addresses[platform] === undefined) return refused({ code: 'not-bound', name });
  if (Object.keys(addresses).length > 1)
    return changeRules(by, base, set(base, ['channels', name, platform], null), deps);
  const users = usersOf(name, plant);
  if (users.routes.length + users.policies.length > 0)
    return refused({ code: 'channel-in-use', name, users });
  return changeRules(by, base, set(base, ['channels', name], null), deps);
}

function usersOf(channel: string, plant: Plant): Users {
  return {
    routes: plant.routes.flatMap((r, i) => (r.channel === channel ? [i + 1] : [])),
    policies: [...plant.policies.values()]
      .filter((p) =>
        p.steps.some(({ to }) => to.kind === 'other-channel' && to.channel === channel),
      )
      .map((p) => p.name),
  };
}
