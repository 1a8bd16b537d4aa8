import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASK_VERSION, SEARCH_TAG, versionIn } from '../../../../../src/kiosk/engine/devices/twn4/command.ts';
import { encodeTwn4, splitTwn4 } from '../../../../../src/kiosk/engine/devices/twn4/line.ts';
import { foundIn } from '../../../../../src/kiosk/engine/devices/twn4/tag.ts';

const text = (line: string) => Buffer.from(line, 'latin1');
const byByte = (bytes: Uint8Array) => [...bytes].map((byte) => Uint8Array.of(byte));

/** Feeds chunks one after the other, as a port does. */
function feed(chunks: readonly Uint8Array[]) {
  const frames: Uint8Array[] = [];
  let rest: Uint8Array = new Uint8Array();
  let junk = 0;
  for (const chunk of chunks) {
    const split = splitTwn4(Buffer.concat([rest, chunk]));
    frames.push(...split.frames);
    rest = split.rest;
    junk += split.junk;
  }
  return { frames, rest, junk };
}

function cardsIn(chunks: readonly Uint8Array[]): string[] {
  return feed(chunks).frames.flatMap((answer) => {
    const found = foundIn(answer);
    return found?.kind === 'card' ? [found.card] : [];
  });
}

/** The first two were published; the others follow the manual's table of kinds. */
const CARDS = [
  { line: '00018020046E401BA8', what: 'MIFARE Classic', card: 'hf:6E401BA8' },
  { line: '0001824008E00700001F8831FF', what: 'ISO 15693', card: 'hf:E00700001F8831FF' },
  { line: '000180380704416D412B0289', what: 'NTAG', card: 'hf:04416D412B0289' },
  { line: '00014028053C00CE754C', what: 'EM4102', card: 'em:00CE754C' },
  { line: '0001491A04808001C0', what: 'HID Prox, facility 1, number 3', card: 'w26:1.3' },
] as const;

describe('an answer of a TWN4', () => {
  it('is asked for as the manual says', () => {
    expect(Buffer.from(SEARCH_TAG).toString('latin1')).toBe('050010\r');
    expect(Buffer.from(ASK_VERSION).toString('latin1')).toBe('0004FF\r');
  });

  it.each(CARDS)('$line is $what, $card, however it is cut and glued', ({ line, card }) => {
    const bytes = text(`${line}\r`);
    expect(cardsIn([bytes])).toEqual([card]);
    expect(cardsIn(byByte(bytes))).toEqual([card]);
    expect(cardsIn([text(`${line}\r\n${line.toLowerCase()}\r\n`)])).toEqual([card, card]);
    expect(cardsIn([text('AT+GCAP\r'), text('0001'), text('\r'), bytes])).toEqual([card]);
  });

  it('says that there is no card, or that the reader is not that far', () => {
    expect(foundIn(Uint8Array.of(0, 0))).toEqual({ kind: 'nothing' });
    for (const status of [1, 2, 3, 4, 5]) expect(foundIn(Uint8Array.of(status))).toBeUndefined();
  });

  it('says what the reader is, and is no card', () => {
    const name = 'TWN4/B1.06/CCL4.80/PRS1.04';
    const answer = Uint8Array.of(0, name.length, ...text(name));
    expect(versionIn(answer)).toBe(name);
    expect(foundIn(answer)).toBeUndefined();
    expect(versionIn(Uint8Array.of(0, 3, 0x41, 0x0d, 0x42))).toBe('AB');
    expect(versionIn(Uint8Array.of(0, 0))).toBe('');
    for (const other of [[], [0], [1], [0, 2, 0x41], [0, 1, 0x41, 0x42]])
      expect(versionIn(Uint8Array.from(other))).toBeUndefined();
  });

  it.each([
    ['0001802004', 'without its number'],
    ['00018020046E401B', 'cut short'],
    ['00018020046E401BA800', 'too long'],
    ['00018028046E401BA8', 'of which bits and bytes differ'],
    ['0001802805016E401BA8', 'of five bytes'],
    ['0001804008E00700001F8831FF', 'of ISO 14443 A and eight bytes'],
    ['00018438070102030405060708', 'of which length and bytes differ'],
    ['0001812004DEADBEEF', 'of ISO 14443 B, drawn at random'],
    ['0001491A04008001C0', 'of HID Prox whose parity is wrong'],
    ['0001492505808001C000', 'of HID Prox of 37 bits'],
    ['0001820008', 'of no bytes'],
  ])('%s, %s, is no card', (line) => {
    expect(cardsIn([text(`${line}\r`)])).toEqual([]);
  });

  it('of 26 bits has filling behind them, which may be anything', () => {
    expect(cardsIn([text('0001491A04808001C1\r')])).toEqual(['w26:1.3']);
  });

  it('in which one digit is lost is no card', () => {
    for (const { line } of CARDS)
      for (let i = 0; i < line.length; i += 1)
        expect(cardsIn([text(`${line.slice(0, i)}${line.slice(i + 1)}\r`)])).toEqual([]);
  });
});

describe('whatever bytes come', () => {
  const soup = fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc
      .array(fc.constantFrom(...'00010001\r\r\n80204E5aG'), { maxLength: 30 })
      .map((characters) => text(characters.join(''))),
    fc.constantFrom(...CARDS.map(({ line }) => text(`${line}\r`)), text('0000\r'), text('A'.repeat(600))),
    fc.constantFrom(...CARDS).chain(({ line }) => fc.nat(20).map((cut) => text(`${line.slice(cut)}\r`))),
    fc.constantFrom(...CARDS).chain(({ line }) => fc.nat(20).map((cut) => text(line.slice(0, cut)))),
  );
  const streams = fc.array(soup, { maxLength: 5 });

  /** What is an answer with a card, said in another way. */
  const ORACLE = /^\n?0001[0-9A-F]{4}(?:04|05|07|08|0A)((?:[0-9A-F]{2})+)$/i;

  function inBits(id: string): string {
    const bits = BigInt(`0x${id}`)
      .toString(2)
      .padStart(id.length * 4, '0');
    return `w26:${Number.parseInt(bits.slice(1, 9), 2)}.${Number.parseInt(bits.slice(9, 25), 2)}`;
  }

  it('a card is told only where a whole line says so, and nothing throws', () => {
    fc.assert(
      fc.property(streams, (chunks) => {
        const lines = Buffer.concat(chunks).toString('latin1').split('\r').slice(0, -1);
        const said = lines.flatMap((line) => ORACLE.exec(line)?.[1]?.toUpperCase() ?? []);
        for (const card of cardsIn(chunks)) {
          const isSaid = said.some((id) =>
            card.startsWith('w26:') ? card === inBits(id) : id.endsWith(card.slice(3)),
          );
          if (!isSaid) throw new Error(`${card} is in none of ${JSON.stringify(lines)}`);
        }
      }),
      { numRuns: 100_000 },
    );
  });

  it('it makes no difference where they are cut, and no more than a line is kept', () => {
    fc.assert(
      fc.property(streams, (chunks) => {
        const all = Buffer.concat(chunks);
        const whole = feed([all]);
        expect(feed(byByte(all))).toEqual(whole);
        expect(whole.rest.length).toBeLessThanOrEqual(515);
      }),
      { numRuns: 3_000 },
    );
  });

  it('what is sent is what is understood', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
        expect(feed([encodeTwn4(bytes)])).toMatchObject({ frames: [bytes], junk: 0 });
      }),
      { numRuns: 3_000 },
    );
  });
});
