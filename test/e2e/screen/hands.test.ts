import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linearAlgebra, nameOf, personId } from '../../kiosk/screen/support/campus.ts';
import { openScreen } from '../../kiosk/screen/support/open-screen.ts';
import type { ScreenHost } from '../../kiosk/screen/support/screen-host.ts';
import { notEnrolled, STATES, unlocking } from '../../kiosk/screen/support/states.ts';
import { launchChromium } from '../../support/chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const okafor = personId(900);

/** What was asked of the engine, without the single keys. */
function asked(host: ScreenHost): readonly unknown[] {
  return host.commands().filter(({ type }) => type !== 'key');
}

function keysSent(host: ScreenHost): readonly string[] {
  return host.commands().flatMap((command) => (command.type === 'key' ? [command.code] : []));
}

async function untilAsked(host: ScreenHost, count: number): Promise<void> {
  await expect.poll(() => asked(host).length).toBeGreaterThanOrEqual(count);
}

/**
 * Types as a card reader does: digits and Enter, 20 ms apart. The times are given to the browser with the keys, so that
 * a busy machine can't make a slow typist of the reader.
 */
async function tapTypingReader(page: Page, digits: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const began = Date.now();
  const keys = [...digits].map((digit) => ({ code: `Digit${digit}`, key: digit, text: digit }));
  for (const [index, key] of [...keys, { code: 'Enter', key: 'Enter', text: '\r' }].entries()) {
    const timestamp = (began + 20 * index) / 1000;
    const windowsVirtualKeyCode = key.code === 'Enter' ? 13 : key.key.charCodeAt(0);
    const event = { ...key, windowsVirtualKeyCode, timestamp };
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }
  await devtools.detach();
}

describe('by keyboard alone', () => {
  test('a teacher opens a class with a PIN', async () => {
    const screen = await openScreen(browser, STATES.ready());
    const { page, host } = screen;

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await untilAsked(host, 1);
    expect(asked(host)).toEqual([{ type: 'start-unlock', sessionId: linearAlgebra.sessionId }]);

    await screen.show(unlocking());
    await page.getByRole('button', { name: 'Dr. A. Okafor' }).focus();
    await page.keyboard.press('Enter');
    await untilAsked(host, 2);
    expect(asked(host)[1]).toEqual({ type: 'choose-faculty', personId: okafor });

    await screen.show(unlocking({ chosen: okafor }));
    // A person's pace: a tenth of a second and more between keys.
    await page.keyboard.type('2468', { delay: 170 });
    await page.getByText('4 digits entered').waitFor({ state: 'attached' });
    await page.keyboard.press('Backspace', { delay: 170 });
    await page.keyboard.type('810', { delay: 170 });
    await page.keyboard.press('Enter');
    await untilAsked(host, 3);
    expect(asked(host)[2]).toEqual({ type: 'enter-pin', personId: okafor, pin: '246810' });

    await page.keyboard.press('Escape');
    await untilAsked(host, 4);
    expect(asked(host)[3]).toEqual({ type: 'cancel' });
    await screen.close();
  });

  test('a card is given to somebody, at a second choice', async () => {
    const screen = await openScreen(browser, STATES['panel-cards-choosing']());
    const { page, host } = screen;
    await page.getByRole('textbox').focus();
    await page.keyboard.type('rousseau', { delay: 170 });
    const [person] = await page.locator('li button[aria-expanded]').all();
    await person?.focus();
    await page.keyboard.press('Enter');
    expect(asked(host)).toEqual([]);
    await page.getByRole('button', { name: /Give this card to Amélie Rousseau/ }).focus();
    await page.keyboard.press('Enter');
    await untilAsked(host, 1);
    const command = { type: 'cards', action: { type: 'give', personId: expect.any(String) } };
    expect(asked(host)[0]).toEqual({ type: 'panel', command });
    // Nothing of what was typed into the field was taken for a card.
    expect(keysSent(host)).not.toContain('KeyR');
    await screen.close();
  });

  test('a finger is enrolled for somebody who agrees, and the enrolment stopped', async () => {
    const screen = await openScreen(browser, STATES['panel-fingers-choosing']());
    const { page, host } = screen;
    const [person] = await page.locator('li button[aria-expanded]').all();
    await person?.focus();
    await page.keyboard.press('Enter');
    expect(asked(host)).toEqual([]);
    const press = async (button: string) => {
      await page.getByRole('button', { name: button, exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await press('Enrol a finger');
    await untilAsked(host, 1);
    await screen.show(STATES['panel-fingers-asking']());
    await press('I agree');
    await untilAsked(host, 2);
    await screen.show(STATES['panel-fingers-touching']());
    await press('Stop');
    await untilAsked(host, 3);
    const done = [
      { type: 'choose', personId: expect.any(String) },
      { type: 'agree', reader: 'fingerprint-1' },
      { type: 'back' },
    ];
    expect(asked(host)).toEqual(
      done.map((action) => ({ type: 'panel', command: { type: 'fingers', action } })),
    );
    await screen.close();
  });

  test('a class is ended only by a second, different choice', async () => {
    const screen = await openScreen(browser, STATES['session-controls']());
    const { page, host } = screen;
    await page.getByRole('button', { name: 'End class' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('End attendance now?').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'End class' }).waitFor();
    expect(asked(host)).toEqual([]);

    await page.getByRole('button', { name: 'End class' }).click();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await untilAsked(host, 1);
    expect(asked(host)).toEqual([{ type: 'end-session' }]);
    await screen.close();
  });
});

describe('a card reader that types', () => {
  test('is passed on key by key, with times, and presses no button', async () => {
    const screen = await openScreen(browser, STATES.ready());
    const { page, host } = screen;
    await page.getByRole('button', { name: /Faculty/ }).focus();
    await tapTypingReader(page, '0008245123');
    await expect.poll(() => keysSent(host)).toHaveLength(11);
    expect(keysSent(host)).toEqual([...'0008245123'].map((digit) => `Digit${digit}`).concat('Enter'));
    const times = host.commands().flatMap((command) => (command.type === 'key' ? [command.at] : []));
    const gaps = times.slice(1).map((time, index) => Math.round(time - (times[index] ?? 0)));
    expect(gaps).toEqual(gaps.map(() => 20));
    expect(asked(host)).toEqual([]);

    // The same Enter, pressed by a person a moment later, is meant. The reader's times run 200 ms ahead of the browser's clock.
    await page.waitForTimeout(600);
    await page.keyboard.press('Enter');
    await untilAsked(host, 1);
    expect(asked(host)).toEqual([{ type: 'start-unlock', sessionId: linearAlgebra.sessionId }]);
    await screen.close();
  });

  test('does not become a wrong PIN, and keeps the digits that a person typed before', async () => {
    const screen = await openScreen(browser, unlocking({ chosen: okafor }));
    const { page, host } = screen;
    await page.keyboard.type('24', { delay: 170 });
    await page.waitForTimeout(250);
    await tapTypingReader(page, '0008245123');
    await expect.poll(() => keysSent(host)).toHaveLength(13);
    expect(asked(host)).toEqual([]);
    await page.getByText('2 digits entered').waitFor({ state: 'attached' });
    await screen.close();
  });

  test('is not listened to in a text field, which is for people', async () => {
    const screen = await openScreen(browser, notEnrolled());
    const { page, host } = screen;
    await page.getByLabel('Enrolment code').focus();
    await page.keyboard.type('K7QP-22');
    expect(await page.getByLabel('Enrolment code').inputValue()).toBe('K7QP-22');
    expect(keysSent(host)).toEqual([]);
    await screen.close();
  });
});

describe('by touch', () => {
  test('a kiosk is enrolled with the keyboard on the screen', async () => {
    const screen = await openScreen(browser, notEnrolled({ hubUrl: '' }), { hasTouch: true });
    const { page, host } = screen;
    const key = (name: string) => page.getByRole('button', { name, exact: true });
    // The first field already waits for the keys.
    for (const character of 'hub.uni:8080') await key(character).tap();
    await page.getByLabel('Enrolment code').tap();
    for (const character of 'k7qx') await key(character).tap();
    await key('Delete').tap();
    await key('p').tap();
    await key('Connect').tap();
    await untilAsked(host, 1);
    expect(asked(host)).toEqual([{ type: 'enrol', hubUrl: 'hub.uni:8080', code: 'k7qp' }]);
    await screen.close();
  });

  test('a PIN is entered on the pad, and a wrong one leaves it empty', async () => {
    const screen = await openScreen(browser, unlocking({ chosen: okafor }), { hasTouch: true });
    const { page, host } = screen;
    for (const digit of '246811') await page.getByRole('button', { name: digit, exact: true }).tap();
    await page.getByRole('button', { name: 'Delete the last digit' }).tap();
    await page.getByRole('button', { name: '0', exact: true }).tap();
    await page.getByRole('button', { name: 'Enter' }).tap();
    await untilAsked(host, 1);
    expect(asked(host)).toEqual([{ type: 'enter-pin', personId: okafor, pin: '246810' }]);
    await screen.show(unlocking({ chosen: okafor, attempt: { kind: 'wrong', triesLeft: 1 } }));
    await page.getByText('That PIN is wrong. 1 try left.').waitFor();
    await page.getByText('0 digits entered').waitFor({ state: 'attached' });
    await screen.close();
  });

  test('someone without a card is found by part of a name and marked', async () => {
    const screen = await openScreen(browser, STATES['session-controls-answer'](), { hasTouch: true });
    const { page, host } = screen;
    await page.getByPlaceholder('Name or number').tap();
    for (const character of 'venk') await page.getByRole('button', { name: character, exact: true }).tap();
    const row = page.getByRole('button', { name: new RegExp(nameOf(9)) }).first();
    await row.tap();
    await page.getByRole('button', { name: 'Excused', exact: true }).tap();
    await untilAsked(host, 1);
    expect(asked(host)).toEqual([{ type: 'mark', personId: personId(9), status: 'E' }]);
    await screen.close();
  });

  test('the simulator taps cards, pulls the reader and covers nothing', async () => {
    const first = STATES['session-simulator']();
    const screen = await openScreen(browser, first, { hasTouch: true });
    const { page, host } = screen;
    await page.getByRole('button', { name: 'Simulator' }).tap();
    await page.getByText('246810').waitFor();
    await page.getByRole('button', { name: 'Wei Zhang' }).tap();
    await page.getByRole('button', { name: 'Unplug the reader' }).tap();
    await untilAsked(host, 2);
    expect(asked(host)).toEqual([
      { type: 'simulate-card', number: 'em:0A1B2C3E' },
      { type: 'simulate-reader', connected: false },
    ]);
    const readers = [
      { id: 'simulated', name: 'Simulated reader', kind: 'card', state: 'absent' },
      { id: 'keys', name: 'Keyboard reader', kind: 'keyboard', state: 'ready' },
    ] as const;
    await screen.show({ ...first, common: { ...first.common, readers: [...readers] } });
    await page.getByRole('button', { name: 'Plug the reader in' }).tap();
    await untilAsked(host, 3);
    expect(asked(host)[2]).toEqual({ type: 'simulate-reader', connected: true });
    await screen.close();
  });
});
