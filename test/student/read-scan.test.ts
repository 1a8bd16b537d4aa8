import { describe, expect, it } from 'vitest';
import { toBase32 } from '#domain/encoding/base32.ts';
import type { KioskNumber, OpeningNumber } from '#domain/ids.ts';
import { makeRoomCode } from '#domain/room-code/room-code-token.ts';
import { readScan } from '../../src/student/scanner/read-scan.ts';

const bare = toBase32(
  makeRoomCode({
    ...{ secret: new Uint8Array(32), tenant: 't', kiosk: 7 as KioskNumber, opening: 1 as OpeningNumber },
    ...{ step: 1, screen: 1 },
  }),
);
const HOSTS = ['hub.example.edu', undefined];

describe('what the scanner makes of a text', () => {
  it('is a room code when it is one of this hub, in any case', () => {
    const code = `HTTPS://HUB.EXAMPLE.EDU/C/${bare}`;
    expect(readScan(code, HOSTS)).toEqual({ kind: 'room-code', code });
    expect(readScan(code.toLowerCase(), HOSTS).kind).toBe('room-code');
    expect(readScan(bare, HOSTS).kind).toBe('room-code');
  });

  it('is another hub’s when the host is another, however alike it looks', () => {
    for (const host of [
      'HUB.ELSEWHERE.EDU',
      'HUB.EXAMPLE.EDU.EVIL.COM',
      'HUB.EXAMPLE.EDU:8443',
      'X@HUB.EXAMPLE.EDU',
    ]) {
      expect(readScan(`HTTPS://${host}/C/${bare}`, HOSTS).kind).toBe('other-hub');
    }
  });

  it('is nothing to check in with when it is anything else', () => {
    for (const text of [
      '',
      'https://example.com/',
      `HTTPS://HUB.EXAMPLE.EDU/D/${bare}`,
      'WIFI:S:hall;;',
      bare.slice(1),
    ]) {
      expect(readScan(text, HOSTS).kind).toBe('not-a-check-in');
    }
  });
});
