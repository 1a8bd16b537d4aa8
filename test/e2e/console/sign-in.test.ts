import { describe, expect, test } from 'vitest';
import { signIn, teacherOf } from '../../hub/console/support/a-console.ts';
import { HOUR } from '../../hub/support/manual-time.ts';
import { button, deskForEachTest } from './support/desk.ts';

const desk = deskForEachTest();

describe('signing in', () => {
  test('with a wrong password says in words that it is wrong, and lets one try again', async () => {
    const page = await desk.open();
    await page.getByLabel('User name').fill(desk.hub.demo.admin.username);
    await page.getByLabel('Password').fill('not the password');
    await button(page, 'Sign in').click();
    await page.getByText('User name or password is wrong.').waitFor();
    await page.getByLabel('Password').fill(desk.hub.demo.admin.password);
    await button(page, 'Sign in').click();
    await page.getByRole('heading', { name: 'Friday, 20 November 2026' }).waitFor();
  });

  test('leads to where one wanted to be, also after the session has expired', async () => {
    const page = await desk.open({ path: 'kiosks', as: desk.hub.demo.admin });
    await page.getByRole('heading', { name: 'Kiosks', exact: true }).waitFor();
    desk.hub.time.pass(13 * HOUR);
    await page.reload();
    await page.getByLabel('User name').waitFor();
    await signIn(page, desk.hub.demo.admin);
    await page.getByRole('heading', { name: 'Kiosks', exact: true }).waitFor();
  });

  test('in German shows the console in German', async () => {
    const page = await desk.open({ language: 'de' });
    await page.getByLabel('Benutzername').fill(desk.hub.demo.admin.username);
    await page.getByLabel('Passwort').fill('falsch geraten');
    await button(page, 'Anmelden').click();
    await page.getByText('Benutzername oder Passwort stimmt nicht.').waitFor();
    await signIn(page, desk.hub.demo.admin);
    await page.getByRole('heading', { name: 'Freitag, 20. November 2026' }).waitFor();
  });

  test('as a teacher gives one’s own classes and nothing that only administrators may', async () => {
    const page = await desk.open({ as: teacherOf(desk.hub) });
    await page.getByRole('row').nth(1).waitFor();
    const names = await page.locator('tbody tr td:nth-child(4)').allTextContents();
    expect(new Set(names)).toEqual(new Set([desk.hub.demo.faculty[0]?.name]));
    expect(await page.getByRole('link', { name: 'Kiosks' }).count()).toBe(0);
    await page.goto(`${desk.hub.hub.localUrl}/console/import`);
    await page.getByText('Your account may not see this').waitFor();
  });

  test('is undone by signing out', async () => {
    const page = await desk.open({ as: desk.hub.demo.admin });
    await button(page, /Your account/).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await page.reload();
    await page.getByLabel('User name').waitFor();
  });
});
