import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstat } from 'node:fs/promises';
import type { DeviceDeps } from '../device-deps.ts';

/**
 * The far side of a serial port that doesn't exist: a pseudo-terminal at `path`, made by the program socat, which has to be installed
 * (Linux, macOS). Everything down to the system's own serial port code then runs as with real hardware.
 */
export class PtyPort {
  readonly #path: string;
  readonly #after: DeviceDeps['after'];
  readonly #onBytes: (bytes: Uint8Array) => void;
  #socat: ChildProcess | undefined;

  /** `onBytes` is told what the program that opened the port sends. */
  constructor(
    path: string,
    after: DeviceDeps['after'],
    onBytes: (bytes: Uint8Array) => void = () => undefined,
  ) {
    this.#path = path;
    this.#after = after;
    this.#onBytes = onBytes;
  }

  /** Resolves when the port is there to be opened. */
  async plugIn(): Promise<void> {
    if (this.#socat !== undefined) return;
    const pseudoTerminal = `PTY,link=${this.#path},raw,echo=0`;
    // When this process ends, socat's input ends, and it with it.
    const socat = spawn('socat', ['STDIO', pseudoTerminal], { stdio: ['pipe', 'pipe', 'ignore'] });
    socat.stdin.on('error', () => undefined);
    socat.stdout.on('data', (bytes: Uint8Array) => {
      if (socat === this.#socat) this.#onBytes(bytes);
    });
    await once(socat, 'spawn').catch(() => {
      throw new Error('A simulated port is made by the program socat, which is not installed here.');
    });
    this.#socat = socat;
    while (!(await exists(this.#path))) {
      if (socat.exitCode !== null) throw new Error(`socat could not make ${this.#path}`);
      await new Promise<void>((resolve) => this.#after(5, resolve));
    }
  }

  /** As if the USB plug were pulled: the port is gone, path and all. */
  async unplug(): Promise<void> {
    const socat = this.#socat;
    this.#socat = undefined;
    if (socat === undefined || socat.exitCode !== null) return;
    socat.kill();
    await once(socat, 'exit');
  }

  /** Dropped while unplugged. */
  write(bytes: Uint8Array): void {
    this.#socat?.stdin?.write(bytes);
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
