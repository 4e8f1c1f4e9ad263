// A process that opens the store and says so. Run several at once by migrate.test.ts.
import { openStore } from '../../prisma/store.ts';
import { countingIds, fakeClock } from '../harness.ts';

const [url = ''] = process.argv.slice(2);
const memory = await openStore(url, { clock: fakeClock(0), ids: countingIds() });
await memory.store.check();
await memory.close();
