import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Epoch, EpochMs, KioskNumber } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { fsyncFile, fsyncFolder } from '#platform/write-file-atomically.ts';
import { type HubDatabase, PUT_BACK_KEY } from './hub-database.ts';

/** Two days of hours: whatever goes wrong is noticed by then. */
const KEPT = 48;

/** Pages copied between two breaths of the hub: it takes in taps meanwhile. */
const PAGES_AT_ONCE = 500;

export type BackedUp = {
  readonly path: string;
  /** How far every ledger is in the copy. */
  readonly heads: readonly { readonly kiosk: KioskNumber; readonly epoch: Epoch; readonly seq: number }[];
};

/** Copies the database while it is in use, and the keys without which it is worth nothing, then opens and checks the copy. */
export async function backUp(
  db: HubDatabase,
  folder: string,
  now: EpochMs,
): Promise<Result<BackedUp, string>> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `hub-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.db`);
    const unfinished = `${path}.tmp`;
    await db.sqlite.backup(unfinished, { progress: () => PAGES_AT_ONCE });
    const heads = finishCopy(unfinished);
    if (!heads.ok) return heads;
    fsyncFile(unfinished);
    renameSync(unfinished, path);
    copyFileSync(join(dirname(db.sqlite.name), 'keys.json'), join(folder, 'keys.json'));
    removeOldest(folder);
    fsyncFolder(folder);
    return ok({ path, heads: heads.value });
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

/** Checks the copy and marks it as one, so that a hub which is started on it knows that it lacks what came after. */
function finishCopy(path: string): Result<BackedUp['heads'], string> {
  const copy = new Database(path);
  try {
    // One file, to be put back by copying it.
    copy.pragma('journal_mode = DELETE');
    const check = String(copy.pragma('quick_check(1)', { simple: true }));
    if (check !== 'ok') return err(`the copy is damaged: ${check}`);
    copy
      .prepare(
        'insert into hub_state (key, value) values (?, ?) on conflict do update set value = excluded.value',
      )
      .run(PUT_BACK_KEY, '1');
    return ok(copy.prepare('select kiosk, epoch, seq from ledger_heads').all() as BackedUp['heads']);
  } finally {
    copy.close();
  }
}

function removeOldest(folder: string): void {
  const copies = readdirSync(folder).filter((name) => /^hub-.*\.db$/.test(name));
  for (const name of copies.toSorted().slice(0, -KEPT)) rmSync(join(folder, name));
}
