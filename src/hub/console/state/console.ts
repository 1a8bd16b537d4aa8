import type { SignedIn, SignIn } from '#contracts/hub-api/auth.ts';
import type { Result } from '#domain/result.ts';
import type { Ticker } from '#ui/clock/ticker.ts';
import { signIn, signOut, whoAmI } from '../api/account-requests.ts';
import { HubApi } from '../api/hub-api.ts';
import type { Problem } from '../api/problem.ts';
import { LiveLink } from '../live/live-link.ts';
import type { ConsoleState } from './console-state.ts';

/** Less than this is the way an answer took, and no reason to set the page's clock. */
const CLOCK_SLACK_MS = 300;

/** Who is signed in here, and the two ways to the hub. */
export class Console {
  readonly api: HubApi;
  readonly live: LiveLink;
  readonly #ticker: Ticker;
  readonly #listeners = new Set<() => void>();
  #state: ConsoleState = { name: 'starting' };

  constructor(ticker: Ticker) {
    this.#ticker = ticker;
    this.api = new HubApi({ onNow: (now) => this.#noteNow(now), onSignedOut: () => this.#expire() });
    // A connection that is refused doesn't say why; asking who we are does.
    this.live = new LiveLink({ onRefused: () => void this.api.ask(whoAmI) });
  }

  readonly state = (): ConsoleState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async start(): Promise<void> {
    const answer = await this.api.ask(whoAmI);
    if (answer.ok) return this.#show({ name: 'signed-in', user: answer.value });
    const isNobody = answer.error.kind === 'refused' && answer.error.code === 'not-signed-in';
    this.#show(
      isNobody ? { name: 'signed-out', why: 'first' } : { name: 'unreachable', problem: answer.error },
    );
  }

  async signIn(asked: SignIn): Promise<Result<SignedIn, Problem>> {
    const answer = await this.api.ask(signIn(asked));
    if (answer.ok) this.#show({ name: 'signed-in', user: answer.value });
    return answer;
  }

  async signOut(): Promise<void> {
    await this.api.ask(signOut);
    this.#show({ name: 'signed-out', why: 'asked' });
  }

  #expire(): void {
    if (this.#state.name === 'signed-in') this.#show({ name: 'signed-out', why: 'expired' });
  }

  #noteNow(now: number): void {
    if (Math.abs(now - this.#ticker.now()) > CLOCK_SLACK_MS) this.#ticker.setOffset(now - Date.now());
  }

  #show(state: ConsoleState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
