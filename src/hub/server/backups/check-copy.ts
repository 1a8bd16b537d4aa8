import { constants, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { databasePath } from '../store/hub-database.ts';
import { openHubDatabase } from '../store/open-hub-database.ts';
import { prepareEventStatements } from '../sync/event-statements.ts';
import type { Copied } from './copy-database.ts';
import { digestTables } from './digest-tables.ts';
import { damageIn, type VerifyProgress, verifyDatabase } from './verify-database.ts';

export type CheckedCopy = {
  /** In words; empty: it is whole. */
  readonly damage: readonly string[];
  readonly events: number;
  readonly ledgers: number;
};

/**
 * Restores a copy into a folder of its own, opens it there by the same code a hub is started with, and checks that it is whole. With
 * `copied`, also that it holds what was in the database at the moment of the copy.
 */
export function checkCopy(
  path: string,
  copied: Copied | undefined,
  tell: (progress: VerifyProgress) => void,
): CheckedCopy {
  const scratch = mkdtempSync(join(dirname(path), '.checking-'));
  try {
    const database = databasePath(scratch);
    mkdirSync(dirname(database), { recursive: true, mode: 0o700 });
    copyFileSync(path, database, constants.COPYFILE_FICLONE);
    const opened = openHubDatabase(scratch);
    if (!opened.ok) return { damage: [opened.error], events: 0, ledgers: 0 };
    try {
      return checkOpened(opened.value.sqlite, copied, tell);
    } finally {
      opened.value.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function checkOpened(
  sqlite: Database.Database,
  copied: Copied | undefined,
  tell: (progress: VerifyProgress) => void,
): CheckedCopy {
  // A copy that was just made is one of many; one that is about to be put back is read with all there is.
  const report = verifyDatabase(sqlite, tell, copied === undefined ? 'full' : 'since-archived');
  const lacking = copied === undefined || report.file.length > 0 ? [] : differences(sqlite, copied);
  const damage = [...damageIn(report), ...lacking];
  return { damage, events: report.events, ledgers: report.ledgers.length };
}

/** Where the copy is not what the database was, though it may be sound in itself. */
function differences(sqlite: Database.Database, { heads, tables }: Copied): readonly string[] {
  const { head: headOf } = prepareEventStatements(sqlite);
  const otherHeads = heads.filter(({ kiosk, epoch, seq, hash }) => {
    const head = headOf.get(kiosk, epoch);
    return head?.seq !== seq || head.hash !== hash;
  });
  const here = new Map(digestTables(sqlite).map((one) => [one.table, one]));
  const otherTables = tables.filter(({ table, digest }) => here.get(table)?.digest !== digest);
  return [
    ...otherHeads.map(
      ({ kiosk, epoch }) => `the ledger of kiosk ${kiosk} (${epoch}) ends elsewhere than in the database`,
    ),
    ...otherTables.map(({ table }) => `the table ${table} is not what it is in the database`),
  ];
}
