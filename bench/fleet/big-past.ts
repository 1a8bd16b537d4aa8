import { randomBytes } from 'node:crypto';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { Epoch, EventId, KioskNumber, Seq } from '#domain/ids.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import { openHubDatabase } from '../../src/hub/server/store/open-hub-database.ts';
import { STUDENTS_PER_SECTION, sectionId, sessionOf, studentOf, tagOf } from './big-campus.ts';

/** The first section of the first room: its meetings of the past are what a report goes through. */
export const SECTION_WITH_A_PAST = { id: sectionId(0, 0), meetings: 3, touches: 20_000 } as const;
const PAST_MEETINGS = [-10, -6, -2] as const;

const EPOCH = 'feedfacefeedface' as Epoch;

/** Fills the hub's table of events: what the report is about, and as much else as makes so many in all. */
export function addPast(data: string, events: number): void {
  const opened = openHubDatabase(data);
  if (!opened.ok) throw new Error(opened.error);
  const { sqlite } = opened.value;
  const insert = sqlite.prepare(
    `insert into events (kiosk, epoch, seq, id, type, session_id, at, text, hash, received_at)
     values (?, ?, ?, ?, 'presentation', ?, ?, ?, ?, ?)`,
  );
  const { meetings, touches } = SECTION_WITH_A_PAST;
  const now = Date.now();
  const hash = '0'.repeat(64);
  const add = (n: number, seq: number) => {
    const isOfReport = n < meetings * touches;
    const room = isOfReport ? 0 : 1 + (n % 190);
    const meeting = isOfReport ? (PAST_MEETINGS[n % meetings] ?? -2) : -1 - ((n >> 8) % 10);
    const at = startOf(now, meeting) + (n % 3_600) * 1_000;
    const kiosk = (room + 1) as KioskNumber;
    const sessionId = sessionOf(room, meeting);
    const id = uuidV7(at, randomBytes(10)) as EventId;
    const personId = studentOf({ rooms: 200 }, room, n % STUDENTS_PER_SECTION);
    const body = {
      method: 'card',
      reader: 'door',
      tag: tagOf(n % 500),
      personId,
      directory: 12,
      sessionId,
      answer: 'present',
    };
    const clock = { wall: at, mono: n, boot: '00112233445566aa', hubMinusMono: at - n, uncertaintyMs: 3 };
    const text = encodeEvent({
      kiosk,
      epoch: EPOCH,
      seq: seq as Seq,
      id,
      type: 'presentation',
      v: 1,
      clock,
      body,
    } as never);
    insert.run(kiosk, EPOCH, seq, id, sessionId, at, text, hash, at);
  };
  const seqs = new Map<number, number>();
  for (let from = 0; from < events; from += 50_000) {
    opened.value.transaction(() => {
      for (let n = from; n < Math.min(events, from + 50_000); n += 1) {
        const room = n < meetings * touches ? 0 : 1 + (n % 190);
        const seq = (seqs.get(room) ?? 0) + 1;
        seqs.set(room, seq);
        add(n, seq);
      }
    });
  }
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  opened.value.close();
}

/** As the campus has it. */
function startOf(now: number, meeting: number): number {
  return now - 10 * 60_000 + meeting * 21 * 3_600_000;
}
