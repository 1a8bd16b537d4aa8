import type { KioskNumber } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import { type AdmissionLimits, type Asking, admit, callNext, leave, NOBODY } from './admission.ts';
import type { DownFrame, Push } from './frames.ts';
import type {
  HubContext,
  HubEffect,
  HubIdentity,
  HubInput,
  HubMoment,
  HubSession,
} from './hub-session-state.ts';
import { hubSessionStep } from './hub-session-step.ts';
import {
  COPY_HOLD_MS,
  judgeMachine,
  type MachineAsking,
  type Machines,
  type MachineVerdict,
} from './machines.ts';
import type { HubSyncPort, PushOutcome } from './ports.ts';
import type { HubTimings } from './timings.ts';

/** One kiosk's socket. */
export interface HubSocket {
  send(frame: DownFrame): void;
  /** Ends it; the hub hears nothing more from it. */
  close(why: string): void;
}

export type HubSyncParts = {
  readonly port: HubSyncPort;
  readonly self: HubIdentity;
  readonly timings: HubTimings;
  /** How many kiosks may catch up at once. */
  readonly places: number;
  readonly moment: () => HubMoment;
  /** A kiosk offered events that this hub never said. */
  readonly onForged: (kiosk: KioskNumber, count: number) => void;
  /** Stores a push; answers only when the outcome is on disk, or that it isn't. */
  readonly ingest: (kiosk: KioskNumber, push: Push, answer: (outcome: PushOutcome) => void) => void;
};

type Entry = { session: HubSession; readonly socket: HubSocket };

/** Runs the hub's machines, one for each connection: holds their states, sees to it that a kiosk has one only, and does what they decide. */
export class HubSync {
  readonly #parts: HubSyncParts;
  readonly #entries = new Map<number, Entry>();
  readonly #byKiosk = new Map<KioskNumber, number>();
  #admission = NOBODY;
  readonly #machines = new Map<KioskNumber, Machines>();
  #opened = 0;
  #foundRestored = false;

  constructor(parts: HubSyncParts) {
    this.#parts = parts;
  }

  /** Takes a new connection and returns its number. */
  open(socket: HubSocket, nonce: string): number {
    const id = ++this.#opened;
    this.#entries.set(id, {
      session: { name: 'challenged', since: this.#parts.moment().mono, nonce },
      socket,
    });
    this.handle(id, { kind: 'opened', nonce });
    return id;
  }

  /** Takes one input of one connection and does what follows from it; unknown or ended ones are not listened to. */
  handle(id: number, input: HubInput): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    const before = entry.session;
    const { session, effects } = hubSessionStep(before, input, this.#context());
    entry.session = session;
    for (const effect of effects) this.#do(id, entry, effect);
    if (session.name === 'closed') this.#forget(id, before);
    this.#callNext();
  }

  /** Something of this kiosk's has changed: it is told, if it is here. */
  wake(kiosk: KioskNumber): void {
    const id = this.#byKiosk.get(kiosk);
    if (id !== undefined) this.handle(id, { kind: 'woken' });
  }

  online(): ReadonlySet<KioskNumber> {
    return new Set(this.#byKiosk.keys());
  }

  /** Kiosks of which two live machines were seen lately: somebody copied a disk. */
  copied(): ReadonlySet<KioskNumber> {
    const now = this.#parts.moment().mono;
    const lately = [...this.#machines].filter(
      ([, { copiedAt }]) => copiedAt !== null && now - copiedAt < COPY_HOLD_MS,
    );
    return new Set(lately.map(([kiosk]) => kiosk));
  }

  #context(): HubContext {
    const { port, self, timings, moment } = this.#parts;
    const now = moment();
    const admits = (kiosk: KioskNumber, { from, events, more }: Push): boolean =>
      this.#admits({ kiosk, from, events: events.length, more, at: now.mono });
    const judge = (kiosk: KioskNumber, start: string, openedAt: number): MachineVerdict =>
      this.#judgeMachine(kiosk, { start, openedAt, at: now.mono });
    const view = { ...port, admits, judgeMachine: judge, foundRestored: this.#foundRestored };
    return { self, timings, moment: now, view };
  }

  #admits(asking: Asking): boolean {
    const { admission, admitted } = admit(this.#admission, asking, this.#limits());
    this.#admission = admission;
    return admitted;
  }

  /** Whoever just pushed its last frame, or left, may have made room. */
  #callNext(): void {
    if (this.#admission.line.size === 0) return;
    const { line } = this.#admission;
    const { admission, called } = callNext(this.#admission, this.#parts.moment().mono, this.#limits());
    this.#admission = admission;
    for (const kiosk of called) {
      const id = this.#byKiosk.get(kiosk);
      const from = line.get(kiosk);
      if (id !== undefined && from !== undefined) this.handle(id, { kind: 'called', from });
    }
  }

  #limits(): AdmissionLimits {
    const { places, timings } = this.#parts;
    return { places, placeIdleMs: timings.placeIdleMs };
  }

  #judgeMachine(kiosk: KioskNumber, asking: MachineAsking): MachineVerdict {
    const known = this.#machines.get(kiosk);
    const isHere = this.#byKiosk.has(kiosk);
    const now = known !== undefined && isHere ? { ...known, heardAt: asking.at } : known;
    const { machines, verdict } = judgeMachine(now, asking);
    this.#machines.set(kiosk, machines);
    return verdict;
  }

  #do(id: number, entry: Entry, effect: HubEffect): void {
    const { port, ingest } = this.#parts;
    switch (effect.kind) {
      case 'send':
        entry.socket.send(effect.frame);
        return;
      case 'close':
        entry.socket.close(effect.why);
        return;
      case 'claim':
        this.#claim(id, effect.kiosk);
        return;
      case 'ingest':
        ingest(effect.kiosk, effect.push, (outcome) => this.handle(id, { kind: 'ingested', outcome }));
        return;
      case 'accept-offer':
        port.events.acceptOffer(effect.kiosk, effect.events);
        return;
      case 'tell-offer-stored': {
        const { generation, next } = effect;
        const position = port.directory.feedHead(effect.kiosk);
        entry.socket.send({ type: 'offer-stored', generation, next, position });
        return;
      }
      case 'note-contact':
        port.directory.noteContact(effect.contact);
        return;
      case 'note-forged':
        this.#parts.onForged(effect.kiosk, effect.count);
        return;
      case 'note-restored':
        port.directory.noteRestored();
        this.#foundRestored = true;
        return;
      default:
        unreachable(effect);
    }
  }

  #claim(id: number, kiosk: KioskNumber): void {
    const older = this.#byKiosk.get(kiosk);
    this.#byKiosk.set(kiosk, id);
    if (older === undefined || older === id) return;
    const session = this.#entries.get(older)?.session;
    const start = session?.name === 'live' ? session.hello.start : '';
    const isCopy = this.#machines.get(kiosk)?.copies.includes(start) === true;
    this.handle(older, { kind: 'superseded', isCopy });
  }

  #forget(id: number, last: HubSession): void {
    this.#entries.delete(id);
    if (last.name !== 'live' || this.#byKiosk.get(last.kiosk) !== id) return;
    this.#byKiosk.delete(last.kiosk);
    const machines = this.#machines.get(last.kiosk);
    if (machines !== undefined) {
      this.#machines.set(last.kiosk, { ...machines, heardAt: this.#parts.moment().mono });
    }
    this.#admission = leave(this.#admission, last.kiosk);
  }
}
