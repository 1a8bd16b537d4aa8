import type { EpochMs } from '#domain/ids.ts';
import { passHead, passMessage, passText } from '#domain/pass/pass.ts';
import { passIdOf } from '#domain/pass/pass-id.ts';
import { STEP_MS, stepAt } from '#domain/room-code/step.ts';
import type { Signer } from '../check-in/check-in-request.ts';
import { signBytes } from '../check-in/device-signer.ts';

export type Pass = {
  /** What its QR code says. */
  readonly text: string;
  /** The next one takes its place then, by the clock that made it. */
  readonly until: number;
};

/** This phone's pass at a moment of the hub's clock: a signature, made here and without a network. `tenant` is the institution's id. */
export async function makePass({ keys, deviceId }: Signer, tenant: string, at: number): Promise<Pass> {
  const kind = keys.privateKey.algorithm.name === 'ECDSA' ? 'p256' : 'ed25519';
  const step = stepAt(at as EpochMs);
  const head = passHead({ kind, passId: passIdOf(deviceId), step });
  const signature = await signBytes(keys, passMessage(tenant, head));
  return { text: passText(head, signature), until: (step + 1) * STEP_MS };
}
