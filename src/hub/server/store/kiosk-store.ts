import { and, asc, desc, eq, isNull, max, sql } from 'drizzle-orm';
import type { Epoch, EpochMs, Hash, KioskNumber, RoomId } from '#domain/ids.ts';
import type { ClockError, LedgerCheck } from '#domain/sync/frames.ts';
import { enrolmentCodes, kioskSecrets, kiosks } from './access-schema.ts';
import type { HubDatabase } from './hub-database.ts';
import { preparedOnce } from './prepared-once.ts';
import { rooms } from './schema.ts';

export type KioskRow = typeof kiosks.$inferSelect;
export type KioskSecret = typeof kioskSecrets.$inferSelect;
export type EnrolmentCodeRow = typeof enrolmentCodes.$inferSelect;

/** Also a revoked one. */
export function kioskByNumber(db: HubDatabase, number: KioskNumber): KioskRow | undefined {
  return byNumber(db).get({ number });
}

const byNumber = preparedOnce(({ orm }) =>
  orm
    .select()
    .from(kiosks)
    .where(eq(kiosks.number, sql.placeholder('number')))
    .prepare(),
);

export function allKiosks(db: HubDatabase): readonly (KioskRow & { readonly room: string | null })[] {
  return db.orm
    .select({ kiosk: kiosks, room: rooms.name })
    .from(kiosks)
    .leftJoin(rooms, eq(rooms.id, kiosks.roomId))
    .orderBy(asc(kiosks.number))
    .all()
    .map(({ kiosk, room }) => ({ ...kiosk, room }));
}

/** Those that still take attendance in the room. */
export function kiosksInRoom(db: HubDatabase, roomId: RoomId): readonly KioskRow[] {
  return db.orm
    .select()
    .from(kiosks)
    .where(and(eq(kiosks.roomId, roomId), isNull(kiosks.revokedAt)))
    .all();
}

/** Gives the next number, which nobody ever had, to a new kiosk and keeps its secret. */
export function addKiosk(
  db: HubDatabase,
  kiosk: { readonly roomId: RoomId; readonly name: string; readonly publicKey: Buffer; readonly at: EpochMs },
  secret: { readonly bytes: Buffer; readonly stepMs: number },
): KioskNumber {
  const last =
    db.orm
      .select({ number: max(kiosks.number) })
      .from(kiosks)
      .get()?.number ?? 0;
  const number = (last + 1) as KioskNumber;
  const { at, ...row } = kiosk;
  db.orm
    .insert(kiosks)
    .values({ ...row, number, enrolledAt: at })
    .run();
  addSecret(db, { kiosk: number, from: at, to: null, secret: secret.bytes, stepMs: secret.stepMs });
  return number;
}

/**
 * Lets the machine behind a number in again under a new key. What codes were made with before is only forgotten when it
 * had been shut out: then nobody knows who else has it.
 */
export function renewKiosk(
  db: HubDatabase,
  number: KioskNumber,
  kiosk: { readonly roomId: RoomId; readonly name: string; readonly publicKey: Buffer; readonly at: EpochMs },
  secret: { readonly bytes: Buffer; readonly stepMs: number },
): void {
  const { at, ...row } = kiosk;
  if (kioskByNumber(db, number)?.revokedAt !== null)
    db.orm.delete(kioskSecrets).where(eq(kioskSecrets.kiosk, number)).run();
  db.orm
    .update(kiosks)
    .set({ ...row, revokedAt: null })
    .where(eq(kiosks.number, number))
    .run();
  // Two of one instant would be one.
  const newest = secretsOf(db, number)[0]?.from ?? 0;
  const from = Math.max(at, newest + 1) as EpochMs;
  addSecret(db, { kiosk: number, from, to: null, secret: secret.bytes, stepMs: secret.stepMs });
}

export function revokeKiosk(db: HubDatabase, number: KioskNumber, revokedAt: EpochMs): void {
  db.orm.update(kiosks).set({ revokedAt }).where(eq(kiosks.number, number)).run();
}

/** The secret in force first, then the ones before it. Number 0 is the hub itself. */
export function secretsOf(db: HubDatabase, kiosk: KioskNumber): readonly KioskSecret[] {
  return db.orm
    .select()
    .from(kioskSecrets)
    .where(eq(kioskSecrets.kiosk, kiosk))
    .orderBy(desc(kioskSecrets.from))
    .all();
}

export function addSecret(db: HubDatabase, secret: KioskSecret): void {
  db.orm.insert(kioskSecrets).values(secret).run();
}

export type ContactRow = {
  readonly lastContactAt: EpochMs;
  readonly epoch: Epoch;
  readonly backlog: number;
  readonly app: string;
  readonly watermark: EpochMs | null;
  readonly clock: ClockError | null;
  readonly check: LedgerCheck | null;
};

/** What the kiosk last told, also before this start of the hub. */
export function contactIn(row: KioskRow): ContactRow | undefined {
  const { lastContactAt, epoch, backlog, watermark, clockOffsetMs, clockUncertaintyMs } = row;
  if (lastContactAt === null || epoch === null) return undefined;
  const { checkedAt, checkOutcome } = row;
  const hasClock = clockOffsetMs !== null && clockUncertaintyMs !== null;
  return {
    ...{ lastContactAt, epoch, backlog, watermark, app: row.app ?? '' },
    clock: hasClock ? { offsetMs: clockOffsetMs, uncertaintyMs: clockUncertaintyMs } : null,
    check: checkedAt !== null && checkOutcome !== null ? { at: checkedAt, outcome: checkOutcome } : null,
  };
}

export function putContact(db: HubDatabase, number: KioskNumber, contact: ContactRow): void {
  const { clock, check, ...told } = contact;
  contactOf(db).run({
    ...{ ...told, number },
    ...{ clockOffsetMs: clock?.offsetMs ?? null, clockUncertaintyMs: clock?.uncertaintyMs ?? null },
    ...{ checkedAt: check?.at ?? null, checkOutcome: check?.outcome ?? null },
  });
}

const contactOf = preparedOnce(({ orm }) =>
  orm
    .update(kiosks)
    .set({
      lastContactAt: given('lastContactAt'),
      epoch: given('epoch'),
      backlog: given('backlog'),
      app: given('app'),
      watermark: given('watermark'),
      clockOffsetMs: given('clockOffsetMs'),
      clockUncertaintyMs: given('clockUncertaintyMs'),
      checkedAt: given('checkedAt'),
      checkOutcome: given('checkOutcome'),
    })
    .where(eq(kiosks.number, sql.placeholder('number')))
    .prepare(),
);

/** A value that comes when the statement is run. */
function given(name: string) {
  return sql`${sql.placeholder(name)}`;
}

export type ManifestRow = { readonly rev: number; readonly manifestDigest: Hash };

export function putManifest(db: HubDatabase, number: KioskNumber, manifest: ManifestRow): void {
  manifestOf(db).run({ ...manifest, number });
}

const manifestOf = preparedOnce(({ orm }) =>
  orm
    .update(kiosks)
    .set({ rev: given('rev'), manifestDigest: given('manifestDigest') })
    .where(eq(kiosks.number, sql.placeholder('number')))
    .prepare(),
);

export function addEnrolmentCode(db: HubDatabase, code: EnrolmentCodeRow): void {
  db.orm.insert(enrolmentCodes).values(code).run();
}

export function enrolmentCode(db: HubDatabase, codeHash: string): EnrolmentCodeRow | undefined {
  return db.orm.select().from(enrolmentCodes).where(eq(enrolmentCodes.codeHash, codeHash)).get();
}

/** False when somebody else was faster. */
export function spendEnrolmentCode(db: HubDatabase, codeHash: string, usedAt: EpochMs): boolean {
  const { changes } = db.orm
    .update(enrolmentCodes)
    .set({ usedAt })
    .where(and(eq(enrolmentCodes.codeHash, codeHash), isNull(enrolmentCodes.usedAt)))
    .run();
  return changes === 1;
}
