import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoFacts, HubReady, KioskReady } from '#contracts/process-messages.ts';
import { SYSTEM_DEVICE_DEPS } from '../../src/kiosk/engine/devices/device-deps.ts';
import { Rdm6300Twin } from '../../src/kiosk/engine/devices/rdm6300/rdm6300-twin.ts';
import { readTypedCard } from '../../src/kiosk/engine/devices/simulated/typed-card.ts';
import { launchChromium } from '../support/chromium.ts';
import { Campus } from './support/campus.ts';
import { TeacherAtHub } from './support/console-api.ts';
import { hubCopy, kioskLedger } from './support/ledgers.ts';
import { openClass } from './support/open-class.ts';
import { FakeCamera } from './support/photograph.ts';

/*
 * A morning in room B-204. The teacher opens the class at the kiosk with a PIN. Students tap their cards at a real serial
 * port; one scans the code on the wall with her phone, which sees it at an angle and a little blurred. Then the hub dies
 * without a word. Students go on tapping and see green all the same. The hub comes back, and its register is the kiosk's:
 * every punch there, each once.
 *
 * Nothing is replaced between the ends: hub and kiosk are processes of their own, the card reader is a serial port, and the
 * wall, the phone and the console are pages in Chromium.
 */

type Morning = {
  readonly campus: Campus;
  readonly hub: HubReady;
  readonly kiosk: KioskReady;
  readonly demo: DemoFacts;
  readonly reader: Rdm6300Twin;
  readonly wallBrowser: Browser;
  readonly phoneBrowser: Browser;
  readonly camera: FakeCamera;
  readonly wall: Page;
  readonly phone: Page;
};

let morning: Morning;

async function begin(): Promise<Morning> {
  const campus = await Campus.create();
  const port = join(campus.folder, 'card-reader');
  const reader = new Rdm6300Twin(port, SYSTEM_DEVICE_DEPS.after);
  await reader.plugIn();
  const hub = await campus.startHub();
  const demo = hub.demo;
  if (demo === null) throw new Error('the demo campus was not seeded');
  const kiosk = await campus.startKiosk({
    MUSTER_HUB: hub.url,
    MUSTER_ENROL_CODE: demo.enrolCode ?? '',
    MUSTER_READERS: JSON.stringify([{ kind: 'rdm6300', path: port, name: 'Door' }]),
  });
  const wallBrowser = await launchChromium();
  const clip = join(campus.folder, 'camera.mjpeg');
  const camera = await FakeCamera.set(wallBrowser, clip);
  const phoneBrowser = await launchChromium([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${clip}`,
  ]);
  const wall = await wallBrowser.newPage({ viewport: { width: 1920, height: 1080 } });
  const phone = await (
    await phoneBrowser.newContext({ viewport: { width: 390, height: 844 }, permissions: ['camera'] })
  ).newPage();
  return { campus, hub, kiosk, demo, reader, wallBrowser, phoneBrowser, camera, wall, phone };
}

/** A card is held at the reader as long as a hand does. */
async function tap(number: string): Promise<void> {
  const card = readTypedCard(number);
  if (!card.ok) throw new Error(card.error);
  morning.reader.hold(card.value);
  await new Promise((resolve) => setTimeout(resolve, 200));
  morning.reader.takeAway();
  // The next hand needs as long.
  await new Promise((resolve) => setTimeout(resolve, 600));
}

async function seeOnWall(text: string | RegExp): Promise<void> {
  await morning.wall.getByText(text).first().waitFor({ timeout: 15_000 });
}

/** What an independent reader makes of the picture. */
function decoded(picture: Buffer): string {
  const file = join(morning.campus.folder, 'decoded.jpg');
  writeFileSync(file, picture);
  return spawnSync('zbarimg', ['--quiet', '--raw', file]).stdout.toString().trim();
}

beforeAll(async () => {
  morning = await begin();
}, 180_000);

afterAll(async () => {
  await morning?.wallBrowser.close();
  await morning?.phoneBrowser.close();
  await morning?.reader.unplug();
  await morning?.campus.close();
});

describe('a morning in one room', () => {
  test('the teacher opens the class with a PIN', async () => {
    const { wall, kiosk, demo } = morning;
    await wall.goto(kiosk.address);
    await openClass(wall, firstTeacher(demo));
  });

  test('a card frame on the serial port is green on the wall', async () => {
    const student = morning.demo.students[0];
    if (student === undefined) throw new Error('the demo has no student');
    await tap(student.card);
    await seeOnWall('Present');
    await seeOnWall(student.name);
  });

  test('the same card again changes nothing, and a stranger is told where to go', async () => {
    const { demo } = morning;
    // A card is held off for two seconds from its first frame on.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await tap(demo.students[0]?.card ?? '');
    await seeOnWall('Already recorded');
    await tap(demo.strangerCard);
    await seeOnWall('Not in this class');
  });

  test('the code as displayed, photographed at an angle, checks a phone in', async () => {
    const { phone, hub, demo, wall, camera } = morning;
    const student = demo.students[1];
    if (student === undefined) throw new Error('the demo has no second student');
    await phone.goto(`${hub.url}/`);
    await phone.getByLabel('Student number').fill(student.studentNumber);
    await phone.getByLabel('One-time code').fill(student.signInCode);
    await phone.getByRole('button', { name: 'Sign in' }).click();
    const scan = phone.getByRole('button', { name: 'Scan the code' });
    await scan.waitFor({ timeout: 15_000 });
    await camera.photograph(wall);
    await scan.click();
    // A photograph that was taken at the end of a step is too old when it arrives: the wall goes on, and so does the phone.
    const recorded = phone.getByText(/You’re in/);
    for (let look = 0; look < 6 && !(await recorded.isVisible()); look++) {
      await camera.photograph(wall);
      await recorded.waitFor({ timeout: 4_000 }).catch(() => undefined);
      if (!(await recorded.isVisible())) await reopenCamera(phone);
    }
    await recorded.waitFor({ timeout: 1_000 });
    await seeOnWall(student.name);
  });

  test('a code that is 12 s old is refused', async () => {
    const { wall, camera, phone } = morning;
    const text = decoded(await camera.photograph(wall));
    expect(text).toMatch(/^HTTPS?:\/\/.+\/C\/[A-Z2-7]{32}$/);
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    await phone.goto(
      text.toLowerCase().replace(/\/c\/(.*)$/, (_, token: string) => `/C/${token.toUpperCase()}`),
    );
    await phone.getByText('That code had changed already').waitFor({ timeout: 10_000 });
  });

  test('the hub dies, cards go on counting, and when it is back each punch is there once', async () => {
    const { campus, demo, hub } = morning;
    const later = demo.students.slice(2, -1);
    expect(later.length).toBeGreaterThan(0);
    await campus.kill('hub');
    await seeOnWall(/hub offline|no hub yet|\d waiting/);
    for (const student of later) {
      await tap(student.card);
      await seeOnWall(student.name);
    }
    await campus.startHub();
    await seeOnWall('Saved here and at the hub');

    const here = kioskLedger(campus.folder);
    const there = hubCopy(campus.folder);
    expect(there).toEqual(here);
    const register = await (await TeacherAtHub.signIn(hub.url, firstTeacher(demo))).openRegister();
    const present = register.lines.filter(({ status }) => status === 'P' || status === 'L');
    const came = demo.students.slice(0, -1);
    expect(present.map(({ name }) => name).sort()).toEqual(came.map(({ name }) => name).sort());
  });

  test('the wall and the console count the same', async () => {
    const { hub, demo, wall, wallBrowser } = morning;
    const teacher = firstTeacher(demo);
    const { session } = await (await TeacherAtHub.signIn(hub.url, teacher)).openRegister();
    await wall
      .getByRole('img', { name: String(session.stats.here), exact: true })
      .waitFor({ timeout: 10_000 });
    const context = await wallBrowser.newContext({ viewport: { width: 1440, height: 900 } });
    const office = await context.newPage();
    await office.goto(`${hub.url}/console/`);
    await office.getByLabel('User name').fill(teacher.username);
    await office.getByLabel('Password').fill(teacher.password);
    await office.getByRole('button', { name: 'Sign in' }).click();
    await office
      .getByRole('row')
      .filter({ hasText: 'Open' })
      .getByText(session.courseTitle)
      .click({ timeout: 15_000 });
    const counted = (here: number) => office.locator('strong', { hasText: new RegExp(`^${here}$`) });
    await counted(session.stats.here).waitFor({ timeout: 15_000 });

    // One more card, and both count it without being asked.
    const last = demo.students.at(-1);
    await tap(last?.card ?? '');
    await counted(session.stats.here + 1).waitFor({ timeout: 15_000 });
    await seeOnWall(last?.name ?? '');
    await context.close();
  });
});

function firstTeacher(demo: DemoFacts): DemoFacts['faculty'][number] {
  const teacher = demo.faculty[0];
  if (teacher === undefined) throw new Error('the demo has no teacher');
  return teacher;
}

/** Chromium reads a fake camera's clip when the camera is opened. */
async function reopenCamera(phone: Page): Promise<void> {
  await phone.getByRole('button', { name: 'Close the scanner' }).click();
  await phone.getByRole('button', { name: 'Scan the code' }).click();
}
