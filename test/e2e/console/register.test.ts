import type { WebSocketRoute } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { teacherOf } from '../../hub/console/support/a-console.ts';
import { arrive, classNow, openClass } from '../../hub/console/support/class-coming-in.ts';
import { button, deskForEachTest, rowOf, studentAt } from './support/desk.ts';

const desk = deskForEachTest();

describe('the register of a class', () => {
  test('shows who comes at the moment they come, with why the mark is what it is', async () => {
    const { page, now } = await desk.openRegister();
    const { personId, name } = studentAt(now, 3);
    await rowOf(page, name).getByText('Not yet').waitFor();
    arrive(desk.hub.hub.parts, now.sessionId, personId);
    await rowOf(page, name).getByText('Present', { exact: true }).waitFor();
    await rowOf(page, name)
      .getByText(/is within \d\d:\d\d \+ 5 min grace/)
      .waitFor();
    await page.getByText('Last arrival:').waitFor();
  });

  test('reads again what happened while the connection was lost', async () => {
    const now = classNow(desk.hub);
    const { personId, name } = studentAt(now, 3);
    openClass(desk.hub, now);
    const page = await desk.open({ as: teacherOf(desk.hub) });
    const network = { isDown: false, sockets: new Set<WebSocketRoute>() };
    await page.routeWebSocket(/\/api\/v1\/live/, async (socket) => {
      if (network.isDown) return await socket.close();
      socket.connectToServer();
      network.sockets.add(socket);
    });
    await page.goto(`${desk.hub.hub.localUrl}/console/sessions/${now.sessionId}`);
    await page.getByText('Live', { exact: true }).waitFor();
    network.isDown = true;
    for (const socket of network.sockets) await socket.close();
    await page.getByText('Connection lost, trying again').waitFor();
    arrive(desk.hub.hub.parts, now.sessionId, personId);
    network.isDown = false;
    await page.getByText('Live', { exact: true }).waitFor();
    await rowOf(page, name).getByText('Present', { exact: true }).waitFor();
  });

  test('is marked by hand with nothing but the keyboard, and taken back', async () => {
    const { page, now } = await desk.openRegister();
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
    const { page, now } = await desk.openRegister();
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
    const { page, now } = await desk.openRegister();
    for (const place of [9, 2, 7]) {
      desk.hub.time.pass(1_000);
      arrive(desk.hub.hub.parts, now.sessionId, studentAt(now, place).personId);
    }
    await page.getByRole('radio', { name: /Present 3/ }).click();
    await page.getByRole('columnheader', { name: 'Arrived' }).click();
    await expect
      .poll(async () => await page.locator('tbody tr [role="rowheader"]').allTextContents())
      .toEqual([9, 2, 7].map((place) => studentAt(now, place).name));
  });

  test('is ended after asking once more, and opened again by extending it', async () => {
    const { page } = await desk.openRegister();
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
    const { page, now } = await desk.openRegister();
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
    const now = classNow(desk.hub);
    openClass(desk.hub, now);
    desk.hub.hub.parts.ledger.append('presentation', {
      method: 'card',
      reader: 'door',
      tag: '0123456789abcdef0123456789abcdef' as never,
      personId: null,
      directory: 1,
      sessionId: now.sessionId,
      answer: 'unknown-card',
    });
    const page = await desk.open({ path: `sessions/${now.sessionId}`, as: teacherOf(desk.hub) });
    await button(page, '1 kept aside').click();
    await page.getByText('This card belongs to nobody we know.').waitFor();
  });
});
