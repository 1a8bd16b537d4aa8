import { TicketSchema } from '#contracts/hub-api/check-in.ts';
import { checkInFrom } from '../check-in/check-in-request.ts';
import type { HubApi, HubProblem } from '../check-in/hub-api.ts';
import type { PhoneStore } from '../check-in/phone-store.ts';
import { Sending, type Sent } from '../check-in/sending.ts';
import { askSigned } from '../check-in/signed-ask.ts';
import { readScan } from '../scanner/read-scan.ts';
import type { Owner } from './owner.ts';
import type { PageStore } from './page-store.ts';
import { type Claim, type Problem, problemOf, type ScanHint } from './student-state.ts';

/** With a fresh code each: a network that fails so often won't be back while this one is shown. */
const TRIES_BEFORE_KEEPING = 2;
/** So many codes in a row that had changed on their way are more than bad luck. */
const EXPIRED_BEFORE_HINT = 2;

/** From a code to the hub's answer. */
export class CheckingIn {
  readonly #store: PhoneStore;
  readonly #hub: HubApi;
  readonly #page: PageStore;
  readonly #owner: Owner;
  readonly #sending: Sending;
  /** The check-in whose answer the page waits for. */
  #awaited: string | undefined;
  #failures = { unreachable: 0, expired: 0 };

  constructor(store: PhoneStore, hub: HubApi, page: PageStore, owner: Owner) {
    this.#store = store;
    this.#hub = hub;
    this.#page = page;
    this.#owner = owner;
    this.#sending = new Sending({
      store,
      hub,
      signer: () => owner.signer(),
      onWaiting: ({ checkInId }) => this.#noteWaiting(checkInId),
      onSent: (sent) => void this.#noteSent(sent),
    });
  }

  /** Sends what waits. */
  wake(): void {
    this.#sending.wake();
  }

  /** The page goes on to something else; what waits is still sent. */
  leave(): void {
    this.#awaited = undefined;
  }

  openScanner(hint: ScanHint | null): void {
    this.leave();
    this.#failures = { unreachable: 0, expired: 0 };
    this.#page.show({ name: 'scanning', hint });
  }

  /** The person's own tap: what a fetcher of link previews never does. */
  async confirm(): Promise<void> {
    const { state } = this.#page;
    if (state.name !== 'confirm' || state.busy) return;
    const { stamp, offer, code, openedAt: scannedAt } = state;
    if (this.#owner.signer() !== undefined) {
      await this.claim({ kind: 'stamp', stamp, offer, code, scannedAt });
      return;
    }
    // Signing in takes longer than a stamp lives, so the ticket comes first.
    this.#page.show({ ...state, busy: true, problem: null });
    const ticket = await this.#hub.ask({
      ...{ method: 'POST', path: '/api/v1/check-in/ticket', body: { stamp }, answer: TicketSchema },
    });
    if (ticket.ok) await this.claim({ kind: 'ticket', ticket: ticket.value, code, scannedAt });
    else if (ticket.error.kind === 'unreachable') {
      this.#page.show({ ...state, busy: false, problem: ticket.error });
    } else this.openScanner('took-too-long');
  }

  /** What the camera read; answers whether the scanner is done. */
  async scanned(text: string): Promise<boolean> {
    const scannedAt = this.#hub.now();
    const scan = readScan(text, [location.host, this.#page.known.hub?.host]);
    if (scan.kind !== 'room-code') {
      this.#page.hint(scan.kind);
      return false;
    }
    const { code } = scan;
    const ticket = await this.#hub.ask({
      ...{ method: 'POST', path: '/api/v1/check-in/scan', body: { text: code }, answer: TicketSchema },
    });
    if (this.#page.state.name !== 'scanning') return true;
    if (ticket.ok) {
      await this.claim({ kind: 'ticket', ticket: ticket.value, code, scannedAt });
      return true;
    }
    return await this.#notAccepted(ticket.error, { kind: 'kept', code, scannedAt });
  }

  async typed(code: string): Promise<void> {
    const signer = this.#owner.signer();
    if (this.#page.state.name !== 'typing' || signer === undefined) return;
    this.#page.show({ name: 'typing', busy: true, problem: null });
    const scannedAt = this.#hub.now();
    const ticket = await askSigned(this.#hub, signer, {
      ...{ method: 'POST', path: '/api/v1/check-in/typed', body: { code }, answer: TicketSchema },
    });
    if (ticket.ok) await this.claim({ kind: 'ticket', ticket: ticket.value, code: null, scannedAt });
    else if (!(await this.#owner.isSignedOutBy(ticket.error))) {
      this.#page.show({ name: 'typing', busy: false, problem: problemOf(ticket.error) });
    }
  }

  /** Signs the check-in, keeps it on this phone, and only then sends it. */
  async claim(claim: Claim): Promise<void> {
    const signer = this.#owner.signer();
    if (signer === undefined) {
      this.#page.show({ name: 'sign-in', why: 'first', claim, busy: false, problem: null });
      return;
    }
    const checkIn = await checkInFrom(signer, claim, this.#hub.now());
    await this.#store.putCheckIn(checkIn);
    this.#awaited = checkIn.checkInId;
    this.#page.show({ name: 'sending', offer: checkIn.offer, kept: claim.kind === 'kept' });
    this.#page.know({ checkIns: await this.#store.checkIns() });
    this.#sending.wake();
  }

  /** One code that was too late says nothing: the next is already on the wall. */
  async #notAccepted(problem: HubProblem, kept: Claim): Promise<boolean> {
    if (problem.kind === 'unreachable') {
      this.#failures = { ...this.#failures, unreachable: this.#failures.unreachable + 1 };
      if (navigator.onLine && this.#failures.unreachable < TRIES_BEFORE_KEEPING) return false;
      await this.claim(kept);
      return true;
    }
    if (problem.code === 'code-expired') {
      this.#failures = { unreachable: 0, expired: this.#failures.expired + 1 };
      this.#page.hint(this.#failures.expired >= EXPIRED_BEFORE_HINT ? 'keep-still' : null);
    } else this.#page.hint(problem.code === 'code-wrong' ? 'wrong' : 'too-many');
    return false;
  }

  #noteWaiting(checkInId: string): void {
    const { state } = this.#page;
    if (checkInId === this.#awaited && state.name === 'sending') this.#page.show({ ...state, kept: true });
  }

  async #noteSent(sent: Sent): Promise<void> {
    this.#page.know({ checkIns: await this.#store.checkIns() });
    const isAwaited = sent.checkIn.checkInId === this.#awaited;
    if (sent.kind === 'answered') {
      if (isAwaited) this.#page.show({ name: 'answered', answer: sent.answer });
      void this.#owner.refresh();
      return;
    }
    if (await this.#owner.isSignedOutBy(sent.problem)) return;
    if (isAwaited) this.#showRefused(problemOf(sent.problem));
  }

  #showRefused(problem: Problem): void {
    const isLate = problem.kind === 'hub-says' && problem.code === 'ticket-invalid';
    if (isLate) this.openScanner('took-too-long');
    else this.#page.show({ name: 'refused', problem });
  }
}
