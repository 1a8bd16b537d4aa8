import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type {
  CourseId,
  CredentialTag,
  Epoch,
  EpochMs,
  EventId,
  InstitutionId,
  KioskNumber,
  PersonId,
  RoomId,
  SectionId,
  Seq,
  SessionId,
} from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import { headBytes } from '#domain/ledger/head.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import { HubLedger } from '../../../src/hub/server/ledger/hub-ledger.ts';
import { project } from '../../../src/hub/server/ledger/project.ts';
import { addInstitution } from '../../../src/hub/server/store/campus-store.ts';
import type { HubDatabase } from '../../../src/hub/server/store/hub-database.ts';
import { addKiosk } from '../../../src/hub/server/store/kiosk-store.ts';
import { openHubDatabase } from '../../../src/hub/server/store/open-hub-database.ts';
import { addPerson } from '../../../src/hub/server/store/people-store.ts';
import { courses, credentials, enrolments, rooms, sections } from '../../../src/hub/server/store/schema.ts';
import { EventStore } from '../../../src/hub/server/sync/event-store.ts';
import { isSignedByKey } from '../../../src/hub/server/sync/signatures.ts';
import { Random } from '../sim/random.ts';

const NOW = Date.parse('2026-11-20T09:00:00Z') as EpochMs;
const STUDENTS = 120;
const PUSHES = 12;
const EVENTS_PER_PUSH = 20;

/** How Ed25519 keys of 32 bytes are wrapped. */
const PKCS8_BEFORE = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A hub's database with a roster, and ledgers of two kiosks and its own; the same bytes at each call. */
export function furnishHub(folder: string): void {
  const opened = openHubDatabase(folder);
  if (!opened.ok) throw new Error(opened.error);
  const db = opened.value;
  const random = new Random(11);
  const institutionId = uuid<InstitutionId>(random);
  addInstitution(db, { id: institutionId, name: 'Test University', brand: 'Muster', timeZone: 'Etc/UTC' });
  const people = addCampus(db, random);
  recordByHub(db, random, people);
  for (const name of ['Door', 'Desk']) recordByKiosk(db, { name, random, people, institutionId });
  // Everything into the one file, as a hub leaves it when it stops.
  db.close();
}

function addCampus(db: HubDatabase, random: Random): readonly PersonId[] {
  const [room, course, section] = [uuid<RoomId>(random), uuid<CourseId>(random), uuid<SectionId>(random)];
  return db.transaction(() => {
    db.orm.insert(rooms).values({ id: room, name: 'B-204' }).run();
    db.orm.insert(courses).values({ id: course, sourcedId: 'c1', code: 'CS101', title: 'Algorithms' }).run();
    db.orm.insert(sections).values({ id: section, sourcedId: 's1', courseId: course, name: 'A' }).run();
    return Array.from({ length: STUDENTS }, (_, index) => {
      const id = uuid<PersonId>(random);
      const names = { givenName: 'Given', familyName: `Family ${index}`, name: `Given Family ${index}` };
      addPerson(db, { id, studentNumber: `S-${index}`, email: `s${index}@example.edu`, ...names }, [
        'student',
      ]);
      const from = 0 as EpochMs;
      const row = {
        id: uuid<string>(random),
        sectionId: section,
        personId: id,
        role: 'student',
        from,
      } as const;
      db.orm.insert(enrolments).values(row).run();
      const tag = random.hex(32) as CredentialTag;
      const card = { id: uuid<string>(random), tag, personId: id, lastDigits: `${1_000 + index}`, from };
      db.orm.insert(credentials).values(card).run();
      return id;
    });
  });
}

const clockAt = (mono: number) => ({
  wall: (NOW + mono) as EpochMs,
  mono,
  boot: '00000000000000aa',
  hubMinusMono: NOW,
  uncertaintyMs: 0,
});

function recordByHub(db: HubDatabase, random: Random, people: readonly PersonId[]): void {
  let mono = 0;
  const ledger = new HubLedger({
    db,
    readClock: () => {
      mono += 1_000;
      return clockAt(mono);
    },
    random: (length) => Buffer.from(random.hex(length * 2), 'hex'),
    onStored: () => {},
  });
  const by = random.oneOf(people);
  for (let count = 0; count < 60; count += 1) {
    ledger.append('mark-set', {
      ...{ sessionId: uuid<SessionId>(random), personId: random.oneOf(people), status: 'L', by },
      ...{ reason: 'seen-in-class', note: null, supersedes: null },
    });
  }
}

type KioskToRecord = {
  readonly name: string;
  readonly random: Random;
  readonly people: readonly PersonId[];
  readonly institutionId: InstitutionId;
};

function recordByKiosk(db: HubDatabase, { name, random, people, institutionId }: KioskToRecord): void {
  const key = Buffer.concat([PKCS8_BEFORE, Buffer.from(random.hex(64), 'hex')]);
  const privateKey = createPrivateKey({ key, type: 'pkcs8', format: 'der' });
  const publicKey = Buffer.from(String(createPublicKey(privateKey).export({ format: 'jwk' }).x), 'base64url');
  const roomId = db.orm.select().from(rooms).get()?.id as RoomId;
  const secret = { bytes: Buffer.from(random.hex(64), 'hex'), stepMs: 5_000 };
  const kiosk = addKiosk(db, { roomId, name, publicKey, at: NOW }, secret);
  const store = new EventStore({
    ...{ sqlite: db.sqlite, institutionId, now: () => NOW, isSignedBy: isSignedByKey },
    project: (stored) => project(db, stored),
    onStored: () => {},
    onAlarm: ({ kind }) => {
      throw new Error(kind);
    },
  });
  const epoch = random.hex(16) as Epoch;
  let head = { seq: 0, hash: GENESIS };
  for (let push = 0; push < PUSHES; push += 1) {
    const from = head.seq + 1;
    const events = Array.from({ length: EVENTS_PER_PUSH }, () => {
      const text = touch({ kiosk, epoch, seq: (head.seq + 1) as Seq, random, people });
      head = { seq: head.seq + 1, hash: fastEventHash(epoch, head.seq + 1, head.hash, text) };
      return text;
    });
    const signed = sign(null, headBytes({ institutionId, kiosk, epoch, ...head }), privateKey);
    const signature = signed.toString('base64url');
    store.ingest([
      {
        kiosk,
        publicKey,
        push: { type: 'push', epoch, from, events, head: { ...head, signature }, more: 0 },
      },
    ]);
  }
}

type Touch = {
  readonly kiosk: KioskNumber;
  readonly epoch: Epoch;
  readonly seq: Seq;
  readonly random: Random;
  readonly people: readonly PersonId[];
};

function touch({ kiosk, epoch, seq, random, people }: Touch): string {
  const isInClass = random.chance(0.8);
  return encodeEvent({
    ...{
      kiosk,
      epoch,
      seq,
      id: uuid<EventId>(random),
      type: 'presentation',
      v: 1,
      clock: clockAt(seq * 700),
    },
    body: {
      ...{ method: 'card', reader: 'Door', tag: random.hex(32) as CredentialTag, directory: 1 },
      personId: isInClass ? random.oneOf(people) : null,
      sessionId: isInClass ? uuid<SessionId>(random) : null,
      answer: isInClass ? 'present' : 'unknown-card',
    },
  });
}

function uuid<T extends string>(random: Random): T {
  return uuidV7(NOW, Buffer.from(random.hex(20), 'hex')) as T;
}
