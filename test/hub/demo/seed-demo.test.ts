import { createHmac, randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DemoFacts, DemoFactsSchema } from '#contracts/process-messages.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import type { EpochMs, PersonId, RoomId, SectionId, SessionId } from '#domain/ids.ts';
import type { Occurrence } from '#domain/timetable/occurrence.ts';
import { createFirstAdmin } from '../../../src/hub/server/auth/first-admin.ts';
import { hashPassword } from '../../../src/hub/server/auth/passwords.ts';
import { createSignIn } from '../../../src/hub/server/auth/sign-in.ts';
import { seedDemo } from '../../../src/hub/server/demo/seed-demo.ts';
import type { HubParts } from '../../../src/hub/server/hub-parts.ts';
import { enrolKiosk } from '../../../src/hub/server/kiosks/enrol-kiosk.ts';
import { takeCard } from '../../../src/hub/server/people/cards.ts';
import { setPin } from '../../../src/hub/server/people/person-secrets.ts';
import { readCard } from '../../../src/hub/server/people/read-card.ts';
import { resolveCard } from '../../../src/hub/server/registers/resolve-card.ts';
import { standingOf } from '../../../src/hub/server/registers/standings.ts';
import { addRoom, allSections } from '../../../src/hub/server/store/campus-store.ts';
import { occurrencesIn } from '../../../src/hub/server/store/occurrence-store.ts';
import { enrolmentsOf, searchPeople, teachersOf } from '../../../src/hub/server/store/people-store.ts';
import { credentials, holidays, people, pins } from '../../../src/hub/server/store/schema.ts';
import { setPassword, userByName } from '../../../src/hub/server/store/user-store.ts';
import { testSeed } from '../../support/seed.ts';
import { hubAt } from './a-demo.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NEVER = Number.MAX_SAFE_INTEGER as EpochMs;

const meetings = ({ db }: HubParts) => occurrencesIn(db, { from: 0 as EpochMs, to: NEVER });

function classesOnIn(parts: HubParts, room: string, at: EpochMs): readonly Occurrence[] {
  return meetings(parts).filter(
    ({ roomName, startsAt, endsAt }) => roomName === room && startsAt <= at && at < endsAt,
  );
}

/** Pairs of meetings at one time that share a room, a teacher or a student. */
function clashes(parts: HubParts): readonly string[] {
  const { db } = parts;
  const people = new Map<string, ReadonlySet<PersonId>>(
    allSections(db).map(({ id }) => [
      id,
      new Set([
        ...enrolmentsOf(db, id).map(({ personId }) => personId),
        ...teachersOf(db, id, parts.clock.now()),
      ]),
    ]),
  );
  const all = meetings(parts);
  return all.flatMap((one, place) =>
    all
      .slice(place + 1)
      .filter((other) => other.startsAt < one.endsAt && one.startsAt < other.endsAt)
      .filter(
        (other) =>
          other.roomId === one.roomId ||
          [...(people.get(one.sectionId) ?? [])].some((id) => people.get(other.sectionId)?.has(id)),
      )
      .map((other) => `${one.courseCode} ${one.sectionName} and ${other.courseCode} ${other.sectionName}`),
  );
}

function clashesInRooms(all: readonly Occurrence[]): readonly string[] {
  return all.flatMap((one, place) =>
    all
      .slice(place + 1)
      .filter((other) => other.roomId === one.roomId)
      .filter((other) => other.startsAt < one.endsAt && one.startsAt < other.endsAt)
      .map((other) => `${one.sessionId} and ${other.sessionId}`),
  );
}

function idOf({ db }: HubParts, name: string): PersonId {
  const id = db.orm.select().from(people).where(eq(people.name, name)).get()?.id;
  if (id === undefined) throw new Error(`nobody is called ${name}`);
  return id;
}

function eventCount({ db }: HubParts): number {
  return db.sqlite.prepare('select count(*) from events').pluck().get() as number;
}

const rest = ({ faculty }: DemoFacts) => faculty.slice(2).map(({ pin }) => pin);

async function seeded(given: Parameters<typeof hubAt>[0]) {
  const hub = hubAt(given);
  const facts = await seedDemo(hub.parts);
  if (facts === null) throw new Error('nothing was seeded');
  return { ...hub, facts };
}

describe('the first start of a demo', () => {
  it('has three courses, five sections, 120 students and four teachers', async () => {
    const { parts } = await seeded({ at: '2026-11-20T08:00:20Z', timeZone: 'Europe/Prague' });
    const sections = allSections(parts.db);
    expect(new Set(sections.map(({ courseCode }) => courseCode)).size).toBe(3);
    expect(sections).toHaveLength(5);
    const of = (role: 'student' | 'faculty') =>
      searchPeople(parts.db, { search: '', role, within: undefined, offset: 0, limit: 500 });
    expect(of('faculty').total).toBe(4);
    const students = of('student').rows;
    expect(students).toHaveLength(120);
    expect(new Set(students.map(({ studentNumber }) => studentNumber)).size).toBe(120);
    const names = students.map(({ name }) => name);
    for (const kind of [
      /\p{Script=Arabic}/u,
      /\p{Script=Hebrew}/u,
      /\p{Script=Han}/u,
      /^\p{L}+$/u,
      /^.{40,}$/u,
    ]) {
      expect(names.filter((name) => kind.test(name))).not.toHaveLength(0);
    }
  });

  it.each([
    ['2026-11-20T08:00:20Z', 'Europe/Prague', 'a Friday morning'],
    ['2026-11-22T14:47:59Z', 'Asia/Kolkata', 'a Sunday evening'],
    ['2026-11-19T22:59:59Z', 'Europe/Prague', 'a second before midnight'],
    ['2026-11-19T23:00:00Z', 'Europe/Prague', 'midnight'],
    ['2026-11-20T03:10:00Z', 'UTC', 'the middle of the night'],
    ['2026-12-31T23:58:30Z', 'UTC', 'the end of the year'],
    ['2028-02-29T10:00:00Z', 'Pacific/Auckland', 'a leap day'],
    ['2026-03-29T01:00:10Z', 'Europe/Prague', 'right after clocks went forward'],
    ['2026-10-25T00:30:00Z', 'Europe/Prague', 'the hour that clocks will repeat'],
    ['2026-10-25T01:30:00Z', 'Europe/Prague', 'the hour that clocks have repeated'],
    ['2026-11-20T20:00:00Z', 'Asia/Kathmandu', 'a zone with odd minutes'],
  ])('at %s in %s (%s) has a class in B-204 that has just begun', async (at, timeZone) => {
    const { parts, time } = await seeded({ at, timeZone });
    const [now, ...others] = classesOnIn(parts, 'B-204', time.now);
    expect(others).toEqual([]);
    expect(time.now - (now?.startsAt ?? 0)).toBeLessThan(MINUTE);
    expect((now?.endsAt ?? 0) - (now?.startsAt ?? 0)).toBe(90 * MINUTE);
    expect(clashes(parts)).toEqual([]);
  });

  it('has a day around that class: before and after it, in this room and in others', async () => {
    const { parts, time } = await seeded({ at: '2026-11-20T12:07:20Z', timeZone: 'Europe/Prague' });
    const day = meetings(parts).filter(({ startsAt }) => Math.abs(startsAt - time.now) < 12 * HOUR);
    const here = day.filter(({ roomName }) => roomName === 'B-204');
    expect(here.filter(({ endsAt }) => endsAt <= time.now)).toHaveLength(1);
    expect(here.filter(({ startsAt }) => startsAt > time.now)).toHaveLength(1);
    expect(day.filter(({ roomName }) => roomName !== 'B-204')).toHaveLength(2);
  });

  it('has a past in the ledger, so that nearly everybody’s percentage means something', async () => {
    const { parts } = await seeded({ at: '2026-11-20T12:07:20Z', timeZone: 'Europe/Prague' });
    const percents = allSections(parts.db).flatMap(({ id }) =>
      [...new Set(enrolmentsOf(parts.db, id).map(({ personId }) => personId))].map((personId) => {
        const standing = standingOf(parts, personId, id);
        expect(standing?.counted).toBeGreaterThanOrEqual(5);
        return Number(standing?.toDate?.text);
      }),
    );
    const share = (from: number, to: number) =>
      percents.filter((percent) => percent >= from && percent < to).length / percents.length;
    expect(share(70, 101)).toBeGreaterThan(0.8);
    expect(share(0, 65)).toBeGreaterThan(0.02);
    expect(share(0, 65)).toBeLessThan(0.15);
    expect(new Set(percents).size).toBeGreaterThan(10);
  });

  it('has sealed whatever is over, and opened nothing that is not', async () => {
    const { parts, time } = await seeded({ at: '2026-11-20T12:07:20Z', timeZone: 'Europe/Prague' });
    for (const meeting of meetings(parts)) {
      const { state, notHeld } = parts.registers.registerOf(meeting).standing;
      if (meeting.endsAt + 11 * MINUTE <= time.now) expect([state, notHeld]).toEqual(['SEALED', false]);
      else expect(['SCHEDULED', 'ARMED']).toContain(state);
    }
  });

  it('is the same for the same seed, and another one for another', async () => {
    const at = '2026-11-20T12:07:20Z';
    const cards = async (seed: number) =>
      (await seedDemo(hubAt({ at }).parts, seed))?.students.map(({ card }) => card);
    expect(await cards(7)).toEqual(await cards(7));
    expect(await cards(8)).not.toEqual(await cards(7));
  });
});

describe('what a demo tells', () => {
  const at = '2026-11-20T12:07:20Z';

  it('lets its people in', async () => {
    const { parts, facts } = await seeded({ at });
    expect(DemoFactsSchema.parse(facts)).toEqual(facts);
    expect([facts.students.length >= 3, facts.faculty.length]).toEqual([true, 4]);
    const signIn = createSignIn(parts);
    for (const { username, password } of [facts.admin, ...facts.faculty]) {
      expect((await signIn({ username, password }, 'here')).username).toBe(username);
    }
    for (const { name, pin } of [...facts.faculty, { name: 'Administrator', pin: facts.admin.pin ?? '' }]) {
      const verifier = parts.db.orm
        .select()
        .from(pins)
        .where(eq(pins.personId, idOf(parts, name)))
        .get()?.verifier;
      const told = createHmac('sha256', parts.keys.pinPepper).update(pin).digest('hex');
      expect([pin, await verify(verifier ?? '', told)]).toEqual([expect.stringMatching(/^\d{6}$/), true]);
    }
  });

  it('names cards of students who are expected here, and of one who is expected elsewhere', async () => {
    const { parts, facts, time } = await seeded({ at });
    const [here] = classesOnIn(parts, 'B-204', time.now);
    const [elsewhere] = classesOnIn(parts, 'C-110', time.now);
    const holder = (number: string) => {
      const card = readCard(number, undefined);
      return card.ok
        ? resolveCard(parts.db, credentialTag(parts.keys.cardKey, card.value), time.now)
        : undefined;
    };
    const enrolledIn = (meeting: Occurrence | undefined) =>
      enrolmentsOf(parts.db, meeting?.sectionId as SectionId).map(({ personId }) => personId);
    for (const { name, card } of facts.students) {
      expect(holder(card)).toBe(idOf(parts, name));
      expect(enrolledIn(here)).toContain(holder(card));
    }
    expect(enrolledIn(here)).not.toContain(holder(facts.strangerCard));
    expect(enrolledIn(elsewhere)).toContain(holder(facts.strangerCard));
    expect(here?.faculty[0]).toBe(idOf(parts, facts.faculty[0]?.name ?? ''));
  });

  it('stops being told once it is no longer true', async () => {
    const { parts, facts, time } = await seeded({ at });
    time.pass(MINUTE);
    const [teacher, other] = facts.faculty;
    await setPin(parts, idOf(parts, teacher?.name ?? ''), '804217');
    const admin = userByName(parts.db, 'admin');
    setPassword(parts.db, admin?.id ?? '', await hashPassword('a password of my own'));
    const card = parts.db.orm
      .select()
      .from(credentials)
      .where(eq(credentials.personId, idOf(parts, 'Aisha Rahman')))
      .get();
    takeCard(parts, idOf(parts, 'Aisha Rahman'), card?.id ?? '');
    const again = await seedDemo(parts);
    expect(again?.admin.password).not.toBe(facts.admin.password);
    expect(again?.faculty.map(({ pin }) => pin)).toEqual(['(as you changed it)', other?.pin, ...rest(facts)]);
    expect(again?.students.map(({ name }) => name)).not.toContain('Aisha Rahman');
  });

  it('has the administrator’s password that was chosen', async () => {
    const settings = { adminPassword: 'correct horse battery' };
    const { parts, facts } = await seeded({ at, settings });
    expect(facts.admin).toMatchObject({ username: 'admin', password: settings.adminPassword });
    expect(await createFirstAdmin(parts.db, parts.clock.now(), undefined)).toBeNull();
  });

  it('has a code for the room’s kiosk until there is one', async () => {
    const { parts, facts } = await seeded({ at });
    const publicKey = randomBytes(32).toString('base64url');
    enrolKiosk(parts, { code: facts.enrolCode ?? '', publicKey });
    expect((await seedDemo(parts))?.enrolCode).toBeNull();
  });
});

describe('a later start of a demo', () => {
  const timeZone = 'Europe/Prague';

  it('changes nothing while the class is on, and issues fresh codes', async () => {
    const { parts, facts, time } = await seeded({ at: '2026-11-20T12:07:20Z', timeZone });
    const before = [meetings(parts), eventCount(parts)];
    time.pass(40 * MINUTE);
    const again = await seedDemo(parts);
    expect([meetings(parts), eventCount(parts)]).toEqual(before);
    const codes = (told: DemoFacts | null) => told?.students.map(({ signInCode }) => signInCode) ?? [];
    expect(codes(again).filter((code) => codes(facts).includes(code))).toEqual([]);
    const fixed = ({ students, enrolCode: _, ...told }: DemoFacts) => ({
      ...told,
      students: students.map(({ signInCode: __, ...student }) => student),
    });
    expect(again && fixed(again)).toEqual(fixed(facts));
  });

  it('has a class again after any time away, and leaves whatever has begun as it was', async () => {
    const seed = testSeed();
    await fc.assert(
      fc.asyncProperty(
        fc.date({ min: new Date('2026-03-01'), max: new Date('2027-02-28'), noInvalidDate: true }),
        fc.array(fc.integer({ min: 1, max: 6 * 24 * 60 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('Europe/Prague', 'America/New_York', 'Asia/Kolkata'),
        async (first, pauses, zone) => {
          const { parts, time } = await seeded({ at: first.toISOString(), timeZone: zone });
          for (const pause of pauses) {
            const begun = meetings(parts).filter(({ startsAt }) => startsAt <= time.now);
            time.pass(pause * MINUTE);
            await seedDemo(parts);
            const all = meetings(parts);
            expect(all).toEqual(expect.arrayContaining([...begun]));
            expect(classesOnIn(parts, 'B-204', time.now)).toHaveLength(1);
            expect(clashesInRooms(all)).toEqual([]);
          }
        },
      ),
      { seed, numRuns: 10 },
    );
  }, 120_000);

  it('brings the next class forward when it would begin in the middle of another', async () => {
    const { parts, time } = await seeded({ at: '2026-11-20T12:07:20Z', timeZone });
    // In the break after the class, fifteen minutes before the next one.
    time.pass(91 * MINUTE);
    const planned = meetings(parts).length;
    await seedDemo(parts);
    const [now] = classesOnIn(parts, 'B-204', time.now);
    expect(time.now - (now?.startsAt ?? 0)).toBeLessThan(MINUTE);
    expect(meetings(parts)).toHaveLength(planned);
    expect(clashes(parts)).toEqual([]);
  });

  it('has a class on a holiday, too', async () => {
    const { parts, time } = await seeded({ at: '2026-11-20T12:07:20Z', timeZone });
    const [holiday] = parts.db.orm.select().from(holidays).all();
    time.pass(Date.parse(`${holiday?.date}T11:00:00Z`) - time.now);
    await seedDemo(parts);
    expect(classesOnIn(parts, 'B-204', time.now)).toHaveLength(1);
  });

  it('has another class after its teacher has ended one early', async () => {
    const { parts, time } = await seeded({ at: '2026-11-20T12:07:20Z', timeZone });
    const [first] = classesOnIn(parts, 'B-204', time.now);
    const sessionId = first?.sessionId as SessionId;
    const number = parts.ledger.nextOpeningNumber();
    parts.ledger.append('opening-started', { sessionId, number, by: null, method: 'console', adHoc: null });
    time.pass(20 * MINUTE);
    parts.ledger.append('session-ended', { sessionId, by: null, supersedes: null });
    time.pass(MINUTE);
    await seedDemo(parts);
    const now = classesOnIn(parts, 'B-204', time.now).filter((meeting) => meeting.sessionId !== sessionId);
    expect(now).toHaveLength(1);
    expect(time.now - (now[0]?.startsAt ?? 0)).toBeLessThan(MINUTE);
  });

  it('goes on where a first start was interrupted', async () => {
    const { parts } = await seeded({ at: '2026-11-20T12:07:20Z', timeZone });
    parts.db.sqlite.exec("delete from hub_state where key = 'demo_past'");
    parts.db.sqlite.exec("delete from events where type not in ('epoch-started')");
    parts.db.sqlite.exec('delete from openings; delete from session_stages');
    await seedDemo(parts);
    expect(eventCount(parts)).toBeGreaterThan(1_000);
    expect(await seedDemo(parts)).not.toBeNull();
  });
});

describe('a hub that is somebody’s own', () => {
  it('is never filled with a demo', async () => {
    const { parts } = hubAt({ at: '2026-11-20T12:07:20Z' });
    addRoom(parts.db, { id: '00000000-0000-4000-8000-000000000001' as RoomId, name: 'Aula' });
    expect(await seedDemo(parts)).toBeNull();
    expect(allSections(parts.db)).toEqual([]);
  });

  it('may have an administrator already, whose password stays a secret', async () => {
    const { parts } = hubAt({ at: '2026-11-20T12:07:20Z' });
    await createFirstAdmin(parts.db, parts.clock.now(), 'correct horse battery');
    expect((await seedDemo(parts))?.admin).toEqual({
      username: 'admin',
      password: '(as you changed it)',
      pin: null,
    });
  });

  it('is not given classes any more once an import has replaced the demo', async () => {
    const { parts, time } = await seeded({ at: '2026-11-20T12:07:20Z' });
    parts.db.sqlite.exec(`update sections set removed_at = ${time.now}`);
    time.pass(5 * HOUR);
    expect(await seedDemo(parts)).toBeNull();
  });
});
