import { err, ok, type Result } from '#domain/result.ts';
import type { DeviceDeps } from '../device-deps.ts';
import type { ReaderCounts, ReaderIdentity, ReaderListeners } from '../reader.ts';
import type { Simulator } from './simulator.ts';
import { readTypedCard } from './typed-card.ts';

/** A reader without hardware, for development, demonstrations and tests: somebody says which card is held to it. */
export class SimulatedReader implements Simulator {
  readonly id: string;
  readonly name: string;
  readonly kind = 'card';
  readonly #deps: Pick<DeviceDeps, 'mono'>;
  #listeners: ReaderListeners | undefined;
  #connected = true;
  #stays = 0;
  #discarded = 0;

  constructor(identity: Omit<ReaderIdentity, 'kind'>, deps: Pick<DeviceDeps, 'mono'>) {
    this.id = identity.id;
    this.name = identity.name;
    this.#deps = deps;
  }

  start(listeners: ReaderListeners): void {
    this.#listeners = listeners;
    this.#tellState();
  }

  tap(number: string): Result<void, string> {
    if (!this.#connected) return err('The simulated reader is unplugged.');
    const card = readTypedCard(number);
    if (!card.ok) {
      this.#discarded += number.length;
      return card;
    }
    this.#stays += 1;
    this.#listeners?.onCard({
      reader: this.id,
      card: card.value,
      stay: `${this.id}/${this.#stays}`,
      certain: true,
      at: this.#deps.mono(),
    });
    return ok(undefined);
  }

  unplug(): void {
    this.#connect(false);
  }

  replug(): void {
    this.#connect(true);
  }

  counts(): ReaderCounts {
    return { stays: this.#stays, seenOnce: 0, discarded: this.#discarded };
  }

  stop(): Promise<void> {
    this.#listeners = undefined;
    return Promise.resolve();
  }

  #connect(connected: boolean): void {
    if (this.#connected === connected) return;
    this.#connected = connected;
    this.#tellState();
  }

  #tellState(): void {
    if (this.#connected) this.#listeners?.onState('ready', 'Simulated: cards come from the simulator.');
    else this.#listeners?.onState('absent', 'Simulated: unplugged.');
  }
}
