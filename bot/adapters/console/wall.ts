// What hangs on the wall: all that is open on any platform, the most urgent first, as short lines for people who walk by.
// Says nothing that a visitor must not read: no ids, no evidence.
import { words } from '../../../cards/words.ts';
import type { Alert, PersonId } from '../../core/alert.ts';
import { type Plant, SEVERITIES, type Severity } from '../../core/plant.ts';
import type { Instant } from '../../core/time.ts';
import { type AlertReads, statesOf } from './facts.ts';
import type { OpenAlertReader } from './open-alerts.ts';

/** What happens at `dueAt` when nobody acts. */
export type NextOnWall = 'climbs' | 'asked' | 'reminder' | 'back';

export interface WallLine {
  readonly severity: Severity;
  readonly title: string;
  readonly asset: string;
  readonly channel: string;
  readonly openedAt: Instant;
  readonly isEscalated: boolean;
  /** Null = nobody. */
  readonly owner: string | null;
  readonly next: NextOnWall;
  readonly dueAt: Instant | null;
}

export interface Wall {
  readonly site: string;
  readonly timezone: string;
  /** The bot's time: a screen's own clock may be wrong. */
  readonly now: Instant;
  readonly open: number;
  /** There are more open ones than were counted. */
  readonly isCut: boolean;
  readonly unowned: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly lines: readonly WallLine[];
}

/** More than fit on any wall in a size that can be read from afar. */
export const WALL_LINES = 24;

export async function wallOf(parts: {
  readonly plant: Plant;
  readonly reads: Pick<AlertReads, 'people'>;
  readonly open: OpenAlertReader;
  readonly now: Instant;
}): Promise<Wall> {
  const { plant, reads, now } = parts;
  const { alerts, isCut } = await parts.open.read('recent');
  const shown = alerts.toSorted(byUrgency).slice(0, WALL_LINES);
  const owners = [...new Set(shown.flatMap((a) => a.owner ?? []))];
  const names = new Map((await reads.people(owners)).map((p) => [p.id, p.name]));
  const count = (severity: Severity): number =>
    alerts.filter((a) => a.severity === severity).length;
  return {
    site: plant.site,
    timezone: plant.timezone,
    now,
    open: alerts.length,
    isCut,
    unowned: alerts.filter((a) => statesOf(a).includes('unowned')).length,
    bySeverity: {
      low: count('low'),
      medium: count('medium'),
      high: count('high'),
      critical: count('critical'),
    },
    lines: shown.map((alert) =>
      lineOf(alert, (id) => names.get(id) ?? words(plant.language).somebody),
    ),
  };
}

/**
 * What is shelved waits for nobody and comes last. Else by severity, then what nobody owns, then what is due soonest, then what
 * has been open longest.
 */
export function byUrgency(a: Alert, b: Alert): number {
  return (
    Number(a.attention === 'shelved') - Number(b.attention === 'shelved') ||
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    Number(a.work === 'owned') - Number(b.work === 'owned') ||
    (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER) ||
    a.openedAt - b.openedAt
  );
}

function lineOf(alert: Alert, nameOf: (id: PersonId) => string): WallLine {
  const { severity, title, asset, channel, openedAt, dueAt, owner } = alert;
  return {
    severity,
    title,
    asset,
    channel,
    openedAt,
    isEscalated: statesOf(alert).includes('escalated'),
    owner: owner === null ? null : nameOf(owner),
    next: nextOf(alert),
    dueAt,
  };
}

function nextOf({ attention }: Alert): NextOnWall {
  if (attention === 'shelved') return 'back';
  if (attention === 'acknowledged') return 'reminder';
  return attention === 'expired' ? 'asked' : 'climbs';
}
