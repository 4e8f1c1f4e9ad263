// What the files with prepared statements share: rows as SQL takes them, and how a transaction is given up.
import type Database from 'better-sqlite3';

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/** Thrown inside the transaction to undo it; `committer` turns it into the outcome `stale`. */
export const STALE = Symbol('stale');

/** Inserts rows of one table. The statement is made from the first row: every row has every column. */
export function inserter(raw: Database.Database, table: string): (row: Row) => void {
  let statement: Database.Statement<[Row]> | null = null;
  return (row) => {
    const names = Object.keys(row);
    // Bound by name: two rows with the same fields may hold them in another order.
    statement ??= raw.prepare<[Row]>(
      `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')})
       VALUES (${names.map((name) => `@${name}`).join(', ')})`,
    );
    statement.run(row);
  };
}
