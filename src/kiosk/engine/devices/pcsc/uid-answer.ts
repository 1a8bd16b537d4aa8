import { type CardNumber, fromUid } from '#domain/card-number/card-number.ts';

/** "Get data: UID", which the reader itself answers (PC/SC part 3, 3.2.2.1.3). A card with contacts has none and refuses. */
export const GET_UID = Uint8Array.of(0xff, 0xca, 0x00, 0x00, 0x00);

const FINE = [0x90, 0x00] as const;
/** ISO 15693: every UID begins with it, and readers give its bytes the other way round. */
const ISO_15693_FIRST = 0xe0;
const ISO_15693_BYTES = 8;

/** The card of an answer to `GET_UID`; undefined if that is a refusal or damaged. */
export function cardInAnswer(answer: Uint8Array): CardNumber | undefined {
  if (answer.at(-2) !== FINE[0] || answer.at(-1) !== FINE[1]) return undefined;
  const card = fromUid(inOrder(answer.subarray(0, -2)));
  return card.ok ? card.value : undefined;
}

function inOrder(uid: Uint8Array): Uint8Array {
  const isReversed =
    uid.length === ISO_15693_BYTES && uid[0] !== ISO_15693_FIRST && uid.at(-1) === ISO_15693_FIRST;
  return isReversed ? uid.toReversed() : uid;
}
