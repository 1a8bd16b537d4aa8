import { onTestFinished } from 'vitest';
import type { FingersAction, FingersPage } from '#contracts/engine-link/panel/fingers-page.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import { FingerprintTwin } from '../../../../src/kiosk/engine/devices/fingerprint/fingerprint-twin.ts';
import type { TwinTouch } from '../../../../src/kiosk/engine/devices/fingerprint/twin-sensor.ts';
import { ReadersConfigSchema } from '../../../../src/kiosk/engine/devices/reader-config.ts';
import { twinAtPort } from '../devices/support/twin-at-port.ts';
import { until } from '../devices/support/until.ts';
import { ADAMS, ADAMS_PIN, CAMPUS, NOOR } from '../rig/campus.ts';
import { KioskRig } from '../rig/kiosk-rig.ts';

/** A kiosk with a fingerprint reader, whose sensor is a twin on a real port. */
export class FingerRig {
  readonly kiosk: KioskRig;
  readonly #port: Awaited<ReturnType<typeof twinAtPort>>;

  private constructor(kiosk: KioskRig, port: Awaited<ReturnType<typeof twinAtPort>>) {
    this.kiosk = kiosk;
    this.#port = port;
  }

  static async start(startAt: EpochMs): Promise<FingerRig> {
    const port = await twinAtPort((deps) => new FingerprintTwin(deps, { capacity: 50 }));
    await port.plugIn();
    onTestFinished(() => port.end());
    const { path } = port;
    const readers = ReadersConfigSchema.parse([
      { kind: 'fingerprint', id: 'finger', name: 'Finger', path },
      { kind: 'simulated', id: 'door' },
    ]);
    const kiosk = await KioskRig.start(startAt, CAMPUS, undefined, readers);
    const rig = new FingerRig(kiosk, port);
    await rig.isReady();
    return rig;
  }

  /** One that knows Noor's thumb, and on which nobody is at the panel any more. */
  static async withNoorEnrolled(startAt: EpochMs): Promise<FingerRig> {
    const rig = await FingerRig.start(startAt);
    await rig.openPage();
    const outcome = await rig.enrol(NOOR.id, 'noor’s thumb');
    if (outcome !== 'enrolled') throw new Error(`Noor’s finger was not enrolled: ${outcome}`);
    await rig.kiosk.press({ type: 'panel', command: { type: 'close' } });
    return rig;
  }

  get twin(): FingerprintTwin {
    return this.#port.twin as FingerprintTwin;
  }

  async isReady(): Promise<void> {
    await this.#readerIs('ready');
  }

  /** The plug is pulled; meanwhile something may be done; then it is put back. */
  async replug(meanwhile: () => void): Promise<void> {
    await this.#port.unplug();
    await this.#readerIs('absent');
    meanwhile();
    await this.#port.plugIn();
    // It is called ready only after a while, when it was gone so soon after it came.
    await this.#looks(2);
  }

  /** A finger is laid on the glass until the kiosk has answered, and lifted. */
  async touch(finger: string, how: TwinTouch['how'] = 'good'): Promise<void> {
    this.twin.lift();
    await this.#looks(3);
    const before = this.answerId();
    this.twin.lay(finger, how);
    await until(() => this.answerId() !== before, 'the kiosk answers the finger');
    this.twin.lift();
    await this.#looks(3);
  }

  answerId(): string | null {
    const state = this.kiosk.state();
    return 'answer' in state ? (state.answer?.id ?? null) : null;
  }

  /** An administrator opens the page of fingers. */
  async openPage(personId: PersonId = ADAMS.id, pin = ADAMS_PIN): Promise<void> {
    await this.kiosk.press({ type: 'panel', command: { type: 'open' } });
    await this.kiosk.press({ type: 'enter-pin', personId, pin });
    await this.kiosk.press({ type: 'panel', command: { type: 'go', page: 'fingers' } });
  }

  async act(action: FingersAction): Promise<void> {
    await this.kiosk.press({ type: 'panel', command: { type: 'fingers', action } });
  }

  page(): FingersPage {
    const { panel } = this.kiosk.state().common;
    if (panel.name !== 'open' || panel.page?.name !== 'fingers') throw new Error('the page is not open');
    return panel.page;
  }

  step<K extends FingersPage['step']['kind']>(kind: K): Extract<FingersPage['step'], { kind: K }> {
    const { step } = this.page();
    if (step.kind !== kind) throw new Error(`the page is at "${step.kind}", not at "${kind}"`);
    return step as Extract<FingersPage['step'], { kind: K }>;
  }

  /** Chooses the person, agrees for them, and does what the screen asks for with that finger until it is over. */
  async enrol(personId: PersonId, finger: string): Promise<FingersPage['step']['kind']> {
    await this.act({ type: 'choose', personId });
    await this.act({ type: 'agree', reader: 'finger' });
    await until(() => {
      const { step } = this.page();
      if (step.kind !== 'touching') return true;
      if (step.now === 'lift') this.twin.lift();
      if (step.now === 'first-touch' || step.now === 'second-touch') this.twin.lay(finger);
      return false;
    }, 'the enrolment is over');
    this.twin.lift();
    return this.page().step.kind;
  }

  async #readerIs(state: 'ready' | 'absent'): Promise<void> {
    const now = () => this.kiosk.state().common.readers.find(({ id }) => id === 'finger')?.state;
    await until(() => now() === state, `the reader is ${state}`);
  }

  /** The sensor has looked at the glass so many times more. */
  async #looks(times: number): Promise<void> {
    const before = this.twin.looks;
    await until(() => this.twin.looks >= before + times, 'the sensor looks');
  }
}
