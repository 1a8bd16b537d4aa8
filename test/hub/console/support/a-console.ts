import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import type { DemoFacts } from '#contracts/process-messages.ts';
import { startTestHub, type TestHub } from '../../support/test-hub.ts';

export type DemoHub = TestHub & { readonly demo: DemoFacts };

/** A real hub with the demonstration campus, on a Friday at nine, on a free port. */
export async function startDemoHub(): Promise<DemoHub> {
  const test = await startTestHub({ demo: true });
  const { demo } = test.hub;
  if (demo === null) throw new Error('the demo was not seeded');
  return { ...test, demo };
}

export type Account = { readonly username: string; readonly password: string };

/** Who teaches the class that is on. */
export function teacherOf({ demo }: DemoHub): Account {
  const [teacher] = demo.faculty;
  if (teacher === undefined) throw new Error('nobody teaches the class of the demo');
  return teacher;
}

export type OpenConsole = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained about: errors, refused styles and scripts. */
  readonly complaints: readonly string[];
};

type Options = BrowserContextOptions & {
  readonly language?: 'en' | 'de';
  /** Below the console's address. */
  readonly path?: string;
};

/** Refusals that a page meets in its work: browsers write each answer of 4xx to their console. */
const EXPECTED = /Failed to load resource: the server responded with a status of 4/;

/** The console in a browser of its own, where one signs in. */
export async function openConsole(
  browser: Browser,
  { hub }: TestHub,
  { language = 'en', path = '', ...options }: Options = {},
): Promise<OpenConsole> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${hub.localUrl}/console/${path}`);
  await page.locator('input[name="username"]').waitFor();
  return { page, context, complaints };
}

export async function signIn(page: Page, { username, password }: Account): Promise<void> {
  await page.locator('input[name="username"]').fill(username);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('button[type="submit"]').click();
  await page.locator('nav').waitFor();
}
