import { createHash, createHmac } from 'node:crypto';
import { uuidV5 } from '#domain/ids/uuid5.ts';

/** Drawn once for this purpose. */
const NAMESPACE = '4c1f2f0e-64c3-4a5b-9d5e-7a3b1c0f8e21';

/** A number in [0, 1) that depends on the seed and on what it is for, and on nothing else. */
export function draw(seed: number, what: string): number {
  return createHash('sha256').update(`${seed}/${what}`).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** The id of a thing of the demo campus. */
export function demoId<Id extends string>(seed: number, what: string): Id {
  return uuidV5(NAMESPACE, `${seed}/${what}`) as Id;
}

/** The digits printed on that many cards: no two alike, in the range of the cards that are sold in thousands. */
export function demoCards(seed: number, count: number): readonly string[] {
  const cards = new Set<string>();
  for (let number = 0; cards.size < count; number += 1) {
    const card = 3_000_000 + Math.floor(draw(seed, `card/${number}`) * 12_000_000);
    cards.add(String(card).padStart(10, '0'));
  }
  return [...cards];
}

// Without the letters and digits that are read for one another.
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * A password that is the same at every start and in no file: made from a key that only this hub has, so that reading this
 * program gives nobody access to somebody's demo.
 */
export function demoPassword(key: Uint8Array, username: string): string {
  const bytes = secretBytes(key, `password/${username}`);
  const letters = Array.from(bytes.subarray(0, 12), (byte) => READABLE[byte % READABLE.length]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

/** Six digits, the first of them neither 0 nor the second one, so that it is none of those everybody tries first. */
export function demoPin(key: Uint8Array, username: string): string {
  const bytes = secretBytes(key, `pin/${username}`);
  const first = 1 + (bytes.readUInt8(0) % 9);
  const second = (first + 3 + (bytes.readUInt8(1) % 6)) % 10;
  return `${first}${second}${String(bytes.readUInt32BE(2) % 10_000).padStart(4, '0')}`;
}

function secretBytes(key: Uint8Array, what: string): Buffer {
  return createHmac('sha256', key).update(`muster-demo\0${what}`).digest();
}
