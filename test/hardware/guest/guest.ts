import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Kernel, makeInitialDisk } from './guest-files.ts';

const REPOSITORY = join(import.meta.dirname, '../../..');

export type Message = { readonly about: string; readonly [key: string]: unknown };

/** A small computer of its own with a real kernel, whose USB devices come and go as the test says. */
export class Guest {
  readonly heard: Message[] = [];
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #server: Server;
  #agent: Socket | undefined;
  #monitor: Socket | undefined;
  readonly #answers: ((answer: unknown) => void)[] = [];
  console = '';

  private constructor(folder: string, process: ChildProcess, server: Server) {
    this.#folder = folder;
    this.#process = process;
    this.#server = server;
  }

  static async boot(kernel: Kernel): Promise<Guest> {
    const folder = await mkdtemp(join(tmpdir(), 'muster-guest-'));
    const start = `UV_THREADPOOL_SIZE=16 exec ${process.execPath} --disable-warning=ExperimentalWarning ${REPOSITORY}/test/hardware/guest/agent.ts`;
    const initrd = makeInitialDisk(kernel, folder, start);
    const server = createServer().listen(join(folder, 'agent'));
    const agent = new Promise<Socket>((resolve) => server.once('connection', resolve));
    const machine = spawn('qemu-system-x86_64', argumentsOf(kernel, initrd, folder), {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const guest = new Guest(folder, machine, server);
    const note = (text: Buffer) => {
      guest.console += text.toString();
    };
    machine.stdout.on('data', note);
    machine.stderr.on('data', note);
    guest.#listen(await agent);
    await guest.#openMonitor();
    await guest.hear('that it has started', ({ about }) => about === 'up');
    return guest;
  }

  /** Has the agent inside do something. */
  tell(order: Message): void {
    this.#agent?.write(`${JSON.stringify(order)}\n`);
  }

  /** The first thing heard from now on, or already, for which this holds. */
  async hear(what: string, holds: (message: Message) => boolean, from = 0): Promise<Message> {
    // A processor that is only simulated is a tenth as fast.
    const giveUpAt = performance.now() + 60_000;
    for (;;) {
      const found = this.heard.slice(from).find(holds);
      if (found !== undefined) return found;
      if (performance.now() > giveUpAt || this.#process.exitCode !== null)
        throw new Error(
          `Never heard from the guest: ${what}. ${JSON.stringify(this.heard.slice(from))}\n${this.console.slice(-3_000)}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Asks again and again until there is an answer. */
  async eventually<A>(ask: () => Promise<A | undefined>): Promise<A> {
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`There was never an answer. ${JSON.stringify(this.heard.slice(-5))}`);
  }

  /** Plugs a USB device in. One that was pulled a moment ago may not be gone for QEMU yet. */
  async plugIn(device: {
    readonly driver: string;
    readonly id: string;
    readonly [key: string]: string;
  }): Promise<void> {
    await this.eventually(() =>
      this.machine('device_add', { bus: 'usb.0', ...device }).then(
        () => true,
        () => undefined,
      ),
    );
  }

  async pullOut(id: string): Promise<void> {
    await this.machine('device_del', { id });
  }

  /** A command to QEMU, by its QMP. */
  async machine(execute: string, args: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const answer = new Promise<unknown>((resolve) => this.#answers.push(resolve));
    this.#monitor?.write(`${JSON.stringify({ execute, arguments: args })}\n`);
    const given = await answer;
    if (typeof given === 'object' && given !== null && 'error' in given)
      throw new Error(`${execute}: ${JSON.stringify(given.error)}`);
  }

  /** The far side of a serial cable that `chardev-add` has made at this name. */
  socketPath(name: string): string {
    return join(this.#folder, name);
  }

  async end(): Promise<void> {
    this.#process.kill('SIGKILL');
    this.#agent?.destroy();
    this.#monitor?.destroy();
    this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #listen(agent: Socket): void {
    this.#agent = agent;
    ignoreItsEnd(agent);
    createInterface({ input: agent })
      .on('error', () => undefined)
      .on('line', (line) => {
        // What is no message is the kernel clearing its throat.
        if (line.startsWith('{')) this.heard.push(JSON.parse(line));
      });
  }

  async #openMonitor(): Promise<void> {
    const monitor = await connectWhenThere(join(this.#folder, 'monitor'));
    this.#monitor = monitor;
    ignoreItsEnd(monitor);
    createInterface({ input: monitor })
      .on('error', () => undefined)
      .on('line', (line) => {
        const message: object = JSON.parse(line);
        if ('return' in message || 'error' in message) this.#answers.shift()?.(message);
      });
    await this.machine('qmp_capabilities');
  }
}

/** QEMU opens its own sockets one after the other. */
async function connectWhenThere(path: string): Promise<Socket> {
  for (let tries = 0; ; tries += 1) {
    const socket = connect(path);
    const failure = await new Promise<Error | undefined>((resolve) => {
      socket.once('connect', () => resolve(undefined));
      socket.once('error', resolve);
    });
    if (failure === undefined) return socket;
    if (tries === 100) throw failure;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A machine that has ended resets its sockets; that it has ended is noticed where something is waited for. */
function ignoreItsEnd(socket: Socket): void {
  socket.on('error', () => socket.destroy());
}

function argumentsOf(kernel: Kernel, initrd: string, folder: string): readonly string[] {
  // Not KVM: inside a virtual machine, where tests mostly run, it often is there and doesn't work.
  const acceleration = ['-accel', 'tcg,thread=multi', '-cpu', 'max'];
  return [
    // Without a keyboard of its own, or what is typed would be typed there.
    ...[
      '-machine',
      'pc,i8042=off',
      '-nodefaults',
      '-no-reboot',
      '-display',
      'none',
      '-m',
      '768',
      '-smp',
      '2',
      ...acceleration,
    ],
    ...['-kernel', kernel.image, '-initrd', initrd, '-append', 'console=ttyS0 quiet panic=-1'],
    ...['-serial', 'stdio'],
    ...['-virtfs', 'local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap'],
    ...['-device', 'virtio-serial', '-chardev', `socket,id=agent,path=${join(folder, 'agent')}`],
    ...['-device', 'virtserialport,chardev=agent,name=agent'],
    ...['-qmp', `unix:${join(folder, 'monitor')},server=on,wait=off`],
    ...['-device', 'qemu-xhci,id=usb'],
  ];
}
