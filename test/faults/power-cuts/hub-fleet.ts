import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type {
  Epoch,
  EpochMs,
  EventId,
  Hash,
  InstitutionId,
  KioskNumber,
  OpeningNumber,
  Seq,
  SessionId,
} from '#domain/ids.ts';
import { GENESIS } from '#domain/ledger/chain.ts';
import { encodeEvent } from '#domain/ledger/event-text.ts';
import { headBytes } from '#domain/ledger/head.ts';
import { fastEventHash } from '#platform/event-hash.ts';
import type { ReceivedPush } from '../../../src/hub/server/sync/event-store.ts';

export const INSTITUTION = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' as InstitutionId;

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const WALL = 1_800_000_000_000 as EpochMs;

type Said = { readonly type: string; readonly body: unknown };

/** One kiosk as the hub meets it: a ledger that is signed and pushed, and may go on in a new epoch. */
export class PushingKiosk {
  readonly #number: KioskNumber;
  readonly #key: KeyObject;
  readonly #publicKey: Uint8Array;
  #epoch: Epoch;
  #head: { readonly seq: number; readonly hash: Hash } = { seq: 0, hash: GENESIS };
  #epochs = 0;
  #openings = 0;

  constructor(number: number) {
    this.#number = number as KioskNumber;
    this.#key = createPrivateKey({
      key: Buffer.concat([PKCS8, Buffer.alloc(32, number)]),
      format: 'der',
      type: 'pkcs8',
    });
    this.#publicKey = createPublicKey(this.#key).export({ format: 'der', type: 'spki' }).subarray(-32);
    this.#epoch = this.#nextEpoch();
  }

  get head() {
    return { kiosk: this.#number, epoch: this.#epoch, ...this.#head };
  }

  startNewEpoch(): void {
    this.#epoch = this.#nextEpoch();
    this.#head = { seq: 0, hash: GENESIS };
  }

  /** Signed and in order; the ledger's head moves as soon as it is made. */
  push(count: number, isOpening: () => boolean): ReceivedPush {
    const from = this.#head.seq + 1;
    const events = Array.from({ length: count }, () =>
      this.#next(isOpening() ? this.#opening() : ENGINE_STARTED),
    );
    const head = { ...this.#head, signature: this.#sign() };
    const push = { type: 'push', epoch: this.#epoch, from, events, head, more: 0 } as const;
    return { kiosk: this.#number, publicKey: this.#publicKey, push };
  }

  #next({ type, body }: Said): string {
    const seq = (this.#head.seq + 1) as Seq;
    const id = `0190aaaa-${this.#epoch.slice(-4)}-7000-8000-${seq.toString(16).padStart(12, '0')}` as EventId;
    const clock = {
      wall: (WALL + seq) as EpochMs,
      mono: seq,
      boot: '00112233445566aa',
      hubMinusMono: null,
      uncertaintyMs: null,
    };
    const text = encodeEvent({ kiosk: this.#number, epoch: this.#epoch, seq, id, type, v: 1, clock, body });
    this.#head = { seq, hash: fastEventHash(this.#epoch, seq, this.#head.hash, text) };
    return text;
  }

  #opening(): Said {
    this.#openings += 1;
    const number = this.#openings as OpeningNumber;
    const sessionId =
      `0190bbbb-0000-7000-8000-${this.#number.toString(16).padStart(4, '0')}${number.toString(16).padStart(8, '0')}` as SessionId;
    return { type: 'opening-started', body: { sessionId, number, by: null, method: 'console', adHoc: null } };
  }

  #sign(): string {
    const bytes = headBytes({ institutionId: INSTITUTION, ...this.head });
    return sign(null, bytes, this.#key).toString('base64url');
  }

  #nextEpoch(): Epoch {
    this.#epochs += 1;
    return (this.#number * 1_000 + this.#epochs).toString(16).padStart(16, '0') as Epoch;
  }
}

const ENGINE_STARTED: Said = { type: 'engine-started', body: { app: 'power-cuts' } };
