import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, onTestFinished, test } from 'vitest';
import { statusesOf } from '../../hub/support/test-assembly.ts';
import { cameraShowing, makeClip, type Scene } from '../../student/support/clip.ts';
import { openPhone, signIn } from '../../student/support/phone-pictures.ts';
import { type StudentCampus, startStudentCampus } from '../../student/support/student-campus.ts';
import { launchChromium } from '../../support/chromium.ts';

/** A signed-in phone with its scanner open, whose camera sees these scenes one after the other. */
async function phoneSeeing(campus: StudentCampus, scenes: readonly Scene[]): Promise<Page> {
  const page = await phoneWithCamera(campus, scenes);
  await page.getByRole('button', { name: 'Scan the code' }).click();
  return page;
}

async function phoneWithCamera(campus: StudentCampus, scenes: readonly Scene[]): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-clip-'));
  const clip = join(folder, 'camera.mjpeg');
  const darkroom = await launchChromium();
  await makeClip(darkroom, clip, scenes);
  await darkroom.close();
  const browser = await launchChromium(cameraShowing(clip));
  onTestFinished(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const page = await (await openPhone(browser)).newPage();
  await page.goto(campus.url);
  await signIn(page, campus, 'noor');
  await page.getByRole('button', { name: 'Scan the code' }).waitFor();
  return page;
}

async function openedClass() {
  const campus = await startStudentCampus();
  onTestFinished(async () => await campus.test.stop());
  const [algebra] = campus.today;
  if (algebra === undefined) throw new Error('no class this morning');
  return { campus, algebra, opening: campus.open(algebra) };
}

// The story: on her way to her seat Noor's camera passes a poster, then catches the code just as it changes, then the new one.
test('the page’s own scanner reads on until a code is accepted, and says nothing of a single old one', async () => {
  const { campus, algebra, opening } = await openedClass();
  const scans: number[] = [];
  const page = await phoneSeeing(campus, [
    { text: null, frames: 15 },
    { text: 'https://example.com/poster', frames: 30 },
    { text: campus.codeShown(opening, -3), frames: 30 },
    { text: campus.codeShown(opening), frames: 60 },
  ]);
  page.on('response', (response) => {
    if (response.url().endsWith('/api/v1/check-in/scan')) scans.push(response.status());
  });
  await page.getByRole('heading', { level: 1, name: /You’re in, 12/ }).waitFor();
  expect(scans).toContain(410);
  expect(scans.at(-1)).toBe(200);
  expect(statusesOf(campus.parts, algebra.sessionId)[campus.noor]).toBe('L');
});

test('the scanner follows no code of another hub, and says so kindly', async () => {
  const { campus, opening } = await openedClass();
  const foreign = campus.codeShown(opening).replace(/^HTTP:\/\/[^/]+/, 'HTTPS://HUB.ELSEWHERE.EDU');
  const page = await phoneSeeing(campus, [{ text: foreign, frames: 60 }]);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByText('That check‑in code belongs to another institution').waitFor();
  expect(asked.filter((url) => url.includes('scan') || url.toLowerCase().includes('elsewhere'))).toEqual([]);
});

// The story: the hall has no network at all, and Noor last opened the page at home.
test('the scanner works without a network, and what it reads is kept on the phone', async () => {
  const { campus, algebra, opening } = await openedClass();
  const page = await phoneWithCamera(campus, [{ text: campus.codeShown(opening), frames: 60 }]);
  const keptFiles = async () =>
    await page.evaluate(async () => {
      const shell = await caches.open('muster-shell-1');
      return (await shell.keys()).map(({ url }) => url).join(' ');
    });
  await expect.poll(keptFiles, { timeout: 20_000 }).toMatch(/decode-worker.*\.wasm/);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('button', { name: 'Scan the code' }).click();
  await page.getByRole('heading', { name: 'Kept on this phone, not yet confirmed' }).waitFor();
  expect(statusesOf(campus.parts, algebra.sessionId)[campus.noor]).toBe('?');
});

test('a camera that isn’t allowed is explained, and the digits work without it', async () => {
  const { campus } = await openedClass();
  const browser = await launchChromium(['--use-fake-device-for-media-stream', '--deny-permission-prompts']);
  onTestFinished(async () => await browser.close());
  const page = await (await openPhone(browser)).newPage();
  await page.goto(campus.url);
  await signIn(page, campus, 'noor');
  await page.getByRole('button', { name: 'Scan the code' }).click();
  await page.getByRole('heading', { name: 'The camera isn’t allowed' }).waitFor();
  expect(await page.getByRole('button', { name: 'Type the digits' }).isVisible()).toBe(true);
});
