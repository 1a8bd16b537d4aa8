import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

/**
 * Whether a column's value is in a list that is given as one parameter, a JSON array: the statement is the same however long the
 * list is, and can be built once.
 */
export function isInList(column: SQLiteColumn, list: Placeholder): SQL {
  return sql`${column} in (select value from json_each(${list}))`;
}
