import { onTestFinished } from 'vitest';
import type { ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import {
  type ScreenState,
  type ScreenStateOf,
  ScreenStateSchema,
} from '#contracts/engine-link/screen-state.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { Epoch, EpochMs, KioskNumber, Seq } from '#domain/ids.ts';
import type { EventBody, EventType, LedgerEvent } from '#domain/ledger/event.ts';
import type { FeedCursor } from '#domain/sync/frames.ts';
import { documentHash } from '#domain/sync/manifest.ts';
import { Clock } from '#platform/clock.ts';
import { newEventId } from '#platform/ids.ts';
import { KeyStore } from '#platform/keys.ts';
import { createLog } from '#platform/log.ts';
import { assembleEngine } from '../../../../src/kiosk/engine/assemble-engine.ts';
import type { FoundDevice } from '../../../../src/kiosk/engine/devices/discovery/found-device.ts';
import {
  type ReadersConfig,
  ReadersConfigSchema,
} from '../../../../src/kiosk/engine/devices/reader-config.ts';
import type { EngineHost, SyncParts } from '../../../../src/kiosk/engine/engine-host.ts';
import { DrawTimes } from '../../../../src/kiosk/engine/link/draw-times.ts';
import type { RunningEngine } from '../../../../src/kiosk/engine/running-engine.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { bundleOf, CAMPUS, type Campus, ENROLMENT, MIGRATIONS, type Person } from './campus.ts';

const USUAL_READERS = ReadersConfigSchema.parse([
  { kind: 'simulated', id: 'door', name: 'Door' },
  { kind: 'wedge', id: 'desk', name: 'Desk' },
]);

type Alarm = { readonly dueAt: number; readonly run: () => void };

/**
 * The whole engine over real files, with simulated hardware, a hub whose part the test plays, and a clock that stands
 * still until the test moves it.
 */
export class KioskRig {
  readonly folder: string;
  readonly drawTimes = new DrawTimes();
  readonly refusals: string[] = [];
  restartsWanted = 0;
  /** What is plugged in beside the readers. */
  pluggedIn: readonly FoundDevice[] = [];
  readersAreGiven = false;
  #now: number;
  readonly #readers: ReadersConfig;
  #boot = 1;
  #wallOffsetMs = 0;
  #alarms: Alarm[] = [];
  #engine: RunningEngine | undefined;
  #sync: SyncParts | undefined;
  #shown: ScreenState[] = [];
  #rev = 0;
  #hubSeq = 0;

  private constructor(startAt: EpochMs, folder: string, readers: ReadersConfig) {
    this.#readers = readers;
    this.#now = startAt;
    this.folder = folder;
  }

  /** A kiosk that has its directory and was compared with the hub's clock, started at this moment. */
  static async start(
    startAt: EpochMs,
    campus: Campus = CAMPUS,
    folder = temporaryFolder(),
    readers = USUAL_READERS,
  ): Promise<KioskRig> {
    const rig = new KioskRig(startAt, folder, readers);
    onTestFinished(() => rig.stop());
    await rig.boot();
    rig.hubSends(campus);
    rig.compareClocks();
    return rig;
  }

  async boot(): Promise<void> {
    const engine = assembleEngine(this.#host(), ENROLMENT);
    if (!engine.ok) throw new Error(engine.error.text);
    this.#engine = engine.value;
    await this.settle();
  }

  async stop(): Promise<void> {
    await this.#engine?.stop();
    this.#engine = undefined;
    this.#alarms = [];
  }

  /** The machine is switched off and on: another boot, the same disk. */
  async restart(): Promise<void> {
    await this.stop();
    this.#shown = [];
    this.#boot += 1;
    await this.boot();
  }

  state(): ScreenState {
    const state = this.#shown.at(-1);
    if (state === undefined) throw new Error('nothing has been shown');
    return state;
  }

  /** The state on screen, which has to be this one. */
  screen<N extends ScreenState['name']>(name: N): ScreenStateOf<N> {
    const state = this.state();
    if (state.name !== name) throw new Error(`the screen shows "${state.name}", not "${name}"`);
    return state as ScreenStateOf<N>;
  }

  get shown(): readonly ScreenState[] {
    return this.#shown;
  }

  async tap(whose: Person | string): Promise<void> {
    const number = typeof whose === 'string' ? whose : whose.card;
    await this.press({ type: 'simulate-card', number });
  }

  async press(command: ScreenCommand): Promise<void> {
    await this.#engine?.command(command, (text) => this.refusals.push(text));
    await this.settle();
  }

  /** Like `press`, without waiting for what it leads to. */
  begin(command: ScreenCommand): Promise<void> {
    return this.#engine?.command(command, (text) => this.refusals.push(text)) ?? Promise.resolve();
  }

  get now(): EpochMs {
    return this.#now as EpochMs;
  }

  /** Lets time pass until an instant, ringing every alarm on the way. */
  async goTo(instant: EpochMs): Promise<void> {
    for (;;) {
      const next = this.#alarms.filter(({ dueAt }) => dueAt <= instant).sort((a, b) => a.dueAt - b.dueAt)[0];
      if (next === undefined) break;
      this.#alarms = this.#alarms.filter((alarm) => alarm !== next);
      this.#now = Math.max(this.#now, next.dueAt);
      next.run();
      await this.settle();
    }
    this.#now = instant;
  }

  async wait(ms: number): Promise<void> {
    await this.goTo((this.#now + ms) as EpochMs);
  }

  /** Somebody sets the wall clock. */
  setWallClock(byMs: number): void {
    this.#wallOffsetMs += byMs;
  }

  /** Everything in the kiosk's own ledger, oldest first. */
  ledger(): LedgerEvent[] {
    return [...(this.#sync?.ledger.all() ?? [])].map(({ event }) => event);
  }

  bodies<T extends EventType>(type: T): EventBody<T>[] {
    return this.ledger().flatMap((event) => (event.type === type ? [event.body as EventBody<T>] : []));
  }

  hubSends(campus: Campus): void {
    this.#rev += 1;
    const { manifest, texts } = bundleOf(campus, this.#rev);
    const applied = this.#sync?.directory.applyDocuments(manifest, texts);
    if (applied?.ok !== true) throw new Error('the directory was not taken');
    this.#sync?.onDirectory();
  }

  compareClocks(): void {
    this.#sync?.onClockSample({ hubMinusMono: this.#now - this.#mono(), uncertaintyMs: 5 });
  }

  /** Something happened at the hub that touches this room. */
  hubRecords<T extends EventType>(type: T, body: EventBody<T>, origin = 0): LedgerEvent {
    this.#hubSeq += 1;
    const epoch = '00000000000000ff' as Epoch;
    const event = {
      kiosk: origin as KioskNumber,
      epoch,
      seq: this.#hubSeq as Seq,
      id: newEventId(),
      type,
      v: 1,
      clock: { wall: this.now, mono: this.#now, boot: 'ffffffffffffffff', hubMinusMono: 0, uncertaintyMs: 0 },
      body,
    };
    const text = canonicalJson(event);
    const cursor = { generation: '00000000000000aa', run: null, position: this.#hubSeq } as FeedCursor;
    const foreign = {
      origin: event.kiosk,
      epoch,
      seq: event.seq,
      hash: documentHash(text),
      text,
      seal: '00'.repeat(16),
    };
    this.#sync?.ledger.appendHubEvents([foreign], cursor);
    this.#sync?.onHubEvents();
    return event as unknown as LedgerEvent;
  }

  hubIs(state: 'online' | 'connecting' | 'offline' | 'refused'): void {
    this.#sync?.onStatus({ state, detail: null });
  }

  get syncParts(): SyncParts {
    if (this.#sync === undefined) throw new Error('the engine is not running');
    return this.#sync;
  }

  /** What was begun by events and promises has happened. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets time pass until something has happened that also takes the real world's: a look at a disk, a socket. */
  async passUntil(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await this.wait(1_000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  #mono(): number {
    return this.#now - this.#boot * 1_000_000;
  }

  #host(): EngineHost {
    const keys = KeyStore.open({ path: `${this.folder}/keys.json` });
    if (!keys.ok) throw new Error(keys.error.text);
    const sources = {
      bootId: `boot ${this.#boot}`,
      uptimeMs: () => this.#mono(),
      wallMs: () => this.#now + this.#wallOffsetMs,
      monoMs: () => this.#mono(),
    };
    return {
      folder: this.folder,
      migrations: MIGRATIONS,
      app: 'test',
      makeClock: (onStep) => new Clock({ sources, onStep }),
      keys: keys.value,
      readers: this.#readers,
      readersAreGiven: this.readersAreGiven,
      findDevices: () => Promise.resolve(this.pluggedIn),
      simulator: { cards: [], pins: [] },
      ballastBytes: 0,
      keepDays: 60,
      show: (state) => this.#shown.push(ScreenStateSchema.parse(state)),
      drawTimes: this.drawTimes,
      alarm: (ms, run) => {
        const alarm = { dueAt: this.#now + ms, run };
        this.#alarms.push(alarm);
        return () => {
          this.#alarms = this.#alarms.filter((other) => other !== alarm);
        };
      },
      onRestartWanted: () => {
        this.restartsWanted += 1;
      },
      startSync: (parts) => {
        this.#sync = parts;
        return { wake: () => {}, stop: () => {} };
      },
      log: createLog({ level: 'silent' }),
    };
  }
}
