import type { Campaign } from '../campaign.ts';

/** A campaign and how it may share the machine. */
export type Entry = {
  readonly campaign: Campaign;
  /**
   * `with-others`: several chunks of it at once, beside chunks of others. `one-at-a-time`: beside others, never beside itself.
   * `alone`: nothing else, because it uses every core.
   */
  readonly runs: 'with-others' | 'one-at-a-time' | 'alone';
  /** What some of its worst figures should not exceed. Missing it is no failure, since it depends on the machine too; it is told. */
  readonly goals?: Readonly<{ [figure: string]: number }>;
};
