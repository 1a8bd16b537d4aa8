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

export type SavedEvent = { readonly seq: number; readonly text: string; readonly proof: Proof };

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
type Judged = { readonly text: string; readonly hash: Hash | undefined; readonly proof: Proof };

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
  let repairsLeft = MOST_REPAIRS;
  let last = prunedSeq;
  for (const seq of [...events.keys()].filter((each) => each > prunedSeq).toSorted((a, b) => a - b)) {
    if (seq !== last + 1) before = { hashes: [], isProven: false };
    last = seq;
    const rows = events.get(seq) ?? [];
    const place = { hasher, epoch, seq, rows, next: events.get(seq + 1) ?? [], before };
    const proof = proven(place);
    if (proof === undefined && before.isProven) repairsLeft -= 1;
    const judged = proof ?? (before.isProven ? repairsLeft > 0 && repaired(place) : unproven(place));
    if (typeof judged === 'object') saved.push({ seq, text: judged.text, proof: judged.proof });
    const hash = typeof judged === 'object' ? judged.hash : undefined;
    before =
      hash === undefined
        ? { hashes: rows.map((row) => row.hash), isProven: false }
        : { hashes: [hash], isProven: true };
  }
  return saved;
}

function proven({ hasher, epoch, seq, rows, next, before }: Place): Judged | undefined {
  for (const { text } of rows) {
    if (!isAt(text, epoch, seq)) continue;
    for (const previous of before.hashes) {
      const hash = hasher.hash(seq, previous, text);
      const fits = rows.some((row) => isNearly(row.hash, hash));
      const leads = !fits && next.some((row) => hasher.hash(seq + 1, hash, row.text) === row.hash);
      if (fits || leads) return { text: text.toString('utf8'), hash, proof: 'proven' };
    }
  }
  return undefined;
}

/** Tries every bit of the text against the hash that was stored for it. */
function repaired({ hasher, epoch, seq, rows, before }: Place): Judged | undefined {
  const [previous] = before.hashes;
  if (previous === undefined) return undefined;
  for (const { text, hash } of rows) {
    const bytes = Buffer.from(text);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      flip(bytes, bit);
      if (hasher.hash(seq, previous, bytes) === hash && isAt(bytes, epoch, seq))
        return { text: bytes.toString('utf8'), hash, proof: 'repaired' };
      flip(bytes, bit);
    }
  }
  return undefined;
}

function unproven({ epoch, seq, rows }: Place): Judged | undefined {
  const readable = rows.find(({ text }) => isAt(text, epoch, seq));
  return readable && { text: readable.text.toString('utf8'), hash: undefined, proof: 'unproven' };
}

/** Whether it is text, ends like an event, and says itself that it belongs here. */
function isAt(bytes: Buffer, epoch: Epoch, seq: number): boolean {
  if (!isUtf8(bytes)) return false;
  const text = bytes.toString('utf8');
  const place = eventPlace(text);
  if (place?.epoch !== epoch || place.seq !== seq) return false;
  return carriedText(text, place) !== undefined;
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
