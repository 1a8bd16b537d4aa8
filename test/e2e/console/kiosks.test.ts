import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Epoch, EpochMs, KioskNumber, RoomId } from '#domain/ids.ts';
import { countUnknownCard } from '../../../src/hub/server/store/kiosk-days.ts';
import { addKiosk, type ContactRow, putContact } from '../../../src/hub/server/store/kiosk-store.ts';
import { rooms } from '../../../src/hub/server/store/schema.ts';
import type { DemoHub } from '../../hub/console/support/a-console.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { button, deskForEachTest, expectNoBarriers, rowOf } from './support/desk.ts';

const desk = deskForEachTest();

const MINUTE = 60_000;

/** A kiosk in a room of the demo, as it last told about itself. */
function addStanding({ hub, time }: DemoHub, name: string, told: Partial<ContactRow> = {}): KioskNumber {
  const { db } = hub.parts;
  const roomId = db.orm.select().from(rooms).get()?.id as RoomId;
  const row = { roomId, name, publicKey: randomBytes(32), at: time.now };
  const number = addKiosk(db, row, { bytes: randomBytes(32), stepMs: 5_000 });
  putContact(db, number, {
    ...{ lastContactAt: time.now, epoch: randomBytes(8).toString('hex') as Epoch, app: '0.1.0', backlog: 0 },
    ...{ watermark: null, clock: { offsetMs: 3, uncertaintyMs: 4 }, check: null },
    ...told,
  });
  return number;
}

/** Of a campus on which not all is well. */
function addAll(hub: DemoHub): void {
  const at = hub.time.now;
  addStanding(hub, 'Quiet one');
  addStanding(hub, 'Wrong clock', { clock: { offsetMs: -4 * MINUTE, uncertaintyMs: 12 } });
  const lastContactAt = (at - 40 * MINUTE) as EpochMs;
  addStanding(hub, 'Cut off', { backlog: 312, lastContactAt });
  addStanding(hub, 'Healed', { check: { at, outcome: 'healed' } });
  const visited = addStanding(hub, 'Strangers');
  for (let card = 0; card < 5; card += 1) countUnknownCard(hub.hub.parts.db, visited, at);
}

describe('the page of the kiosks', () => {
  test('shows first what somebody should look at first', async () => {
    addAll(desk.hub);
    const page = await desk.open({ path: 'kiosks', as: desk.hub.demo.admin });
    await rowOf(page, 'Cut off').getByText('312 events waiting there').waitFor();
    const names = await page.getByRole('row').getByRole('rowheader').allInnerTexts();
    expect(names.map((name) => name.split('\n')[0])).toEqual([
      'Cut off',
      'Healed',
      'Wrong clock',
      'Strangers',
      'Quiet one',
    ]);
    await rowOf(page, 'Wrong clock').getByText('4 min slow').first().waitFor();
    await expectNoBarriers(page);
    await page.getByRole('columnheader', { name: 'Name' }).click();
    await expect
      .poll(async () => await page.getByRole('row').getByRole('rowheader').first().innerText())
      .toContain('Cut off');
  });

  test('says with the keyboard alone what is wrong with one, and what to do', async () => {
    addAll(desk.hub);
    const page = await desk.open({ path: 'kiosks', as: desk.hub.demo.admin });
    await rowOf(page, 'Healed').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/It set the damaged file aside/).waitFor();
    await dialog.getByText(/was damaged and healed itself/).waitFor();
    await expectNoBarriers(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  test('says on a phone what is wrong, and lets one shut a kiosk out there too', async () => {
    addAll(desk.hub);
    const page = await desk.open({ path: 'kiosks', as: desk.hub.demo.admin });
    await page.setViewportSize({ width: 390, height: 844 });
    await rowOf(page, 'Wrong clock').getByText('Wrong clock').click();
    await page
      .getByRole('dialog')
      .getByText(/Recorded times are corrected/)
      .waitFor();
    await button(page, 'Shut out').click();
    await button(page, 'Shut it out').click();
    await rowOf(page, 'Wrong clock').getByText('Shut out').waitFor();
    const table = await page.getByRole('grid').boundingBox();
    expect((table?.x ?? 0) + (table?.width ?? 0)).toBeLessThanOrEqual(390);
  });

  test('warns where there is no backup, and says why one failed', async () => {
    const page = await desk.open({ path: 'kiosks', as: desk.hub.demo.admin });
    await page.getByText('No backups', { exact: true }).waitFor();
    const file = join(temporaryFolder(), 'in-the-way');
    writeFileSync(file, '');
    await desk.hub.hub.keeping.backups.run(temporaryFolder());
    await page.getByText(/restored and found whole/).waitFor();
    await desk.hub.hub.keeping.backups.run(join(file, 'backups'));
    await page.getByText('The last backup could not be made.').waitFor();
    await expectNoBarriers(page);
  });
});
