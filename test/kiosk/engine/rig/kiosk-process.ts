import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type FromEngine, FromEngineSchema } from '#contracts/engine-link/from-engine.ts';
import type { ScreenCommand, ToEngine } from '#contracts/engine-link/screen-command.ts';
import type { ScreenState, ScreenStateOf } from '#contracts/engine-link/screen-state.ts';
import { KeyStore } from '#platform/keys.ts';
import { createLog } from '#platform/log.ts';
import { openDirectory } from '../../../../src/kiosk/engine/directory/open-directory.ts';
import { keepEnrolment } from '../../../../src/kiosk/engine/enrolment/enrolment.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { bundleOf, type Campus, ENROLMENT, MIGRATIONS } from './campus.ts';

const ENTRY = join(import.meta.dirname, '../../../../src/kiosk/engine/index.ts');

/** A data folder as an enrolled kiosk leaves it that has its directory. */
export function enrolledFolder(campus: Campus, data = temporaryFolder()): string {
  const folder = join(data, 'kiosk');
  mkdirSync(folder);
  const keys = KeyStore.open({ path: join(folder, 'keys.json') });
  const directory = openDirectory({ folder, migrations: MIGRATIONS, log: createLog({ level: 'silent' }) });
  if (!keys.ok || !directory.ok) throw new Error('the folder could not be made');
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const { kiosk, institutionId, institution, syncUrl, hubKey, codeSecret, cardKey, pinPepper } = ENROLMENT;
  keepEnrolment(keys.value, ENROLMENT.hubUrl, {
    ...{ kiosk, institutionId, institution, syncUrl },
    hubKey: text(hubKey),
    codeSecret: text(codeSecret),
    cardKey: text(cardKey),
    pinPepper: text(pinPepper),
  });
  const { manifest, texts } = bundleOf(campus, 1);
  const applied = directory.value.applyDocuments(manifest, texts);
  if (!applied.ok) throw new Error(applied.error.text);
  directory.value.close();
  return data;
}

export type Ended = { readonly code: number | null; readonly stderr: string };

/** The engine's program, run as it is on a kiosk. */
export class KioskProcess {
  readonly #child: ChildProcess;
  readonly #addresses: string[] = [];
  readonly #ended: Promise<Ended>;
  #stderr = '';
  #onAddress: () => void = () => {};

  private constructor(env: Readonly<Record<string, string>>, argv: readonly string[]) {
    const all = { PATH: process.env['PATH'] ?? '', MUSTER_KIOSK_PORT: '0', MUSTER_LOG: 'warn', ...env };
    this.#child = spawn(process.execPath, [ENTRY, ...argv], { env: all, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stderr?.on('data', (chunk) => {
      this.#stderr += String(chunk);
    });
    this.#ended = new Promise((resolve) => {
      this.#child.on('close', (code) => resolve({ code, stderr: this.#stderr }));
    });
    if (this.#child.stdout === null) throw new Error('no stdout');
    createInterface(this.#child.stdout).on('line', (line) => {
      const url = /^Muster kiosk: (http:.*)$/.exec(line)?.[1];
      if (url !== undefined) this.#addresses.push(url);
      this.#onAddress();
    });
  }

  static start(env: Readonly<Record<string, string>>, argv: readonly string[] = []): KioskProcess {
    const kiosk = new KioskProcess(env, argv);
    onTestFinished(async () => {
      kiosk.#child.kill('SIGKILL');
      await kiosk.#ended;
    });
    return kiosk;
  }

  get ended(): Promise<Ended> {
    return this.#ended;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Opens a screen the way a browser does. */
  async openScreen(): Promise<Screen> {
    while (this.#addresses.length === 0) {
      await Promise.race([
        new Promise<void>((resolve) => {
          this.#onAddress = resolve;
        }),
        this.#ended.then(({ stderr }) => {
          throw new Error(`the kiosk ended: ${stderr}`);
        }),
      ]);
    }
    const url = new URL(this.#addresses.shift() ?? '');
    const exchanged = await fetch(url, { redirect: 'manual' });
    const cookie = exchanged.headers.get('set-cookie')?.split(';')[0] ?? '';
    return await Screen.open(url.origin, cookie);
  }
}

/** What a page does: keeps the newest state and sends commands. */
export class Screen {
  readonly messages: FromEngine[] = [];
  readonly origin: string;
  readonly cookie: string;
  readonly #socket: WebSocket;
  #onMessage: () => void = () => {};
  #ids = 0;

  private constructor(origin: string, cookie: string, socket: WebSocket) {
    this.origin = origin;
    this.cookie = cookie;
    this.#socket = socket;
    socket.on('message', (data) => {
      this.messages.push(FromEngineSchema.parse(JSON.parse(String(data))));
      this.#onMessage();
    });
  }

  static async open(origin: string, cookie: string): Promise<Screen> {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/link`, { headers: { cookie, origin } });
    onTestFinished(() => socket.terminate());
    const screen = new Screen(origin, cookie, socket);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    screen.send({ type: 'hello', version: 1 });
    return screen;
  }

  send(message: ToEngine): void {
    this.#socket.send(JSON.stringify(message));
  }

  press(command: ScreenCommand): void {
    this.#ids += 1;
    this.send({ type: 'command', id: this.#ids, command });
  }

  get state(): ScreenState | undefined {
    const last = this.messages.findLast((message) => message.type === 'state');
    return last?.type === 'state' ? last.state : undefined;
  }

  /** The newest state, once it is this one and this is true of it. */
  async until<N extends ScreenState['name']>(
    name: N,
    condition: (state: ScreenStateOf<N>) => boolean = () => true,
  ): Promise<ScreenStateOf<N>> {
    for (;;) {
      const { state } = this;
      if (state?.name === name && condition(state as ScreenStateOf<N>)) return state as ScreenStateOf<N>;
      await new Promise<void>((resolve) => {
        this.#onMessage = resolve;
      });
    }
  }
}
