import { describe, expect, it } from 'vitest';
import { type DirectoryDocument, DocumentSchema } from '#contracts/sync/documents.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { CardNumber } from '#domain/card-number/card-number.ts';
import { credentialTag } from '#domain/credential/credential-tag.ts';
import type { DeviceId, EpochMs, EventId, OpeningNumber, PersonId } from '#domain/ids.ts';
import { decodeEvent } from '#domain/ledger/event-text.ts';
import { DEFAULT_RULES } from '#domain/rules/rules.ts';
import { documentHash, manifestDigest } from '#domain/sync/manifest.ts';
import { createAccount, setAccountDisabled } from '../../src/hub/server/auth/accounts.ts';
import { addCheckIn } from '../../src/hub/server/check-in/phone-check-in-store.ts';
import { cardShardOf } from '../../src/hub/server/directory/card-shards.ts';
import { giveCard } from '../../src/hub/server/people/cards.ts';
import { setPin } from '../../src/hub/server/people/person-secrets.ts';
import { addRules } from '../../src/hub/server/store/campus-store.ts';
import { occurrencesIn } from '../../src/hub/server/store/occurrence-store.ts';
import { refreshOccurrences } from '../../src/hub/server/timetable/refresh-occurrences.ts';
import { FRIDAY_9, HOUR, MINUTE } from './support/manual-time.ts';
import { openTestAssembly, openTestRoom, type TestAssembly, TestKiosk } from './support/test-assembly.ts';
import { addTestCampus, type TestCampus } from './support/test-campus.ts';

/** All documents of a kiosk, as it would fetch them. */
function documentsOf({ directory }: TestAssembly, kiosk: TestKiosk): ReadonlyMap<string, DirectoryDocument> {
  const { documents } = directory.manifestFor(kiosk.number);
  return new Map(
    documents.map(([id, hash]) => {
      const text = directory.document(kiosk.number, id, hash);
      if (text === undefined) throw new Error(`no document ${id}`);
      expect(documentHash(text)).toBe(hash);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      return [id, DocumentSchema.parse(JSON.parse(text))];
    }),
  );
}

/** A number that will stand in the document with this id. */
function cardBeside({ parts }: TestAssembly, documentId: string): string {
  for (let i = 0; ; i += 1) {
    const card = `em:0B${String(i).padStart(6, '0')}` as CardNumber;
    if (documentId === `credentials:${cardShardOf(credentialTag(parts.keys.cardKey, card))}`) return card;
  }
}

describe('what a kiosk is told of the campus', () => {
  it('is its room, classes, rosters, teachers, everybody’s cards, and where everybody is', () => {
    const { test, campus, kiosk } = openTestRoom();
    const documents = documentsOf(test, kiosk);
    const cards = [...documents].filter(([id]) => id.startsWith('credentials:'));
    expect([...documents.keys()].filter((id) => !id.startsWith('credentials:')).toSorted()).toEqual([
      'faculty',
      'keepers',
      'occurrences',
      'passes',
      'place',
      `section:${campus.section}`,
      'whereabouts',
    ]);
    expect(documents.get('place')).toMatchObject({
      room: 'B-204',
      institution: 'Test University',
      timeZone: 'Europe/Prague',
      codeHost: 'hub.test:8080',
      codeScheme: 'http',
    });
    expect(documents.get('faculty')).toMatchObject({ people: [{ name: 'Mara Novak', pin: null }] });
    expect(cards.flatMap(([, each]) => (each.kind === 'credentials' ? each.cards : []))).toHaveLength(3);
    expect(documents.get('whereabouts')).toMatchObject({
      classes: [{ room: 'B-204', people: { length: 3 } }],
    });
  });

  it('holds three weeks of classes, and names of its own rosters only', () => {
    const { test, campus, kiosk } = openTestRoom();
    const documents = documentsOf(test, kiosk);
    const occurrences = documents.get('occurrences');
    expect(occurrences?.kind === 'occurrences' && occurrences.occurrences).toHaveLength(3);
    expect(JSON.stringify([...documents.values()])).toContain('Ana Álvarez');
    expect(JSON.stringify([...documents.values()])).not.toContain('Stranger');
    const elsewhere = new TestKiosk(test, campus.otherRoom);
    expect(JSON.stringify([...documentsOf(test, elsewhere).values()])).not.toContain('Ana Álvarez');
  });

  it('is taken by the kiosk however long the names are', () => {
    const { test, kiosk } = openTestRoom();
    const { sqlite } = test.parts.db;
    sqlite
      .prepare('update people set name = ?, student_number = id || ?')
      .run('N'.repeat(500), '1'.repeat(100));
    sqlite.prepare('update courses set title = ?, code = ?').run('T'.repeat(500), 'C'.repeat(500));
    sqlite.prepare('update sections set name = ?').run('S'.repeat(500));
    sqlite.prepare('update rooms set name = name || ?').run('R'.repeat(500));
    sqlite.prepare('delete from occurrences').run();
    refreshOccurrences(test.parts.db, test.time.now);
    // `documentsOf` reads each with the schema that the kiosk reads it with.
    expect([...documentsOf(test, kiosk).keys()].filter((id) => !id.startsWith('credentials:'))).toHaveLength(
      7,
    );
  });

  it('says nothing new while nothing has changed', () => {
    const { test, kiosk } = openTestRoom();
    const first = test.directory.manifestFor(kiosk.number);
    expect(first.digest).toBe(manifestDigest(first.documents));
    test.time.pass(MINUTE);
    expect(test.directory.manifestFor(kiosk.number)).toEqual(first);
    // Something changed, but nothing that concerns it.
    test.parts.db.bumpDataVersion();
    expect(test.directory.manifestFor(kiosk.number)).toEqual(first);
  });

  it('says at once that a card was given, a PIN set, or the rules changed, each time with a higher revision', async () => {
    const { test, campus, kiosk } = openTestRoom();
    const revisions = [test.directory.manifestFor(kiosk.number).rev];
    giveCard(test.parts, campus.students.chen, 'em:00000A03');
    revisions.push(test.directory.manifestFor(kiosk.number).rev);
    await setPin(test.parts, campus.mara, '271828');
    revisions.push(test.directory.manifestFor(kiosk.number).rev);
    const { version: _, ...rules } = DEFAULT_RULES;
    addRules(test.parts.db, { ...rules, graceMin: 10 }, test.time.now);
    revisions.push(test.directory.manifestFor(kiosk.number).rev);
    expect(revisions).toEqual([...new Set(revisions)].toSorted((a, b) => a - b));
    expect(revisions).toHaveLength(4);
    const documents = documentsOf(test, kiosk);
    expect(documents.get('place')).toMatchObject({ rules: { graceMin: 10, version: 2 } });
    expect(JSON.stringify(documents.get('faculty'))).toContain('$argon2id$');
  });

  it('names administrators who have a PIN, so that they can look after any kiosk', async () => {
    const { test, campus, kiosk } = openTestRoom();
    const keepers = () => documentsOf(test, kiosk).get('keepers');
    expect(keepers()).toEqual({ kind: 'keepers', people: [] });
    const { db } = test.parts;
    const now = test.time.now;
    const first = await createAccount(db, { username: 'root', role: 'admin', personId: null }, now);
    const made = await createAccount(db, { username: 'robin', role: 'admin', personId: null }, now);
    const otto = await createAccount(db, { username: 'otto', role: 'faculty', personId: campus.otto }, now);
    for (const { user } of [made, otto]) await setPin(test.parts, user.personId as PersonId, '271828');
    // One without a PIN could not prove who they are, and teachers are no administrators.
    expect(first.user.personId).not.toBeNull();
    expect(keepers()).toMatchObject({
      people: [{ personId: made.user.personId, name: 'robin', pin: expect.stringMatching(/^\$argon2id/) }],
    });
    setAccountDisabled(db, made.user.id, now);
    expect(keepers()).toEqual({ kind: 'keepers', people: [] });
  });

  it('moves its window on with time, also without any change', () => {
    const { test, kiosk } = openTestRoom();
    const before = documentsOf(test, kiosk).get('occurrences');
    test.time.pass(7 * 24 * HOUR + HOUR);
    const after = documentsOf(test, kiosk).get('occurrences');
    expect(after).not.toEqual(before);
    expect(JSON.stringify(after)).toContain(String(FRIDAY_9 + 28 * 24 * HOUR));
  });

  it('never hands out a document under another hash than the one it has', () => {
    const { test, campus, kiosk } = openTestRoom();
    const before = test.directory.manifestFor(kiosk.number).documents;
    const [id, hash] = before[0] ?? [];
    if (id === undefined || hash === undefined) throw new Error('no documents');
    expect(test.directory.document(kiosk.number, id, '0'.repeat(64) as never)).toBeUndefined();
    // Its tag begins as that of a card does that is there already.
    giveCard(test.parts, campus.students.chen, cardBeside(test, id));
    const after = test.directory.manifestFor(kiosk.number).documents;
    expect(after.find(([name]) => name === id)?.[1]).not.toBe(hash);
    expect(test.directory.document(kiosk.number, id, hash)).toBeUndefined();
  });
});

function open(kiosk: TestKiosk, { friday, mara }: TestCampus): void {
  const { sessionId } = friday;
  kiosk.append('opening-started', {
    sessionId,
    number: 1 as OpeningNumber,
    by: mara,
    method: 'pin',
    adHoc: null,
  });
}

function markAna({ parts }: TestAssembly, { friday, mara, students }: TestCampus): void {
  const { sessionId } = friday;
  const body = {
    sessionId,
    personId: students.ana,
    status: 'P',
    reason: 'other',
    note: null,
    by: mara,
  } as const;
  parts.ledger.append('mark-set', { ...body, supersedes: null });
}

function fed({ directory }: TestAssembly, kiosk: TestKiosk, after = 0) {
  const { events, position } = directory.feedAfter(kiosk.number, after, 100, 1_000_000);
  return { types: events.map(({ text }) => typeOf(text)), position };
}

function typeOf(text: string): string {
  const decoded = decodeEvent(text);
  return decoded.ok ? decoded.value.envelope.type : 'unreadable';
}

describe('what a kiosk is told of what others recorded', () => {
  it('is every mark by hand for a class in its room, in order', () => {
    const { test, campus, kiosk } = openTestRoom();
    open(kiosk, campus);
    kiosk.push();
    kiosk.beat();
    expect(test.directory.feedHead(kiosk.number)).toBe(0);
    markAna(test, campus);
    test.parts.ledger.append('session-ended', {
      sessionId: campus.friday.sessionId,
      by: campus.mara,
      supersedes: null,
    });
    const { types, position } = fed(test, kiosk);
    expect(types).toEqual(['mark-set', 'session-ended']);
    expect(position).toBe(test.directory.feedHead(kiosk.number));
    expect(fed(test, kiosk, position)).toEqual({ types: [], position });
  });

  it('does not include what it recorded itself, or what concerns another room', () => {
    const { test, campus, kiosk } = openTestRoom();
    const elsewhere = new TestKiosk(test, campus.otherRoom);
    for (const one of [kiosk, elsewhere]) one.beat();
    open(kiosk, campus);
    kiosk.push();
    markAna(test, campus);
    expect(fed(test, kiosk).types).toEqual(['mark-set']);
    expect(fed(test, elsewhere).types).toEqual([]);
  });

  it('includes what a second kiosk in the room recorded', () => {
    const { test, campus, kiosk } = openTestRoom();
    const second = new TestKiosk(test, campus.room);
    for (const one of [kiosk, second]) one.beat();
    open(kiosk, campus);
    kiosk.push();
    expect(fed(test, second).types).toEqual(['opening-started']);
    expect(fed(test, kiosk).types).toEqual([]);
  });

  it('includes what the same kiosk recorded before its computer was replaced', () => {
    const { test, campus, kiosk } = openTestRoom();
    open(kiosk, campus);
    kiosk.push();
    kiosk.beat();
    expect(fed(test, kiosk).types).toEqual([]);
    kiosk.startNewEpoch();
    kiosk.beat();
    kiosk.push();
    expect(fed(test, kiosk).types).toEqual(['opening-started']);
  });

  it('brings the events of a class along when it is moved into the room', () => {
    const test = openTestAssembly();
    const campus = addTestCampus(test.parts);
    const other = new TestKiosk(test, campus.otherRoom);
    other.beat();
    markAna(test, campus);
    const before = fed(test, other);
    expect(before.types).toEqual([]);
    test.parts.db.sqlite.prepare('update occurrences set room_id = ?').run(campus.otherRoom);
    test.parts.db.bumpDataVersion();
    expect(fed(test, other, before.position).types).toEqual(['mark-set']);
  });

  it('includes what was recorded long before the class, once the class is near', () => {
    const { test, campus, kiosk } = openTestRoom();
    kiosk.beat();
    const inTwoWeeks = {
      from: (FRIDAY_9 + 14 * 24 * HOUR) as EpochMs,
      to: (FRIDAY_9 + 15 * 24 * HOUR) as EpochMs,
    };
    const [later] = occurrencesIn(test.parts.db, inTwoWeeks);
    if (later === undefined) throw new Error('no meeting in two weeks');
    markAna(test, { ...campus, friday: later });
    expect(fed(test, kiosk).types).toEqual([]);
    test.time.pass(13.5 * 24 * HOUR);
    expect(fed(test, kiosk).types).toEqual(['mark-set']);
  });

  it('includes the phones that checked in while it was cut off, as soon as the hub hears of its opening', () => {
    const { test, campus, kiosk } = openTestRoom();
    kiosk.push();
    kiosk.beat();
    open(kiosk, campus);
    const number = 1 as OpeningNumber;
    const personId = campus.students.ana;
    const [checkInId, deviceId] = [
      '01a1f942-edfb-787b-9206-e6308e9cb7bd',
      '01a1f942-edfb-787b-9206-e6308e9cb7be',
    ];
    const body = {
      checkInId: checkInId as EventId,
      sessionId: null,
      opening: { kiosk: kiosk.number, number },
      personId,
      deviceId: deviceId as DeviceId,
      scannedAt: test.time.now,
      via: 'code' as const,
      ...{ signed: 'x', signature: 'x', provisional: false, flags: [] },
    };
    test.parts.ledger.append('phone-check-in', body, ({ epoch, seq }) => {
      const row = { ...body.opening, personId, deviceId: body.deviceId, at: test.time.now, epoch, seq };
      addCheckIn(test.parts.db, { ...row, checkInId: body.checkInId, ticket: 'x' });
    });
    expect(fed(test, kiosk).types).toEqual([]);
    kiosk.push();
    expect(fed(test, kiosk).types).toEqual(['phone-check-in']);
    expect(test.parts.registers.register(campus.friday.sessionId)?.counts.here).toBe(1);
  });

  it('comes in pages that never skip and never repeat', () => {
    const { test, campus, kiosk } = openTestRoom();
    kiosk.beat();
    for (let i = 0; i < 7; i += 1) markAna(test, campus);
    const seqs: number[] = [];
    let position = 0;
    for (let page = 0; page < 4; page += 1) {
      const { events, position: reached } = test.directory.feedAfter(kiosk.number, position, 3, 1_000_000);
      seqs.push(...events.map(({ seq }) => seq));
      position = reached;
    }
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    expect(new Set(seqs).size).toBe(7);
    expect(position).toBe(test.directory.feedHead(kiosk.number));
  });

  it('gives at least one event, however small the frame', () => {
    const { test, campus, kiosk } = openTestRoom();
    kiosk.beat();
    markAna(test, campus);
    markAna(test, campus);
    expect(test.directory.feedAfter(kiosk.number, 0, 100, 10).events).toHaveLength(1);
  });
});
