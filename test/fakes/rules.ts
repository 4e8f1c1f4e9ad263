// Rules that never change: for stories that are told with a plant as a value, not as a file.
import type { Plant } from '../../bot/core/plant.ts';
import type { PlantRules } from '../../bot/ports/plant.ts';

export function fixedRules(plant: Plant): PlantRules {
  return {
    read: () => ({ ok: true, plant, document: {} }),
    rewrite: (text) => text,
  };
}
