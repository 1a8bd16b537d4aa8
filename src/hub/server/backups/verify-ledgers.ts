import type Database from 'better-sqlite3';
import type { Epoch, Hash, InstitutionId, KioskNumber } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import { headBytes } from '#domain/ledger/head.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import { readReceived } from '../sync/read-received.ts';
import { isSignedByKey } from '../sync/signatures.ts';

/**
 * `missing`: an event is not there. `changed`: it is not what was hashed. `columns`: what is kept beside it for queries
 * isn't what it says. `head`: the ledger ends elsewhere than noted. `signature`: its kiosk never signed that end.
 */
export type LedgerDamage = {
  readonly kind: 'missing' | 'changed' | 'columns' | 'head' | 'signature';
  /** Everything before this one is sound. */
  readonly seq: number;
};

export type LedgerReport = {
  readonly kiosk: KioskNumber;
  readonly epoch: Epoch;
  readonly events: number;
  /** How far it was received in order. */
  readonly head: number;
  /** Events that came back in part after a restore: the one before is not here, so nothing says what its hash must be. */
  readonly unproven: number;
  readonly damage: LedgerDamage | null;
};

type Name = { readonly kiosk: KioskNumber; readonly epoch: Epoch };
type HeadRow = Name & {
  readonly seq: number;
  readonly hash: Hash;
  readonly signature: string | null;
  readonly archivedSeq: number;
  readonly updatedAt: number;
};
type EventRow = Name & {
  readonly seq: number;
  readonly id: string | null;
  readonly type: string | null;
  readonly sessionId: string | null;
  readonly at: number | null;
  readonly text: string;
  readonly hash: Hash;
  readonly flags: string | null;
};

const EVENTS = `select kiosk, epoch, seq, id, type, session_id sessionId, at, text, hash, flags
from events order by kiosk, epoch, seq`;

const KNOWN_FLAGS = /^(unreadable|misnamed)?( ?returned)?( ?differs)?$/;

/** How often progress is told: often enough for a bar, too seldom to cost anything. */
const TELL_EVERY = 2_000;

/**
 * `full`: everything. `since-archived`: of events in an earlier verified backup only the chain, which is a third of the work; what is
 * kept beside them was compared then, and is every night.
 */
export type VerifyDepth = 'full' | 'since-archived';

/** Recomputes the chain of every ledger and compares it with the heads noted. `tell`: so many events are done. */
export function verifyLedgers(
  sqlite: Database.Database,
  tell: (events: number) => void = () => {},
  depth: VerifyDepth = 'full',
): readonly LedgerReport[] {
  const expected = headsOf(sqlite);
  const checks = new Map<string, LedgerCheck>();
  for (const head of expected.values()) checks.set(nameOf(head), new LedgerCheck(head, head, depth));
  let done = 0;
  for (const row of sqlite.prepare<[], EventRow>(EVENTS).iterate()) {
    const check = checks.get(nameOf(row)) ?? new LedgerCheck(row, undefined, depth);
    checks.set(nameOf(row), check);
    check.take(row);
    done += 1;
    if (done % TELL_EVERY === 0) tell(done);
  }
  tell(done);
  const isSigned = signatureCheck(sqlite);
  return [...checks.values()].map((check) => check.report(isSigned));
}

/** Follows one ledger's rows in order. */
class LedgerCheck {
  readonly #name: Name;
  readonly #head: HeadRow | undefined;
  /** Columns of events up to here were compared before. */
  readonly #comparedSeq: number;
  #before: { readonly seq: number; readonly hash: Hash | undefined } = { seq: 0, hash: GENESIS };
  #events = 0;
  #unproven = 0;
  #damage: LedgerDamage | null = null;

  constructor({ kiosk, epoch }: Name, head: HeadRow | undefined, depth: VerifyDepth) {
    this.#name = { kiosk, epoch };
    this.#head = head;
    this.#comparedSeq = depth === 'full' ? 0 : (head?.archivedSeq ?? 0);
  }

  take(row: EventRow): void {
    this.#events += 1;
    const isInOrder = row.seq <= (this.#head?.seq ?? 0);
    const follows = row.seq === this.#before.seq + 1;
    if (isInOrder && !follows) this.#note('missing', this.#before.seq + 1);
    // Beyond the head only what came back after a restore may stand, and there may be holes before it.
    else if (!isInOrder && !isReturned(row)) this.#note('head', row.seq);
    const previous = follows ? this.#before.hash : undefined;
    if (previous === undefined) this.#unproven += 1;
    else if (!isHashed(row, previous)) this.#note('changed', row.seq);
    if (row.seq > this.#comparedSeq && !hasItsColumns(row)) this.#note('columns', row.seq);
    if (row.seq === this.#head?.seq && row.hash !== this.#head.hash) this.#note('head', row.seq);
    this.#before = { seq: row.seq, hash: row.hash };
  }

  report(isSigned: (head: HeadRow) => boolean): LedgerReport {
    const head = this.#head?.seq ?? 0;
    if (this.#before.seq < head) this.#note('missing', this.#before.seq + 1);
    if (this.#head !== undefined && this.#damage === null && !isSigned(this.#head)) {
      this.#note('signature', head);
    }
    const counts = { events: this.#events, head, unproven: this.#unproven };
    return { ...this.#name, ...counts, damage: this.#damage };
  }

  /** The first thing that is wrong; all that follows may only follow from it. */
  #note(kind: LedgerDamage['kind'], seq: number): void {
    this.#damage ??= { kind, seq };
  }
}

function isHashed({ epoch, seq, text, hash }: EventRow, previous: Hash): boolean {
  try {
    return fastEventHash(epoch, seq, previous, text) === hash;
  } catch {
    // Rot can turn a text into a number, or into nothing.
    return false;
  }
}

function isReturned({ flags }: EventRow): boolean {
  return typeof flags === 'string' && flags.split(' ').includes('returned');
}

/** Whether the columns beside the text say what the text says. What an older program couldn't read has none. */
function hasItsColumns(row: EventRow): boolean {
  if (typeof row.text !== 'string') return false;
  if (row.flags !== null && !(typeof row.flags === 'string' && KNOWN_FLAGS.test(row.flags))) return false;
  const isKeptOnly = row.flags !== null && /unreadable|misnamed/.test(row.flags);
  const { id, type, sessionId, at } = isKeptOnly ? NO_COLUMNS : readReceived(row.text, row).columns;
  return row.id === id && row.type === type && row.sessionId === sessionId && row.at === at;
}

const NO_COLUMNS = { id: null, type: null, sessionId: null, at: null };

/**
 * A kiosk's key is in the same database; a head without a signature is the hub's own. One that was signed before its kiosk was let in
 * again under a new key (and got a new secret with it) can't be checked any more.
 */
function signatureCheck(sqlite: Database.Database): (head: HeadRow) => boolean {
  const institution = sqlite.prepare<[], InstitutionId>('select id from institution').pluck();
  const key = sqlite.prepare<[KioskNumber], KeyRow>(KEY);
  return ({ signature, updatedAt, ...head }) => {
    if (signature === null) return true;
    const institutionId = institution.get();
    const known = key.get(head.kiosk);
    if (institutionId === undefined || known === undefined) return false;
    if (known.since !== null && updatedAt < known.since) return true;
    try {
      return isSignedByKey(known.publicKey, headBytes({ institutionId, ...head }), signature);
    } catch {
      // Rot may leave a hash or a signature that isn't even one.
      return false;
    }
  };
}

type KeyRow = { readonly publicKey: Buffer; readonly since: number | null };

const KEY = `
select k.public_key publicKey, (select max(s.from_at) from kiosk_secrets s where s.kiosk = k.number) since
from kiosks k where k.number = ?`;

function headsOf(sqlite: Database.Database): ReadonlyMap<string, HeadRow> {
  const rows = sqlite.prepare<[], HeadRow>(
    `select kiosk, epoch, seq, hash, signature, archived_seq archivedSeq, updated_at updatedAt
     from ledger_heads`,
  );
  return new Map(rows.all().map((row) => [nameOf(row), row]));
}

function nameOf({ kiosk, epoch }: Name): string {
  return `${kiosk} ${epoch}`;
}
