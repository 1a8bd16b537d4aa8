import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import { KeyStore } from '#platform/keys.ts';
import { createLog } from '#platform/log.ts';
import { openDirectory } from '../src/kiosk/engine/directory/open-directory.ts';
import { keepEnrolment } from '../src/kiosk/engine/enrolment/enrolment.ts';
import {
  ALGEBRA,
  bundleOf,
  CAMPUS,
  type Campus,
  ENROLMENT,
  MIGRATIONS,
  occurrence,
  type Person,
} from '../test/kiosk/engine/rig/campus.ts';

const CLASS_MS = 90 * 60_000;

/** A lecture hall's class that began a minute ago, with this many people enrolled. */
export function fullRoom(enrolled: number, now: EpochMs): Campus & { readonly students: readonly Person[] } {
  const students = Array.from({ length: enrolled }, (_, i) => student(i + 1));
  const startsAt = (now - 60_000) as EpochMs;
  const endsAt = (startsAt + CLASS_MS) as EpochMs;
  return {
    students,
    rules: CAMPUS.rules,
    occurrences: [occurrence(1, { startsAt, endsAt })],
    cardholders: [...students, ...CAMPUS.cardholders],
    sections: new Map([[ALGEBRA, students]]),
  };
}

const GIVEN = ['Amara', 'Bjørn', 'Chiara', 'Devika', 'Emil', 'Fatima', 'Goran', 'Hana', 'Ibrahim', 'Jelena'];
const FAMILY = ['Abara', 'Brandt', 'Castellanos', 'Demir', 'Eriksen', 'Fontaine', 'Gupta', 'Hoffmann'];

function student(n: number): Person {
  return {
    id: `00000000-0000-4000-8001-${n.toString().padStart(12, '0')}` as PersonId,
    name: `${GIVEN[n % GIVEN.length]} ${FAMILY[n % FAMILY.length]} ${n}`,
    number: `B${n}`,
    card: String(4_000_000 + n).padStart(10, '0'),
  };
}

/** Makes the data folder of a kiosk that is enrolled and has its directory, and whose hub can't be reached. */
export function furnishKiosk(data: string, campus: Campus): void {
  const folder = join(data, 'kiosk');
  mkdirSync(folder, { recursive: true });
  const keys = KeyStore.open({ path: join(folder, 'keys.json') });
  const directory = openDirectory({ folder, migrations: MIGRATIONS, log: createLog({ level: 'silent' }) });
  if (!keys.ok || !directory.ok) throw new Error('the kiosk folder could not be made');
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const { kiosk, institutionId, institution, syncUrl } = ENROLMENT;
  keepEnrolment(keys.value, ENROLMENT.hubUrl, {
    ...{ kiosk, institutionId, institution, syncUrl },
    hubKey: text(ENROLMENT.hubKey),
    codeSecret: text(ENROLMENT.codeSecret),
    cardKey: text(ENROLMENT.cardKey),
    pinPepper: text(ENROLMENT.pinPepper),
  });
  const { manifest, texts } = bundleOf(campus, 1);
  const applied = directory.value.applyDocuments(manifest, texts);
  if (!applied.ok) throw new Error(applied.error.text);
  directory.value.close();
}
