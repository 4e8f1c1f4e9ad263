// What every arrival, tap and delivery looks up. Prepared statements, as in commit.ts: through Prisma these reads cost more than
// all the rest of a delivery. What is read goes through the same checks as everywhere; nothing is kept between two calls.
import type { Alert } from '../bot/core/alert.ts';
import type { KeptDetection } from '../bot/core/detection.ts';
import { pastOf } from '../bot/core/feedback.ts';
import type { Trouble } from '../bot/core/trouble.ts';
import {
  type Message,
  PAST_LIMIT,
  type Past,
  type PictureState,
  RECENT_LIMIT,
  type Sighting,
} from '../bot/core/view.ts';
import type { DetectionRef } from '../bot/ports/store.ts';
import type { Db } from './database.ts';
import type * as tables from './generated/sqlite/client.ts';
import { pictureStateOf } from './pictures.ts';
import {
  alertOf,
  type Cells,
  joinKey,
  type KeptRow,
  keptOf,
  messageOf,
  readRow,
  sightingOf,
  troubleOf,
} from './rows.ts';
import * as shapes from './shapes.ts';

type AlertRow = Cells<tables.Alert>;
type MessageRow = Cells<tables.Message>;
type JudgedRow = Pick<AlertRow, 'id' | 'verdict' | 'reason'>;

export interface HotReads {
  alert(id: string): Alert | null;
  joinable(keys: readonly { readonly site: string; readonly key: string }[]): readonly Alert[];
  kept(refs: readonly DetectionRef[]): readonly KeptDetection[];
  /** The alert's first detection. */
  opening(alert: string): KeptDetection | null;
  /** Its last one that did not only say "it is over". */
  latest(alert: string): KeptDetection | null;
  /** Its latest active ones in the order of their arrival, as far as a trend needs them. */
  recent(alert: string): readonly Sighting[];
  past(alert: Alert): Past;
  messages(alert: string): readonly Message[];
  messageAt(platform: string, address: string): Message | null;
  /** The oldest first. */
  troubles(): readonly Trouble[];
  /** By address. */
  pictures(alert: string): ReadonlyMap<string, PictureState>;
}

/** The latest that were judged so before an alert; the index holds exactly these, in this order. */
const JUDGED = (verdict: 'real' | 'not_real') =>
  `SELECT * FROM (SELECT "id", "openedAt", "verdict", "reason" FROM "Alert"
   WHERE "site" = @site AND "asset" = @asset AND "type" = @type AND "verdict" = '${verdict}'
   AND "openedAt" < @openedAt ORDER BY "openedAt" DESC LIMIT ${PAST_LIMIT})`;

export function hotReads({ raw }: Db): HotReads {
  const byId = raw.prepare<[string], AlertRow>(`SELECT * FROM "Alert" WHERE "id" = ?`);
  const byKey = raw.prepare<[string], AlertRow>(`SELECT * FROM "Alert" WHERE "joinKey" = ?`);
  const byRef = raw.prepare<[string, string, string], KeptRow>(
    `SELECT * FROM "Detection" WHERE "source" = ? AND "detectionId" = ? AND "status" = ?`,
  );
  const first = raw.prepare<[string], KeptRow>(
    `SELECT * FROM "Detection" WHERE "alertId" = ? ORDER BY "seq" LIMIT 1`,
  );
  const last = raw.prepare<[string], KeptRow>(
    `SELECT * FROM "Detection" WHERE "alertId" = ? AND "status" = 'active'
     ORDER BY "seq" DESC LIMIT 1`,
  );
  const recent = raw.prepare<[string], { readonly seq: number; readonly payload: string }>(
    `SELECT "seq", "payload" FROM "Detection" WHERE "alertId" = ? AND "status" = 'active'
     ORDER BY "seq" DESC LIMIT ${RECENT_LIMIT}`,
  );
  const judged = raw.prepare<Pick<Alert, 'site' | 'asset' | 'type' | 'openedAt'>, JudgedRow>(
    `${JUDGED('real')} UNION ALL ${JUDGED('not_real')} ORDER BY "openedAt" DESC LIMIT ${PAST_LIMIT}`,
  );
  const troubles = raw.prepare<[], Cells<tables.Trouble>>(
    `SELECT * FROM "Trouble" ORDER BY "since", "id"`,
  );
  const messages = raw.prepare<[string, string], MessageRow>(
    `SELECT * FROM "Message" WHERE "subjectId" = ? OR "subjectId" IN
       (SELECT "digestId" FROM "DigestStep" WHERE "alertId" = ?) ORDER BY "id"`,
  );
  const messageAt = raw.prepare<[string, string], MessageRow>(
    `SELECT * FROM "Message" WHERE "platform" = ? AND "address" = ? ORDER BY "id" LIMIT 1`,
  );
  const pictures = raw.prepare<[string], Cells<tables.Picture>>(
    `SELECT * FROM "Picture" WHERE "alertId" = ?`,
  );
  return {
    alert: (id) => orNull(byId.get(id), alertOf),
    joinable: (keys) => {
      const joinKeys = new Set(keys.map((k) => joinKey(k.site, k.key)));
      return [...joinKeys].flatMap((key) => byKey.all(key)).map(alertOf);
    },
    kept: (refs) => {
      const wanted = new Map(refs.map((r) => [JSON.stringify([r.source, r.id, r.status]), r]));
      return [...wanted.values()].flatMap((r) => byRef.all(r.source, r.id, r.status)).map(keptOf);
    },
    opening: (alert) => orNull(first.get(alert), keptOf),
    latest: (alert) => orNull(last.get(alert), keptOf),
    recent: (alert) => recent.all(alert).reverse().map(sightingOf),
    past: ({ site, asset, type, openedAt }) =>
      pastOf(judged.all({ site, asset, type, openedAt }).map(judgedOf)),
    messages: (alert) => messages.all(alert, alert).map(messageOf),
    messageAt: (platform, address) => orNull(messageAt.get(platform, address), messageOf),
    troubles: () => troubles.all().map(troubleOf),
    pictures: (alert) => new Map(pictures.all(alert).map((p) => [p.url, pictureStateOf(p)])),
  };
}

function orNull<Row, T>(row: Row | undefined, read: (row: Row) => T): T | null {
  return row === undefined ? null : read(row);
}

function judgedOf({ id, ...row }: JudgedRow): shapes.Judged {
  return readRow('Alert', id, shapes.Judged, () => row);
}
