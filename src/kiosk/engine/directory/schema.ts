import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The hub's documents as they came: canonical JSON text and its SHA-256. */
export const document = sqliteTable('document', {
  docId: text('doc_id').primaryKey(),
  hash: text('hash').notNull(),
  text: text('text').notNull(),
});

/** The revision that the documents together are, and their manifest's digest. One row once something was applied. */
export const checkpoint = sqliteTable(
  'checkpoint',
  { id: integer('id').primaryKey(), rev: integer('rev').notNull(), digest: text('digest').notNull() },
  (table) => [check('checkpoint_one_row', sql`${table.id} = 1`)],
);
