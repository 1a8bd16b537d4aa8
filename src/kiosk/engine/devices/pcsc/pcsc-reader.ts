import type { CardNumber } from '#domain/card-number/card-number.ts';
import { type ConnectionEvents, ConnectionKeeper } from '../connection-keeper.ts';
import type { DeviceDeps } from '../device-deps.ts';
import type { Reader, ReaderCounts, ReaderListeners, ReaderState } from '../reader.ts';
import { type CardVisits, cardCame, cardLeft, NO_VISITS } from './card-visits.ts';
import { describePcscFailure, describeSlots } from './describe-pcsc.ts';
import { PcscConnection } from './pcsc-connection.ts';
import type { LoadPcsc, PcscLibrary, PcscSlot } from './pcsc-library.ts';
import type { PcscSettings } from './pcsc-settings.ts';
import { SlotWatch } from './slot-watch.ts';

/** Readers that are there when the service is asked are told of within this. */
const FIRST_LOOK_MS = 1_000;

/** One device may be several readers to the service, which come and go together. */
const TOGETHER_MS = 100;

/** Slots for a card that stays in the reader for ever. */
const SECURITY_MODULE = /\bSAM\b/i;

/** Reads cards by every contactless reader that the system's smart-card service knows, or by those whose name has a given part. */
export class PcscReader implements Reader {
  readonly id: string;
  readonly name: string;
  readonly kind = 'card';
  readonly #settings: PcscSettings;
  readonly #deps: DeviceDeps;
  readonly #load: LoadPcsc;
  #listeners: ReaderListeners | undefined;
  #library: PcscLibrary | undefined;
  #keeper: ConnectionKeeper<PcscConnection> | undefined;
  #slots: ReadonlyMap<PcscSlot, SlotWatch> = new Map();
  #visits: CardVisits = NO_VISITS;
  #unread = 0;
  #told: { readonly state: ReaderState; readonly detail: string } | undefined;
  #cancelLook: () => void = () => undefined;

  constructor(settings: PcscSettings & { readonly id: string }, deps: DeviceDeps, load: LoadPcsc) {
    this.id = settings.id;
    this.name = settings.name;
    this.#settings = settings;
    this.#deps = deps;
    this.#load = load;
  }

  start(listeners: ReaderListeners): void {
    this.#listeners = listeners;
    this.#keeper = new ConnectionKeeper<PcscConnection>(
      {
        connect: (events) => this.#connect(events),
        describeReady: () => 'The smart-card service is running.',
        describeFailure: describePcscFailure,
        pathOf: () => undefined,
      },
      this.#deps,
      {
        onOpen: () => this.#tellSlotsIn(FIRST_LOOK_MS),
        onLost: () => this.#forgetSlots(),
        // The service alone reads no card: ready is what has a reader.
        onState: (state, detail) => {
          if (state !== 'ready') this.#tell(state, detail);
        },
      },
    );
    void this.#begin(this.#keeper);
  }

  counts(): ReaderCounts {
    return { stays: this.#visits.begun, seenOnce: 0, discarded: this.#unread };
  }

  async stop(): Promise<void> {
    this.#listeners = undefined;
    this.#forgetSlots();
    await this.#keeper?.stop();
  }

  async #begin(keeper: ConnectionKeeper<PcscConnection>): Promise<void> {
    try {
      this.#library = await this.#load();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      keeper.cannot(`Smart-card readers can't be used on this computer: ${why}`);
      return;
    }
    keeper.start();
  }

  #connect(events: ConnectionEvents): PcscConnection {
    if (this.#library === undefined)
      throw new Error('the service was to be used before its library was there');
    return new PcscConnection(this.#library, { ...events, onSlot: (slot) => this.#watch(slot) });
  }

  #watch(slot: PcscSlot): void {
    const name = slot.name();
    const { reader } = this.#settings;
    if (SECURITY_MODULE.test(name) || (reader !== undefined && !name.includes(reader))) return;
    const watch = new SlotWatch(slot, this.#deps, {
      onCame: (card) => this.#came(card),
      onLeft: (card) => {
        this.#visits = cardLeft(this.#visits, card, this.#deps.mono());
      },
      onUnread: () => {
        this.#unread += 1;
      },
      onHung: () => this.#keeper?.giveUp({ kind: 'silent', answered: true }),
    });
    slot.on('change', ({ raw }) => watch.change(raw));
    slot.on('disconnect', () => {
      watch.leave();
      this.#slots = new Map([...this.#slots].filter(([other]) => other !== slot));
      this.#tellSlotsIn(TOGETHER_MS);
    });
    this.#slots = new Map([...this.#slots, [slot, watch]]);
    this.#tellSlotsIn(TOGETHER_MS);
  }

  #came(card: CardNumber): void {
    const at = this.#deps.mono();
    const { visits, number } = cardCame(this.#visits, card, at);
    this.#visits = visits;
    if (number === undefined) return;
    this.#listeners?.onCard({ reader: this.id, card, stay: `${this.id}/${number}`, certain: true, at });
  }

  #forgetSlots(): void {
    this.#cancelLook();
    for (const watch of this.#slots.values()) watch.leave();
    this.#slots = new Map();
  }

  #tellSlotsIn(ms: number): void {
    this.#cancelLook();
    this.#cancelLook = this.#deps.after(ms, () => this.#tellSlots());
  }

  #tellSlots(): void {
    // A service that stops takes its readers with it, one by one: that it has stopped is what to say.
    if (this.#keeper?.open === undefined) return;
    const names = [...this.#slots.keys()].map((slot) => slot.name());
    const detail = describeSlots(names, this.#settings.reader);
    this.#tell(names.length > 0 ? 'ready' : 'absent', detail);
  }

  #tell(state: ReaderState, detail: string): void {
    if (this.#told?.state === state && this.#told.detail === detail) return;
    this.#told = { state, detail };
    this.#listeners?.onState(state, detail);
  }
}
