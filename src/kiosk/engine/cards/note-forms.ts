import { formLeftBy } from '#domain/card-number/reader-profile.ts';
import type { ReadersConfig } from '../devices/reader-config.ts';
import type { KnownCards } from '../directory/known-cards.ts';
import type { Journal } from '../sessions/journal.ts';
import { typingReaders } from './typing-readers.ts';

/**
 * Records what these readers leave of numbers, unless the ledger says so already: only to kiosks that have such readers does the hub tell
 * what is needed to find cards by parts of their numbers.
 */
export function noteForms(
  readers: ReadersConfig,
  cards: Pick<KnownCards, 'formsTold'>,
  journal: Pick<Journal, 'record'>,
): void {
  const left = typingReaders(readers).flatMap(({ profile }) => formLeftBy(profile) ?? []);
  const forms = [...new Set(left)].toSorted();
  if (String(forms) !== String(cards.formsTold()))
    journal.record({ type: 'card-forms-used', body: { forms } });
}
