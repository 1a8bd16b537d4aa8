import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { join } from 'node:path';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { InstitutionId } from '#domain/ids.ts';
import type { DiskMakers } from './disk-makers.ts';
import type { Random } from './random.ts';
import { sqliteHub } from './sqlite-hub.ts';
import { copyFiles, sqliteKiosk } from './sqlite-kiosk.ts';

const INSTITUTION = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' as InstitutionId;
const SECTIONS = [1, 2, 3].map((n) => `0190aaaa-0000-7000-8000-00000000000${n}`);
const PERSON = '0190aaaa-0000-7000-8000-0000000000aa';

/** Real ledgers, directories and stores in files under `folder`, and real signatures. */
export function sqliteDisks(folder: string): (random: Random) => DiskMakers {
  const pairs = new Map<number, { readonly publicKey: KeyObject; readonly privateKey: KeyObject }>();
  const pairOf = (owner: number) => {
    const known = pairs.get(owner) ?? generateKeyPairSync('ed25519');
    pairs.set(owner, known);
    return known;
  };
  const rawKey = (owner: number): Uint8Array =>
    Buffer.from(pairOf(owner).publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const isSignedBy = (raw: Uint8Array, bytes: Uint8Array, signature: string): boolean => {
    const owner = [...pairs.keys()].find((one) => Buffer.from(rawKey(one)).equals(raw));
    return (
      owner !== undefined && verify(null, bytes, pairOf(owner).publicKey, Buffer.from(signature, 'base64url'))
    );
  };
  let ms = 1_800_000_000_000;
  const folders = new Map<unknown, string>();

  return () => ({
    institutionId: INSTITUTION,
    kiosk({ kiosk, index, random, gate, copyOf }) {
      const own = join(folder, `kiosk-${index}`);
      const original = folders.get(copyOf);
      if (original !== undefined) copyFiles(original, own);
      const disk = sqliteKiosk({ folder: own, kiosk, random, gate, nextMs: () => ++ms });
      folders.set(disk, own);
      return disk;
    },
    hub: ({ random, publicKeyOf, onContact, now }) =>
      sqliteHub({
        folder: join(folder, 'hub'),
        institutionId: INSTITUTION,
        random,
        publicKeyOf,
        isSignedBy,
        onContact,
        now,
      }),
    documentIds: ['faculty', ...SECTIONS.map((id) => `section:${id}`)],
    document: (id, salt, chars) => {
      const people = Array.from({ length: Math.ceil(chars / 200) }, () => salt + 'é'.repeat(150));
      if (id === 'faculty') {
        return canonicalJson({
          kind: 'faculty',
          people: people.map((name) => ({ name, personId: PERSON, pin: null })),
        });
      }
      const named = people.map((name) => ({ name, personId: PERSON, studentNumber: salt }));
      return canonicalJson({
        kind: 'section',
        sectionId: id.slice('section:'.length),
        people: named,
        enrolments: [],
      });
    },
    signing: {
      publicKeyOf: rawKey,
      sign: (owner, bytes) => sign(null, bytes, pairOf(owner).privateKey).toString('base64url'),
      verify: isSignedBy,
    },
  });
}
