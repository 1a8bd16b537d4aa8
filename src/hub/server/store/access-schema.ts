import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DeviceId, Epoch, EpochMs, Hash, KioskNumber, PersonId, RoomId } from '#domain/ids.ts';
import { people, rooms } from './schema.ts';

/** Who signs in to the console. */
export const users = sqliteTable('users', {
  id: text('id').primaryKey(),
  username: text('username').notNull().unique(),
  /** argon2id. */
  password: text('password').notNull(),
  role: text('role', { enum: ['admin', 'faculty'] }).notNull(),
  personId: text('person_id')
    .$type<PersonId>()
    .references(() => people.id),
  createdAt: integer('created_at').$type<EpochMs>().notNull(),
  disabledAt: integer('disabled_at').$type<EpochMs>(),
});

/** A signed-in browser. Only the token's SHA-256 is kept, so that a stolen copy of the file signs nobody in. */
export const webSessions = sqliteTable(
  'web_sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: integer('created_at').$type<EpochMs>().notNull(),
    expiresAt: integer('expires_at').$type<EpochMs>().notNull(),
  },
  (table) => [index('web_sessions_by_user').on(table.userId)],
);

/** Numbers are never reused: a revoked kiosk keeps its row. Number 0 is the hub itself, which has none. */
export const kiosks = sqliteTable(
  'kiosks',
  {
    number: integer('number').$type<KioskNumber>().primaryKey(),
    roomId: text('room_id')
      .$type<RoomId>()
      .references(() => rooms.id),
    name: text('name').notNull(),
    /** Raw Ed25519, 32 bytes. */
    publicKey: blob('public_key', { mode: 'buffer' }).notNull(),
    enrolledAt: integer('enrolled_at').$type<EpochMs>().notNull(),
    revokedAt: integer('revoked_at').$type<EpochMs>(),
    /** What it last told by hello and heartbeat. */
    lastContactAt: integer('last_contact_at').$type<EpochMs>(),
    epoch: text('epoch').$type<Epoch>(),
    backlog: integer('backlog').notNull().default(0),
    app: text('app'),
    /** Everything presented there before this corrected time has been received. */
    watermark: integer('watermark').$type<EpochMs>(),
    /** Revision and digest of the last documents made for it. */
    rev: integer('rev').notNull().default(0),
    manifestDigest: text('manifest_digest').$type<Hash>(),
    /** How far its wall clock was from the hub's time, and how sure that is. */
    clockOffsetMs: integer('clock_offset_ms'),
    clockUncertaintyMs: integer('clock_uncertainty_ms'),
    /** When it last read through its own ledger, and what it found. */
    checkedAt: integer('checked_at').$type<EpochMs>(),
    checkOutcome: text('check_outcome', { enum: ['sound', 'healed'] }),
  },
  (table) => [index('kiosks_by_room').on(table.roomId)],
);

/** What a kiosk saw on one day (of its corrected time, days since 1970) that nobody could be found for. */
export const kioskDays = sqliteTable(
  'kiosk_days',
  {
    kiosk: integer('kiosk').$type<KioskNumber>().notNull(),
    day: integer('day').notNull(),
    unknownCards: integer('unknown_cards').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kiosk, table.day] })],
);

/** Master keys of room codes. The current one has no `to`; the one before it is still tried. */
export const kioskSecrets = sqliteTable(
  'kiosk_secrets',
  {
    kiosk: integer('kiosk').$type<KioskNumber>().notNull(),
    from: integer('from_at').$type<EpochMs>().notNull(),
    to: integer('to_at').$type<EpochMs>(),
    secret: blob('secret', { mode: 'buffer' }).notNull(),
    stepMs: integer('step_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kiosk, table.from] })],
);

/** One-time codes that make a machine a kiosk; 10 minutes, single use. */
export const enrolmentCodes = sqliteTable('enrolment_codes', {
  codeHash: text('code_hash').primaryKey(),
  roomId: text('room_id')
    .$type<RoomId>()
    .notNull()
    .references(() => rooms.id),
  name: text('name').notNull(),
  createdAt: integer('created_at').$type<EpochMs>().notNull(),
  expiresAt: integer('expires_at').$type<EpochMs>().notNull(),
  usedAt: integer('used_at').$type<EpochMs>(),
});

/** Students' browsers. The one in use has no `replacedAt`. */
export const devices = sqliteTable(
  'devices',
  {
    id: text('id').$type<DeviceId>().primaryKey(),
    personId: text('person_id')
      .$type<PersonId>()
      .notNull()
      .references(() => people.id),
    keyKind: text('key_kind', { enum: ['ed25519', 'p256'] }).notNull(),
    /** Ed25519 raw 32 bytes; P-256 raw uncompressed 65 bytes. */
    publicKey: blob('public_key', { mode: 'buffer' }).notNull(),
    boundAt: integer('bound_at').$type<EpochMs>().notNull(),
    /** A new phone records provisionally until a card tap or 24 h confirm it. */
    confirmedAt: integer('confirmed_at').$type<EpochMs>(),
    replacedAt: integer('replaced_at').$type<EpochMs>(),
  },
  (table) => [index('devices_by_person').on(table.personId)],
);

/** First sign-in of a student's phone; single use, 10 minutes to 7 days. */
export const signInCodes = sqliteTable(
  'sign_in_codes',
  {
    codeHash: text('code_hash').primaryKey(),
    personId: text('person_id')
      .$type<PersonId>()
      .notNull()
      .references(() => people.id),
    createdAt: integer('created_at').$type<EpochMs>().notNull(),
    expiresAt: integer('expires_at').$type<EpochMs>().notNull(),
    usedAt: integer('used_at').$type<EpochMs>(),
  },
  (table) => [index('sign_in_codes_by_person').on(table.personId)],
);
