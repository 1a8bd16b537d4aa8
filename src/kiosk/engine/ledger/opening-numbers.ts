import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type OpeningNumber, OpeningNumberSchema } from '#domain/ids.ts';
import type { SqliteDatabase } from '#platform/sqlite.ts';
import { writeFileAtomically } from '#platform/write-file-atomically.ts';

/** Clear of whatever an older copy of this ledger can have given out since it was copied. */
const JUMP = 2 ** 16;

const FileSchema = z.strictObject({ next: OpeningNumberSchema });

/**
 * Counts the kiosk's openings. A number stands in room codes, so none is ever used twice in a kiosk's life: the counter stands in the
 * ledger's file and in one of its own, and the higher counts, so that a new ledger after damage goes on where the old one was.
 */
export class OpeningNumbers {
  readonly #path: string;
  readonly #read;
  readonly #write;
  #hubWasHeard = false;

  constructor(db: SqliteDatabase, path: string) {
    this.#path = path;
    this.#read = db.prepare<[], number>('select next_opening from state').pluck();
    this.#write = db.prepare<[number]>('update state set next_opening = ?');
    this.#raiseTo(Math.max(this.#next(), readFile(path)));
  }

  /** Whether this kiosk ever had an opening, in this ledger or in one that was lost. */
  get wereGivenOut(): boolean {
    return this.#next() > 1;
  }

  /** Durable before it is given out. */
  take(): OpeningNumber {
    const number = OpeningNumberSchema.parse(this.#next());
    this.#raiseTo(number + 1);
    return number;
  }

  /** Goes on above what the hub has seen of this kiosk. */
  noteSeenByHub(highest: number): void {
    this.#hubWasHeard = true;
    if (highest >= this.#next()) this.#raiseTo(highest + 1);
  }

  /** This file may be an older copy: unless the hub has told since what it saw, numbers were given out that nobody here knows of. */
  noteNewEpoch(): void {
    if (!this.#hubWasHeard) this.#raiseTo(this.#next() + JUMP);
  }

  /** The number given out next, as the file beside the ledger has it; undefined where that file is gone or says nothing. */
  static nextIn(path: string): number | undefined {
    return existsSync(path)
      ? FileSchema.safeParse(parseJson(readFileSync(path, 'utf8'))).data?.next
      : undefined;
  }

  /** Goes on clear of a number that is known to have been given out, and of others that nobody knows of any more. */
  skipUnknown(highest: number): void {
    this.#raiseTo(Math.max(this.#next(), highest + 1) + JUMP);
  }

  #next(): number {
    return this.#read.get() ?? 1;
  }

  #raiseTo(next: number): void {
    if (next > readFile(this.#path)) writeFileAtomically(this.#path, `${JSON.stringify({ next })}\n`);
    if (next > this.#next()) this.#write.run(next);
  }
}

function readFile(path: string): number {
  return OpeningNumbers.nextIn(path) ?? 1;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
