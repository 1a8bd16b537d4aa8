import type { ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import type { EpochMs } from '#domain/ids.ts';
import type { LedgerEvent } from '#domain/ledger/event.ts';
import type { LedgerCheck } from '#domain/sync/frames.ts';
import type { Clock } from '#platform/clock.ts';
import { noteForms } from './cards/note-forms.ts';
import { typingReaders } from './cards/typing-readers.ts';
import { RoomCodes } from './code/room-code-view.ts';
import { SYSTEM_DEVICE_DEPS } from './devices/device-deps.ts';
import { findDevices } from './devices/discovery/find-devices.ts';
import { Engine } from './engine.ts';
import type { EngineHost, RunningSync } from './engine-host.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Enrolment } from './enrolment/enrolment.ts';
import { FingerDesk } from './fingers/finger-desk.ts';
import type { WriteProblem } from './ledger/ledger-problem.ts';
import type { Stores } from './open-stores.ts';
import { assemblePanel } from './panel/assemble-panel.ts';
import type { PanelDesk } from './panel/panel-desk.ts';
import { codeDesks } from './passes/code-desks.ts';
import { KioskReaders } from './readers/kiosk-readers.ts';
import { CommonBoard } from './screen-state/common-board.ts';
import { type ClockSample, isWorthNoting, type NotedSample } from './self-check/clock-notes.ts';
import { DiskReserve } from './self-check/disk-reserve.ts';
import type { NightWatch } from './self-check/night-watch.ts';
import { restartMayHelp } from './self-check/out-of-order.ts';
import { waitForSpace } from './self-check/wait-for-space.ts';
import { watchLedger } from './self-check/watch-ledger.ts';
import { CardResolver } from './sessions/card-resolver.ts';
import { Journal } from './sessions/journal.ts';
import { RoomSessions } from './sessions/room-sessions.ts';
import { isQuiet } from './sessions/sitting.ts';
import { touchRules } from './sessions/touch-rules.ts';
import { PinCheck } from './unlock/pin-check.ts';
import { lockOutOf } from './unlock/proof.ts';
import { UnlockDesk } from './unlock/unlock-desk.ts';
import { verifyPin } from './unlock/verify-pin.ts';

/** The engine with everything that tells it something: readers, the hub, the clock, the screen. */
export class RunningEngine {
  readonly #host: EngineHost;
  readonly #enrolment: Enrolment;
  readonly #clock: Clock;
  readonly #stores: Stores;
  readonly #sessions: RoomSessions;
  readonly #reserve: DiskReserve;
  readonly #board: CommonBoard;
  readonly #journal: Journal;
  readonly #devices: KioskReaders;
  readonly #desk: UnlockDesk;
  readonly #panel: PanelDesk;
  readonly #fingers: FingerDesk;
  readonly #engine: Engine;
  #sync: RunningSync | undefined;
  #nightWatch: NightWatch | undefined;
  #lastCheck: LedgerCheck;
  #notedSample: NotedSample | undefined;
  #cancelWait: () => void = () => undefined;

  constructor(host: EngineHost, enrolment: Enrolment, clock: Clock, stores: Stores) {
    const { ledger, directory } = stores;
    const { kiosk, institution, pinPepper } = enrolment;
    const now = () => clock.correctedNow();
    this.#host = host;
    this.#enrolment = enrolment;
    this.#clock = clock;
    this.#stores = stores;
    // At open everything was verified.
    this.#lastCheck = { at: now(), outcome: stores.wasHealed ? 'healed' : 'sound' };
    this.#sessions = new RoomSessions({ ledger, directory, kiosk, now });
    const { folder, ballastBytes, alarm } = host;
    const onChange = () => this.#engine.render();
    this.#reserve = new DiskReserve({ folder, bytes: ballastBytes, alarm, onChange });
    this.#board = new CommonBoard(
      {
        institution,
        simulator: host.simulator,
        place: () => directory.place(),
        reading: () => clock.read(),
        lastClockSampleAt: () => this.#sessions.book.lastClockSampleAt(),
        lastHealed: () => this.#sessions.book.lastHealed(),
        diskLow: () => this.#reserve.isGone(),
        backlog: () => ledger.head().seq - ledger.acked().seq,
        readers: () => this.#devices.health.conditions(),
        panel: () => this.#panel.view(),
      },
      now(),
    );
    this.#journal = new Journal({
      ledger,
      onRecorded: (event) => this.#recorded(event),
      onFailed: (problem) => this.#failed(problem),
    });
    const attempts = () => this.#sessions.book.unlockAttempts();
    const pins = new PinCheck({
      journal: this.#journal,
      now,
      attempts,
      verifyPin: (verifier, pin) => verifyPin(verifier, pinPepper, pin),
    });
    this.#desk = new UnlockDesk({
      kiosk,
      now,
      journal: this.#journal,
      sittings: () => this.#sessions.at(now()),
      attempts,
      faculty: (personId) => directory.faculty(personId),
      pins,
      onChange,
    });
    this.#fingers = new FingerDesk({
      ...{ journal: this.#journal, now, onChange },
      book: stores.fingers,
      readers: () => this.#devices.running?.fingerprints ?? [],
      knownAmong: (people) => directory.knownAmong(people, now()),
      onTouch: (read, person) => this.#engine.touchFinger(read, person),
      random: SYSTEM_DEVICE_DEPS.random,
    });
    this.#devices = this.#makeDevices(now);
    this.#panel = assemblePanel({
      ...{ kiosk, now, journal: this.#journal, pins, directory, onChange },
      sittings: () => this.#sessions.at(now()),
      ...{ devices: this.#devices, findDevices: host.findDevices ?? findDevices, alarm },
      ...{ cardKey: enrolment.cardKey, cards: this.#sessions.cards, fingers: this.#fingers },
      typing: () => typingReaders(this.#devices.book.config()),
    });
    this.#engine = new Engine(this.#partsOf(now));
  }

  start(): void {
    this.#journal.record({ type: 'engine-started', body: { app: this.#host.app } });
    this.#fingers.tellLedger();
    this.#devices.start();
    this.#sync = this.#startSync();
    this.#nightWatch = this.#watchLedger();
    this.#engine.render();
  }

  async command(command: ScreenCommand, refuse: (text: string) => void): Promise<void> {
    await this.#engine.command(command, refuse);
  }

  noteClockStep(byMs: number): void {
    this.#journal.record({ type: 'clock-stepped', body: { byMs } });
  }

  async stop(): Promise<void> {
    this.#cancelWait();
    this.#reserve.stop();
    this.#nightWatch?.stop();
    this.#engine.stop();
    this.#panel.close();
    // A PIN may still be being checked.
    this.#journal.close();
    await this.#devices.stop();
    await this.#sync?.stop();
    this.#stores.fingers.close();
    this.#stores.directory.close();
    this.#stores.ledger.close();
  }

  #makeDevices(now: () => EpochMs): KioskReaders {
    const { folder, readers: start, readersAreGiven: isGiven } = this.#host;
    return new KioskReaders({
      ...{ folder, start, isGiven, now, journal: this.#journal },
      deps: { ...SYSTEM_DEVICE_DEPS, mono: () => this.#clock.read().mono },
      listeners: {
        ...this.#fingers.listeners,
        onCard: (read) => this.#engine.touch(read),
        onText: (reader, text) => {
          if (this.#panel.takesText(reader, text)) this.#engine.render();
        },
      },
      onSet: (config) => noteForms(config, this.#sessions.cards, this.#journal),
      onChange: () => this.#engine.render(),
    });
  }

  #partsOf(now: EngineParts['now']): EngineParts {
    const { directory } = this.#stores;
    const { kiosk, cardKey, codeSecret, institutionId } = this.#enrolment;
    const { book, registers } = this.#sessions;
    const codes = new RoomCodes({ secret: codeSecret, tenant: institutionId, kiosk });
    return {
      kiosk,
      now,
      journal: this.#journal,
      registers,
      sittings: (at) => this.#sessions.at(at),
      cards: new CardResolver({ cardKey, resolveTag: (tag, at) => this.#sessions.cards.resolveTag(tag, at) }),
      ...codeDesks(this.#enrolment, directory, this.#sessions),
      desk: this.#desk,
      panel: this.#panel,
      people: directory,
      readers: () =>
        this.#devices.running ?? { pressKey: () => undefined, simulated: undefined, camera: undefined },
      touchRules: () => touchRules(directory, registers, this.#desk),
      directoryRev: () => directory.rev(),
      lockOutOf: (personId, at) => lockOutOf(book.unlockAttempts(), personId, at),
      codeOf: ({ number }, at) => {
        const place = directory.place();
        return place === undefined ? null : codes.at(place, number, at);
      },
      common: (at) => this.#board.view(at),
      show: this.#host.show,
      drawTimes: this.#host.drawTimes,
      wall: () => this.#clock.read().wall,
      wallOf: (mono) => this.#clock.read().wall - (this.#clock.read().mono - mono),
      alarm: this.#host.alarm,
    };
  }

  #startSync(): RunningSync | undefined {
    return this.#host.startSync?.({
      ...this.#stores,
      clock: this.#clock,
      keys: this.#host.keys,
      enrolment: this.#enrolment,
      app: this.#host.app,
      log: this.#host.log,
      onStatus: (status) => {
        this.#board.noteHub(status, this.#clock.correctedNow());
        this.#engine.render();
      },
      onAcked: () => this.#engine.render(),
      onDirectory: () => {
        this.#fingers.tend();
        this.#engine.render();
      },
      onHubEvents: () => {
        this.#sessions.takeHubEvents();
        this.#engine.render();
      },
      onClockSample: (sample) => this.#noteClockSample(sample),
      lastCheck: () => this.#lastCheck,
      onBroken: (problem) => this.#journal.fail(problem),
    });
  }

  #watchLedger(): NightWatch {
    const now = () => this.#clock.correctedNow();
    return watchLedger({
      ...{ host: this.#host, ledger: this.#stores.ledger, journal: this.#journal, now },
      timeZone: () => this.#stores.directory.place()?.timeZone ?? 'UTC',
      isQuiet: () => isQuiet(this.#sessions.at(now()), now()),
      onSound: () => {
        this.#lastCheck = { at: now(), outcome: 'sound' };
      },
    });
  }

  #noteClockSample(sample: ClockSample): void {
    this.#clock.noteSample(sample.hubMinusMono, sample.uncertaintyMs);
    const { boot } = this.#clock.read();
    const now = this.#clock.correctedNow();
    if (isWorthNoting(sample, this.#notedSample, boot, now)) {
      this.#notedSample = { ...sample, boot, notedAt: now };
      this.#journal.record({ type: 'clock-sampled', body: sample });
    }
    // Codes follow the corrected time, which may have moved.
    this.#engine.render();
  }

  #recorded(event: LedgerEvent): void {
    this.#sessions.take(event);
    this.#host.log.info('event recorded', { type: event.type, seq: event.seq });
    this.#sync?.wake();
  }

  #failed(problem: WriteProblem): void {
    this.#host.log.error('event could not be kept', { kind: problem.kind, detail: problem.text });
    if (problem.kind === 'damaged') this.#stores.ledger.noteDamage(problem.text);
    this.#engine.render();
    if (restartMayHelp(problem)) {
      this.#host.onRestartWanted();
      return;
    }
    this.#cancelWait = waitForSpace(this.#host.folder, this.#host.alarm, () => {
      this.#journal.tryAgain();
      this.#engine.render();
    });
  }
}
