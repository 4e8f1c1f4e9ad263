// What a random shift is, for its steps and for what must hold after it.
import type { Alert } from '../../bot/core/alert.ts';
import type { Harness } from '../harness.ts';
import type { Chance } from './chance.ts';
import type { Ledger } from './noting.ts';
import type { Watch } from './suppressing.ts';

export interface Shift {
  readonly h: Harness;
  readonly chance: Chance;
  /** Every identity of a detection that was answered. */
  readonly accepted: Set<string>;
  /** What is suppressed, and what came of it. */
  readonly watch: Watch;
  /** What is written on the hand-overs. */
  readonly ledger: Ledger;
  isRough: boolean;
}

export type Steps = readonly (readonly [weight: number, step: (s: Shift) => Promise<void>])[];

/** No other detection has it: whoever reads it knows which one is spoken of. */
export function titleOf(id: string): string {
  return `${id} scratched`;
}

export async function everyAlert(h: Harness): Promise<readonly Alert[]> {
  const all: Alert[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof h.memory.store.alerts>> = await h.memory.store.alerts(
      {},
      100,
      cursor,
    );
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}
