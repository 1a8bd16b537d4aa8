import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/until.ts';

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const SOCKET = '/run/pcscd/pcscd.comm';

/** Why PC/SC can't be tried here; undefined: it can. */
export function whyNoService(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (spawnSync('pcscd', ['--version']).status !== 0) return 'pcscd is not installed';
  if (!existsSync(DRIVER)) return 'vsmartcard-vpcd is not installed';
  if (process.getuid?.() !== 0) return 'only root may start a smart-card service of its own';
  if (spawnSync('pidof', ['pcscd']).status === 0) return 'the system runs a smart-card service already';
  return undefined;
}

/** The system's own smart-card service with a virtual reader, started and ended by the test. */
export class OwnService {
  readonly port: number;
  readonly #folder: string;
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: string) {
    this.port = port;
    this.#folder = folder;
  }

  static async prepare(): Promise<OwnService> {
    const folder = await mkdtemp(join(tmpdir(), 'muster-pcsc-'));
    const port = await freePort();
    const settings = `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x${port.toString(16)}\nLIBPATH ${DRIVER}\nCHANNELID 0x${port.toString(16)}\n`;
    await writeFile(join(folder, 'vpcd'), settings);
    return new OwnService(port, folder);
  }

  async start(): Promise<void> {
    this.#process = spawn('pcscd', ['--foreground', '--config', this.#folder], { stdio: 'ignore' });
    await until(() => existsSync(SOCKET), 'the service listens');
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await ended;
  }

  async end(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
