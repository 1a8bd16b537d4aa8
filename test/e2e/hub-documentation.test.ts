import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestHub, type TestHub } from '../hub/support/test-hub.ts';
import { launchChromium } from '../support/chromium.ts';

// The hub forbids inline code and styles on every page; the documentation is somebody else's page and must live with it.

let test: TestHub;
let browser: Awaited<ReturnType<typeof launchChromium>>;
beforeAll(async () => {
  test = await startTestHub();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await test.stop();
});

it('shows the documentation of the API, and lets it be tried, without a complaint from the browser', async () => {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${test.hub.url}/api/docs/`);
  await page.getByText('Muster hub').first().waitFor();
  const health = page.locator('.opblock', { hasText: '/api/v1/health' }).first();
  await health.click();
  await health.getByRole('button', { name: 'Try it out' }).click();
  await health.getByRole('button', { name: 'Execute' }).click();
  await health.getByText('"status": "ok"').first().waitFor();
  expect(complaints).toEqual([]);
});
