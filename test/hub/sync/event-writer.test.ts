import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { EpochMs, KioskNumber } from '#domain/ids.ts';
import { createLog } from '#platform/log.ts';
import { migrate } from '#platform/migrate.ts';
import { migrationsFolder } from '#platform/migrations-folder.ts';
import { openDatabase } from '#platform/sqlite.ts';
import type { StoredEvent } from '../../../src/hub/server/ledger/stored-event.ts';
import type { EventAlarm, ReceivedPush } from '../../../src/hub/server/sync/event-store.ts';
import { EventWriter } from '../../../src/hub/server/sync/event-writer.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openTestRoom } from '../support/test-assembly.ts';
import { INSTITUTION } from './a-store.ts';

/** A writer over the database of a campus, beside its own connection. */
function writerBeside({
  path,
  institutionId = INSTITUTION,
}: {
  path: string;
  institutionId?: typeof INSTITUTION;
}) {
  const told: StoredEvent[][] = [];
  const alarms: EventAlarm[] = [];
  const logged: string[] = [];
  const writer = new EventWriter({
    ...{ path, institutionId },
    now: () => 1_800_000_000_000 as EpochMs,
    log: createLog({ level: 'error', write: (line) => logged.push(line) }),
    onStored: (stored) => told.push([...stored]),
    onAlarm: (alarm) => alarms.push(alarm),
  });
  onTestFinished(() => writer.close());
  return { writer, told, alarms, logged };
}

test('what the thread stores is on the disk, is told as it was recorded, and is in the look-up tables', async () => {
  const { test: hub, campus, kiosk } = openTestRoom();
  const { sqlite } = hub.parts.db;
  const { institutionId } = hub.parts;
  const { writer, told } = writerBeside({ path: sqlite.name, institutionId });
  const { sessionId } = campus.friday;
  kiosk.append('opening-started', { sessionId, number: 1 as never, by: null, method: 'policy', adHoc: null });
  kiosk.append('clock-sampled', { hubMinusMono: 5, uncertaintyMs: 3 });
  const received = kiosk.received();

  const [outcome] = await writer.ingest([received]);
  expect(outcome).toMatchObject({ kind: 'stored', added: received.push.events.length });
  const texts = sqlite
    .prepare('select text from events where kiosk = ? order by seq')
    .pluck()
    .all(kiosk.number);
  expect(texts).toEqual(received.push.events);
  const [stored = []] = told;
  expect(stored.map(({ type, sessionId: named }) => [type, named])).toEqual([
    ['epoch-started', null],
    ['opening-started', sessionId],
    ['clock-sampled', null],
  ]);
  // Read from their texts only now.
  expect(stored.map(({ envelope }) => envelope.seq)).toEqual([1, 2, 3]);
  expect(stored[2]?.event?.body).toEqual({ hubMinusMono: 5, uncertaintyMs: 3 });
  expect(sqlite.prepare('select session_id from openings where kiosk = ?').pluck().get(kiosk.number)).toBe(
    sessionId,
  );
});

test('two pushes of one kiosk in one group, one after the other and one twice, are told once each', async () => {
  const { test: hub, kiosk } = openTestRoom();
  const { institutionId, db } = hub.parts;
  const { writer, told, alarms } = writerBeside({ path: db.sqlite.name, institutionId });
  const first = kiosk.received();
  kiosk.append('clock-sampled', { hubMinusMono: 1, uncertaintyMs: 1 });
  const both = kiosk.received();
  const outcomes = await writer.ingest([first, both, both]);
  expect(outcomes.map((one) => one.kind === 'stored' && one.added)).toEqual([1, 1, 0]);
  expect(told.flat().map(({ envelope }) => envelope.seq)).toEqual([1, 2]);
  expect(alarms).toEqual([]);
});

test('what the database refuses is told with its code, and the thread goes on', async () => {
  const { test: hub, kiosk } = openTestRoom();
  const { institutionId, db } = hub.parts;
  const { writer } = writerBeside({ path: db.sqlite.name, institutionId });
  db.sqlite.exec("create trigger full before insert on events begin select raise(abort, 'no room'); end");
  const refused = await writer.ingest([kiosk.received()]).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Database.SqliteError);
  expect((refused as { code: string }).code).toBe('SQLITE_CONSTRAINT_TRIGGER');
  db.sqlite.exec('drop trigger full');
  expect((await writer.ingest([kiosk.received()]))[0]?.kind).toBe('stored');
});

test('a thread that could not begin is told of, and the next push begins another', async () => {
  const path = join(temporaryFolder(), 'not-yet', 'hub.db');
  const { writer, logged } = writerBeside({ path });
  const pushes: readonly ReceivedPush[] = [
    {
      kiosk: 1 as KioskNumber,
      publicKey: new Uint8Array(32),
      push: {
        type: 'push',
        epoch: '00',
        from: 5,
        events: ['x'],
        head: { seq: 5, hash: '', signature: '' },
        more: 0,
      } as never,
    },
  ];
  await expect(writer.ingest(pushes)).rejects.toThrow('not-yet');
  expect(logged.join()).toContain('writing thread lost');
  mkdirSync(dirname(path));
  const opened = openDatabase(path);
  if (!opened.ok) throw new Error(opened.error.text);
  onTestFinished(() => void opened.value.close());
  migrate(opened.value, migrationsFolder(import.meta.dirname, 'hub'));
  expect(await writer.ingest(pushes)).toMatchObject([{ kind: 'gap' }]);
});

test('when the writer is closed the database can be closed as by its last user', async () => {
  const { test: hub, kiosk } = openTestRoom();
  const { institutionId, db } = hub.parts;
  const { writer } = writerBeside({ path: db.sqlite.name, institutionId });
  await writer.ingest([kiosk.received()]);
  await writer.close();
  // Only without other connections can the mode be changed.
  expect(db.sqlite.pragma('journal_mode = delete', { simple: true })).toBe('delete');
});
