// Who is there, and what people arranged against the roster. A word about somebody ends what was said before in the same
// transaction, so there is never none and never two.
import { z } from 'zod';
import type { Override } from '../bot/core/shifts/on-duty.ts';
import type { CheckIn } from '../bot/core/shifts/presence.ts';
import type { Arrangement, PresenceStore } from '../bot/ports/presence.ts';
import type { Db } from './database.ts';
import type { CheckIn as CheckInRow, Arrangement as Row } from './generated/sqlite/client.ts';
import { instant, readRow } from './rows.ts';
import { Instant, MaybeName, Name } from './shapes.ts';

const Said: z.ZodType<CheckIn> = z.object({
  person: Name.min(1),
  area: MaybeName,
  from: Instant,
  until: Instant,
});

const ARRANGED = { id: Name.min(1), at: Instant, by: Name, from: Instant, until: Instant };

const Cover = z.object({
  ...ARRANGED,
  kind: z.literal('cover'),
  person: Name.min(1),
  insteadOf: MaybeName,
});

const Crew = z.object({
  ...ARRANGED,
  kind: z.literal('crew'),
  roster: Name.min(1),
  crew: Name.min(1),
});

const Away = z.object({ ...ARRANGED, kind: z.literal('away'), person: Name.min(1) });

const Arranged: z.ZodType<Arrangement> = z.discriminatedUnion('kind', [Cover, Crew]);
const Left: z.ZodType<Override> = Away;

export function presence(db: Db): PresenceStore {
  const { checkIn, arrangement } = db.client;
  return {
    presence: async (now, limit) => {
      const [said, arranged] = await Promise.all([
        checkIn.findMany({
          where: { until: { gt: now }, endedAt: null },
          orderBy: [{ from: 'desc' }, { id: 'desc' }],
          take: limit,
        }),
        arrangement.findMany({
          where: { until: { gt: now } },
          orderBy: [{ at: 'desc' }, { id: 'desc' }],
          take: limit,
        }),
      ]);
      const inOrder = said.toReversed();
      return {
        checkIns: inOrder.filter((row) => !row.isAway).map(checkInOf),
        overrides: [
          ...inOrder.filter((row) => row.isAway).map(leftOf),
          ...arranged.toReversed().map(arrangedOf),
        ],
      };
    },
    sayPresence: async ({ person, by, at, until, state, areas, ids }) => {
      const base = { personId: person, by, from: at, until };
      const rows =
        state === 'here'
          ? areas.map((area, i) => ({ ...base, id: ids[i] ?? '', area, isAway: false }))
          : state === 'away'
            ? [{ ...base, id: ids[0] ?? '', area: null, isAway: true }]
            : [];
      await db.transact(async (tx) => {
        await tx.checkIn.updateMany({
          where: { personId: person, endedAt: null, until: { gt: at } },
          data: { endedAt: at, endedBy: by },
        });
        for (const data of rows) await tx.checkIn.create({ data });
      });
    },
    addArrangement: async (added) => {
      const given = Arranged.parse(added);
      const { id, at, by, kind, from, until } = given;
      const who =
        given.kind === 'cover'
          ? { personId: given.person, insteadOf: given.insteadOf }
          : { roster: given.roster, crew: given.crew };
      await arrangement.create({ data: { id, at, by, kind, from, until, ...who } });
    },
  };
}

function checkInOf(row: CheckInRow): CheckIn {
  return readRow('CheckIn', row.id, Said, () => ({
    person: row.personId,
    area: row.area,
    from: instant(row.from),
    until: instant(row.until),
  }));
}

function leftOf(row: CheckInRow): Override {
  const from = instant(row.from);
  return readRow('CheckIn', row.id, Left, () => ({
    id: row.id,
    at: from,
    by: row.by,
    from,
    until: instant(row.until),
    kind: 'away',
    person: row.personId,
  }));
}

function arrangedOf({ personId, ...row }: Row): Arrangement {
  return readRow('Arrangement', row.id, Arranged, () => ({
    ...row,
    at: instant(row.at),
    from: instant(row.from),
    until: instant(row.until),
    ...(personId === null ? {} : { person: personId }),
  }));
}
