import { compactVerify, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { isSignedBy, storedKeyOf } from '../../../src/hub/server/check-in/device-key.ts';
import { ReceiptContentSchema } from '../../../src/hub/server/check-in/receipt.ts';
import { Registers } from '../../../src/hub/server/registers/registers.ts';
import { type CheckInHub, startCheckInHub } from './support/check-in-hub.ts';
import { Phone } from './support/phone.ts';

// The story: in June the register says absent, and Ana has a receipt from November.
describe('a receipt', () => {
  let hub: CheckInHub;
  let ana: Phone;
  let receipt: { readonly code: string; readonly jws: string };

  beforeEach(async () => {
    hub = await startCheckInHub();
    ana = await Phone.of(hub, { id: hub.campus.students.ana, number: 'S-1' });
    hub.openClass();
    ({ receipt } = await ana.checkIn(hub.codeShown()));
  });

  const verify = async (jws: string) =>
    (await ana.call('POST', '/api/v1/receipts/verify', { receipt: jws })).body;

  it('is known for the hub’s own by asking the hub', async () => {
    expect(await verify(receipt.jws)).toMatchObject({
      valid: true,
      code: receipt.code,
      known: true,
      at: hub.time.now,
    });
  });

  it('can be checked by anybody with the hub’s published key, and says what the phone signed', async () => {
    const jwks = (await ana.call('GET', '/.well-known/jwks.json')).body as JSONWebKeySet;
    const { payload } = await compactVerify(receipt.jws, createLocalJWKSet(jwks));
    const content = ReceiptContentSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
    expect(content).toMatchObject({ sub: hub.campus.students.ana, iss: hub.parts.institutionId });
    const { checkIn, deviceKey } = content;
    if (deviceKey === null) throw new Error('the receipt has no key');
    const key = storedKeyOf(deviceKey);
    expect(isSignedBy(key, checkIn.signed, checkIn.signature)).toBe(true);
    expect(isSignedBy(key, `${checkIn.signed} `, checkIn.signature)).toBe(false);
    expect(decodeProtectedHeader(receipt.jws)).toMatchObject({ alg: 'EdDSA', typ: 'muster-receipt+jws' });
  });

  it('is not valid with a single character changed', async () => {
    const [header = '', payload = '', signature = ''] = receipt.jws.split('.');
    const swapped = `${payload.startsWith('e') ? 'f' : 'e'}${payload.slice(1)}`;
    expect(await verify(`${header}.${swapped}.${signature}`)).toMatchObject({ valid: false });
    expect(await verify(`${header}.${payload}.${signature.slice(1)}A`)).toMatchObject({ valid: false });
    expect(await verify('not a receipt')).toMatchObject({ valid: false });
  });

  it('names nobody: only opaque ids stand in it', async () => {
    const payload = Buffer.from(receipt.jws.split('.')[1] ?? '', 'base64url').toString();
    // Keys and signatures are random letters, which may spell anything.
    const words = payload.replaceAll(/[\w-]{40,}/g, '');
    expect(words).toContain('personId');
    expect(words).not.toMatch(/Ana|Álvarez|S-1|Algorithms/);
  });

  it('puts back a check-in that the hub has lost, once, and as it was', async () => {
    const { sqlite } = hub.parts.db;
    // As in a database from before the check-in.
    sqlite.exec(
      "delete from phone_check_ins; update events set type = 'lost', session_id = null, text = '{}' where type = 'phone-check-in'",
    );
    const fresh = new Registers(hub.parts.db, hub.parts.clock.now);
    const statusIn = (registers: Registers) =>
      registers
        .register(hub.campus.friday.sessionId)
        ?.marks.find(({ personId }) => personId === hub.campus.students.ana)?.status;
    expect(statusIn(fresh)).toBe('?');
    expect(await verify(receipt.jws)).toMatchObject({ valid: true, known: false });
    const present = async () =>
      (await ana.call('POST', '/api/v1/receipts', { receipts: [receipt.jws, 'nonsense'] })).body;
    expect(await present()).toEqual({ valid: 1, takenBack: 1 });
    expect(await present()).toEqual({ valid: 1, takenBack: 0 });
    expect(statusIn(new Registers(hub.parts.db, hub.parts.clock.now))).toBe('P');
  });
});
