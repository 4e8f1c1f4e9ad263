// A lane as one text, so that it can be compared, grouped and indexed in any database; and back.
import { z } from 'zod';
import type { Lane } from '../bot/ports/outbox.ts';
import { readRow } from './rows.ts';
import { Platform } from './shapes.ts';

const Parts = z.tuple([Platform, z.string().nullable(), z.string().nullable()]);

export function laneKey(lane: Lane): string {
  return JSON.stringify([lane.platform, lane.channel, lane.person]);
}

export function laneOf(key: string): Lane {
  const [platform, channel, person] = readRow('Delivery', key, Parts, () => JSON.parse(key));
  return { platform, channel, person };
}
