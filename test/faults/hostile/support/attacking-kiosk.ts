import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { HelloSchema } from '#contracts/sync/hello.ts';
import { uuidV7 } from '#domain/ids/uuid7.ts';
import type { Epoch, EventId, KioskNumber, RoomId, Seq } from '#domain/ids.ts';
import { eventHash, GENESIS } from '#domain/ledger/chain.ts';
import type { Envelope } from '#domain/ledger/event.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import { headBytes } from '#domain/ledger/head.ts';
import type { Challenge, Hello, LedgerPoint, Push } from '#domain/sync/frames.ts';
import { helloBytes } from '#domain/sync/handshake.ts';
import type { HubParts } from '../../../../src/hub/server/hub-parts.ts';
import { addKiosk } from '../../../../src/hub/server/store/kiosk-store.ts';
import { Random } from '../../sim/random.ts';
import { valueOfSchema } from './value-of-schema.ts';

export type Keyed = {
  readonly number: KioskNumber;
  readonly publicKey: Buffer;
  readonly privateKey: KeyObject;
};

/** Makes a machine a kiosk of this hub, by the book. */
export function enrolled({ db, clock }: Pick<HubParts, 'db' | 'clock'>, roomId: RoomId): Keyed {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url');
  const row = { roomId, name: 'Door', publicKey: raw, at: clock.now() };
  const number = addKiosk(db, row, { bytes: randomBytes(32), stepMs: 5_000 });
  return { number, publicKey: raw, privateKey };
}

export function signed(bytes: Uint8Array, { privateKey }: Pick<Keyed, 'privateKey'>): string {
  return sign(null, bytes, privateKey).toString('base64url');
}

/** A kiosk with a good key, which says what it is told to say. */
export class AttackingKiosk {
  readonly keyed: Keyed;
  readonly epoch: Epoch;
  readonly #parts: HubParts;
  #ids = 0;

  constructor(parts: HubParts, epoch: string, keyed: Keyed) {
    this.#parts = parts;
    this.keyed = keyed;
    this.epoch = epoch as Epoch;
  }

  /** The hub's head of its ledger. */
  get head(): LedgerPoint {
    const found = this.#parts.db.sqlite
      .prepare('select seq, hash from ledger_heads where kiosk = ? and epoch = ?')
      .get(this.keyed.number, this.epoch);
    return (found as LedgerPoint | undefined) ?? { seq: 0, hash: GENESIS };
  }

  hello(challenge: Pick<Challenge, 'keyId' | 'nonce'>, more: Partial<Hello> = {}): Hello {
    const known = {
      v: [1, 1],
      kiosk: this.keyed.number,
      epoch: this.epoch,
      head: this.head,
      acked: { seq: 0, hash: GENESIS },
      manifest: null,
      nonce: 'c'.repeat(32),
    };
    // Fields that this test needs to know nothing of are made up from the schema.
    const made = valueOfSchema(HelloSchema, new Random(1)) as Hello;
    const feed = { ...Object.fromEntries(Object.keys(made.feed).map((key) => [key, null])), position: 0 };
    const said = { ...made, ...known, feed, ...more } as Hello;
    return { ...said, signature: signed(helloBytes(said, challenge), this.keyed) };
  }

  /** An event in the place after `seq`, with anything of it changed. */
  event(seq: number, more: Partial<Omit<Envelope, 'seq'>> = {}): string {
    return encodeEvent({
      kiosk: this.keyed.number,
      epoch: this.epoch,
      seq: (seq + 1) as Seq,
      id: this.newId(),
      type: 'engine-started',
      v: 1,
      clock: this.#parts.clock.read(),
      body: { app: 'test' },
      ...more,
    });
  }

  newId(): EventId {
    this.#ids += 1;
    const tail = Uint8Array.from(
      { length: 10 },
      (_, i) => (i < 4 ? this.#ids >>> (8 * i) : this.keyed.number) & 0xff,
    );
    return uuidV7(this.#parts.clock.now(), tail) as EventId;
  }

  /** These texts after the hub's head, chained and signed by the book. */
  push(events: readonly string[], key: Keyed = this.keyed): Push {
    const { seq: before, hash: start } = this.head;
    let hash = start;
    for (const [index, text] of events.entries())
      hash = eventHash(this.epoch, before + 1 + index, hash, text);
    const seq = before + events.length;
    const { institutionId } = this.#parts;
    const bytes = headBytes({ institutionId, kiosk: this.keyed.number, epoch: this.epoch, seq, hash });
    return {
      type: 'push',
      epoch: this.epoch,
      from: before + 1,
      events,
      head: { seq, hash, signature: signed(bytes, key) },
      more: 0,
    };
  }
}
