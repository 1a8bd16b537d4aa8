import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnswerKind } from '#domain/punch/answer.ts';
import { MELODIES, type SoundName } from '../../../src/kiosk/screen/sound/melodies.ts';
import { answer, at } from '../../kiosk/screen/support/campus.ts';
import { openScreen } from '../../kiosk/screen/support/open-screen.ts';
import { session } from '../../kiosk/screen/support/states.ts';
import { launchChromium } from '../../support/chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium(['--autoplay-policy=no-user-gesture-required']);
});
afterAll(() => browser.close());

const NOW = at('09:12:41');
const answered = (kind: AnswerKind, second: number) =>
  session({
    answer: answer({ kind, at: (NOW + second * 1000) as never, until: (NOW + 600_000) as never }),
  });

/** Listens to what the page plays: the pitch of every note, in the order they were asked for. */
async function listen(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const heard: number[] = [];
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
      heard.push(Math.round(this.frequency.value));
      start.call(this, when);
    };
    Object.assign(window, { heard });
  });
  return () => page.evaluate(() => (window as unknown as { heard: number[] }).heard);
}

const pitches = (name: SoundName) => MELODIES[name].map(({ hz }) => Math.round(hz));

describe('what is heard', () => {
  test('is each answer once, however often its state is told, and each kind by its own melody', async () => {
    const screen = await openScreen(browser, session());
    const heard = await listen(screen.page);
    await screen.show(answered('present', 1));
    const same = answered('present', 1);
    await screen.show({ ...same, counts: { ...same.counts, here: 43 } });
    await screen.show(answered('late', 2));
    await screen.show(answered('unknown-card', 3));
    await expect.poll(heard).toEqual([...pitches('accepted'), ...pitches('late'), ...pitches('refused')]);
    await screen.close();
  });

  test('is nothing while muted, except what a person asks to hear', async () => {
    const screen = await openScreen(browser, session());
    const heard = await listen(screen.page);
    await screen.page.getByRole('button', { name: 'Settings' }).click();
    await screen.page.getByRole('button', { name: 'Muted' }).click();
    await screen.show(answered('present', 1));
    await screen.page.getByRole('button', { name: 'Refused', exact: true }).click();
    await expect.poll(heard).toEqual(pitches('refused'));
    await screen.close();
  });
});
