// `route`: the list in its order, one more, up, down, away, and the question where a detection would go. Places are those of
// the list as it is now.
import type { RouteCommand } from '../../bot/core/command/rules.ts';
import type { Person, Plant } from '../../bot/core/plant.ts';
import { type Json, routesIn } from '../../bot/core/plant-change.ts';
import { type Facts, placeOf, routeAt } from '../../bot/core/routing.ts';
import type { CommandCall } from '../../bot/ports/chat.ts';
import type { InForce } from '../../bot/ports/plant.ts';
import type { RuleReply } from '../../cards/rules/model.ts';
import type { Deps } from '../deps.ts';
import { changeRules, refused } from './change.ts';
import { channelNamed } from './channels.ts';

/** How many values a question offers as buttons. */
export const CHOICES_LIMIT = 10;

export async function onRoute(
  command: RouteCommand,
  call: CommandCall,
  by: Person,
  base: InForce,
  deps: Deps,
): Promise<RuleReply> {
  const { plant } = deps.around;
  if (command.ask === 'list') return list(plant);
  if (command.ask === 'test') return test(command.facts, deps);
  if (command.ask === 'add') return add(command, call, by, base, deps);
  const { place } = command;
  const route = routesIn(base.document)[place - 1];
  if (route === undefined) return refused({ code: 'unknown', what: 'route', name: String(place) });
  switch (command.ask) {
    case 'show':
      return offer(place);
    case 'remove':
      return changeRules(by, base, { kind: 'route-removed', route }, deps);
    case 'up':
    case 'down':
      return move(route, place, command.ask, by, base, deps);
  }
}

function list(plant: Plant): RuleReply {
  const { routes, policies } = plant;
  const [firstChannel = ''] = plant.channels.keys();
  return { kind: 'routes', routes, firstChannel, policies };
}

function test(given: Partial<Facts>, deps: Deps): RuleReply {
  const { plant } = deps.around;
  const facts: Facts = {
    asset: '',
    type: '',
    site: plant.site,
    area: '',
    model: '',
    severity: 'medium',
    ...given,
  };
  const at = placeOf(facts, plant, deps.clock.now());
  const { channel, policy } = routeAt(at, plant);
  return { kind: 'routed', place: at < 0 ? null : at + 1, channel, policy };
}

function add(
  command: Extract<RouteCommand, { readonly ask: 'add' }>,
  call: CommandCall,
  by: Person,
  base: InForce,
  deps: Deps,
): Promise<RuleReply> | RuleReply {
  const { match, policy, joinWithin, typed } = command;
  const { plant } = deps.around;
  const channel = command.channel === null ? null : channelNamed(command.channel, call, plant);
  if (channel === null) {
    const choices = [...plant.channels.keys()].slice(0, CHOICES_LIMIT).map((name) => ({
      label: { code: 'input', text: name } as const,
      command: `route add ${typed} channel=${name}`,
    }));
    return { kind: 'prompt', question: { code: 'which-channel' }, choices };
  }
  if (!plant.channels.has(channel))
    return refused({ code: 'unknown', what: 'channel', name: channel });
  if (policy !== null && !plant.policies.has(policy))
    return refused({ code: 'unknown', what: 'policy', name: policy });
  const route: Json = {
    match: { ...match },
    channel,
    ...(policy === null ? {} : { policy }),
    ...(joinWithin === null ? {} : { joinWithin }),
  };
  return changeRules(by, base, { kind: 'route-added', route }, deps);
}

function offer(place: number): RuleReply {
  const choices = (['up', 'down', 'remove'] as const).map((code) => ({
    label: { code },
    command: `route ${place} ${code}`,
  }));
  return { kind: 'prompt', question: { code: 'what-with', name: String(place) }, choices };
}

function move(
  route: Json,
  place: number,
  way: 'up' | 'down',
  by: Person,
  base: InForce,
  deps: Deps,
): Promise<RuleReply> | RuleReply {
  const end = way === 'up' ? 1 : routesIn(base.document).length;
  if (place === end) return refused({ code: 'route-at-end' });
  const step = way === 'up' ? -1 : 1;
  return changeRules(by, base, { kind: 'route-moved', route, by: step }, deps);
}
