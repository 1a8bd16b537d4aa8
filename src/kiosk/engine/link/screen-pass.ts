import { timingSafeEqual } from 'node:crypto';

/**
 * Who may open the screen in a browser: whoever was handed the one-time token exchanges it for a cookie that is good
 * while this engine runs. Without it any program or page on the machine could press the teacher's buttons.
 */
export class ScreenPass {
  readonly #newSecret: () => string;
  readonly #cookies = new Set<string>();
  #token: string;

  /** `newSecret` makes at least 128 random bits as text that fits a URL and a cookie. */
  constructor(newSecret: () => string) {
    this.#newSecret = newSecret;
    this.#token = newSecret();
  }

  /** Good for one exchange. */
  get token(): string {
    return this.#token;
  }

  /** The cookie's value for the current token, which is spent by it; `undefined` for any other. */
  exchange(token: string): string | undefined {
    if (!equal(token, this.#token)) return undefined;
    this.#token = this.#newSecret();
    const cookie = this.#newSecret();
    this.#cookies.add(cookie);
    return cookie;
  }

  holds(cookie: string | undefined): boolean {
    if (cookie === undefined) return false;
    return [...this.#cookies].some((known) => equal(known, cookie));
  }
}

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
