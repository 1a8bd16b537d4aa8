import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Health, HealthSchema } from '#contracts/hub-api/health.ts';
import { SMALL_HEAP } from '../../../src/cli/node-options.ts';
import { freePort } from '../../support/free-port.ts';
import { hubRows, kioskRows } from '../chaos/books.ts';
import { furnishCampus, type Room } from '../chaos/chaos-campus.ts';
import { Program } from '../chaos/program.ts';
import { CHAOS_HUB_TIMINGS, CHAOS_KIOSK_TIMINGS } from '../chaos/timings.ts';
import { Wall } from '../chaos/wall.ts';

const SOURCE = join(import.meta.dirname, '../../../src');

export const ADMIN_PASSWORD = 'a disk has an end';

export type CampusOptions = {
  /** An empty folder for what the hub keeps, or for what the kiosk keeps, on a disk of the test's choice. */
  readonly hubDisk?: string;
  readonly kioskDisk?: string;
  readonly hubEnv?: Readonly<Record<string, string>>;
  readonly kioskEnv?: Readonly<Record<string, string>>;
};

const AddressSchema = z.object({ type: z.literal('address'), url: z.string() });
const ReadySchema = z.object({ type: z.literal('ready') });

/** A hub and a kiosk with a class on, as the programs they are. */
export class RunningCampus {
  readonly room: Room;
  readonly hubData: string;
  readonly hubUrl: string;
  readonly hub: Program;
  readonly kiosk: Program;
  readonly wall: Wall;
  /** Ids of the answers that the wall has shown. */
  readonly shown = new Set<string>();
  /** Programs that ended by themselves, as told by whoever runs them. */
  readonly ended: string[] = [];
  readonly #folder: string;
  #hubIsReady = false;

  private constructor(folder: string, hubPort: number, options: CampusOptions) {
    const { hubData, rooms } = furnishCampus({ folder, hubPort, linePorts: [hubPort] });
    const [room] = rooms;
    if (room === undefined) throw new Error('a campus without a room');
    this.#folder = folder;
    this.hubUrl = `http://127.0.0.1:${hubPort}`;
    this.hubData = moved(hubData, options.hubDisk);
    this.room = { ...room, data: moved(room.data, options.kioskDisk) };
    this.hub = this.#hubProgram(hubPort, options.hubEnv ?? {});
    this.kiosk = this.#kioskProgram(options.kioskEnv ?? {});
    this.wall = new Wall({
      onAnswer: (id) => this.shown.add(id),
      onNonsense: (words) => this.ended.push(words),
    });
  }

  static async create(options: CampusOptions = {}): Promise<RunningCampus> {
    const folder = mkdtempSync(join(tmpdir(), 'muster-disks-'));
    return new RunningCampus(folder, await freePort(), options);
  }

  async startHub(): Promise<void> {
    this.#hubIsReady = false;
    this.hub.start();
    await until('the hub serves', () => this.#hubIsReady || !this.hub.isRunning);
  }

  /** With the class open, and its teacher recorded. */
  async startKiosk(): Promise<void> {
    this.kiosk.start();
    await until('the wall shows something', () => this.wall.state !== undefined);
  }

  async openClass(): Promise<void> {
    await until('the class is open', async () => {
      if (this.wall.state?.name === 'session') return true;
      await this.wall.tap(this.room.teachersCard);
      return false;
    });
  }

  /** A student holds a card to the reader; whether an answer was shown. */
  async tap(n: number): Promise<boolean> {
    const { cards } = this.room;
    return await this.wall.tap(cards[n % cards.length] ?? '');
  }

  async health(): Promise<Health> {
    return HealthSchema.parse(await (await fetch(`${this.hubUrl}/api/v1/health`)).json());
  }

  /** All that the kiosk has is at the hub as it is. */
  isInStep(): boolean {
    const here = kioskRows(this.room.data);
    const there = new Map(
      hubRows(this.hubData, this.room.kiosk).map(({ epoch, seq, hash }) => [`${epoch} ${seq}`, hash]),
    );
    return here.every(({ epoch, seq, hash }) => there.get(`${epoch} ${seq}`) === hash);
  }

  /** What the wall has shown and the kiosk's ledger lacks. */
  shownButLost(): readonly string[] {
    const kept = new Set(
      kioskRows(this.room.data).map(({ text }) => (JSON.parse(text) as { id: string }).id),
    );
    return [...this.shown].filter((id) => !kept.has(id));
  }

  async close(): Promise<void> {
    this.wall.goDark();
    await this.kiosk.kill();
    await this.hub.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #hubProgram(port: number, env: Readonly<Record<string, string>>): Program {
    return new Program({
      name: 'hub',
      entry: join(SOURCE, 'hub/server/index.ts'),
      argv: [],
      nodeArgs: [],
      env: {
        MUSTER_DATA: this.hubData,
        MUSTER_HOST: '127.0.0.1',
        MUSTER_HUB_PORT: String(port),
        MUSTER_PUBLIC_URL: this.hubUrl,
        MUSTER_ADMIN_PASSWORD: ADMIN_PASSWORD,
        MUSTER_SYNC_TIMINGS: JSON.stringify(CHAOS_HUB_TIMINGS),
        MUSTER_LOG: 'warn',
        ...env,
      },
      onMessage: (message) => {
        if (ReadySchema.safeParse(message).success) this.#hubIsReady = true;
      },
      onCrash: (words) => this.ended.push(words),
    });
  }

  #kioskProgram(env: Readonly<Record<string, string>>): Program {
    return new Program({
      name: 'kiosk',
      entry: join(SOURCE, 'kiosk/engine/index.ts'),
      argv: [],
      nodeArgs: SMALL_HEAP,
      env: {
        MUSTER_DATA: this.room.data,
        MUSTER_KIOSK_PORT: '0',
        MUSTER_SIMULATE: '1',
        MUSTER_SYNC_TIMINGS: JSON.stringify(CHAOS_KIOSK_TIMINGS),
        MUSTER_LOG: 'warn',
        ...env,
      },
      onMessage: (message) => {
        const address = AddressSchema.safeParse(message);
        if (address.success) this.wall.noteAddress(address.data.url, this.kiosk.life);
      },
      onCrash: (words) => this.ended.push(words),
    });
  }
}

/** However slow the machine is just now, it doesn't take longer than this. */
const PATIENCE_MS = 90_000;

/** Waits for something that programs do in their own time. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`it never came about that ${what}`);
    await sleep(20);
  }
}

function moved(from: string, to: string | undefined): string {
  if (to === undefined) return from;
  cpSync(from, to, { recursive: true });
  return to;
}
