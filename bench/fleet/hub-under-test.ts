import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { keepCompiled, ONE_ARENA, SMALL_YOUNG } from '../../src/cli/node-options.ts';
import { memoryOf } from '../memory.ts';

const PROJECT = join(import.meta.dirname, '../..');
/** Of Linux's accounts of processor time. */
const TICKS_PER_SECOND = 100;

const ReadySchema = z.object({ type: z.literal('ready'), url: z.string() });
const LoopSchema = z.object({ type: z.literal('loop'), p50: z.number(), p99: z.number(), max: z.number() });

export type HubSample = {
  /** Of one core, since the sample before. */
  readonly cpuShare: number;
  /** Of processor time, since then. */
  readonly cpuMs: number;
  /** How late its timers were since then. */
  readonly loop: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly residentMb: number;
  /** Since the hub began. */
  readonly peakMb: number;
};

export type HubOptions = {
  readonly profileTo: string | undefined;
  /** Further ones, as on the command line. */
  readonly settings?: readonly string[];
};

/** The hub itself, started as `npm start` starts it, with a watch on its loop. */
export class HubUnderTest {
  readonly #child: ChildProcess;
  readonly port: number;
  #cpuSeconds = 0;
  #sampledAt = 0;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  static async start(data: string, { profileTo, settings: own = [] }: HubOptions): Promise<HubUnderTest> {
    const probe = join(import.meta.dirname, 'loop-probe.ts');
    const profile = profileTo === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileTo}`];
    const settings = [`--data=${data}`, '--host=127.0.0.1', '--hub-port=0', '--log=warn', ...own];
    const child = fork(join(PROJECT, 'src/hub/server/index.ts'), settings, {
      execArgv: [...SMALL_YOUNG, '--import', probe, ...profile],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        ...keepCompiled(),
        ...ONE_ARENA,
        MUSTER_ADMIN_PASSWORD: 'correct horse battery',
      },
    });
    const ready = await messageOf(child, ReadySchema);
    return new HubUnderTest(child, Number(new URL(ready.url).port));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async sample(): Promise<HubSample> {
    this.#child.send('loop');
    const { p50, p99, max } = await messageOf(this.#child, LoopSchema);
    const cpu = cpuSecondsOf(this.pid);
    const now = performance.now();
    const cpuMs = (cpu - this.#cpuSeconds) * 1_000;
    const cpuShare = cpuMs / (now - this.#sampledAt);
    this.#cpuSeconds = cpu;
    this.#sampledAt = now;
    const { residentMb, peakMb } = memoryOf(this.pid) ?? { residentMb: Number.NaN, peakMb: Number.NaN };
    return { cpuShare, cpuMs, loop: { p50, p99, max }, residentMb, peakMb };
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await ended;
  }
}

/** The next message of this form; fails when the process ends instead. */
export async function messageOf<T>(child: ChildProcess, schema: z.ZodType<T>): Promise<T> {
  return await new Promise((resolve, reject) => {
    const hear = (message: unknown) => {
      const parsed = schema.safeParse(message);
      if (!parsed.success) return;
      child.off('message', hear).off('exit', end);
      resolve(parsed.data);
    };
    const end = (code: number | null) => reject(new Error(`a process of the bench ended (${code})`));
    child.on('message', hear).once('exit', end);
  });
}

function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
