import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  matchIn,
  pagesInIndex,
  sensorParameters,
} from '../../../../../src/kiosk/engine/devices/fingerprint/answers.ts';
import {
  combine,
  countTemplates,
  extractFeatures,
  OPERATION,
  readIndex,
  readParameters,
  removeTemplates,
  search,
  store,
  takeImage,
  verifyPassword,
} from '../../../../../src/kiosk/engine/devices/fingerprint/commands.ts';
import { confirmationOf } from '../../../../../src/kiosk/engine/devices/fingerprint/confirmation.ts';
import {
  ACK,
  COMMAND,
  encodePacket,
  splitPackets,
} from '../../../../../src/kiosk/engine/devices/fingerprint/packet.ts';
import { Random } from '../../../../faults/sim/random.ts';
import { ACK_FRAMES, COMMAND_FRAMES } from './real-frames.ts';

type Purpose = typeof ACK | typeof COMMAND;

/** Feeds chunks one after the other, as a port does. */
function feed(purpose: Purpose, chunks: readonly Uint8Array[]) {
  const frames: Uint8Array[] = [];
  let rest: Uint8Array = new Uint8Array();
  let junk = 0;
  for (const chunk of chunks) {
    const split = splitPackets(purpose, Buffer.concat([rest, chunk]));
    frames.push(...split.frames.map(({ content }) => content));
    rest = split.rest;
    junk += split.junk;
  }
  return { contents: frames.map((content) => Buffer.from(content).toString('hex')), rest, junk };
}

const contentOf = (frame: Uint8Array) => Buffer.from(frame.subarray(9, -2)).toString('hex');
const [OK, PARAMETERS, , , , MATCH] = ACK_FRAMES;
const EVERY = [
  ...COMMAND_FRAMES.map((frame) => ({ ...frame, purpose: COMMAND as Purpose })),
  ...ACK_FRAMES.map((frame) => ({ ...frame, purpose: ACK as Purpose })),
] as const;

describe('a packet of a fingerprint sensor', () => {
  it.each(EVERY)('that says "$what" is read, and written again to the letter', ({ purpose, bytes }) => {
    const { frames, rest, junk } = splitPackets(purpose, bytes);
    expect({ rest: rest.length, junk }).toEqual({ rest: 0, junk: 0 });
    const [packet] = frames;
    expect(packet).toBeDefined();
    if (packet !== undefined) expect(encodePacket(purpose, packet.content, packet.address)).toEqual(bytes);
  });

  it.each(EVERY)('that says "$what" is read when it comes byte by byte', ({ purpose, bytes }) => {
    const read = feed(
      purpose,
      [...bytes].map((byte) => Uint8Array.of(byte)),
    );
    expect(read).toMatchObject({ contents: [contentOf(bytes)], junk: 0 });
  });

  it('is read from a chunk that holds several and the beginning of another', () => {
    const all = ACK_FRAMES.map(({ bytes }) => bytes);
    const glued = Buffer.concat([...all, PARAMETERS.bytes.subarray(0, 20)]);
    const { contents, rest } = feed(ACK, [glued]);
    expect(contents).toEqual(all.map(contentOf));
    expect(rest).toHaveLength(20);
    expect(feed(ACK, [glued, PARAMETERS.bytes.subarray(20)]).contents.at(-1)).toBe(
      contentOf(PARAMETERS.bytes),
    );
  });

  it('is found again after the 55 of a sensor that woke, junk, and half packets', () => {
    const junk = [
      '55',
      'ef',
      'ef01',
      'efef01',
      'ef01ffffffff07',
      'ef01ffffffff0700',
      '00ff',
      'ef01ffffffff070007000001',
    ];
    for (const hex of junk) {
      const before = Buffer.from(hex, 'hex');
      const expected = { contents: [contentOf(MATCH.bytes)], junk: before.length };
      expect(feed(ACK, [before, MATCH.bytes])).toMatchObject(expected);
      expect(feed(ACK, [Buffer.concat([before, MATCH.bytes])])).toMatchObject(expected);
    }
  });

  it('in which any one bit after the address is flipped is none', () => {
    for (const { bytes } of ACK_FRAMES) {
      for (let bit = 6 * 8; bit < bytes.length * 8; bit += 1) {
        const flipped = Uint8Array.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(feed(ACK, [flipped]).contents).toEqual([]);
      }
    }
  });

  it('that carries a template is junk: none is ever taken', () => {
    const data = Uint8Array.from([...OK.bytes.subarray(0, 6), 0x02, 0x00, 0x82, ...new Uint8Array(130)]);
    expect(feed(ACK, [data, OK.bytes])).toMatchObject({ contents: ['00'], junk: data.length });
  });
});

describe('what we ask a sensor', () => {
  it('is what others were seen asking', () => {
    const asked = [
      verifyPassword(0),
      readParameters(),
      countTemplates(),
      readIndex(0),
      takeImage(),
      extractFeatures(1),
      extractFeatures(2),
      combine(),
      store(0),
      search(OPERATION.search, 1, { start: 1, count: 16 }),
      search(OPERATION.fastSearch, 1, { start: 0, count: 1001 }),
      search(OPERATION.fastSearch, 1, { start: 0, count: 100 }),
    ];
    const seen = COMMAND_FRAMES.map(({ bytes }) => bytes);
    expect(asked.map((content) => encodePacket(COMMAND, content))).toEqual(seen.slice(0, 12));
    expect(encodePacket(COMMAND, removeTemplates(1, 1))).toEqual(seen[14]);
  });

  it('is never a template or an image, in or out', () => {
    expect(Object.values(OPERATION)).toEqual(expect.not.arrayContaining([0x08, 0x09, 0x0a, 0x0b]));
  });
});

describe('what a sensor answers', () => {
  const restOf = (frame: Uint8Array) => frame.subarray(10, -2);

  it('says how much room there is', () => {
    expect(sensorParameters(restOf(PARAMETERS.bytes))).toEqual({
      status: 0x000c,
      type: 0x2ec8,
      capacity: 100,
      security: 3,
      address: 0xffff_ffff,
      packetBytes: 128,
      baudRate: 57_600,
    });
  });

  it('says whose finger it is, and how surely', () => {
    expect(matchIn(restOf(MATCH.bytes))).toEqual({ page: 1, score: 80 });
    expect(matchIn(restOf(OK.bytes))).toBeUndefined();
  });

  it('says which pages are taken, the lowest bit first', () => {
    const index = new Uint8Array(32);
    index[0] = 0b1000_0001;
    index[31] = 0b1000_0000;
    expect(pagesInIndex(index, 1)).toEqual([256, 263, 511]);
    expect(pagesInIndex(index.subarray(1), 0)).toBeUndefined();
  });

  it('says with every code whether to try again', () => {
    expect(confirmationOf(0x00).kind).toBe('ok');
    expect(confirmationOf(0x02).kind).toBe('no-finger');
    expect(confirmationOf(0x04)).toEqual({ kind: 'bad-touch', advice: 'too-dry' });
    expect(confirmationOf(0x09).kind).toBe('not-found');
    expect(confirmationOf(0x13).kind).toBe('wrong-password');
    expect(confirmationOf(0x21).kind).toBe('locked');
    expect(confirmationOf(0x99)).toEqual({ kind: 'failed', code: 0x99 });
  });
});

describe('whatever bytes come', () => {
  const LENGTH = 48;
  const PIECES = [...EVERY.map(({ bytes }) => bytes), Uint8Array.of(0x55), Uint8Array.of(0xef, 0x01)];

  /** Mostly what packets are made of, so that near misses are frequent; cheap, because there are very many. */
  function soup(random: Random): Uint8Array {
    const bytes = new Uint8Array(LENGTH);
    for (let at = 0; at < LENGTH; ) {
      const piece = random.chance(0.6) ? random.oneOf(PIECES) : undefined;
      if (piece === undefined) bytes[at++] = random.whole(0, 255);
      else {
        const part = piece.subarray(0, Math.min(LENGTH - at, random.whole(1, piece.length)));
        bytes.set(part, at);
        at += part.length;
      }
    }
    return bytes;
  }

  /** What is an ack, said in another way: it stands in the bytes whole, and its sum holds. */
  function isAckWithin(bytes: Uint8Array, content: Uint8Array): boolean {
    const length = content.length + 2;
    const sum =
      [...content].reduce((total, byte) => total + byte, ACK + (length >> 8) + (length & 0xff)) & 0xffff;
    const body = Buffer.from([ACK, length >> 8, length & 0xff, ...content, sum >> 8, sum & 0xff]);
    for (
      let at = Buffer.from(bytes).indexOf(body);
      at !== -1;
      at = Buffer.from(bytes).indexOf(body, at + 1)
    ) {
      if (at >= 6 && bytes[at - 6] === 0xef && bytes[at - 5] === 0x01) return true;
    }
    return false;
  }

  it('nothing is thrown, nothing is lost, and nothing is an ack that is none (100,000 streams)', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = new Random(seed);
    for (let i = 0; i < 100_000; i += 1) {
      const bytes = soup(random);
      const cut = random.whole(0, LENGTH - 1);
      const first = splitPackets(ACK, bytes.subarray(0, cut));
      const second = splitPackets(ACK, Buffer.concat([first.rest, bytes.subarray(cut)]));
      const packets = [...first.frames, ...second.frames];
      const framed = packets.reduce((sum, { content }) => sum + content.length + 11, 0);
      const accounted = framed + first.junk + second.junk + second.rest.length;
      const isTrue = packets.every(({ content }) => isAckWithin(bytes, content));
      if (accounted !== LENGTH || !isTrue || second.rest.length > 72)
        throw new Error(`seed ${seed}, stream ${i}: ${Buffer.from(bytes).toString('hex')} cut at ${cut}`);
    }
  });

  it('an ack behind it is read all the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(...ACK_FRAMES), (junk, { bytes }) => {
        expect(feed(ACK, [junk, bytes]).contents.at(-1)).toBe(contentOf(bytes));
      }),
      { numRuns: 2_000 },
    );
  });
});
