import { type CheckInAnswer, CheckInAnswerSchema } from '#contracts/hub-api/check-in-answer.ts';
import { KEPT_PATH, keptRequest, type Signer } from './check-in-request.ts';
import type { HubApi, HubProblem } from './hub-api.ts';
import type { PhoneStore, StoredCheckIn } from './phone-store.ts';

/** Between tries while the hub can't be reached: quick at first, then easy on the battery. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** These pass by themselves. */
const PASSING = new Set(['unavailable', 'internal', 'too-many-requests', 'request-stale']);

export type Sent =
  | { readonly kind: 'answered'; readonly checkIn: StoredCheckIn; readonly answer: CheckInAnswer }
  | { readonly kind: 'refused'; readonly checkIn: StoredCheckIn; readonly problem: Refused };
type Refused = Extract<HubProblem, { readonly kind: 'refused' }>;

export type SendingParts = {
  readonly store: PhoneStore;
  readonly hub: HubApi;
  readonly signer: () => Signer | undefined;
  /** After each try that didn't get through. */
  readonly onWaiting: (checkIn: StoredCheckIn) => void;
  readonly onSent: (sent: Sent) => void;
};

/** Sends what waits, oldest first, until the hub has answered each. What it sends is on the phone's disk before. */
export class Sending {
  readonly #parts: SendingParts;
  #running = false;
  #wake: () => void = () => undefined;

  constructor(parts: SendingParts) {
    this.#parts = parts;
  }

  /** Something new waits, or the network may be back. */
  wake(): void {
    this.#wake();
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    let failures = 0;
    for (let next = await this.#next(); next !== undefined; next = await this.#next()) {
      if (await this.#try(next)) {
        failures = 0;
        continue;
      }
      const waitMs = WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0;
      failures += 1;
      // Spread out, so that a hall that comes back together doesn't ask together.
      await this.#sleep(waitMs * (0.5 + Math.random()));
    }
    this.#running = false;
  }

  async #next(): Promise<StoredCheckIn | undefined> {
    if (this.#parts.signer() === undefined) return undefined;
    return (await this.#parts.store.checkIns()).findLast(({ answer }) => answer === null);
  }

  /** Whether this check-in is done with, one way or the other. */
  async #try(checkIn: StoredCheckIn): Promise<boolean> {
    const { store, hub, onWaiting, onSent } = this.#parts;
    const { path, body } = checkIn.request;
    const answer = await hub.ask({ method: 'POST', path, body, answer: CheckInAnswerSchema });
    if (answer.ok) {
      await store.putCheckIn({ ...checkIn, answer: answer.value });
      onSent({ kind: 'answered', checkIn, answer: answer.value });
      return true;
    }
    const problem = answer.error;
    if (problem.kind === 'unreachable' || PASSING.has(problem.code)) {
      onWaiting(checkIn);
      return false;
    }
    if (problem.code === 'ticket-invalid' && (await this.#sendAsKept(checkIn))) return false;
    await store.dropCheckIn(checkIn.checkInId);
    onSent({ kind: 'refused', checkIn, problem });
    return true;
  }

  /** The network was away for longer than the ticket lived. */
  async #sendAsKept(checkIn: StoredCheckIn): Promise<boolean> {
    const { store, hub } = this.#parts;
    const signer = this.#parts.signer();
    const { code, checkInId } = checkIn;
    const isLate = code !== null && hub.now() - code.scannedAt > 120_000;
    if (signer === undefined || !isLate || checkIn.request.path === KEPT_PATH) return false;
    await store.putCheckIn({ ...checkIn, request: await keptRequest(signer, checkInId, code) });
    this.#wake();
    return true;
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
