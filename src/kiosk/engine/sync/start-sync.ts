import { randomBytes } from 'node:crypto';
import { DownSchema } from '#contracts/sync/down.ts';
import { SYNC_VERSIONS } from '#contracts/sync/protocol-version.ts';
import { readFrame } from '#contracts/sync/read-frame.ts';

import { keyIdOf } from '#domain/sync/handshake.ts';
import { connectionOf } from '#domain/sync/kiosk-link.ts';
import type { KioskIdentity, KioskInput, KioskMoment } from '#domain/sync/kiosk-state.ts';
import { KioskSync } from '#domain/sync/kiosk-sync.ts';
import { KIOSK_TIMINGS, type KioskTimings } from '#domain/sync/timings.ts';
import { asTime } from '#domain/time/corrected-time.ts';
import type { Clock } from '#platform/clock.ts';
import { signingKeyIn } from '#platform/signing-key.ts';
import type { RunningSync, SyncParts } from '../engine-host.ts';
import { LedgerWriteError } from '../ledger/ledger-problem.ts';
import { describeLink, type LinkDescription } from './describe-link.ts';
import { HubKeys } from './hub-keys.ts';
import { HubSocket } from './hub-socket.ts';

/** However far away the next thing to do is, look again after this. */
const LONGEST_SLEEP_MS = 1_000;

/** Keeps the ledger, the directory and the hub in step until stopped. */
export function startSync(parts: SyncParts, timings: KioskTimings = KIOSK_TIMINGS): RunningSync {
  const link = new SyncRunner(parts, timings);
  link.start();
  return { wake: () => link.wake(), stop: () => link.stop() };
}

/** Owns the socket and the timer, and runs the kiosk's machine between them. */
class SyncRunner {
  readonly #parts: SyncParts;
  readonly #socket: HubSocket;
  readonly #sync: KioskSync;
  #timer: NodeJS.Timeout | undefined;
  #woken: NodeJS.Immediate | undefined;
  #told: LinkDescription | undefined;
  #toldAcked: number;

  constructor(parts: SyncParts, timings: KioskTimings) {
    const { ledger, directory, clock, keys, enrolment } = parts;
    const hubKeys = new HubKeys(keys, enrolment.hubKey);
    this.#parts = parts;
    this.#toldAcked = ledger.acked().seq;
    this.#socket = new HubSocket({
      url: enrolment.syncUrl,
      handshakeMs: timings.handshakeMs,
      listener: {
        onText: (connection, text) => this.#hear(connection, text),
        onClosed: (connection, why) => this.#handle({ kind: 'closed', connection, why }),
      },
    });
    this.#sync = new KioskSync({
      port: { ledger, directory },
      host: {
        dial: (connection) => this.#socket.dial(connection),
        hangUp: (connection) => this.#socket.hangUp(connection),
        send: (connection, frame) => this.#socket.send(connection, JSON.stringify(frame)),
        onDirectory: () => parts.onDirectory(),
        onHubEvents: () => parts.onHubEvents(),
        onClockSample: (sample) => parts.onClockSample(sample),
        onNextHubKey: (key) => hubKeys.noteNext(key),
      },
      self: identityOf(parts, hubKeys),
      timings,
      moment: () => momentOf(clock),
      lastCheck: () => parts.lastCheck?.() ?? null,
    });
  }

  start(): void {
    this.#handle({ kind: 'start' });
  }

  /** Whoever records an event must not wait for the network: what follows from it comes in a turn of its own. */
  wake(): void {
    this.#woken ??= setImmediate(() => {
      this.#woken = undefined;
      this.#handle({ kind: 'appended' });
    });
  }

  stop(): void {
    clearImmediate(this.#woken);
    this.#handle({ kind: 'stop' });
    clearTimeout(this.#timer);
  }

  #hear(connection: number, text: string): void {
    const frame = readFrame(text, DownSchema);
    if (frame.kind === 'frame') {
      this.#handle({ kind: 'frame', connection, frame: frame.value });
      if (this.#sync.state.link.name === 'live') this.#socket.trust(connection);
      return;
    }
    if (frame.kind === 'unknown') return;
    this.#parts.log.warn('hub sent a malformed message', { detail: frame.detail });
    this.#give(connection, 'the hub said something this kiosk does not understand');
  }

  #tick(): void {
    this.#handle({ kind: 'tick', heard: this.#socket.heard() });
  }

  #handle(input: KioskInput): void {
    try {
      this.#sync.handle(input);
    } catch (error) {
      if (!(error instanceof LedgerWriteError)) throw error;
      // Whatever the step wanted to say next rests on what could not be written.
      const connection = connectionOf(this.#sync.state.link);
      if (connection !== undefined) this.#give(connection, error.problem.text);
      this.#parts.onBroken(error.problem);
    }
    this.#tell();
    this.#sleep();
  }

  /** Gives the connection up and lets the machine try again in its own time. */
  #give(connection: number, why: string): void {
    this.#socket.hangUp(connection);
    this.#sync.handle({ kind: 'closed', connection, why });
    this.#tell();
    this.#sleep();
  }

  #tell(): void {
    this.#tellStatus();
    const { seq } = this.#parts.ledger.acked();
    if (seq === this.#toldAcked) return;
    this.#toldAcked = seq;
    this.#parts.onAcked();
  }

  #tellStatus(): void {
    const now = describeLink(this.#sync.state);
    if (now.state === this.#told?.state && now.detail === this.#told.detail) return;
    if (now.state !== this.#told?.state) this.#parts.log.info('link to the hub changed', { ...now });
    this.#told = now;
    this.#parts.onStatus(now);
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    const { mono } = this.#parts.clock.read();
    const ms = Math.max(0, Math.min(this.#sync.nextTickAt() - mono, LONGEST_SLEEP_MS));
    if (this.#sync.state.link.name === 'stopped') return;
    this.#timer = setTimeout(() => this.#tick(), ms);
    this.#timer.unref();
  }
}

function identityOf({ enrolment, keys, app }: SyncParts, hubKeys: HubKeys): KioskIdentity {
  const device = signingKeyIn(keys, 'device-key');
  return {
    institutionId: enrolment.institutionId,
    kiosk: enrolment.kiosk,
    app,
    start: randomBytes(8).toString('hex'),
    versions: SYNC_VERSIONS,
    keyId: keyIdOf(Buffer.from(device.publicKey, 'base64url')),
    knowsHub: (keyId) => hubKeys.knows(keyId),
    sign: (bytes) => Buffer.from(device.sign(bytes)).toString('base64url'),
    isSignedByHub: (keyId, bytes, signature) => hubKeys.isSigned(keyId, bytes, signature),
  };
}

function momentOf(clock: Clock): KioskMoment {
  const { wall, mono, boot, hubMinusMono, uncertaintyMs } = clock.read();
  return {
    mono,
    wall,
    boot,
    corrected: hubMinusMono === null ? null : asTime(mono + hubMinusMono),
    uncertaintyMs,
    fraction: Math.random,
    nonce: () => randomBytes(16).toString('hex'),
  };
}
