import { join } from 'node:path';
import type { EpochMs } from '#domain/ids.ts';
import type { EngineHost } from '../engine-host.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { LedgerWriteError } from '../ledger/ledger-problem.ts';
import { type PruneRule, pruneALittle } from '../ledger/prune-a-little.ts';
import { KEPT_EVENTS } from '../sessions/event-book.ts';
import type { Journal } from '../sessions/journal.ts';
import { checkInThread } from './check-in-thread.ts';
import type { WholeCheck } from './check-whole-ledger.ts';
import { NightWatch } from './night-watch.ts';

export type LedgerWatchParts = {
  readonly host: Pick<EngineHost, 'folder' | 'alarm' | 'keepDays' | 'log'>;
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly now: () => EpochMs;
  readonly timeZone: () => string;
  /** Nobody is expected at the reader. */
  readonly isQuiet: () => boolean;
  /** The whole ledger was read, and is as recorded. */
  readonly onSound: () => void;
};

/** Has the whole ledger read through at night, and what is safe elsewhere pruned. */
export function watchLedger(parts: LedgerWatchParts): NightWatch {
  const { journal, now, timeZone, isQuiet } = parts;
  const { folder, alarm, keepDays, log } = parts.host;
  return new NightWatch({
    ...{ folder, alarm, keepDays, log, now, timeZone },
    isIdle: () => journal.problem() === undefined && isQuiet(),
    check: () => checkInThread(join(folder, 'ledger.db')),
    onChecked: (check) => takeCheck(parts, check),
    keepNewest: KEPT_EVENTS,
    prune: (rule) => prune(parts, rule),
  });
}

function takeCheck({ host, ledger, journal, onSound }: LedgerWatchParts, check: WholeCheck): void {
  const { damage, events, tookMs } = check;
  if (damage === null) {
    host.log.info('ledger checked', { events, tookMs });
    onSound();
    journal.record({ type: 'ledger-checked', body: { events, tookMs } });
    ledger.note();
    return;
  }
  // What is wrong may be where the next open doesn't look: it is told.
  journal.fail({ kind: 'damaged', path: join(host.folder, 'ledger.db'), text: damage });
}

function prune({ ledger, journal }: LedgerWatchParts, rule: PruneRule): boolean {
  try {
    return pruneALittle(ledger, rule);
  } catch (error) {
    if (!(error instanceof LedgerWriteError)) throw error;
    journal.fail(error.problem);
    return false;
  }
}
