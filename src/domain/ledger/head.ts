import { fromHex } from '#domain/encoding/hex.ts';
import { utf8 } from '#domain/encoding/utf8.ts';
import type { Epoch, Hash, InstitutionId, KioskNumber } from '#domain/ids.ts';

/** How far one ledger has come, and whose it is. */
export interface LedgerHead {
  readonly institutionId: InstitutionId;
  readonly kiosk: KioskNumber;
  readonly epoch: Epoch;
  /** 0 with `GENESIS` for an empty ledger. */
  readonly seq: number;
  readonly hash: Hash;
}

const TAG = utf8('muster-head\0');

/** What a kiosk signs with each push: "muster-head\0" ‖ institution, 16 bytes ‖ kiosk, 2 ‖ epoch, 8 ‖ seq, 8 ‖ hash, 32. */
export function headBytes(head: LedgerHead): Uint8Array {
  const institution = fromHex(head.institutionId.replaceAll('-', ''));
  const epoch = fromHex(head.epoch);
  const hash = fromHex(head.hash);
  if (institution?.length !== 16 || epoch?.length !== 8 || hash?.length !== 32)
    throw new Error('malformed ledger head');
  const bytes = new Uint8Array(TAG.length + 66);
  const view = new DataView(bytes.buffer, TAG.length);
  bytes.set(TAG);
  bytes.set(institution, TAG.length);
  view.setUint16(16, head.kiosk);
  bytes.set(epoch, TAG.length + 18);
  view.setBigUint64(26, BigInt(head.seq));
  bytes.set(hash, TAG.length + 34);
  return bytes;
}
