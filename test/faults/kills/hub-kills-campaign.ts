import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../support/free-port.ts';
import { randomFrom } from '../../support/seed.ts';
import type { Campaign, Played } from '../campaign.ts';
import { type ChaosCampus, furnishCampus } from '../chaos/chaos-campus.ts';
import { Program } from '../chaos/program.ts';
import { CHAOS_HUB_TIMINGS } from '../chaos/timings.ts';
import { BusyKiosk } from './busy-kiosk.ts';
import { checkDeadHub } from './check-dead-hub.ts';

const KIOSKS = 3;

const ENTRY = join(import.meta.dirname, '../../../src/hub/server/index.ts');

/** Once it serves: the kiosks are back in a moment, and then it stores all the time. */
const MOST_SERVED_MS = 800;
/** Every fifth dies while it starts. */
const MOST_STARTING_MS = 600;

/** Longer than any start on a busy machine. */
const PATIENCE_MS = 60_000;

/** SIGKILL for the hub's program while kiosks deliver. When it dies depends on the machine too, so a number plays its like again. */
export const hubKills: Campaign = {
  name: 'hub-kills',
  title: 'kill -9 of the hub while kiosks deliver',
  unit: 'kills',
  perTest: 40,
  atGate: 1_000,
  chunk: 40,
  run: async (from, count) => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-hub-kills-'));
    const port = await freePort();
    const campus = furnishCampus({
      folder,
      hubPort: port,
      linePorts: Array.from({ length: KIOSKS }, () => port),
    });
    const life = new HubLife(campus, port);
    try {
      return await life.play(from, count);
    } finally {
      await life.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

class HubLife {
  readonly #campus: ChaosCampus;
  readonly #hub: Program;
  readonly #kiosks: readonly BusyKiosk[];
  readonly #crashes: string[] = [];
  #serves = false;

  constructor(campus: ChaosCampus, port: number) {
    this.#campus = campus;
    this.#kiosks = campus.rooms.map((room) => new BusyKiosk(room));
    this.#hub = new Program({
      name: 'hub',
      entry: ENTRY,
      argv: [],
      nodeArgs: [],
      env: {
        MUSTER_DATA: campus.hubData,
        MUSTER_HOST: '127.0.0.1',
        MUSTER_HUB_PORT: String(port),
        MUSTER_SYNC_TIMINGS: JSON.stringify(CHAOS_HUB_TIMINGS),
        MUSTER_LOG: 'warn',
      },
      onMessage: () => {
        this.#serves = true;
      },
      onCrash: (words) => this.#crashes.push(words),
    });
  }

  async play(from: number, count: number): Promise<Played> {
    const failures: string[] = [];
    for (let seed = from; seed < from + count; seed++) {
      await this.#liveAndDie(randomFrom(seed));
      const wrong = this.#wrong();
      if (wrong !== undefined)
        failures.push(`${wrong}: npm run gate -- --only=hub-kills --from=${from} --count=${seed - from + 1}`);
    }
    failures.push(...(await this.#settle()));
    failures.push(...this.#crashes);
    const acked = this.#kiosks.reduce((sum, { ledger }) => sum + ledger.acked().seq, 0);
    return { failures, totals: { kills: count, 'acknowledged events': acked }, worst: {} };
  }

  async close(): Promise<void> {
    for (const kiosk of this.#kiosks) await kiosk.close();
    await this.#hub.kill();
  }

  /** Everybody goes home, the hub is started once more, and what it lacks must come to it. */
  async #settle(): Promise<readonly string[]> {
    for (const kiosk of this.#kiosks) kiosk.rest();
    this.#start();
    if (await until(() => this.#kiosks.every(({ backlog }) => backlog === 0))) return [];
    const backlogs = this.#kiosks.map(({ backlog }) => backlog).join(', ');
    return [`after the last start the hub lacks ${backlogs} events of its kiosks`];
  }

  #start(): void {
    this.#serves = false;
    this.#hub.start();
  }

  async #liveAndDie(random: () => number): Promise<void> {
    this.#start();
    if (random() < 0.2) await pause(random() * MOST_STARTING_MS);
    else {
      await until(() => this.#serves || !this.#hub.isRunning);
      await pause(random() * MOST_SERVED_MS);
    }
    await this.#hub.kill();
  }

  #wrong(): string | undefined {
    return checkDeadHub(
      this.#campus.hubData,
      this.#kiosks.map(({ ledger }, place) => ({
        kiosk: this.#campus.rooms[place]?.kiosk ?? 0,
        epoch: ledger.epoch(),
        acked: ledger.acked(),
      })),
    );
  }
}

async function until(condition: () => boolean): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await pause(5);
  }
  return true;
}
