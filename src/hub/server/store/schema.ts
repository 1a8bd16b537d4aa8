import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { PartialForm } from '#domain/card-number/partial-number.ts';
import type {
  CourseId,
  CredentialTag,
  EpochMs,
  KioskNumber,
  PersonId,
  RoomId,
  SectionId,
  SessionId,
} from '#domain/ids.ts';
import type { Rules } from '#domain/rules/rules.ts';

// Instants are milliseconds since 1970 (`…At`, `from`, `to`), calendar days 'YYYY-MM-DD', times of day 'HH:MM' in the campus's zone.
// What an import no longer mentions keeps its row with `removedAt` set: registers of the past still need its name.

/** Small facts about this hub: its institution's id, the restore counter, the revision of the data. */
export const hubState = sqliteTable('hub_state', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

/** One row. */
export const institution = sqliteTable('institution', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  brand: text('brand').notNull(),
  timeZone: text('time_zone').notNull(),
});

/** A session is judged by the rules in force at its scheduled start. */
export const rulesVersions = sqliteTable('rules_versions', {
  version: integer('version').primaryKey(),
  from: integer('from_at').$type<EpochMs>().notNull(),
  rules: text('rules', { mode: 'json' }).$type<Rules>().notNull(),
});

export const rooms = sqliteTable('rooms', {
  id: text('id').$type<RoomId>().primaryKey(),
  name: text('name').notNull().unique(),
});

export const people = sqliteTable(
  'people',
  {
    id: text('id').$type<PersonId>().primaryKey(),
    sourcedId: text('sourced_id').unique(),
    /** Admission number: how the outside knows a student. */
    studentNumber: text('student_number').unique(),
    username: text('username'),
    email: text('email'),
    givenName: text('given_name').notNull(),
    familyName: text('family_name').notNull(),
    /** As shown. */
    name: text('name').notNull(),
    removedAt: integer('removed_at').$type<EpochMs>(),
  },
  (table) => [index('people_by_name').on(table.name)],
);

export const roles = sqliteTable(
  'roles',
  {
    personId: text('person_id')
      .$type<PersonId>()
      .notNull()
      .references(() => people.id),
    role: text('role', { enum: ['student', 'faculty', 'staff', 'admin'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.role] })],
);

export const terms = sqliteTable('terms', {
  id: text('id').primaryKey(),
  sourcedId: text('sourced_id').notNull().unique(),
  title: text('title').notNull(),
  startsOn: text('starts_on').notNull(),
  endsOn: text('ends_on').notNull(),
  removedAt: integer('removed_at').$type<EpochMs>(),
});

export const courses = sqliteTable('courses', {
  id: text('id').$type<CourseId>().primaryKey(),
  sourcedId: text('sourced_id').notNull().unique(),
  code: text('code').notNull(),
  title: text('title').notNull(),
  removedAt: integer('removed_at').$type<EpochMs>(),
});

export const sections = sqliteTable('sections', {
  id: text('id').$type<SectionId>().primaryKey(),
  sourcedId: text('sourced_id').notNull().unique(),
  courseId: text('course_id')
    .$type<CourseId>()
    .notNull()
    .references(() => courses.id),
  termId: text('term_id').references(() => terms.id),
  name: text('name').notNull(),
  removedAt: integer('removed_at').$type<EpochMs>(),
});

/** Students and teachers of sections. One person may be enrolled several times over; judged as of the presentation. */
export const enrolments = sqliteTable(
  'enrolments',
  {
    id: text('id').primaryKey(),
    sourcedId: text('sourced_id').unique(),
    sectionId: text('section_id')
      .$type<SectionId>()
      .notNull()
      .references(() => sections.id),
    personId: text('person_id')
      .$type<PersonId>()
      .notNull()
      .references(() => people.id),
    role: text('role', { enum: ['student', 'teacher'] }).notNull(),
    /** The teacher named first on the wall. */
    main: integer('main', { mode: 'boolean' }).notNull().default(false),
    from: integer('from_at').$type<EpochMs>().notNull(),
    to: integer('to_at').$type<EpochMs>(),
  },
  (table) => [
    index('enrolments_by_section').on(table.sectionId, table.role),
    index('enrolments_by_person').on(table.personId),
  ],
);

/** A weekly rule of the timetable. */
export const slots = sqliteTable('slots', {
  id: text('id').primaryKey(),
  sourcedId: text('sourced_id').notNull().unique(),
  sectionId: text('section_id')
    .$type<SectionId>()
    .notNull()
    .references(() => sections.id),
  roomId: text('room_id')
    .$type<RoomId>()
    .notNull()
    .references(() => rooms.id),
  /** 1 Monday to 7 Sunday. */
  weekday: integer('weekday').notNull(),
  startsAt: text('starts_at').notNull(),
  endsAt: text('ends_at').notNull(),
  validFrom: text('valid_from').notNull(),
  validTo: text('valid_to').notNull(),
  removedAt: integer('removed_at').$type<EpochMs>(),
});

/** No class meets on these days. */
export const holidays = sqliteTable('holidays', {
  date: text('date').primaryKey(),
  name: text('name').notNull(),
});

/** One meeting that is called off or moved: `date` is the day it stood in the timetable. */
export const slotChanges = sqliteTable(
  'slot_changes',
  {
    slotId: text('slot_id')
      .notNull()
      .references(() => slots.id),
    date: text('date').notNull(),
    kind: text('kind', { enum: ['cancelled', 'moved'] }).notNull(),
    toDate: text('to_date'),
    startsAt: text('starts_at'),
    endsAt: text('ends_at'),
    roomId: text('room_id')
      .$type<RoomId>()
      .references(() => rooms.id),
  },
  (table) => [primaryKey({ columns: [table.slotId, table.date] })],
);

/**
 * Every meeting the timetable makes, and every ad-hoc one. Kept because a session that has begun stays what it was,
 * whatever becomes of the timetable later.
 */
export const occurrences = sqliteTable(
  'occurrences',
  {
    sessionId: text('session_id').$type<SessionId>().primaryKey(),
    sectionId: text('section_id').$type<SectionId>().notNull(),
    roomId: text('room_id').$type<RoomId>().notNull(),
    startsAt: integer('starts_at').$type<EpochMs>().notNull(),
    endsAt: integer('ends_at').$type<EpochMs>().notNull(),
    courseCode: text('course_code').notNull(),
    courseTitle: text('course_title').notNull(),
    sectionName: text('section_name').notNull(),
    roomName: text('room_name').notNull(),
    faculty: text('faculty', { mode: 'json' }).$type<readonly PersonId[]>().notNull(),
    cancelled: integer('cancelled', { mode: 'boolean' }).notNull(),
    adHoc: integer('ad_hoc', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    index('occurrences_by_start').on(table.startsAt),
    index('occurrences_by_room').on(table.roomId, table.startsAt),
    index('occurrences_by_section').on(table.sectionId, table.startsAt),
  ],
);

/**
 * Cards. The number itself is never kept: the tag is its HMAC, `lastDigits` are for telling two cards apart; empty of one that was given out at
 * a kiosk, whose number the hub never saw.
 */
export const credentials = sqliteTable(
  'credentials',
  {
    id: text('id').primaryKey(),
    tag: text('tag').$type<CredentialTag>().notNull(),
    personId: text('person_id')
      .$type<PersonId>()
      .notNull()
      .references(() => people.id),
    lastDigits: text('last_digits').notNull(),
    from: integer('from_at').$type<EpochMs>().notNull(),
    to: integer('to_at').$type<EpochMs>(),
    /** Where it was given out and by whom, if not at the hub. */
    kiosk: integer('kiosk').$type<KioskNumber>(),
    givenBy: text('given_by').$type<PersonId>(),
  },
  (table) => [
    // A card that is in use belongs to one person.
    uniqueIndex('credentials_in_use').on(table.tag).where(sql`to_at is null`),
    index('credentials_by_person').on(table.personId),
    index('credentials_by_tag').on(table.tag),
  ],
);

/** What readers that drop bytes leave of a card's number, as tags. Kept from when the number was in hand. */
export const cardParts = sqliteTable(
  'card_parts',
  {
    tag: text('tag').$type<CredentialTag>().notNull(),
    form: text('form').$type<PartialForm>().notNull(),
    part: text('part').$type<CredentialTag>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tag, table.form] }),
    index('card_parts_by_part').on(table.part),
    index('card_parts_by_form').on(table.form, table.part),
  ],
);

/** Which of these a kiosk's readers leave. */
export const kioskCardForms = sqliteTable(
  'kiosk_card_forms',
  {
    kiosk: integer('kiosk').$type<KioskNumber>().notNull(),
    form: text('form').$type<PartialForm>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kiosk, table.form] })],
);

/** `verifier` is an argon2id string over HMAC-SHA256(pepper, PIN). */
export const pins = sqliteTable('pins', {
  personId: text('person_id')
    .$type<PersonId>()
    .primaryKey()
    .references(() => people.id),
  verifier: text('verifier').notNull(),
  setAt: integer('set_at').$type<EpochMs>().notNull(),
});
