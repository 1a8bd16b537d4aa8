import type { DeviceDeps } from '../device-deps.ts';
import type { Reader, ReaderCounts, ReaderListeners } from '../reader.ts';
import { SerialDialogue } from '../serial-port/serial-dialogue.ts';
import type { LoadSerialPort } from '../serial-port/serial-port-owner.ts';
import type { Line } from '../serial-port/talking-line.ts';
import type { Match } from './answers.ts';
import type { TouchAdvice } from './confirmation.ts';
import { type EnrolOutcome, type EnrolRequest, enrolFinger } from './enrol-finger.ts';
import type { SensorId } from './finger-read.ts';
import type { FingerprintSettings } from './fingerprint-settings.ts';
import { ACK, type Packet, splitPackets } from './packet.ts';
import { markSensor, probeSensor, type SensorFound, type SensorTrouble } from './probe-sensor.ts';
import { type Answer, Sensor } from './sensor.ts';

export type FingerprintOptions = FingerprintSettings & { readonly id: string };

/** A sensor looks all the time whether there is a finger; a breath between two looks keeps it cool. */
const BETWEEN_LOOKS_MS = 100;
/** So many unanswered questions in a row are no accident. */
const SILENCES = 3;
/** Somebody has to change the settings or the sensor first. */
const TRY_AGAIN_MS = 10_000;

/** A sensor that answers, and what it can be told besides. */
type Connected = {
  readonly id: SensorId;
  readonly capacity: number;
  readonly used: ReadonlySet<number>;
};

type Job = {
  readonly run: (sensor: Sensor, line: Line<Packet>) => Promise<void>;
  /** The sensor has gone before its turn came. */
  readonly giveUp: () => void;
};

/** Recognises fingers by a sensor that keeps and compares them itself. What a finger looks like never leaves the sensor. */
export class FingerprintReader implements Reader {
  readonly id: string;
  readonly name: string;
  readonly kind = 'finger';
  readonly #options: FingerprintOptions;
  readonly #deps: DeviceDeps;
  readonly #load: LoadSerialPort;
  #dialogue: SerialDialogue<Packet> | undefined;
  #listeners: ReaderListeners | undefined;
  #connected: Connected | undefined;
  #jobs: Job[] = [];
  /** No finger has lain on the glass since the last one that was looked at. */
  #isLifted = false;
  #stays = 0;
  #unsure = 0;
  #discarded = 0;

  constructor(options: FingerprintOptions, deps: DeviceDeps, load: LoadSerialPort) {
    this.id = options.id;
    this.name = options.name;
    this.#options = options;
    this.#deps = deps;
    this.#load = load;
  }

  start(listeners: ReaderListeners): void {
    const { path, baudRate } = this.#options;
    this.#listeners = listeners;
    this.#dialogue = new SerialDialogue<Packet>(
      { path, baudRate, split: (bytes) => splitPackets(ACK, bytes), talk: (line) => this.#talk(line) },
      this.#deps,
      {
        onState: (state, detail) => listeners.onState(state, detail),
        onJunk: (bytes) => {
          this.#discarded += bytes;
        },
      },
    );
    void this.#dialogue.start(this.#load);
  }

  /** `seenOnce`: matches that the sensor was not sure enough of. */
  counts(): ReaderCounts {
    return { stays: this.#stays, seenOnce: this.#unsure, discarded: this.#discarded };
  }

  async stop(): Promise<void> {
    await this.#dialogue?.stop();
  }

  /** The sensor that answers at the moment. */
  connected(): Pick<Connected, 'id' | 'capacity'> | undefined {
    return this.#connected;
  }

  /** A page without a template; the `place`-th of the free ones, counted round. Undefined: the sensor is full, or absent. */
  freePage(place: number): number | undefined {
    if (this.#connected === undefined) return undefined;
    const { capacity, used } = this.#connected;
    const free = Array.from({ length: capacity }, (_, page) => page).filter((page) => !used.has(page));
    return free[place % Math.max(1, free.length)];
  }

  /** Enrols a finger at a free page. Nobody is recognised meanwhile. */
  enrol(request: Pick<EnrolRequest, 'page' | 'onStep' | 'isCancelled'>): Promise<EnrolOutcome> {
    const failed: EnrolOutcome = { kind: 'failed', reason: 'sensor-failed' };
    return this.#do(failed, async (sensor, line, { capacity }) => {
      await sensor.light('breathe');
      const isMatch = (match: Match) => this.#isMatch(match, capacity);
      const pacing = { mono: this.#deps.mono, pause: (ms: number) => line.pause(ms) };
      const outcome = await enrolFinger(sensor, { ...request, capacity, isMatch }, pacing);
      await sensor.light(outcome.kind === 'stored' ? 'on' : 'flash');
      if (outcome.kind === 'stored') this.#note(new Set([...(this.#connected?.used ?? []), outcome.page]));
      return outcome;
    });
  }

  /** Forgets templates; the pages that are empty now are told to `onErased`. False: not all of them are. */
  erase(pages: readonly number[]): Promise<boolean> {
    return this.#do(false, (sensor) => this.#erase(sensor, pages));
  }

  async #talk(line: Line<Packet>): Promise<void> {
    const sensor = new Sensor(line, { hasRing: this.#options.led === 'ring' });
    this.#isLifted = false;
    // Whoever had the port a moment ago may have left it with a question.
    await sensor.settle();
    // One that fell silent and answers again may be another, exchanged behind its cable: it is asked anew who it is.
    while (await this.#meet(sensor, line)) if ((await this.#serve(sensor, line)) === 'gone') break;
    this.#connected = undefined;
    for (const job of this.#jobs.splice(0)) job.giveUp();
  }

  /** False: there is nothing here to work with. */
  async #meet(sensor: Sensor, line: Line<Packet>): Promise<boolean> {
    const found = await probeSensor(sensor, Number.parseInt(this.#options.password, 16));
    if (typeof found === 'string') {
      this.#connected = undefined;
      await this.#complain(found, line);
      return false;
    }
    const marked = found.marker === null ? { ...found, marker: await markSensor(sensor) } : found;
    await this.#welcome(sensor, marked);
    if (!line.isOver()) line.ready(this.#describe(found));
    return !line.isOver();
  }

  /** What is wrong, in words for the caretaker; then the sensor is left alone for a while. */
  async #complain(trouble: SensorTrouble, line: Line<Packet>): Promise<void> {
    const { path } = this.#options;
    if (trouble === 'silent' || line.isOver()) return;
    const words = {
      'wrong-password': `The sensor at ${path} has a password that this kiosk doesn't know. Write it into the reader's settings as "password".`,
      'no-sensor': `What answers at ${path} is no fingerprint sensor of a kind that this kiosk knows.`,
    };
    this.#listeners?.onState('quiet', words[trouble]);
    await line.pause(TRY_AGAIN_MS);
  }

  async #welcome(sensor: Sensor, found: SensorFound): Promise<void> {
    const welcome = this.#listeners?.onSensor?.(this.id, found);
    const { capacity, pages } = found;
    this.#connected = { id: welcome?.id ?? this.id, capacity, used: new Set(pages) };
    if (welcome !== undefined && welcome.erase.length > 0) await this.#erase(sensor, welcome.erase);
  }

  async #serve(sensor: Sensor, line: Line<Packet>): Promise<'gone' | 'back'> {
    let silences = 0;
    while (!line.isOver() && silences < SILENCES) {
      // After a job the finger may still lie there, and has done what it was to do.
      if (await this.#doOneJob(sensor, line)) this.#isLifted = false;
      const { kind } = await sensor.takeImage();
      // Locked: it has lost its power, and wants its password again.
      if (kind === 'locked' || (silences > 0 && kind !== 'silent')) return 'back';
      silences = kind === 'silent' ? silences + 1 : 0;
      await this.#seen(sensor, kind);
      await line.pause(BETWEEN_LOOKS_MS);
    }
    return 'gone';
  }

  async #seen(sensor: Sensor, kind: Answer['kind']): Promise<void> {
    if (kind === 'no-finger') this.#isLifted = true;
    if (kind !== 'ok') return;
    if (this.#isLifted) await this.#recognise(sensor);
    this.#isLifted = false;
  }

  async #doOneJob(sensor: Sensor, line: Line<Packet>): Promise<boolean> {
    const job = this.#jobs.shift();
    await job?.run(sensor, line);
    return job !== undefined;
  }

  async #recognise(sensor: Sensor): Promise<void> {
    const connected = this.#connected;
    const features = await sensor.extractFeatures(1);
    if (connected === undefined || features.kind === 'silent') return;
    if (features.kind !== 'ok') {
      this.#tell(null, features.kind === 'bad-touch' ? features.advice : 'unclear');
      return;
    }
    const match = await sensor.search(connected.capacity);
    if (match === undefined) return;
    const isMatch = match !== null && this.#isMatch(match, connected.capacity);
    if (match !== null && !isMatch) this.#unsure += 1;
    this.#tell(isMatch ? match.page : null, null);
    await sensor.light(isMatch ? 'on' : 'flash');
  }

  /** Sensors were seen finding pages that they don't have, and the first page with no confidence at all. */
  #isMatch({ page, score }: Match, capacity: number): boolean {
    return page < capacity && score >= this.#options.minScore;
  }

  #tell(page: number | null, advice: TouchAdvice | null): void {
    if (this.#connected === undefined) return;
    this.#stays += 1;
    this.#listeners?.onFinger?.({
      reader: this.id,
      sensor: this.#connected.id,
      page,
      advice,
      stay: `${this.id}/${this.#stays}`,
      at: this.#deps.mono(),
    });
  }

  async #erase(sensor: Sensor, pages: readonly number[]): Promise<boolean> {
    const erased: number[] = [];
    for (const page of pages) {
      const answer = await sensor.remove(page);
      if (answer.kind === 'ok') erased.push(page);
    }
    if (this.#connected !== undefined && erased.length > 0) {
      this.#note(new Set([...this.#connected.used].filter((page) => !erased.includes(page))));
      this.#listeners?.onErased?.(this.#connected.id, erased);
    }
    return erased.length === pages.length;
  }

  #note(used: ReadonlySet<number>): void {
    if (this.#connected !== undefined) this.#connected = { ...this.#connected, used };
  }

  /** Has it done between two looks; `otherwise` when no sensor is there, or goes away before its turn. */
  #do<A>(
    otherwise: A,
    run: (sensor: Sensor, line: Line<Packet>, connected: Connected) => Promise<A>,
  ): Promise<A> {
    const asked = this.#connected;
    if (asked === undefined) return Promise.resolve(otherwise);
    return new Promise((resolve) => {
      this.#jobs.push({
        // Another sensor may have taken its place meanwhile.
        run: async (sensor, line) =>
          resolve(this.#connected?.id === asked.id ? await run(sensor, line, asked) : otherwise),
        giveUp: () => resolve(otherwise),
      });
    });
  }

  #describe({ capacity, pages }: SensorFound): string {
    return `A fingerprint sensor answers at ${this.#options.path}: ${pages.length} of ${capacity} places are taken.`;
  }
}
