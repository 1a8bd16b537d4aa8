import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/until.ts';

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
/** Where the service keeps its socket, and lets nobody change that. */
const RUNS_IN = '/run/pcscd';

/** Why PC/SC can't be tried here; undefined: it can. */
export function whyNoService(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (spawnSync('pcscd', ['--version']).status !== 0) return 'pcscd is not installed';
  if (!existsSync(DRIVER)) return 'vsmartcard-vpcd is not installed';
  if (process.getuid?.() !== 0) return 'only root may start a smart-card service of its own';
  if (spawnSync('unshare', ['--mount', 'true']).status !== 0)
    return 'this machine allows no namespaces of mounts';
  return undefined;
}

/** The system's own smart-card service with a virtual reader, started and ended by the test, and out of the way of any other. */
export class OwnService {
  readonly port: number;
  readonly #folder: string;
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: string) {
    this.port = port;
    this.#folder = folder;
  }

  /** Once in a process: the library looks for the service at the same place ever after. */
  static async prepare(): Promise<OwnService> {
    const folder = await mkdtemp(join(tmpdir(), 'muster-pcsc-'));
    const port = await twoFreePorts();
    const channel = `0x${port.toString(16)}`;
    const settings = `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:${channel}\nLIBPATH ${DRIVER}\nCHANNELID ${channel}\n`;
    await mkdir(join(folder, 'readers'));
    await mkdir(join(folder, 'run'));
    await mkdir(RUNS_IN, { recursive: true });
    await writeFile(join(folder, 'readers/vpcd'), settings);
    process.env['PCSCLITE_CSOCK_NAME'] = join(folder, 'run/pcscd.comm');
    return new OwnService(port, folder);
  }

  async start(): Promise<void> {
    // Its folder is another one to it alone.
    const script = `mount --bind "$0/run" ${RUNS_IN} && exec pcscd --foreground --config "$0/readers"`;
    this.#process = spawn('unshare', ['--mount', 'sh', '-c', script, this.#folder], { stdio: 'ignore' });
    await until(() => existsSync(join(this.#folder, 'run/pcscd.comm')), 'the service listens');
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

/** The virtual reader takes a port and the next one. Below those that the system gives to whoever asks, or one of them might get it in between. */
async function twoFreePorts(): Promise<number> {
  for (;;) {
    const port = 20_000 + 2 * randomInt(5_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
