import { describe, expect, test } from 'vitest';
import { fromBase64Url } from '#domain/encoding/base64url.ts';
import type { DeviceId, EpochMs, PersonId } from '#domain/ids.ts';
import { judgePass, type PassPhone } from '#domain/pass/judge-pass.ts';
import { readPass } from '#domain/pass/pass.ts';
import { isSignedByDevice } from '#platform/device-key.ts';
import { PhoneWithKey } from './phone-keys.ts';

const TENANT = '00000000-0000-4000-8000-000000000301';
const DEVICE = '01999c5e-5a00-7000-8000-000000000001' as DeviceId;
const NOOR = '00000000-0000-4000-8000-000000000001' as PersonId;
const THEO = '00000000-0000-4000-8000-000000000002' as PersonId;
/** The very beginning of a step. */
const NOW = 1_760_000_000_000 as EpochMs;

function judged(text: string, phones: readonly PassPhone[], change: { later?: number; drift?: number } = {}) {
  const pass = readPass(text);
  if (!pass.ok) throw new Error(pass.error.kind);
  const at = (NOW + (change.later ?? 0)) as EpochMs;
  return judgePass({
    pass: pass.value,
    tenant: TENANT,
    phones,
    at,
    drift: change.drift ?? 0,
    isSignedBy: ({ keyKind, publicKey }, message, signature) =>
      isSignedByDevice(
        { keyKind, publicKey: fromBase64Url(publicKey) ?? new Uint8Array() },
        message,
        signature,
      ),
  });
}

describe.each(['ed25519', 'p256'] as const)('a pass signed with %s', (kind) => {
  const phone = new PhoneWithKey(DEVICE, kind);
  const text = phone.passAt(NOW, TENANT);
  const known = phone.asKnown(NOOR);

  test('stands for whose phone signed it', () => {
    expect(judged(text, [known])).toEqual({ kind: 'good', personId: NOOR });
  });

  test('is good for twenty seconds after its step began, and five before', () => {
    expect(judged(text, [known], { later: 19_999 }).kind).toBe('good');
    expect(judged(text, [known], { later: 20_000 })).toEqual({ kind: 'expired', personId: NOOR });
    expect(judged(text, [known], { later: -5_000 }).kind).toBe('good');
    expect(judged(text, [known], { later: -5_001 })).toEqual({ kind: 'future', personId: NOOR });
  });

  test('is good for as much longer as the kiosk’s clock may have drifted', () => {
    expect(judged(text, [known], { later: 24_999, drift: 1 }).kind).toBe('good');
    expect(judged(text, [known], { later: -10_000, drift: 1 }).kind).toBe('good');
  });

  test('is nobody’s when another key signed it, also under the same id', () => {
    expect(judged(text, [new PhoneWithKey(DEVICE, kind).asKnown(NOOR)])).toEqual({ kind: 'unknown' });
    expect(judged(text, [])).toEqual({ kind: 'unknown' });
  });

  test('is told from that of a phone that happens to have the same id', () => {
    const namesake = new PhoneWithKey(DEVICE, kind).asKnown(THEO);
    expect(judged(text, [namesake, known])).toEqual({ kind: 'good', personId: NOOR });
  });

  test('of another institution is nobody’s', () => {
    expect(judged(phone.passAt(NOW, 'elsewhere'), [known]).kind).toBe('unknown');
  });

  test('waits with a new phone until that is confirmed', () => {
    const fresh = phone.asKnown(NOOR, (NOW + 1) as EpochMs);
    expect(judged(text, [fresh])).toEqual({ kind: 'unconfirmed', personId: NOOR });
    expect(judged(text, [fresh], { later: 1 }).kind).toBe('good');
  });

  test('with a single bit changed is nobody’s', () => {
    const pass = readPass(text);
    if (!pass.ok) throw new Error('no pass');
    const bits = [...Array(8 * (pass.value.head.length + pass.value.signature.length)).keys()];
    // The kind's byte makes it another kind, the flags a newer one; every other bit is signed, or is the signature.
    for (const bit of bits.filter((one) => one >= 8 && (one < 72 || one >= 80))) {
      const bytes = Uint8Array.from([...pass.value.head, ...pass.value.signature]);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const changed = { ...pass.value, head: bytes.subarray(0, 10), signature: bytes.subarray(10) };
      const judgement = judgePass({
        ...{ pass: changed, tenant: TENANT, phones: [known], at: NOW, drift: 0 },
        isSignedBy: ({ keyKind, publicKey }, message, signature) =>
          isSignedByDevice(
            { keyKind, publicKey: fromBase64Url(publicKey) ?? new Uint8Array() },
            message,
            signature,
          ),
      });
      expect(judgement.kind, `bit ${bit}`).toBe('unknown');
    }
  });
});

test('a key that is no point of its curve has signed nothing', () => {
  const phone = new PhoneWithKey(DEVICE, 'p256');
  const broken = { ...phone.asKnown(NOOR), publicKey: Buffer.alloc(65, 4).toString('base64url') };
  expect(judged(phone.passAt(NOW, TENANT), [broken])).toEqual({ kind: 'unknown' });
});
