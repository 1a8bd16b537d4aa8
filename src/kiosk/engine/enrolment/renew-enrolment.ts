import { createHash } from 'node:crypto';
import { type EnrolRequest, formerKioskText } from '#contracts/hub-api/kiosks.ts';
import { utf8 } from '#domain/encoding/utf8.ts';
import type { KeyStore } from '#platform/keys.ts';
import { type SigningKey, signingKeyIn } from '#platform/signing-key.ts';
import { type Enrolment, keepEnrolment } from './enrolment.ts';
import { type EnrolProblem, requestEnrolment } from './request-enrolment.ts';

const DEVICE_KEY = 'device-key';

/** Kept before the hub is asked: the answer may be lost, and then this is the key that the hub has. */
const NEXT_DEVICE_KEY = 'next-device-key';

/** Codes work once, and whatever starts a kiosk may name the same one at every start. */
const ASKED_CODE = 'asked-code';

export type Renewal =
  | { readonly kind: 'renewed'; readonly enrolment: Enrolment }
  /** This code was answered before. */
  | { readonly kind: 'asked-before' }
  | { readonly kind: 'not-renewed'; readonly problem: EnrolProblem };

/**
 * Enrols a kiosk again at its hub, most likely one that was shut out: under its old number, so that its ledger goes on where it was, and
 * with a new key, because nobody knows who has the old one.
 */
export async function renewEnrolment(
  keys: KeyStore,
  { kiosk, hubUrl }: Enrolment,
  code: string,
): Promise<Renewal> {
  const asked = askedCode(code);
  if (asked[ASKED_CODE].equals(keys.get(ASKED_CODE) ?? new Uint8Array())) return { kind: 'asked-before' };
  const [old, next] = [signingKeyIn(keys, DEVICE_KEY), signingKeyIn(keys, NEXT_DEVICE_KEY)];
  const request = { code, publicKey: next.publicKey };
  const text = utf8(formerKioskText(kiosk, request));
  const signatures = [old, next].map((key) => signatureOf(key, text));
  const answer = await requestEnrolment(hubUrl, {
    ...request,
    former: { kiosk, signatures },
  } satisfies EnrolRequest);
  if (!answer.ok) {
    if (answer.error.kind === 'refused') keys.putAll(asked);
    return { kind: 'not-renewed', problem: answer.error };
  }
  const kept = keys.get(NEXT_DEVICE_KEY);
  if (kept === undefined) throw new Error('the next key was not kept');
  const enrolment = keepEnrolment(keys, hubUrl, answer.value, { [DEVICE_KEY]: kept, ...asked });
  keys.delete(NEXT_DEVICE_KEY);
  return { kind: 'renewed', enrolment };
}

/** What is kept of a code that was answered. */
export function askedCode(code: string): { readonly [ASKED_CODE]: Buffer } {
  return { [ASKED_CODE]: createHash('sha256').update(code).digest() };
}

function signatureOf(key: SigningKey, text: Uint8Array): string {
  return Buffer.from(key.sign(text)).toString('base64url');
}
