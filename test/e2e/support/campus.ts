import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type HubReady,
  HubReadySchema,
  type KioskReady,
  KioskReadySchema,
} from '#contracts/process-messages.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const READY_WITHIN_MS = 60_000;

/** A port nobody listens on, so that a hub killed and started again keeps its address. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was free');
  return address.port;
}

/** Programs as `npm run hub` and `npm run kiosk` start them, each in a process of its own that a test may kill. */
export class Campus {
  readonly folder = mkdtempSync(join(tmpdir(), 'muster-e2e-'));
  readonly #children = new Map<string, ChildProcess>();
  readonly #hubPort: number;

  private constructor(hubPort: number) {
    this.#hubPort = hubPort;
  }

  static async create(): Promise<Campus> {
    return new Campus(await freePort());
  }

  async startHub(): Promise<HubReady> {
    const env = {
      MUSTER_DATA: this.folder,
      MUSTER_HUB_PORT: String(this.#hubPort),
      MUSTER_HOST: '127.0.0.1',
    };
    return HubReadySchema.parse(await this.#start('hub', 'src/hub/server/index.ts', ['--demo'], env));
  }

  async startKiosk(env: Readonly<Record<string, string>>): Promise<KioskReady> {
    const args = ['--host=browser', '--display=none'];
    const all = { MUSTER_DATA: this.folder, MUSTER_KIOSK_PORT: '0', ...env };
    return KioskReadySchema.parse(await this.#start('kiosk', 'src/cli/kiosk.ts', args, all));
  }

  /** SIGKILL: the program gets no chance to tidy up. */
  async kill(name: 'hub' | 'kiosk'): Promise<void> {
    const child = this.#children.get(name);
    if (child === undefined) throw new Error(`${name} is not running`);
    this.#children.delete(name);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    for (const name of ['kiosk', 'hub'] as const) if (this.#children.has(name)) await this.kill(name);
    rmSync(this.folder, { recursive: true, force: true });
  }

  #start(
    name: 'hub' | 'kiosk',
    script: string,
    args: string[],
    env: Record<string, string>,
  ): Promise<unknown> {
    const child = fork(join(PROJECT, script), args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#children.set(name, child);
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text: Buffer) => void said.push(text.toString()));
    }
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${name} ${why}\n${said.join('').slice(-4_000)}`));
      const tooLong = setTimeout(() => fail('did not get ready'), READY_WITHIN_MS);
      child.once('exit', (code, signal) => fail(`stopped (${signal ?? code})`));
      child.once('message', (message) => {
        clearTimeout(tooLong);
        resolve(message);
      });
    });
  }
}
