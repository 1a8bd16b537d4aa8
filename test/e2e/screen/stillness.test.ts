import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { arrival, arrivals, linearAlgebra } from '../../kiosk/screen/support/campus.ts';
import { openScreen, twoFrames } from '../../kiosk/screen/support/open-screen.ts';
import { counts, STATES, session, summary } from '../../kiosk/screen/support/states.ts';
import { launchChromium } from '../../support/chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Where everything that isn't the list of arrivals stands. The rolling digits themselves may come and go. */
async function places(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll('h1, aside p, aside ul, aside ul li, aside ul li *, footer, footer *')].map(
      (element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return `${element.tagName} ${[left, top, width, height].map((length) => length.toFixed(1)).join(' ')}`;
      },
    ),
  );
}

const ofThreeHundred = (here: number) =>
  session({
    class: { ...linearAlgebra, enrolled: 300 },
    counts: counts({ present: here - 4, late: 4, enrolled: 300 }),
  });

describe('nothing jumps', () => {
  test.each([
    [9, 10],
    [10, 100],
    [99, 100],
    [104, 204],
  ])('when the count goes from %i to %i', async (before, after) => {
    const screen = await openScreen(browser, ofThreeHundred(before), { reducedMotion: 'reduce' });
    const stood = await places(screen.page);
    await screen.show(ofThreeHundred(after));
    await screen.page.getByText('of 300').waitFor();
    await screen.page.getByRole('img', { name: String(after), exact: true }).waitFor();
    expect(await places(screen.page)).toEqual(stood);
    await screen.close();
  });

  test('by the browser’s own measure either, while a class comes in', async () => {
    const screen = await openScreen(browser, ofThreeHundred(8));
    await screen.page.evaluate(() => {
      const shifts: number[] = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift' });
      Object.assign(window, { shifts });
    });
    for (let here = 9; here <= 24; here += 1) {
      const newest = arrival({ number: 100 + here, time: '09:12' });
      await screen.show({ ...ofThreeHundred(here), arrivals: [newest, ...arrivals.slice(0, 7)] });
    }
    const shifts = await screen.page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    // The rows of the list are meant to move down by one; all that is allowed is the little area they take.
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01);
    await screen.close();
  });

  test('when words of the hub and the readers get longer', async () => {
    const screen = await openScreen(browser, session(), { reducedMotion: 'reduce' });
    const heading = screen.page.getByRole('heading', { level: 1 });
    const clock = screen.page.locator('footer time');
    const before = [await heading.boundingBox(), await clock.boundingBox()];
    await screen.show(STATES['session-offline']());
    expect([await heading.boundingBox(), await clock.boundingBox()]).toEqual(before);
    await screen.close();
  });
});

async function runningAnimations(page: Page): Promise<number> {
  return await page.evaluate(() => document.getAnimations().length);
}

describe('motion', () => {
  const next = () =>
    session({
      counts: counts({ present: 39 }),
      arrivals: [arrival({ number: 50, time: '09:12' }), ...arrivals.slice(1)],
    });

  test('an arrival slides in and the count rolls', async () => {
    const screen = await openScreen(browser, session());
    await screen.page.evaluate(() => {
      const seen = new Set<string>();
      const look = (): void => {
        for (const animation of document.getAnimations()) {
          const { effect } = animation;
          if (effect instanceof KeyframeEffect) seen.add(effect.target?.tagName ?? '');
        }
        requestAnimationFrame(look);
      };
      look();
      Object.assign(window, { seen });
    });
    await screen.show(next());
    await screen.page.waitForFunction(() => {
      const { seen } = window as unknown as { seen: Set<string> };
      return seen.has('OL') && seen.has('SPAN');
    });
    await screen.close();
  });

  test('nothing moves for people who asked for that', async () => {
    const screen = await openScreen(browser, session(), { reducedMotion: 'reduce' });
    for (const state of [next(), STATES.accepted(), session(), summary(), STATES.ready()]) {
      await screen.show(state);
      expect(await runningAnimations(screen.page), state.name).toBe(0);
    }
    await screen.close();
  });

  test('the bar under the code gets shorter once a second, by steps', async () => {
    const screen = await openScreen(browser, session());
    const widths = await screen.page.evaluate(
      () =>
        new Promise<number[]>((resolve) => {
          const seen: number[] = [];
          const start = performance.now();
          const look = (): void => {
            const bar = document.querySelector('main [aria-hidden="true"] > div');
            const width = bar?.getBoundingClientRect().width ?? -1;
            if (seen.at(-1) !== width) seen.push(width);
            if (performance.now() - start > 2200) resolve(seen);
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    // Over two seconds at most three steps, where a smooth bar would have shown more than a hundred.
    expect(widths.length).toBeGreaterThanOrEqual(2);
    expect(widths.length).toBeLessThanOrEqual(4);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    await screen.close();
  });

  test('an answer goes by itself when its time is over, and the class is back', async () => {
    const screen = await openScreen(browser, session());
    const state = STATES.accepted();
    if (state.answer === null) throw new Error('the fixture has an answer');
    await screen.show({ ...state, answer: { ...state.answer, until: (state.answer.at + 4000) as EpochMs } });
    await screen.page.locator('[data-answer]').waitFor();
    await screen.page.locator('[data-answer]').waitFor({ state: 'detached' });
    await twoFrames(screen.page);
    expect(await screen.page.getByRole('heading', { name: 'Linear Algebra II' }).isVisible()).toBe(true);
    await screen.close();
  });
});
