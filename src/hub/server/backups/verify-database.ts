import Database from 'better-sqlite3';
import { type LedgerDamage, type LedgerReport, type VerifyDepth, verifyLedgers } from './verify-ledgers.ts';

/** `file`: its own structure, page by page. `ledgers`: the chain of every event. */
export type VerifyStage = 'file' | 'ledgers';

export type VerifyProgress = { readonly stage: VerifyStage; readonly done: number; readonly total: number };

export type DatabaseReport = {
  /** What SQLite found wrong with the file, in its words; empty: nothing. */
  readonly file: readonly string[];
  /** Empty when the file is too damaged to be read to its end. */
  readonly ledgers: readonly LedgerReport[];
  readonly events: number;
};

/** As many as a person reads before they restore. */
const MOST_COMPLAINTS = 20;

/**
 * Checks a whole database of the hub: the file by SQLite's own full check, then every ledger. Takes about a second for 100,000
 * events, so the hub has it done in a worker. Runs in one read transaction: what is recorded meanwhile changes nothing.
 */
export function verifyDatabase(
  sqlite: Database.Database,
  tell: (progress: VerifyProgress) => void = () => {},
  depth: VerifyDepth = 'full',
): DatabaseReport {
  try {
    return sqlite.transaction(() => {
      tell({ stage: 'file', done: 0, total: 1 });
      const file = fileComplaints(sqlite);
      tell({ stage: 'file', done: 1, total: 1 });
      const total = Number(sqlite.prepare('select count(*) from events').pluck().get());
      const ledgers = verifyLedgers(sqlite, (done) => tell({ stage: 'ledgers', done, total }), depth);
      return { file, ledgers, events: total };
    })();
  } catch (error) {
    // Reading it fails where the file is broken, which is an answer too.
    if (!(error instanceof Database.SqliteError)) throw error;
    return {
      file: [`it can't be read to its end: ${error.message} (${error.code})`],
      ledgers: [],
      events: 0,
    };
  }
}

export function isSound({ file, ledgers }: DatabaseReport): boolean {
  return file.length === 0 && ledgers.every(({ damage }) => damage === null);
}

/** What is wrong, one line each, in words for whoever runs the hub. */
export function damageIn({ file, ledgers }: DatabaseReport): readonly string[] {
  const inLedgers = ledgers.flatMap((ledger) =>
    ledger.damage === null ? [] : [inWords(ledger, ledger.damage)],
  );
  return [...file, ...inLedgers];
}

function inWords({ kiosk, epoch }: LedgerReport, { kind, seq }: LedgerDamage): string {
  const whose = kiosk === 0 ? "the hub's own ledger" : `the ledger of kiosk ${kiosk}`;
  return `${whose} (${epoch}): ${WHAT[kind](seq)}`;
}

const WHAT: Readonly<Record<LedgerDamage['kind'], (seq: number) => string>> = {
  missing: (seq) => `event ${seq} is missing`,
  changed: (seq) => `event ${seq} is not what was recorded`,
  columns: (seq) => `what is kept beside event ${seq} does not agree with it`,
  head: (seq) => `it does not end where it was noted to (event ${seq})`,
  signature: (seq) => `its kiosk never signed its end (event ${seq})`,
};

function fileComplaints(sqlite: Database.Database): readonly string[] {
  const rows = sqlite.pragma(`integrity_check(${MOST_COMPLAINTS})`) as readonly {
    readonly integrity_check: string;
  }[];
  return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
}
