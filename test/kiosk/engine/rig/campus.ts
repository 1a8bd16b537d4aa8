import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { hashSync } from '@node-rs/argon2';
import type { DirectoryDocument } from '#contracts/sync/documents.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { isWhole, type PartialForm, partialOf } from '#domain/card-number/partial-number.ts';
import { fromReader } from '#domain/card-number/reader-profile.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import type {
  CredentialTag,
  EpochMs,
  InstitutionId,
  KioskNumber,
  PersonId,
  RoomId,
  SectionId,
  SessionId,
} from '#domain/ids.ts';
import { DEFAULT_RULES, type Rules } from '#domain/rules/rules.ts';
import type { Manifest } from '#domain/sync/frames.ts';
import { documentHash, manifestOf } from '#domain/sync/manifest.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { Enrolment } from '../../../../src/kiosk/engine/enrolment/enrolment.ts';

// A small campus: room B-204 on the morning of Monday, 16 November 2026. 09:00 Algebra (Okafor, Mehta), 10:00 Physics (Okafor, Weber).

export const MIGRATIONS = join(import.meta.dirname, '../../../../migrations/kiosk');

const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString().padStart(12, '0')}`;

/** An instant of that morning, campus time (UTC+1), as "9:05" or "9:05:30". */
export function at(time: string): EpochMs {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return Date.UTC(2026, 10, 16, hours - 1, minutes, seconds) as EpochMs;
}

export type Person = {
  readonly id: PersonId;
  readonly name: string;
  readonly number: string;
  readonly card: string;
};

const person = (n: number, name: string, card: string): Person => ({
  id: uuid(n) as PersonId,
  name,
  number: `S${n}`,
  card,
});

export const NOOR = person(1, 'Noor Haddad', '0000000101');
export const TOMAS = person(2, 'Tomás Villanueva', '0000000102');
export const WEI = person(3, 'Wei Zhang', '0000000103');
export const INES = person(4, 'Ines Duarte', '0000000104');
export const OKAFOR = person(11, 'Dr. A. Okafor', '0000000111');
export const MEHTA = person(12, 'Prof. S. Mehta', '0000000112');
export const WEBER = person(13, 'Dr. L. Weber', '0000000113');
/** An administrator, who teaches nobody. */
export const ADAMS = person(21, 'Robin Adams', '0000000121');
export const NOBODYS_CARD = '0000000199';

export const OKAFORS_PIN = '482913';
export const ADAMS_PIN = '730184';

export const ALGEBRA = uuid(101) as SectionId;
export const PHYSICS = uuid(102) as SectionId;
export const ROOM = uuid(201) as RoomId;

export const ENROLMENT: Enrolment = {
  kiosk: 3 as KioskNumber,
  institutionId: uuid(301) as InstitutionId,
  institution: 'Example University',
  hubUrl: 'http://127.0.0.1:9',
  syncUrl: 'ws://127.0.0.1:9/sync',
  hubKey: new Uint8Array(32).fill(1),
  codeSecret: new Uint8Array(32).fill(2),
  cardKey: new Uint8Array(32).fill(3),
  pinPepper: new Uint8Array(32).fill(4),
};

export function occurrence(n: number, change: Partial<Occurrence> = {}): Occurrence {
  return {
    sessionId: uuid(400 + n) as SessionId,
    sectionId: ALGEBRA,
    courseCode: 'MA-201',
    courseTitle: 'Linear Algebra II',
    sectionName: 'Section B',
    roomId: ROOM,
    roomName: 'B-204',
    startsAt: at('9:00'),
    endsAt: at('10:00'),
    faculty: [OKAFOR.id, MEHTA.id],
    cancelled: false,
    adHoc: false,
    ...change,
  };
}

export const ALGEBRA_AT_9 = occurrence(1);
export const PHYSICS_AT_10 = occurrence(2, {
  sectionId: PHYSICS,
  courseCode: 'PH-101',
  courseTitle: 'Mechanics',
  sectionName: 'Section A',
  startsAt: at('10:00'),
  endsAt: at('11:00'),
  faculty: [OKAFOR.id, WEBER.id],
});

export function tagOf(card: string): CredentialTag {
  const number = fromReader('em-8h10d', card);
  if (!number.ok) throw new Error(`${card} is no card number`);
  return credentialTag(ENROLMENT.cardKey, number.value);
}

// Cheap on purpose: what is tested is the way to it, not argon2's strength.
const pinVerifier = (pin: string) =>
  hashSync(createHmac('sha256', ENROLMENT.pinPepper).update(pin).digest('hex'), {
    memoryCost: 64,
    timeCost: 1,
  });

const PINS = new Map([[OKAFOR.id, pinVerifier(OKAFORS_PIN)]]);
const ADAMS_VERIFIER = pinVerifier(ADAMS_PIN);

export type Campus = {
  readonly occurrences: readonly Occurrence[];
  readonly rules: Rules;
  readonly cardholders: readonly Person[];
  readonly sections: ReadonlyMap<SectionId, readonly Person[]>;
  /** Told are the parts of cards that such readers leave. */
  readonly formTold?: PartialForm;
};

export const CAMPUS: Campus = {
  occurrences: [ALGEBRA_AT_9, PHYSICS_AT_10],
  rules: DEFAULT_RULES,
  cardholders: [NOOR, TOMAS, WEI, INES, OKAFOR, MEHTA, WEBER],
  sections: new Map([
    [ALGEBRA, [NOOR, TOMAS]],
    [PHYSICS, [TOMAS, WEI]],
  ]),
};

export type Bundle = { readonly manifest: Manifest; readonly texts: ReadonlyMap<string, string> };

/** What the hub would send down for the campus. */
export function bundleOf(campus: Campus, rev: number): Bundle {
  const texts = new Map(Object.entries(documentsOf(campus)).map(([id, doc]) => [id, canonicalJson(doc)]));
  const refs = [...texts].map(([id, text]) => [id, documentHash(text)] as const);
  return { manifest: manifestOf(rev, refs), texts };
}

function partials(cardholders: readonly Person[], form: PartialForm): DirectoryDocument {
  const parts = cardholders.flatMap(({ card }): [CredentialTag, CredentialTag][] => {
    const number = fromReader('em-8h10d', card);
    const part = number.ok && isWhole(number.value) ? partialOf(number.value, form) : undefined;
    return part === undefined ? [] : [[credentialTag(ENROLMENT.cardKey, part), tagOf(card)]];
  });
  return { kind: 'partials', form, parts };
}

function documentsOf({
  occurrences,
  rules,
  cardholders,
  sections,
  formTold,
}: Campus): Record<string, DirectoryDocument> {
  const rosters = [...sections].map(([sectionId, people]): [string, DirectoryDocument] => [
    `section:${sectionId}`,
    {
      kind: 'section',
      sectionId,
      people: people.map(({ id, name, number }) => ({ personId: id, name, studentNumber: number })),
      enrolments: people.map(({ id }) => ({ personId: id, from: 0 as EpochMs, to: null })),
    },
  ]);
  return {
    ...Object.fromEntries(rosters),
    ...(formTold !== undefined && { [`partials:${formTold}-00`]: partials(cardholders, formTold) }),
    place: {
      kind: 'place',
      institutionId: ENROLMENT.institutionId,
      institution: 'Example University',
      brand: '#224466',
      roomId: ROOM,
      room: 'B-204',
      timeZone: 'Europe/Berlin',
      codeHost: 'hub.example.edu',
      codeScheme: 'https',
      rules,
    },
    occurrences: { kind: 'occurrences', occurrences: [...occurrences] },
    faculty: {
      kind: 'faculty',
      people: [OKAFOR, MEHTA, WEBER].map(({ id, name }) => ({
        personId: id,
        name,
        pin: PINS.get(id) ?? null,
      })),
    },
    keepers: {
      kind: 'keepers',
      people: [{ personId: ADAMS.id, name: ADAMS.name, pin: ADAMS_VERIFIER }],
    },
    credentials: {
      kind: 'credentials',
      cards: cardholders.map(({ id, card }) => ({
        tag: tagOf(card),
        personId: id,
        from: 0 as EpochMs,
        to: null,
      })),
    },
    whereabouts: {
      kind: 'whereabouts',
      classes: [
        { room: 'C-110', course: 'Optics', startsAt: at('9:00'), endsAt: at('10:00'), people: [INES.id] },
        { room: 'B-204', course: 'Mechanics', startsAt: at('10:00'), endsAt: at('11:00'), people: [WEI.id] },
      ],
    },
  };
}
