import { type Keeping, KeepingSchema } from '#contracts/hub-api/keeping.ts';
import { type KioskReaders, KioskReadersSchema } from '#contracts/hub-api/kiosk-readers.ts';
import {
  type EnrolmentCode,
  EnrolmentCodeSchema,
  type Kiosk,
  KioskSchema,
  type Kiosks,
  KiosksSchema,
} from '#contracts/hub-api/kiosks.ts';
import type { KioskNumber, RoomId } from '#domain/ids.ts';
import type { Asked } from './asked.ts';

export const allKiosks: Asked<Kiosks> = { path: '/api/v1/kiosks', answer: KiosksSchema };

/** How its readers are and were. */
export function readersOf(number: KioskNumber): Asked<KioskReaders> {
  return { path: `/api/v1/kiosks/${number}/readers`, answer: KioskReadersSchema };
}

/** Backups, and the check of the hub's own database. */
export const keeping: Asked<Keeping> = { path: '/api/v1/hub/keeping', answer: KeepingSchema };

export function newEnrolmentCode(roomId: RoomId, name: string): Asked<EnrolmentCode> {
  return {
    method: 'POST',
    path: '/api/v1/kiosks/enrolment-codes',
    answer: EnrolmentCodeSchema,
    body: { roomId, name },
  };
}

/** Shuts a kiosk out for good; its number is never given again. */
export function revokeKiosk(number: KioskNumber): Asked<Kiosk> {
  return { method: 'POST', path: `/api/v1/kiosks/${number}/revoke`, answer: KioskSchema };
}
