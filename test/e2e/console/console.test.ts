import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page, WebSocketRoute } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Account,
  type DemoHub,
  openConsole,
  signIn,
  startDemoHub,
  teacherOf,
} from '../../hub/console/support/a-console.ts';
import { arrive, type ClassNow, classNow, openClass } from '../../hub/console/support/class-coming-in.ts';
import { HOUR } from '../../hub/support/manual-time.ts';
import { launchChromium } from '../../support/chromium.ts';

let browser: Browser;
let hub: DemoHub;
const opened: { readonly close: () => Promise<void>; readonly complaints: readonly string[] }[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => await browser.close());
beforeEach(async () => {
  hub = await startDemoHub();
});
afterEach(async () => {
  // Before the hub stops: a page without its hub has every reason to complain.
  for (const { close } of opened) await close();
  await hub.stop();
  expect(opened.splice(0).flatMap(({ complaints }) => complaints)).toEqual([]);
});

type Given = { readonly path?: string; readonly language?: 'en' | 'de'; readonly as?: Account };

/** A browser at the console that may complain of nothing until the test ends. */
async function open({ as, ...options }: Given = {}): Promise<Page> {
  const { page, context, complaints } = await openConsole(browser, hub, options);
  opened.push({ close: async () => await context.close(), complaints });
  if (as !== undefined) await signIn(page, as);
  return page;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

async function expectNoBarriers(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // react-aria's own, which says each thing for a second and is then empty.
    .exclude('[data-live-announcer]')
    .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

/** The register of the class that is on, opened by its teacher. */
async function openRegister(): Promise<{ page: Page; now: ClassNow }> {
  const now = classNow(hub);
  openClass(hub, now);
  const page = await open({ path: `sessions/${now.sessionId}`, as: teacherOf(hub) });
  await page.getByText('Live', { exact: true }).waitFor();
  return { page, now };
}

function studentAt(now: ClassNow, place: number): ClassNow['students'][number] {
  const student = now.students[place];
  if (student === undefined) throw new Error('so many are not enrolled');
  return student;
}

describe('signing in', () => {
  test('with a wrong password says in words that it is wrong, and lets one try again', async () => {
    const page = await open();
    await page.getByLabel('User name').fill(hub.demo.admin.username);
    await page.getByLabel('Password').fill('not the password');
    await button(page, 'Sign in').click();
    await page.getByText('User name or password is wrong.').waitFor();
    await page.getByLabel('Password').fill(hub.demo.admin.password);
    await button(page, 'Sign in').click();
    await page.getByRole('heading', { name: 'Friday, 20 November 2026' }).waitFor();
  });

  test('leads to where one wanted to be, also after the session has expired', async () => {
    const page = await open({ path: 'kiosks', as: hub.demo.admin });
    await page.getByRole('heading', { name: 'Kiosks', exact: true }).waitFor();
    hub.time.pass(13 * HOUR);
    await page.reload();
    await page.getByLabel('User name').waitFor();
    await signIn(page, hub.demo.admin);
    await page.getByRole('heading', { name: 'Kiosks', exact: true }).waitFor();
  });

  test('in German shows the console in German', async () => {
    const page = await open({ language: 'de' });
    await page.getByLabel('Benutzername').fill(hub.demo.admin.username);
    await page.getByLabel('Passwort').fill('falsch geraten');
    await button(page, 'Anmelden').click();
    await page.getByText('Benutzername oder Passwort stimmt nicht.').waitFor();
    await signIn(page, hub.demo.admin);
    await page.getByRole('heading', { name: 'Freitag, 20. November 2026' }).waitFor();
  });

  test('as a teacher gives one’s own classes and nothing that only administrators may', async () => {
    const page = await open({ as: teacherOf(hub) });
    await page.getByRole('row').nth(1).waitFor();
    const names = await page.locator('tbody tr td:nth-child(4)').allTextContents();
    expect(new Set(names)).toEqual(new Set([hub.demo.faculty[0]?.name]));
    expect(await page.getByRole('link', { name: 'Kiosks' }).count()).toBe(0);
    await page.goto(`${hub.hub.localUrl}/console/import`);
    await page.getByText('Your account may not see this').waitFor();
  });

  test('is undone by signing out', async () => {
    const page = await open({ as: hub.demo.admin });
    await button(page, /Your account/).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await page.reload();
    await page.getByLabel('User name').waitFor();
  });
});

describe('the sessions of a day', () => {
  test('show the class that is on, whose counts follow what happens, and lead to its register', async () => {
    const now = classNow(hub);
    openClass(hub, now);
    const page = await open({ as: hub.demo.admin });
    const row = page.getByRole('row').filter({ hasText: 'Open' }).filter({ hasText: hub.demo.room });
    await row.getByText(`0 of ${now.students.length} here`).waitFor();
    arrive(hub.hub.parts, now.sessionId, studentAt(now, 0).personId);
    await row.getByText(`1 of ${now.students.length} here`).waitFor();
    await row.click();
    await page.getByText(studentAt(now, 0).name).first().waitFor();
    expect(page.url()).toContain(now.sessionId);
    await page.goBack();
    await row.waitFor();
  });

  test('can be found by words, and those of other days by stepping through the days', async () => {
    const page = await open({ as: hub.demo.admin });
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
    const page = await open({ as: hub.demo.admin });
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

describe('the register of a class', () => {
  test('shows who comes at the moment they come, with why the mark is what it is', async () => {
    const { page, now } = await openRegister();
    const { personId, name } = studentAt(now, 3);
    await rowOf(page, name).getByText('Not yet').waitFor();
    arrive(hub.hub.parts, now.sessionId, personId);
    await rowOf(page, name).getByText('Present', { exact: true }).waitFor();
    await rowOf(page, name)
      .getByText(/is within \d\d:\d\d \+ 5 min grace/)
      .waitFor();
    await page.getByText('Last arrival:').waitFor();
  });

  test('reads again what happened while the connection was lost', async () => {
    const now = classNow(hub);
    const { personId, name } = studentAt(now, 3);
    openClass(hub, now);
    const page = await open({ as: teacherOf(hub) });
    const network = { isDown: false, sockets: new Set<WebSocketRoute>() };
    await page.routeWebSocket(/\/api\/v1\/live/, async (socket) => {
      if (network.isDown) return await socket.close();
      socket.connectToServer();
      network.sockets.add(socket);
    });
    await page.goto(`${hub.hub.localUrl}/console/sessions/${now.sessionId}`);
    await page.getByText('Live', { exact: true }).waitFor();
    network.isDown = true;
    for (const socket of network.sockets) await socket.close();
    await page.getByText('Connection lost, trying again').waitFor();
    arrive(hub.hub.parts, now.sessionId, personId);
    network.isDown = false;
    await page.getByText('Live', { exact: true }).waitFor();
    await rowOf(page, name).getByText('Present', { exact: true }).waitFor();
  });

  test('is marked by hand with nothing but the keyboard, and taken back', async () => {
    const { page, now } = await openRegister();
    const { name } = studentAt(now, 4);
    await page.keyboard.press('/');
    await page.keyboard.type(name);
    await rowOf(page, name).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-first-mark'));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Marked late.').waitFor();
    await rowOf(page, name).getByText('By hand', { exact: true }).waitFor();
    await rowOf(page, name).getByText('Late', { exact: true }).waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'row');
    await button(page, 'Take back').click();
    await rowOf(page, name).getByText('Not yet').waitFor();
  });

  test('marks several at once with a reason and a note', async () => {
    const { page, now } = await openRegister();
    const [first, second] = [studentAt(now, 5), studentAt(now, 6)];
    for (const { name } of [first, second]) await rowOf(page, name).locator('label').click();
    await page.getByText('2 people chosen').waitFor();
    await page.getByRole('button', { name: /Reason/ }).click();
    await page.getByRole('option', { name: 'On official duty' }).click();
    await page.getByLabel('Note').fill('Debating team');
    await button(page, 'On duty').click();
    await page.getByText('2 people marked on duty.').waitFor();
    await rowOf(page, second.name).getByText('On duty').first().waitFor();
    await rowOf(page, first.name).click();
    await page.getByText('Debating team').waitFor();
  });

  test('is filtered by mark and sorted by arrival', async () => {
    const { page, now } = await openRegister();
    for (const place of [9, 2, 7]) {
      hub.time.pass(1_000);
      arrive(hub.hub.parts, now.sessionId, studentAt(now, place).personId);
    }
    await page.getByRole('radio', { name: /Present 3/ }).click();
    await page.getByRole('columnheader', { name: 'Arrived' }).click();
    await expect
      .poll(async () => await page.locator('tbody tr [role="rowheader"]').allTextContents())
      .toEqual([9, 2, 7].map((place) => studentAt(now, place).name));
  });

  test('is ended after asking once more, and opened again by extending it', async () => {
    const { page } = await openRegister();
    await button(page, 'End').click();
    await button(page, 'Leave it').click();
    await page.getByText('Open', { exact: true }).waitFor();
    await button(page, 'End').click();
    await button(page, 'End the class').click();
    await page.getByText('Closed', { exact: true }).waitFor();
    await button(page, 'Open again').click();
    await page.getByRole('menuitem', { name: /By 10 minutes/ }).click();
    await page.getByText('Open', { exact: true }).waitFor();
  });

  test('is downloaded for a spreadsheet', async () => {
    const { page, now } = await openRegister();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('CS-201-Section-A-2026-11-20.csv');
    const chunks: string[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(String(chunk));
    expect(chunks.join('')).toContain(studentAt(now, 0).name);
  });

  test('says what is kept aside and why', async () => {
    const now = classNow(hub);
    openClass(hub, now);
    hub.hub.parts.ledger.append('presentation', {
      method: 'card',
      reader: 'door',
      tag: '0123456789abcdef0123456789abcdef' as never,
      personId: null,
      directory: 1,
      sessionId: now.sessionId,
      answer: 'unknown-card',
    });
    const page = await open({ path: `sessions/${now.sessionId}`, as: teacherOf(hub) });
    await button(page, '1 kept aside').click();
    await page.getByText('This card belongs to nobody we know.').waitFor();
  });
});

describe('kiosks', () => {
  test('are added by a code that counts down, and shut out after asking', async () => {
    const page = await open({ path: 'kiosks', as: hub.demo.admin });
    await page.getByText('No kiosk yet').waitFor();
    await button(page, 'Add a kiosk').click();
    await page.getByRole('dialog').getByRole('button', { name: /Room/ }).click();
    await page.getByRole('option', { name: 'C-110' }).click();
    await page.getByLabel('Name of the kiosk').fill('Door');
    await button(page, 'Make the code').click();
    await page.getByRole('heading', { name: 'Code for C-110' }).waitFor();
    await page.getByText(/works for another (10:00|9:5\d)/).waitFor();
    const code = await page.getByRole('dialog').locator('code').innerText();
    const publicKey = 'A'.repeat(43);
    const answer = await fetch(`${hub.hub.localUrl}/api/v1/kiosks/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, publicKey }),
    });
    expect(answer.status).toBe(200);
    await button(page, 'Done').click();
    await rowOf(page, 'C-110').getByText('Never seen').waitFor();
    await button(page, 'Shut Door out').click();
    await button(page, 'Shut it out').click();
    await rowOf(page, 'C-110').getByText('Shut out').waitFor();
  });
});

describe('students', () => {
  test('are found by name, and get a code for their phone', async () => {
    const [student] = hub.demo.students;
    if (student === undefined) throw new Error('the demo has no students');
    const page = await open({ path: 'students', as: teacherOf(hub) });
    await page.getByLabel('Name or student number').fill(student.studentNumber);
    await page.getByRole('option', { name: student.name }).click();
    await page.getByText('No phone is signed in.').waitFor();
    await page.getByText('Eligible').first().waitFor();
    await button(page, 'Issue a code').click();
    await page.getByText(/Works once, until 21 Nov/).waitFor();
    expect(await page.locator('code').innerText()).toMatch(/^[A-Z0-9]{4}-?[A-Z0-9]{4}/);
    await page.reload();
    await page.getByRole('heading', { name: student.name }).waitFor();
  });

  test('that nobody has are said not to be there', async () => {
    const page = await open({ path: 'students', as: hub.demo.admin });
    await page.getByLabel('Name or student number').fill('Nobody of this name');
    await page.getByText('Nobody is found by “Nobody of this name”.').waitFor();
  });
});

describe('importing', () => {
  const sample = join(import.meta.dirname, '../../../resources/sample-import');
  const files = readdirSync(sample).map((name) => ({
    name,
    mimeType: 'text/csv',
    buffer: readFileSync(join(sample, name)),
  }));

  test('shows first what would happen, then does it', async () => {
    const page = await open({ path: 'import', as: hub.demo.admin });
    await page.locator('input[type=file]').setInputFiles(files);
    await button(page, 'Check the files').click();
    await page.getByText('The files are in order.').waitFor();
    await page.getByText('Nothing has been changed yet.').waitFor();
    await expectNoBarriers(page);
    await button(page, 'Apply').click();
    await page.getByText(/120 .*things end|things end with it/).waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Apply', exact: true }).click();
    await page.getByText('Imported.').waitFor();
    await page.goto(`${hub.hub.localUrl}/console/students`);
    await page.getByText(/^\d+ students$/).waitFor();
  });

  test('names the row, what is wrong and what to do, and changes nothing', async () => {
    const page = await open({ path: 'import', as: hub.demo.admin });
    const wrong = files.map((file) =>
      file.name === 'timetable.csv'
        ? { ...file, buffer: Buffer.from(String(file.buffer).replace('Tuesday', 'Someday')) }
        : file,
    );
    await page.locator('input[type=file]').setInputFiles(wrong);
    await button(page, 'Check the files').click();
    await page.getByText('1 error to put right first.').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'timetable.csv' });
    await row.getByRole('cell', { name: '4', exact: true }).waitFor();
    expect(await button(page, 'Apply').count()).toBe(0);
    await expectNoBarriers(page);
  });
});

describe('every page', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`has no barriers that a program can find, ${colorScheme}`, async () => {
      const now = classNow(hub);
      openClass(hub, now);
      arrive(hub.hub.parts, now.sessionId, studentAt(now, 0).personId);
      const page = await open();
      await page.emulateMedia({ colorScheme });
      await expectNoBarriers(page);
      await signIn(page, hub.demo.admin);
      await page.getByRole('row').nth(1).waitFor();
      await expectNoBarriers(page);
      await page.goto(`${hub.hub.localUrl}/console/sessions/${now.sessionId}`);
      await rowOf(page, studentAt(now, 0).name).click();
      await expectNoBarriers(page);
      for (const [path, words] of [
        ['students', 'Nobody chosen'],
        ['kiosks', 'No kiosk yet'],
        ['import', 'Drop files here'],
        ['nowhere', 'There is nothing here'],
      ] as const) {
        await page.goto(`${hub.hub.localUrl}/console/${path}`);
        await page.getByText(words).first().waitFor();
        await expectNoBarriers(page);
      }
      await page.goto(`${hub.hub.localUrl}/console/students`);
      await page.getByRole('option').first().click();
      await button(page, 'Issue a code').click();
      await page.locator('code').waitFor();
      await expectNoBarriers(page);
    });
  }
});
