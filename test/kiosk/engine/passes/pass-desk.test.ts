import { expect, test } from 'vitest';
import type { DeviceId, EpochMs, PersonId } from '#domain/ids.ts';
import { PassDesk } from '../../../../src/kiosk/engine/passes/pass-desk.ts';
import { PhoneWithKey } from '../../../domain/pass/phone-keys.ts';

const TENANT = '00000000-0000-4000-8000-000000000301';
const NOOR = '00000000-0000-4000-8000-000000000001' as PersonId;
const NOW = 1_760_000_000_000 as EpochMs;
const HOUR_MS = 3_600_000;

const phone = new PhoneWithKey('01999c5e-5a00-7000-8000-000000000001' as DeviceId, 'ed25519');

/** What becomes of a pass of some age at a kiosk whose clock was compared with the hub's so long ago. */
function readAt(ageMs: number, comparedAgoMs: number | undefined): string | undefined {
  const desk = new PassDesk({
    tenant: TENANT,
    phonesBy: () => [phone.asKnown(NOOR)],
    lastClockSampleAt: () => (comparedAgoMs === undefined ? undefined : ((NOW - comparedAgoMs) as EpochMs)),
  });
  const read = desk.read(phone.passAt((NOW - ageMs) as EpochMs, TENANT), NOW);
  return read?.kind === 'refused' ? read.why : read?.kind;
}

test('a kiosk that has been alone for a day allows for what its clock may have drifted, and for no more', () => {
  expect(readAt(25_000, 0)).toBe('expired');
  expect(readAt(25_000, 24 * HOUR_MS)).toBe('good');
  expect(readAt(30_000, 24 * HOUR_MS)).toBe('expired');
  expect(readAt(30_000, 24 * 30 * HOUR_MS)).toBe('expired');
});

test('a kiosk whose clock was never compared allows for nothing', () => {
  expect(readAt(15_000, undefined)).toBe('good');
  expect(readAt(25_000, undefined)).toBe('expired');
});
