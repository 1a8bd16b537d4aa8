import { CLOSED_PANEL } from '#contracts/engine-link/panel/panel.ts';
import type { ScreenCommand } from '#contracts/engine-link/screen-command.ts';
import type { Common, ScreenState } from '#contracts/engine-link/screen-state.ts';
import type { EpochMs } from '#domain/ids.ts';
import type { KeyStore } from '#platform/keys.ts';
import { signingKeyIn } from '#platform/signing-key.ts';
import { type Enrolment, keepEnrolment } from './enrolment.ts';
import { askedCode } from './renew-enrolment.ts';
import { requestEnrolment } from './request-enrolment.ts';

export type EnrolmentDeskParts = {
  readonly keys: KeyStore;
  /** Offered at the screen. */
  readonly hubUrl: string;
  readonly show: (state: ScreenState) => void;
  readonly onEnrolled: (enrolment: Enrolment) => void;
};

/** A machine that no hub has taken in yet: asks for a code at the screen, and nothing else. */
export class EnrolmentDesk {
  readonly #parts: EnrolmentDeskParts;
  #hubUrl: string;
  #busy = false;
  #problem: string | null = null;

  constructor(parts: EnrolmentDeskParts) {
    this.#parts = parts;
    this.#hubUrl = parts.hubUrl;
    this.#show();
  }

  async command(command: ScreenCommand, refuse: (text: string) => void): Promise<void> {
    if (command.type !== 'enrol') refuse('This kiosk has to be enrolled first.');
    else if (this.#busy) refuse('One moment: the hub is being asked already.');
    else await this.enrol(command.hubUrl, command.code);
  }

  /** Asks the hub; on success everything after this is the engine's. */
  async enrol(hubUrl: string, code: string): Promise<void> {
    const { keys, onEnrolled } = this.#parts;
    this.#hubUrl = hubUrl;
    this.#busy = true;
    this.#problem = null;
    this.#show();
    const { publicKey } = signingKeyIn(keys, 'device-key');
    const answer = await requestEnrolment(hubUrl, { code: code.trim(), publicKey });
    this.#busy = false;
    if (answer.ok) {
      onEnrolled(keepEnrolment(keys, hubUrl, answer.value, askedCode(code.trim())));
      return;
    }
    this.#problem = answer.error.text;
    this.#show();
  }

  #show(): void {
    this.#parts.show({
      name: 'not-enrolled',
      common: commonBeforeEnrolment(Date.now() as EpochMs),
      hubUrl: this.#hubUrl,
      busy: this.#busy,
      problem: this.#problem,
    });
  }
}

/** What stands around the screens of a machine that is nowhere yet. */
export function commonBeforeEnrolment(now: EpochMs): Common {
  return {
    institution: 'Muster',
    brand: '#1b3a5c',
    room: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    clockOffsetMs: 0,
    clockUncertain: true,
    hub: { state: 'offline', since: now, backlog: 0, detail: null },
    readers: [],
    camera: null,
    healed: null,
    diskLow: false,
    panel: CLOSED_PANEL,
    simulator: null,
  };
}
