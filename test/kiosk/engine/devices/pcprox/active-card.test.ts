import { describe, expect, it } from 'vitest';
import { activeCard } from '../../../../../src/kiosk/engine/devices/pcprox/active-card.ts';
import { parityCut, withTypingHalted } from '../../../../../src/kiosk/engine/devices/pcprox/pcprox-config.ts';
import { hex } from '../support/hex.ts';
import { randomBytes } from '../support/random-bytes.ts';

const CUT = { leading: 1, trailing: 1 };
const WHOLE = { leading: 0, trailing: 0 };

describe("a pcProx's answers", () => {
  it('give facility and number of a card whose parity it has cut off', () => {
    // Facility 118 = 76, number 1603 = 0643, lowest byte first.
    expect(activeCard(hex('43 06 76 00 00 00 00 00'), hex('18 18 00 00 00 00 00 00'), CUT)).toEqual({
      kind: 'card',
      card: 'w26:118.1603',
    });
  });

  it('give the same card with its parity, which is looked at then', () => {
    // 2006ec0c86 is how programs for such cards write it: its last 26 bits.
    const bits = hex('86 0C EC 02 00 00 00 00');
    const length = hex('1A 1A 00 00 00 00 00 00');
    expect(activeCard(bits, length, WHOLE)).toEqual({ kind: 'card', card: 'w26:118.1603' });
    bits[0] = 0x87;
    expect(activeCard(bits, length, WHOLE)).toEqual({ kind: 'strange' });
  });

  it('say that there is none when there is none, and while the card changes', () => {
    const bits = hex('43 06 76 00 00 00 00 00');
    expect(activeCard(bits, hex('00 00 00 00 00 00 00 00'), CUT)).toEqual({ kind: 'none' });
    expect(activeCard(bits, hex('18 20 00 00 00 00 00 00'), CUT)).toEqual({ kind: 'none' });
    expect(activeCard(bits.subarray(1), hex('18 18 00 00 00 00 00 00'), CUT)).toEqual({ kind: 'none' });
  });

  it('give no card of other lengths, nor of bits cut off in other places', () => {
    const bits = hex('43 06 76 00 00 00 00 00');
    expect(activeCard(bits, hex('23 23 00 00 00 00 00 00'), CUT)).toEqual({ kind: 'strange' });
    expect(activeCard(bits, hex('18 18 00 00 00 00 00 00'), { leading: 2, trailing: 0 })).toEqual({
      kind: 'strange',
    });
  });

  it('of any bytes are read without a throw, 100,000 times, and give no card but of 24 or 26 bits', () => {
    const next = randomBytes();
    for (let i = 0; i < 100_000; i += 1) {
      const [bits, length] = [next(8), next(8)];
      const active = activeCard(bits, length, i % 2 === 0 ? CUT : WHOLE);
      if (active.kind === 'card') expect([24, 26]).toContain(length[0]);
    }
  });
});

describe("a pcProx's first page", () => {
  const PAGE = hex('00 00 11 10 1A 00 28 01');

  it('says which parity bits it cuts off', () => {
    expect(parityCut(PAGE)).toEqual({ leading: 1, trailing: 1 });
  });

  it('is sent back with one bit more, so that it stops typing; and not at all where it has stopped', () => {
    const halted = withTypingHalted(PAGE);
    expect(halted).toEqual([...hex('00 00 11 10 1A 00 28 81')]);
    expect(withTypingHalted(Uint8Array.from(halted ?? []))).toBeUndefined();
  });
});
