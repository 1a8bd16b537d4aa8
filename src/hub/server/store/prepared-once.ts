import type { HubDatabase } from './hub-database.ts';

/**
 * A statement that is asked for thousands of times a second: drizzle takes ten times as long to build one as SQLite to answer
 * it, so each database's is built at its first use and kept with it.
 */
export function preparedOnce<T extends object>(build: (db: HubDatabase) => T): (db: HubDatabase) => T {
  const built = new WeakMap<HubDatabase, T>();
  return (db) => {
    const known = built.get(db);
    if (known !== undefined) return known;
    const statement = build(db);
    built.set(db, statement);
    return statement;
  };
}
