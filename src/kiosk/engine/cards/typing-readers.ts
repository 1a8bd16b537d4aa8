import type { ReaderProfile } from '#domain/card-number/reader-profile.ts';
import type { ReadersConfig } from '../devices/reader-config.ts';

/** A reader that types, and how it is set to be understood. */
export type TypingReader = { readonly id: string; readonly name: string; readonly profile: ReaderProfile };

export function typingReaders(readers: ReadersConfig): readonly TypingReader[] {
  return readers.flatMap((reader) =>
    'profile' in reader ? [{ id: reader.id, name: reader.name, profile: reader.profile }] : [],
  );
}
