import { fromBase32, toBase32 } from '#domain/encoding/base32.ts';
import type { KioskNumber, OpeningNumber } from '#domain/ids.ts';
import { err, ok, type Result } from '#domain/result.ts';
import { ROOM_CODE_KIND } from './room-code-token.ts';

export interface RoomCodeAddress {
  readonly scheme: 'https' | 'http';
  /** Host with port, as phones reach the hub. */
  readonly host: string;
  readonly token: Uint8Array;
}

/** What the QR code says: upper case throughout, because that is a denser mode of QR codes; scheme and host don't mind. */
export function roomCodeText({ scheme, host, token }: RoomCodeAddress): string {
  return `${scheme.toUpperCase()}://${host.toUpperCase()}/C/${toBase32(token)}`;
}

/** A room code as scanned. Nothing in it is to be believed before `verifyRoomCode`. */
export interface ReadRoomCode {
  readonly token: Uint8Array;
  readonly kiosk: KioskNumber;
  readonly opening: OpeningNumber;
  /** The low 24 bits of the step. */
  readonly step: number;
  readonly screen: number;
}

export type RoomCodeProblem =
  | { readonly kind: 'not-a-room-code' }
  /** Shaped like one of ours, but of another kind: a pass, or one from a newer program. */
  | { readonly kind: 'other-kind'; readonly first: number };

const ROOM_CODE = /^(?:https?:\/\/[^/?#\s]+\/c\/)?([a-z2-7]{32})$/i;

/** Reads a whole address or the bare 32 characters, in any case. */
export function readRoomCode(text: string): Result<ReadRoomCode, RoomCodeProblem> {
  const characters = ROOM_CODE.exec(text.trim())?.[1];
  const token = characters === undefined ? undefined : fromBase32(characters.toUpperCase());
  if (token === undefined) return err({ kind: 'not-a-room-code' });
  const view = new DataView(token.buffer);
  if (view.getUint8(0) !== ROOM_CODE_KIND) return err({ kind: 'other-kind', first: view.getUint8(0) });
  return ok({
    token,
    kiosk: view.getUint16(1) as KioskNumber,
    opening: ((view.getUint8(3) << 16) | view.getUint16(4)) as OpeningNumber,
    step: (view.getUint8(6) << 16) | view.getUint16(7),
    screen: view.getUint8(9),
  });
}
