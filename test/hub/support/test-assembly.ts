import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { Epoch, EpochMs, EventId, Hash, KioskNumber, RoomId, Seq } from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import type { EventBody, EventType } from '#domain/ledger/event.ts';
import { decodeEvent, encodeEvent } from '#domain/ledger/event-text.ts';
import { headBytes } from '#domain/ledger/head.ts';
import type { IngestOutcome, KioskContact } from '#domain/sync/ports.ts';
import type { ClockReading } from '#domain/time/clock-reading.ts';
import { createLog } from '#platform/log.ts';
import { type Assembly, assembleParts } from '../../../src/hub/server/assemble-parts.ts';
import { openHubKeys } from '../../../src/hub/server/hub-keys.ts';
import type { HubParts } from '../../../src/hub/server/hub-parts.ts';
import { HubSettingsSchema } from '../../../src/hub/server/settings.ts';
import { addKiosk } from '../../../src/hub/server/store/kiosk-store.ts';
import { openHubDatabase } from '../../../src/hub/server/store/open-hub-database.ts';
import type { ReceivedPush } from '../../../src/hub/server/sync/event-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { ManualTime } from './manual-time.ts';
import { addTestCampus, type TestCampus } from './test-campus.ts';

export type TestAssembly = Assembly & {
  readonly time: ManualTime;
};

/** Everything of a hub but its sockets, on a real database. */
export function openTestAssembly(): TestAssembly {
  const folder = temporaryFolder();
  const time = new ManualTime();
  const keys = openHubKeys(folder, randomBytes);
  const database = openHubDatabase(folder);
  if (!keys.ok || !database.ok) throw new Error('the hub could not be opened');
  const db = database.value;
  onTestFinished(() => db.close());
  const log = createLog({ level: 'silent' });
  const assembly = assembleParts({
    settings: { ...HubSettingsSchema.parse({}), data: folder },
    db: database.value,
    keys: keys.value,
    clock: time.clock,
    log,
    address: () => ({ url: 'http://hub.test:8080', host: 'hub.test:8080', secure: false }),
  });
  return { ...assembly, time };
}

/** The same with a campus, and a kiosk in the room where its class is. */
export function openTestRoom(): {
  readonly test: TestAssembly;
  readonly campus: TestCampus;
  readonly kiosk: TestKiosk;
} {
  const test = openTestAssembly();
  const campus = addTestCampus(test.parts);
  return { test, campus, kiosk: new TestKiosk(test, campus.room) };
}

/** A kiosk's ledger, chained and signed as the real one, that pushes what it holds when told to. */
export class TestKiosk {
  readonly number: KioskNumber;
  readonly #test: TestAssembly;
  readonly #publicKey: Buffer;
  readonly #privateKey: KeyObject;
  #epoch = newEpoch();
  #head: { seq: number; hash: Hash } = { seq: 0, hash: GENESIS };
  #unsent: string[] = [];

  constructor(test: TestAssembly, roomId: RoomId) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.#test = test;
    this.#privateKey = privateKey;
    this.#publicKey = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url');
    const row = { roomId, name: 'Door', publicKey: this.#publicKey, at: test.time.now };
    this.number = addKiosk(test.parts.db, row, { bytes: randomBytes(32), stepMs: 5_000 });
    this.append('epoch-started', { reason: 'new', previous: null });
  }

  get epoch(): Epoch {
    return this.#epoch;
  }

  append<T extends EventType>(
    type: T,
    body: EventBody<T>,
    clock: ClockReading = this.#test.time.clock.read(),
  ): EventId {
    const id = uuidV7(clock.wall, randomBytes(10)) as EventId;
    const seq = (this.#head.seq + 1) as Seq;
    const text = encodeEvent({ kiosk: this.number, epoch: this.#epoch, seq, id, type, v: 1, clock, body });
    this.#head = { seq, hash: eventHash(this.#epoch, seq, this.#head.hash, text) };
    this.#unsent.push(text);
    return id;
  }

  /** The computer was replaced: a new ledger, which the hub has never seen. */
  startNewEpoch(): void {
    const previous = { epoch: this.#epoch, ...this.#head };
    this.#epoch = newEpoch();
    this.#head = { seq: 0, hash: GENESIS };
    this.#unsent = [];
    this.append('epoch-started', { reason: 'damaged', previous });
  }

  /** Takes an event of its last ledger along into this one. */
  carry(text: string): void {
    const decoded = decodeEvent(text);
    if (!decoded.ok) throw new Error('no event');
    const { envelope } = decoded.value;
    const seq = (this.#head.seq + 1) as Seq;
    const carriedFrom = { epoch: envelope.epoch, seq: envelope.seq };
    const carried = encodeEvent({ ...envelope, epoch: this.#epoch, seq, carriedFrom });
    this.#head = { seq, hash: eventHash(this.#epoch, seq, this.#head.hash, carried) };
    this.#unsent.push(carried);
  }

  push(): IngestOutcome | undefined {
    const [outcome] = this.#test.events.ingest([this.received()]);
    this.#unsent = [];
    return outcome;
  }

  /** A push of what it holds, as the hub takes it; the kiosk holds it still. */
  received(): ReceivedPush {
    const from = this.#head.seq - this.#unsent.length + 1;
    const bytes = headBytes({
      institutionId: this.#test.parts.institutionId,
      kiosk: this.number,
      epoch: this.#epoch,
      ...this.#head,
    });
    const head = { ...this.#head, signature: sign(null, bytes, this.#privateKey).toString('base64url') };
    const events = [...this.#unsent];
    const push = { type: 'push', epoch: this.#epoch, from, events, head, more: 0 } as const;
    return { kiosk: this.number, publicKey: this.#publicKey, push };
  }

  /** As its heartbeat does: everything until now has been sent. */
  beat(
    watermark: EpochMs | null = this.#test.time.now,
    { clock, check }: Pick<KioskContact, 'clock' | 'check'> = { clock: null, check: null },
  ): void {
    this.#test.directory.noteContact({
      ...{ kiosk: this.number, epoch: this.#epoch, app: 'test', backlog: this.#unsent.length },
      ...{ watermark, clock, check },
    });
  }
}

function newEpoch(): Epoch {
  return randomBytes(8).toString('hex') as Epoch;
}

/** A register's marks by person. */
export function statusesOf(
  { registers }: HubParts,
  sessionId: Parameters<HubParts['registers']['register']>[0],
) {
  const marks = registers.register(sessionId)?.marks ?? [];
  return Object.fromEntries(marks.map(({ personId, status }) => [personId, status]));
}
