// What of an alert a browser sorts and filters by: severity, the states it is in, whose it is. Made here alone, so that a
// filter means the same for what is loaded and for what arrives live.
import { type Alert, isClosed, type PersonId, phaseOf } from '../../core/alert.ts';
import { type Person, SEVERITIES, type Severity } from '../../core/plant.ts';
import type { Store } from '../../ports/store.ts';

/** What the console reads of alerts; it never writes one. */
export type AlertReads = Pick<
  Store,
  'alert' | 'alerts' | 'messages' | 'view' | 'history' | 'people'
>;

/** An alert is in several: an owned one may have climbed again. */
export const LIST_STATES = ['open', 'unowned', 'owned', 'escalated', 'shelved', 'closed'] as const;
export type ListState = (typeof LIST_STATES)[number];

export interface AlertFacts {
  readonly severity: Severity;
  readonly states: readonly ListState[];
  /** Keys of the people whose it is: who owns it or is asked to, and once it is closed who judged or closed it. */
  readonly mine: readonly string[];
  /** The plant's name of the channel that it belongs to. */
  readonly channel: string;
}

export interface AlertFilter {
  /** Empty = any. */
  readonly severities: readonly Severity[];
  readonly state: ListState | null;
  /** A person's key. */
  readonly mine: string | null;
}

export function isFiltering({ severities, state, mine }: AlertFilter): boolean {
  return severities.length > 0 || state !== null || mine !== null;
}

export function factsOf(alert: Alert, people: readonly Person[]): AlertFacts {
  const whose = whoseIs(alert);
  return {
    severity: alert.severity,
    states: statesOf(alert),
    mine: people.flatMap(({ id, key }) => (key !== null && whose.includes(id) ? [key] : [])),
    channel: alert.channel,
  };
}

export function statesOf(alert: Alert): readonly ListState[] {
  const phase = phaseOf(alert);
  if (phase === 'closed') return ['closed'];
  if (phase === 'shelved') return ['open', 'shelved'];
  const owned = alert.work === 'owned' ? 'owned' : 'unowned';
  return phase === 'escalated' ? ['open', owned, 'escalated'] : ['open', owned];
}

/** The page says the same in filters.js. */
export function isMatching(facts: AlertFacts, filter: AlertFilter): boolean {
  const { severities, state, mine } = filter;
  return (
    (severities.length === 0 || severities.includes(facts.severity)) &&
    (state === null || facts.states.includes(state)) &&
    (mine === null || facts.mine.includes(mine))
  );
}

function whoseIs(alert: Alert): readonly (PersonId | null | undefined)[] {
  return isClosed(alert)
    ? [alert.owner, alert.verdictBy, alert.closedBy]
    : [alert.owner, ...(alert.offer?.asked ?? [])];
}

/** From a query; a sentence where it makes no sense. */
export function readFilter(query: URLSearchParams): AlertFilter | string {
  const severities = (query.get('severity') ?? '').split(',').filter((s) => s !== '');
  const unknown = severities.find((s) => !isOneOf(SEVERITIES, s));
  if (unknown !== undefined) return `severity: one of ${SEVERITIES.join(', ')} is expected.`;
  const state = query.get('state') || null;
  if (state !== null && !isOneOf(LIST_STATES, state))
    return `state: one of ${LIST_STATES.join(', ')} is expected.`;
  const mine = query.get('mine') || null;
  return { severities: severities.filter((s) => isOneOf(SEVERITIES, s)), state, mine };
}

function isOneOf<T extends string>(all: readonly T[], text: string): text is T {
  return (all as readonly string[]).includes(text);
}
