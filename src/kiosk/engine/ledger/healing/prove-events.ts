import { isUtf8 } from 'node:buffer';
import type { Epoch, Hash } from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import { eventPlace } from '#domain/ledger/event-place.ts';
import { carriedText } from '../carried-text.ts';
import type { FoundEpoch, FoundEvent } from './find-rows.ts';
import { LinkHasher } from './link-hasher.ts';

export type Proof =
  /** The chain says that these are the bytes once recorded. */
  | 'proven'
  /** So it does after one bit was put right again. */
  | 'repaired'
  /** It reads like an event and nothing speaks against it, but what the chain would prove it with is lost. */
  | 'unproven';

/** `text` as its bytes: as strings, hundreds of thousands of them would not fit into the engine's memory. */
export type SavedEvent = {
  readonly seq: number;
  readonly id: string;
  readonly text: Buffer;
  readonly proof: Proof;
};

/** Trying every bit of an event takes some 10 ms; where more rows than this are rotten, it isn't a bit here and there. */
const MOST_REPAIRS = 100;
/** A hash that differs from what it should be in no more characters than this has rotted; another text's differs in nearly all. */
const MOST_ROTTEN_CHARS = 8;

/** What the next row is hashed with: one hash that is sure, or what rows that prove nothing say. */
type Before = { readonly hashes: readonly Hash[]; readonly isProven: boolean };
type Place = {
  readonly hasher: LinkHasher;
  readonly epoch: Epoch;
  readonly seq: number;
  readonly rows: readonly FoundEvent[];
  readonly next: readonly FoundEvent[];
  readonly before: Before;
};
type Judged = Omit<SavedEvent, 'seq'> & { readonly hash: Hash | undefined };

/**
 * What of one epoch can be taken for what was recorded. The rule: a row is true when the hash over its text and its predecessor's hash is
 * the hash stored with it, or is what its successor was hashed with. One that contradicts a predecessor which is sure is not true; if one
 * flipped bit explains it, that is put right. One whose predecessor is lost can't be proven: it is kept, and said to be so.
 */
export function proveEvents({ epoch, events, prunedSeq, prunedHash }: FoundEpoch): readonly SavedEvent[] {
  const hasher = new LinkHasher(epoch);
  const saved: SavedEvent[] = [];
  const anchor = prunedSeq === 0 ? GENESIS : prunedHash;
  let before: Before = { hashes: anchor === undefined ? [] : [anchor], isProven: anchor !== undefined };
  const repairs = { left: MOST_REPAIRS };
  let last = prunedSeq;
  for (const seq of [...events.keys()].filter((each) => each > prunedSeq).toSorted((a, b) => a - b)) {
    if (seq !== last + 1) before = { hashes: [], isProven: false };
    last = seq;
    const rows = events.get(seq) ?? [];
    const judged = judge({ hasher, epoch, seq, rows, next: events.get(seq + 1) ?? [], before }, repairs);
    if (judged !== undefined) saved.push({ seq, id: judged.id, text: judged.text, proof: judged.proof });
    before =
      judged?.hash === undefined
        ? { hashes: rows.map((row) => row.hash), isProven: false }
        : { hashes: [judged.hash], isProven: true };
  }
  return saved;
}

function judge(place: Place, repairs: { left: number }): Judged | undefined {
  const proof = proven(place);
  if (proof !== undefined) return proof;
  if (!place.before.isProven) return unproven(place);
  repairs.left -= 1;
  return repairs.left >= 0 ? repaired(place) : undefined;
}

function proven(place: Place): Judged | undefined {
  const fitting = place.rows.flatMap(({ text }) => provenAfter(place, text) ?? []);
  if (fitting.length < 2) return fitting[0];
  // A transaction that came to nothing may have left its pages in the WAL: what was recorded is what the next event follows, else the newest.
  return fitting.find(({ hash }) => leadsOn(place, hash)) ?? fitting.at(-1);
}

function provenAfter(place: Place, text: Buffer): Judged | undefined {
  const { hasher, epoch, seq, rows, before } = place;
  for (const previous of before.hashes) {
    const hash = hasher.hash(seq, previous, text);
    const isProven = rows.some((row) => isNearly(row.hash, hash)) || leadsOn(place, hash);
    const id = isProven ? idAt(text, epoch, seq) : undefined;
    if (id !== undefined) return { id, text, hash, proof: 'proven' };
  }
  return undefined;
}

/** Whether the next row was hashed with this. */
function leadsOn({ hasher, seq, next }: Place, hash: Hash | undefined): boolean {
  return hash !== undefined && next.some((row) => hasher.hash(seq + 1, hash, row.text) === row.hash);
}

/** Tries every bit of the text against the hash that was stored for it. */
function repaired({ hasher, epoch, seq, rows, before }: Place): Judged | undefined {
  const [previous] = before.hashes;
  if (previous === undefined) return undefined;
  for (const { text, hash } of rows) {
    const bytes = Buffer.from(text);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      flip(bytes, bit);
      const id = hasher.hash(seq, previous, bytes) === hash ? idAt(bytes, epoch, seq) : undefined;
      if (id !== undefined) return { id, text: bytes, hash, proof: 'repaired' };
      flip(bytes, bit);
    }
  }
  return undefined;
}

function unproven({ epoch, seq, rows }: Place): Judged | undefined {
  for (const { text } of rows) {
    const id = idAt(text, epoch, seq);
    if (id !== undefined) return { id, text, hash: undefined, proof: 'unproven' };
  }
  return undefined;
}

/** The id of an event that is text, reads like one, and says itself that it belongs here. */
function idAt(bytes: Buffer, epoch: Epoch, seq: number): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  const place = eventPlace(text);
  if (place?.epoch !== epoch || place.seq !== seq || carriedText(text, place) === undefined) return undefined;
  // A piece of a string would keep the whole string in memory.
  return Buffer.from(place.id, 'latin1').toString('latin1');
}

function isNearly(stored: Hash, hash: Hash): boolean {
  if (stored === hash) return true;
  let differing = stored.length === hash.length ? 0 : hash.length;
  for (let at = 0; at < hash.length; at++) if (stored[at] !== hash[at]) differing += 1;
  return differing <= MOST_ROTTEN_CHARS;
}

function flip(bytes: Buffer, bit: number): void {
  const at = bit >> 3;
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
}
