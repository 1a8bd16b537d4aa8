import type { Hash } from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import type { LedgerPoint, Push } from './frames.ts';

/** What the hub holds of the epoch that is pushed. */
export type HeldLedger = {
  /** Undefined: nothing yet. */
  readonly head: LedgerPoint | undefined;
  /** Hash of a held event. */
  hashAt(seq: number): Hash | undefined;
  /** Events beyond the head, which others gave back after a restore: usually none. */
  beyondHead(from: number, to: number): readonly LedgerPoint[];
};

export type PushJudgement =
  | { readonly kind: 'gap' | 'fork'; readonly head: LedgerPoint }
  /** The events from `from` on are new, and fit; none when everything was held already. */
  | {
      readonly kind: 'fits';
      readonly from: number;
      readonly texts: readonly string[];
      readonly hashes: readonly Hash[];
      readonly head: LedgerPoint;
    };

/** `eventHash` of the domain, or a faster one that gives the same. */
export type HashEvent = typeof eventHash;

type Pushed = Pick<Push, 'epoch' | 'from' | 'events' | 'head'>;

/**
 * Whether pushed events continue what is held. The chain is computed here from the texts and nobody's word is taken for
 * it. What is held already is compared and not stored again, so a push may come any number of times.
 */
export function judgePush(push: Pushed, held: HeldLedger, hashEvent: HashEvent = eventHash): PushJudgement {
  const head = held.head ?? { seq: 0, hash: GENESIS };
  if (push.from > head.seq + 1) return { kind: 'gap', head };
  const before = push.from === head.seq + 1 ? head.hash : hashHeldAt(held, push.from - 1);
  if (before === undefined) return { kind: 'fork', head };

  const hashes = chainOf(push, before, hashEvent);
  const last = { seq: push.from + hashes.length - 1, hash: hashes.at(-1) ?? before };
  if (last.seq !== push.head.seq || last.hash !== push.head.hash) return { kind: 'fork', head };
  const known = head.seq - push.from + 1;
  // Where both have an event, they must have the same one; the chain makes one comparison enough.
  const meeting = Math.min(head.seq, last.seq);
  if (known > 0 && hashes[meeting - push.from] !== hashHeldAt(held, meeting)) return { kind: 'fork', head };
  // A ledger that records something else where it once recorded this was itself put back: both must be kept.
  const isOther = ({ seq, hash }: LedgerPoint) => hashes[seq - push.from] !== hash;
  if (held.beyondHead(push.from + known, last.seq).some(isOther)) return { kind: 'fork', head };
  return {
    kind: 'fits',
    from: push.from + known,
    texts: push.events.slice(known),
    hashes: hashes.slice(known),
    head: last.seq > head.seq ? last : head,
  };
}

function hashHeldAt(held: HeldLedger, seq: number): Hash | undefined {
  if (seq === 0) return GENESIS;
  return seq === held.head?.seq ? held.head.hash : held.hashAt(seq);
}

function chainOf({ epoch, from, events }: Pushed, before: Hash, hashEvent: HashEvent): readonly Hash[] {
  let previous = before;
  return events.map((text, index) => {
    previous = hashEvent(epoch, from + index, previous, text);
    return previous;
  });
}
