import { type Epoch, type EpochMs, HUB_ORIGIN, type KioskNumber } from '#domain/ids.ts';
import type { EventBody, LedgerEvent } from '#domain/ledger/event.ts';
import type { StoredEvent } from '../ledger/stored-event.ts';
import type { HubDatabase } from '../store/hub-database.ts';

export type EpochReason = EventBody<'epoch-started'>['reason'];

/** How often a kiosk's ledger began anew, and why it last did. */
export type Epochs = {
  readonly count: number;
  readonly reason: EpochReason;
  readonly at: EpochMs;
  /** Events that healing the last one could not save and that are not at the hub; null: it was not healed. */
  readonly lost: { readonly atLeast: number; readonly mayBeMore: boolean } | null;
};

/** The ledgers of every kiosk, counted once and then kept up with what arrives. */
export class KioskEpochs {
  readonly #db: HubDatabase;
  #epochs: Map<KioskNumber, Epochs> | undefined;

  constructor(db: HubDatabase) {
    this.#db = db;
  }

  /** Undefined: none of its ledgers has come yet. */
  of(kiosk: KioskNumber): Epochs | undefined {
    this.#epochs ??= this.#read();
    return this.#epochs.get(kiosk);
  }

  noteStored(stored: readonly StoredEvent[]): void {
    if (this.#epochs === undefined) return;
    for (const one of stored) {
      if (one.type !== 'epoch-started' && one.type !== 'ledger-healed') continue;
      const { event, at } = one;
      // An older one that is carried along began nothing.
      if (event === null || event.kiosk === HUB_ORIGIN || event.carriedFrom !== undefined) continue;
      if (event.type === 'epoch-started') note(this.#epochs, event, at);
      if (event.type === 'ledger-healed') noteHealed(this.#epochs, event);
    }
  }

  #read(): Map<KioskNumber, Epochs> {
    const epochs = new Map<KioskNumber, Epochs>();
    for (const { text, at } of this.#db.sqlite.prepare<[], FirstRow>(FIRST_EVENTS).iterate()) {
      const event = JSON.parse(text) as LedgerEvent;
      if (event.type !== 'epoch-started') continue;
      note(epochs, event, at);
      if (event.body.reason === 'damaged') this.#readHealed(epochs, event);
    }
    return epochs;
  }

  /** Reads through one ledger, which is why it is only done for those few that were healed. */
  #readHealed(epochs: Map<KioskNumber, Epochs>, { kiosk, epoch }: LedgerEvent): void {
    const find = this.#db.sqlite.prepare<[KioskNumber, Epoch], string>(HEALED).pluck();
    for (const text of find.all(kiosk, epoch)) {
      const event = JSON.parse(text) as LedgerEvent;
      if (event.type === 'ledger-healed' && event.carriedFrom === undefined) noteHealed(epochs, event);
    }
  }
}

const HEALED = `
select text from events where kiosk = ? and epoch = ? and type = 'ledger-healed' order by seq`;

type FirstRow = { readonly text: string; readonly at: EpochMs };

/** The first of each ledger says why there is one. */
const FIRST_EVENTS = `
select e.text, h.first_at at from ledger_heads h
join events e on e.kiosk = h.kiosk and e.epoch = h.epoch and e.seq = 1
where h.kiosk <> ${HUB_ORIGIN} and e.type = 'epoch-started' order by h.first_at`;

function note(
  epochs: Map<KioskNumber, Epochs>,
  { kiosk, body }: Extract<LedgerEvent, { type: 'epoch-started' }>,
  at: EpochMs,
): void {
  epochs.set(kiosk, { count: (epochs.get(kiosk)?.count ?? 0) + 1, reason: body.reason, at, lost: null });
}

function noteHealed(
  epochs: Map<KioskNumber, Epochs>,
  { kiosk, body }: Extract<LedgerEvent, { type: 'ledger-healed' }>,
): void {
  const known = epochs.get(kiosk);
  if (known === undefined) return;
  epochs.set(kiosk, { ...known, lost: { atLeast: body.lost, mayBeMore: body.mayBeMore } });
}
