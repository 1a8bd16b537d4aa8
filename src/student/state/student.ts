import { HubFactsSchema, type PageStart } from '#contracts/hub-api/check-in.ts';
import { CheckInAnswerSchema } from '#contracts/hub-api/check-in-answer.ts';
import type { HubApi } from '../check-in/hub-api.ts';
import type { PhoneStore } from '../check-in/phone-store.ts';
import { makePass, type Pass } from '../pass/make-pass.ts';
import { CheckingIn } from './checking-in.ts';
import { Owner } from './owner.ts';
import type { PageStore } from './page-store.ts';
import { hintOf, problemOf } from './student-state.ts';

/** How the page was opened. */
export type Opened =
  | { readonly kind: 'plainly' }
  /** By a room code, and the hub has judged it. */
  | { readonly kind: 'by-code'; readonly code: string; readonly start: PageStart }
  /** By a room code while the hub can't be reached: the page came from this phone's own store. */
  | { readonly kind: 'by-code-offline'; readonly code: string };

/** What the components call. */
export class Student {
  readonly page: PageStore;
  readonly checkingIn: CheckingIn;
  readonly #store: PhoneStore;
  readonly #hub: HubApi;
  readonly #owner: Owner;

  constructor(page: PageStore, store: PhoneStore, hub: HubApi) {
    this.page = page;
    this.#store = store;
    this.#hub = hub;
    this.#owner = new Owner(store, hub, page);
    this.checkingIn = new CheckingIn(store, hub, page, this.#owner);
  }

  async start(opened: Opened): Promise<void> {
    await this.#owner.load();
    this.#hub.assumeOffset((await this.#store.clockOffset()) ?? 0);
    const me = (await this.#store.me()) ?? null;
    const hub = opened.kind === 'by-code' ? opened.start.hub : ((await this.#store.hubFacts()) ?? null);
    this.page.know({ hub, me, isOld: me !== null, checkIns: await this.#store.checkIns() });
    await this.#open(opened);
    this.checkingIn.wake();
    if (hub === null) await this.#learnHub();
  }

  /** The network may be back, or the person looks at the page again. */
  wake(): void {
    this.checkingIn.wake();
    const { state } = this.page;
    if (state.name === 'home') void this.#owner.refresh();
    if (state.name === 'answered' && state.answer.kind === 'provisional') void this.#askAgain();
  }

  home(): void {
    this.checkingIn.leave();
    if (this.#owner.signer() === undefined) {
      this.page.show({ name: 'sign-in', why: 'first', claim: null, busy: false, problem: null });
      return;
    }
    this.page.show({ name: 'home' });
    void this.#owner.refresh();
  }

  openTyping(): void {
    if (this.#owner.signer() === undefined) this.home();
    else this.page.show({ name: 'typing', busy: false, problem: null });
  }

  openPass(): void {
    if (this.#owner.signer() === undefined) this.home();
    else this.page.show({ name: 'pass' });
  }

  /** Null until the hub has been heard of, whose institution stands in every pass. */
  async makePass(): Promise<Pass | null> {
    const signer = this.#owner.signer();
    // What an older version of the page kept has no institution in it.
    const tenant: string | undefined = this.page.known.hub?.institutionId;
    if (signer === undefined || tenant === undefined) return null;
    return await makePass(signer, tenant, this.#hub.now());
  }

  /** The hub's time as well as it is known here. */
  now(): number {
    return this.#hub.now();
  }

  async signIn(studentNumber: string, code: string): Promise<void> {
    const { state } = this.page;
    if (state.name !== 'sign-in' || state.busy) return;
    this.page.show({ ...state, busy: true, problem: null });
    const problem = await this.#owner.signIn(studentNumber.trim(), code.trim());
    if (problem !== undefined) this.page.show({ ...state, busy: false, problem: problemOf(problem) });
    else if (state.claim === null) this.home();
    else await this.checkingIn.claim(state.claim);
  }

  async #open(opened: Opened): Promise<void> {
    switch (opened.kind) {
      case 'plainly':
        return this.home();
      case 'by-code-offline':
        return await this.checkingIn.claim({ kind: 'kept', code: opened.code, scannedAt: this.#hub.now() });
      case 'by-code': {
        const { start, code } = opened;
        if (start.kind === 'refused') return this.checkingIn.openScanner(hintOf(start.reason));
        const { stamp, offer } = start;
        const openedAt = this.#hub.now();
        return this.page.show({ name: 'confirm', stamp, offer, code, openedAt, busy: false, problem: null });
      }
    }
  }

  async #learnHub(): Promise<void> {
    const hub = await this.#hub.ask({
      ...{ method: 'GET', path: '/api/v1/check-in/about', answer: HubFactsSchema },
    });
    if (!hub.ok) return;
    await this.#store.putHubFacts(hub.value);
    this.page.know({ hub: hub.value });
  }

  /** The very same request tells what became of a check-in that was still to be confirmed. */
  async #askAgain(): Promise<void> {
    const { state } = this.page;
    if (state.name !== 'answered') return;
    const { checkInId } = state.answer;
    const stored = (await this.#store.checkIns()).find((one) => one.checkInId === checkInId);
    if (stored?.request.kind !== 'signed') return;
    const { path, body } = stored.request;
    const answer = await this.#hub.ask({ method: 'POST', path, body, answer: CheckInAnswerSchema });
    if (!answer.ok) return;
    await this.#store.putCheckIn({ ...stored, answer: answer.value });
    this.page.know({ checkIns: await this.#store.checkIns() });
    if (this.page.state === state) this.page.show({ name: 'answered', answer: answer.value });
  }
}
