import { simulatedSerialDevice } from '../simulate/simulated-serial-device.ts';
import type { Twin, TwinDeps } from '../simulate/twin.ts';
import { OPERATION } from './commands.ts';
import { ACK, COMMAND, encodePacket, splitPackets } from './packet.ts';
import { NO_TRAPS, TwinSensor, type TwinTouch, type TwinTraps } from './twin-sensor.ts';

export type FingerprintTwinOptions = {
  readonly capacity?: number;
  readonly password?: number;
  readonly security?: number;
  /** As slow as the real one. Tests can't wait for that. */
  readonly atRealSpeed?: boolean;
};

/** Sent when the power comes. */
const AWAKE = 0x55;
/** A relaxed touch: long enough for an image, features and a search. */
const TOUCH_MS = 1_200;

// From a capture.
const TAKES_MS: ReadonlyMap<number, number> = new Map([
  [OPERATION.takeImage, 190],
  [OPERATION.extractFeatures, 300],
]);
const OTHERWISE_TAKES_MS = 50;

const HOW = ['good', 'too-dry', 'too-wet', 'unclear', 'too-small', 'moved'] as const;
const TRAPS = Object.keys(NO_TRAPS) as readonly (keyof TwinTraps)[];

/** A fingerprint sensor on the far side of a serial port. Fingers are names: a finger is found when its name was enrolled. */
export class FingerprintTwin implements Twin {
  sensor: TwinSensor;
  /** Hears, and says nothing, as one whose cable is half broken. */
  deaf = false;
  /** Says only so many bytes of its next answer. */
  breaksOffAfter: number | undefined;
  /** What its ring was told. */
  readonly lights: number[][] = [];
  /** How many times it was asked to look at the glass. */
  looks = 0;
  #owed: (() => void)[] | undefined;
  readonly #waiting: { readonly takesMs: number; readonly run: () => void }[] = [];
  readonly #deps: TwinDeps;
  readonly #options: FingerprintTwinOptions;
  #heard: Uint8Array = new Uint8Array();
  #isAwake = false;
  #cancelLift: () => void = () => undefined;

  constructor(deps: TwinDeps, options: FingerprintTwinOptions = {}) {
    this.#deps = deps;
    this.#options = options;
    this.sensor = this.#newSensor();
  }

  /** Somebody has put another one in its place: same make, empty. */
  replace(): void {
    this.sensor = this.#newSensor();
    this.#isAwake = false;
  }

  lay(finger: string, how: TwinTouch['how'] = 'good'): void {
    this.#cancelLift();
    this.sensor.touch = { finger, how };
  }

  lift(): void {
    this.#cancelLift();
    this.sensor.touch = undefined;
  }

  setTraps(traps: Partial<TwinTraps>): void {
    this.sensor.traps = { ...this.sensor.traps, ...traps };
  }

  /** Stops answering, until it gives all the answers that it owes. */
  stall(): void {
    this.#owed = [];
  }

  answerAll(): void {
    const owed = this.#owed ?? [];
    this.#owed = undefined;
    for (const answer of owed) answer();
  }

  hear(bytes: Uint8Array): void {
    const { frames, rest } = splitPackets(COMMAND, Buffer.concat([this.#heard, bytes]));
    this.#heard = rest;
    this.looks += frames.filter(({ content }) => content[0] === OPERATION.takeImage).length;
    if (this.deaf) return;
    if (!this.#isAwake) this.#deps.write(Uint8Array.of(AWAKE));
    this.#isAwake = true;
    for (const { content } of frames) this.#answer(content);
  }

  unplugged(): void {
    this.#heard = new Uint8Array();
    this.#isAwake = false;
    this.sensor.restart();
  }

  readonly help = [
    'NAME                 touches the sensor with the finger of this name',
    `lay NAME [HOW]       leaves it there; HOW is ${HOW.join(', ')}`,
    'lift                 takes it away',
    'fingers              what the sensor has stored',
    'replace              another, empty sensor is put in its place; then "unplug" and "plug"',
    'deaf, hears          stops answering, answers again',
    `trap NAME, no traps  does as some real ones do: ${TRAPS.join(', ')}`,
  ];

  obey(line: string): string | undefined {
    const [word = '', name = '', how = 'good'] = line.trim().split(/\s+/);
    switch (word) {
      case '':
        return undefined;
      case 'lay':
        return this.#layTyped(name, how);
      case 'lift':
        this.lift();
        return 'Lifted.';
      case 'fingers':
        return this.#stored();
      case 'replace':
        this.replace();
        return 'Another sensor is here.';
      case 'deaf':
      case 'hears':
        this.deaf = word === 'deaf';
        return this.deaf ? 'It says nothing more.' : 'It answers again.';
      case 'trap':
      case 'no':
        return this.#trap(word === 'no' ? undefined : name);
      default:
        return this.#touchTyped(word);
    }
  }

  #answer(content: Uint8Array): void {
    const sensor = this.sensor;
    if (content[0] === OPERATION.ring) this.lights.push([...content.subarray(1)]);
    const speak = () => {
      const ack = encodePacket(ACK, sensor.answer(content));
      const whole = this.breaksOffAfter ?? ack.length;
      this.breaksOffAfter = undefined;
      if (!this.deaf) this.#deps.write(ack.subarray(0, whole));
    };
    const takesMs = this.#options.atRealSpeed === true ? timeOf(content) : 0;
    if (this.#owed === undefined) this.#whenFree(takesMs, speak);
    else this.#owed.push(speak);
  }

  /** One thing after another: what is asked while it is at work waits. */
  #whenFree(takesMs: number, run: () => void): void {
    if (takesMs === 0 && this.#waiting.length === 0) {
      run();
      return;
    }
    this.#waiting.push({ takesMs, run });
    if (this.#waiting.length === 1) this.#workOff();
  }

  #workOff(): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#deps.after(Math.max(first.takesMs, OTHERWISE_TAKES_MS), () => {
      first.run();
      this.#waiting.shift();
      this.#workOff();
    });
  }

  #newSensor(): TwinSensor {
    const { capacity = 200, password = 0, security = 3 } = this.#options;
    return new TwinSensor({ capacity, password, security });
  }

  #layTyped(name: string, how: string): string {
    const known = HOW.find((each) => each === how);
    if (name === '' || known === undefined) return `lay NAME [${HOW.join(' | ')}]`;
    this.lay(name, known);
    return `${name} lies on the glass.`;
  }

  #touchTyped(name: string): string {
    this.lay(name);
    this.#cancelLift = this.#deps.after(TOUCH_MS, () => this.lift());
    return `${name} touches.`;
  }

  #stored(): string {
    const stored = [...this.sensor.library].map(([page, finger]) => `${page}: ${finger}`);
    return stored.length === 0 ? 'None.' : stored.join(', ');
  }

  #trap(name: string | undefined): string {
    const trap = TRAPS.find((each) => each === name);
    if (name === undefined) this.sensor.traps = NO_TRAPS;
    else if (trap === undefined) return `Traps: ${TRAPS.join(', ')}`;
    else this.setTraps({ [trap]: true });
    const set = TRAPS.filter((each) => this.sensor.traps[each]);
    return set.length === 0 ? 'No traps.' : `Traps: ${set.join(', ')}.`;
  }
}

function timeOf(content: Uint8Array): number {
  return TAKES_MS.get(content[0] ?? 0) ?? OTHERWISE_TAKES_MS;
}

export const simulateFingerprint = simulatedSerialDevice({
  name: 'fingerprint',
  summary: 'R307, a fingerprint sensor',
  baudRate: 57_600,
  makeTwin: (deps) => new FingerprintTwin(deps, { atRealSpeed: true }),
});
