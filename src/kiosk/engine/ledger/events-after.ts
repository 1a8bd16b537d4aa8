import type { Seq } from '#domain/ids.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import { type LedgerStatements, pagesOfEvents } from './ledger-statements.ts';
import type { Stored } from './stored.ts';

/** Every event of every epoch after a position, oldest first. One of a type that this program doesn't know is passed over. */
export function* eventsAfter(sql: LedgerStatements, position: number): Generator<Stored> {
  const names = new Map(sql.epochs.all().map(({ number, epoch }) => [number, epoch]));
  for (const rows of pagesOfEvents(sql, position, Number.MAX_SAFE_INTEGER)) {
    for (const { epochNumber, seq, text, hash } of rows) {
      const decoded = decodeEvent(text);
      const event = decoded.ok ? decoded.value.event : null;
      const epoch = names.get(epochNumber);
      if (event !== null && epoch !== undefined) yield { epoch, seq: seq as Seq, hash, text, event };
    }
  }
}
