import { WebSocket } from 'ws';
import { FromEngineSchema } from '#contracts/engine-link/from-engine.ts';
import type { ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import type { ScreenState } from '#contracts/engine-link/screen-state.ts';

/** Longer than any pause of the programs: who waits for an answer that long has gone away. */
const PATIENCE_MS = 6_000;

export type WallListener = {
  /** The screen was told of an answer: whoever stood there has seen it. */
  readonly onAnswer: (id: string) => void;
  /** It was told something no program of ours should say. */
  readonly onNonsense: (words: string) => void;
};

/** What hangs on the wall of one room: the newest state its engine told, and hands that hold cards to its reader. */
export class Wall {
  readonly #listener: WallListener;
  readonly #seen = new Set<string>();
  #socket: WebSocket | undefined;
  #state: ScreenState | undefined;
  #waiting = new Set<() => void>();
  #commands = 0;
  #life = 0;
  #spare: string | undefined;

  constructor(listener: WallListener) {
    this.#listener = listener;
  }

  /** Undefined: dark. */
  get state(): ScreenState | undefined {
    return this.#state;
  }

  /** The engine, in this life of its, told the address for one more page. */
  noteAddress(address: string, life: number): void {
    const isNewLife = life !== this.#life;
    this.#life = life;
    this.#spare = address;
    if (isNewLife) void this.#open();
  }

  goDark(): void {
    this.#socket?.terminate();
    this.#socket = undefined;
    this.#state = undefined;
    this.#wakeAll();
  }

  press(command: ScreenCommand): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#commands += 1;
    this.#socket.send(JSON.stringify({ type: 'command', id: this.#commands, command }));
  }

  /** Holds a card to the reader; true once an answer that was not there before is shown. */
  async tap(card: string): Promise<boolean> {
    const before = this.#seen.size;
    this.press({ type: 'simulate-card', number: card });
    return await this.until(() => this.#seen.size > before, PATIENCE_MS);
  }

  /** Whether this became true in time; false at once when the wall goes dark. */
  async until(condition: () => boolean, withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    while (!condition()) {
      const leftMs = deadline - performance.now();
      if (leftMs <= 0 || this.#socket === undefined) return false;
      await this.#change(leftMs);
    }
    return true;
  }

  async #open(): Promise<void> {
    this.goDark();
    const address = this.#spare;
    const life = this.#life;
    if (address === undefined) return;
    this.#spare = undefined;
    const { origin } = new URL(address);
    const cookie = await cookieFor(address);
    if (cookie === undefined || life !== this.#life) return;
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/link`, { headers: { cookie, origin } });
    this.#socket = socket;
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', version: 1 })));
    socket.on('message', (data) => this.#hear(socket, String(data)));
    // 'close' follows every error.
    socket.on('error', () => undefined);
    // A page tries again; where the engine is gone, nobody answers until its next life.
    socket.on('close', () => {
      if (this.#socket === socket) void this.#open();
    });
  }

  #change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, withinMs);
      this.#waiting.add(wake);
    });
  }

  #hear(socket: WebSocket, text: string): void {
    if (this.#socket !== socket) return;
    const message = FromEngineSchema.safeParse(JSON.parse(text));
    if (!message.success) this.#listener.onNonsense(message.error.message);
    else if (message.data.type === 'state') this.#show(message.data.state);
  }

  #show(state: ScreenState): void {
    this.#state = state;
    const answer = 'answer' in state ? state.answer : null;
    if (answer !== null && !this.#seen.has(answer.id)) {
      this.#seen.add(answer.id);
      this.#listener.onAnswer(answer.id);
    }
    this.#wakeAll();
  }

  #wakeAll(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}

async function cookieFor(address: string): Promise<string | undefined> {
  try {
    const exchanged = await fetch(address, { redirect: 'manual' });
    return exchanged.headers.get('set-cookie')?.split(';')[0];
  } catch {
    return undefined;
  }
}
