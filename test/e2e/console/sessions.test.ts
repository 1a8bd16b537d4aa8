import { describe, expect, test } from 'vitest';
import { teacherOf } from '../../hub/console/support/a-console.ts';
import { arrive, classNow, openClass } from '../../hub/console/support/class-coming-in.ts';
import { button, deskForEachTest, expectNoBarriers, studentAt } from './support/desk.ts';

const desk = deskForEachTest();

describe('the sessions of a day', () => {
  test('show the class that is on, whose counts follow what happens, and lead to its register', async () => {
    const now = classNow(desk.hub);
    openClass(desk.hub, now);
    const page = await desk.open({ as: desk.hub.demo.admin });
    const row = page.getByRole('row').filter({ hasText: 'Open' }).filter({ hasText: desk.hub.demo.room });
    await row.getByText(`0 of ${now.students.length} here`).waitFor();
    arrive(desk.hub.hub.parts, now.sessionId, studentAt(now, 0).personId);
    await row.getByText(`1 of ${now.students.length} here`).waitFor();
    await row.click();
    await page.getByText(studentAt(now, 0).name).first().waitFor();
    expect(page.url()).toContain(now.sessionId);
    await page.goBack();
    await row.waitFor();
  });

  test('can be found by words, and those of other days by stepping through the days', async () => {
    const page = await desk.open({ as: desk.hub.demo.admin });
    await page.getByRole('row').nth(1).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('waves okafor');
    await page.getByText('No session fits.').waitFor();
    await button(page, 'Show all').click();
    await page.getByRole('row').nth(1).waitFor();
    await button(page, 'The day before').click();
    await page.getByRole('heading', { name: 'Thursday, 19 November 2026' }).waitFor();
    expect(page.url()).toContain('date=2026-11-19');
    await button(page, 'Today').click();
    await page.getByRole('heading', { name: 'Friday, 20 November 2026' }).waitFor();
  });

  test('grow by one that is started by hand', async () => {
    const page = await desk.open({ as: desk.hub.demo.admin });
    await button(page, 'Start a session now').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Section/ })
      .click();
    await page.getByRole('option').first().click();
    await page.getByRole('dialog').getByRole('button', { name: /Room/ }).click();
    await page.getByRole('option', { name: 'D-301' }).click();
    await button(page, 'Start it').click();
    await page.getByText('Room D-301').waitFor();
    await page.getByText('Open', { exact: true }).waitFor();
  });
});

describe('sections', () => {
  test('show each meeting as a bar that leads to its register, and who is in danger first when sorted so', async () => {
    const page = await desk.open({ path: 'sections', as: teacherOf(desk.hub) });
    await page.getByRole('row').filter({ hasText: 'CS 201' }).first().click();
    await page.getByText(/% on average/).waitFor();
    await page.getByText('75% needed').waitFor();
    await page.getByRole('columnheader', { name: 'Verdict' }).click();
    await expect.poll(async () => await page.getByRole('row').nth(1).innerText()).not.toContain('Eligible');
    await expectNoBarriers(page);
    await page
      .getByRole('link', { name: /of \d+ were here/ })
      .first()
      .click();
    await page.getByText('Sealed', { exact: true }).waitFor();
  });
});
