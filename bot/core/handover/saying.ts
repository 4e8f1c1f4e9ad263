// Where the card of a hand-over goes: to each person who is asked, or to the channel of the roster where nobody can be reached.
import type { Surroundings } from '../escalation.ts';
import type { Saying } from '../saying.ts';
import { rosterFor } from '../shifts/roster.ts';
import type { Handover } from './handover.ts';

/** The copies of the card that the latest stage brings: to each of those who are asked, or to the roster's channel. */
export function sayingsOf(handover: Handover, around: Surroundings): readonly Saying[] {
  const step = handover.steps.at(-1);
  if (step === undefined) return [];
  const key = `handover:${handover.id}:${step.stage}`;
  const direct = around.people
    .filter((p) => step.people.includes(p.id))
    .flatMap((person) => {
      const platform = around.platforms.find((p) =>
        person.identities.some((i) => i.platform === p),
      );
      if (platform === undefined) return [];
      return [{ ...CARD, key: `${key}:${platform}:@${person.id}`, platform, person: person.id }];
    });
  return direct.length > 0 ? direct : inChannel(handover, key, around);
}

const CARD = { kind: 'card', channel: null, person: null, ask: null, severity: 'high' } as const;

/** Where nobody can be reached directly, their channel is told. */
export function inChannel(
  { roster }: Handover,
  key: string,
  around: Surroundings,
): readonly Saying[] {
  const { channels, routes, shifts } = around.plant;
  const route = routes.find(({ match: { area = null, asset = '' } }) => {
    return rosterFor({ area, asset }, shifts.rosters)?.name === roster;
  });
  const channel = route?.channel ?? channels.keys().next().value ?? '';
  const addresses = channels.get(channel) ?? {};
  return around.platforms
    .filter((platform) => addresses[platform] !== undefined)
    .map((platform) => ({ ...CARD, key: `${key}:${platform}:${channel}`, platform, channel }));
}
