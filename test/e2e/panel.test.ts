import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoFacts } from '#contracts/process-messages.ts';
import { launchChromium } from '../support/chromium.ts';
import { Campus } from './support/campus.ts';

/*
 * An administrator comes by. At the kiosk's screen they unlock the panel with the PIN they have from the hub, look at the readers, try a
 * card at one of them, name another, and take the camera on as a third. Then the power fails: everything is as they left it.
 *
 * Hub and kiosk are processes of their own, the screen is a page in Chromium.
 */

let campus: Campus;
let browser: Browser;
let screen: Page;
let demo: DemoFacts;
let hubUrl: string;
const complaints: string[] = [];

async function openScreen(enrolCode: string): Promise<void> {
  const { address } = await campus.startKiosk({
    MUSTER_HUB: hubUrl,
    MUSTER_ENROL_CODE: enrolCode,
    MUSTER_SIMULATE: '1',
    MUSTER_SIMULATOR_FACTS: JSON.stringify({
      cards: demo.students.slice(0, 1).map(({ name, card }) => ({ label: name, number: card })),
      pins: [],
    }),
  });
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  screen = await context.newPage();
  screen.on('pageerror', (error) => complaints.push(String(error)));
  await screen.goto(`${address}${address.includes('?') ? '&' : '?'}lang=en`);
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });

async function unlock(): Promise<void> {
  await button('Settings').click();
  await button('Devices and enrolment').click();
  await button('Administrator').click();
  await screen.getByRole('group', { name: 'PIN' }).waitFor();
  // By a keyboard, slower than a reader types: an Enter that follows at once would be the reader's.
  for (const digit of demo.admin.pin ?? '') {
    await screen.keyboard.press(`Digit${digit}`);
    await screen.waitForTimeout(200);
  }
  await screen.keyboard.press('Enter');
  await button(/^Readers/).click();
}

beforeAll(async () => {
  [campus, browser] = await Promise.all([Campus.create(), launchChromium()]);
  const hub = await campus.startHub();
  if (hub.demo === null) throw new Error('the demo campus was not seeded');
  demo = hub.demo;
  hubUrl = hub.url;
  await openScreen(demo.enrolCode ?? '');
  await screen.getByText('Saved here and at the hub').waitFor();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await campus?.close();
});

describe('An administrator at the kiosk’s panel', () => {
  test('sees the readers, and tries a card without anybody being recorded', async () => {
    await unlock();
    await button(/Simulated reader/).click();
    await button('Try a card').click();
    await screen.getByText('Hold a card to it').waitFor();
    await button('Simulator').click();
    const [student] = demo.students;
    await button(student?.name ?? '').click();
    const outcome = screen.getByRole('region', { name: 'Try a card' });
    await outcome.getByText(student?.name ?? '').waitFor();
    expect(await outcome.innerText()).toContain(`…${lastHexDigits(student?.card ?? '')}`);
    // Nobody is welcomed, and nobody is noted for the class that is about to begin.
    expect(await screen.getByText('Noted').count()).toBe(0);
    await button('Simulator').click();
    await button('Stop trying').click();
    await button('All readers').click();
  });

  test('names a reader and takes the camera on, both at once', async () => {
    await button(/USB card reader/).click();
    await button('Rename').click();
    await screen.getByLabel('Name').fill('Lectern');
    await button('Save').click();
    await screen.getByRole('heading', { name: 'Lectern' }).waitFor();
    await button('All readers').click();
    await button('Add The camera of this screen').click();
    await button(/^Camera/).waitFor();
    const file: unknown = JSON.parse(readFileSync(join(campus.folder, 'kiosk', 'readers.json'), 'utf8'));
    expect(file).toMatchObject({
      readers: [
        { kind: 'wedge', name: 'Lectern' },
        { kind: 'camera', id: 'camera-1' },
      ],
    });
  });

  test('finds everything as they left it after a power cut', async () => {
    await campus.kill('kiosk');
    await screen.context().close();
    await openScreen('');
    await button('Settings').waitFor();
    await unlock();
    await button(/Lectern/).waitFor();
    await button(/^Camera/).waitFor();
    expect(complaints).toEqual([]);
  });
});

/** The last digits of the number that stands behind the ten printed on an EM card. */
function lastHexDigits(card: string): string {
  const digits = /^\d{10}$/.test(card) ? Number(card).toString(16).padStart(8, '0') : card;
  return digits.slice(-4).toUpperCase();
}
