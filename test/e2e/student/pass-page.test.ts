import type { Page } from '@playwright/test';
import { expect, onTestFinished, test } from 'vitest';
import type { EpochMs } from '#domain/ids.ts';
import { readPass } from '#domain/pass/pass.ts';
import { stepAt } from '#domain/room-code/step.ts';
import { openPhone, signIn } from '../../student/support/phone-pictures.ts';
import { type StudentCampus, startStudentCampus } from '../../student/support/student-campus.ts';
import { launchChromium } from '../../support/chromium.ts';

async function noorsPhone(campus: StudentCampus): Promise<Page> {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const page = await (await openPhone(browser)).newPage();
  await page.goto(campus.url);
  await signIn(page, campus, 'noor');
  await page.locator('.course').first().waitFor();
  return page;
}

async function campus(): Promise<StudentCampus> {
  const started = await startStudentCampus();
  onTestFinished(() => started.test.stop());
  return started;
}

/** The step of the pass on the page. */
async function stepShown(page: Page): Promise<number> {
  const text = await page.locator('[data-code]').getAttribute('data-code');
  const pass = readPass(text ?? '');
  if (!pass.ok) throw new Error(`${text} is no pass`);
  return pass.value.step;
}

test('the pass is another one at every step', async () => {
  const page = await noorsPhone(await campus());
  await page.getByRole('button', { name: 'My pass' }).click();
  const first = await stepShown(page);
  await expect.poll(() => stepShown(page), { timeout: 15_000 }).toBeGreaterThan(first);
  await page.getByText('Noor Haddad').waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('heading', { name: 'Hello, Noor' }).waitFor();
});

// The campus's clock stands at a quarter past nine, whatever the phone's own says: half a day off, mostly.
test('a phone whose clock is wrong shows the hub’s time in its pass, also when it is opened again without a network', async () => {
  const at = await campus();
  const page = await noorsPhone(at);
  const hubStep = stepAt(at.test.time.now as EpochMs) % 2 ** 24;
  await expect
    .poll(() => page.evaluate(async () => (await caches.keys()).length > 0), { timeout: 15_000 })
    .toBe(true);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('button', { name: 'My pass' }).click();
  await page.locator('[data-code]').waitFor();
  // A test machine may be slow, but not by minutes.
  expect(Math.abs((await stepShown(page)) - hubStep)).toBeLessThan(24);
});

test('a new phone says that it has to be confirmed first', async () => {
  const at = await campus();
  await noorsPhone(at);
  const page = await noorsPhone(at);
  await page.getByRole('button', { name: 'My pass' }).click();
  await page.getByText('This phone is new.').waitFor();
});
