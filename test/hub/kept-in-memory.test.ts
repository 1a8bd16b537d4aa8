import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EpochMs, RoomId } from '#domain/ids.ts';
import { manifestDigest } from '#domain/sync/manifest.ts';
import { giveCard } from '../../src/hub/server/people/cards.ts';
import type { HubDatabase } from '../../src/hub/server/store/hub-database.ts';
import { kioskIdentity } from '../../src/hub/server/store/kiosk-identity.ts';
import { renewKiosk, revokeKiosk } from '../../src/hub/server/store/kiosk-store.ts';
import { occurrencesIn, occurrencesInRoom } from '../../src/hub/server/store/occurrence-store.ts';
import { HOUR } from './support/manual-time.ts';
import { openTestRoom, TestKiosk } from './support/test-assembly.ts';

class TakenBack extends Error {}

/** Does it in a transaction that fails at its end. */
function takeBack(db: HubDatabase, work: () => void): void {
  const failing = () =>
    db.transaction(() => {
      work();
      throw new TakenBack();
    });
  expect(failing).toThrow(TakenBack);
}

describe('what the hub keeps in memory of a kiosk', () => {
  it('follows its row, whoever writes it', () => {
    const { test, campus, kiosk } = openTestRoom();
    const { db } = test.parts;
    const standing = () => kioskIdentity(db, kiosk.number);
    expect(standing()).toMatchObject({ roomId: campus.room, revoked: false });
    db.sqlite.prepare('update kiosks set room_id = ?').run(campus.otherRoom);
    expect(standing()?.roomId).toBe(campus.otherRoom);
    revokeKiosk(db, kiosk.number, test.time.now);
    expect(standing()?.revoked).toBe(true);
    expect(test.directory.kioskStanding(kiosk.number)?.revoked).toBe(true);
    const publicKey = randomBytes(32);
    const secret = { bytes: randomBytes(32), stepMs: 5_000 };
    const row = { roomId: campus.room, name: 'Door', publicKey, at: test.time.now };
    renewKiosk(db, kiosk.number, row, secret);
    expect(standing()).toEqual({
      roomId: campus.room,
      publicKey: Uint8Array.from(publicKey),
      revoked: false,
    });
  });

  it('is nothing once the kiosk is gone, and something once there is one', () => {
    const { test, campus, kiosk } = openTestRoom();
    const { db } = test.parts;
    expect(kioskIdentity(db, kiosk.number)).toBeDefined();
    db.sqlite.pragma('foreign_keys = OFF');
    db.sqlite.prepare('delete from kiosks').run();
    expect(kioskIdentity(db, kiosk.number)).toBeUndefined();
    test.time.pass(HOUR);
    expect(new TestKiosk(test, campus.room).number).toBe(kiosk.number);
    expect(kioskIdentity(db, kiosk.number)).toBeDefined();
  });

  it('is not what a transaction wrote that was taken back', () => {
    const { test, campus, kiosk } = openTestRoom();
    const { db } = test.parts;
    takeBack(db, () => {
      revokeKiosk(db, kiosk.number, test.time.now);
      expect(kioskIdentity(db, kiosk.number)?.revoked).toBe(true);
    });
    expect(kioskIdentity(db, kiosk.number)).toMatchObject({ roomId: campus.room, revoked: false });
  });
});

describe('what the hub keeps in memory of versions', () => {
  it('is not that of a change that was taken back, also when the next gets its number', () => {
    const { test, campus } = openTestRoom();
    const { db } = test.parts;
    const [room, other] = [`room:${campus.room}`, `room:${campus.otherRoom}`] as const;
    const before = db.versionOf(room);
    takeBack(db, () => {
      db.bumpDataVersion(room);
      expect(db.versionOf(room)).toBe(db.dataVersion());
    });
    db.bumpDataVersion(other);
    expect(db.versionOf(room)).toBe(before);
    expect(db.versionOf(other)).toBe(db.dataVersion());
    expect(db.versionOf(room, other)).toBe(db.dataVersion());
    db.bumpDataVersion();
    expect(db.versionOf(room)).toBe(db.dataVersion());
  });
});

describe('what the hub keeps in memory of a kiosk’s documents', () => {
  it('stays the very same when another room changed, and is new when its own did', () => {
    const { test, campus, kiosk } = openTestRoom();
    const { db } = test.parts;
    const manifest = () => test.directory.manifestFor(kiosk.number);
    const first = manifest();
    db.sqlite.prepare("update occurrences set section_name = 'B'").run();
    db.bumpDataVersion(`room:${campus.otherRoom}`);
    expect(manifest()).toBe(first);
    db.bumpDataVersion(`room:${campus.room}`);
    const second = manifest();
    expect(second.rev).toBeGreaterThan(first.rev);
    expect(second.digest).toBe(manifestDigest(second.documents));
    expect(second.digest).not.toBe(first.digest);
  });

  it('is new when the kiosk is moved, also where nothing says that data changed', () => {
    const { test, campus, kiosk } = openTestRoom();
    const first = test.directory.manifestFor(kiosk.number);
    test.parts.db.sqlite.prepare('update kiosks set room_id = ?').run(campus.otherRoom);
    const second = test.directory.manifestFor(kiosk.number);
    expect(second.digest).not.toBe(first.digest);
    const place = second.documents.find(([id]) => id === 'place');
    expect(test.directory.document(kiosk.number, 'place', place?.[1] as never)).toContain(campus.otherRoom);
  });

  it('names what all kiosks are told in one list, which is new when a card is given', () => {
    const { test, campus, kiosk } = openTestRoom();
    const second = new TestKiosk(test, campus.otherRoom);
    const cardsOf = ({ number }: TestKiosk) =>
      test.directory.manifestFor(number).documents.filter(([id]) => id.startsWith('credentials:'));
    const before = cardsOf(kiosk);
    expect(cardsOf(second)).toEqual(before);
    giveCard(test.parts, campus.students.chen, 'em:00000A03');
    expect(cardsOf(kiosk)).not.toEqual(before);
    expect(cardsOf(second)).toEqual(cardsOf(kiosk));
  });
});

describe('meetings of one room', () => {
  it('are those that any other question finds there', () => {
    const { test, campus } = openTestRoom();
    const { db, clock } = test.parts;
    const from = (clock.now() - 100 * 24 * HOUR) as EpochMs;
    const to = (clock.now() + 100 * 24 * HOUR) as EpochMs;
    db.sqlite
      .prepare('update occurrences set ad_hoc = 1, cancelled = 1 where starts_at > ?')
      .run(clock.now());
    const of = (roomId: RoomId) => occurrencesIn(db, { from, to, rooms: [roomId] });
    expect(of(campus.room).length).toBeGreaterThan(5);
    expect(occurrencesInRoom(db, campus.room, { from, to })).toEqual(of(campus.room));
    expect(occurrencesInRoom(db, campus.otherRoom, { from, to })).toEqual([]);
    const [second] = of(campus.room).slice(1);
    const until = second?.startsAt as EpochMs;
    expect(occurrencesInRoom(db, campus.room, { from, to: until })).toHaveLength(1);
    expect(occurrencesInRoom(db, campus.room, { from: until, to })).toHaveLength(of(campus.room).length - 1);
  });
});
