// What makes a good plant, for the plant file at start and for what a command makes of it later: the same checks. A plant is
// good when it reads without a fault and every channel is shown on a platform that runs.
import type { Plant, Platform } from '../bot/core/plant.ts';
import type { PlantDocument } from '../bot/core/plant-change.ts';
import { channelFaults } from './channels.ts';
import { faultText, readPlant } from './plant.ts';
import { rewrite } from './rewrite.ts';

export type RulesRead =
  | { readonly ok: true; readonly plant: Plant; readonly document: PlantDocument }
  | { readonly ok: false; readonly faults: readonly string[] };

export interface Rules {
  read(text: string): RulesRead;
  rewrite(text: string, document: PlantDocument): string;
}

export function plantRules(platforms: readonly Platform[]): Rules {
  return {
    read(text) {
      const read = readPlant(text);
      if (!read.ok) {
        // Lines are those of a text that nobody sees; the path says where.
        const faults = read.faults.map((f) => faultText('', { ...f, line: 0 }));
        return { ok: false, faults: faults.map((f) => f.replace(/^: /, '')) };
      }
      const { faults } = channelFaults(read.plant, platforms, (name) => `channels.${name}`);
      if (faults.length > 0) return { ok: false, faults };
      return { ok: true, plant: read.plant, document: read.document };
    },
    rewrite,
  };
}
