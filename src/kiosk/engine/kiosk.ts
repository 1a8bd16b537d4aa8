import type { ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import type { EpochMs } from '#domain/ids.ts';
import type { DatabaseProblem } from '#platform/database-problem.ts';
import { assembleEngine } from './assemble-engine.ts';
import type { EngineHost } from './engine-host.ts';
import { type Enrolment, enrolmentIn } from './enrolment/enrolment.ts';
import { commonBeforeEnrolment, EnrolmentDesk } from './enrolment/enrolment-desk.ts';
import { renewEnrolment } from './enrolment/renew-enrolment.ts';
import type { LedgerProblem } from './ledger/ledger-problem.ts';
import { outOfOrder, restartMayHelp } from './self-check/out-of-order.ts';
import { waitForSpace } from './self-check/wait-for-space.ts';

export type KioskOptions = {
  readonly host: EngineHost;
  /** Offered at enrolment. */
  readonly hubUrl: string;
  /** Enrols at that hub without anybody at the screen. */
  readonly enrolCode: string | undefined;
};

/** Whoever the screen talks to at the moment. */
type Counterpart = {
  command(command: ScreenCommand, refuse: (text: string) => void): Promise<void>;
  stop?(): Promise<void>;
};

/** One kiosk from its start to its end: enrolled or not yet, at work or out of order. */
export class Kiosk {
  readonly #options: KioskOptions;
  #counterpart: Counterpart = OUT_OF_ORDER;
  #stopped = false;

  constructor(options: KioskOptions) {
    this.#options = options;
  }

  start(): void {
    const enrolment = enrolmentIn(this.#options.host.keys);
    const { enrolCode } = this.#options;
    if (enrolment === undefined) this.#askForEnrolment();
    else if (enrolCode === undefined) this.#work(enrolment);
    else void this.#renew(enrolment, enrolCode);
  }

  async command(command: ScreenCommand, refuse: (text: string) => void): Promise<void> {
    await this.#counterpart.command(command, refuse);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#counterpart.stop?.();
  }

  #askForEnrolment(): void {
    const { host, hubUrl, enrolCode } = this.#options;
    const desk = new EnrolmentDesk({
      keys: host.keys,
      hubUrl,
      show: host.show,
      onEnrolled: (enrolment) => this.#work(enrolment),
    });
    this.#counterpart = desk;
    if (enrolCode !== undefined) void desk.enrol(hubUrl, enrolCode);
  }

  /** Asks first, for at most as long as a request may take: with the old keys a kiosk that was shut out would only be refused. */
  async #renew(enrolment: Enrolment, code: string): Promise<void> {
    const { host } = this.#options;
    const renewal = await renewEnrolment(host.keys, enrolment, code.trim());
    if (renewal.kind === 'not-renewed')
      host.log.warn('kiosk was not enrolled again', { why: renewal.problem.text });
    if (this.#stopped) return;
    this.#work(renewal.kind === 'renewed' ? renewal.enrolment : enrolment);
  }

  #work(enrolment: Enrolment): void {
    const { host } = this.#options;
    const engine = assembleEngine(host, enrolment);
    if (engine.ok) this.#counterpart = engine.value;
    else this.#giveUp(engine.error, () => this.#work(enrolment));
  }

  #giveUp(problem: LedgerProblem | DatabaseProblem, tryAgain: () => void): void {
    const { host } = this.#options;
    this.#counterpart = OUT_OF_ORDER;
    host.log.error('kiosk is out of order', { kind: problem.kind, detail: problem.text });
    host.show(outOfOrder(problem, commonBeforeEnrolment(Date.now() as EpochMs)));
    if (restartMayHelp(problem)) host.onRestartWanted();
    else if (problem.kind === 'disk-full') this.#waitForSpace(tryAgain);
  }

  #waitForSpace(then: () => void): void {
    const { folder, alarm } = this.#options.host;
    const cancel = waitForSpace(folder, alarm, then);
    this.#counterpart = { ...OUT_OF_ORDER, stop: () => Promise.resolve(cancel()) };
  }
}

const OUT_OF_ORDER: Counterpart = {
  command: (_command, refuse) => {
    refuse('This kiosk is out of order.');
    return Promise.resolve();
  },
};
