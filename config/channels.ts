// Whether every channel can be seen by somebody: a channel that no running platform shows is a fault, one with a copy less than
// written is worth a warning.
import { PLATFORMS, type Plant, type Platform } from '../bot/core/plant.ts';

/** What makes each platform run, for the sentence that it does not. */
const NEEDED: Readonly<Record<Platform, string>> = {
  slack: 'SLACK_BOT_TOKEN is not set',
  teams: 'MICROSOFT_APP_ID is not set',
  console: 'ANDON_CONSOLE is off',
};

export interface ChannelFaults {
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

/** `placeOf` names a channel as the reader of the sentence finds it. */
export function channelFaults(
  plant: Plant,
  platforms: readonly Platform[],
  placeOf: (channel: string) => string,
): ChannelFaults {
  const faults: string[] = [];
  const warnings: string[] = [];
  for (const [name, addresses] of plant.channels) {
    const wanted = PLATFORMS.filter((p) => addresses[p] !== undefined);
    const missing = wanted.filter((p) => !platforms.includes(p));
    const why = missing.map((p) => NEEDED[p]).join(', ');
    if (missing.length === wanted.length)
      faults.push(`${placeOf(name)}: none of its platforms (${wanted.join(', ')}) runs: ${why}`);
    else if (missing.length > 0)
      warnings.push(`${placeOf(name)}: no copies on ${missing.join(', ')}: ${why}`);
  }
  return { faults, warnings };
}
