import type { CardNumber } from '#domain/card-number/card-number.ts';
import { formOf, isWhole, type PartialNumber, type ReadNumber } from '#domain/card-number/partial-number.ts';
import { READER_PROFILES, type ReaderProfile, whichProfiles } from '#domain/card-number/reader-profile.ts';
import { decodeWedgeNumber } from '../devices/wedge/wedge-number.ts';

/** The profiles under which a reader's text means a card that is known here. */
export function fittingProfiles(
  text: string,
  isKnown: (number: ReadNumber) => boolean,
): readonly ReaderProfile[] {
  return READER_PROFILES.filter((profile) => {
    const read = decodeWedgeNumber(text, { profile });
    if (read === undefined) return false;
    return isKnown(read) || (!isWhole(read) && shortCardsLeaving(read).some(isKnown));
  });
}

/** The profiles under which a reader that types this text means that card. */
export function profilesMeaning(text: string, card: CardNumber): readonly ReaderProfile[] {
  return whichProfiles(text, card).filter((profile) => decodeWedgeNumber(text, { profile }) !== undefined);
}

/**
 * The cards of 4 bytes of which a reader leaves this: 256 where it drops one. Until a kiosk is set to such a reader the hub tells it nothing
 * of what those leave, so it tries. Of longer cards there are too many.
 */
function shortCardsLeaving(part: PartialNumber): readonly CardNumber[] {
  const hex = part.slice(part.indexOf(':') + 1);
  const all = (text: (byte: string) => string) => BYTES.map((byte) => text(byte) as CardNumber);
  switch (formOf(part)) {
    case 'em-low24':
      return all((byte) => `em:${byte}${hex}`);
    case 'hf-first24':
      return all((byte) => `hf:${hex}${byte}`);
    case 'hf-low24':
      return all((byte) => `hf:${byte}${hex}`);
    case 'hf-first32':
      return [`hf:${hex}` as CardNumber];
    default:
      return [];
  }
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));
