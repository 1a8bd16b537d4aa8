import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, isCanonical } from '#domain/canonical-json.ts';

test('keys are sorted by UTF-16 code unit at every depth, and nothing is put between', () => {
  expect(canonicalJson({ b: [{ z: 1, y: null }], a: 'é', B: true, '\u{1F600}': 0, '\uFB33': 0 })).toBe(
    '{"B":true,"a":"é","b":[{"y":null,"z":1}],"\u{1F600}":0,"\uFB33":0}',
  );
});

test('numbers are written as RFC 8785 does', () => {
  const numbers = [0, -0, 1e21, 1e-7, 4.5, 2e-3, 1 / 3, 2 ** 53];
  expect(canonicalJson(numbers)).toBe('[0,0,1e+21,1e-7,4.5,0.002,0.3333333333333333,9007199254740992]');
});

test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, 10n, () => 1, Symbol('x')])(
  '%s is no JSON',
  (value) => {
    expect(() => canonicalJson(value)).toThrow();
    expect(() => canonicalJson({ value })).toThrow();
    expect(() => canonicalJson([value])).toThrow();
  },
);

test('whatever JSON can hold is the same after writing and reading', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('the order in which an object was filled makes no difference', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
      const reversed = Object.fromEntries(Object.entries(object).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(object));
    }),
  );
});

/** As it is defined: written anew and compared. */
function isWrittenTheSame(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

test('a text is canonical exactly when it is what would be written, whatever the keys and numbers are', () => {
  const key = fc.oneof(
    fc.constantFrom('9', '10', '01', 'a', 'B', '__proto__', 'toJSON', '\u{1F600}', '\uFB33'),
    fc.string(),
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));
  let canonical = 0;
  fc.assert(
    fc.property(value, (one) => {
      // As it was filled, and as it would be written.
      for (const text of [JSON.stringify(one), canonicalJson(JSON.parse(JSON.stringify(one)))]) {
        const expected = isWrittenTheSame(text);
        expect(isCanonical(text, JSON.parse(text))).toBe(expected);
        if (expected) canonical += 1;
      }
    }),
    { numRuns: 2_000 },
  );
  expect(canonical).toBeGreaterThan(2_000);
});

test.each([
  ['{"a":1e999}', false],
  ['-0', false],
  ['{"a": 1}', false],
  ['{"10":0,"9":0}', true],
  ['{"9":0,"10":0}', false],
  ['{"a":1,"a":2}', false],
  [`${'['.repeat(64)}1${']'.repeat(64)}`, true],
  [`${'['.repeat(65)}1${']'.repeat(65)}`, false],
])('%s', (text, expected) => {
  expect(isWrittenTheSame(text)).toBe(expected);
  expect(isCanonical(text, JSON.parse(text))).toBe(expected);
});
