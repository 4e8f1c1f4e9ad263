// One thing that people can do or see: its row in the parity table, and the proof that is run on every platform.
import type { Floor } from './floor.ts';
import type { PlantFile, StandName } from './stand.ts';

export interface Ability {
  readonly name: string;
  /** How the plant file differs from the usual one. */
  plant?(usual: PlantFile): Partial<PlantFile>;
  prove(floor: Floor): Promise<void>;
  /** Where it can't be, and the platform's own limit that is the reason. Nothing else is a reason. */
  readonly except?: Partial<Record<StandName, string>>;
}

export interface Group {
  readonly title: string;
  readonly abilities: readonly Ability[];
}
