import { mkdtempSync } from 'node:fs';
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
    pass: 'My pass',
  },
  'de-DE': {
    signIn: 'Einrichten',
    checkIn: 'Anmelden',
    done: 'Fertig',
    type: 'Ziffern eintippen',
    scan: 'Code scannen',
    pass: 'Mein Pass',
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

/** Keeps a picture of a page under a name. */
type Take = (page: Page, name: string) => Promise<void>;

export type Pictures = {
  readonly take: Take;
  readonly look?: Look;
  /** After the state's name: `-dark`. */
  readonly suffix?: string;
  /** States to keep; all without. */
  readonly only?: readonly string[];
};

/** The handful that is kept beside the documents. */
export async function takeKeptPhonePictures(take: Take): Promise<void> {
  await takePhonePictures({
    take,
    only: ['recorded', 'home', 'pass', 'scanning', 'not-enrolled', 'sign-in'],
  });
  const dark = { theme: 'dark', locale: 'en-GB' } as const;
  await takePhonePictures({ take, look: dark, suffix: '-dark', only: ['recorded'] });
}

/** Takes pictures of the states of the phone's page, from the real page served by a real hub: `phone-<state>`. */
export async function takePhonePictures({ take, look, suffix = '', only }: Pictures): Promise<void> {
  const campus = await startStudentCampus();
  const browser = await browserInTheHall(campus);
  const seen = look ?? { theme: 'light', locale: 'en-GB' };
  const shoot: Take = async (page, name) => {
    if (only?.includes(name) !== false) await take(page, `phone-${name}${suffix}`);
  };
  try {
    await noorsMorning(browser, campus, seen, shoot);
    await theosMorning(browser, campus, seen, shoot);
  } finally {
    await browser.close();
    await campus.test.stop();
  }
}

/** Its camera sees a code on the wall, one that has changed since, so that the scanner goes on looking. */
async function browserInTheHall(campus: StudentCampus): Promise<Browser> {
  const clip = join(mkdtempSync(join(tmpdir(), 'muster-clip-')), 'camera.mjpeg');
  const darkroom = await launchChromium();
  await makeClip(darkroom, clip, [{ text: campus.codeShown(1 as OpeningNumber, -20), frames: 10 }]);
  await darkroom.close();
  return await launchChromium(cameraShowing(clip));
}

async function noorsMorning(browser: Browser, campus: StudentCampus, look: Look, shoot: Take): Promise<void> {
  const buttons = BUTTONS[look.locale];
  const press = (name: keyof typeof buttons) => page.getByRole('button', { name: buttons[name] }).click();
  const [algebra, physics] = campus.today;
  if (algebra === undefined || physics === undefined) throw new Error('no classes today');
  const context = await openPhone(browser, look);
  const page = await context.newPage();
  const opening = campus.open(algebra);

  await page.goto(linkOf(campus.codeShown(opening)));
  await page.getByRole('button', { name: buttons.checkIn }).waitFor();
  await shoot(page, 'confirm');
  await press('checkIn');
  await page.locator('input[name="code"]').waitFor();
  await shoot(page, 'sign-in');
  await page.locator('input[name="number"]').fill('4021187');
  await page.locator('input[name="code"]').fill('XXXX-XXXX');
  await press('signIn');
  await page.getByRole('alert').waitFor();
  await shoot(page, 'sign-in-wrong');
  await signIn(page, campus, 'noor', look.locale);
  await page.locator('.receipt-code').waitFor();
  await shoot(page, 'recorded');
  await press('done');
  await page.locator('.course').first().waitFor();
  await shoot(page, 'home');
  await press('pass');
  await page.locator('.pass-code').waitFor();
  await shoot(page, 'pass');

  await page.goto(linkOf(campus.codeShown(opening)));
  await press('checkIn');
  await page.locator('.receipt-code').waitFor();
  await shoot(page, 'already-recorded');

  await page.goto(linkOf(campus.codeOfOfflineKiosk()));
  await page.getByRole('button', { name: buttons.checkIn }).waitFor();
  await shoot(page, 'confirm-unknown');
  await press('checkIn');
  await page.locator('.receipt-code').waitFor();
  await shoot(page, 'provisional');

  await page.goto(campus.url);
  await press('scan');
  await page.locator('video').waitFor();
  await page.waitForTimeout(1_000);
  await shoot(page, 'scanning');
  await press('type');
  await page.locator('.digits-input').fill('48170392');
  await shoot(page, 'typing');

  await page.goto(campus.url);
  const physicsOpening = campus.open(physics);
  campus.test.time.pass(physics.startsAt + 2 * MINUTE - campus.test.time.now);
  await page.goto(linkOf(campus.codeShown(physicsOpening)));
  await page.getByRole('button', { name: buttons.checkIn }).waitFor();
  await context.setOffline(true);
  await press('checkIn');
  await page.getByRole('button', { name: buttons.done }).waitFor();
  await shoot(page, 'kept');
  await context.setOffline(false);
  await page.locator('.receipt-code').waitFor();
  await shoot(page, 'present');
  await context.close();
}

async function theosMorning(browser: Browser, campus: StudentCampus, look: Look, shoot: Take): Promise<void> {
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
  await shoot(page, 'not-enrolled');
  await page.goto(linkOf(campus.codeShown(campus.open(algebra), -4)));
  await page.locator('video').waitFor();
  await page.waitForTimeout(500);
  await shoot(page, 'expired');
  await context.close();
}
