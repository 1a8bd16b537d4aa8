import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { type FromEngine, FromEngineSchema } from '#contracts/engine-link/from-engine.ts';
import type { ToEngine } from '#contracts/engine-link/screen-command.ts';
import type { ScreenState } from '#contracts/engine-link/screen-state.ts';
import { keepCompiled, ONE_ARENA, SMALL_HEAP } from '../src/cli/node-options.ts';

const ENTRY = join(import.meta.dirname, '../src/kiosk/engine/index.ts');

const AddressSchema = z.object({ type: z.literal('address'), url: z.string() });
const RecordedSchema = z.object({ time: z.string(), msg: z.literal('event recorded'), type: z.string() });

/** The engine's program in a process of its own, started as the kiosk's launcher does. */
export class KioskEngine {
  readonly #child: ChildProcess;
  readonly #addresses: string[] = [];
  readonly #recorded: { readonly type: string; readonly at: number }[] = [];
  readonly #ended: Promise<void>;
  #log = '';
  #onAddress: () => void = () => {};

  /** `nodeArgs` go to Node itself: a profiler's, for instance. */
  constructor(env: Readonly<Record<string, string>>, nodeArgs: readonly string[] = []) {
    this.#child = spawn(process.execPath, [...SMALL_HEAP, ...nodeArgs, ENTRY], {
      env: {
        ...process.env,
        ...keepCompiled(),
        ...ONE_ARENA,
        MUSTER_KIOSK_PORT: '0',
        MUSTER_SCREEN: 'browser',
        ...env,
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#ended = new Promise((resolve) => this.#child.once('close', () => resolve()));
    this.#child.on('message', (message) => {
      const parsed = AddressSchema.safeParse(message);
      if (parsed.success) this.#addresses.push(parsed.data.url);
      this.#onAddress();
    });
    if (this.#child.stderr === null) throw new Error('no stderr');
    createInterface(this.#child.stderr).on('line', (line) => this.#note(line));
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The end of what it wrote there. */
  get log(): string {
    return this.#log.slice(-4_000);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** When each event of this type was on the disk, oldest first: what the engine wrote in its log right after, in whole ms since 1970. */
  recorded(type: string): readonly number[] {
    return this.#recorded.filter((each) => each.type === type).map(({ at }) => at);
  }

  /** A fresh address that opens one screen. */
  async address(): Promise<string> {
    const ended = this.#ended.then(() => Promise.reject(new Error(`the engine ended: ${this.log}`)));
    while (this.#addresses.length === 0) {
      const told = new Promise<void>((resolve) => {
        this.#onAddress = resolve;
      });
      await Promise.race([told, ended]);
    }
    ended.catch(() => undefined);
    return this.#addresses.pop() ?? '';
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#ended;
  }

  #note(line: string): void {
    this.#log += `${line}\n`;
    if (!line.includes('event recorded')) return;
    const parsed = RecordedSchema.safeParse(JSON.parse(line));
    if (parsed.success) this.#recorded.push({ type: parsed.data.type, at: Date.parse(parsed.data.time) });
  }
}

/** A screen without a face: sends commands, and knows the newest state. */
export class BareScreen {
  readonly #socket: WebSocket;
  readonly cookie: string;
  #state: ScreenState | undefined;
  #ids = 0;
  #onState: () => void = () => {};

  private constructor(socket: WebSocket, cookie: string) {
    this.#socket = socket;
    this.cookie = cookie;
    socket.on('message', (data) => {
      const message: FromEngine = FromEngineSchema.parse(JSON.parse(String(data)));
      if (message.type === 'state') this.#state = message.state;
      this.#onState();
    });
  }

  static async open(address: string): Promise<BareScreen> {
    const { origin } = new URL(address);
    const exchanged = await fetch(address, { redirect: 'manual' });
    const cookie = exchanged.headers.get('set-cookie')?.split(';')[0] ?? '';
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/link`, { headers: { cookie, origin } });
    const screen = new BareScreen(socket, cookie);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    screen.#send({ type: 'hello', version: 1 });
    return screen;
  }

  tap(card: string): void {
    this.#ids += 1;
    this.#send({ type: 'command', id: this.#ids, command: { type: 'simulate-card', number: card } });
  }

  async until(condition: (state: ScreenState) => boolean): Promise<ScreenState> {
    for (;;) {
      if (this.#state !== undefined && condition(this.#state)) return this.#state;
      await new Promise<void>((resolve) => {
        this.#onState = resolve;
      });
    }
  }

  close(): void {
    this.#socket.terminate();
  }

  #send(message: ToEngine): void {
    this.#socket.send(JSON.stringify(message));
  }
}
