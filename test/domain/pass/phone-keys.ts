import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { DeviceId, EpochMs, PersonId } from '#domain/ids.ts';
import type { PassPhone } from '#domain/pass/judge-pass.ts';
import { type PassKeyKind, passHead, passMessage, passText } from '#domain/pass/pass.ts';
import { passIdOf } from '#domain/pass/pass-id.ts';
import { stepAt } from '#domain/room-code/step.ts';

/** A phone as WebCrypto makes its key, without a browser around it. */
export class PhoneWithKey {
  readonly deviceId: DeviceId;
  readonly kind: PassKeyKind;
  readonly #privateKey: KeyObject;

  constructor(deviceId: DeviceId, kind: PassKeyKind, privateKey = newKey(kind)) {
    this.deviceId = deviceId;
    this.kind = kind;
    this.#privateKey = privateKey;
  }

  /** From the 32 bytes of an Ed25519 seed, so that signatures are the same every time. */
  static fromSeed(deviceId: DeviceId, seed: Uint8Array): PhoneWithKey {
    const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
    return new PhoneWithKey(
      deviceId,
      'ed25519',
      createPrivateKey({ key: der, type: 'pkcs8', format: 'der' }),
    );
  }

  /** What this phone shows at a moment. */
  passAt(at: EpochMs, tenant: string): string {
    const head = passHead({ kind: this.kind, passId: passIdOf(this.deviceId), step: stepAt(at) });
    const message = passMessage(tenant, head);
    const signature =
      this.kind === 'ed25519'
        ? sign(null, message, this.#privateKey)
        : sign('sha256', message, { key: this.#privateKey, dsaEncoding: 'ieee-p1363' });
    return passText(head, signature);
  }

  /** As a kiosk knows it. */
  asKnown(personId: PersonId, from = 0 as EpochMs): PassPhone {
    const { x = '', y = '' } = this.#privateKey.export({ format: 'jwk' });
    const raw = (text: string) => Buffer.from(text, 'base64url');
    const bytes = this.kind === 'ed25519' ? raw(x) : Buffer.concat([Buffer.from([4]), raw(x), raw(y)]);
    const publicKey = bytes.toString('base64url');
    return { passId: passIdOf(this.deviceId), keyKind: this.kind, publicKey, personId, from };
  }
}

function newKey(kind: PassKeyKind): KeyObject {
  if (kind === 'ed25519') return generateKeyPairSync('ed25519').privateKey;
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}
