import { describe, test } from 'vitest';
import { signIn } from '../../hub/console/support/a-console.ts';
import { arrive, classNow, openClass } from '../../hub/console/support/class-coming-in.ts';
import { button, deskForEachTest, expectNoBarriers, rowOf, studentAt } from './support/desk.ts';

const desk = deskForEachTest();

describe('every page', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no barriers that a program can find, ${colorScheme}`, async () => {
      const now = classNow(desk.hub);
      openClass(desk.hub, now);
      arrive(desk.hub.hub.parts, now.sessionId, studentAt(now, 0).personId);
      const page = await desk.open();
      await page.emulateMedia({ colorScheme });
      await expectNoBarriers(page);
      await signIn(page, desk.hub.demo.admin);
      await page.getByRole('row').nth(1).waitFor();
      await expectNoBarriers(page);
      await page.goto(`${desk.hub.hub.localUrl}/console/sessions/${now.sessionId}`);
      await rowOf(page, studentAt(now, 0).name).click();
      await expectNoBarriers(page);
      for (const [path, words] of [
        ['students', 'Nobody chosen'],
        ['kiosks', 'No kiosk yet'],
        ['import', 'Drop files here'],
        ['nowhere', 'There is nothing here'],
      ] as const) {
        await page.goto(`${desk.hub.hub.localUrl}/console/${path}`);
        await page.getByText(words).first().waitFor();
        await expectNoBarriers(page);
      }
      await page.goto(`${desk.hub.hub.localUrl}/console/students`);
      await page.getByRole('option').first().click();
      await button(page, 'Issue a code').click();
      await page.locator('code').waitFor();
      await expectNoBarriers(page);
    });
  }
});
