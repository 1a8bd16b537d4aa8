import type { DeviceDeps } from '../device-deps.ts';
import type { Match } from './answers.ts';
import type { TouchAdvice } from './confirmation.ts';
import type { Answer, Sensor } from './sensor.ts';

/** What the person is to do now. `advice`: why the last touch has to be made again. */
export type EnrolStep = {
  readonly name: 'lift' | 'first-touch' | 'second-touch';
  /** How many of the two the sensor has. */
  readonly touches: 0 | 1;
  readonly advice: TouchAdvice | null;
};

export type EnrolOutcome =
  | { readonly kind: 'stored'; readonly page: number }
  /** The sensor knows this finger already. */
  | { readonly kind: 'known'; readonly page: number }
  | {
      readonly kind: 'failed';
      readonly reason: 'nobody-came' | 'cancelled' | 'too-many-tries' | 'full' | 'sensor-failed';
    };

export type EnrolRequest = {
  /** A free one. */
  readonly page: number;
  readonly capacity: number;
  readonly isMatch: (match: Match) => boolean;
  readonly onStep: (step: EnrolStep) => void;
  readonly isCancelled: () => boolean;
};

type Pacing = Pick<DeviceDeps, 'mono'> & { readonly pause: (ms: number) => Promise<void> };

/** Whoever hasn't touched by then has gone. */
const TOUCH_WITHIN_MS = 30_000;
/** After so many bad touches it is kinder to take another finger. */
const MOST_BAD_TOUCHES = 6;
const BETWEEN_LOOKS_MS = 60;

type Ended = Extract<EnrolOutcome, { kind: 'failed' }>;
const failed = (reason: Ended['reason']): Ended => ({ kind: 'failed', reason });

/**
 * Has one finger touched twice and kept by the sensor. Before the second touch the sensor looks whether it knows the finger, so that
 * nobody is enrolled twice or under two names. What a touch looks like stays in the sensor.
 */
export async function enrolFinger(
  sensor: Sensor,
  request: EnrolRequest,
  pacing: Pacing,
): Promise<EnrolOutcome> {
  const touches = new Touches(sensor, request, pacing);
  let advice: TouchAdvice | null = null;
  for (;;) {
    const ended =
      (await touches.take('first-touch', advice)) ??
      (await findKnown(sensor, request)) ??
      (await touches.take('second-touch', null));
    if (ended !== undefined) return ended;
    const combined = await sensor.combine();
    if (combined.kind === 'ok') return keep(await sensor.store(request.page), request.page);
    if (combined.kind !== 'bad-touch') return failed('sensor-failed');
    if (touches.isOneTooMany()) return failed('too-many-tries');
    advice = combined.advice;
  }
}

async function findKnown(
  sensor: Sensor,
  { capacity, isMatch }: EnrolRequest,
): Promise<EnrolOutcome | undefined> {
  const known = await sensor.search(capacity);
  if (known === undefined) return failed('sensor-failed');
  return known !== null && isMatch(known) ? { kind: 'known', page: known.page } : undefined;
}

function keep(stored: Answer, page: number): EnrolOutcome {
  if (stored.kind === 'ok') return { kind: 'stored', page };
  return failed(stored.kind === 'full' ? 'full' : 'sensor-failed');
}

/** Takes touches one after another, each after the finger was lifted. */
class Touches {
  readonly #sensor: Sensor;
  readonly #request: EnrolRequest;
  readonly #pacing: Pacing;
  #bad = 0;

  constructor(sensor: Sensor, request: EnrolRequest, pacing: Pacing) {
    this.#sensor = sensor;
    this.#request = request;
    this.#pacing = pacing;
  }

  isOneTooMany(): boolean {
    this.#bad += 1;
    return this.#bad >= MOST_BAD_TOUCHES;
  }

  /** Undefined when a good touch is in its buffer. */
  async take(name: 'first-touch' | 'second-touch', advice: TouchAdvice | null): Promise<Ended | undefined> {
    for (let why = advice; ; ) {
      const ended = await this.#liftAndTouch(name, why);
      if (ended !== undefined) return ended;
      const features = await this.#sensor.extractFeatures(name === 'first-touch' ? 1 : 2);
      if (features.kind === 'ok') return undefined;
      if (features.kind !== 'bad-touch') return failed('sensor-failed');
      if (this.isOneTooMany()) return failed('too-many-tries');
      why = features.advice;
    }
  }

  async #liftAndTouch(
    name: 'first-touch' | 'second-touch',
    advice: TouchAdvice | null,
  ): Promise<Ended | undefined> {
    const touches = name === 'first-touch' ? 0 : 1;
    const ended = await this.#until('no-finger', { name: 'lift', touches, advice });
    return ended ?? (await this.#until('ok', { name, touches, advice }));
  }

  /** Looks until there is a finger, or none. The step is shown from the first look that finds it otherwise. */
  async #until(wanted: 'ok' | 'no-finger', step: EnrolStep): Promise<Ended | undefined> {
    const { isCancelled, onStep } = this.#request;
    const giveUpAt = this.#pacing.mono() + TOUCH_WITHIN_MS;
    let shown = false;
    let silences = 0;
    while (!isCancelled()) {
      const look = await this.#sensor.takeImage();
      if (look.kind === wanted) return undefined;
      silences = look.kind === 'silent' ? silences + 1 : 0;
      if (silences > 1 || look.kind === 'locked') return failed('sensor-failed');
      if (this.#pacing.mono() >= giveUpAt) return failed('nobody-came');
      if (!shown) onStep(step);
      shown = true;
      await this.#pacing.pause(BETWEEN_LOOKS_MS);
    }
    return failed('cancelled');
  }
}
