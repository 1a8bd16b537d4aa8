import type { Random } from '../../sim/random.ts';

// What an attacker, a broken line or a broken program makes of something that was right.

const DEEP = 20_000;
const LONG = 'A'.repeat(70_000);

/** Values that programs have stumbled over. */
const NASTY: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 8.64e15 + 1, 1e300, 5e-324],
  ...['', ' ', '0', '-1', 'null', '\0', '\u0000\u001f', '\ud800', '\udfff x', '\u202e', '😀', 'é', 'A\u030a'],
  ...['__proto__', 'constructor', '../../etc/passwd', "' or 1=1 --", '<script>', '%00', '{{7*7}}', LONG],
  ...[[], {}, [[]], [null], { type: 'hello' }, { toString: 1, length: -1 }],
];

function nasty(random: Random): unknown {
  return structuredClone(NASTY[random.whole(0, NASTY.length - 1)]);
}

/** A JSON value with one thing in it that is wrong; now and then two. */
export function spoiledValue(value: unknown, random: Random): unknown {
  const once = spoilOne(structuredClone(value), random);
  return random.chance(0.2) ? spoilOne(once, random) : once;
}

type Holder = Record<string, unknown> | unknown[];

function spoilOne(value: unknown, random: Random): unknown {
  const places = placesIn(value);
  if (places.length === 0) return nasty(random);
  const [holder, key] = random.oneOf(places);
  const other = random.oneOf(places);
  switch (random.whole(0, 7)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      break;
    case 1:
      put(holder, random.oneOf(['__proto__', 'constructor', 'extra', 'type', '']), { polluted: true });
      break;
    case 2:
      put(holder, key, structuredClone(get(other[0], other[1])));
      break;
    case 3:
      put(holder, key, [get(holder, key)]);
      break;
    case 4:
      put(holder, key, slightlyOther(get(holder, key), random));
      break;
    default:
      put(holder, key, nasty(random));
  }
  return value;
}

function placesIn(value: unknown): readonly (readonly [Holder, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...placesIn(get(holder, key))]);
}

function get(holder: Holder, key: string): unknown {
  return Object.getOwnPropertyDescriptor(holder, key)?.value;
}

function put(holder: Holder, key: string, value: unknown): void {
  // A plain assignment to `__proto__` would change the test's object and not what is sent.
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

/** The same kind of thing, and almost right: what a check that is too lax lets through. */
function slightlyOther(value: unknown, random: Random): unknown {
  if (typeof value === 'number') return value + random.oneOf([1, -1, 0.5, 2 ** 32, 1e15]);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return spoiledText(value, random);
  return value;
}

/** A text that was changed on its way: cut, flipped, doubled, or with something in it that only looks like JSON. */
export function spoiledText(text: string, random: Random): string {
  const at = random.whole(0, text.length);
  const before = text.slice(0, at);
  const after = text.slice(at);
  switch (random.whole(0, 11)) {
    case 0:
      return before;
    case 1:
      return after;
    case 2:
      return (
        before + String.fromCharCode((after.charCodeAt(0) || 0) ^ (1 << random.whole(0, 6))) + after.slice(1)
      );
    case 3:
      return (
        before + random.oneOf(['\0', '\ufeff', '\ud800', '\u2028', '"', '\\', '}', ',', '\u007f']) + after
      );
    case 4:
      return text.replace(
        /-?\d+(?=[,}\]])/,
        random.oneOf(['1e309', '-1e309', '-0', '1E400', '00', '1.0', '9'.repeat(400)]),
      );
    case 5:
      return text.replace(
        '{',
        random.oneOf(['{"__proto__":{"x":1},', '{"type":"hello",', '{"a":1,"a":2,', '{"\\ud800":1,']),
      );
    case 6:
      return random.chance(0.05)
        ? before + '['.repeat(DEEP) + ']'.repeat(DEEP) + after
        : `${before}[[[${after}`;
    case 7:
      return text.replace(
        /:("[^"]*"|\d+)/,
        random.oneOf([':null', ':{}', ':[]', ':1e309', ':"\\ud800"', ':"\\u0000"']),
      );
    case 8:
      return before + after.slice(random.whole(1, 8));
    case 9:
      return before + text.slice(0, random.whole(0, text.length)) + after;
    case 10:
      return text + text;
    default:
      return text.replaceAll('"', random.oneOf(["'", '""', '“']));
  }
}

/** Bytes that were changed on their way. */
export function spoiledBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const spoiled = Uint8Array.from(bytes);
  const at = random.whole(0, Math.max(0, spoiled.length - 1));
  switch (random.whole(0, 4)) {
    case 0:
      return spoiled.subarray(0, at);
    case 1:
      spoiled.set(
        [(spoiled[at] ?? 0) ^ (1 << random.whole(0, 7))],
        Math.min(at, Math.max(0, spoiled.length - 1)),
      );
      return spoiled;
    case 2:
      return Uint8Array.from([...spoiled.subarray(0, at), random.whole(0, 255), ...spoiled.subarray(at)]);
    case 3:
      return Uint8Array.from([...spoiled.subarray(0, at), ...spoiled.subarray(at + random.whole(1, 4))]);
    default:
      for (let i = at; i < Math.min(spoiled.length, at + 8); i++) spoiled[i] = random.whole(0, 255);
      return spoiled;
  }
}
