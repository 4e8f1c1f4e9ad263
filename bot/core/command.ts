// The one grammar of chat commands, the same on every platform. Each first word has a reader; a new command is one more line
// in READERS. What is not understood is a value too: it is answered with what is possible.

import {
  ACTS,
  type AlertCommand,
  readAct,
  readHandOver,
  readMine,
  readOpen,
  readReport,
  readShow,
} from './command/alerts.ts';
import type { AllCommand } from './command/all.ts';
import { type HandoverCommand, readHandovers } from './command/handovers.ts';
import { type MissCommand, readMiss } from './command/misses.ts';
import {
  type RuleCommand,
  readChannel,
  readClaim,
  readModel,
  readPerson,
  readPlant,
  readPolicy,
  readRoute,
  readToken,
} from './command/rules.ts';
import {
  readCover,
  readOff,
  readOn,
  readShift,
  readWho,
  type ShiftCommand,
} from './command/shifts.ts';
import {
  readInService,
  readMaintenance,
  readOutOfService,
  readState,
  type SuppressCommand,
} from './command/suppression.ts';
import { cut, type Words, wordsOf } from './command/words.ts';

export type { ReportSpan } from './command/alerts.ts';
export { COMMAND_LIMIT, ID_ENDING_MIN } from './command/words.ts';

export interface HelpCommand {
  readonly kind: 'help';
  /** What was typed, when it was not understood. */
  readonly unknown: string | null;
  /** The first word, when we know that one at least: help is about it alone. */
  readonly word: string | null;
}

export type Command =
  | HelpCommand
  | AlertCommand
  | AllCommand
  | HandoverCommand
  | MissCommand
  | ShiftCommand
  | SuppressCommand
  | RuleCommand;

type Reader = (words: Words) => Command | null;

const acts: Readonly<Record<string, Reader>> = Object.fromEntries(
  Object.entries(ACTS).map(([word, verb]) => [word, readAct(verb)]),
);

/** Every first word that is understood, in the order in which help lists them. */
const READERS: Readonly<Record<string, Reader>> = {
  help: readHelp,
  open: readOpen,
  mine: readMine,
  show: readShow,
  report: readReport,
  ...acts,
  'hand-over': readHandOver,
  hand: readHandOver,
  miss: readMiss,
  handover: readHandovers,
  maintenance: readMaintenance,
  'out-of-service': readOutOfService,
  'in-service': readInService,
  state: readState,
  channel: readChannel,
  route: readRoute,
  policy: readPolicy,
  person: readPerson,
  model: readModel,
  plant: readPlant,
  token: readToken,
  claim: readClaim,
  on: readOn,
  off: readOff,
  who: readWho,
  cover: readCover,
  shift: readShift,
};

export const COMMAND_WORDS: readonly string[] = Object.keys(READERS);

export function parseCommand(typed: string): Command {
  const [first = 'help', ...rest] = wordsOf(typed);
  const word = first.toLowerCase();
  const reader = Object.hasOwn(READERS, word) ? READERS[word] : undefined;
  const known = reader === undefined ? null : word;
  return reader?.(rest) ?? { kind: 'help', unknown: cut(typed), word: known };
}

/** `help`, or `help route`. */
function readHelp([first = '']: Words): HelpCommand {
  const word = first.toLowerCase();
  return { kind: 'help', unknown: null, word: Object.hasOwn(READERS, word) ? word : null };
}
