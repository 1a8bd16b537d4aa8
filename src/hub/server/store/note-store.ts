import { createHash } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import type { EpochMs, Hash } from '#domain/ids.ts';
import type { HubDatabase } from './hub-database.ts';
import { markNotes } from './session-schema.ts';

/** What stands in the event instead of a note: nothing can be read out of it, and the note can be checked against it. */
export function commitmentTo(text: string, salt: Uint8Array): Hash {
  const hash = createHash('sha256').update('muster-note\0').update(salt).update(text, 'utf8');
  return hash.digest('hex') as Hash;
}

export function addNote(db: HubDatabase, text: string, salt: Uint8Array, at: EpochMs): void {
  const row = { commitment: commitmentTo(text, salt), salt: Buffer.from(salt).toString('hex'), text, at };
  db.orm.insert(markNotes).values(row).onConflictDoNothing().run();
}

/** Texts by commitment; one that was erased is missing. */
export function notesOf(db: HubDatabase, commitments: readonly Hash[]): ReadonlyMap<Hash, string> {
  if (commitments.length === 0) return new Map();
  const rows = db.orm
    .select()
    .from(markNotes)
    .where(inArray(markNotes.commitment, [...commitments]))
    .all();
  return new Map(rows.map(({ commitment, text }) => [commitment, text]));
}

/** Forgets a note for good; the chain it was committed to still holds. */
export function eraseNote(db: HubDatabase, commitment: Hash): void {
  db.orm.delete(markNotes).where(eq(markNotes.commitment, commitment)).run();
}
