import type { Browser, Page } from '@playwright/test';
import { z } from 'zod';
import { launchChromium } from '../test/support/chromium.ts';

const AnswersSchema = z.array(
  z.object({ name: z.string().nullable(), toldAt: z.number(), drawnAt: z.number().nullable() }),
);

/** One answer as the page met it: its state came in, its frame was painted. Milliseconds since 1970, with fractions. */
export type ShownAnswer = z.infer<typeof AnswersSchema>[number];

/** The kiosk's real page in a headless Chromium the size of a wall's screen. */
export class WallPage {
  readonly #browser: Browser;
  readonly #page: Page;
  #isGone = false;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
    // Whoever ends this program by a signal ends its Chromium first; a page that crashes ends by itself.
    const gone = () => {
      this.#isGone = true;
    };
    browser.on('disconnected', gone);
    page.on('crash', gone);
  }

  /** Chromium has crashed or was closed: nothing more will be seen. */
  get isGone(): boolean {
    return this.#isGone;
  }

  static async open(address: string): Promise<WallPage> {
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.addInitScript(keepTimes);
    await page.goto(address);
    await page.getByText('B-204').first().waitFor();
    return new WallPage(browser, page);
  }

  async untilCodeIsShown(): Promise<void> {
    await this.#page.getByRole('img', { name: /Room code/ }).waitFor();
  }

  /** Every answer so far, oldest first. */
  async answers(): Promise<readonly ShownAnswer[]> {
    return AnswersSchema.parse(await this.#page.evaluate('globalThis.answerTimes'));
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

/**
 * Runs in the page before its own program: listens in on the page's link to the engine. The page itself reports each answer
 * once its frame was painted; that report is the moment "drawn" here.
 */
function keepTimes(): void {
  type Times = { name: string | null; toldAt: number; drawnAt: number | null };
  const times = new Map<string, Times>();
  const list: Times[] = [];
  const now = () => performance.timeOrigin + performance.now();
  const told = ({ data }: MessageEvent) => {
    const toldAt = now();
    const answer = JSON.parse(String(data)).state?.answer;
    if (answer == null || times.has(answer.id)) return;
    const entry: Times = { name: answer.name, toldAt, drawnAt: null };
    times.set(answer.id, entry);
    list.push(entry);
  };
  const send = WebSocket.prototype.send;
  const listened = new WeakSet<WebSocket>();
  WebSocket.prototype.send = function (this: WebSocket, data) {
    const at = now();
    // The page says hello first, on each of its sockets. Capturing: before the page itself begins to draw.
    if (!listened.has(this)) this.addEventListener('message', told, { capture: true });
    listened.add(this);
    const message = JSON.parse(String(data));
    const entry = message.type === 'drawn' ? times.get(message.answerId) : undefined;
    if (entry !== undefined) entry.drawnAt = at;
    send.call(this, data);
  };
  Object.assign(globalThis, { answerTimes: list });
}
