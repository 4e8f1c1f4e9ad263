// All of memory on SQLite: opens the database and puts its parts together. Everything it promises stands in bot/ports.ts,
// and test/contracts/store.ts holds it and the stories' memory store to the same word.
import type { Memory } from '../bot/ports/store.ts';
import { access, notebook } from './access.ts';
import { alertReads } from './alerts.ts';
import { committer } from './commit.ts';
import { consoleMemory } from './console.ts';
import { type Deps, openDatabase } from './database.ts';
import { digestReads } from './digests.ts';
import { handovers } from './handovers.ts';
import { kpiAlerts } from './kpi.ts';
import { labelReads } from './labels.ts';
import { misses } from './misses.ts';
import { outbox } from './outbox.ts';
import { people } from './people.ts';
import { pictures } from './pictures.ts';
import { plants } from './plant.ts';
import { presence } from './presence.ts';
import { suppressions } from './suppressions.ts';

/**
 * Makes the file and its folder where they are missing, applies migrations, connects.
 * Throws DATABASE_UNUSABLE with one sentence for the operator; then nothing is left open.
 */
export async function openStore(databaseUrl: string, deps: Deps): Promise<Memory> {
  const db = await openDatabase(databaseUrl);
  const store = {
    ...alertReads(db),
    ...digestReads(db),
    ...handovers(db),
    ...labelReads(db),
    ...people(db, deps),
    ...plants(db),
    ...misses(db),
    ...presence(db),
    ...suppressions(db),
    ...access(db, deps),
    commit: committer(db, deps),
    kpiAlerts: (filter: Parameters<typeof kpiAlerts>[1]) => kpiAlerts(db, filter),
    close: db.close,
  };
  return {
    store,
    outbox: outbox(db),
    pictures: pictures(db),
    consoleMemory: consoleMemory(db),
    notebook: notebook(db),
    close: db.close,
  };
}
