import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { qrPath } from '../../../../src/kiosk/engine/code/qr-path.ts';

const TOKEN = 'CGQ3FQ6U4X5RQAABRNV44GKBNDHCNPTM';

/** Draws path data back into modules, the way a screen does. */
function modulesOf(path: string, size: number): Uint8Array {
  const modules = new Uint8Array(size * size);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(width); i += 1) modules[Number(y) * size + Number(x) + i] = 1;
  }
  return modules;
}

describe('a room code drawn as a QR code', () => {
  it('has exactly the modules the encoder made', () => {
    const text = `HTTPS://HUB.EXAMPLE.EDU/C/${TOKEN}`;
    const { size, path } = qrPath(text);
    const made = create([{ data: text, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' });
    expect([...modulesOf(path, size)]).toEqual([...made.modules.data].map(Number));
  });

  it('is version 3 for a host of up to 18 characters, and version 4 above', () => {
    expect(qrPath(`HTTPS://${'H'.repeat(18)}/C/${TOKEN}`).size).toBe(29);
    expect(qrPath(`HTTPS://${'H'.repeat(19)}/C/${TOKEN}`).size).toBe(33);
  });

  it('can still be drawn when the hub’s host has characters that need the wider mode', () => {
    expect(qrPath(`HTTPS://ROOM_HUB/C/${TOKEN}`).size).toBeGreaterThanOrEqual(29);
  });

  it('fits what the screen accepts, at the longest host there is', () => {
    const { size, path } = qrPath(`HTTPS://${'H'.repeat(253)}/C/${TOKEN}`);
    expect(size).toBeLessThanOrEqual(57);
    expect(path.length).toBeLessThanOrEqual(20_000);
  });
});
