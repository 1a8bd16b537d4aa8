import { createHmac } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { verifyPin } from '../../../../src/kiosk/engine/unlock/verify-pin.ts';

const pepper = new Uint8Array(32).fill(7);
// Cheap on purpose: what is tested is the pepper and the comparison, not argon2's strength.
const cheap = { memoryCost: 64, timeCost: 1 };

async function verifierFor(pin: string, key: Uint8Array): Promise<string> {
  return await hash(createHmac('sha256', key).update(pin).digest('hex'), cheap);
}

describe('a PIN', () => {
  it('is accepted when it is the one that was set, and no other', async () => {
    const verifier = await verifierFor('482913', pepper);
    expect(await verifyPin(verifier, pepper, '482913')).toBe(true);
    expect(await verifyPin(verifier, pepper, '482914')).toBe(false);
  });

  it('is worth nothing under another institution’s pepper', async () => {
    const verifier = await verifierFor('482913', new Uint8Array(32).fill(8));
    expect(await verifyPin(verifier, pepper, '482913')).toBe(false);
  });

  it('is refused when what the hub sent is no verifier at all', async () => {
    expect(await verifyPin('not an argon2 string', pepper, '482913')).toBe(false);
  });
});
