import { join } from 'node:path';
import type { DirectoryDocument, DocumentOf } from '#contracts/sync/documents.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import type {
  CredentialTag,
  EpochMs,
  InstitutionId,
  PersonId,
  RoomId,
  SectionId,
  SessionId,
} from '#domain/ids.ts';
import { DEFAULT_RULES } from '#domain/rules/rules.ts';
import type { Manifest } from '#domain/sync/frames.ts';
import { documentHash, manifestOf } from '#domain/sync/manifest.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import type { Directory } from '../../../../src/kiosk/engine/directory/directory.ts';

export const MIGRATIONS = join(import.meta.dirname, '../../../../migrations/kiosk');

const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString().padStart(12, '0')}`;
export const person = (n: number) => uuid(n) as PersonId;
export const tag = (n: number) => n.toString(16).padStart(32, '0') as CredentialTag;
export const section = (n: number) => uuid(1_000 + n) as SectionId;
export const session = (n: number) => uuid(2_000 + n) as SessionId;
export const ms = (n: number) => n as EpochMs;

export type Bundle = { readonly manifest: Manifest; readonly texts: ReadonlyMap<string, string> };

/** Documents as the hub sends them: texts and the manifest that names them. */
export function bundle(rev: number, documents: Readonly<Record<string, DirectoryDocument>>): Bundle {
  const texts = new Map(Object.entries(documents).map(([id, document]) => [id, canonicalJson(document)]));
  const manifest = manifestOf(
    rev,
    [...texts].map(([id, text]) => [id, documentHash(text)] as const),
  );
  return { manifest, texts };
}

/** Applies a bundle that must be taken. */
export function apply(directory: Directory, { manifest, texts }: Bundle): void {
  const applied = directory.applyDocuments(manifest, texts);
  if (!applied.ok) throw new Error(applied.error.text);
}

export const PLACE: DocumentOf<'place'> = {
  kind: 'place',
  institutionId: uuid(9_001) as InstitutionId,
  institution: 'Muster University',
  brand: '#224466',
  roomId: uuid(9_002) as RoomId,
  room: 'B-204',
  timeZone: 'Asia/Kolkata',
  codeHost: 'attend.example.edu',
  codeScheme: 'https',
  rules: DEFAULT_RULES,
};

export function occurrence(n: number, startsAt: number): Occurrence {
  const names = { courseCode: `CS-${n}`, courseTitle: 'Algorithms', sectionName: 'A', roomName: 'B-204' };
  const ids = { sessionId: session(n), sectionId: section(1), roomId: PLACE.roomId, faculty: [person(900)] };
  return {
    ...ids,
    ...names,
    startsAt: ms(startsAt),
    endsAt: ms(startsAt + 3_600_000),
    cancelled: false,
    adHoc: false,
  };
}

export function occurrences(...all: readonly Occurrence[]): DocumentOf<'occurrences'> {
  return { kind: 'occurrences', occurrences: [...all] };
}

export function roster(
  sectionNumber: number,
  people: readonly (readonly [n: number, name: string])[],
): DocumentOf<'section'> {
  return {
    kind: 'section',
    sectionId: section(sectionNumber),
    people: people.map(([n, name]) => ({ personId: person(n), name, studentNumber: `S${n}` })),
    enrolments: people.map(([n]) => ({ personId: person(n), from: ms(0), to: null })),
  };
}

export const FACULTY: DocumentOf<'faculty'> = {
  kind: 'faculty',
  people: [{ personId: person(900), name: 'Dr Rao', pin: '$argon2id$v=19$m=1,t=1,p=1$a$b' }],
};

/** A card's tag, whose it is, and from when to when. */
export type CardFact = readonly [tag: number, person: number, from: number, to: number | null];

export function cards(...all: readonly CardFact[]): DocumentOf<'credentials'> {
  return {
    kind: 'credentials',
    cards: all.map(([card, who, from, to]) => ({
      tag: tag(card),
      personId: person(who),
      from: ms(from),
      to: to === null ? null : ms(to),
    })),
  };
}

/** What a reader leaves, and of which card. */
export function leftOf(...all: readonly (readonly [part: number, card: number])[]): DocumentOf<'partials'> {
  return {
    kind: 'partials',
    form: 'em-low24',
    parts: all.map(([part, card]) => [tag(part), tag(card)]),
  };
}

export function classes(
  ...all: readonly (readonly [room: string, startsAt: number, endsAt: number, people: readonly number[]])[]
): DocumentOf<'whereabouts'> {
  return {
    kind: 'whereabouts',
    classes: all.map(([room, startsAt, endsAt, people]) => ({
      room,
      course: 'Algorithms',
      startsAt: ms(startsAt),
      endsAt: ms(endsAt),
      people: people.map(person),
    })),
  };
}

export const WHOLE = {
  place: PLACE,
  occurrences: occurrences(occurrence(2, 20_000_000), occurrence(1, 10_000_000)),
  [`section:${section(1)}`]: roster(1, [
    [1, 'Asha'],
    [2, 'Ben'],
  ]),
  faculty: FACULTY,
  credentials: cards([1, 1, 0, null], [2, 2, 0, null]),
  whereabouts: classes(['C-110', 5_000, 6_000, [1]]),
};
