import type {
  CardRead,
  ReaderListeners,
  ReaderState,
} from '../../../../../src/kiosk/engine/devices/reader.ts';

/** Listeners that remember all they are told. */
export class Heard implements ReaderListeners {
  readonly reads: CardRead[] = [];
  readonly states: { readonly state: ReaderState; readonly detail: string }[] = [];
  readonly onCard = (read: CardRead) => void this.reads.push(read);
  readonly onState = (state: ReaderState, detail: string) => void this.states.push({ state, detail });

  get state(): ReaderState | undefined {
    return this.states.at(-1)?.state;
  }

  get detail(): string {
    return this.states.at(-1)?.detail ?? '';
  }
}
