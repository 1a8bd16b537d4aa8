import type { ReaderConfig } from '../reader-config.ts';

/** Settings by which a device becomes a reader: what `ReadersConfigSchema` reads, without id and name. */
export type ReaderProposal = { readonly kind: ReaderConfig['kind'] } & Readonly<Record<string, unknown>>;

/** Something that is plugged in and may be a reader. */
export type FoundDevice = {
  /** The same for as long as it stays plugged in where it is. */
  readonly key: string;
  /** What it calls itself, or what is known of its USB ids. */
  readonly label: string;
  /** Where it is, for whoever compares it with a cable: a file, or USB ids. */
  readonly place: string;
  /** What its USB ids say it is. */
  readonly isRecognised: boolean;
  /** What it can be, likeliest first. None: it needs settings that only a file can give. */
  readonly proposals: readonly ReaderProposal[];
  /** Every name that settings may call it by. */
  readonly names: readonly string[];
};
