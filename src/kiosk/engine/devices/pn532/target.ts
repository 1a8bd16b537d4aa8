import { type CardNumber, fromUid } from '#domain/card-number/card-number.ts';
import { err, ok, type Result } from '#domain/result.ts';

/** Where the UID's length stands in the answer: after how many there are, which one it is, SENS_RES (2) and SEL_RES. */
const LENGTH_AT = 5;

/** The card in an answer to LOOK_FOR_CARD, from after its code; undefined: there is none. What follows the UID (ATS) is of no interest. */
export function cardInAnswer(body: Uint8Array): Result<CardNumber | undefined, 'damaged'> {
  if (body[0] === 0) return ok(undefined);
  const length = body[LENGTH_AT];
  if (body[0] !== 1 || length === undefined) return err('damaged');
  const uid = body.subarray(LENGTH_AT + 1, LENGTH_AT + 1 + length);
  // ISO 14443 A has UIDs of 4, 7 and 10 bytes. The card decides: whoever takes 4 of 7 makes several cards one.
  if (uid.length !== length || ![4, 7, 10].includes(length)) return err('damaged');
  const card = fromUid(uid);
  return card.ok ? card : err('damaged');
}

/** The answer of a chip that sees this UID: what the simulated twin says. */
export function answerWithUid(uid: Uint8Array): readonly number[] {
  const [sensRes, selRes] = uid.length === 4 ? [[0x00, 0x04], 0x08] : [[0x00, 0x44], 0x00];
  return [1, 1, ...sensRes, selRes, uid.length, ...uid];
}
