import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ScreenStateSchema } from '#contracts/engine-link/screen-state.ts';
import { at } from '../../kiosk/screen/support/campus.ts';
import { type OpenScreen, openScreen } from '../../kiosk/screen/support/open-screen.ts';
import { STATES, type StateName } from '../../kiosk/screen/support/states.ts';
import { launchChromium } from '../../support/chromium.ts';

const names = Object.keys(STATES) as StateName[];

/** All that axe can find, and contrast of 7:1 instead of its usual 4.5:1. */
async function axeFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } } })
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** Whatever reaches over an edge of the display, or is cut by a part of the screen that doesn't scroll. */
async function cutOff(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const TOLERANCE_PX = 1.5;
    const isOver = (inner: DOMRect, outer: DOMRect): boolean =>
      inner.left < outer.left - TOLERANCE_PX ||
      inner.top < outer.top - TOLERANCE_PX ||
      inner.right > outer.right + TOLERANCE_PX ||
      inner.bottom > outer.bottom + TOLERANCE_PX;
    const overflowOf = (element: Element): string => {
      const { overflowX, overflowY } = getComputedStyle(element);
      return `${overflowX} ${overflowY}`;
    };
    const isScrolled = (element: Element): boolean => {
      const outer = element.parentElement;
      return outer !== null && (overflowOf(outer).includes('auto') || isScrolled(outer));
    };
    // Names that are too long end in dots on purpose.
    const endsInDots = (element: Element): boolean => {
      const { textOverflow, webkitLineClamp } = getComputedStyle(element);
      return textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
    };
    const outersOf = (element: Element): Element[] => {
      const outer = element.parentElement;
      if (outer === null) return [];
      const isOpen = overflowOf(outer) === 'visible visible' || endsInDots(outer);
      return isOpen ? outersOf(outer) : [outer, ...outersOf(outer)];
    };
    const isCut = (element: Element): boolean => {
      const box = element.getBoundingClientRect();
      const display = new DOMRect(0, 0, innerWidth, innerHeight);
      const outers = outersOf(element);
      return [display, ...outers.map((outer) => outer.getBoundingClientRect())].some((outer) =>
        isOver(box, outer),
      );
    };
    return [...document.querySelectorAll('h1, h2, p, li, button, input, svg, time, span')]
      .filter((element) => element.closest('.visually-hidden') === null && !isScrolled(element))
      .filter((element) => element.getClientRects().length > 0 && isCut(element))
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

describe.each(['light', 'dark'] as const)('every screen, %s', (theme) => {
  let browser: Browser;
  let screen: OpenScreen;

  beforeAll(async () => {
    browser = await launchChromium();
    screen = await openScreen(browser, STATES.ready(), {
      query: `?theme=${theme}&lang=en`,
      reducedMotion: 'reduce',
    });
  });

  afterAll(async () => {
    await screen.close();
    await browser.close();
  });

  test.each(names)('%s is drawn, whole and legible for everyone', async (name) => {
    const state = ScreenStateSchema.parse(STATES[name]());
    await screen.show(state);
    expect(await cutOff(screen.page)).toEqual([]);
    expect(await axeFindings(screen.page)).toEqual([]);
    expect(screen.complaints).toEqual([]);
  });

  test('settings and simulator are legible for everyone too', async () => {
    await screen.show(STATES['session-simulator']());
    for (const name of ['Settings', 'Simulator']) {
      await screen.page.getByRole('button', { name }).click();
      expect(await axeFindings(screen.page)).toEqual([]);
    }
    await screen.page.getByRole('button', { name: 'Simulator' }).click();
  });
});

describe('every screen, on every display', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test.each([
    { width: 3840, height: 2160, lang: 'en' },
    { width: 1920, height: 1080, lang: 'de' },
    { width: 1080, height: 1920, lang: 'de' },
    { width: 1280, height: 1024, lang: 'en' },
    { width: 1280, height: 800, lang: 'de' },
    { width: 1280, height: 720, lang: 'en' },
    { width: 1024, height: 768, lang: 'en' },
    { width: 800, height: 480, lang: 'en' },
  ])('nothing is cut off at $width × $height in $lang', async ({ width, height, lang }) => {
    const screen = await openScreen(browser, STATES.ready(), {
      viewport: { width, height },
      query: `?theme=light&lang=${lang}`,
      reducedMotion: 'reduce',
    });
    for (const name of names) {
      await screen.show(STATES[name]());
      expect(await cutOff(screen.page), name).toEqual([]);
    }
    await screen.close();
  });

  test.each([
    { width: 1920, height: 1080 },
    { width: 1080, height: 1920 },
    { width: 1280, height: 800 },
  ])('nothing is cut off while a tray is open at $width × $height', async ({ width, height }) => {
    const withSimulator = STATES['session-simulator']();
    const screen = await openScreen(browser, withSimulator, {
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    for (const tray of ['Simulator', 'Settings']) {
      await screen.page.getByRole('button', { name: tray }).click();
      for (const name of ['session-simulator', 'accepted', 'refused', 'session-controls'] as const) {
        await screen.show({ ...STATES[name](), common: withSimulator.common });
        expect(await cutOff(screen.page), `${name} with ${tray}`).toEqual([]);
      }
      await screen.page.getByRole('button', { name: tray }).click();
    }
    await screen.close();
  });

  test.each(['en', 'de'])('the foot says everything in one line each, in %s', async (lang) => {
    const hubs = (['online', 'connecting', 'offline'] as const).flatMap((state) =>
      [0, 7, 842].map((backlog) => ({ state, since: at('08:00'), backlog, detail: null })),
    );
    const first = STATES['session-simulator']();
    const screen = await openScreen(browser, first, { query: `?theme=light&lang=${lang}` });
    const lines = screen.page.locator('footer li span');
    for (const hub of hubs) {
      await screen.show({ ...first, common: { ...first.common, hub } });
      const overlong = await lines.evaluateAll((spans) =>
        spans
          .filter(
            (span) =>
              span.scrollWidth > span.clientWidth ||
              span.getClientRects().length > 1 ||
              span.clientHeight > 40,
          )
          .map((span) => span.textContent),
      );
      expect(overlong).toEqual([]);
    }
    await screen.close();
  });

  test.each([
    { width: 1920, height: 1080, smallest: 64 },
    { width: 800, height: 480, smallest: 48 },
  ])('every button is at least $smallest px at $width × $height', async ({ width, height, smallest }) => {
    const screen = await openScreen(browser, STATES.ready(), { viewport: { width, height } });
    for (const name of names) {
      await screen.show(STATES[name]());
      const small = await screen.page.evaluate(
        (least) =>
          [...document.querySelectorAll('button')]
            .map((button) => ({ button, box: button.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 0 && (box.height < least - 0.5 || box.width < 48))
            .map(({ button }) => button.outerHTML.slice(0, 120)),
        smallest,
      );
      // The keys of the on-screen keyboard are ten to a row, so only their height can be held to this.
      expect(
        small.filter((html) => !html.includes('tabindex="-1"')),
        name,
      ).toEqual([]);
    }
    await screen.close();
  });
});
