import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { ScreenState } from '#contracts/engine-link/screen-state.ts';
import { ScreenHost } from './screen-host.ts';

export type OpenScreen = {
  readonly page: Page;
  readonly host: ScreenHost;
  /** What the browser complained about: errors, refused styles and scripts. */
  readonly complaints: readonly string[];
  /** Tells the screen a state and waits until it is drawn. */
  readonly show: (state: ScreenState) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The built screen in a browser, linked to a host that says what the test wants. */
export async function openScreen(
  browser: Browser,
  first: ScreenState,
  options: BrowserContextOptions & { readonly query?: string } = {},
): Promise<OpenScreen> {
  const { query = '?theme=light&lang=en', ...contextOptions } = options;
  const host = new ScreenHost();
  const address = await host.start();
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, ...contextOptions });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  host.show(first);
  await page.goto(address + query);
  const drawn = async (name: string): Promise<void> => {
    await page.locator(`[data-screen="${name}"]`).waitFor();
    await twoFrames(page);
  };
  await drawn(first.name);
  await page.evaluate(() => document.fonts.ready);
  return {
    page,
    host,
    complaints,
    show: async (state) => {
      host.show(state);
      await drawn(state.name);
    },
    close: async () => {
      await context.close();
      await host.stop();
    },
  };
}

/** Lets the page draw what it was told. */
export async function twoFrames(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}
