import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { toBase32 } from '#domain/encoding/base32.ts';
import { HUB_ORIGIN } from '#domain/ids.ts';
import { makeRoomCode } from '#domain/room-code/room-code-token.ts';
import { stepAt } from '#domain/room-code/step.ts';
import { issueSignInCode } from '../../../src/hub/server/people/person-secrets.ts';
import { secretsOf } from '../../../src/hub/server/store/kiosk-store.ts';
import { startCheckInHub } from '../../hub/check-in/support/check-in-hub.ts';
import { MINUTE } from '../../hub/support/manual-time.ts';
import { statusesOf } from '../../hub/support/test-assembly.ts';
import { addTestCampus } from '../../hub/support/test-campus.ts';
import { startTestHub } from '../../hub/support/test-hub.ts';
import { type Look, linkOf, openPhone, signIn } from '../../student/support/phone-pictures.ts';
import { type StudentCampus, startStudentCampus } from '../../student/support/student-campus.ts';
import { launchChromium } from '../../support/chromium.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => await browser.close());

async function campus(): Promise<StudentCampus> {
  const started = await startStudentCampus();
  onTestFinished(async () => await started.test.stop());
  return started;
}

/** A phone that complains of whatever its browser complains of, and of every request that leaves the hub. */
async function phoneAt(url: string, look: Partial<Look> = {}) {
  const context = await openPhone(browser, look);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (
      message.type() === 'error' &&
      !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(message.text())
    ) {
      complaints.push(message.text());
    }
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== url) complaints.push(`asked ${origin}`);
  });
  onTestFinished(async () => await context.close());
  return { context, page, complaints };
}

function noorsClass({ today }: StudentCampus) {
  const [algebra] = today;
  if (algebra === undefined) throw new Error('no class this morning');
  return algebra;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

async function signedIn(page: Page, at: StudentCampus): Promise<void> {
  await page.goto(at.url);
  await signIn(page, at, 'noor');
  await button(page, 'Scan the code').waitFor();
}

// The story: Noor is twelve minutes late for Linear Algebra and points her phone's own camera at the code. She was never here
// with this phone.
describe('the first check-in of a phone', () => {
  test('goes from the code over the tap and the sign-in to the answer, in a few presses', async () => {
    const at = await campus();
    const { page, complaints } = await phoneAt(at.url);
    await page.goto(linkOf(at.codeShown(at.open(noorsClass(at)))));
    await heading(page, 'Linear Algebra II').waitFor();
    expect(await page.getByText('B-204').isVisible()).toBe(true);
    // Whoever is handed the phone, or looks over a shoulder, finds no code in the address.
    expect(new URL(page.url()).pathname).toBe('/');
    await button(page, 'Check in').click();
    await heading(page, 'Make this phone yours').waitFor();
    await page.getByLabel('Student number').fill('4021187');
    await page.getByLabel('One-time code').fill(at.signInCode(at.noor));
    await button(page, 'Sign in').click();
    await heading(page, 'You’re in, 12 minutes late').waitFor();
    expect(await page.getByText('Late (after 09:05)').isVisible()).toBe(true);
    expect(await page.getByRole('img', { name: 'Attendance 82.86 %, 75 % needed' }).isVisible()).toBe(true);
    expect(statusesOf(at.parts, noorsClass(at).sessionId)[at.noor]).toBe('L');
    await button(page, 'Done').click();
    await heading(page, 'Hello, Noor').waitFor();
    expect(complaints).toEqual([]);
  });

  test('speaks German to a German phone', async () => {
    const at = await campus();
    const { page } = await phoneAt(at.url, { locale: 'de-DE' });
    await page.goto(linkOf(at.codeShown(at.open(noorsClass(at)))));
    await button(page, 'Anmelden').click();
    await signIn(page, at, 'noor', 'de-DE');
    await heading(page, /Du bist dabei, 12\sMinuten\szu\sspät/).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
  });

  test('says what is wrong with a code for signing in, and lets it be tried again', async () => {
    const at = await campus();
    const { page } = await phoneAt(at.url);
    await page.goto(at.url);
    await page.getByLabel('Student number').fill('4021187');
    await page.getByLabel('One-time code').fill('AAAA-AAAA');
    await button(page, 'Sign in').click();
    expect(await page.getByRole('alert').textContent()).toContain('don’t belong together');
    await signIn(page, at, 'noor');
    await button(page, 'Scan the code').waitFor();
  });
});

describe('a phone that is known', () => {
  test('is in with one tap, is told so the second time, and keeps the receipts', async () => {
    const at = await campus();
    const { page } = await phoneAt(at.url);
    await signedIn(page, at);
    const opening = at.open(noorsClass(at));
    for (const title of [/You’re in, 12/, 'You were in already']) {
      await page.goto(linkOf(at.codeShown(opening)));
      await button(page, 'Check in').click();
      await heading(page, title).waitFor();
    }
    const code = await page.locator('.receipt-code').textContent();
    await button(page, 'Done').click();
    expect(await page.locator('.list .receipt-code').first().textContent()).toBe(code);
  });

  test('types the digits when there is no camera, and is told which are wrong', async () => {
    const at = await campus();
    const { page } = await phoneAt(at.url);
    await signedIn(page, at);
    const opening = at.open(noorsClass(at));
    await button(page, 'Scan the code').click();
    await page.getByRole('heading', { name: 'No camera found' }).waitFor();
    await button(page, 'Type the digits').click();
    const digits = at.digitsShown(opening);
    await page
      .getByRole('textbox', { name: 'Eight digits' })
      .fill(digits === '00000000' ? '11111111' : '00000000');
    await button(page, 'Check in').click();
    expect(await page.getByRole('alert').textContent()).toContain('change every ten seconds');
    await page.getByRole('textbox', { name: 'Eight digits' }).fill(digits);
    await button(page, 'Check in').click();
    await heading(page, /You’re in/).waitFor();
  });

  test('that was replaced says so, and asks for a new code', async () => {
    const at = await campus();
    const old = await phoneAt(at.url);
    await signedIn(old.page, at);
    const fresh = await phoneAt(at.url);
    await signedIn(fresh.page, at);
    await old.page.reload();
    await old.page.getByText('You signed in on another phone').waitFor();
  });

  test('is told where its class is when it checks in to another', async () => {
    const at = await campus();
    const { page } = await phoneAt(at.url);
    await page.goto(at.url);
    await signIn(page, at, 'theo');
    await button(page, 'Scan the code').waitFor();
    await page.goto(linkOf(at.codeShown(at.open(noorsClass(at)))));
    await button(page, 'Check in').click();
    await heading(page, 'Not in this class').waitFor();
    expect(await page.getByText('Room C-110').isVisible()).toBe(true);
  });

  test('opens the scanner when the code in the link had changed', async () => {
    const at = await campus();
    const { page } = await phoneAt(at.url);
    await page.goto(linkOf(at.codeShown(at.open(noorsClass(at)), -5)));
    await heading(page, 'Scan the code on the display').waitFor();
  });
});

// The story: the network of the hall is gone in the moment of the tap. Noor puts the phone away, and opens it again in the yard.
describe('without a network', () => {
  test('a check-in is kept on the phone and says so, survives closing the page, and goes out by itself', async () => {
    const at = await campus();
    const { context, page } = await phoneAt(at.url);
    await signedIn(page, at);
    await page.evaluate(async () => await navigator.serviceWorker.ready);
    await page.goto(linkOf(at.codeShown(at.open(noorsClass(at)))));
    await button(page, 'Check in').waitFor();
    await context.setOffline(true);
    await button(page, 'Check in').click();
    await heading(page, 'Kept on this phone, not yet confirmed').waitFor();
    expect(statusesOf(at.parts, noorsClass(at).sessionId)[at.noor]).toBe('?');
    await page.close();
    const again = await context.newPage();
    await again.goto(at.url);
    await again.getByText('1 check‑in kept on this phone, not yet confirmed').waitFor();
    await context.setOffline(false);
    await again.getByText('Late', { exact: true }).waitFor();
    expect(statusesOf(at.parts, noorsClass(at).sessionId)[at.noor]).toBe('L');
  });

  test('the page opens from the phone’s own store and shows what was last heard', async () => {
    const at = await campus();
    const { context, page } = await phoneAt(at.url);
    await signedIn(page, at);
    await page.getByText('Thermodynamics').first().waitFor();
    await page.evaluate(async () => await navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.reload();
    await page.getByText('As last heard').waitFor();
    expect(await page.getByText('Thermodynamics').first().isVisible()).toBe(true);
  });

  test('a code that the phone’s camera opens then is kept, and never called recorded', async () => {
    const at = await campus();
    const { context, page } = await phoneAt(at.url);
    await signedIn(page, at);
    await page.evaluate(async () => await navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.goto(linkOf(at.codeShown(at.open(noorsClass(at)))));
    await heading(page, 'Kept on this phone, not yet confirmed').waitFor();
    // The phone was bound minutes ago, so what it sends later proves nothing; it is told what to do instead.
    await context.setOffline(false);
    await heading(page, 'Not recorded').waitFor();
    expect(await page.getByText('Ask your teacher to mark you by hand').isVisible()).toBe(true);
    expect(statusesOf(at.parts, noorsClass(at).sessionId)[at.noor]).toBe('?');
  });
});

test('over plain http the page says why it can’t be used, and what to do', async () => {
  const at = await campus();
  const port = new URL(at.url).port;
  const elsewhere = await launchChromium([`--host-resolver-rules=MAP hub.example.edu 127.0.0.1`]);
  onTestFinished(async () => await elsewhere.close());
  const page = await elsewhere.newPage();
  await page.goto(`http://hub.example.edu:${port}/`);
  await heading(page, 'This address isn’t secure').waitFor();
  expect(await page.getByText('tap your card at the reader').isVisible()).toBe(true);
});

test('over https with a certificate nobody knows the page works, and says that it needs a network', async () => {
  const hub = await startTestHub({ tls: 'self-signed' });
  onTestFinished(async () => await hub.stop());
  const { students, friday, mara } = addTestCampus(hub.hub.parts);
  const { ledger, db, institutionId: tenant } = hub.hub.parts;
  const opening = { sessionId: friday.sessionId, number: ledger.nextOpeningNumber(), by: mara };
  ledger.append('opening-started', { ...opening, method: 'console', adHoc: null });
  const secret = secretsOf(db, HUB_ORIGIN)[0]?.secret ?? new Uint8Array();
  const code = { secret, tenant, kiosk: HUB_ORIGIN, opening: opening.number, screen: 1 };
  const token = makeRoomCode({ ...code, step: stepAt(hub.time.now) });
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' });
  onTestFinished(async () => await context.close());
  const page = await context.newPage();
  await page.goto(`${hub.hub.localUrl}/C/${toBase32(token)}`);
  await button(page, 'Check in').click();
  await page.getByLabel('Student number').fill('S-1');
  await page.getByLabel('One-time code').fill(issueSignInCode(hub.hub.parts, students.ana, 60).code);
  const cookies = (await context.cookies()).map(({ name, secure, httpOnly }) => ({ name, secure, httpOnly }));
  expect(cookies).toEqual([{ name: '__Host-muster-ticket', secure: true, httpOnly: true }]);
  await button(page, 'Sign in').click();
  await heading(page, 'You’re in').waitFor();
  await button(page, 'Done').click();
  await page.getByText('This page opens with a network only').waitFor();
});

describe('for everybody', () => {
  const looks = [{ theme: 'light' }, { theme: 'dark' }] as const;

  test.each(looks)('every page is free of barriers that axe knows ($theme)', async (look) => {
    const at = await campus();
    const { page } = await phoneAt(at.url, look);
    const found: string[] = [];
    const check = async (name: string) => {
      const { violations, passes } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21aa', 'wcag22aa', 'best-practice'])
        // Names a link's purpose and a reading level, which are not for a program to judge.
        .disableRules(['identical-links-same-purpose'])
        .analyze();
      // 7:1, which axe leaves out unless it is asked.
      expect(passes.map(({ id }) => id)).toContain('color-contrast-enhanced');
      found.push(...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html ?? ''}`));
    };
    const opening = at.open(noorsClass(at));
    await page.goto(linkOf(at.codeShown(opening)));
    await button(page, 'Check in').waitFor();
    await check('confirm');
    await button(page, 'Check in').click();
    await page.getByLabel('Student number').fill('4021187');
    await page.getByLabel('One-time code').fill('AAAA-AAAA');
    await button(page, 'Sign in').click();
    await page.getByRole('alert').waitFor();
    await check('sign-in');
    await signIn(page, at, 'noor');
    await heading(page, /You’re in/).waitFor();
    await check('recorded');
    await button(page, 'Done').click();
    await page.locator('.course').first().waitFor();
    await check('home');
    await button(page, 'My pass').click();
    await page.getByRole('img', { name: /Your pass/ }).waitFor();
    await check('pass');
    await button(page, 'Back').click();
    await button(page, 'Scan the code').click();
    await page.getByRole('heading', { name: 'No camera found' }).waitFor();
    await check('scanner without a camera');
    await button(page, 'Type the digits').click();
    await page.getByRole('textbox', { name: 'Eight digits' }).waitFor();
    await check('typing');
    await page.goto(linkOf(at.codeOfOfflineKiosk()));
    await button(page, 'Check in').click();
    await heading(page, 'Recorded, to be confirmed').waitFor();
    await check('provisional');
    expect(found).toEqual([]);
  });

  test('every control is at least 44 px high, and nothing is wider than a small phone', async () => {
    const at = await campus();
    const { page } = await phoneAt(at.url);
    await page.setViewportSize({ width: 320, height: 568 });
    await signedIn(page, at);
    await page.locator('.course').first().waitFor();
    const heights = await page
      .locator('button, summary, input')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

test('a check-in to be confirmed tells by itself when its class is known', async () => {
  const hub = await startCheckInHub();
  hub.openClass({ pushes: false });
  hub.time.pass(2 * MINUTE);
  const { page } = await phoneAt(hub.url);
  await page.goto(linkOf(hub.codeShown()));
  await heading(page, 'Room B-204').waitFor();
  await button(page, 'Check in').click();
  await page.getByLabel('Student number').fill('S-1');
  await page.getByLabel('One-time code').fill(issueSignInCode(hub.parts, hub.campus.students.ana, 60).code);
  await button(page, 'Sign in').click();
  await heading(page, 'Recorded, to be confirmed').waitFor();
  hub.kiosk.push();
  // As when the person takes the phone out again.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await heading(page, 'You’re in').waitFor();
});
