import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from '@playwright/test';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Common, ScreenStateOf } from '#contracts/engine-link/screen-state.ts';
import { type OpenScreen, openScreen } from '../../kiosk/screen/support/open-screen.ts';
import { session } from '../../kiosk/screen/support/states.ts';
import { cameraShowing, makeClip } from '../../student/support/clip.ts';
import { launchChromium } from '../../support/chromium.ts';

const PASS = `A1${'ABCDEFG2'.repeat(15).slice(0, 119)}`;

const folder = mkdtempSync(join(tmpdir(), 'muster-clip-'));
const film = join(folder, 'camera.mjpeg');
beforeAll(async () => {
  const darkroom = await launchChromium();
  await makeClip(darkroom, film, [{ text: PASS, frames: 10 }]);
  await darkroom.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let open: { readonly browser: Browser; readonly screen: OpenScreen } | undefined;
afterEach(async () => {
  await open?.screen.close();
  await open?.browser.close();
});

function withCamera(camera: Common['camera']): ScreenStateOf<'session'> {
  const state = session();
  return { ...state, common: { ...state.common, camera } };
}
const ON = withCamera({ on: true, device: null });
const OFF = withCamera({ on: false, device: null });

async function screenIn(args: readonly string[], first: ScreenStateOf<'session'>): Promise<OpenScreen> {
  const browser = await launchChromium(args);
  const screen = await openScreen(browser, first);
  open = { browser, screen };
  return screen;
}

/** What the page has told of its camera, in order. */
function told({ host }: OpenScreen): readonly string[] {
  return host.commands().flatMap((command) => (command.type === 'camera-state' ? [command.state] : []));
}

function codes({ host }: OpenScreen): readonly string[] {
  return host.commands().flatMap((command) => (command.type === 'camera-code' ? [command.text] : []));
}

test('the camera is opened when the engine says so, tells what it reads, and is closed when the engine says so', async () => {
  const screen = await screenIn(cameraShowing(film), OFF);
  expect(told(screen)).toEqual([]);
  expect(await screen.page.locator('[data-camera="on"]').count()).toBe(0);
  expect(screen.page.workers()).toEqual([]);

  await screen.show(ON);
  await screen.page.getByText('Camera on').waitFor();
  await expect.poll(() => codes(screen)[0]).toBe(PASS);
  expect(told(screen)).toEqual(['looking']);
  const { violations } = await new AxeBuilder({ page: screen.page })
    .options({ rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } } })
    .analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await screen.show(OFF);
  await expect.poll(() => screen.page.workers()).toEqual([]);
  await expect.poll(() => screen.page.locator('[data-camera="on"]').count()).toBe(0);
  expect(told(screen).at(-1)).toBe('off');
  expect(screen.complaints).toEqual([]);
});

test('an engine that has just started hears how the camera is', async () => {
  const screen = await screenIn(cameraShowing(film), ON);
  await expect.poll(() => told(screen)).toEqual(['looking']);
  screen.host.dropLink();
  await expect.poll(() => told(screen), { timeout: 10_000 }).toEqual(['looking', 'looking']);
});

test('a machine without a camera says so before the class begins', async () => {
  const screen = await screenIn([], OFF);
  await expect.poll(() => told(screen)).toEqual(['missing']);
  await screen.show(ON);
  await expect.poll(() => told(screen).at(-1)).toBe('missing');
  expect(await screen.page.getByText('Camera on').count()).toBe(0);
});

test('a camera that the browser won’t give is told as refused, and the code on the wall stays what it is', async () => {
  const screen = await screenIn(['--use-fake-device-for-media-stream', '--deny-permission-prompts'], ON);
  await expect.poll(() => told(screen)).toEqual(['refused']);
  expect(await screen.page.getByRole('img', { name: /Room code/ }).isVisible()).toBe(true);
});

/** A camera that gives no pictures until it is told to, and can be unplugged. */
async function plugInBlindCamera({ page }: OpenScreen): Promise<void> {
  await page.evaluate(() => {
    const stream = document.createElement('canvas').captureStream(0);
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(stream);
    Object.assign(window, { unplug: () => stream.getTracks()[0]?.dispatchEvent(new Event('ended')) });
  });
}

test('a camera that shows nothing is told as such, and one that is unplugged while it looks is missing', async () => {
  const screen = await screenIn(['--use-fake-device-for-media-stream'], OFF);
  await plugInBlindCamera(screen);
  await screen.page.clock.install();
  await screen.show(ON);
  await expect
    .poll(async () => {
      await screen.page.clock.runFor(2_000);
      return told(screen);
    })
    .toEqual(['no-picture']);
  // It is open all the same, and nobody shall think otherwise.
  expect(await screen.page.locator('[data-camera="on"]').count()).toBe(1);
  await screen.page.evaluate(() => (window as unknown as { unplug: () => void }).unplug());
  await expect
    .poll(async () => {
      await screen.page.clock.runFor(100);
      return told(screen);
    })
    .toEqual(['no-picture', 'missing']);
});
