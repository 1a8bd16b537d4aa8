import { PresentedReceiptsSchema } from '#contracts/hub-api/check-in-answer.ts';
import { bindingText } from '#contracts/hub-api/device-signing.ts';
import { BoundDeviceSchema, DeviceChallengeSchema } from '#contracts/hub-api/devices.ts';
import { MeSchema } from '#contracts/hub-api/me.ts';
import type { Signer } from '../check-in/check-in-request.ts';
import { makeDeviceKeys, publicKeyOf, signText } from '../check-in/device-signer.ts';
import type { HubApi, HubProblem } from '../check-in/hub-api.ts';
import type { PhoneStore } from '../check-in/phone-store.ts';
import { askSigned } from '../check-in/signed-ask.ts';
import type { PageStore } from './page-store.ts';
import type { SignInReason } from './student-state.ts';

/** Newest first; a backup that is older than these many check-ins is no backup. */
const MOST_PRESENTED = 50;

/** Whose phone this is, and what the hub says of them. */
export class Owner {
  readonly #store: PhoneStore;
  readonly #hub: HubApi;
  readonly #page: PageStore;
  #signer: Signer | undefined;

  constructor(store: PhoneStore, hub: HubApi, page: PageStore) {
    this.#store = store;
    this.#hub = hub;
    this.#page = page;
  }

  /** Undefined until somebody signs in. */
  signer(): Signer | undefined {
    return this.#signer;
  }

  async load(): Promise<void> {
    const [identity, keys] = [await this.#store.identity(), await this.#store.keys()];
    if (identity === undefined || keys === undefined) return;
    this.#signer = { keys, deviceId: identity.deviceId };
    this.#page.know({ identity });
  }

  /** What went wrong, or nothing. */
  async signIn(studentNumber: string, code: string): Promise<HubProblem | undefined> {
    const challenge = await this.#hub.ask({
      ...{ method: 'POST', path: '/api/v1/devices/challenge', body: {}, answer: DeviceChallengeSchema },
    });
    if (!challenge.ok) return challenge.error;
    const keys = await this.#keys();
    const publicKey = await publicKeyOf(keys);
    const proved = { challenge: challenge.value.challenge, studentNumber, publicKey };
    const body = { ...proved, code, signature: await signText(keys, bindingText(proved)) };
    const bound = await this.#hub.ask({
      ...{ method: 'POST', path: '/api/v1/devices', body, answer: BoundDeviceSchema },
    });
    if (!bound.ok) return bound.error;
    const { deviceId, person } = bound.value;
    const identity = { deviceId, ...person };
    await this.#store.putIdentity(identity);
    this.#signer = { keys, deviceId };
    this.#page.know({ identity, me: null, checkIns: await this.#store.checkIns() });
    return undefined;
  }

  /** Hears from the hub where its owner stands. */
  async refresh(): Promise<void> {
    const signer = this.#signer;
    if (signer === undefined) return;
    const me = await askSigned(this.#hub, signer, { method: 'GET', path: '/api/v1/me', answer: MeSchema });
    if (!me.ok) {
      if (!(await this.isSignedOutBy(me.error))) this.#page.know({ isOld: true });
      return;
    }
    await this.#presentReceipts(me.value.generation);
    await this.#store.putMe(me.value);
    await this.#store.putHubFacts(me.value.hub);
    await this.#store.putClockOffset(this.#hub.offsetMs);
    this.#page.know({ me: me.value, hub: me.value.hub, isOld: false });
  }

  /** Whether the hub said that this phone is nobody's any more; then the page asks to sign in again. */
  async isSignedOutBy(problem: HubProblem): Promise<boolean> {
    if (problem.kind !== 'refused' || !isSignedOut(problem.code)) return false;
    await this.#store.forgetIdentity();
    this.#signer = undefined;
    this.#page.know({ identity: null, me: null });
    this.#page.show({ name: 'sign-in', why: problem.code, claim: null, busy: false, problem: null });
    return true;
  }

  /** Gives the hub back what it lost when its database was put back from an older copy. */
  async #presentReceipts(generation: string): Promise<void> {
    const before = (await this.#store.me())?.generation;
    if (before === undefined || before === generation) return;
    const answers = (await this.#store.checkIns()).map(({ answer }) => answer);
    const receipts = answers.flatMap((answer) => (answer === null ? [] : [answer.receipt.jws]));
    if (receipts.length === 0) return;
    await this.#hub.ask({
      ...{ method: 'POST', path: '/api/v1/receipts', answer: PresentedReceiptsSchema },
      body: { receipts: receipts.slice(0, MOST_PRESENTED) },
    });
  }

  /** This browser's, made when first needed and kept whoever signs in, so that a phone that serves two is known for one. */
  async #keys(): Promise<CryptoKeyPair> {
    const kept = await this.#store.keys();
    if (kept !== undefined) return kept;
    const made = await makeDeviceKeys();
    await this.#store.putKeys(made);
    return made;
  }
}

function isSignedOut(code: string): code is Exclude<SignInReason, 'first'> {
  return code === 'device-unknown' || code === 'device-replaced';
}
