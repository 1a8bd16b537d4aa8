import type { HubFacts } from '#contracts/hub-api/check-in.ts';
import type { Me } from '#contracts/hub-api/me.ts';
import type { Identity, StoredCheckIn } from '../check-in/phone-store.ts';
import type { ScanHint, StudentState } from './student-state.ts';

/** What the page knows whatever it shows. */
export type Knowledge = {
  readonly hub: HubFacts | null;
  readonly identity: Identity | null;
  readonly me: Me | null;
  /** `me` is from before: the hub could not be reached. */
  readonly isOld: boolean;
  /** The browser keeps the page itself. */
  readonly opensOffline: boolean;
  /** Newest first. */
  readonly checkIns: readonly StoredCheckIn[];
};

export type StudentView = { readonly state: StudentState; readonly known: Knowledge };

const NOTHING_KNOWN: Knowledge = {
  ...{ hub: null, identity: null, me: null, isOld: false, opensOffline: true },
  checkIns: [],
};

/** What is shown now; tells its listeners when that changes. */
export class PageStore {
  readonly #listeners = new Set<() => void>();
  #view: StudentView = { state: { name: 'starting' }, known: NOTHING_KNOWN };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): StudentView => this.#view;

  get state(): StudentState {
    return this.#view.state;
  }

  get known(): Knowledge {
    return this.#view.known;
  }

  show(state: StudentState): void {
    this.#change({ ...this.#view, state });
  }

  know(more: Partial<Knowledge>): void {
    this.#change({ ...this.#view, known: { ...this.#view.known, ...more } });
  }

  /** Only while the scanner is open. */
  hint(hint: ScanHint | null): void {
    const { state } = this.#view;
    if (state.name === 'scanning' && state.hint !== hint) this.show({ name: 'scanning', hint });
  }

  #change(view: StudentView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}
