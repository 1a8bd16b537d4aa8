import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cardInFrame,
  encodeFrame,
  splitFrames,
} from '../../../../../src/kiosk/engine/devices/rdm6300/frame.ts';
import { REAL_FRAMES } from './real-frames.ts';

/** Feeds chunks one after the other, as a port does. */
function feed(chunks: readonly Uint8Array[]) {
  const frames: string[] = [];
  let rest: Uint8Array = new Uint8Array();
  let junk = 0;
  for (const chunk of chunks) {
    const split = splitFrames(Buffer.concat([rest, chunk]));
    frames.push(...split.frames);
    rest = split.rest;
    junk += split.junk;
  }
  return { frames, rest, junk };
}

const cardsIn = (chunks: readonly Uint8Array[]) =>
  feed(chunks).frames.flatMap((digits) => {
    const card = cardInFrame(digits);
    return card.ok ? [card.value] : [];
  });

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('a frame of an RDM6300', () => {
  it.each(REAL_FRAMES)('$data, $source, is card $card', ({ frame, card }) => {
    expect(cardsIn([frame])).toEqual([card]);
    expect(feed([frame])).toMatchObject({ junk: 0, rest: new Uint8Array() });
  });

  it.each(REAL_FRAMES)('$data is the same card when an ID-20LA sends it with CR LF', ({ frame, card }) => {
    const withCrLf = Buffer.concat([frame.subarray(0, 13), bytes('\r\n\x03')]);
    expect(cardsIn([withCrLf])).toEqual([card]);
  });

  it('of the ID-20LA data sheet, whose number is 0C000621A5 and checksum 8E, is read', () => {
    expect(cardsIn([bytes('\x020C000621A58E\r\n\x03')])).toEqual(['em:000621A5']);
  });

  it.each(REAL_FRAMES)('$data is read when it comes byte by byte', ({ frame, card }) => {
    expect(cardsIn([...frame].map((byte) => Uint8Array.of(byte)))).toEqual([card]);
  });

  it('is read from a chunk that holds several frames and the beginning of another', () => {
    const glued = Buffer.concat([...REAL_FRAMES.map(({ frame }) => frame), bytes('\x0262E3')]);
    expect(cardsIn([glued])).toEqual(REAL_FRAMES.map(({ card }) => card));
    expect(cardsIn([glued, bytes('086CED08\x03')]).at(-1)).toBe('em:E3086CED');
  });

  it('is found again after junk, other programs’ knocking and half frames', () => {
    const { frame, card } = REAL_FRAMES[0];
    const junk = [
      'AT+CGMI\r\n',
      '\x02',
      '\x03',
      '\x0262E308',
      '\x0262E3086CED08\r\x03',
      '\x0262E3086CED08X',
      '\xff\x00\xfe',
    ];
    for (const before of junk) expect(cardsIn([bytes(before), frame])).toEqual([card]);
    for (const before of junk) expect(cardsIn([Buffer.concat([bytes(before), frame])])).toEqual([card]);
  });

  it('of which the beginning was lost is no card', () => {
    expect(cardsIn([REAL_FRAMES[0].frame.subarray(3), REAL_FRAMES[1].frame])).toEqual([REAL_FRAMES[1].card]);
  });

  it('in which any one digit is changed is no card', () => {
    for (const { frame } of REAL_FRAMES) {
      for (let i = 1; i <= 12; i += 1) {
        const changed = Uint8Array.from(frame);
        changed[i] = frame[i] === 0x30 ? 0x31 : 0x30;
        expect(cardsIn([changed])).toEqual([]);
      }
    }
  });

  it('full of noughts, from an idle line, is no card, nor is a line stuck at one', () => {
    expect(cardInFrame('000000000000')).toEqual({ ok: false, error: 'blank' });
    expect(cardInFrame('FFFFFFFFFFFF')).toEqual({ ok: false, error: 'blank' });
    expect(cardInFrame('010000000001')).toEqual({ ok: false, error: 'blank' });
  });

  it('with the highest bit set is read as a number above two thousand million', () => {
    const { card } = REAL_FRAMES[3];
    expect(card).toBe('em:C8F00800');
    expect(Number.parseInt(card.slice(3), 16)).toBe(3_371_173_888);
  });
});

describe('whatever bytes come', () => {
  const soup = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    // Mostly what frames are made of, so that near misses are frequent.
    fc
      .array(fc.constantFrom(...'\x02\x02\x03\x03\r\n0123456789ABCDEFabz'), { maxLength: 60 })
      .map((characters) => bytes(characters.join(''))),
    fc.constantFrom(...REAL_FRAMES.map(({ frame }) => frame)),
    fc.constantFrom(...REAL_FRAMES).chain(({ frame }) => fc.nat(13).map((cut) => frame.subarray(cut))),
  );

  /** What is a frame, said in another way. */
  const ORACLE = new RegExp(`${'\x02'}([0-9A-F]{12})(?:\r\n)?${'\x03'}`, 'g');

  it('only whole frames are taken for frames, and nothing throws', () => {
    fc.assert(
      fc.property(fc.array(soup, { maxLength: 8 }), (chunks) => {
        const all = Buffer.concat(chunks).toString('latin1');
        const told = feed(chunks).frames.join();
        // Cheaper than what the library compares with, a hundred thousand times.
        if (told !== [...all.matchAll(ORACLE)].map((match) => match[1]).join()) expect(told).toBe(all);
        cardsIn(chunks);
      }),
      { numRuns: 100_000 },
    );
  });

  it('it makes no difference where they are cut', () => {
    fc.assert(
      fc.property(fc.array(soup, { maxLength: 6 }), (chunks) => {
        const all = Buffer.concat(chunks);
        expect(feed([...all].map((byte) => Uint8Array.of(byte)))).toEqual(feed([all]));
      }),
      { numRuns: 10_000 },
    );
  });

  it('no more than an unfinished frame is kept, and every byte is accounted for', () => {
    fc.assert(
      fc.property(fc.array(soup, { maxLength: 8 }), (chunks) => {
        const all = Buffer.concat(chunks);
        const { frames, rest, junk } = feed(chunks);
        expect(rest.length).toBeLessThan(16);
        const framed = all.length - rest.length - junk;
        expect(framed).toBeGreaterThanOrEqual(frames.length * 14);
        expect(framed).toBeLessThanOrEqual(frames.length * 16);
      }),
      { numRuns: 10_000 },
    );
  });

  it('a frame with a wrong checksum is no card', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (data) => {
        const holds = data.reduce((xor, byte) => xor ^ byte, 0) === 0;
        const digits = Buffer.from(data).toString('hex').toUpperCase();
        if (!holds) expect(cardInFrame(digits)).toEqual({ ok: false, error: 'damaged' });
      }),
      { numRuns: 40_000 },
    );
  });

  it('what the twin sends is what is read', () => {
    const number = fc.integer({ min: 1, max: 0xffff_fffe });
    fc.assert(
      fc.property(number, fc.nat(255), fc.boolean(), (value, version, crLf) => {
        const four = Buffer.alloc(4);
        four.writeUInt32BE(value);
        const frame = encodeFrame(four, { version, crLf });
        expect(cardsIn([frame])).toEqual([`em:${four.toString('hex').toUpperCase()}`]);
      }),
      { numRuns: 10_000 },
    );
  });
});
