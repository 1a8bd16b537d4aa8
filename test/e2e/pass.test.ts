import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoFacts, HubReady, KioskReady } from '#contracts/process-messages.ts';
import { cameraShowing } from '../student/support/clip.ts';
import { openPhone } from '../student/support/phone-pictures.ts';
import { launchChromium } from '../support/chromium.ts';
import { Campus } from './support/campus.ts';
import { TeacherAtHub } from './support/console-api.ts';
import { kioskLedger } from './support/ledgers.ts';
import { openClass } from './support/open-class.ts';
import { FakeCamera, FROM_THE_THIRD_ROW, type Shot } from './support/photograph.ts';

/*
 * A morning without a network. A student's phone was signed in the day before; now neither it nor the kiosk reaches the hub. The phone
 * shows its pass, the camera over the wall sees it at an angle and a little blurred, and the wall says that the student is present. A
 * picture of the same pass, held up a moment later by a friend, is refused.
 *
 * Nothing is replaced between the ends: hub and kiosk are processes of their own, phone and wall are pages in Chromium, and the
 * wall's camera is Chromium's own, playing what was photographed of the phone.
 */

type Morning = {
  readonly campus: Campus;
  readonly hub: HubReady;
  readonly kiosk: KioskReady;
  readonly demo: DemoFacts;
  readonly phoneBrowser: Browser;
  readonly wallBrowser: Browser;
  readonly camera: FakeCamera;
  readonly wall: Page;
  readonly phone: Page;
  readonly complaints: string[];
};

let morning: Morning;

/** A phone in a hand, a forearm from the camera: 6 pixels a module. */
const IN_A_HAND: Shot = { ...FROM_THE_THIRD_ROW, widthPx: 300 };

beforeAll(async () => {
  const campus = await Campus.create();
  const hub = await campus.startHub();
  const { demo } = hub;
  if (demo === null) throw new Error('the demo campus was not seeded');
  const kiosk = await campus.startKiosk({
    MUSTER_HUB: hub.url,
    MUSTER_ENROL_CODE: demo.enrolCode ?? '',
    MUSTER_READERS: JSON.stringify([{ kind: 'camera', name: 'Camera' }]),
    // So that the test needn't wait for a hub that is back.
    MUSTER_SYNC_TIMINGS: JSON.stringify({ backOff: { firstMs: 200, capMs: 500 } }),
  });
  const phoneBrowser = await launchChromium();
  const clip = join(campus.folder, 'camera.mjpeg');
  const camera = await FakeCamera.set(phoneBrowser, clip);
  // As a kiosk starts its browser: sounds need nobody's touch first.
  const wallBrowser = await launchChromium([
    ...cameraShowing(clip),
    '--autoplay-policy=no-user-gesture-required',
  ]);
  const wall = await wallBrowser.newPage({ viewport: { width: 1920, height: 1080 } });
  const complaints: string[] = [];
  wall.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  wall.on('pageerror', (error) => complaints.push(String(error)));
  const phone = await (await openPhone(phoneBrowser)).newPage();
  morning = { campus, hub, kiosk, demo, phoneBrowser, wallBrowser, camera, wall, phone, complaints };
}, 180_000);

afterAll(async () => {
  await morning?.wallBrowser.close();
  await morning?.phoneBrowser.close();
  await morning?.campus.close();
});

function person<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('the demo has nobody');
  return one;
}

/** How many phones the kiosk knows, read past the engine. */
function phonesKnown(): number {
  const directory = new Database(join(morning.campus.folder, 'kiosk', 'directory.db'), { readonly: true });
  try {
    const text = directory.prepare("select text from document where doc_id = 'passes'").pluck().get();
    return typeof text === 'string' ? (JSON.parse(text) as { phones: unknown[] }).phones.length : 0;
  } finally {
    directory.close();
  }
}

function bodiesOf(type: string): readonly { readonly method?: string; readonly why?: string }[] {
  const events = kioskLedger(morning.campus.folder).map(({ text }) => JSON.parse(text));
  return events.filter((event) => event.type === type).map(({ body }) => body);
}

test('a phone is signed in, and the kiosk of its class learns its key', async () => {
  const { hub, phone, demo } = morning;
  const student = person(demo.students[0]);
  await phone.goto(`${hub.url}/`);
  await phone.getByLabel('Student number').fill(student.studentNumber);
  await phone.getByLabel('One-time code').fill(student.signInCode);
  await phone.getByRole('button', { name: 'Sign in' }).click();
  await phone.getByRole('button', { name: 'My pass' }).waitFor({ timeout: 15_000 });
  await expect.poll(phonesKnown, { timeout: 20_000 }).toBe(1);
});

test('the wall’s camera is on as soon as the doors are open, and says so', async () => {
  const { wall, kiosk, demo } = morning;
  await wall.goto(kiosk.address);
  await wall.getByText('Camera on').waitFor({ timeout: 30_000 });
  await openClass(wall, person(demo.faculty[0]));
});

test('without any network the pass on the phone is green on the wall', async () => {
  const { campus, phone, camera, wall, demo } = morning;
  await campus.kill('hub');
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: 'My pass' }).click();
  await phone.getByRole('img', { name: /Your pass/ }).waitFor();
  const student = person(demo.students[0]);
  const present = wall.getByText(student.name).first();
  // A picture that was taken at the end of a step may be too old by the time a busy machine plays it.
  for (let look = 0; look < 4 && !(await present.isVisible()); look++) {
    await camera.photograph(phone, IN_A_HAND);
    await wall.reload();
    await present.waitFor({ timeout: 10_000 }).catch(() => undefined);
  }
  await present.waitFor({ timeout: 1_000 });
  expect(bodiesOf('presentation').map(({ method }) => method)).toEqual(['pass']);
});

test('a picture of the same pass is refused a moment later', async () => {
  const { wall } = morning;
  // It has left the camera's sight meanwhile: what is still in it is one showing.
  await wall.goto('about:blank');
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  await wall.goBack();
  await wall.getByText('Pass too old').first().waitFor({ timeout: 15_000 });
  expect(bodiesOf('presentation')).toHaveLength(1);
  expect(bodiesOf('pass-refused').map(({ why }) => why)).toContain('used');
});

test('the hub is back, and its register says the same: present, by the pass', async () => {
  const { campus, hub, demo } = morning;
  await campus.startHub();
  const teacher = await TeacherAtHub.signIn(hub.url, person(demo.faculty[0]));
  const arrived = async () => {
    const { lines } = await teacher.openRegister();
    return lines.filter(({ status }) => status === 'P' || status === 'L');
  };
  await expect.poll(async () => (await arrived()).length, { timeout: 20_000 }).toBe(1);
  expect(await arrived()).toMatchObject([{ name: person(demo.students[0]).name, method: 'pass' }]);
});

test('the camera goes off when the class is ended, and the page has complained of nothing', async () => {
  const { wall, complaints } = morning;
  await wall.getByRole('button', { name: /Teacher/ }).click();
  await wall.getByRole('button', { name: 'End class' }).click();
  await wall.getByRole('button', { name: 'Yes, end it' }).click();
  await wall.locator('[data-screen="summary"]').waitFor();
  await expect.poll(async () => await wall.locator('[data-camera="on"]').count()).toBe(0);
  await expect.poll(() => wall.workers()).toEqual([]);
  expect(complaints).toEqual([]);
});
