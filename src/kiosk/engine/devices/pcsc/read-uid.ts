import type { CardNumber } from '#domain/card-number/card-number.ts';
import { LEAVE, type PcscSlot, SHARED } from './pcsc-library.ts';
import { cardInAnswer, GET_UID } from './uid-answer.ts';

/** `gone`: it was taken away too soon. `refused`: it has no UID, as cards with contacts. */
export type UidRead =
  | { readonly kind: 'card'; readonly card: CardNumber }
  | { readonly kind: 'refused' }
  | { readonly kind: 'gone' };

/** Asks the card in this reader who it is. */
export async function readUid(slot: PcscSlot): Promise<UidRead> {
  try {
    const connected = await slot.connect(SHARED);
    try {
      const card = cardInAnswer(await connected.transmit(GET_UID));
      return card === undefined ? { kind: 'refused' } : { kind: 'card', card };
    } finally {
      await connected.disconnect(LEAVE).catch(() => undefined);
    }
  } catch {
    return { kind: 'gone' };
  }
}
