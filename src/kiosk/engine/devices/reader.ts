import type { ReadNumber } from '#domain/card-number/partial-number.ts';
import type { FingerListeners } from './fingerprint/finger-read.ts';

/** `ready`: cards can be read. `absent`: not there, or not ours to open. `quiet`: connected, but nothing sensible comes from it. */
export type ReaderState = 'ready' | 'absent' | 'quiet';

/** What the screen and the ledger call a reader. The id stands in ledgers: it never changes while the reader stays configured. */
export type ReaderIdentity = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'card' | 'keyboard' | 'finger' | 'camera';
};

/**
 * A card in a reader's field. Some readers make numbers up now and then, so the first frame is told at once as `certain: false`:
 * good enough for a number the directory knows. When a second frame agrees, the same `stay` is told once more as `certain: true`:
 * good enough to answer "unknown card". Nothing else is told of a stay, however long the card rests there.
 */
export type CardRead = {
  readonly reader: string;
  /** A whole number, or what the reader left of one. */
  readonly card: ReadNumber;
  /** Names one stay of one card in one reader's field; unique among all readers while the engine runs. Act on each stay once. */
  readonly stay: string;
  readonly certain: boolean;
  /** Monotonic ms at the last byte of the frame (or the last key). */
  readonly at: number;
};

/** What has passed through since the start: for the self-check page and the log. */
export type ReaderCounts = {
  /** Stays told at least once. */
  readonly stays: number;
  /** Stays that ended before a second frame agreed: a very short tap, or a number the reader made up. */
  readonly seenOnce: number;
  /** Bytes (keys, for a reader that types) that were no card. */
  readonly discarded: number;
};

/** A reader of fingers needs the others as well; for those that read cards they mean nothing. */
export type ReaderListeners = Partial<FingerListeners> & {
  readonly onCard: (read: CardRead) => void;
  /** What a reader that types has typed, whether it is a card to it or not; before its card. For finding out how it writes them. */
  readonly onText?: (reader: string, text: string) => void;
  /** Told on change only, `detail` in words for the room's caretaker. Nothing is known of a reader before its first. */
  readonly onState: (state: ReaderState, detail: string) => void;
};

/** One device that reads cards. It finds its hardware by itself, again and again, and never gives up. */
export type Reader = ReaderIdentity & {
  start(listeners: ReaderListeners): void;
  counts(): ReaderCounts;
  /** After this resolves nothing more is told and the hardware is free for another program. */
  stop(): Promise<void>;
};
