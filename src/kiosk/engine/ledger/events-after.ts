import type { Epoch, Seq } from '#domain/ids.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import { type EventRow, type LedgerStatements, pagesOfEvents } from './ledger-statements.ts';
import type { Stored } from './stored.ts';

/** Every event of every epoch after a position, oldest first. One of a type that this program doesn't know is passed over. */
export function* eventsAfter(sql: LedgerStatements, position: number): Generator<Stored> {
  const names = namesOfEpochs(sql);
  for (const rows of pagesOfEvents(sql, position, Number.MAX_SAFE_INTEGER)) yield* storedIn(rows, names);
}

/** Every event of every epoch whose type begins so, oldest first: few, so all at once. */
export function eventsOfType(sql: LedgerStatements, beginning: string): readonly Stored[] {
  // Canonical text: nothing within a body can look like this, because quotes stand escaped there.
  const rows = sql.eventsWith.all(`"type":"${beginning}`);
  return [...storedIn(rows, namesOfEpochs(sql))].filter(({ event }) => event.type.startsWith(beginning));
}

function namesOfEpochs(sql: LedgerStatements): ReadonlyMap<number, Epoch> {
  return new Map(sql.epochs.all().map(({ number, epoch }) => [number, epoch]));
}

function* storedIn(rows: readonly EventRow[], names: ReadonlyMap<number, Epoch>): Generator<Stored> {
  for (const { epochNumber, seq, text, hash } of rows) {
    const decoded = decodeEvent(text);
    const event = decoded.ok ? decoded.value.event : null;
    const epoch = names.get(epochNumber);
    if (event !== null && epoch !== undefined) yield { epoch, seq: seq as Seq, hash, text, event };
  }
}
