import { TicketSchema } from '#contracts/hub-api/check-in.ts';
import { type CheckInAnswer, CheckInAnswerSchema } from '#contracts/hub-api/check-in-answer.ts';
import { KEPT_PATH, keptRequest, type Signer, ticketRequest } from './check-in-request.ts';
import type { HubApi, HubProblem } from './hub-api.ts';
import type { PhoneStore, SignedCheckIn, StoredCheckIn } from './phone-store.ts';

/** Between tries while the hub can't be reached: quick at first, then easy on the battery. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** The shorter of the lives of stamp and ticket. */
const LATE_AFTER_MS = 60_000;

/** These pass by themselves. */
const PASSING = new Set(['unavailable', 'disk-full', 'internal', 'too-many-requests', 'request-stale']);

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
      if (await this.#try(next.checkIn, next.signer)) {
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

  async #next(): Promise<{ readonly checkIn: StoredCheckIn; readonly signer: Signer } | undefined> {
    const signer = this.#parts.signer();
    if (signer === undefined) return undefined;
    const checkIn = (await this.#parts.store.checkIns()).findLast(({ answer }) => answer === null);
    return checkIn === undefined ? undefined : { checkIn, signer };
  }

  /** Whether there is nothing to wait for before going on. */
  async #try(checkIn: StoredCheckIn, signer: Signer): Promise<boolean> {
    const { request } = checkIn;
    if (request.kind === 'stamp') return await this.#fetchTicket(checkIn, request.stamp, signer);
    const { store, hub, onSent } = this.#parts;
    const { path, body } = request;
    const answer = await hub.ask({ method: 'POST', path, body, answer: CheckInAnswerSchema });
    if (!answer.ok) return await this.#noteFailure(checkIn, answer.error, signer);
    await store.putCheckIn({ ...checkIn, answer: answer.value });
    onSent({ kind: 'answered', checkIn, answer: answer.value });
    return true;
  }

  async #fetchTicket(checkIn: StoredCheckIn, stamp: string, signer: Signer): Promise<boolean> {
    const { store, hub } = this.#parts;
    const ticket = await hub.ask({
      ...{ method: 'POST', path: '/api/v1/check-in/ticket', body: { stamp }, answer: TicketSchema },
    });
    if (!ticket.ok) return await this.#noteFailure(checkIn, ticket.error, signer);
    const request = await ticketRequest(signer, checkIn.checkInId, ticket.value);
    await store.putCheckIn({ ...checkIn, request });
    return true;
  }

  async #noteFailure(checkIn: StoredCheckIn, problem: HubProblem, signer: Signer): Promise<boolean> {
    const { store, onWaiting, onSent } = this.#parts;
    if (problem.kind === 'unreachable' || PASSING.has(problem.code)) {
      onWaiting(checkIn);
      return false;
    }
    const later = problem.code === 'ticket-invalid' ? await this.#asKept(checkIn, signer) : undefined;
    if (later !== undefined) await store.putCheckIn({ ...checkIn, request: later });
    else {
      await store.dropCheckIn(checkIn.checkInId);
      onSent({ kind: 'refused', checkIn, problem });
    }
    return true;
  }

  /** For when the network was away for longer than stamp and ticket live, rather than the person for longer. */
  async #asKept(
    { code, checkInId, request, at }: StoredCheckIn,
    signer: Signer,
  ): Promise<SignedCheckIn | undefined> {
    const isLate = this.#parts.hub.now() - at > LATE_AFTER_MS;
    const isKeptAlready = request.kind === 'signed' && request.path === KEPT_PATH;
    if (code === null || !isLate || isKeptAlready) return undefined;
    return await keptRequest(signer, checkInId, code);
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
