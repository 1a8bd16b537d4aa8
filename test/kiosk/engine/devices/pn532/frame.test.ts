import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ASK_FIRMWARE,
  COMMAND,
  LOOK_FOR_CARD,
  WAKE_UP,
} from '../../../../../src/kiosk/engine/devices/pn532/command.ts';
import {
  ACK,
  ERROR_FRAME,
  encodePn532,
  type Pn532Frame,
  splitPn532,
} from '../../../../../src/kiosk/engine/devices/pn532/frame.ts';
import { answerWithUid, cardInAnswer } from '../../../../../src/kiosk/engine/devices/pn532/target.ts';
import { hex } from '../support/hex.ts';
import { REAL_CARDS, REAL_FRAMES } from './real-frames.ts';

/** Feeds chunks one after the other, as a port does. */
function feed(chunks: readonly Uint8Array[]) {
  const frames: Pn532Frame[] = [];
  let rest: Uint8Array = new Uint8Array();
  let junk = 0;
  for (const chunk of chunks) {
    const split = splitPn532(Buffer.concat([rest, chunk]));
    frames.push(...split.frames);
    rest = split.rest;
    junk += split.junk;
  }
  return { frames, rest, junk };
}

function cardsIn(chunks: readonly Uint8Array[]): string[] {
  return feed(chunks).frames.flatMap((frame) => {
    if (frame.kind !== 'data' || frame.from !== 'chip' || frame.command !== COMMAND.listPassiveTarget + 1)
      return [];
    const card = cardInAnswer(frame.body);
    return card.ok && card.value !== undefined ? [card.value] : [];
  });
}

const byByte = (bytes: Uint8Array) => [...bytes].map((byte) => Uint8Array.of(byte));

describe('a frame of a PN532', () => {
  it('is sent as others have been seen to send it', () => {
    expect([...WAKE_UP]).toEqual([...REAL_FRAMES.wakeUp]);
    expect([...ASK_FIRMWARE]).toEqual([...REAL_FRAMES.askFirmware]);
    expect([...LOOK_FOR_CARD]).toEqual([...REAL_FRAMES.lookForCard]);
    expect([...encodePn532('host', COMMAND.samConfiguration, [0x01, 0x14, 0x01])]).toEqual([
      ...REAL_FRAMES.samConfiguration,
    ]);
  });

  it('is read as the acknowledgement and the answer that it is', () => {
    const answer = (command: number, body: readonly number[]) => [
      { kind: 'ack' },
      { kind: 'data', from: 'chip', command, body: Uint8Array.from(body) },
    ];
    expect(feed([REAL_FRAMES.wokenUp])).toMatchObject({ frames: answer(0x15, []), junk: 0 });
    expect(feed([REAL_FRAMES.firmware]).frames).toEqual(answer(0x03, [0x32, 0x01, 0x06, 0x07]));
    expect(feed([REAL_FRAMES.syntaxError, ERROR_FRAME]).frames).toEqual([
      { kind: 'error' },
      { kind: 'error' },
    ]);
    expect(feed([hex('00 00 FF FF 00 00')]).frames).toEqual([{ kind: 'nack' }]);
  });

  it.each(REAL_CARDS)('holds card $card, however it is cut and glued', ({ bytes, card }) => {
    expect(cardsIn([bytes])).toEqual([card]);
    expect(cardsIn(byByte(bytes))).toEqual([card]);
    expect(feed([bytes]).junk).toBe(0);
    expect(cardsIn([Buffer.concat([bytes, bytes, REAL_FRAMES.firmware, bytes])])).toEqual([card, card, card]);
  });

  it('may be an extended one', () => {
    const body = Uint8Array.from({ length: 260 }, (_, i) => i);
    const data = [0xd5, 0x41, ...body];
    const checksum = -data.reduce((sum, byte) => sum + byte, 0) & 0xff;
    const high = data.length >> 8;
    const low = data.length & 0xff;
    const bytes = Uint8Array.of(
      0,
      0,
      0xff,
      0xff,
      0xff,
      high,
      low,
      -(high + low) & 0xff,
      ...data,
      checksum,
      0,
    );
    expect(feed(byByte(bytes)).frames).toEqual([{ kind: 'data', from: 'chip', command: 0x41, body }]);
  });

  it('that is said to be longer than the chip can speak is not waited for', () => {
    const [{ bytes, card }] = REAL_CARDS;
    expect(cardsIn([hex('00 00 FF FF FF FE 00 02'), bytes])).toEqual([card]);
    expect(cardsIn([hex('00 00 FF FF FF 01 0A F5'), bytes])).toEqual([card]);
  });

  it('is found again after junk, half frames and other programs’ knocking', () => {
    const [{ bytes, card }] = REAL_CARDS;
    const before = [
      hex('FF FF FF'),
      hex('00 FF'),
      hex('00 00 FF 0C F4 D5 4B 01 01 00 04'),
      Buffer.from('AT+CGMI\r\n'),
      hex('00 00 FF 0C F3'),
    ];
    for (const junk of before) expect(cardsIn([junk, bytes, bytes]).at(-1)).toEqual(card);
  });

  it('in which any one byte is changed is no card, unless it is the pre- or postamble', () => {
    const [, , { bytes }] = REAL_CARDS;
    for (let i = 1; i < bytes.length - 1; i += 1) {
      const changed = Uint8Array.from(bytes, (byte, at) => (at === i ? byte ^ 0x21 : byte));
      expect(cardsIn([changed])).toEqual([]);
    }
  });

  it('whose UID is cut short, too long or of a length that no card has is no card', () => {
    expect(cardInAnswer(Uint8Array.of(0))).toEqual({ ok: true, value: undefined });
    for (const body of [
      [],
      [1],
      [1, 1, 0, 4, 8],
      [1, 1, 0, 4, 8, 4, 1, 2, 3],
      [1, 1, 0, 4, 8, 5, 1, 2, 3, 4, 5],
      [1, 1, 0, 4, 8, 0],
      [1, 1, 0, 4, 8, 8, 1, 2, 3, 4, 5, 6, 7, 8],
      [2, 1, 0, 4, 8, 4, 1, 2, 3, 4],
    ])
      expect(cardInAnswer(Uint8Array.from(body))).toEqual({ ok: false, error: 'damaged' });
  });

  it('with an ISO 14443-4 card’s ATS behind the UID is that card', () => {
    const withAts = [
      1, 1, 0x03, 0x44, 0x20, 7, 0x04, 0x50, 0x7c, 0x8a, 0x3d, 0x24, 0x80, 6, 0x75, 0x77, 0x81, 2, 0x80,
    ];
    expect(cardInAnswer(Uint8Array.from(withAts))).toEqual({ ok: true, value: 'hf:04507C8A3D2480' });
  });
});

describe('whatever bytes come', () => {
  const soup = fc.oneof(
    fc.uint8Array({ maxLength: 24 }),
    fc
      .array(fc.constantFrom(0x00, 0x00, 0x00, 0xff, 0xff, 0x01, 0xd5, 0x4b, 0x0c, 0xf4), { maxLength: 30 })
      .map((bytes) => Uint8Array.from(bytes)),
    fc.constantFrom(...REAL_CARDS.map(({ bytes }) => bytes), ACK, REAL_FRAMES.syntaxError),
    fc.constantFrom(...REAL_CARDS).chain(({ bytes }) => fc.nat(20).map((cut) => bytes.subarray(cut))),
    fc
      .tuple(fc.constantFrom(...REAL_CARDS), fc.nat(27), fc.nat(255))
      .map(([{ bytes }, at, to]) => Uint8Array.from(bytes, (byte, i) => (i === at ? to : byte))),
  );
  const streams = fc.array(soup, { maxLength: 5 });

  it('a card is told only where a whole frame stands whose sums hold, and nothing throws', () => {
    fc.assert(
      fc.property(streams, (chunks) => {
        const all = Buffer.concat(chunks);
        for (const card of cardsIn(chunks)) {
          if (!isSaidIn(all, card)) throw new Error(`${card} is not in ${all.toString('hex')}`);
        }
      }),
      { numRuns: 100_000 },
    );
  });

  it('it makes no difference where they are cut, and no more than an unfinished frame is kept', () => {
    fc.assert(
      fc.property(streams, (chunks) => {
        const all = Buffer.concat(chunks);
        const whole = feed([all]);
        expect(feed(byByte(all))).toEqual(whole);
        expect(whole.rest.length).toBeLessThan(7 + 265 + 1);
      }),
      { numRuns: 3_000 },
    );
  });

  it('what the twin says of a card is that card', () => {
    const uid = fc
      .constantFrom(4, 7, 10)
      .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }));
    fc.assert(
      fc.property(uid, (bytes) => {
        const frame = encodePn532('chip', COMMAND.listPassiveTarget + 1, answerWithUid(bytes));
        expect(cardsIn([frame])).toEqual([`hf:${Buffer.from(bytes).toString('hex').toUpperCase()}`]);
      }),
      { numRuns: 3_000 },
    );
  });

  /** The long way round: looks at every place for a normal frame with this card, and does the sums by hand. */
  function isSaidIn(all: Buffer, card: string): boolean {
    const uid = Buffer.from(card.slice(3), 'hex');
    for (let at = all.indexOf('00ff', 0, 'hex'); at !== -1; at = all.indexOf('00ff', at + 1, 'hex')) {
      const length = all[at + 2] ?? 0;
      const data = all.subarray(at + 4, at + 4 + length);
      const sum = [...data, all[at + 4 + length] ?? 1].reduce((total, byte) => (total + byte) & 0xff, 0);
      const holds = ((length + (all[at + 3] ?? 1)) & 0xff) === 0 && sum === 0;
      const says = data[7] === uid.length && data.subarray(8, 8 + uid.length).equals(uid);
      if (holds && says && data.subarray(0, 3).equals(Buffer.of(0xd5, 0x4b, 1))) return true;
    }
    return false;
  }
});
