import { type Place, placeAt } from './place.ts';

/** Where the browser's address says we are; tells its listeners when that changes. */
export class PlaceStore {
  readonly #listeners = new Set<() => void>();
  #place: Place = placeAt(location);

  constructor() {
    window.addEventListener('popstate', () => this.#read());
  }

  readonly place = (): Place => this.#place;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Goes to an address of this console. */
  readonly go = (address: string): void => {
    history.pushState(null, '', address);
    window.scrollTo(0, 0);
    this.#read();
  };

  /** The same place told more exactly: going back skips what it was before. */
  readonly refine = (address: string): void => {
    history.replaceState(null, '', address);
    this.#read();
  };

  #read(): void {
    this.#place = placeAt(location);
    for (const listener of this.#listeners) listener();
  }
}
