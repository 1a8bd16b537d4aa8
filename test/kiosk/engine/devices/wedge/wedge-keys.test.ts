import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NO_TYPING,
  type TypingPace,
  typeKey,
  USUAL_PACE,
  type WedgeKey,
} from '../../../../../src/kiosk/engine/devices/wedge/wedge-keys.ts';
import { wedgeTwinKeys } from '../../../../../src/kiosk/engine/devices/wedge/wedge-twin.ts';

function type(keys: readonly WedgeKey[], pace: TypingPace = USUAL_PACE) {
  let typing = NO_TYPING;
  const texts: string[] = [];
  let discarded = 0;
  for (const key of keys) {
    const typed = typeKey(typing, key, pace);
    typing = typed.typing;
    if (typed.text !== undefined) texts.push(typed.text);
    discarded += typed.discarded;
  }
  return { texts, discarded, typing };
}

const spaced = (codes: readonly string[], gapMs: number): WedgeKey[] =>
  codes.map((code, i) => ({ code, at: 5_000 + i * gapMs }));

const digits = (text: string, row: 'Digit' | 'Numpad' = 'Digit') =>
  [...text].map((digit) => `${row}${digit}`);

describe('a reader that types', () => {
  it('is understood at any speed that readers have', () => {
    for (const gapMs of [0, 1, 4, 10, 30, 50]) {
      expect(type(wedgeTwinKeys('0008472288', 1_000, gapMs))).toMatchObject({
        texts: ['0008472288'],
        discarded: 0,
      });
    }
  });

  it('is understood by the place of the keys: number row or number pad, Enter, its twin, or Tab', () => {
    expect(type(spaced([...digits('0008472288'), 'Tab'], 10)).texts).toEqual(['0008472288']);
    expect(type(spaced([...digits('0008472288', 'Numpad'), 'NumpadEnter'], 10)).texts).toEqual([
      '0008472288',
    ]);
  });

  it('is understood when it holds Shift for capital letters', () => {
    expect(type(wedgeTwinKeys('01026F6C3A', 0)).texts).toEqual(['01026F6C3A']);
  });

  it('is understood though the computer was busy for a moment', () => {
    const keys = wedgeTwinKeys('0008472288', 0, 8).map((key, i) =>
      i < 5 ? key : { ...key, at: key.at + 140 },
    );
    expect(type(keys).texts).toEqual(['0008472288']);
  });

  it('is understood card after card', () => {
    const keys = [...wedgeTwinKeys('0008472288', 0), ...wedgeTwinKeys('0013530444', 100)];
    expect(type(keys).texts).toEqual(['0008472288', '0013530444']);
  });

  it('is understood after the page was loaded anew and its clock began again', () => {
    const keys = [...wedgeTwinKeys('0008472288', 900_000).slice(0, 6), ...wedgeTwinKeys('0013530444', 20)];
    expect(type(keys)).toMatchObject({ texts: ['0013530444'], discarded: 6 });
  });
});

describe('a person who types', () => {
  it('slowly is never a card', () => {
    expect(type(spaced([...digits('0008472288'), 'Enter'], 200))).toMatchObject({ texts: [], discarded: 11 });
  });

  it('as fast as people can is never a card', () => {
    expect(type(spaced([...digits('0008472288'), 'Enter'], 70))).toMatchObject({ texts: [], discarded: 11 });
  });

  it('anything else between the digits has no card read', () => {
    const keys = spaced([...digits('00084'), 'KeyX', ...digits('72288'), 'Enter'], 10);
    expect(type(keys)).toMatchObject({ texts: [], discarded: 12 });
  });

  it('and stops has the keys dropped, so that the next card is whole', () => {
    const before = spaced(digits('123'), 100);
    expect(type([...before, ...wedgeTwinKeys('0008472288', 9_000)])).toMatchObject({
      texts: ['0008472288'],
      discarded: 3,
    });
  });

  it('only Enter is no card', () => {
    expect(type(spaced(['Enter', 'Enter'], 10))).toMatchObject({ texts: [], discarded: 2 });
  });

  it('with a book on the keyboard fills no memory', () => {
    const { typing, texts } = type(
      spaced(
        Array.from({ length: 5_000 }, () => 'Digit1'),
        33,
      ),
    );
    expect(texts).toEqual([]);
    expect(JSON.stringify(typing).length).toBeLessThan(400);
  });
});

describe('whatever keys are pressed', () => {
  const code = fc.oneof(
    fc.constantFrom('Digit0', 'Digit7', 'Numpad3', 'KeyA', 'KeyF', 'Enter', 'NumpadEnter', 'Tab'),
    fc.constantFrom('KeyZ', 'ShiftLeft', 'F5', 'Escape', 'Backspace', 'Digit', 'KeyAA', ''),
    fc.string({ maxLength: 12 }),
  );
  const gap = fc.oneof(
    fc.nat(40),
    fc.integer({ min: -500, max: 500 }),
    fc.constantFrom(Number.NaN, Infinity),
  );

  it('a text consists of digits and A to F, was typed without a pause, and nothing throws', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(code, gap), { maxLength: 80 }), (steps) => {
        let at = 0;
        const keys = steps.map(([name, ms]) => {
          at = Number.isFinite(at + ms) ? at + ms : ms;
          return { code: name, at };
        });
        for (const text of type(keys).texts) expect(text).toMatch(/^[0-9A-F]{1,40}$/);
      }),
      { numRuns: 60_000 },
    );
  });

  it('with a median gap above what readers take, no text comes of it', () => {
    const slow = fc.array(fc.tuple(code, fc.integer({ min: 51, max: 400 })), { maxLength: 60 });
    fc.assert(
      fc.property(slow, (steps) => {
        let at = 0;
        const keys = steps.map(([name, ms]) => {
          at += ms;
          return { code: name, at };
        });
        expect(type(keys).texts).toEqual([]);
      }),
      { numRuns: 20_000 },
    );
  });
});
