import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { HubFacts, Offer } from '#contracts/hub-api/check-in.ts';
import type { CheckInAnswer } from '#contracts/hub-api/check-in-answer.ts';
import type { Me } from '#contracts/hub-api/me.ts';
import type { DeviceId, EventId } from '#domain/ids.ts';

/** Whose phone this is. */
export type Identity = {
  readonly deviceId: DeviceId;
  readonly name: string;
  readonly studentNumber: string;
};

/** What is sent until it is answered. Once signed it is the very same every time, and so one check-in however often it goes out. */
export type CheckInRequest =
  /** First to be turned into a ticket. */
  | { readonly kind: 'stamp'; readonly stamp: string }
  | { readonly kind: 'signed'; readonly path: string; readonly body: unknown };
export type SignedCheckIn = Extract<CheckInRequest, { readonly kind: 'signed' }>;

export type StoredCheckIn = {
  readonly checkInId: EventId;
  readonly at: number;
  readonly offer: Offer | null;
  readonly request: CheckInRequest;
  /** To be sent instead when the ticket has run out meanwhile: the code and when it was scanned. */
  readonly code: { readonly text: string; readonly scannedAt: number } | null;
  /** Null: not answered yet. */
  readonly answer: CheckInAnswer | null;
};

interface Tables extends DBSchema {
  readonly phone: { key: string; value: unknown };
  readonly checkIns: { key: string; value: StoredCheckIn };
}

/** How many answers are kept to be looked up again; a term of daily classes. */
const MOST_KEPT = 300;

/** What this browser remembers, in IndexedDB. */
export class PhoneStore {
  readonly #db: IDBPDatabase<Tables>;

  private constructor(db: IDBPDatabase<Tables>) {
    this.#db = db;
  }

  /** Throws where the browser keeps nothing, as in some private windows. */
  static async open(): Promise<PhoneStore> {
    const db = await openDB<Tables>('muster', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('phone');
        fresh.createObjectStore('checkIns', { keyPath: 'checkInId' });
      },
    });
    return new PhoneStore(db);
  }

  async identity(): Promise<Identity | undefined> {
    return (await this.#db.get('phone', 'identity')) as Identity | undefined;
  }

  async putIdentity(identity: Identity): Promise<void> {
    const before = (await this.#db.get('phone', 'owner')) as string | undefined;
    // Somebody else's receipts are nobody's business.
    if (before !== undefined && before !== identity.studentNumber) await this.#db.clear('checkIns');
    await this.#db.put('phone', identity.studentNumber, 'owner');
    await this.#db.put('phone', identity, 'identity');
    // Browsers may otherwise throw a page's data away after weeks without a visit.
    await navigator.storage?.persist?.().catch(() => false);
  }

  /** The key stays: it is this browser's, whoever signs in. */
  async forgetIdentity(): Promise<void> {
    await this.#db.delete('phone', 'identity');
    await this.#db.delete('phone', 'me');
  }

  async keys(): Promise<CryptoKeyPair | undefined> {
    return (await this.#db.get('phone', 'keys')) as CryptoKeyPair | undefined;
  }

  async putKeys(keys: CryptoKeyPair): Promise<void> {
    await this.#db.put('phone', keys, 'keys');
  }

  async hubFacts(): Promise<HubFacts | undefined> {
    return (await this.#db.get('phone', 'hub')) as HubFacts | undefined;
  }

  async putHubFacts(facts: HubFacts): Promise<void> {
    await this.#db.put('phone', facts, 'hub');
  }

  /** As last heard, to be shown while the hub can't be reached. */
  async me(): Promise<Me | undefined> {
    return (await this.#db.get('phone', 'me')) as Me | undefined;
  }

  async putMe(me: Me): Promise<void> {
    await this.#db.put('phone', me, 'me');
  }

  /** How far the hub's time was from this phone's clock, in ms. */
  async clockOffset(): Promise<number | undefined> {
    return (await this.#db.get('phone', 'clock')) as number | undefined;
  }

  async putClockOffset(ms: number): Promise<void> {
    await this.#db.put('phone', ms, 'clock');
  }

  async putCheckIn(checkIn: StoredCheckIn): Promise<void> {
    await this.#db.put('checkIns', checkIn);
  }

  async dropCheckIn(id: EventId): Promise<void> {
    await this.#db.delete('checkIns', id);
  }

  /** Newest first. Ids are in order of time. */
  async checkIns(): Promise<readonly StoredCheckIn[]> {
    const all = (await this.#db.getAll('checkIns')).toReversed();
    for (const old of all.slice(MOST_KEPT)) await this.#db.delete('checkIns', old.checkInId);
    return all.slice(0, MOST_KEPT);
  }
}
