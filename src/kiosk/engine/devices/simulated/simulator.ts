import type { Result } from '#domain/result.ts';
import type { Reader } from '../reader.ts';

/** A reader of which somebody says what befalls it. */
export type Simulator = Reader & {
  /** One short touch of the card with this number, as printed on it or in the program's own form. The failure is words for the person. */
  tap(number: string): Result<void, string>;
  unplug(): void;
  replug(): void;
};

export function isSimulator(reader: Reader): reader is Simulator {
  return 'tap' in reader;
}
