import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ledgerIn } from './a-ledger.ts';
import { hubEvents, recordTouches } from './ledger-facts.ts';

/** The file as any other program would open it: the kiosk's code is not in between. */
function sqlOn(folder: string): Database.Database {
  const db = new Database(join(folder, 'ledger.db'));
  onTestFinished(() => {
    db.close();
  });
  return db;
}

describe('a program that opens the ledger with its own SQL', () => {
  it('can change no event', () => {
    const folder = temporaryFolder();
    recordTouches(ledgerIn(folder), 3);
    const db = sqlOn(folder);
    expect(() => db.exec("update event set text = 'forged' where seq = 2")).toThrow('append-only');
    expect(() => db.exec('update event set seq = 9, position = position + 7 where seq = 2')).toThrow(
      'append-only',
    );
  });

  it('can replace nothing by inserting over it', () => {
    const folder = temporaryFolder();
    const ledger = ledgerIn(folder);
    recordTouches(ledger, 3);
    ledger.appendHubEvents(hubEvents(2), { generation: null, run: null, position: 2 });
    const db = sqlOn(folder);
    expect(() =>
      db.exec("insert or replace into event select position, epoch_number, seq, 'x', hash from event"),
    ).toThrow();
    const hubEvent = 'insert or replace into hub_event select';
    expect(() =>
      db.exec(`${hubEvent} position, origin, epoch, seq, 'x', hash, seal, link from hub_event`),
    ).toThrow();
    expect(() =>
      db.exec(`${hubEvent} position + 9, origin, epoch, seq, 'x', hash, seal, link from hub_event`),
    ).toThrow();
    expect(() =>
      db.exec("insert or replace into epoch select 9, epoch, 1, 0, '', 0, '' from epoch"),
    ).toThrow();
    expect(() => db.exec('insert or replace into state values (1, null, 0, 1)')).toThrow();
    expect(ledger.read(0, 100, 1e6)).toHaveLength(4);
    expect(ledger.hubEvents(0, 100, 1e6).events).toHaveLength(2);
  });

  it('can delete an event only once the hub has archived it and its anchor was set', () => {
    const folder = temporaryFolder();
    const ledger = ledgerIn(folder);
    recordTouches(ledger, 5);
    ledger.recordAck({ ...ledger.head(), archivedSeq: 3 });
    const db = sqlOn(folder);
    expect(() => db.exec('delete from event where seq = 1')).toThrow('append-only');
    expect(() => db.exec("update epoch set pruned_seq = 4, pruned_hash = 'x'")).toThrow(
      'only what is archived',
    );
    ledger.prune(2);
    expect(() => db.exec('delete from event where seq = 3')).toThrow('append-only');
    expect(() => db.exec('delete from event')).toThrow('append-only');
    expect(() => db.exec('update epoch set pruned_seq = 1')).toThrow('for good');
    expect(() => db.exec('update epoch set archived_seq = 1')).toThrow('only what is archived');
  });

  it('can neither rename an epoch nor take back an opening number', () => {
    const folder = temporaryFolder();
    const ledger = ledgerIn(folder);
    ledger.nextOpeningNumber();
    const db = sqlOn(folder);
    expect(() => db.exec("update epoch set epoch = 'ffffffffffffffff'")).toThrow('keeps its name');
    expect(() => db.exec('delete from epoch')).toThrow('never deleted');
    expect(() => db.exec('update state set next_opening = 1')).toThrow('never used again');
    expect(() => db.exec('delete from state')).toThrow('never deleted');
  });

  it('can add nothing to an epoch that was left, and nothing out of its place', () => {
    const folder = temporaryFolder();
    const ledger = ledgerIn(folder);
    const db = sqlOn(folder);
    const place = 2 ** 32 + 2;
    const insert = db.prepare(
      "insert into event (position, epoch_number, seq, text, hash) values (?, 1, ?, 'x', 'y')",
    );
    expect(() => insert.run(place, 3)).toThrow('event_position');
    ledger.startNewEpoch('forked');
    expect(() => insert.run(place, 2)).toThrow('go to its end');
  });

  it("can change and delete none of the hub's events", () => {
    const folder = temporaryFolder();
    ledgerIn(folder).appendHubEvents(hubEvents(2), { generation: null, run: null, position: 2 });
    const db = sqlOn(folder);
    expect(() => db.exec("update hub_event set text = 'forged'")).toThrow('append-only');
    expect(() => db.exec('delete from hub_event')).toThrow('append-only');
  });
});
