import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ScreenPass } from './screen-pass.ts';

/** Decides who may see anything: the right Host, the right Origin, and the cookie that a token was exchanged for. */
export class ScreenGuard {
  readonly #pass = new ScreenPass(() => randomBytes(32).toString('base64url'));
  readonly #port: number;
  readonly #onAddress: (url: string) => void;

  /** `onAddress` is told at `announce` and after each use of a token: the address that opens the next screen. */
  constructor(port: number, onAddress: (url: string) => void) {
    this.#port = port;
    this.#onAddress = onAddress;
  }

  announce(): void {
    this.#onAddress(`http://127.0.0.1:${this.#port}/?token=${this.#pass.token}`);
  }

  /** A page elsewhere can be made to resolve to 127.0.0.1; its Host still tells. */
  isOurHost(request: IncomingMessage): boolean {
    const { host } = request.headers;
    return host === `127.0.0.1:${this.#port}` || host === `localhost:${this.#port}`;
  }

  holdsPass(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(/; */);
    const ours = cookies.find((cookie) => cookie.startsWith(`${this.#cookieName}=`));
    return this.#pass.holds(ours?.slice(this.#cookieName.length + 1));
  }

  mayLink(request: IncomingMessage): boolean {
    const fromOwnPage = request.headers.origin === `http://${request.headers.host}`;
    return request.url === '/link' && this.isOurHost(request) && fromOwnPage && this.holdsPass(request);
  }

  /** The Set-Cookie header for a good token, which is spent by it. */
  exchange(token: string): string | undefined {
    const value = this.#pass.exchange(token);
    if (value === undefined) return undefined;
    this.announce();
    return `${this.#cookieName}=${value}; Path=/; HttpOnly; SameSite=Strict`;
  }

  // Cookies don't know ports: two kiosks tried out on one machine must not take each other's.
  get #cookieName(): string {
    return `muster-screen-${this.#port}`;
  }
}
