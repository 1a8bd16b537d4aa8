import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { parseCardNumber } from '#domain/card-number/card-number.ts';
import { READER_PROFILES } from '#domain/card-number/reader-profile.ts';
import { fromBase32, toBase32 } from '#domain/encoding/base32.ts';
import { fromBase64Url, toBase64Url } from '#domain/encoding/base64url.ts';
import type { EpochMs, InstitutionId, KioskNumber, OpeningNumber } from '#domain/ids.ts';
import { readRoomCode, roomCodeText } from '#domain/room-code/room-code-text.ts';
import { makeRoomCode } from '#domain/room-code/room-code-token.ts';
import { stepAt } from '#domain/room-code/step.ts';
import { hashOfCode } from '../../../src/hub/server/auth/one-time-code.ts';
import { isSignedBy } from '../../../src/hub/server/check-in/device-key.ts';
import {
  judgeKeptCode,
  judgeRoomCode,
  judgeTyped,
} from '../../../src/hub/server/check-in/judge-room-code.ts';
import { openToken, sealToken } from '../../../src/hub/server/check-in/sealed-token.ts';
import { readCard } from '../../../src/hub/server/people/read-card.ts';
import { ScreenPass } from '../../../src/kiosk/engine/link/screen-pass.ts';
import type { Campaign } from '../campaign.ts';
import type { Random } from '../sim/random.ts';
import { playCases } from './support/play-cases.ts';
import { spoiledBytes, spoiledText } from './support/spoil.ts';

/** Everything short that proves something: codes on walls, stamps, tickets, signatures of phones, the screen's cookie, card numbers. */
export const tokensCampaign: Campaign = {
  name: 'hostile-tokens',
  title: 'Spoiled codes, tickets, signatures and card numbers',
  unit: 'tokens',
  perTest: 100_000,
  atGate: 1_000_000,
  chunk: 250_000,
  run: (from, count) =>
    playCases({ name: 'hostile-tokens', group: 10_000, open: () => ({ play }) }, from, count),
};

function play(random: Random): void {
  random.oneOf(KINDS)(random);
}

const KINDS = [
  roomCode,
  keptCode,
  typedCode,
  sealed,
  phone,
  card,
  oneTimeCode,
  screenCookie,
  encodings,
] as const;

const TENANT = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' as InstitutionId;
const SECRET = randomBytes(32);
const AT = 1_800_000_000_000 as EpochMs;
const KIOSK = 7 as KioskNumber;
const originOf = (kiosk: KioskNumber) =>
  kiosk === KIOSK ? { secrets: [{ secret: SECRET, stepMs: 5_000 }], sinceContactMs: 0 } : undefined;

function aRoomCode(random: Random): { readonly token: Uint8Array; readonly text: string } {
  const opening = random.whole(1, 0xffffff) as OpeningNumber;
  const token = makeRoomCode({
    secret: SECRET,
    tenant: TENANT,
    kiosk: KIOSK,
    opening,
    step: stepAt(AT),
    screen: 1,
  });
  return { token, text: roomCodeText({ scheme: 'https', host: 'hub.example.edu', token }) };
}

function spoiledCode(random: Random): { readonly text: string; readonly isSame: boolean } {
  const { token, text } = aRoomCode(random);
  const spoiled = random.chance(0.5) ? toBase32(spoiledBytes(token, random)) : spoiledText(text, random);
  const read = readRoomCode(spoiled);
  return { text: spoiled, isSame: read.ok && Buffer.from(read.value.token).equals(token) };
}

function roomCode(random: Random): void {
  const { text, isSame } = spoiledCode(random);
  const judged = judgeRoomCode({ text, at: AT, tenant: TENANT, back: 1, originOf });
  if (judged.ok !== isSame) throw new Error(`${text.slice(0, 200)} was judged ${JSON.stringify(judged)}`);
}

function keptCode(random: Random): void {
  const { text, isSame } = spoiledCode(random);
  const scannedAt = (AT + random.oneOf([0, 1e6, -1e6, 1e12, -AT, 2 ** 52])) as EpochMs;
  const judged = judgeKeptCode({ text, scannedAt, tenant: TENANT, originOf });
  if (judged.ok && !isSame) throw new Error(`${text.slice(0, 200)} was taken`);
}

function typedCode(random: Random): void {
  const code = spoiledText(String(random.whole(10_000_000, 99_999_999)), random);
  const openings = [{ kiosk: KIOSK, number: 3 as OpeningNumber }];
  const judged = judgeTyped({ code, at: AT, tenant: TENANT, openings, originOf });
  if (judged !== undefined && !/^[\d\s-]+$/.test(code)) throw new Error(`${code} was taken`);
}

const STAMP = {
  kiosk: KIOSK,
  number: 3 as OpeningNumber,
  receivedAt: AT,
  via: 'code',
  isOld: false,
  network: 'n',
  expiresAt: AT,
} as const;

function sealed(random: Random): void {
  const text = sealToken(SECRET, 'stamp', STAMP);
  const spoiled = spoiledText(text, random);
  const opened = openToken(SECRET, 'stamp', spoiled);
  // The last character of base64 has bits that mean nothing; whatever opens says what was sealed.
  if (opened !== undefined && JSON.stringify(opened) !== JSON.stringify(STAMP))
    throw new Error('another stamp');
  for (const kind of ['ticket', 'challenge'] as const)
    if (openToken(SECRET, kind, text) !== undefined) throw new Error(`a stamp was taken for a ${kind}`);
  if (openToken(randomBytes(32), 'stamp', text) !== undefined) throw new Error('opened by another key');
}

const PHONES = [generateKeyPairSync('ed25519'), generateKeyPairSync('ec', { namedCurve: 'P-256' })] as const;

function phone(random: Random): void {
  const isEd = random.chance(0.5);
  const { privateKey, publicKey } = PHONES[isEd ? 0 : 1];
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const raw = isEd ? Buffer.from(x, 'base64url') : Buffer.from(`04${hex(x)}${hex(y)}`, 'hex');
  const key = { keyKind: isEd ? 'ed25519' : 'p256', publicKey: raw } as const;
  const text = '{"for":"muster-check-in"}';
  const bytes = isEd
    ? sign(null, Buffer.from(text), privateKey)
    : sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  const good = toBase64Url(bytes);
  const signature = random.chance(0.5) ? toBase64Url(spoiledBytes(bytes, random)) : spoiledText(good, random);
  if (isSignedBy(key, text, signature) !== (signature === good))
    throw new Error(`${key.keyKind} ${signature}`);
  const other = { ...key, publicKey: spoiledBytes(raw, random) };
  const isSameKey = isEd ? Buffer.from(other.publicKey).equals(raw) : isSamePoint(other.publicKey, raw);
  if (isSignedBy(other, text, good) && !isSameKey) throw new Error('another key');
}

/** The first byte of a point only says how it is written, and zeros before a number are no other number. */
function isSamePoint(one: Uint8Array, other: Uint8Array): boolean {
  const partsOf = (point: Uint8Array) => [point.subarray(1, 33), point.subarray(33)] as const;
  const numberOf = (bytes: Uint8Array) => BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
  const [x, y] = partsOf(other).map(numberOf);
  const [sameX, sameY] = partsOf(one).map(numberOf);
  return x === sameX && y === sameY;
}

function hex(base64Url: string): string {
  return Buffer.from(base64Url, 'base64url').toString('hex');
}

function card(random: Random): void {
  const good = random.oneOf(['em:026F6C3A', 'hf:04A3C6CA112233', '0040856634', '123,45678', '04:a3:c6:ca']);
  const text = spoiledText(good, random);
  const formats = [...READER_PROFILES, undefined, '', '__proto__', 'x'];
  const format = formats[random.whole(0, formats.length - 1)];
  const read = readCard(text, format);
  if (!read.ok) {
    if (read.error.problem === '' || read.error.advice === '') throw new Error('refused without words');
    return;
  }
  const again = parseCardNumber(read.value);
  if (!again.ok || again.value !== read.value)
    throw new Error(`${text} was read as ${read.value}, which is no number`);
}

function oneTimeCode(random: Random): void {
  const text = spoiledText('ABCD-EFGH', random);
  if (!/^[0-9a-f]{64}$/.test(hashOfCode(text))) throw new Error(`no hash of ${text}`);
}

function screenCookie(random: Random): void {
  const pass = new ScreenPass(() => randomBytes(32).toString('base64url'));
  const { token } = pass;
  const spoiled = spoiledText(token, random);
  const cookie = pass.exchange(spoiled);
  if ((cookie !== undefined) !== (spoiled === token)) throw new Error('a spoiled token was exchanged');
  const good = pass.exchange(pass.token) ?? '';
  const spoiledCookie = spoiledText(good, random);
  if (pass.holds(spoiledCookie) !== (spoiledCookie === good)) throw new Error('a spoiled cookie was taken');
}

function encodings(random: Random): void {
  const bytes = Uint8Array.from({ length: random.whole(0, 40) }, () => random.whole(0, 255));
  for (const [to, from] of [
    [toBase32, fromBase32],
    [toBase64Url, fromBase64Url],
  ] as const) {
    const spoiled = spoiledText(to(bytes), random);
    const read = from(spoiled);
    if (read !== undefined && to(read) !== spoiled)
      throw new Error(`two texts of the same bytes: ${spoiled}`);
  }
}
