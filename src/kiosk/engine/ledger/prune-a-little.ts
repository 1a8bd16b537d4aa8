import type { EpochMs } from '#domain/ids.ts';
import type { Ledger } from './ledger.ts';

export type PruneRule = {
  /** So many of the newest own events stay, and of the hub's, whatever their age: what the kiosk's screens are folded from. */
  readonly keepNewest: number;
  /** Only what was recorded before then goes. */
  readonly olderThan: EpochMs;
};

/** Deleted in one transaction, so that a touch never waits for long. */
const STEP = 1_000;
const EVERYTHING = Number.MAX_SAFE_INTEGER;

/**
 * Deletes a little of what is archived and no longer needed here: what an older epoch left behind, then old events, then old ones of the
 * hub. True: there may be more. What the hub has not archived is never touched.
 */
export function pruneALittle(ledger: Ledger, rule: PruneRule): boolean {
  return ledger.pruneOlderEpochs(STEP) || pruneOwn(ledger, rule) || pruneHubs(ledger, rule);
}

function pruneOwn(ledger: Ledger, { keepNewest, olderThan }: PruneRule): boolean {
  const from = ledger.prunedSeq();
  const most = Math.min(STEP, ledger.acked().archivedSeq - from, ledger.head().seq - keepNewest - from);
  if (most <= 0) return false;
  const count = countOld(ledger.read(from, most, EVERYTHING), olderThan);
  if (count > 0) ledger.prune(from + count);
  return count > 0;
}

// The hub's events were on its disk before they came. Its backups are made by the hour, and what goes here is weeks old.
function pruneHubs(ledger: Ledger, { keepNewest, olderThan }: PruneRule): boolean {
  const { head, pruned } = ledger.hubStream();
  const most = Math.min(STEP, head - keepNewest - pruned);
  if (most <= 0) return false;
  const { events } = ledger.hubEvents(pruned, most, EVERYTHING);
  const count = countOld(
    events.map(({ text }) => text),
    olderThan,
  );
  const last = events[count - 1];
  if (last !== undefined) ledger.pruneHubEvents(last.position);
  return last !== undefined;
}

/** How many from the first on are old. An event without a time that can be read is not old. */
function countOld(texts: readonly string[], olderThan: EpochMs): number {
  const firstYoung = texts.findIndex((text) => !(Number(WALL.exec(text)?.[1] ?? Number.NaN) < olderThan));
  return firstYoung === -1 ? texts.length : firstYoung;
}

const WALL = /"wall":(-?\d+)\},"epoch":"/;
