// Where the Prisma CLI finds schema, migrations and database. Only the CLI reads this; the product opens its database
// through prisma/store.ts and never needs it.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

const room = path.dirname(fileURLToPath(import.meta.url));
const provider = process.env.DATABASE_PROVIDER ?? 'sqlite';
const file = path.join(room, '..', 'data', 'andon.db');

export default defineConfig({
  schema: path.join(room, provider),
  migrations: { path: path.join(room, provider, 'migrations') },
  datasource: { url: process.env.DATABASE_URL ?? `file:${file}` },
});
