import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '#domain/result.ts';
import type { DeviceDeps } from '../device-deps.ts';
import type { Reader, ReaderCounts, ReaderIdentity, ReaderListeners } from '../reader.ts';
import { PtyPort } from '../simulate/pty-port.ts';
import type { MakeTwin, Twin } from '../simulate/twin.ts';
import type { Simulator } from './simulator.ts';

export type SimulatedSerialPlan = {
  readonly makeTwin: MakeTwin;
  /** The reader that a real device at `path` would have. */
  readonly makeReader: (path: string) => Reader;
};

/**
 * A twin on a serial port of its own and the reader that reads it: what is tapped at the screen takes every step that a real card's number
 * takes. The port is made by socat; where that isn't installed the reader is absent, and says so.
 */
export class SimulatedSerialReader implements Simulator {
  readonly id: string;
  readonly name: string;
  readonly kind = 'card';
  readonly #plan: SimulatedSerialPlan;
  readonly #after: DeviceDeps['after'];
  #bench: Bench | undefined;
  #isPlugged = false;
  #began: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(
    identity: Pick<ReaderIdentity, 'id' | 'name'>,
    plan: SimulatedSerialPlan,
    deps: Pick<DeviceDeps, 'after'>,
  ) {
    this.id = identity.id;
    this.name = identity.name;
    this.#plan = plan;
    this.#after = deps.after;
  }

  start(listeners: ReaderListeners): void {
    this.#began = this.#begin(listeners);
  }

  tap(number: string): Result<void, string> {
    if (!this.#isPlugged) return err('The simulated reader is unplugged.');
    const refusal = this.#bench?.twin.obey(number);
    return refusal === undefined || refusal === '' ? ok(undefined) : err(refusal);
  }

  unplug(): void {
    this.#isPlugged = false;
    this.#bench?.twin.unplugged();
    void this.#bench?.port.unplug();
  }

  replug(): void {
    void this.#plugIn();
  }

  counts(): ReaderCounts {
    return this.#bench?.reader.counts() ?? { stays: 0, seenOnce: 0, discarded: 0 };
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#began;
    await this.#bench?.reader.stop();
    await this.#bench?.port.unplug();
    if (this.#bench !== undefined) await rm(this.#bench.folder, { recursive: true, force: true });
  }

  async #begin(listeners: ReaderListeners): Promise<void> {
    const bench = await setUp(this.#plan, this.#after);
    this.#bench = bench;
    const problem = await this.#plugIn();
    if (this.#isStopped) return;
    if (problem === undefined) bench.reader.start(listeners);
    else listeners.onState('absent', problem);
  }

  async #plugIn(): Promise<string | undefined> {
    try {
      await this.#bench?.port.plugIn();
      this.#isPlugged = true;
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

type Bench = {
  readonly folder: string;
  readonly port: PtyPort;
  readonly twin: Twin;
  readonly reader: Reader;
};

async function setUp(
  { makeTwin, makeReader }: SimulatedSerialPlan,
  after: DeviceDeps['after'],
): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-simulated-'));
  const path = join(folder, 'port');
  const port: PtyPort = new PtyPort(path, after, (bytes) => twin.hear(bytes));
  const twin = makeTwin({ after, write: (bytes) => port.write(bytes) });
  return { folder, port, twin, reader: makeReader(path) };
}
