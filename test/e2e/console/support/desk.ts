import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import {
  type Account,
  type DemoHub,
  openConsole,
  signIn,
  startDemoHub,
  teacherOf,
} from '../../../hub/console/support/a-console.ts';
import { type ClassNow, classNow, openClass } from '../../../hub/console/support/class-coming-in.ts';
import { launchChromium } from '../../../support/chromium.ts';

type Given = { readonly path?: string; readonly language?: 'en' | 'de'; readonly as?: Account };

export type Desk = {
  /** Of the test that runs: each has its own. */
  readonly hub: DemoHub;
  /** A browser at the console that may complain of nothing until the test ends. */
  readonly open: (given?: Given) => Promise<Page>;
  /** The register of the class that is on, opened by its teacher. */
  readonly openRegister: () => Promise<{ readonly page: Page; readonly now: ClassNow }>;
};

/** Gives every test of a file a hub with the demonstration campus, and browsers to sit at. */
export function deskForEachTest(): Desk {
  let browser: Browser;
  let hub: DemoHub;
  const opened: { readonly close: () => Promise<void>; readonly complaints: readonly string[] }[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => await browser.close());
  beforeEach(async () => {
    hub = await startDemoHub();
  });
  afterEach(async () => {
    // Before the hub stops: a page without its hub has every reason to complain.
    for (const { close } of opened) await close();
    await hub.stop();
    expect(opened.splice(0).flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  const open: Desk['open'] = async ({ as, ...options } = {}) => {
    const { page, context, complaints } = await openConsole(browser, hub, options);
    opened.push({ close: async () => await context.close(), complaints });
    if (as !== undefined) await signIn(page, as);
    return page;
  };
  return {
    get hub() {
      return hub;
    },
    open,
    openRegister: async () => {
      const now = classNow(hub);
      openClass(hub, now);
      const page = await open({ path: `sessions/${now.sessionId}`, as: teacherOf(hub) });
      await page.getByText('Live', { exact: true }).waitFor();
      return { page, now };
    },
  };
}

export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name, exact: true });
}

export function rowOf(page: Page, text: string): Locator {
  return page.getByRole('row').filter({ hasText: text });
}

export function studentAt(now: ClassNow, place: number): ClassNow['students'][number] {
  const student = now.students[place];
  if (student === undefined) throw new Error('so many are not enrolled');
  return student;
}

/** What a program can find of what keeps people out, with contrast of 7:1. */
export async function expectNoBarriers(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // react-aria's own, which says each thing for a second and is then empty.
    .exclude('[data-live-announcer]')
    .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}
