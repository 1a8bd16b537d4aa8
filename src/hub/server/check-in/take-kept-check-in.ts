import type { KeptCheckIn } from '#contracts/hub-api/check-in.ts';
import { keptCheckInText, keptTicket } from '#contracts/hub-api/device-signing.ts';
import type { EpochMs } from '#domain/ids.ts';
import { ApiFailure } from '../api-failure.ts';
import type { HubParts } from '../hub-parts.ts';
import { originOf } from './accepted-code.ts';
import { appendCheckIn, earlierCheckIn } from './append-check-in.ts';
import { CONFIRMED_AFTER_MS, type DeviceRow } from './device-store.ts';
import { judgeKeptCode } from './judge-room-code.ts';
import { networkOf } from './network-of.ts';
import { keptSince, type PhoneCheckInRow } from './phone-check-in-store.ts';
import { signerOf, usableDevice } from './signed-request.ts';

/** Longer ago is for the teacher to remember. */
const KEPT_FOR_MS = 24 * 3_600_000;

// A code that anybody may have photographed is believed now and then, for phones that are known: enough for a bad network,
// too little to stay away on.
const MOST_KEPT = 3;
const WITHIN_MS = 120 * 24 * 3_600_000;

/** Takes a check-in that waited on the phone for a network. Always provisional; refused where it would be a way around the rules. */
export function takeKeptCheckIn(parts: HubParts, kept: KeptCheckIn, address: string): PhoneCheckInRow {
  const { db, clock, keys } = parts;
  const now = clock.now();
  const text = keptCheckInText(kept);
  const device = signerOf(db, kept.deviceId, text, kept.signature);
  const known = earlierCheckIn(db, kept);
  if (known !== undefined) return known;
  checkPhone(parts, usableDevice(device), kept.scannedAt);
  if (kept.scannedAt > now + 60_000 || kept.scannedAt < now - KEPT_FOR_MS)
    throw new ApiFailure('kept-too-late');
  const judged = judgeKeptCode({
    text: kept.code,
    scannedAt: kept.scannedAt,
    tenant: parts.institutionId,
    originOf: (kiosk) => originOf(parts, kiosk, now),
  });
  if (!judged.ok) throw new ApiFailure(judged.error === 'wrong' ? 'code-wrong' : 'kept-too-late');
  const { kiosk, number, shownAt } = judged.value;
  const network = networkOf(keys.sealing, address);
  const code = { kiosk, number, receivedAt: shownAt, via: 'code', isOld: true, network } as const;
  return appendCheckIn(parts, {
    ...{ device, code, text, address },
    checkInId: kept.checkInId,
    signature: kept.signature,
    ticket: keptTicket(kept.checkInId),
    isKept: true,
  });
}

function checkPhone({ db, clock }: HubParts, device: DeviceRow, scannedAt: EpochMs): void {
  const isOldEnough = scannedAt - device.boundAt >= CONFIRMED_AFTER_MS;
  const since = (clock.now() - WITHIN_MS) as EpochMs;
  if (!isOldEnough || keptSince(db, device.personId, since) >= MOST_KEPT) {
    throw new ApiFailure('kept-not-allowed');
  }
}
