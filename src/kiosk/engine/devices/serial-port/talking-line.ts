import type { DeviceDeps } from '../device-deps.ts';

/** `at`: monotonic ms when the frame's last byte came. */
export type PickFrame<Frame, A> = (frame: Frame, at: number) => A | undefined;

/** One connection, as whoever speaks with the device sees it. When it is over every wait ends at once, so look at `isOver` in each loop. */
export type Line<Frame> = {
  isOver(): boolean;
  /** What came before and nobody has asked for is forgotten: it can't be the answer. */
  send(bytes: Uint8Array): void;
  /** The first frame since the last `send` (or the last one picked) that `pick` makes something of; undefined: none came in time. */
  next<A>(pick: PickFrame<Frame, A>, withinMs: number): Promise<A | undefined>;
  pause(ms: number): Promise<void>;
  /** The device has answered as it should. `detail` in words for the room's caretaker. */
  ready(detail: string): void;
};

export type LineDeps = {
  readonly after: DeviceDeps['after'];
  readonly write: (bytes: Uint8Array) => void;
  readonly onReady: () => void;
};

/** More frames than any device sends for one question. */
const MOST_UNASKED = 32;

/** Keeps who is waiting for what on one connection. */
export class TalkingLine<Frame> implements Line<Frame> {
  /** The beginning of a frame whose end hasn't come. */
  rest: Uint8Array = new Uint8Array();
  readonly #deps: LineDeps;
  #readyDetail: string | undefined;
  #unasked: { readonly frame: Frame; readonly at: number }[] = [];
  #offer: ((frame: Frame, at: number) => boolean) | undefined;
  #isOver = false;
  readonly #sleepers = new Set<() => void>();

  constructor(deps: LineDeps) {
    this.#deps = deps;
  }

  /** Undefined until the device has answered. */
  get readyDetail(): string | undefined {
    return this.#readyDetail;
  }

  take(frame: Frame, at: number): void {
    if (this.#offer?.(frame, at) === true) return;
    this.#unasked = [...this.#unasked, { frame, at }].slice(-MOST_UNASKED);
  }

  end(): void {
    this.#isOver = true;
    for (const wake of [...this.#sleepers]) wake();
  }

  isOver(): boolean {
    return this.#isOver;
  }

  send(bytes: Uint8Array): void {
    this.#unasked = [];
    this.rest = new Uint8Array();
    if (!this.#isOver) this.#deps.write(bytes);
  }

  async next<A>(pick: PickFrame<Frame, A>, withinMs: number): Promise<A | undefined> {
    for (let first = this.#unasked.shift(); first !== undefined; first = this.#unasked.shift()) {
      const picked = pick(first.frame, first.at);
      if (picked !== undefined) return picked;
    }
    let answer: A | undefined;
    await this.#sleep(withinMs, (wake) => {
      this.#offer = (frame, at) => {
        if (answer !== undefined) return false;
        answer = pick(frame, at);
        if (answer !== undefined) wake();
        return true;
      };
    });
    this.#offer = undefined;
    return answer;
  }

  async pause(ms: number): Promise<void> {
    await this.#sleep(ms, () => undefined);
  }

  ready(detail: string): void {
    this.#readyDetail = detail;
    if (!this.#isOver) this.#deps.onReady();
  }

  #sleep(ms: number, begun: (wake: () => void) => void): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        cancel();
        this.#sleepers.delete(wake);
        resolve();
      };
      const cancel = this.#deps.after(ms, wake);
      this.#sleepers.add(wake);
      begun(wake);
    });
  }
}
