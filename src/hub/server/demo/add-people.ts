import { credentialTag } from '#domain/credential/credential-tag.ts';
import { tagsOfParts } from '#domain/credential/tags-of-parts.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import type { HubParts } from '../hub-parts.ts';
import { keepParts } from '../people/card-parts.ts';
import { cardValidFrom } from '../people/cards.ts';
import { lastDigitsOf, readCard } from '../people/read-card.ts';
import type { HubDatabase } from '../store/hub-database.ts';
import { addPerson } from '../store/people-store.ts';
import { credentials, pins } from '../store/schema.ts';
import { addUser, hasUsers } from '../store/user-store.ts';
import { ADMIN_USERNAME, type HashedSecrets } from './demo-accounts.ts';
import { FACULTY } from './demo-campus.ts';
import { demoCards, demoId } from './demo-draws.ts';
import { STUDENT_NAMES } from './demo-names.ts';

type Parts = Pick<HubParts, 'db' | 'keys'>;

/** How the person with this place in the list of students is known outside. */
export function studentNumberOf(place: number): string {
  return String(261_001 + place);
}

/** The ten digits on each person's card: students in the order of their list, then faculty. */
export function cardsByPerson(seed: number): ReadonlyMap<PersonId, string> {
  const people = [
    ...STUDENT_NAMES.map((_, place) => `student/${place}`),
    ...FACULTY.map(({ username }) => `faculty/${username}`),
  ];
  const cards = demoCards(seed, people.length);
  return new Map(people.map((person, index) => [demoId<PersonId>(seed, person), cards[index] ?? '']));
}

/** Students, faculty with their accounts and PINs, an administrator if there is none yet, and a card for everybody. */
export function addDemoPeople({ db, keys }: Parts, seed: number, secrets: HashedSecrets, now: EpochMs): void {
  if (!hasUsers(db)) addAdmin(db, seed, secrets, now);
  addStudents(db, seed);
  addFaculty(db, seed, secrets, now);
  for (const [personId, number] of cardsByPerson(seed)) {
    const card = readCard(number, 'em-8h10d');
    if (!card.ok) throw new Error(card.error.problem);
    const row = {
      id: demoId(seed, `card/${personId}`),
      tag: credentialTag(keys.cardKey, card.value),
      personId,
      lastDigits: lastDigitsOf(card.value),
      from: cardValidFrom(false, now),
    };
    db.orm.insert(credentials).values(row).run();
    keepParts(db, row.tag, tagsOfParts(keys.cardKey, card.value));
  }
}

function addStudents(db: HubDatabase, seed: number): void {
  STUDENT_NAMES.forEach(([givenName, familyName, shown], place) => {
    const studentNumber = studentNumberOf(place);
    const person = {
      id: demoId<PersonId>(seed, `student/${place}`),
      sourcedId: `demo-student-${place}`,
      studentNumber,
      email: `${studentNumber}@students.example.edu`,
      givenName,
      familyName,
      name: shown ?? `${givenName} ${familyName}`.trim(),
    };
    addPerson(db, person, ['student']);
  });
}

function addFaculty(db: HubDatabase, seed: number, secrets: HashedSecrets, now: EpochMs): void {
  for (const { username, given, family, name } of FACULTY) {
    const id = demoId<PersonId>(seed, `faculty/${username}`);
    const sourcedId = `demo-faculty-${username}`;
    const email = `${username}@example.edu`;
    addPerson(db, { id, sourcedId, username, email, givenName: given, familyName: family, name }, [
      'faculty',
    ]);
    addAccount(db, seed, secrets, { username, role: 'faculty', personId: id, now });
    addPin(db, secrets, { username, personId: id, now });
  }
}

function addAdmin(db: HubDatabase, seed: number, secrets: HashedSecrets, now: EpochMs): void {
  const id = demoId<PersonId>(seed, 'admin');
  addPerson(db, { id, givenName: '', familyName: 'Administrator', name: 'Administrator' }, ['admin']);
  addAccount(db, seed, secrets, { username: ADMIN_USERNAME, role: 'admin', personId: id, now });
  addPin(db, secrets, { username: ADMIN_USERNAME, personId: id, now });
}

type NewPin = { readonly username: string; readonly personId: PersonId; readonly now: EpochMs };

function addPin(db: HubDatabase, secrets: HashedSecrets, { username, personId, now }: NewPin): void {
  const verifier = kept(secrets.pins, username);
  db.orm.insert(pins).values({ personId, verifier, setAt: now }).run();
}

type NewAccount = {
  readonly username: string;
  readonly role: 'admin' | 'faculty';
  readonly personId: PersonId;
  readonly now: EpochMs;
};

function addAccount(
  db: HubDatabase,
  seed: number,
  secrets: HashedSecrets,
  { username, role, personId, now }: NewAccount,
): void {
  const password = kept(secrets.passwords, username);
  const id = demoId(seed, `user/${username}`);
  addUser(db, { id, username, role, personId, password, createdAt: now, disabledAt: null });
}

function kept(secrets: ReadonlyMap<string, string>, username: string): string {
  const secret = secrets.get(username);
  if (secret === undefined) throw new Error(`nothing was made for ${username}`);
  return secret;
}
