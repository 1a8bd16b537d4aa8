/** What is used of pcsc-mini. Constants are those of PC/SC on every system. */
export type PcscLibrary = { readonly Client: new () => PcscClient };

export type PcscClient = {
  on(event: 'reader', listener: (slot: PcscSlot) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  /** Throws where the service doesn't run. */
  start(): unknown;
  stop(): void;
};

export type PcscSlot = {
  /** As its driver calls it; two of a kind are numbered, and not always alike. */
  name(): string;
  on(event: 'change', listener: (status: { readonly raw: number }) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
  connect(mode: number): Promise<PcscCard>;
};

export type PcscCard = {
  transmit(command: Uint8Array): Promise<Uint8Array>;
  disconnect(disposition: number): Promise<void>;
};

/** Loads the library: its native part is loaded only on a kiosk that has such a reader. */
export type LoadPcsc = () => Promise<PcscLibrary>;

export const PRESENT = 0x20;
/** A card is there and says nothing: one half in the field, or put in upside down. */
export const MUTE = 0x200;
export const SHARED = 2;
/** As found, for other programs. */
export const LEAVE = 0;
