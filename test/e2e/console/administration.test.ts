import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { teacherOf } from '../../hub/console/support/a-console.ts';
import { button, deskForEachTest, expectNoBarriers, rowOf } from './support/desk.ts';

const desk = deskForEachTest();

describe('kiosks', () => {
  test('are added by a code that counts down, and shut out after asking', async () => {
    const page = await desk.open({ path: 'kiosks', as: desk.hub.demo.admin });
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
    const answer = await fetch(`${desk.hub.hub.localUrl}/api/v1/kiosks/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, publicKey }),
    });
    expect(answer.status).toBe(200);
    await button(page, 'Done').click();
    await rowOf(page, 'C-110').getByText('Never seen').waitFor();
    await button(page, 'Shut out Door').click();
    await button(page, 'Shut it out').click();
    await rowOf(page, 'C-110').getByText('Shut out').waitFor();
  });
});

describe('students', () => {
  test('are found by name, and get a code for their phone', async () => {
    const [student] = desk.hub.demo.students;
    if (student === undefined) throw new Error('the demo has no students');
    const page = await desk.open({ path: 'students', as: teacherOf(desk.hub) });
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

  test('lose a card when an administrator takes it away, and nobody else can', async () => {
    const [student] = desk.hub.demo.students;
    if (student === undefined) throw new Error('the demo has no students');
    const open = async (as: ReturnType<typeof teacherOf>) => {
      const page = await desk.open({ path: 'students', as });
      await page.getByLabel('Name or student number').fill(student.studentNumber);
      await page.getByRole('option', { name: student.name }).click();
      await page.getByText(/number can be copied/).waitFor();
      return page;
    };
    const teachers = await open(teacherOf(desk.hub));
    expect(await button(teachers, 'Take away').count()).toBe(0);
    const page = await open(desk.hub.demo.admin);
    await button(page, 'Take away').click();
    await page
      .getByRole('alertdialog')
      .getByText(/ending in/)
      .waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Take away' }).click();
    await page.getByText('No card.').waitFor();
  });

  test('that nobody has are said not to be there', async () => {
    const page = await desk.open({ path: 'students', as: desk.hub.demo.admin });
    await page.getByLabel('Name or student number').fill('Nobody of this name');
    await page.getByText('Nobody is found by “Nobody of this name”.').waitFor();
  });
});

describe('accounts', () => {
  test('are added with a password that is told once, changed by their owner, and shut', async () => {
    const page = await desk.open({ path: 'accounts', as: desk.hub.demo.admin });
    await button(page, 'Add an account').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Person/ })
      .click();
    await page.getByRole('option').first().click();
    await page.getByLabel('User name').fill('new.teacher');
    await button(page, 'Add it').click();
    await page.getByRole('heading', { name: 'Password of new.teacher' }).waitFor();
    const password = await page.getByRole('dialog').locator('code').innerText();
    await button(page, 'Done').click();
    await expectNoBarriers(page);

    const teacher = await desk.open({ as: { username: 'new.teacher', password } });
    await button(teacher, /Your account/).click();
    await teacher.getByRole('menuitem', { name: 'Change password' }).click();
    await teacher.getByLabel('Present password').fill('not this one');
    await teacher.getByLabel('New password').fill('a longer one of my own');
    await button(teacher, 'Change it').click();
    await teacher.getByText('User name or password is wrong.').waitFor();
    await teacher.getByLabel('Present password').fill(password);
    await button(teacher, 'Change it').click();
    await teacher.getByText('Your password is changed.').waitFor();

    await button(page, 'Shut the account new.teacher').click();
    await button(page, 'Shut it').click();
    await rowOf(page, 'new.teacher').getByText('Shut', { exact: true }).first().waitFor();
    await teacher.reload();
    await teacher.getByLabel('User name').waitFor();
  });

  test('get a PIN for the kiosks, and not the first one that anybody would try', async () => {
    const page = await desk.open({ path: 'accounts', as: desk.hub.demo.admin });
    await button(page, 'PIN at the kiosks for admin').click();
    await page.getByText('It opens every kiosk’s panel').waitFor();
    await page.getByLabel('PIN', { exact: true }).fill('123456');
    await button(page, 'Set it').click();
    await page.getByText('This PIN is the first one anybody would try.').waitFor();
    await expectNoBarriers(page);
    await page.getByLabel('PIN', { exact: true }).fill('271828');
    await button(page, 'Set it').click();
    await page.getByText('The PIN is set.').waitFor();
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
    const page = await desk.open({ path: 'import', as: desk.hub.demo.admin });
    await page.locator('input[type=file]').setInputFiles(files);
    await button(page, 'Check the files').click();
    await page.getByText('The files are in order.').waitFor();
    await page.getByText('Nothing has been changed yet.').waitFor();
    await expectNoBarriers(page);
    await button(page, 'Apply').click();
    await page.getByText(/120 .*things end|things end with it/).waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Apply', exact: true }).click();
    await page.getByText('Imported.').waitFor();
    await page.goto(`${desk.hub.hub.localUrl}/console/students`);
    await page.getByText(/^\d+ students$/).waitFor();
  });

  test('names the row, what is wrong and what to do, and changes nothing', async () => {
    const page = await desk.open({ path: 'import', as: desk.hub.demo.admin });
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
