// What a tap or command does, decided on the row as it is now, whoever tapped what they saw. The rule book is a table
// of one rule for each verb; the state × verb table in test/core/decide.test.ts prints and proves it.
import type { Alert, Verb } from './alert.ts';
import type { Decision, Request, Situation } from './decision.ts';
import { escalate } from './verbs/climbing.ts';
import { cantTell, confirm, disagree, giveReason, reject } from './verbs/judging.ts';
import { note } from './verbs/noting.ts';
import { accept, decline, handOver } from './verbs/offering.ts';
import { resolve, take } from './verbs/ownership.ts';
import { giveShelfReason, isShelfReason, shelve } from './verbs/shelving.ts';
import { undo } from './verbs/undoing.ts';

type Rule = (alert: Alert, request: Request, situation: Situation) => Decision;

const RULES: Readonly<Record<Verb, Rule>> = {
  confirm,
  reject,
  'cant-tell': cantTell,
  disagree,
  reason,
  escalate,
  take,
  resolve,
  shelve,
  'hand-over': handOver,
  accept,
  decline,
  undo,
  note,
};

/** Why it was judged so, or why it is put aside: the code tells which. */
function reason(alert: Alert, request: Request, situation: Situation): Decision {
  const give = isShelfReason(request.code) ? giveShelfReason : giveReason;
  return give(alert, request, situation);
}

/** Decides one request. Never throws for what a person may do; a refusal is a decision with an answer and no event. */
export function decide(alert: Alert, request: Request, situation: Situation): Decision {
  return RULES[request.verb](alert, request, situation);
}
