import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { OpeningNumber } from '#domain/ids.ts';
import { MINUTE } from '../../hub/support/manual-time.ts';
import { launchChromium } from '../../support/chromium.ts';
import { cameraShowing, makeClip } from './clip.ts';
import { type StudentCampus, startStudentCampus } from './student-campus.ts';

/** A phone of the usual size. */
export const PHONE = { width: 390, height: 844 } as const;

export type Look = { readonly theme: 'light' | 'dark'; readonly locale: 'en-GB' | 'de-DE' };

/** Opens a fresh phone, whose browser knows nobody yet. */
export async function openPhone(browser: Browser, look: Partial<Look> = {}): Promise<BrowserContext> {
  return await browser.newContext({
    viewport: PHONE,
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    colorScheme: look.theme ?? 'light',
    locale: look.locale ?? 'en-GB',
    reducedMotion: 'reduce',
  });
}

/** The page of a room code, as the phone's own camera opens it. */
export function linkOf(code: string): string {
  const { origin, pathname } = new URL(code);
  return `${origin}${pathname}`;
}

const BUTTONS = {
  'en-GB': {
    signIn: 'Sign in',
    checkIn: 'Check in',
    done: 'Done',
    type: 'Type the digits',
    scan: 'Scan the code',
  },
  'de-DE': {
    signIn: 'Einrichten',
    checkIn: 'Anmelden',
    done: 'Fertig',
    type: 'Ziffern eintippen',
    scan: 'Code scannen',
  },
} as const;

export async function signIn(
  page: Page,
  campus: StudentCampus,
  person: 'noor' | 'theo',
  locale: Look['locale'] = 'en-GB',
) {
  const number = person === 'noor' ? '4021187' : '4021203';
  await page.locator('input[name="number"]').fill(number);
  await page.locator('input[name="code"]').fill(campus.signInCode(campus[person]));
  await page.getByRole('button', { name: BUTTONS[locale].signIn }).click();
}

export type Pictures = {
  readonly folder: string;
  readonly look?: Look;
  /** After the state's name: `-dark`. */
  readonly suffix?: string;
  /** States to keep; all without. */
  readonly only?: readonly string[];
};

/** The handful that is kept beside the documents; called by whatever takes the other pages' pictures. */
export async function takeKeptPhonePictures(folder: string): Promise<readonly string[]> {
  const only = ['recorded', 'home', 'scanning', 'not-enrolled', 'sign-in'];
  const light = await takePhonePictures({ folder, only });
  const dark = { theme: 'dark', locale: 'en-GB' } as const;
  return [
    ...light,
    ...(await takePhonePictures({ folder, look: dark, suffix: '-dark', only: ['recorded'] })),
  ];
}

/** Takes pictures of the states of the phone's page, from the real page served by a real hub: `phone-<state>.png`. */
export async function takePhonePictures({
  folder,
  look,
  suffix = '',
  only,
}: Pictures): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const campus = await startStudentCampus();
  const browser = await browserInTheHall(campus);
  const shots = new Shots(folder, suffix, only);
  const seen = look ?? { theme: 'light', locale: 'en-GB' };
  try {
    await noorsMorning(browser, campus, seen, shots);
    await theosMorning(browser, campus, seen, shots);
  } finally {
    await browser.close();
    await campus.test.stop();
  }
  return shots.taken;
}

/** Its camera sees a code on the wall, one that has changed since, so that the scanner goes on looking. */
async function browserInTheHall(campus: StudentCampus): Promise<Browser> {
  const clip = join(mkdtempSync(join(tmpdir(), 'muster-clip-')), 'camera.mjpeg');
  const darkroom = await launchChromium();
  await makeClip(darkroom, clip, [{ text: campus.codeShown(1 as OpeningNumber, -20), frames: 10 }]);
  await darkroom.close();
  return await launchChromium(cameraShowing(clip));
}

class Shots {
  readonly #folder: string;
  readonly #suffix: string;
  readonly #only: readonly string[] | undefined;
  readonly taken: string[] = [];

  constructor(folder: string, suffix: string, only: readonly string[] | undefined) {
    this.#folder = folder;
    this.#suffix = suffix;
    this.#only = only;
  }

  async take(page: Page, name: string, options: { readonly fullPage?: boolean } = {}): Promise<void> {
    if (this.#only?.includes(name) === false) return;
    await page.evaluate(() => document.fonts.ready);
    const file = `phone-${name}${this.#suffix}.png`;
    await page.screenshot({ path: join(this.#folder, file), ...options });
    this.taken.push(file);
  }
}

async function noorsMorning(
  browser: Browser,
  campus: StudentCampus,
  look: Look,
  shots: Shots,
): Promise<void> {
  const buttons = BUTTONS[look.locale];
  const press = (name: keyof typeof buttons) => page.getByRole('button', { name: buttons[name] }).click();
  const [algebra, physics] = campus.today;
  if (algebra === undefined || physics === undefined) throw new Error('no classes today');
  const context = await openPhone(browser, look);
  const page = await context.newPage();
  const opening = campus.open(algebra);

  await page.goto(linkOf(campus.codeShown(opening)));
  await page.getByRole('button', { name: buttons.checkIn }).waitFor();
  await shots.take(page, 'confirm');
  await press('checkIn');
  await page.locator('input[name="code"]').waitFor();
  await shots.take(page, 'sign-in');
  await page.locator('input[name="number"]').fill('4021187');
  await page.locator('input[name="code"]').fill('XXXX-XXXX');
  await press('signIn');
  await page.getByRole('alert').waitFor();
  await shots.take(page, 'sign-in-wrong');
  await signIn(page, campus, 'noor', look.locale);
  await page.locator('.receipt-code').waitFor();
  await shots.take(page, 'recorded');
  await press('done');
  await page.locator('.course').first().waitFor();
  await shots.take(page, 'home');
  await shots.take(page, 'home-whole', { fullPage: true });

  await page.goto(linkOf(campus.codeShown(opening)));
  await press('checkIn');
  await page.locator('.receipt-code').waitFor();
  await shots.take(page, 'already-recorded');

  await page.goto(linkOf(campus.codeOfOfflineKiosk()));
  await page.getByRole('button', { name: buttons.checkIn }).waitFor();
  await shots.take(page, 'confirm-unknown');
  await press('checkIn');
  await page.locator('.receipt-code').waitFor();
  await shots.take(page, 'provisional');

  await page.goto(campus.url);
  await press('scan');
  await page.locator('video').waitFor();
  await page.waitForTimeout(1_000);
  await shots.take(page, 'scanning');
  await press('type');
  await page.locator('.digits-input').fill('48170392');
  await shots.take(page, 'typing');

  await page.goto(campus.url);
  const physicsOpening = campus.open(physics);
  campus.test.time.pass(physics.startsAt + 2 * MINUTE - campus.test.time.now);
  await page.goto(linkOf(campus.codeShown(physicsOpening)));
  await page.getByRole('button', { name: buttons.checkIn }).waitFor();
  await context.setOffline(true);
  await press('checkIn');
  await page.getByRole('button', { name: buttons.done }).waitFor();
  await shots.take(page, 'kept');
  await context.setOffline(false);
  await page.locator('.receipt-code').waitFor();
  await shots.take(page, 'present');
  await context.close();
}

async function theosMorning(
  browser: Browser,
  campus: StudentCampus,
  look: Look,
  shots: Shots,
): Promise<void> {
  const buttons = BUTTONS[look.locale];
  const { time } = campus.test;
  const [algebra] = campus.today;
  if (algebra === undefined) throw new Error('no classes today');
  // Back at nine: the one place where pictures want another time than the campus has come to.
  time.pass(algebra.startsAt + 14 * MINUTE - time.now);
  const context = await openPhone(browser, look);
  const page = await context.newPage();
  await page.goto(campus.url);
  await signIn(page, campus, 'theo', look.locale);
  await page.getByRole('button', { name: buttons.scan }).waitFor();
  await page.goto(linkOf(campus.codeShown(campus.open(algebra))));
  await page.getByRole('button', { name: buttons.checkIn }).click();
  await page.locator('.receipt-code').waitFor();
  await shots.take(page, 'not-enrolled');
  await page.goto(linkOf(campus.codeShown(campus.open(algebra), -4)));
  await page.locator('video').waitFor();
  await page.waitForTimeout(500);
  await shots.take(page, 'expired');
  await context.close();
}
