import { describe, expect, it } from 'vitest';
import type { EpochMs, KioskNumber, OpeningNumber } from '#domain/ids.ts';
import { readRoomCode } from '#domain/room-code/room-code-text.ts';
import { verifyRoomCode } from '#domain/room-code/room-code-token.ts';
import { judgeStep } from '#domain/room-code/step.ts';
import { judgeTypedCode } from '#domain/room-code/typed-code.ts';
import { RoomCodes, roomCodeView } from '../../../../src/kiosk/engine/code/room-code-view.ts';

const secret = new Uint8Array(32).fill(7);
const tenant = '0198c0de-0000-7000-8000-000000000001';
const kiosk = 3 as KioskNumber;
const opening = 41 as OpeningNumber;
const keys = { secret, tenant, kiosk };
const address = { codeScheme: 'https', codeHost: 'hub.example.edu' } as const;
const at = 1_760_000_003_000 as EpochMs;

describe('the code on the wall', () => {
  it('is one the hub believes, for this opening and this step', () => {
    const view = roomCodeView(keys, address, opening, at);
    const read = readRoomCode(view.text);
    if (!read.ok) throw new Error('not a room code');
    expect(read.value).toMatchObject({ kiosk, opening });
    expect(verifyRoomCode({ secret, tenant, token: read.value.token })).toBe(true);
    expect(judgeStep({ step: read.value.step, at, back: 1, ahead: 1 })).toBe('current');
    expect(view.from).toBeLessThanOrEqual(at);
    expect(view.until - view.from).toBe(5_000);
  });

  it('has digits to type that the hub takes for current', () => {
    const { typed } = roomCodeView(keys, address, opening, at);
    expect(judgeTypedCode({ secret, tenant, kiosk, opening, code: typed, at, back: 1, ahead: 1 })).toBe(
      'current',
    );
  });

  it('is another one in the next step, and the same until then', () => {
    const codes = new RoomCodes(keys);
    const first = codes.at(address, opening, at);
    expect(codes.at(address, opening, (first.until - 1) as EpochMs)).toBe(first);
    expect(codes.at(address, opening, first.until).text).not.toBe(first.text);
  });

  it('is the same after a restart of the kiosk', () => {
    expect(new RoomCodes(keys).at(address, opening, at)).toEqual(
      new RoomCodes(keys).at(address, opening, at),
    );
  });
});
