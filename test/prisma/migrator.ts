// A process that brings a database up to date. Run several at once by migrate.test.ts.
import { migrateSqlite } from '../../prisma/migrate.ts';

const [file = '', migrations = ''] = process.argv.slice(2);
migrateSqlite(file, migrations);
