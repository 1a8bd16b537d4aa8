import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINE_LINK_VERSION } from '#contracts/engine-link/from-engine.ts';
import { openScreen } from '../../kiosk/screen/support/open-screen.ts';
import { STATES, session } from '../../kiosk/screen/support/states.ts';
import { launchChromium } from '../../support/chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe('the screen’s end of the link', () => {
  test('says hello with its version, and then each answer once when it is on the glass', async () => {
    const screen = await openScreen(browser, session());
    await expect.poll(() => screen.host.received[0]).toEqual({ type: 'hello', version: ENGINE_LINK_VERSION });
    const before = Date.now();
    const state = STATES.accepted();
    await screen.show(state);
    // The same state told again, as happens when a count changes.
    await screen.show({ ...state, counts: { ...state.counts, here: 43 } });
    const drawn = () => screen.host.received.filter((message) => message.type === 'drawn');
    await expect.poll(() => drawn()).toHaveLength(1);
    const [report] = drawn();
    expect(report?.answerId).toBe(state.answer?.id);
    expect(report?.at).toBeGreaterThanOrEqual(before);
    expect(report?.at).toBeLessThanOrEqual(Date.now());
    await screen.close();
  });

  test('never shows an old code: when the engine is gone it asks for a moment, and goes on by itself', async () => {
    const screen = await openScreen(browser, session());
    screen.host.forget();
    screen.host.dropLink();
    await screen.page.getByText('One moment').waitFor();
    expect(await screen.page.getByRole('img', { name: /Room code/ }).count()).toBe(0);
    // The engine is back before the page knows; it connects by itself and is told.
    await expect
      .poll(() => screen.host.received.filter(({ type }) => type === 'hello').length)
      .toBeGreaterThan(1);
    await screen.show(session());
    await screen.page.getByRole('img', { name: /Room code/ }).waitFor();
    await screen.close();
  });

  test('does not flicker when the engine is back at once', async () => {
    const screen = await openScreen(browser, session());
    await screen.page.evaluate(() => {
      const seen: string[] = [];
      new MutationObserver(() => {
        const name = document.querySelector('[data-screen]')?.getAttribute('data-screen') ?? 'nothing';
        if (seen.at(-1) !== name) seen.push(name);
      }).observe(document.body, { childList: true, subtree: true, attributes: true });
      Object.assign(window, { seen });
    });
    // The page's own clock stands still but for a second in all, however slow this machine is.
    await screen.page.clock.install();
    await screen.page.clock.pauseAt(Date.now() + 1000);
    const hellos = () => screen.host.received.filter(({ type }) => type === 'hello').length;
    screen.host.dropLink();
    for (let tenth = 0; tenth < 10 && hellos() < 2; tenth += 1) {
      await screen.page.clock.runFor(100);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(hellos()).toBe(2);
    screen.host.show(session({ counts: { ...session().counts, here: 43 } }));
    await screen.page.getByRole('img', { name: '43', exact: true }).waitFor();
    const seen = await screen.page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen).toEqual(['session']);
    await screen.close();
  });

  test('shows why the engine would not do something, until the next touch', async () => {
    const screen = await openScreen(browser, STATES['session-controls']());
    await screen.page.getByRole('button', { name: '+5 min' }).click();
    await expect.poll(() => screen.host.commands()).toHaveLength(1);
    screen.host.say({
      type: 'refused',
      id: 1,
      text: 'Room B-204 is taken from 10:45: it can close at 10:40 at the latest.',
    });
    await screen.page.getByRole('alert').getByText('Room B-204 is taken').waitFor();
    await screen.page.getByRole('button', { name: 'Hide code' }).click();
    await screen.page.getByText('Room B-204 is taken').waitFor({ state: 'detached' });
    await screen.close();
  });

  test('loads itself again when the engine is of another version, once, and then says so', async () => {
    const screen = await openScreen(browser, session());
    const reloaded = screen.page.waitForEvent('load');
    screen.host.say({ type: 'reload' });
    await reloaded;
    await screen.page.locator('[data-screen="session"]').waitFor();
    screen.host.say({ type: 'reload' });
    await screen.page.getByText('different versions').waitFor();
    await screen.close();
  });

  test('follows the clock it is told, in the campus’s own zone', async () => {
    const screen = await openScreen(browser, STATES.ready(), { timezoneId: 'Asia/Tokyo' });
    expect(await screen.page.getByRole('heading', { level: 1 }).textContent()).toBe('08:52');
    await screen.page.getByText('Friday 20 November').waitFor();
    await screen.close();
  });

  test('remembers theme and language that a person chose', async () => {
    const screen = await openScreen(browser, STATES.ready(), { query: '' });
    await screen.page.getByRole('button', { name: 'Settings' }).click();
    await screen.page.getByRole('button', { name: 'Dark' }).click();
    await screen.page.getByRole('button', { name: 'Deutsch' }).click();
    await screen.page.getByText('Heute in diesem Raum').waitFor();
    await screen.page.reload();
    await screen.page.getByText('Heute in diesem Raum').waitFor();
    expect(await screen.page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await screen.page.locator('html').getAttribute('lang')).toBe('de');
    await screen.close();
  });
});
