// The plant as it is at this moment. Leads change its rules while the bot runs, so whoever needs it asks at each use and keeps
// no copy. Types only; nothing here behaves.
import type { Surroundings } from '../core/escalation.ts';
import type { Person, Plant } from '../core/plant.ts';

export interface LivePlant {
  /** The plant in force, its people as kept, and the platforms that run. */
  readonly around: Surroundings;
  /** From now on these are in force. */
  adopt(plant: Plant, people: readonly Person[]): void;
}
