import type { Epoch, Hash, KioskNumber } from '#domain/ids.ts';
import type { SealedEvent } from '#domain/sync/frames.ts';
import type { LedgerMark } from '../ledger-mark.ts';
import { type FoundEpoch, findRows } from './find-rows.ts';
import { type Proof, proveEvents, type SavedEvent } from './prove-events.ts';
import { proveHubEvents } from './prove-hub-events.ts';

/** An event with the place it is carried over from, which its text names too. */
export type SalvagedEvent = {
  readonly epoch: Epoch;
  readonly seq: number;
  readonly text: Buffer;
  readonly proof: Proof;
};

/** `from` and `to` are gone, and all between. */
export type Gap = { readonly epoch: Epoch; readonly from: number; readonly to: number };

export type Salvage = {
  /** Each once, oldest first. */
  readonly events: readonly SalvagedEvent[];
  readonly hubEvents: readonly SealedEvent[];
  /** The last event of the newest epoch that is known, and how the chain stood there. */
  readonly previous: { readonly epoch: Epoch; readonly seq: number; readonly hash: Hash } | null;
  /** Epochs there were. */
  readonly epochs: number;
  readonly highestOpening: number;
  /** Events that are known to have been recorded, can't be had from here, and were not at the hub. */
  readonly lost: number;
  /** Nobody knows how far the ledger went: there may have been more. */
  readonly mayBeMore: boolean;
  /** Events that were recorded and can't be had, by where they stood; the hub may have them. */
  readonly gaps: readonly Gap[];
  /** Whose ledger it is; undefined where nothing says it. */
  readonly kiosk: KioskNumber | undefined;
};

/**
 * Reads what can be trusted of a damaged ledger. Changes nothing. `lastKnown` is the end of the ledger where SQLite can still tell it;
 * `mark` what was noted of it when it was well.
 */
export function salvage(
  path: string,
  mark: LedgerMark | undefined,
  lastKnown: { readonly number: number; readonly seq: number } | undefined,
): Salvage {
  const found = findRows(path);
  const proofs = found.epochs.map((epoch) => ({ epoch, saved: proveEvents(epoch) }));
  const newest = proofs.at(-1);
  const { events, rescued } = eachOnce(proofs);
  const end = newest === undefined ? undefined : endOf(newest.epoch, newest.saved, mark);
  const isElsewhere = mark !== undefined && proofs.every(({ epoch }) => epoch.epoch !== mark.epoch);
  return {
    events,
    hubEvents: proveHubEvents(found.hubEvents),
    previous: newest === undefined ? previousOf(mark) : previousIn(newest.epoch, newest.saved),
    epochs: newest?.epoch.number ?? 0,
    highestOpening: events.reduce((highest, { text }) => Math.max(highest, openingIn(text)), 0),
    gaps: proofs.flatMap((proof) => gapsIn(proof, endOf(proof.epoch, proof.saved, mark))),
    // A mark of an epoch that isn't here: the whole of it is gone.
    lost:
      newest === undefined || isElsewhere ? unacked(mark) : Math.max(0, missing(newest, end ?? 0) - rescued),
    mayBeMore:
      isElsewhere ||
      lastKnown === undefined ||
      lastKnown.number !== newest?.epoch.number ||
      lastKnown.seq !== end,
    kiosk: found.kiosk,
  };
}

type Proven = { readonly epoch: FoundEpoch; readonly saved: readonly SavedEvent[] };

/**
 * A newer epoch begins with what it carried over, so an event that has rotted in one may be whole in another. `rescued`: of those that
 * the newest should have, how many were had from an older one.
 */
function eachOnce(proofs: readonly Proven[]): { events: readonly SalvagedEvent[]; rescued: number } {
  const newest = proofs.at(-1);
  const inNewest = new Set(newest?.saved.map(({ id }) => id));
  const sure = new Set(
    proofs.flatMap(({ saved }) => saved.filter(({ proof }) => proof !== 'unproven').map(({ id }) => id)),
  );
  const taken = new Set<string>();
  const events: SalvagedEvent[] = [];
  let rescued = 0;
  for (const { epoch, saved } of proofs) {
    for (const { seq, id, text, proof } of saved) {
      // Proven elsewhere: that one is taken.
      if (taken.has(id) || (proof === 'unproven' && sure.has(id))) continue;
      taken.add(id);
      events.push({ epoch: epoch.epoch, seq, text, proof });
      if (epoch !== newest?.epoch && newest?.epoch.prunedSeq === 0 && !inNewest.has(id)) rescued += 1;
    }
  }
  return { events, rescued };
}

function endOf(
  { epoch, events, ackedSeq }: FoundEpoch,
  saved: readonly SavedEvent[],
  mark?: LedgerMark,
): number {
  const noted = mark?.epoch === epoch ? mark.headSeq : 0;
  // A row that proves nothing may still say how far the ledger went, unless its number has rotted.
  const rows = [...events.keys()].filter((seq) => events.has(seq - 1));
  return Math.max(
    ackedSeq,
    noted,
    saved.at(-1)?.seq ?? 0,
    rows.reduce((a, b) => Math.max(a, b), 0),
  );
}

function missing({ epoch, saved }: Proven, end: number): number {
  const here = new Set(saved.map(({ seq }) => seq));
  let count = 0;
  for (let seq = Math.max(epoch.prunedSeq, epoch.ackedSeq) + 1; seq <= end; seq++)
    if (!here.has(seq)) count += 1;
  return count;
}

function gapsIn({ epoch: { epoch, prunedSeq }, saved }: Proven, end: number): readonly Gap[] {
  const gaps: Gap[] = [];
  let last = prunedSeq;
  for (const seq of [...saved.map((event) => event.seq), end + 1]) {
    if (seq > last + 1) gaps.push({ epoch, from: last + 1, to: seq - 1 });
    last = Math.max(last, seq);
  }
  return gaps;
}

function unacked(mark: LedgerMark | undefined): number {
  return mark === undefined ? 0 : mark.headSeq - mark.ackedSeq;
}

function previousIn({ epoch, events }: FoundEpoch, saved: readonly SavedEvent[]): Salvage['previous'] {
  const last = saved.findLast(({ proof }) => proof === 'proven');
  const hash = last === undefined ? undefined : events.get(last.seq)?.[0]?.hash;
  return last === undefined || hash === undefined || !/^[0-9a-f]{64}$/.test(hash)
    ? null
    : { epoch, seq: last.seq, hash };
}

function previousOf(mark: LedgerMark | undefined): Salvage['previous'] {
  return mark === undefined ? null : { epoch: mark.epoch, seq: mark.headSeq, hash: mark.headHash };
}

const OPENING_TAIL = Buffer.from('"type":"opening-started","v":1}');
const NUMBER = /"number":(\d{1,8})/;

function openingIn(text: Buffer): number {
  const isOpening = text.subarray(-OPENING_TAIL.length).equals(OPENING_TAIL);
  return isOpening ? Number(NUMBER.exec(text.toString('utf8'))?.[1] ?? 0) : 0;
}
