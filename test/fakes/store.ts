// All of memory as plain maps: what stories and the simulation stand on. It keeps the same contract as the SQLite store
// (test/contracts/store.ts) and is synchronous inside. Open the same `tables` again to restart after a crash.
import { isClosed } from '../../bot/core/alert.ts';
import type { HandoverStore } from '../../bot/ports/handovers.ts';
import type { MissStore } from '../../bot/ports/misses.ts';
import type { Notebook } from '../../bot/ports/notes.ts';
import type { PresenceStore } from '../../bot/ports/presence.ts';
import type { Memory, Store } from '../../bot/ports/store.ts';
import type { SuppressionStore } from '../../bot/ports/suppression.ts';
import { commit, type Deps, joinKey, refKey } from './store/commit.ts';
import { memoryConsole } from './store/console.ts';
import { digestReads } from './store/digests.ts';
import { memoryHandovers } from './store/handovers.ts';
import { memoryMisses } from './store/misses.ts';
import { memoryOutbox } from './store/outbox.ts';
import { personOf, syncPeople } from './store/people.ts';
import { memoryPictures, picturesOf } from './store/pictures.ts';
import { memoryPresence } from './store/presence.ts';
import {
  alertPage,
  closedLast,
  eventsOf,
  kpiAlerts,
  labelPage,
  lineOf,
  messagesOf,
  newestFirst,
  viewOf,
} from './store/reading.ts';
import { memorySuppressions } from './store/suppressions.ts';
import { emptyTables, personOfRow, type Tables } from './store/tables.ts';

export type MemoryStore = Memory & { readonly tables: Tables };

export function memoryStore(deps: Deps, tables: Tables = emptyTables()): MemoryStore {
  return {
    store: storeOf(deps, tables),
    outbox: memoryOutbox(tables),
    pictures: memoryPictures(tables),
    consoleMemory: memoryConsole(tables),
    notebook: notebookOf(tables),
    tables,
    close: async () => {},
  };
}

function storeOf(deps: Deps, tables: Tables): Store {
  return {
    ...alertsOf(deps, tables),
    ...accessOf(deps, tables),
    ...memoryHandovers(tables),
    ...memoryMisses(tables),
    ...memoryPresence(tables),
    ...memorySuppressions(tables),
  };
}

type AlertPart =
  | 'commit'
  | 'kept'
  | 'joinable'
  | 'closedLast'
  | 'alert'
  | 'alertsEndingWith'
  | 'alerts'
  | 'view'
  | 'pictures'
  | 'history'
  | 'events'
  | 'labelsOf'
  | 'opening'
  | 'labels'
  | 'kpiAlerts'
  | 'due'
  | 'unattended'
  | 'alertsAfter'
  | 'messages'
  | 'messageAt'
  | 'storm'
  | 'digest'
  | 'digestOf'
  | 'digestShown'
  | 'floods'
  | 'troubles';

function alertsOf(deps: Deps, tables: Tables): Pick<Store, AlertPart> {
  const { alerts, detections, detectionsOf, joinable, labels, messages } = tables;
  const labelsOf = (alert: string) => labels.filter((r) => r.label.alert === alert);
  return {
    commit: async (wish) => commit(tables, deps, wish),
    kept: async (refs) => refs.flatMap((r) => detections.get(refKey(r)) ?? []),
    closedLast: async (of, since) => closedLast(tables, of, since),
    joinable: async (keys) => {
      const ids = new Set(keys.map((k) => joinable.get(joinKey(k.site, k.key)) ?? ''));
      return [...ids].flatMap((id) => alerts.get(id) ?? []);
    },
    alert: async (id) => alerts.get(id) ?? null,
    alertsEndingWith: async (ending, limit) =>
      [...alerts.values()]
        .filter((a) => a.id.endsWith(ending))
        .sort(newestFirst)
        .slice(0, limit),
    alerts: async (filter, limit, cursor) => alertPage(tables, filter, limit, cursor),
    view: async (id) => viewOf(tables, id),
    pictures: async (id) => picturesOf(tables, id),
    history: async (id) => ({
      events: eventsOf(tables, id),
      detections: [...(detectionsOf.get(id) ?? [])],
      messages: messagesOf(tables, id),
      labels: labelsOf(id).map((r) => lineOf(tables, r)),
    }),
    events: async (id, limit) => eventsOf(tables, id).slice(-limit),
    labelsOf: async (alert) => labelsOf(alert).map((r) => r.label),
    opening: async (alert) => detectionsOf.get(alert)?.[0] ?? null,
    labels: async (filter, limit, cursor) => labelPage(tables, filter, limit, cursor),
    kpiAlerts: async (filter) => kpiAlerts(tables, filter),
    due: async (now, limit) =>
      [...alerts.values()]
        .filter((a) => a.dueAt !== null && a.dueAt <= now && !isClosed(a))
        .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || newestFirst(b, a))
        .slice(0, limit),
    ...digestReads(tables),
    unattended: async (since, limit) =>
      [...alerts.values()]
        .filter((a) => !isClosed(a))
        .filter((a) => (a.dueAt === null ? a.work !== 'owned' : a.dueAt < since))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    alertsAfter: async (at, limit) =>
      [...tables.events]
        .filter(([, events]) => events.some((e) => e.at > at))
        .map(([id]) => id)
        .sort()
        .slice(0, limit),
    messages: async (alert) => messagesOf(tables, alert),
    messageAt: async (platform, address) =>
      [...messages.values()].find((m) => m.platform === platform && m.address === address) ?? null,
    troubles: async () => [...tables.troubles.values()],
  };
}

function accessOf(
  deps: Deps,
  tables: Tables,
): Omit<
  Store,
  AlertPart | keyof HandoverStore | keyof MissStore | keyof PresenceStore | keyof SuppressionStore
> {
  const { notes, people, seen, tokens } = tables;
  return {
    syncPeople: async (plant) => syncPeople(tables, deps.ids, plant),
    people: async (ids) =>
      [...new Set(ids)].flatMap((id) => people.get(id) ?? []).map((row) => personOfRow(row)),
    plantPeople: async () =>
      [...people.values()]
        .filter((p) => p.isInPlant)
        .map(personOfRow)
        .sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)),
    personOf: async (sender) => personOf(tables, deps.ids, sender),
    strangers: async (limit) =>
      [...people.values()]
        .filter((p) => !p.isInPlant && p.identities.length > 0)
        .sort((a, b) => (a.id < b.id ? 1 : -1))
        .slice(0, limit)
        .map(personOfRow),
    plantRevisions: async (limit) => tables.plants.toReversed().slice(0, limit),
    plantRevision: async (number) => tables.plants.find((p) => p.number === number) ?? null,
    addPlantRevision: async (revision) => {
      if (tables.plants.some((p) => p.number === revision.number)) return 'stale';
      tables.plants.push(revision);
      return 'done';
    },
    tokens: async () => [...tokens.values()],
    addToken: async (token) => void tokens.set(token.id, token),
    removeToken: async (id) => tokens.delete(id),
    secret: async (name, made) => {
      const kept = notes.get(`secret:${name}`) ?? made;
      notes.set(`secret:${name}`, kept);
      return kept;
    },
    once: async (key, until) => {
      const last = seen.get(key);
      if (last !== undefined && last >= deps.clock.now()) return false;
      seen.set(key, until);
      return true;
    },
    check: async () => {},
    close: async () => {},
  };
}

function notebookOf(tables: Tables): Notebook {
  return {
    read: async (name) => tables.notes.get(`note:${name}`) ?? null,
    write: async (name, value) => void tables.notes.set(`note:${name}`, value),
  };
}
