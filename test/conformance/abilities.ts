// The one table of abilities: what is a row here is proved on every platform and stands in the README.
import { ASKING } from './abilities/asking.ts';
import { BAD_DAYS } from './abilities/bad-days.ts';
import { CARDS } from './abilities/cards.ts';
import { COMMANDS } from './abilities/commands.ts';
import { HANDOVERS } from './abilities/handovers.ts';
import { MINE } from './abilities/mine.ts';
import { NOTES } from './abilities/notes.ts';
import { STORMS } from './abilities/storms.ts';
import { TAPS } from './abilities/taps.ts';
import type { Group } from './ability.ts';

export const GROUPS: readonly Group[] = [
  CARDS,
  TAPS,
  STORMS,
  ASKING,
  HANDOVERS,
  COMMANDS,
  MINE,
  NOTES,
  BAD_DAYS,
];
