// What an ask looks like, for zod, as it waits in its delivery: whom, why, and the facts that its sentence is made of.
import { z } from 'zod';
import { EVENT_KINDS } from '../bot/core/alert.ts';
import type { Ask as Asking } from '../bot/core/escalation.ts';
import { REFUSALS } from '../bot/core/receipts.ts';
import { Detail, Instant, MaybeName, Name, Platform } from './shapes.ts';

export const Ask: z.ZodType<Asking> = z.object({
  reason: z.enum([
    'step',
    'again',
    'expired',
    'idle',
    'expired-admins',
    'unreached',
    'unattended',
    'rejected-yours',
    'taken-from-you',
    'hand-over',
    'undelivered',
    'delivered-again',
    'news',
  ]) satisfies z.ZodType<Asking['reason']>,
  people: z.array(Name),
  copyTo: MaybeName,
  lost: z
    .object({
      platform: Platform,
      channel: MaybeName,
      person: MaybeName,
      reason: Name,
      refusal: z.enum(REFUSALS),
      isWide: z.boolean(),
    })
    .exactOptional(),
  digest: z.string().exactOptional(),
  level: z.int().exactOptional(),
  once: z.string().exactOptional(),
  news: z
    .object({
      kind: z.enum(EVENT_KINDS),
      by: MaybeName,
      at: Instant,
      detail: z.record(z.string(), Detail),
    })
    .exactOptional(),
} satisfies Record<keyof Asking, z.ZodType>);
