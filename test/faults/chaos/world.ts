import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { SMALL_HEAP } from '../../../src/cli/node-options.ts';
import { BadLine } from './bad-line.ts';
import { type ChaosCampus, furnishCampus, type Room } from './chaos-campus.ts';
import { Program } from './program.ts';
import { Record } from './record.ts';
import { CHAOS_HUB_TIMINGS, CHAOS_KIOSK_TIMINGS } from './timings.ts';
import { Wall } from './wall.ts';

const SOURCE = join(import.meta.dirname, '../../../src');

export const ADMIN_PASSWORD = 'chaos reigns supreme';

export type WorldOptions = {
  readonly kiosks: number;
  /** Of every kiosk, besides the simulated one. */
  readonly readers?: readonly object[];
  /** Loaded by the hub before its own program: how a test breaks it. */
  readonly hubImports?: readonly string[];
};

/** One kiosk with everything around it. */
export type KioskInWorld = {
  readonly room: Room;
  readonly program: Program;
  readonly wall: Wall;
  readonly line: BadLine;
};

const AddressSchema = z.object({ type: z.literal('address'), url: z.string() });
const ReadySchema = z.object({ type: z.literal('ready') });

/** A hub, its kiosks, and the lines between them: real programs, each a process of its own. */
export class World {
  readonly record = new Record();
  readonly campus: ChaosCampus;
  readonly hub: Program;
  readonly hubUrl: string;
  readonly kiosks: readonly KioskInWorld[];
  readonly #folder: string;
  #hubIsReady = false;

  private constructor(folder: string, hubPort: number, lines: readonly BadLine[], options: WorldOptions) {
    this.#folder = folder;
    this.hubUrl = `http://127.0.0.1:${hubPort}`;
    this.campus = furnishCampus({ folder, hubPort, linePorts: lines.map(({ port }) => port) });
    this.hub = this.#hubProgram(hubPort, options.hubImports ?? []);
    this.kiosks = this.campus.rooms.map((room, place) => {
      const line = lines[place];
      if (line === undefined) throw new Error('a kiosk without a line');
      return this.#kiosk(room, line, options.readers ?? []);
    });
  }

  static async create(options: WorldOptions): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'muster-chaos-'));
    const hubPort = await freePort();
    const lines = await Promise.all(
      Array.from({ length: options.kiosks }, async () => await BadLine.open(hubPort)),
    );
    return new World(folder, hubPort, lines, options);
  }

  /** True once its HTTP door is open; false again when it is killed. */
  get hubIsReady(): boolean {
    return this.#hubIsReady && this.hub.isRunning;
  }

  startHub(): void {
    this.#hubIsReady = false;
    this.hub.start();
  }

  startAll(): void {
    this.startHub();
    for (const { program } of this.kiosks) program.start();
  }

  /** Every program is told to stop and does, so that what it keeps can be read. */
  async stopAll(): Promise<void> {
    await Promise.all(this.kiosks.map(({ program }) => program.stop()));
    await this.hub.stop();
  }

  async close(): Promise<void> {
    for (const { wall } of this.kiosks) wall.goDark();
    await Promise.all([this.hub, ...this.kiosks.map(({ program }) => program)].map((one) => one.kill()));
    await Promise.all(this.kiosks.map(({ line }) => line.close()));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #hubProgram(port: number, imports: readonly string[]): Program {
    return new Program({
      name: 'hub',
      entry: join(SOURCE, 'hub/server/index.ts'),
      argv: [],
      nodeArgs: imports.flatMap((path) => ['--import', path]),
      env: {
        MUSTER_DATA: this.campus.hubData,
        MUSTER_HOST: '127.0.0.1',
        MUSTER_HUB_PORT: String(port),
        MUSTER_PUBLIC_URL: this.hubUrl,
        // As often as can be asked for.
        MUSTER_BACKUPS: this.campus.backups,
        MUSTER_BACKUP_EVERY: '1',
        MUSTER_ADMIN_PASSWORD: ADMIN_PASSWORD,
        MUSTER_SYNC_TIMINGS: JSON.stringify(CHAOS_HUB_TIMINGS),
        MUSTER_LOG: 'warn',
      },
      onMessage: (message) => {
        if (ReadySchema.safeParse(message).success) this.#hubIsReady = true;
      },
      onCrash: (words) => this.record.noteProblem(words),
    });
  }

  #kiosk(room: Room, line: BadLine, readers: readonly object[]): KioskInWorld {
    const { record } = this;
    const name = `kiosk ${room.kiosk}`;
    const wall = new Wall({
      onAnswer: (id) => record.noteShown(room.kiosk, id),
      onNonsense: (words) => record.noteProblem(`${name} told its screen nonsense: ${words}`),
    });
    const program = new Program({
      name,
      entry: join(SOURCE, 'kiosk/engine/index.ts'),
      argv: [],
      nodeArgs: SMALL_HEAP,
      env: {
        MUSTER_DATA: room.data,
        MUSTER_KIOSK_PORT: '0',
        MUSTER_SIMULATE: '1',
        ...(readers.length > 0 && { MUSTER_READERS: JSON.stringify(readers) }),
        MUSTER_SYNC_TIMINGS: JSON.stringify(CHAOS_KIOSK_TIMINGS),
        MUSTER_LOG: 'warn',
      },
      onMessage: (message) => {
        const address = AddressSchema.safeParse(message);
        if (address.success) wall.noteAddress(address.data.url, program.life);
      },
      onCrash: (words) => record.noteProblem(words),
    });
    return { room, program, wall, line };
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was free');
  return address.port;
}
