import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { EpochSchema, HashSchema } from '#domain/ids.ts';
import { problemOf } from '#platform/database-problem.ts';
import { fsyncFolder, writeFileAtomically } from '#platform/write-file-atomically.ts';

const MarkSchema = z.object({
  epoch: EpochSchema,
  headSeq: z.int().min(0),
  headHash: HashSchema,
  /** What the hub had then. */
  ackedSeq: z.int().min(0),
  /** In words, damage that showed while the ledger was in use; what is done about it comes at the next open. */
  damage: z.string().nullable(),
});

/** How far the ledger had come when it was last noted. It never says more than the ledger had on the disk by then. */
export type LedgerMark = z.infer<typeof MarkSchema>;

/**
 * Notes beside the ledger what only its own file would know otherwise, so that a file which is missing, empty, or an older one is seen to
 * be. `ledger.open` exists while the ledger is in use: SQLite then has a WAL beside it, and one that is gone was taken away.
 */
export class LedgerNotes {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  read(): LedgerMark | undefined {
    if (!existsSync(this.#markPath)) return undefined;
    const mark = MarkSchema.safeParse(parseJson(readFileSync(this.#markPath, 'utf8')));
    return mark.success ? mark.data : undefined;
  }

  write(mark: LedgerMark): void {
    writeFileAtomically(this.#markPath, `${JSON.stringify(mark)}\n`);
  }

  get isInUse(): boolean {
    return existsSync(this.#openPath);
  }

  /** The WAL's own name is durable before the note that there must be one. */
  noteInUse(): void {
    fsyncFolder(this.#folder);
    writeFileAtomically(this.#openPath, '');
    noted.add(this);
  }

  /** Before SQLite takes its WAL away. */
  noteNotInUse(): void {
    noted.delete(this);
    this.#removeNote();
  }

  /** The same at the very end of the process, when a disk that fails has nobody to tell it to. */
  leave(): void {
    isDone(() => this.#removeNote());
  }

  /** Its going is durable before that of the WAL can be: after a power cut the one without the other would look like damage. */
  #removeNote(): void {
    rmSync(this.#openPath, { force: true });
    fsyncFolder(this.#folder);
  }

  get #markPath(): string {
    return join(this.#folder, 'ledger-mark.json');
  }

  get #openPath(): string {
    return join(this.#folder, 'ledger.open');
  }
}

/** Whether the disk did it. That it is full, or fails, is told by the ledger itself; any other reason is a bug and is thrown. */
export function isDone(write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    problemOf(error, 'ledger-mark.json');
    return false;
  }
}

/** Those of this process that are in use. */
const noted = new Set<LedgerNotes>();

// A program that ends without closing its ledger, even by an error nobody caught, has SQLite close it for it: the WAL is put into the
// file and taken away. One that is killed leaves it.
process.once('exit', () => {
  for (const notes of noted) notes.leave();
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
