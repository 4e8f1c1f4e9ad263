// The memory store's pictures: same rules as prisma/pictures.ts and prisma/picture-fetches.ts, in plain loops.
import type { PictureState } from '../../../bot/core/view.ts';
import type {
  Claim,
  CopyState,
  FetchOutcome,
  FetchWish,
  PictureCopy,
  PictureLimits,
  PictureMemory,
  PictureWish,
} from '../../../bot/ports/pictures.ts';
import type { CopyRow, PictureRow, Tables } from './tables.ts';

const FIRST_DRAWING_MS = 10_000;

export function memoryPictures(tables: Tables): PictureMemory {
  const copyOf = (message: string, url: string) =>
    tables.copies.find((c) => c.message === message && c.url === url);
  return {
    want: async (wish, now, limits) => want(tables, wish, now, limits),
    claimFetch: async (claim, limits) => claimFetch(tables, claim, limits),
    finishFetch: async (url, instance, outcome, limits) =>
      finishFetch(tables, url, instance, outcome, limits),
    claimCopies: async ({ now, leaseUntil, instance, limit }) =>
      tables.copies
        .filter((c) => !c.isOver && c.nextAt <= now)
        .sort((a, b) => a.nextAt - b.nextAt || (a.message < b.message ? -1 : 1))
        .slice(0, limit)
        .map((c) => {
          const isUnclear = c.isUnclear || c.claimedBy !== null;
          Object.assign(c, { claimedBy: instance, nextAt: leaseUntil, isUnclear });
          return claimed(tables, c);
        }),
    finishCopy: async (message, url, instance, change) => {
      const copy = copyOf(message, url);
      if (copy?.claimedBy !== instance) return;
      const isOver = change.isDrawn && (change.state === 'ready' || change.state === 'failed');
      const reason = change.reason ?? copy.reason;
      Object.assign(copy, { ...change, reason, isOver, isUnclear: false, claimedBy: null });
    },
    drawn: async (message, url, state) => {
      const copy = copyOf(message, url);
      if (copy?.state === state)
        Object.assign(copy, { isDrawn: true, isOver: true, claimedBy: null });
    },
    notTaken: async (message, url, nextAt, triesMax) => {
      const copy = copyOf(message, url);
      if (copy === undefined) return;
      const tries = copy.tries + 1;
      const state = tries > triesMax ? 'failed' : 'ready';
      const reason = 'the platform would not show it';
      const again = { isDrawn: false, isOver: false, claimedBy: null, nextAt };
      Object.assign(copy, { ...again, state, tries, reason });
    },
    picture: async (sha256) => tables.files.get(sha256)?.picture ?? null,
    release: async (now) => {
      for (const row of [...tables.pictures, ...tables.copies]) {
        if (row.claimedBy === null) continue;
        Object.assign(row, { claimedBy: null, nextAt: now });
        if ('isUnclear' in row) row.isUnclear = true;
      }
    },
    nextAt: async () => {
      const waiting = [
        ...tables.pictures.filter((p) => p.state === 'wanted'),
        ...tables.copies.filter((c) => !c.isOver),
      ];
      return waiting.length === 0 ? null : Math.min(...waiting.map((row) => row.nextAt));
    },
  };
}

/** How an alert's pictures stand, whatever card they are on. */
export function picturesOf(tables: Tables, alert: string): ReadonlyMap<string, PictureState> {
  return new Map(
    tables.pictures.filter((p) => p.alert === alert).map((p) => [p.url, pictureState(p)]),
  );
}

function pictureState({ state, sha256, size, reason }: PictureRow): PictureState {
  if (state === 'kept' && sha256 !== null) return { kind: 'kept', sha256, size, ref: null };
  return state === 'failed' ? { kind: 'failed', reason: reason ?? '', sha256 } : { kind: 'coming' };
}

function want(
  tables: Tables,
  wish: PictureWish,
  now: number,
  limits: PictureLimits,
): PictureState | null {
  const { message, alert, url, alt, isBrought } = wish;
  const mine = tables.pictures.filter((p) => p.alert === alert);
  const copy = tables.copies.find((c) => c.message === message && c.url === url);
  const known = mine.find((p) => p.url === url);
  if (copy !== undefined) return onCard(copy, known);
  if (known === undefined && mine.length >= limits.perAlert) return null;
  const picture = known ?? wanted(tables, alert, url, now, limits);
  const state = stateFor(picture.state, isBrought);
  const added: CopyRow = {
    ...{ message, alert, url, alt, isBrought, state, ref: null, isDrawn: false },
    ...{ isOver: state === 'coming', isUnclear: false, tries: 0, claimedBy: null },
    nextAt: state === 'ready' || state === 'failed' ? now + FIRST_DRAWING_MS : now,
    reason: picture.reason,
  };
  tables.copies.push(added);
  return onCard(added, picture);
}

function wanted(
  tables: Tables,
  alert: string,
  url: string,
  now: number,
  limits: PictureLimits,
): PictureRow {
  const row: PictureRow = {
    ...{ alert, url, state: 'wanted', sha256: null, size: 0, tries: 0, nextAt: now },
    ...{ claimedBy: null, fetchedAt: null, reason: null },
  };
  const fresh = freshOne(tables, url, now, limits);
  if (fresh !== undefined) Object.assign(row, keptAs(fresh));
  tables.pictures.push(row);
  return row;
}

function freshOne(tables: Tables, url: string, now: number, { freshMs }: PictureLimits) {
  return tables.pictures
    .filter((p) => p.url === url && p.state === 'kept' && (p.fetchedAt ?? 0) >= now - freshMs)
    .filter((p) => tables.files.has(p.sha256 ?? ''))
    .sort((a, b) => (b.fetchedAt ?? 0) - (a.fetchedAt ?? 0))[0];
}

function keptAs({ sha256, size, fetchedAt }: Pick<PictureRow, 'sha256' | 'size' | 'fetchedAt'>) {
  return { state: 'kept', sha256, size, fetchedAt, reason: null, claimedBy: null } as const;
}

function stateFor(picture: PictureRow['state'], isBrought: boolean): CopyState {
  if (picture === 'wanted') return 'coming';
  if (picture === 'failed') return 'failed';
  return isBrought ? 'wanted' : 'ready';
}

function onCard(copy: CopyRow, picture: PictureRow | undefined): PictureState {
  const sha256 = picture?.sha256 ?? null;
  if (copy.state === 'ready' && picture !== undefined && sha256 !== null)
    return { kind: 'kept', sha256, size: picture.size, ref: copy.ref };
  return copy.state === 'failed'
    ? { kind: 'failed', reason: copy.reason ?? '', sha256 }
    : { kind: 'coming' };
}

function claimed(tables: Tables, copy: CopyRow): PictureCopy {
  const { alert, url, alt, state, ref, isUnclear, tries } = copy;
  const message = tables.messages.get(copy.message);
  if (message === undefined || state === 'coming') throw new Error(`no card for ${url}`);
  const sha256 = tables.pictures.find((p) => p.alert === alert && p.url === url)?.sha256 ?? null;
  return { message, url, alt, state, sha256, ref, isUnclear, tries };
}

function claimFetch(
  tables: Tables,
  { now, leaseUntil, instance }: Claim,
  limits: PictureLimits,
): FetchWish | null {
  for (;;) {
    const due = tables.pictures
      .filter((p) => p.state === 'wanted' && p.nextAt <= now)
      .sort((a, b) => a.nextAt - b.nextAt);
    const [next] = due;
    if (next === undefined) return null;
    const { url, tries } = next;
    for (const p of due.filter((d) => d.url === url))
      Object.assign(p, { claimedBy: instance, nextAt: leaseUntil });
    const fresh = freshOne(tables, url, now, limits);
    if (fresh === undefined) return { url, tries };
    settle(tables, url, instance, keptAs(fresh), now);
  }
}

function finishFetch(
  tables: Tables,
  url: string,
  instance: string,
  outcome: FetchOutcome,
  limits: PictureLimits,
): void {
  switch (outcome.kind) {
    case 'kept': {
      const { picture, at } = outcome;
      const { sha256 } = picture;
      tables.files.set(sha256, { picture, keptAt: at });
      const size = picture.bytes.length;
      settle(tables, url, instance, keptAs({ sha256, size, fetchedAt: at }), at);
      letGo(tables, sha256, limits);
      return;
    }
    case 'later':
      for (const p of tables.pictures.filter((q) => q.url === url && q.claimedBy === instance)) {
        const { nextAt, reason } = outcome;
        Object.assign(p, { nextAt, reason, claimedBy: null, tries: p.tries + 1 });
      }
      return;
    case 'failed': {
      const { at, reason } = outcome;
      settle(tables, url, instance, { state: 'failed', reason, claimedBy: null }, at);
    }
  }
}

function settle(
  tables: Tables,
  url: string,
  instance: string,
  change: Partial<PictureRow> & Pick<PictureRow, 'state' | 'reason'>,
  at: number,
): void {
  const mine = tables.pictures.filter((p) => p.url === url && p.claimedBy === instance);
  for (const p of mine) Object.assign(p, change);
  const alerts = mine.map((p) => p.alert);
  for (const c of tables.copies) {
    if (c.url !== url || c.state !== 'coming' || !alerts.includes(c.alert)) continue;
    const state = stateFor(change.state, c.isBrought);
    Object.assign(c, { state, reason: change.reason, isOver: false, nextAt: at });
  }
}

function letGo(tables: Tables, newest: string, { keptBytes }: PictureLimits): void {
  const size = () => [...tables.files.values()].reduce((n, f) => n + f.picture.bytes.length, 0);
  while (size() > keptBytes) {
    const [oldest] = [...tables.files]
      .filter(([sha256]) => sha256 !== newest)
      .sort((a, b) => a[1].keptAt - b[1].keptAt || (a[0] < b[0] ? -1 : 1));
    if (oldest === undefined) return;
    const gone = { state: 'failed', reason: 'it is no longer kept' } as const;
    for (const p of tables.pictures.filter((q) => q.sha256 === oldest[0])) {
      Object.assign(p, gone);
      for (const c of tables.copies) {
        const isLost = !c.isBrought || c.state === 'wanted';
        if (c.alert === p.alert && c.url === p.url && isLost)
          Object.assign(c, { ...gone, isDrawn: true, isOver: true });
      }
    }
    tables.files.delete(oldest[0]);
  }
}
